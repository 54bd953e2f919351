"""The content as the core sees it: everything that exercises are made from, indexed by item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ojala.exercises.frame import Frame
from ojala.exercises.item import Item
from ojala.exercises.predicate import Predicate
from ojala.exercises.sentence import Sentence
from ojala.exercises.unit import Unit
from ojala.grammar.trigger import Trigger


class NoMaterialError(LookupError):
    """Nothing in the content practises the item that was asked for."""

    def __init__(self, item: Item, kind: str = "") -> None:
        self.item = item
        super().__init__(f"no material for {item.id}" + (f" as {kind}" if kind else ""))


@dataclass(frozen=True, slots=True)
class Content:
    """Triggers, sentences, predicates, frames and units, read once and never changed."""

    triggers: Mapping[str, Trigger]
    sentences: tuple[Sentence, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    frames: tuple[Frame, ...] = ()
    units: tuple[Unit, ...] = ()
    by_item: Mapping[Item, tuple[Sentence, ...]] = field(default_factory=dict)
    """The written sentences that practise each item."""
    frames_by_item: Mapping[Item, tuple[Frame, ...]] = field(default_factory=dict)
    """The frames that practise each mood and sequence item."""
    predicates_by_pattern: Mapping[Item, tuple[Predicate, ...]] = field(default_factory=dict)
    """The predicates that practise each form item in some frame."""
    frames_by_predicate: Mapping[tuple[str, str], tuple[Frame, ...]] = field(default_factory=dict)
    """The frames that take a predicate, by its id and the tense series."""

    def practises(self, item: Item) -> bool:
        """Whether there is something to practise an item with."""
        known = self.by_item, self.frames_by_item, self.predicates_by_pattern
        return any(item in found for found in known)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item there is something to practise with, in order."""
        return tuple(sorted({*self.by_item, *self.frames_by_item, *self.predicates_by_pattern}))


def index_by_item(sentences: Iterable[Sentence]) -> Mapping[Item, tuple[Sentence, ...]]:
    """Gather the sentences under each item they are evidence about."""
    found: dict[Item, list[Sentence]] = {}
    for sentence in sentences:
        for item in sentence.items:
            found.setdefault(item, []).append(sentence)
    return {item: tuple(them) for item, them in found.items()}
