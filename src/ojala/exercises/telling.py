"""What is told plainly before it is wished or doubted: *Viene* before *No creo que venga*."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from ojala.exercises.moods import alternates
from ojala.exercises.orders import statement
from ojala.exercises.realization import Choice, form_of
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Person, Tense

_TOLD: Mapping[Tense, Tense] = MappingProxyType(
    {
        Tense.SUB_PRES: Tense.IND_PRES,
        Tense.SUB_PERF: Tense.IND_PERF,
        Tense.SUB_PLUP_RA: Tense.IND_PLUP,
        Tense.IND_PRES: Tense.IND_PRES,
        Tense.IND_IMP: Tense.IND_IMP,
        Tense.IND_PRET: Tense.IND_PRET,
        Tense.IND_PERF: Tense.IND_PERF,
        Tense.IND_PLUP: Tense.IND_PLUP,
        Tense.IND_FUT: Tense.IND_FUT,
        Tense.COND: Tense.IND_FUT,
        Tense.INF: Tense.IND_PRES,
    }
)
_UNREAL = frozenset(
    {"volition", "command", "optative", "si", "condition", "concession", "as_if", "dual"}
)
"""Categories whose imperfect subjunctive tells of nothing that has happened."""
_NEGATIVE = re.compile(r"\b(nada|nadie|ning\w+|nunca|jamás)\b")
"""Words that a plain statement has only behind *no*."""
_GAP = re.compile(
    r"<(por )?(much|poc|cuant)[oa]s? \w+ que>|<(lo mejor que|allá donde|cuanto|con quien)>",
    re.IGNORECASE,
)
"""Words that hold a part of the clause: *por mucho dinero que gane* tells no *Gana*."""
_AWAITED = re.compile(r"\b(almost|avoided|waiting)\b")
"""English of what did not happen, or had not yet: told as a fact it would say otherwise."""
_UNMET = re.compile(r"\btoo \w+ for\b")
"""English of what cannot be: told as a fact it would say that it is."""
_NEEDED = re.compile(r"\b(time|urgent|important|necessary|essential|advisable)\b")
"""English of what was due: told as past it would be done, told as future it would be due yet."""
_AHEAD = re.compile(r"\b(would|might|trust)\b|_would")
"""English of what had not happened yet, which is told as what will."""
_PRESENT = re.compile(r"\{(were|pres)\}")
"""English of what is unreal or only guessed at now, though Spanish says it in the past."""
_LASTED = re.compile(r"\b(\w+(aba[ns]?|ába(mos|is)|ía(n|s|mos|is)?)|era)\b")
"""Imperfects: what somebody used to mind happened again and again."""
_SPEAKERS = frozenset({Person.YO, Person.TU, Person.VOS, Person.NOSOTROS, Person.VOSOTROS})


def told(choice: Choice, trigger: Trigger) -> str:
    """Return the clause told as a fact; empty where nothing so plain corresponds to it."""
    tense = None if _GAP.search(choice.frame.spanish) else _told_tense(choice, trigger)
    negative = _NEGATIVE.search(choice.predicate.complement) and "{no " not in choice.frame.spanish
    if (
        tense is None
        or negative
        or (choice.frame.slot == "inf" and choice.subject.person not in _SPEAKERS)
    ):
        return ""
    try:
        return statement(choice, form_of(choice, tense))
    except ValueError:  # a verb that lacks the form
        return ""


def foretold(choice: Choice, trigger: Trigger) -> bool:
    """Tell whether it lay ahead of something past: told as future, it would lie ahead of now."""
    past = choice.frame.tense is Tense.SUB_IMP_RA
    return past and _told_tense(choice, trigger) is Tense.IND_FUT


def _told_tense(choice: Choice, trigger: Trigger) -> Tense | None:
    unmade = choice.frame.tense is Tense.SUB_PLUP_RA and trigger.category in _UNREAL
    if unmade or _UNMET.search(choice.frame.english):
        return None  # *si hubieras salido* says that nobody did
    if choice.frame.tense is not Tense.SUB_IMP_RA:
        return _TOLD.get(choice.frame.tense)
    if trigger.category in _UNREAL or _PRESENT.search(choice.frame.english):
        return Tense.IND_PRES
    if _NEEDED.search(choice.frame.english):
        return None
    open_yet = alternates(trigger) or _AWAITED.search(choice.frame.english)
    if trigger.category == "temporal" and open_yet:
        return None  # told as past it would be a fact: *en cuanto llegaron*
    return _told_past(choice)


def _told_past(choice: Choice) -> Tense:
    """Return the tense of what was so, lay ahead, kept happening or happened."""
    if choice.predicate.state:
        return Tense.IND_IMP
    if _AHEAD.search(choice.frame.english):
        return Tense.IND_FUT
    return Tense.IND_IMP if _LASTED.search(choice.frame.spanish) else Tense.IND_PRET
