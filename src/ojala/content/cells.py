"""The cells of the mastery map: what a family of triggers asks for in one tense."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ojala.exercises.item import Item, ItemKind
from ojala.exercises.material import Content
from ojala.exercises.skills import mood_item, series


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the moods of a family that are chosen in a tense, and the forms of the tense."""

    family: str
    tense: str
    moods: frozenset[Item]
    forms: frozenset[Item]

    @property
    def id(self) -> str:
        """The cell in writing, as in `volition/sub_pres`."""
        return f"{self.family}/{self.tense}"


def cells(content: Content) -> tuple[Cell, ...]:
    """Every cell there is something to practise in: a tense that has forms to make."""
    forms: dict[str, set[Item]] = {}
    for item in content.items:
        if item.kind is ItemKind.FORM:
            forms.setdefault(item.key.partition("/")[0], set()).add(item)
    moods: dict[tuple[str, str], set[Item]] = {}
    for tense, trigger, reading in _places(content):
        if tense in forms:
            family = content.triggers[trigger].category
            moods.setdefault((family, tense), set()).add(mood_item(trigger, reading))
    return tuple(
        Cell(family, tense, frozenset(found), frozenset(forms[tense]))
        for (family, tense), found in sorted(moods.items())
    )


def _places(content: Content) -> Iterator[tuple[str, str, str]]:
    for sentence in content.sentences:
        yield series(sentence.cell.tense), sentence.trigger, sentence.reading
    for frame in content.frames:
        yield series(frame.tense), frame.trigger, frame.reading


def narrowed(content: Content, item: Item, tense: str) -> Content:
    """The content with nothing for an item but sentences in one tense, where there are any."""
    written = tuple(s for s in content.by_item.get(item, ()) if series(s.cell.tense) == tense)
    frames = tuple(f for f in content.frames_by_item.get(item, ()) if series(f.tense) == tense)
    if not written and not frames:
        return content
    return replace(
        content,
        by_item={item: written} if written else {},
        frames_by_item={item: frames} if frames else {},
    )
