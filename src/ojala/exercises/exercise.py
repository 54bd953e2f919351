"""Exercises as they are issued, and the responses they meet."""

from dataclasses import dataclass

from ojala.exercises.item import Item
from ojala.spanish.features import Cell

BLANK = "____"


@dataclass(frozen=True, slots=True)
class Answer:
    """One acceptable text for the blank, the cell it fills, and how it stands beside the first."""

    text: str
    cell: Cell | None = None
    note: str = ""
    """Why this one is right too: a message key such as `se-form`, `marked` or `other-reading`."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One question as issued: everything a verdict needs, so that later edits change nothing."""

    kind: str
    sentence: str
    """The Spanish sentence with one `BLANK`."""
    gloss: str
    """The English of the whole sentence."""
    lemma: str
    answers: tuple[Answer, ...]
    """Every acceptable answer, the preferred one first."""
    items: tuple[Item, ...]
    """The items an attempt is evidence about."""
    trigger: str
    """The id of the trigger that governs the blank, which is also the rule to link to."""
    reading: str
    """The id of the trigger's reading that decides here."""
    cue: str = ""
    """The words of the sentence that trigger the mood, marked once the answer is given."""
    subject: str = ""
    """The subject to show beside the verb where the sentence leaves it open: *(vosotros)*."""
    context: str = ""
    """A line before the sentence that fixes its reading; empty where none is needed."""
    options: tuple[str, ...] = ()
    """What may be chosen, for kinds that offer a choice; in the order shown."""
    level: str = ""
    """CEFR level, A2 to C2."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the learner gave: the text as typed, and the seconds it took (None if not known)."""

    text: str
    elapsed: float | None = None
