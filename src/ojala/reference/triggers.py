"""From triggers to what the rule pages show, and finding a rule by Spanish or English words."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from ojala.grammar.trigger import Reading, Trigger
from ojala.reference.views import (
    Contrast,
    ContrastLevel,
    Example,
    ReadingView,
    TriggerGroup,
    TriggerIndex,
    TriggerLine,
    TriggerPage,
)
from ojala.web.templating import translator
from ojala.web.typesetting import bracketed

RELATED = 6
"""How many rules of the same family a rule page names."""


def fold(text: str) -> str:
    """Reduce a text to what a search compares: no case, no accents, no punctuation around."""
    letters = unicodedata.normalize("NFD", text.casefold())
    kept = (mark if mark.isalnum() else " " for mark in letters if not unicodedata.combining(mark))
    return " ".join("".join(kept).split())


def search(triggers: Iterable[Trigger], query: str) -> tuple[Trigger, ...]:
    """Find the triggers in whose name, meaning or examples each word of the query begins a word.

    Of several words, those whose name or meaning holds them as they stand, where any does.
    """
    words = fold(query).split()
    found = tuple(trigger for trigger in triggers if _matches(trigger, words))
    said = tuple(trigger for trigger in found if _says(trigger, words))
    return said if len(words) > 1 and said else found


def _says(trigger: Trigger, words: list[str]) -> bool:
    phrase, texts = f" {' '.join(words)} ", (trigger.name, trigger.gloss, *trigger.heads)
    return any(phrase in f" {fold(text)} " for text in texts)


def _matches(trigger: Trigger, words: list[str]) -> bool:
    examples = (example for reading in trigger.readings for example in reading.holds)
    text = f" {fold(' '.join((trigger.name, trigger.gloss, *trigger.heads, *examples)))}"
    return all(f" {word}" in text for word in words)


def index(triggers: Mapping[str, Trigger], query: str) -> TriggerIndex:
    """List all triggers by their first letter, or those that a query finds."""
    found = search(triggers.values(), query) if query.strip() else tuple(triggers.values())
    ordered = sorted(found, key=lambda trigger: fold(trigger.name))
    groups = groupby(ordered, key=_letter)
    return TriggerIndex(
        query=query,
        groups=tuple(TriggerGroup(title, tuple(map(line, group))) for title, group in groups),
        count=len(ordered),
    )


def _letter(trigger: Trigger) -> str:
    return fold(trigger.name)[:1].upper()


def line(trigger: Trigger) -> TriggerLine:
    """Name a trigger in a list."""
    moods = dict.fromkeys(
        reading.mood.value for reading in trigger.readings if reading.mood and not reading.marked
    )
    return TriggerLine(trigger.id, trigger.name, trigger.gloss, trigger.level, tuple(moods))


def page(triggers: Mapping[str, Trigger], trigger: Trigger, language: str) -> TriggerPage:
    """Gather what the rule page of a trigger says in one language."""
    speak = translator(language)
    return TriggerPage(
        id=trigger.id,
        name=trigger.name,
        gloss=trigger.gloss,
        topic=speak(f"family.{trigger.category}"),
        level=trigger.level,
        readings=tuple(_reading(reading, language) for reading in trigger.readings),
        same_subject=same_subject(trigger, language),
        related=tuple(map(line, _related(triggers, trigger))),
    )


def contrasts(triggers: Mapping[str, Trigger], language: str) -> tuple[ContrastLevel, ...]:
    """Set the triggers whose two moods mean two things face to face, by level."""
    found = (_contrast(trigger, language) for trigger in triggers.values())
    alternating = sorted(
        (contrast for contrast in found if len({side.mood for side in contrast.sides}) > 1),
        key=lambda contrast: (contrast.level, fold(contrast.name)),
    )
    return tuple(
        ContrastLevel(level, tuple(group))
        for level, group in groupby(alternating, key=lambda contrast: contrast.level)
    )


def _contrast(trigger: Trigger, language: str) -> Contrast:
    """Take the first usual reading of each mood, with one example."""
    sides: dict[str, ReadingView] = {}
    for reading in trigger.readings:
        if reading.mood and reading.holds and not reading.marked:
            view = _reading(reading, language)
            sides.setdefault(view.mood, replace(view, examples=view.examples[:1]))
    return Contrast(trigger.id, trigger.name, trigger.gloss, trigger.level, tuple(sides.values()))


def _reading(reading: Reading, language: str) -> ReadingView:
    return ReadingView(
        mood=reading.mood.value if reading.mood else "",
        why=reading.why_es if language == "es" else reading.why_en,
        examples=tuple(Example(bracketed(example)) for example in reading.holds),
        marked=reading.marked,
    )


def _related(triggers: Mapping[str, Trigger], trigger: Trigger) -> tuple[Trigger, ...]:
    family = [
        other
        for other in triggers.values()
        if other.category == trigger.category and trigger.id not in (other.id, other.negative)
    ]
    near = sorted(family, key=lambda other: other.level != trigger.level)
    opposite = (triggers[trigger.negative],) if trigger.negative in triggers else ()
    chosen = [other for other in near if other not in opposite]
    return (*opposite, *chosen)[:RELATED]


def same_subject(trigger: Trigger, language: str) -> str:
    """Say which infinitive takes the place of the clause; empty where none does."""
    if not trigger.infinitive:
        return ""
    *before, _ = trigger.infinitive.split()
    words = trigger.name.split(",")[0].split("/")[0].split(" (")[0].removesuffix(" que").split()
    key = "rule.infinitive"
    if before[:1] == ["object"]:
        key, before = "rule.infinitive-object", before[1:]
    if words[-1].endswith("que"):
        words.pop()
    if words[-1:] != before:
        words += before
    return translator(language)(key, words=" ".join(words))
