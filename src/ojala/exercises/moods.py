"""The forms that stand opposite one another in the choice of mood."""

from collections.abc import Mapping
from types import MappingProxyType

from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Cell, Mood, Person, Tense

OPPOSITES: Mapping[Tense, tuple[Tense, ...]] = MappingProxyType(
    {
        Tense.SUB_PRES: (Tense.IND_PRES, Tense.IND_FUT),
        Tense.SUB_IMP_RA: (Tense.IND_IMP, Tense.IND_PRET, Tense.COND),
        Tense.SUB_IMP_SE: (Tense.IND_IMP, Tense.IND_PRET, Tense.COND),
        Tense.SUB_PERF: (Tense.IND_PERF,),
        Tense.SUB_PLUP_RA: (Tense.IND_PLUP, Tense.COND_PERF),
        Tense.SUB_PLUP_SE: (Tense.IND_PLUP, Tense.COND_PERF),
        Tense.IND_PRES: (Tense.SUB_PRES,),
        Tense.IND_FUT: (Tense.SUB_PRES,),
        Tense.IND_IMP: (Tense.SUB_IMP_RA,),
        Tense.IND_PRET: (Tense.SUB_IMP_RA,),
        Tense.COND: (Tense.SUB_IMP_RA,),
        Tense.IND_PERF: (Tense.SUB_PERF,),
        Tense.IND_PLUP: (Tense.SUB_PLUP_RA,),
        Tense.COND_PERF: (Tense.SUB_PLUP_RA,),
        Tense.INF: (Tense.SUB_PRES, Tense.IND_PRES),
        Tense.IMP_NEG: (Tense.IND_PRES,),
    }
)
"""What a learner who chooses the other mood writes instead, the likeliest first."""

_ASKED_AS = {Mood.IMPERATIVE: Mood.SUBJUNCTIVE, Mood.CONDITIONAL: Mood.INDICATIVE}


def asked_mood(tense: Tense) -> Mood:
    """Return the mood a tense counts as when mood is what is chosen."""
    return _ASKED_AS.get(tense.mood, tense.mood)


def opposite_cells(cell: Cell, person: Person = Person.EL) -> tuple[Cell, ...]:
    """Return the cells of the other mood; an infinitive is opposed by forms of a person."""
    who = person if cell.person is Person.NONE else cell.person
    return tuple(Cell(tense, who) for tense in OPPOSITES.get(cell.tense, ()))


def tolerates(trigger: Trigger, mood: Mood) -> bool:
    """Tell whether some speakers use this mood here, so that it is not wrong."""
    return any(reading.marked and reading.mood is mood for reading in trigger.readings)


def alternates(trigger: Trigger) -> bool:
    """Tell whether both moods go with a trigger, so that its words alone decide nothing."""
    return len({reading.mood for reading in trigger.readings if not reading.marked}) > 1
