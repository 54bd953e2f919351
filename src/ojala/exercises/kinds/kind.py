"""What a kind of exercise is: a name and a way to make a question from a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ojala.exercises.draft import Draft
from ojala.exercises.exercise import Exercise
from ojala.exercises.generation import Variety, chance, drafts
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.material import Content, NoMaterialError

Make = Callable[[Draft, Content, Random], Exercise | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of exercise; `make` declines, with None, a draft it can do nothing with."""

    name: str
    make: Make
    practises: frozenset[ItemKind] = frozenset(ItemKind)
    """The kinds of item an answer is evidence about."""

    def generate(
        self, item: Item, content: Content, seed: int, variety: Variety = Variety.ANY
    ) -> Exercise:
        """Make the exercise of an item and a seed; raises `NoMaterialError` if there is none."""
        rng = chance(self.name, item, seed)
        for draft in drafts(item, content, rng, variety) if item.kind in self.practises else ():
            exercise = self.make(draft, content, rng)
            if exercise is not None:
                return exercise
        raise NoMaterialError(item, self.name)
