"""Scheduling: the cards of one learner, as the log of reviews makes them.

Cards are a projection of the log: replaying the reviews in order gives the same cards again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ojala.exercises.item import Item
from ojala.learning import memory
from ojala.learning.memory import DEFAULT_PARAMETERS, MemoryState, Parameters, Rating


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a learner's cards are scheduled: the recall they want, and their fitted parameters."""

    retention: float = memory.DEFAULT_RETENTION
    parameters: Parameters = DEFAULT_PARAMETERS


@dataclass(frozen=True, slots=True)
class Card:
    """One learner's memory of one item."""

    item: Item
    state: MemoryState
    due: datetime
    reviews: int = 1
    lapses: int = 0
    """How often it was missed after having been known."""


@dataclass(frozen=True, slots=True)
class Review:
    """One item's rated event within an attempt: a line of the log."""

    item: Item
    rating: Rating
    at: datetime
    weight: float = 1.0
    recall: float | None = None
    """The recall predicted before it, where the item's last review was a day or more before."""


STANDARD = Schedule()


def schedule(card: Card | None, review: Review, how: Schedule = STANDARD) -> Card:
    """Return the card after a review; `None` stands for an item never seen."""
    before = None if card is None else card.state
    state = memory.review(before, review.rating, review.at, how.parameters, weight=review.weight)
    due = due_after(state, review.rating, None if card is None else card.state.last_review, how)
    if card is None:
        return Card(review.item, state, due)
    lapsed = review.rating is Rating.AGAIN and review.at - card.state.last_review >= memory.DAY
    return Card(review.item, state, due, card.reviews + 1, card.lapses + lapsed)


def due_after(
    state: MemoryState, rating: Rating, before: datetime | None, how: Schedule = STANDARD
) -> datetime:
    """Return when an item is due after its last review; `before` is when the one before it was."""
    due = memory.due(state, how.retention, how.parameters)
    if before is None or rating is Rating.AGAIN:
        return due
    return max(due, _longer(before, state.last_review))


def _longer(before: datetime, now: datetime) -> datetime:
    """Return the earliest moment for an item that was recalled: a longer pause than the last.

    The model never forgives an item that was once hard, and would have it asked every day for
    ever; what was recalled after some days is not asked again sooner than that.
    """
    days = (now - before).days
    return now + (days + 1) * memory.DAY if days else now


def reschedule(
    cards: Mapping[Item, Card],
    ratings: Mapping[Item, Rating],
    now: datetime,
    how: Schedule = STANDARD,
    *,
    weights: Mapping[Item, float] | None = None,
) -> Mapping[Item, Card]:
    """Return the new card of each rated item; `cards` may hold more or fewer than were rated."""
    shares = weights or {}
    return {
        item: schedule(cards.get(item), Review(item, rating, now, shares.get(item, 1.0)), how)
        for item, rating in ratings.items()
    }


def replay(reviews: Iterable[Review], how: Schedule = STANDARD) -> Mapping[Item, Card]:
    """Return the cards that a log of reviews, in the order they were recorded, makes."""
    cards: dict[Item, Card] = {}
    for review in reviews:
        cards[review.item] = schedule(cards.get(review.item), review, how)
    return cards


def overdue(card: Card, now: datetime) -> timedelta:
    """Return for how long a card has been due; zero when it is not."""
    return max(now - card.due, timedelta())
