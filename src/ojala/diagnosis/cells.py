"""How far two cells of a paradigm lie apart: in mood, in tense, in person and in number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ojala.diagnosis.forms import one_tense
from ojala.spanish.features import Cell, Mood, Person, Tense

_PAST = frozenset(
    {
        Tense.IND_IMP,
        Tense.IND_PRET,
        Tense.IND_PLUP,
        Tense.IND_ANT,
        Tense.SUB_IMP_RA,
        Tense.SUB_IMP_SE,
        Tense.SUB_PLUP_RA,
        Tense.SUB_PLUP_SE,
    }
)
# A conditional looks to the past or to the present, as the rest of the sentence has it.
_CONDITIONALS = frozenset({Tense.COND, Tense.COND_PERF})
_NONFINITE = frozenset({Mood.INFINITIVE, Mood.GERUND, Mood.PARTICIPLE})
_WEIGHTS = (8, 4, 2, 1)


@dataclass(frozen=True, slots=True)
class Gap:
    """What differs between two cells."""

    mood: bool = False
    tense: bool = False
    person: bool = False
    number: bool = False
    rare: bool = False
    """Whether one of them is an imperative, which learners seldom mean inside a clause."""

    @property
    def size(self) -> int:
        """The weight of the differences: mood outweighs tense, tense person, person number."""
        flags = (self.mood, self.tense, self.person, self.number)
        return sum(w for w, flag in zip(_WEIGHTS, flags, strict=True) if flag) + 3 * self.rare


@lru_cache(maxsize=1024)
def gap(given: Cell, due: Cell) -> Gap:
    """What differs between the cell that was given and the one that was due."""
    moods = given.tense.mood is not due.tense.mood
    imperative = moods and Mood.IMPERATIVE in (given.tense.mood, due.tense.mood)
    if Person.NONE in (given.person, due.person):
        return Gap(mood=moods, tense=not moods and given.tense is not due.tense)
    return Gap(
        mood=moods,
        tense=_tense_differs(given.tense, due.tense, moods=moods),
        person=given.person.value[0] != due.person.value[0],
        number=_number(given.person) != _number(due.person),
        rare=imperative and due.tense.mood is not Mood.IMPERATIVE,
    )


def _number(person: Person) -> str:
    return "p" if person.value.endswith("p") else "s"


def _tense_differs(given: Tense, due: Tense, *, moods: bool) -> bool:
    """In one mood two tenses differ; across moods only present and past do."""
    if not moods:
        return one_tense(given) is not one_tense(due)
    return _CONDITIONALS.isdisjoint((given, due)) and past(given) is not past(due)


def past(tense: Tense) -> bool:
    """Whether a tense belongs after a governor in the past."""
    return tense in _PAST


def finite(cell: Cell) -> bool:
    """Whether the cell has a person and a mood of its own."""
    return cell.tense.mood not in _NONFINITE


SOMEBODY = "1s-3s"
"""Yo or él: most subjunctives, imperfects and conditionals do not tell them apart."""


def persons(cell: Cell, others: Sequence[Cell]) -> str:
    """The persons that a form of one tense goes with."""
    found = {other.person for other in others if other.tense is cell.tense} | {cell.person}
    return SOMEBODY if {Person.YO, Person.EL} <= found else cell.person.value
