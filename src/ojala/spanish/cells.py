"""Cells: which there are, in the order of the tables, and what compound tenses are made of."""

from collections.abc import Mapping
from types import MappingProxyType

from ojala.spanish.features import Cell, Person, Tense

COMPOUND_TENSES: Mapping[Tense, Tense] = MappingProxyType(
    {
        Tense.IND_PERF: Tense.IND_PRES,
        Tense.IND_PLUP: Tense.IND_IMP,
        Tense.IND_ANT: Tense.IND_PRET,
        Tense.IND_FUT_PERF: Tense.IND_FUT,
        Tense.COND_PERF: Tense.COND,
        Tense.SUB_PERF: Tense.SUB_PRES,
        Tense.SUB_PLUP_RA: Tense.SUB_IMP_RA,
        Tense.SUB_PLUP_SE: Tense.SUB_IMP_SE,
        Tense.SUB_FUT_PERF: Tense.SUB_FUT,
        Tense.INF_PERF: Tense.INF,
        Tense.GER_PERF: Tense.GER,
    }
)
_IMPERSONAL = frozenset({Tense.INF, Tense.GER, Tense.PART, Tense.INF_PERF, Tense.GER_PERF})
_IMPERATIVES = frozenset({Tense.IMP_AFF, Tense.IMP_NEG})


def _persons(tense: Tense) -> tuple[Person, ...]:
    if tense in _IMPERSONAL:
        return (Person.NONE,)
    finite = tuple(person for person in Person if person is not Person.NONE)
    return finite[1:] if tense in _IMPERATIVES else finite


ALL_CELLS = tuple(Cell(tense, person) for tense in Tense for person in _persons(tense))
