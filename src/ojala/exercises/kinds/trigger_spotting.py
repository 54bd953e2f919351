"""Trigger spotting: mark the words that call for the mood of the verb."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
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
    """que qué a de en con por lo la el los las un una unos unas me te se nos os le les es era fue
    sea ser son está están estaba será hay había han he ha hemos muy tan del al yo ya todos todas
    muchas tengo teníamos estoy estás estamos estuve estuvo estuvimos estábamos fueron eran
    sería serían soy eres somos mi mis tu tus su sus""".split()  # noqa: SIM905 - words are read more easily than a list
)
"""Words that belong to an expression and decide nothing in it."""
_UNDECIDING = frozenset({"por que", "por favor", "de"})
"""Expressions that do not decide by themselves, or not without what stands behind them."""
_JOINING = frozenset(
    {"temporal", "concession", "condition", "exception", "without", "cause", "purpose", "si"}
    | {"consequence", "manner", "as_if", "comparison", "doubt_adverb"}
)
"""Categories before whose expressions a sentence of its own stands."""
_FIXED = _JOINING | {"relative"}
"""Categories whose expressions begin where they begin: *a condición de que*, *no hay nadie que*."""
_ALIKE = frozenset({"volition", "emotion", "evaluation"})
"""Categories whose expressions take the same mood with *no* and without."""
_DECIDING: Mapping[str, str] = {
    "para que": "purpose consequence",
    "a que": "purpose",
    "miedo a que": "cause",
    "a punto de que": "temporal",
    "aunque": "concession",
    "basta con que": "condition",
    "bastaba con que": "condition",
    "como si": "condition",
}
"""Words at the end of an expression that decide by themselves, and in which categories they do:
*¿quién eres tú para que…?*, but *gracias a que* is one expression."""
_ADVERBS = frozenset({"no", "nunca", "siempre"})
_ARTICLES = frozenset(
    {"el", "la", "los", "las", "mi", "mis", "su", "sus", "tu", "tus", "un", "una"}
)
_TO_WHOM = frozenset({"a", "al"})


def make(draft: Draft, content: Content, _rng: Random) -> Exercise | None:
    """Show the whole sentence, word by word; an expression may be marked with its light words."""
    if draft.choice is None or _undeciding(draft.sentence.cue, draft.choice):
        return None
    category = content.triggers[draft.sentence.trigger].category
    words = draft.sentence.plain.split()
    marked = list(_marked(draft.choice, draft.sentence.form))
    if not marked:
        return None
    # *Nadie* in *no hay nadie que* is part of what decides, as *tarde* in *por tarde que*.
    filled = frozenset[str]() if category in _FIXED else frozenset(_filled(draft.choice))
    expression = _Expression([_plain(word) for word in words], marked, filled, category)
    if not expression.stands_out:
        return None
    return replace(
        exercise_of(TRIGGER_SPOTTING.name, draft),
        sentence=" ".join(words),
        answers=tuple(
            Answer(text, draft.sentence.cell, form=draft.sentence.form)
            for text in _texts(words, expression)
        ),
        items=tuple(item for item in draft.sentence.items if item.kind is ItemKind.MOOD),
        options=tuple(words),
        subject="",
    )


def _plain(word: str) -> str:
    return word.strip(_SIGNS).lower()


def _undeciding(cue: str, choice: Choice) -> bool:
    """Tell whether the expression decides nothing by itself: *mi tía, que*, *vamos*."""
    called = marked_cue(choice.frame.spanish) in {f"{{{name}}}" for name, _ in choice.fills}
    return called or cue == "que" or cue.lower() in _UNDECIDING


def _marked(choice: Choice, form: str) -> Iterator[int]:
    """Yield the places of the words in angle brackets."""
    inside = False
    for place, word in enumerate(spanish(choice, form).split()):
        inside = inside or "<" in word
        if inside:
            yield place
        inside = inside and ">" not in word


@dataclass(frozen=True, slots=True)
class _Expression:
    """The marked words of a sentence by their places: what decides in them, and who is named."""

    plain: list[str]
    marked: list[int]
    filled: frozenset[str]
    category: str

    @property
    def stands_out(self) -> bool:
        """Whether each deciding word occurs once, so that marking it is marking this one."""
        return all(self.plain.count(self.plain[place]) == 1 for place in self.core)

    @property
    def named(self) -> frozenset[int]:
        """The places that say who: *a mi madre* in *a mi madre le gusta*."""
        named = {place for place in self.marked if self.plain[place] in self.filled}
        named.update(self.marked[: self._subject()])
        for place in reversed(self.marked[:-1]):
            if place + 1 in named and self.plain[place] in _ARTICLES | _TO_WHOM:
                named.add(place)
        return frozenset(named)

    def _subject(self) -> int:
        """Return how many words say who wishes before the verb: two in *los vecinos piden*."""
        cue = [self.plain[place] for place in self.marked]
        if cue[0] not in _ARTICLES | _TO_WHOM:
            return 0
        verbs = (
            place
            for place, word in enumerate(cue)
            if place and cue[place - 1] not in _ARTICLES | _TO_WHOM and _is_verb(word)
        )
        length = next(verbs, 0)
        while length and cue[length - 1] in (_LIGHT - _ARTICLES) | _ADVERBS:
            length -= 1
        return length

    @property
    def core(self) -> list[int]:
        """The places without which nothing is decided: all of them where all are light."""
        light = _LIGHT | self.filled | (_ADVERBS if self.category in _ALIKE else frozenset())
        core = [p for p in self.marked if p not in self.named and self.plain[p] not in light]
        if any(self.plain[place] != "no" for place in core):
            return core
        if self.plain[self.marked[0]] == "que":
            return self.marked[:1]
        return [p for p in self.marked if self.plain[p] not in {"que"} | self.filled] or self.marked


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


def _texts(words: list[str], expression: _Expression) -> tuple[str, ...]:
    """Return what may be marked, the whole expression first."""
    stretches = list(_stretches(expression))
    texts = [_joined(words, stretch) for stretch in (*stretches, *_endings(expression))]
    first = expression.marked[0]
    opening = words[:first]
    # What opens the sentence may be marked as well (*Vive con el miedo a que*), not what is apart.
    if expression.category not in _JOINING and not any(word[-1] in _SIGNS for word in opening):
        whole = (stretch for stretch in stretches if stretch[0] == first)
        texts += [_joined(words, [*range(first), *stretch]) for stretch in whole]
    return tuple(dict.fromkeys(texts))


def _endings(expression: _Expression) -> Iterator[list[int]]:
    """Yield the end of an expression that decides without what stands before it."""
    for start in range(1, len(expression.marked)):
        ending = expression.marked[start:]
        words = " ".join(expression.plain[place] for place in ending)
        if expression.category in _DECIDING.get(words, "").split():
            yield ending


def _joined(words: list[str], places: list[int]) -> str:
    return " ".join(words[place].strip(_SIGNS) for place in places)


def _stretches(expression: _Expression) -> Iterator[list[int]]:
    """Yield the unbroken stretches that hold what decides; to whom it is said may be left out."""
    marked, core, named = expression.marked, expression.core, expression.named
    first = marked[:1] if expression.category in _FIXED else marked
    starts = [p for p in first if p <= core[0] and not {p - 1, p} <= named]
    ends = [p for p in reversed(marked) if p >= core[-1] and not {p, p + 1} <= named]
    ends = [p for p in ends if expression.plain[p : p + 2] != ["por", "qué"]]
    for start, end in product(starts, ends):
        yield list(range(start, end + 1))
        yield [p for p in range(start, end + 1) if p < core[0] or p not in named]


def _takes(_frame: Frame, trigger: Trigger) -> bool:
    """Take expressions that decide by themselves."""
    return not alternates(trigger) and trigger.category not in {"main_ra", "reduplicative"}


TRIGGER_SPOTTING = Kind(
    "trigger_spotting", make, frozenset({ItemKind.MOOD}), Source(frame=_takes, written=False)
)
