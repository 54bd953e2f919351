"""Mastery: what a learner's cards say they know, as honest figures and never stored."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from ojala.exercises.item import Item
from ojala.learning.memory import DAY, DEFAULT_PARAMETERS, Parameters, Rating, forgetting
from ojala.learning.scheduling import Card, Review

K = TypeVar("K")

FAMILIAR = 2.0
"""The stability, in days, from which an item is more than just met."""
MASTERED = 21.0
"""The stability, in days, from which an item is mastered while its recall lasts."""
SURE = 0.85
"""The recall below which nothing counts as mastered."""


EVIDENCE = 5
"""The reviews from which the recall of a group is told: a new item brings two or three at once."""


class Level(StrEnum):
    """How far the learning of one item has come."""

    NEW = "new"
    LEARNING = "learning"
    FAMILIAR = "familiar"
    MASTERED = "mastered"


def level(card: Card | None, now: datetime, parameters: Parameters = DEFAULT_PARAMETERS) -> Level:
    """Return how far the learning of an item has come; a forgotten item steps back."""
    if card is None:
        return Level.NEW
    if card.state.stability < MASTERED:
        return Level.LEARNING if card.state.stability < FAMILIAR else Level.FAMILIAR
    sure = forgetting(parameters)(card.state, now) >= SURE
    return Level.MASTERED if sure else Level.FAMILIAR


@dataclass(frozen=True, slots=True)
class Mastery:
    """What is known of one group of items: a cell of the mastery map."""

    items: int
    seen: int
    mastered: int
    due: int
    recall: float | None
    """The mean predicted recall of what was seen; `None` where nothing was.

    What was practised today counts as it will stand a day later: to know it now tells nothing.
    """
    reviews: int = 0
    """How many reviews stand behind it."""

    @property
    def told(self) -> bool:
        """Whether there is enough evidence for a figure."""
        return self.reviews >= EVIDENCE

    @property
    def share(self) -> float:
        """The share of the group that is mastered."""
        return self.mastered / self.items if self.items else 0.0


def mastery(
    items: Iterable[Item],
    cards: Mapping[Item, Card],
    now: datetime,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Mastery:
    """Return what is known of a group of items."""
    wanted = tuple(items)
    found = {item: cards[item] for item in wanted if item in cards}
    return gathered(wanted, standings(found, now, parameters))


@dataclass(frozen=True, slots=True)
class Standing:
    """What one card says of its item."""

    level: Level
    recall: float
    """As it counts in a group: of what was practised today, as it will be a day later."""
    due: bool
    reviews: int


def standings(
    cards: Mapping[Item, Card], now: datetime, parameters: Parameters = DEFAULT_PARAMETERS
) -> Mapping[Item, Standing]:
    """Return what each card says, for many groups that share items."""
    recall = forgetting(parameters)
    return {
        item: Standing(
            level(card, now, parameters),
            recall(card.state, max(now, card.state.last_review + DAY)),
            card.due <= now,
            card.reviews,
        )
        for item, card in cards.items()
    }


def gathered(items: Collection[Item], known: Mapping[Item, Standing]) -> Mastery:
    """Return what is known of a group of items, given what each card says."""
    seen = [one for one in map(known.get, items) if one is not None]
    if not seen:
        return Mastery(len(items), 0, 0, 0, None)
    return Mastery(
        items=len(items),
        seen=len(seen),
        mastered=sum(one.level is Level.MASTERED for one in seen),
        due=sum(one.due for one in seen),
        recall=sum(one.recall for one in seen) / len(seen),
        reviews=sum(one.reviews for one in seen),
    )


def mastery_map(
    items: Iterable[Item],
    place: Callable[[Item], K],
    cards: Mapping[Item, Card],
    now: datetime,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Mapping[K, Mastery]:
    """Return the mastery of each place of a map, such as a trigger family by tense."""
    places: dict[K, list[Item]] = {}
    for item in items:
        places.setdefault(place(item), []).append(item)
    return {key: mastery(group, cards, now, parameters) for key, group in places.items()}


class NextStep(StrEnum):
    """The one thing worth doing after a session."""

    REPAIR = "repair"
    REVIEW = "review"
    LEARN = "learn"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Skill:
    """How one item fared in a session, and when it returns."""

    item: Item
    asked: int
    missed: int
    returns: datetime | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A session by what was practised: what went well, what returns when, one next step."""

    went_well: tuple[Skill, ...]
    to_repair: tuple[Skill, ...]
    """What was missed, the most often missed first."""
    next_step: NextStep
    next_items: tuple[Item, ...]
    """The items the next step is about."""


def summarise(
    reviews: Sequence[Review],
    cards: Mapping[Item, Card],
    *,
    due: Collection[Item] = (),
    new: Collection[Item] = (),
) -> Summary:
    """Return the summary of a session's reviews, given the cards after it.

    `due` and `new` are what today still holds. Repairing comes first, and only where an item
    was missed at its last review: a miss made good within the session is no longer one.
    """
    skills = _skills(reviews, cards)
    last = {review.item: review.rating for review in reviews}
    open_ = tuple(skill.item for skill in skills if last[skill.item] is Rating.AGAIN)
    steps = ((NextStep.REPAIR, open_), (NextStep.REVIEW, tuple(due)), (NextStep.LEARN, tuple(new)))
    step, items = next(((step, items) for step, items in steps if items), (NextStep.REST, ()))
    return Summary(
        went_well=tuple(skill for skill in skills if not skill.missed),
        to_repair=tuple(skill for skill in skills if skill.missed),
        next_step=step,
        next_items=items,
    )


def _skills(reviews: Sequence[Review], cards: Mapping[Item, Card]) -> list[Skill]:
    asked: dict[Item, list[Rating]] = {}
    for review in reviews:
        asked.setdefault(review.item, []).append(review.rating)
    skills = [
        Skill(
            item,
            asked=len(ratings),
            missed=ratings.count(Rating.AGAIN),
            returns=cards[item].due if item in cards else None,
        )
        for item, ratings in asked.items()
    ]
    return sorted(skills, key=lambda skill: (-skill.missed, skill.item))
