"""What an item is called on a page: *cuando* + subjunctive; present subjunctive of *tener*."""

from collections.abc import Callable, Mapping

from ojala.exercises.item import Item, ItemKind
from ojala.grammar.trigger import Trigger
from ojala.web.templating import translator

_PERSONS = frozenset({"1p", "1p-2p", "2v"})
"""The groups of persons whose forms differ from the rest of their tense."""


def item_name(item: Item, triggers: Mapping[str, Trigger], language: str) -> str:
    """Name an item in a few words, Spanish ones between asterisks."""
    speak = translator(language)
    if item.kind is ItemKind.MOOD:
        return _mood_name(item, triggers, speak)
    if item.kind is ItemKind.SEQUENCE:
        return speak("item.sequence", tense=speak(f"series.{item.key.rpartition('/')[2]}"))
    return _form_name(item, speak)


def _mood_name(item: Item, triggers: Mapping[str, Trigger], speak: Callable[..., str]) -> str:
    trigger_id, _, reading_id = item.key.partition("/")
    trigger = triggers.get(trigger_id)
    if trigger is None:
        return f"*{trigger_id.replace('-', ' ')}*"
    found = [reading for reading in trigger.readings if reading.id == reading_id]
    if len(trigger.moods) < 2 or not found or found[0].mood is None:  # noqa: PLR2004 (two moods)
        return f"*{trigger.name}*"
    return f"*{trigger.name}* + {speak(f'mood.{found[0].mood.value}')}"


def _form_name(item: Item, speak: Callable[..., str]) -> str:
    series, pattern, *group = item.key.split("/")
    tense = speak(f"series.{series}")
    name = speak("item.form", tense=tense, pattern=pattern_name(pattern, speak))
    persons = [place for place in group if place in _PERSONS]
    return (
        speak("item.persons", name=name, persons=speak(f"persons.{persons[0]}"))
        if persons
        else name
    )


def pattern_name(pattern: str, speak: Callable[..., str]) -> str:
    """Name a conjugation pattern: `er-zc` as verbs in *-er* with *zc*, `verb-ser` as *ser*."""
    first, _, change = pattern.partition("-")
    if first == "verb":
        return f"*{change}*"
    if not change:
        known = first in {"regular", "irregular", "strong", "j", "y"}
        return speak(f"pattern.{first}") if known else speak("pattern.class", ending=first)
    if change in {"spelling", "accent", "absorbed"}:
        return speak(f"pattern.{change}", ending=first)
    old, _, new = change.rpartition("-")
    if old:
        return speak("pattern.change", ending=first, old=old, new=new)
    return speak("pattern.letter", ending=first, letter=new)


def rule_address(item: Item) -> str:
    """Address the rule an item is about; empty where it is a form and has none."""
    return f"/triggers/{item.key.partition('/')[0]}" if item.kind is ItemKind.MOOD else ""
