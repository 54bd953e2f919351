"""Frames: what stands around a clause, in Spanish and English, and what may be said inside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ojala.exercises.predicate import Predicate, Subject
from ojala.spanish.features import Tense

SPANISH_TOKEN = re.compile(r"\{(no )?(clause|vp|inf)\}")
_CUE = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Fill:
    """One alternative for a named place of a frame: *un piso*, *a flat*, masculine."""

    spanish: str
    english: str
    gender: str = "m"


@dataclass(frozen=True, slots=True)
class AlsoRight:
    """A tense that is right as well, and how it stands beside the first."""

    tense: Tense
    note: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a frame as its author wrote it, with everything it inherits."""

    id: str
    trigger: str
    reading: str
    tense: Tense
    spanish: str
    """The sentence, the deciding words in angle brackets, with one token for the clause."""
    english: str
    level: str
    predicates: tuple[Predicate, ...]
    """Every predicate that makes sense here."""
    subjects: tuple[Subject, ...] = ()
    """The subjects the frame allows, its own or the general ones."""
    matrix: str = ""
    fills: Mapping[str, tuple[Fill, ...]] = field(default_factory=dict)
    agree: str = ""
    also: tuple[AlsoRight, ...] = ()
    also_means: str = ""
    context: str = ""
    means: str = ""
    pair: str = ""
    combine: bool = False
    region: str = ""
    inverted: bool = False
    """Whether a subject follows its verb here: *no sé cuándo sale el tren*."""

    @property
    def slot(self) -> str:
        """Which of `clause`, `vp` and `inf` the frame takes."""
        match = SPANISH_TOKEN.search(self.spanish)
        return match.group(2) if match else ""


def marked_cue(text: str) -> str:
    """Return the words between angle brackets."""
    match = _CUE.search(text)
    return match.group(1) if match else ""


def without_marks(text: str) -> str:
    """Return the text as it is read."""
    return text.replace("<", "").replace(">", "")
