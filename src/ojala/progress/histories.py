"""Histories: a log of reviews as arrays, one step of every card at a time."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True, slots=True)
class Log:
    """Reviews in the order they happened: whose card, how it was rated, and when."""

    cards: Ints
    ratings: Ints
    times: Ints
    """Microseconds since 1970."""
    days: Ints
    """Whole days since the last review of the same card; -1 for its first."""
    numbers: Ints
    """How many reviews its card had before."""

    def __len__(self) -> int:
        return len(self.cards)

    @property
    def scored(self) -> NDArray[np.bool_]:
        """Which reviews a prediction is scored on: those a day or more after the last."""
        return self.days >= 1

    @property
    def recalled(self) -> Floats:
        """1 where the card was remembered, 0 where it was not."""
        return (self.ratings > 1).astype(np.float64)

    def first(self, count: int) -> "Log":
        """Return the log as it stood after so many reviews."""
        parts = (self.cards, self.ratings, self.times, self.days, self.numbers)
        return Log(*(part[:count] for part in parts))


def log(reviews: Iterable[tuple[Hashable, int, datetime]]) -> Log:
    """Return reviews, in any order, as a log; those at the same moment keep their order."""
    rows = list(reviews)
    names: dict[Hashable, int] = {}
    cards = np.array([names.setdefault(card, len(names)) for card, _, _ in rows], np.int64)
    ratings = np.array([int(rating) for _, rating, _ in rows], np.int64)
    times = np.array([(moment - EPOCH) // MICROSECOND for _, _, moment in rows], np.int64)
    order = np.argsort(times, kind="stable")
    return _counted(cards[order], ratings[order], times[order])


def _counted(cards: Ints, ratings: Ints, times: Ints) -> Log:
    order = np.argsort(cards, kind="stable")
    grouped = cards[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = grouped[1:] != grouped[:-1]
    starts = np.flatnonzero(fresh)
    numbers, days = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
    numbers[order] = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
    gaps = np.diff(times[order], prepend=0) // DAY
    days[order] = np.where(fresh, -1, gaps)
    return Log(cards, ratings, times, days, numbers)


@dataclass(frozen=True, slots=True)
class Step:
    """The reviews that are each their card's nth, the cards with most reviews first."""

    places: Ints
    """Where each stands in the log."""
    ratings: Floats
    days: Floats
    recalled: Ints
    """Which of them were remembered after a day or more."""
    forgotten: Ints
    """Which were forgotten after a day or more."""
    same_day: Ints


def steps(reviews: Log) -> Sequence[Step]:
    """Return a log step by step, so that each step continues the first cards of the one before."""
    if not len(reviews):
        return ()
    lengths = np.bincount(reviews.cards)[reviews.cards]
    order = np.lexsort((reviews.cards, -lengths, reviews.numbers))
    bounds = np.cumsum(np.bincount(reviews.numbers))[:-1]
    return tuple(_step(reviews, places) for places in np.split(order, bounds))


def _step(reviews: Log, places: Ints) -> Step:
    days, ratings = reviews.days[places], reviews.ratings[places]
    return Step(
        places=places,
        ratings=ratings.astype(np.float64),
        days=np.maximum(days, 0).astype(np.float64),
        recalled=np.flatnonzero((days >= 1) & (ratings > 1)),
        forgotten=np.flatnonzero((days >= 1) & (ratings == 1)),
        same_day=np.flatnonzero(days < 1),
    )
