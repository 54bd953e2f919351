"""Finding sentences to practise an item with: written ones and freshly made ones, by seed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from random import Random
from typing import TypeAlias

from ojala.exercises.draft import Draft, draft_of
from ojala.exercises.frame import Frame
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.making import made_draft, pick, speaks_of
from ojala.exercises.material import Content
from ojala.exercises.predicate import Predicate
from ojala.exercises.sentence import Sentence
from ojala.grammar.trigger import Sequence as Rule
from ojala.grammar.trigger import Trigger

Chooser: TypeAlias = Callable[[Random], tuple[Frame, Predicate] | None]
_ATTEMPTS = 600
_WRITTEN_SHARE = 0.25
"""How often a written sentence is taken where fresh ones can be made as well."""


class Variety(StrEnum):
    """Whose Spanish is practised; everybody's, unless the learner says otherwise."""

    ANY = ""
    SPAIN = "es"
    AMERICA = "am"
    VOSEO = "vos"

    @property
    def foreign(self) -> str:
        """The region whose own words and persons are left out."""
        return {"": "", "es": "am", "am": "es", "vos": "es"}[self.value]


@dataclass(frozen=True, slots=True)
class Source:
    """What questions are made from: which frames, and whether written sentences too."""

    frame: Callable[[Frame, Trigger], bool] | None = None
    """Whether a frame will do; all do where nothing is said."""
    written: bool = True

    def frames(
        self, known: tuple[Frame, ...], triggers: Mapping[str, Trigger]
    ) -> tuple[Frame, ...]:
        """Those of some frames that will do."""
        if self.frame is None:
            return known
        return tuple(frame for frame in known if self.takes(frame, triggers[frame.trigger]))

    def takes(self, frame: Frame, trigger: Trigger) -> bool:
        """Tell whether a frame will do."""
        return self.frame is None or self.frame(frame, trigger)


EVERYTHING = Source()


def chance(kind: str, item: Item, seed: int) -> Random:
    """Return the source of chance of one exercise: the same arguments, the same exercise."""
    return Random(f"{kind} {item.id} {seed}")  # noqa: S311 - reproducible, not secret


def drafts(
    item: Item, content: Content, rng: Random, variety: Variety, source: Source = EVERYTHING
) -> Iterator[Draft]:
    """Yield drafts that practise the item, in the order chance has it."""
    known = content.by_item.get(item, ()) if source.written else ()
    written = [sentence for sentence in known if not _foreign(sentence.region, variety)]
    choose = _chooser(item, content, source, vos=variety is Variety.VOSEO)
    if choose is None:  # each once: what was declined is not tried again
        yield from (written_draft(content, one) for one in rng.sample(written, len(written)))
        return
    for _ in range(_ATTEMPTS):
        if written and rng.random() < _WRITTEN_SHARE:
            yield written_draft(content, pick(written, rng))
        else:
            choice = choose(rng)
            draft = _fresh(item, content, rng, variety, choice) if choice else None
            if draft is not None:
                yield draft


def written_draft(content: Content, sentence: Sentence) -> Draft:
    """Return the draft of a written sentence, knowing where -se does not stand for -ra."""
    trigger = content.triggers[sentence.trigger]
    return draft_of(sentence, twins=trigger.sequence is not Rule.RA_ONLY)


def _chooser(item: Item, content: Content, source: Source, *, vos: bool) -> Chooser | None:
    """Return what picks a frame and a predicate for an item; None where no frame will do."""
    if item.kind is not ItemKind.FORM:
        frames = source.frames(content.frames_by_item.get(item, ()), content.triggers)
        return _by_frame(frames) if frames else None
    predicates = content.predicates_by_pattern.get(item, ())
    series = item.key.split("/")[0]

    @cache
    def fitting(predicate: str) -> tuple[Frame, ...]:
        known = content.frames_by_predicate[(predicate, series)]
        return source.frames(known, content.triggers)

    # Where no frame says any of them of these persons, hundreds of throws would lead nowhere.
    persons = _persons(item)
    pairs = ((frame, one) for one in predicates for frame in fitting(one.id))
    if not any(speaks_of(frame, one, persons, vos=vos) for frame, one in pairs):
        return None
    return _by_predicate(predicates, fitting)


def _persons(item: Item) -> str:
    """The group of persons that a form item is about; none for another item."""
    return item.key.rpartition("/")[2] if item.kind is ItemKind.FORM else ""


def _by_frame(frames: tuple[Frame, ...]) -> Chooser:
    """Pick a frame first, then any predicate that it takes."""

    def choose(rng: Random) -> tuple[Frame, Predicate]:
        frame = pick(frames, rng)
        return frame, pick(frame.predicates, rng)

    return choose


def _by_predicate(
    predicates: tuple[Predicate, ...], fitting: Callable[[str], tuple[Frame, ...]]
) -> Chooser:
    """Pick a predicate first, then a frame that takes it; None where this one has no such frame."""

    def choose(rng: Random) -> tuple[Frame, Predicate] | None:
        predicate = pick(predicates, rng)
        frames = fitting(predicate.id)
        if not frames:
            return None
        frame = pick(frames, rng)
        # The same Spanish can have another English there: *pedir* is to ask, or to ask for.
        return frame, next(own for own in frame.predicates if own.id == predicate.id)

    return choose


def _fresh(
    item: Item,
    content: Content,
    rng: Random,
    variety: Variety,
    choice: tuple[Frame, Predicate],
) -> Draft | None:
    """Make a sentence for an item, or None where this throw of the dice leads nowhere."""
    frame, predicate = choice
    if _foreign(frame.region, variety) or _foreign(predicate.region, variety):
        return None
    vos = variety is Variety.VOSEO
    draft = made_draft(frame, predicate, content.triggers, rng, vos=vos, persons=_persons(item))
    if draft is None or item not in draft.sentence.items:
        return None
    return None if _foreign(draft.sentence.region, variety) else draft


def _foreign(region: str, variety: Variety) -> bool:
    return bool(region) and region == variety.foreign
