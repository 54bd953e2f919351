"""How Spanish is set on a page: sentences in segments, forms with their letters marked, prose."""

import re
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup, escape

from ojala.exercises.exercise import BLANK

_STRESSED = re.compile(r"\[(\w)\]")
_SPANISH = re.compile(r"\*([^*\n]+)\*")
_ENDING = re.compile(r"\*(-[^\s*]+)\*")
_WRONG = re.compile(r"~([^~\n]+)~")


class Role(StrEnum):
    """What a piece of a sentence is there for."""

    TEXT = "text"
    CUE = "cue"
    BLANK = "blank"
    VERB = "verb"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence with one role, spaces included."""

    text: str
    role: Role = Role.TEXT


class Change(StrEnum):
    """How some letters of a typed form stand to the form that was meant."""

    SAME = "same"
    EXTRA = "extra"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Letters:
    """A run of letters that are all the same, all too many or all missing."""

    text: str
    change: Change = Change.SAME


def segments(sentence: str, cue: str = "", verb: str = "") -> tuple[Segment, ...]:
    """Cut a sentence at its blank, its cue and its verb; what does not occur is left unmarked.

    A cue may be written with `…` where the sentence puts other words between its parts.
    """
    pieces = [Segment(sentence)]
    for part in filter(None, (part.strip() for part in cue.split("…"))):
        pieces = _cut(pieces, part, Role.CUE)
    if verb:
        pieces = _cut(pieces, verb, Role.VERB)
    return tuple(_cut(pieces, BLANK, Role.BLANK))


def bracketed(sentence: str, cue: str = "") -> tuple[Segment, ...]:
    """Cut an example at its cue and at its verb, written in brackets: `Quiero que [vengas]`."""
    before, _, rest = sentence.partition("[")
    verb, _, after = rest.partition("]")
    if not verb:
        return segments(sentence, cue)
    return (*segments(before, cue), Segment(verb, Role.VERB), *_plain(after))


def _plain(text: str) -> tuple[Segment, ...]:
    return (Segment(text),) if text else ()


def _cut(pieces: list[Segment], words: str, role: Role) -> list[Segment]:
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    for place, piece in enumerate(pieces):
        found = pattern.search(piece.text) if piece.role is Role.TEXT else None
        if found is not None:
            middle = Segment(found.group(), role)
            cut = [
                *_plain(piece.text[: found.start()]),
                middle,
                *_plain(piece.text[found.end() :]),
            ]
            return [*pieces[:place], *cut, *pieces[place + 1 :]]
    return pieces


def blank_width(lemma: str, answers: tuple[str, ...]) -> int:
    """How many letters wide a blank is: enough for any answer, telling nothing about this one."""
    longest = max((len(text) for text in (lemma, *answers)), default=0)
    return max(10, 2 * ((longest + 3) // 2))


def stressed(text: str) -> Markup:
    """Escape an explanation and underline the stressed vowels it puts in brackets."""
    return Markup(_STRESSED.sub(r'<u lang="es">\1</u>', str(escape(text))))  # noqa: S704 -- escaped first


def prose(text: str) -> Markup:
    """Escape a message, set Spanish (*venga*) in italics and strike wrong Spanish (~viene~).

    An ending (*-ar*) is not parted from its hyphen.
    """
    struck = _WRONG.sub(r'<s lang="es">\1</s>', str(escape(text)))
    endings = _ENDING.sub(r'<i lang="es" class="ending">\1</i>', struck)
    return Markup(_SPANISH.sub(r'<i lang="es">\1</i>', endings))  # noqa: S704 -- escaped first
