"""What a kind of exercise is: a name and a way to make a question from a draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from ojala.exercises.draft import Draft
from ojala.exercises.exercise import Exercise
from ojala.exercises.generation import EVERYTHING, Source, Variety, chance, drafts
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.material import Content, NoMaterialError

PATIENCE = 30
"""How many drafts a kind may decline before it has nothing for an item."""


class UnsuitedError(NoMaterialError):
    """The sentence that was drawn does not suit; that of another seed may."""


Make = Callable[[Draft, Content, Random], Exercise | None]


def _any_draft(_draft: Draft) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of exercise; `make` declines, with None, a draft it can do nothing with."""

    name: str
    make: Make
    practises: frozenset[ItemKind] = frozenset(ItemKind)
    """The kinds of item an answer is evidence about."""
    source: Source = EVERYTHING

    def generate(
        self,
        item: Item,
        content: Content,
        seed: int,
        variety: Variety = Variety.ANY,
        suits: Callable[[Draft], bool] = _any_draft,
        patience: int = PATIENCE,
    ) -> Exercise:
        """Make the exercise of an item and a seed; raises `NoMaterialError` if there is none.

        Raises `UnsuitedError` where the sentence does not suit: to see that takes far less than
        to make a question of it.
        """
        if item.kind not in self.practises:
            raise NoMaterialError(item, self.name)
        rng = chance(self.name, item, seed)
        for draft in islice(drafts(item, content, rng, variety, self.source), patience):
            if not suits(draft):
                raise UnsuitedError(item, self.name)
            exercise = self.make(replace(draft, practises=item.kind), content, rng)
            if exercise is not None and item in exercise.items:
                return exercise
        raise NoMaterialError(item, self.name)
