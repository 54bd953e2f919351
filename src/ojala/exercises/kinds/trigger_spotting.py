"""Trigger spotting: mark the words that call for the mood of the verb."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from random import Random

from ojala.exercises.draft import Draft, exercise_of
from ojala.exercises.exercise import Answer, Exercise
from ojala.exercises.frame import Frame, marked_cue
from ojala.exercises.generation import Source
from ojala.exercises.item import ItemKind
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.moods import alternates
from ojala.exercises.realization import Choice, spanish
from ojala.grammar.trigger import Trigger
from ojala.spanish import analyze
from ojala.spanish.features import Mood

_SIGNS = ".,;:!?¡¿…—«»\"'"
_LIGHT = frozenset(
    """que qué de a en con por lo la el los las un una unos unas me te se nos os le les es era fue
    sea ser son está están estaba será hay había han he ha hemos muy más tan del al""".split()  # noqa: SIM905 - words are read more easily than a list
)
"""Words that belong to an expression and decide nothing in it."""
_UNDECIDING = frozenset({"por que", "por favor", "de"})
"""Expressions that do not decide by themselves, or not without what stands behind them."""
_JOINING = frozenset(
    {"temporal", "concession", "condition", "exception", "without", "cause", "purpose", "si"}
)
"""Categories before whose expressions a sentence of its own stands."""
_ARTICLES = frozenset({"el", "la", "los", "las", "mi", "mis", "un", "una"})


def make(draft: Draft, content: Content, _rng: Random) -> Exercise | None:
    """Show the whole sentence, word by word; an expression may be marked with its light words."""
    if draft.choice is None or draft.sentence.cue.lower() in _UNDECIDING:
        return None
    trigger = content.triggers[draft.sentence.trigger]
    words = draft.sentence.plain.split()
    marked = list(_marked(draft.choice, draft.sentence.form))
    heavy = {words[place].strip(_SIGNS).lower() for place in _core(words, marked, draft.choice)}
    if not marked or not _stand_out(words, heavy):
        return None
    texts = _texts(words, marked, draft.choice)
    if trigger.category not in _JOINING and marked[0]:
        texts = (*texts, *_with_opening(words, marked[0], texts))
    return replace(
        exercise_of(TRIGGER_SPOTTING.name, draft),
        sentence=" ".join(words),
        answers=tuple(
            Answer(text, draft.sentence.cell, form=draft.sentence.form) for text in texts
        ),
        items=tuple(item for item in draft.sentence.items if item.kind is ItemKind.MOOD),
        options=tuple(words),
        subject="",
    )


def _marked(choice: Choice, form: str) -> Iterator[int]:
    """Yield the places of the words in angle brackets."""
    inside = False
    for place, word in enumerate(spanish(choice, form).split()):
        inside = inside or "<" in word
        if inside:
            yield place
        inside = inside and ">" not in word


def _core(words: list[str], marked: list[int], choice: Choice) -> list[int]:
    """Return the places without which nothing is decided: all of them where all are light."""
    plain = {place: words[place].strip(_SIGNS).lower() for place in marked}
    light = _LIGHT | set(_filled(choice)) | set(_subject([plain[place] for place in marked]))
    core = [place for place in marked if plain[place] not in light]
    return core or [p for p in marked if words[p].strip(_SIGNS).lower() != "que"] or marked


def _subject(cue: list[str]) -> list[str]:
    """Return what says who wishes before the verb: *los vecinos* in *los vecinos piden*."""
    if not cue or cue[0] not in _ARTICLES:
        return []
    verbs = (
        place
        for place, word in enumerate(cue)
        if cue[place - 1] not in _ARTICLES and _is_verb(word)
    )
    return cue[: next(verbs, 0)]


@lru_cache(maxsize=2048)
def _is_verb(word: str) -> bool:
    finite = any(found.cell.tense.mood is Mood.INDICATIVE for found in analyze(word))
    return finite and word not in _LIGHT


def _filled(choice: Choice) -> Iterator[str]:
    """Yield the words that stand in named places: who wishes is not what calls for a mood."""
    cue = marked_cue(choice.frame.spanish)
    for name, fill in choice.fills:
        if f"{{{name}}}" in cue:
            yield from fill.spanish.lower().split()


def _stand_out(words: list[str], core: set[str]) -> bool:
    """Tell whether each deciding word occurs once, so that marking it is marking this one."""
    plain = [word.strip(_SIGNS).lower() for word in words]
    return all(plain.count(word) == 1 for word in core)


def _with_opening(words: list[str], place: int, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the expression with what opens the sentence before it: *Vive con el miedo a que*."""
    opening = " ".join(word.strip(_SIGNS) for word in words[:place])
    return tuple(f"{opening} {text}" for text in dict.fromkeys((texts[0], texts[-1])))


def _texts(words: list[str], marked: list[int], choice: Choice) -> tuple[str, ...]:
    """Return what may be marked: the whole expression, then with fewer of its light words."""
    core = set(_core(words, marked, choice))
    light = [place for place in marked if place not in core]
    chosen = (
        core | set(some)
        for count in range(len(light), -1, -1)
        for some in combinations(light, count)
    )
    texts = (" ".join(words[p].strip(_SIGNS) for p in sorted(places)) for places in chosen)
    return tuple(dict.fromkeys(texts))


def _takes(_frame: Frame, trigger: Trigger) -> bool:
    """Take expressions that decide by themselves."""
    return not alternates(trigger) and trigger.category != "main_ra"


TRIGGER_SPOTTING = Kind(
    "trigger_spotting", make, frozenset({ItemKind.MOOD}), Source(frame=_takes, written=False)
)
