"""What goes on: *estaba leyendo* beside *leía*, where English says that somebody is at it."""

import re

from ojala.exercises.realization import Choice, preferred
from ojala.spanish.features import Cell, Tense

_GOING_ON = re.compile(r"be (?!going\b)\w+ing\b")
_AT_IT = "{was ing}"
_PLANNED = re.compile(r"\b(mañana|domingo|esta tarde|esta noche|tarde|en casa|en el suelo)\b")
"""What English says of a plan as well: *they are arriving tomorrow*."""
_LASTING = frozenset({"ser", "estar", "parecer", "llevar"})
"""Verbs that are hardly put so: *is wearing a hat* is *lleva sombrero*."""
_TENSES = frozenset({Tense.IND_PRES, Tense.IND_IMP, Tense.SUB_PRES, Tense.SUB_IMP_RA})


def goes_on(choice: Choice) -> bool:
    """Tell whether the English says that what the clause tells is under way."""
    frame, predicate = choice.frame, choice.predicate
    said = _GOING_ON.match(predicate.english) or (_AT_IT in frame.english and not predicate.state)
    if frame.tense not in _TENSES or predicate.lemma in _LASTING:
        return False
    return bool(said) and not _PLANNED.search(predicate.complement)


def gerund_of(choice: Choice) -> str:
    """Return the gerund of the verb without its pronouns."""
    return preferred(choice.predicate.lemma, Cell(Tense.GER))


def at_it(choice: Choice, tense: Tense) -> str:
    """Return *está leyendo* in a tense; the pronouns stand before it."""
    return f"{preferred('estar', Cell(tense, choice.subject.person))} {gerund_of(choice)}"
