"""The sequence of tenses: which tenses a governing tense admits in the clause it governs."""

from dataclasses import dataclass
from enum import StrEnum

from ojala.grammar.clause import Clause, Relation, Sphere, Time, sphere
from ojala.grammar.trigger import Sequence
from ojala.spanish.features import Mood, Tense


class Note(StrEnum):
    """How an admitted tense stands beside the usual one."""

    USUAL = ""
    DOUBLE_ACCESS = "double-access"
    """Present after a past: the event still holds or is to come (*dijo que venga*)."""
    AMERICAN = "american"
    """Present after a conditional, heard in America (*me gustaría que vengas*)."""
    OTHER_TIME = "other-time"
    """Right for an event at another time than the governing verb suggests."""
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Admitted:
    """One tense that may stand in the clause, and how it stands there."""

    tense: Tense
    note: Note = Note.USUAL


PRESENT = (Tense.SUB_PRES,)
PERFECT = (Tense.SUB_PERF,)
IMPERFECT = (Tense.SUB_IMP_RA, Tense.SUB_IMP_SE)
PLUPERFECT = (Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE)
INDICATIVE = (
    Tense.IND_PRES,
    Tense.IND_PRET,
    Tense.IND_IMP,
    Tense.IND_PERF,
    Tense.IND_PLUP,
    Tense.IND_FUT,
    Tense.COND,
    Tense.IND_FUT_PERF,
    Tense.COND_PERF,
    Tense.IND_ANT,
)
_PAST_INDICATIVE = (
    Tense.IND_IMP,
    Tense.IND_PRET,
    Tense.IND_PLUP,
    Tense.COND,
    Tense.COND_PERF,
    Tense.IND_ANT,
)
_PROSPECTIVE = frozenset({"volition", "purpose", "command"})
"""Categories whose clause lies ahead of the governor: no past event after a present one."""
_NOT_AFTER_SI = frozenset({Tense.IND_FUT, Tense.COND, Tense.IND_FUT_PERF, Tense.COND_PERF})

_FIXED: dict[Sequence, tuple[Tense, ...]] = {
    Sequence.PAST_ONLY: IMPERFECT + PLUPERFECT,
    Sequence.PLUPERFECT_ONLY: PLUPERFECT,
    Sequence.RA_ONLY: (Tense.SUB_IMP_RA, Tense.SUB_PLUP_RA),
    Sequence.CONDITION: IMPERFECT + PLUPERFECT,
    Sequence.PRESENT: PRESENT + PERFECT,
    Sequence.SIMPLE: PRESENT + IMPERFECT,
    Sequence.NONE: (),
}


def admitted(clause: Clause, mood: Mood) -> tuple[Admitted, ...]:
    """List the tenses of a mood that fit the clause, the usual ones first."""
    if mood is Mood.INDICATIVE:
        return _indicative(clause)
    if mood is Mood.INFINITIVE:
        return _notes((Tense.INF, Tense.INF_PERF))
    return _subjunctive(clause)


def tenses(clause: Clause, mood: Mood) -> tuple[Tense, ...]:
    """List the same tenses without their notes."""
    return tuple(choice.tense for choice in admitted(clause, mood))


def apodosis(protasis: Tense) -> tuple[Admitted, ...]:
    """List what the main verb may be after *si* with that tense, the usual ones first."""
    if protasis in IMPERFECT:
        return (
            *_notes((Tense.COND, Tense.COND_PERF)),
            *_notes((Tense.IND_IMP, Tense.SUB_IMP_RA), Note.MARKED),
        )
    if protasis in PLUPERFECT:
        return (
            *_notes((Tense.COND_PERF, Tense.SUB_PLUP_RA, Tense.COND)),
            *_notes((Tense.SUB_PLUP_SE, Tense.IND_IMP, Tense.IND_PLUP), Note.MARKED),
        )
    return _notes((Tense.IND_PRES, Tense.IND_FUT, Tense.IMP_AFF, Tense.IMP_NEG, *INDICATIVE[1:5]))


def _subjunctive(clause: Clause) -> tuple[Admitted, ...]:
    rule = clause.trigger.sequence
    if rule in _FIXED:
        return _notes(_FIXED[rule])
    governing = None if clause.governor is None else sphere(clause.governor)
    if rule is Sequence.PAST:
        return (*_notes(IMPERFECT + PLUPERFECT), *_notes(PRESENT, Note.AMERICAN))
    if governing is None:
        return _notes(PRESENT + IMPERFECT + PERFECT + PLUPERFECT)
    return _after(governing, clause)


def _after(governing: Sphere, clause: Clause) -> tuple[Admitted, ...]:
    if governing is Sphere.CONDITIONAL:
        return (*_notes(IMPERFECT + PLUPERFECT), *_notes(PRESENT, Note.AMERICAN))
    if governing is Sphere.PAST:
        return _after_past(clause)
    if governing is Sphere.IMPERATIVE or clause.time is Time.FUTURE:
        return _notes(PRESENT + PERFECT)
    return _after_present(clause)


def _after_past(clause: Clause) -> tuple[Admitted, ...]:
    first = PLUPERFECT + IMPERFECT if clause.relation is Relation.BEFORE else IMPERFECT + PLUPERFECT
    return (*_notes(first), *_notes(PRESENT + PERFECT, Note.DOUBLE_ACCESS))


def _after_present(clause: Clause) -> tuple[Admitted, ...]:
    perfect = clause.governor is Tense.IND_PERF
    ahead = clause.trigger.sequence is Sequence.SEQUENCE
    if ahead and clause.trigger.category in _PROSPECTIVE:
        return _notes(PRESENT + PERFECT + (IMPERFECT if perfect else ()))
    past = IMPERFECT + PLUPERFECT
    if clause.relation is Relation.BEFORE:
        return (*_notes(PERFECT + IMPERFECT), *_notes(PLUPERFECT, Note.OTHER_TIME))
    return (*_notes(PRESENT + PERFECT), *_notes(past, Note.USUAL if perfect else Note.OTHER_TIME))


def _indicative(clause: Clause) -> tuple[Admitted, ...]:
    rule = clause.trigger.sequence
    if rule is Sequence.NONE:
        return ()
    if rule in {Sequence.CONDITION, Sequence.TEMPORAL}:
        return _notes(tuple(tense for tense in INDICATIVE if tense not in _NOT_AFTER_SI))
    if clause.governor is not None and sphere(clause.governor) is Sphere.PAST:
        rest = tuple(tense for tense in INDICATIVE if tense not in _PAST_INDICATIVE)
        return (*_notes(_PAST_INDICATIVE), *_notes(rest, Note.DOUBLE_ACCESS))
    return _notes(INDICATIVE)


def _notes(these: tuple[Tense, ...], note: Note = Note.USUAL) -> tuple[Admitted, ...]:
    return tuple(Admitted(tense, note) for tense in these)
