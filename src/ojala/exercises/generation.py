"""Finding sentences to practise an item with: written ones and freshly made ones, by seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeVar

from ojala.exercises.draft import Draft, draft_of
from ojala.exercises.frame import Frame
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.making import made_draft
from ojala.exercises.material import Content
from ojala.exercises.predicate import Predicate
from ojala.exercises.sentence import Sentence
from ojala.grammar.trigger import Sequence as Rule
from ojala.grammar.trigger import Trigger

T = TypeVar("T")
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
    frames = source.frames(content.frames_by_item.get(item, ()), content.triggers)
    makes = bool(frames) or item in content.predicates_by_pattern
    for _ in range(_ATTEMPTS if written or makes else 0):
        if written and (not makes or rng.random() < _WRITTEN_SHARE):
            yield written_draft(content, pick(written, rng))
        else:
            choice = _choice(item, content, rng, source, frames)
            draft = _fresh(item, content, rng, variety, choice) if choice else None
            if draft is not None:
                yield draft


def written_draft(content: Content, sentence: Sentence) -> Draft:
    """Return the draft of a written sentence, knowing where -se does not stand for -ra."""
    trigger = content.triggers[sentence.trigger]
    return draft_of(sentence, twins=trigger.sequence is not Rule.RA_ONLY)


def pick(options: Sequence[T], rng: Random) -> T:
    """Return one of the options, each as likely."""
    return options[int(rng.random() * len(options))]


def _choice(
    item: Item, content: Content, rng: Random, source: Source, frames: tuple[Frame, ...]
) -> tuple[Frame, Predicate] | None:
    """Pick a frame and a predicate for an item; None where this predicate has no such frame."""
    if item.kind is not ItemKind.FORM:
        frame = pick(frames, rng)
        return frame, pick(frame.predicates, rng)
    predicate = pick(content.predicates_by_pattern[item], rng)
    series = item.key.split("/")[0]
    known = content.frames_by_predicate[(predicate.id, series)]
    fitting = source.frames(known, content.triggers)
    if not fitting:
        return None
    frame = pick(fitting, rng)
    # The same Spanish can have another English there: *pedir* is to ask, or to ask for.
    return frame, next(own for own in frame.predicates if own.id == predicate.id)


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
    draft = made_draft(frame, predicate, content.triggers, rng, vos=variety is Variety.VOSEO)
    if draft is None or item not in draft.sentence.items:
        return None
    return None if _foreign(draft.sentence.region, variety) else draft


def _foreign(region: str, variety: Variety) -> bool:
    return bool(region) and region == variety.foreign
