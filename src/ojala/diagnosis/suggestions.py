"""Suggestions: the form to write instead, of the same verb and person, in the mood that is due."""

from collections.abc import Iterable

from ojala.diagnosis.cells import past as is_past
from ojala.grammar.text import GovernedVerb
from ojala.spanish import conjugate
from ojala.spanish.features import Cell, Mood, Person, Tense

_MOST = 3
_SUBJUNCTIVE = {
    Tense.IND_PERF: Tense.SUB_PERF,
    Tense.IND_FUT_PERF: Tense.SUB_PERF,
    Tense.IND_PLUP: Tense.SUB_PLUP_RA,
    Tense.COND_PERF: Tense.SUB_PLUP_RA,
    Tense.IND_ANT: Tense.SUB_PLUP_RA,
}
_INDICATIVE = {
    Tense.SUB_PRES: (Tense.IND_PRES,),
    Tense.SUB_IMP_RA: (Tense.IND_IMP, Tense.IND_PRET, Tense.COND),
    Tense.SUB_IMP_SE: (Tense.IND_IMP, Tense.IND_PRET, Tense.COND),
    Tense.SUB_PERF: (Tense.IND_PERF,),
    Tense.SUB_PLUP_RA: (Tense.IND_PLUP, Tense.COND_PERF),
    Tense.SUB_PLUP_SE: (Tense.IND_PLUP, Tense.COND_PERF),
}


def in_subjunctive(verb: GovernedVerb, *, past: bool = False) -> tuple[str, ...]:
    """The subjunctive for a form: of its person, in the tense that the sentence admits."""
    option = next((o for o in verb.options if o.mood is Mood.SUBJUNCTIVE), None)
    admitted = [choice.tense for choice in option.tenses] if option else []
    forms = []
    for lemma, cell in _finite(verb):
        forms += _forms(lemma, _tense(cell.tense, admitted, past=past), cell.person)
    return tuple(dict.fromkeys(forms))[:_MOST]


def _tense(given: Tense, admitted: list[Tense], *, past: bool) -> Tense:
    compound = _SUBJUNCTIVE.get(given)
    if compound in admitted or (compound and past):
        return compound or Tense.SUB_PERF
    if past or (is_past(given) and Tense.SUB_IMP_RA in admitted):
        return Tense.SUB_IMP_RA
    return admitted[0] if admitted else Tense.SUB_PRES


def in_indicative(verb: GovernedVerb) -> tuple[str, ...]:
    """The indicative for a form: of its person, in each tense it can stand for."""
    forms = []
    for lemma, cell in _finite(verb):
        for tense in _INDICATIVE.get(cell.tense, ()):
            forms += _forms(lemma, tense, cell.person)
    return tuple(dict.fromkeys(forms))[:_MOST]


def _finite(verb: GovernedVerb) -> Iterable[tuple[str, Cell]]:
    """What the form can be, the likeliest subject first (*sea*: *es* before *soy*)."""
    found = [(name, c) for name, c in verb.verb.readings if c.tense.mood is not Mood.IMPERATIVE]
    likely = [(name, cell) for name, cell in found if cell.person is verb.person]
    # Another person than the third is only told from a word that names it: *que yo sea*.
    named = verb.person is not Person.EL and bool(likely)
    return likely if named else [*likely, *(one for one in found if one not in likely)]


def _forms(lemma: str, tense: Tense, person: Person) -> list[str]:
    forms = conjugate(lemma).forms(Cell(tense, person))
    return [form.text for form in forms[:1]]
