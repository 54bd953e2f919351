"""Memory: how well one thing is remembered, and how a review changes that (FSRS-6).

The arithmetic is that of the `fsrs` package, without its clock and its chance: time is passed in
and intervals are never fuzzed. Nothing here knows what is remembered.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import TypeAlias

import fsrs
from fsrs.scheduler import (
    DEFAULT_PARAMETERS as _DEFAULTS,
)
from fsrs.scheduler import (
    LOWER_BOUNDS_PARAMETERS as _LOWER,
)
from fsrs.scheduler import (
    UPPER_BOUNDS_PARAMETERS as _UPPER,
)

Parameters: TypeAlias = tuple[float, ...]
"""The 21 parameters of FSRS-6."""

DEFAULT_PARAMETERS: Parameters = tuple(_DEFAULTS)
LOWER_BOUNDS: Parameters = tuple(_LOWER)
UPPER_BOUNDS: Parameters = tuple(_UPPER)
DEFAULT_RETENTION = 0.9
LONGEST_INTERVAL = 36_500
"""Days; no interval is longer."""

DAY = timedelta(days=1)


class Rating(IntEnum):
    """How well something was remembered, as FSRS counts it; `AGAIN` alone is a lapse."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class MemoryState:
    """One memory: its stability in days, its difficulty from 1 to 10, and its last review."""

    stability: float
    difficulty: float
    last_review: datetime


def review(
    state: MemoryState | None,
    rating: Rating,
    now: datetime,
    parameters: Parameters = DEFAULT_PARAMETERS,
    *,
    weight: float = 1.0,
) -> MemoryState:
    """Return the memory after a review; `None` stands for what was never seen.

    A `weight` below 1 says that the review is weak evidence: the memory moves only that share of
    the way. A clock set back never moves the last review into the past.
    """
    moment = now.astimezone(UTC)
    if state is None:
        return _reviewed(fsrs.Card(card_id=0, due=moment), rating, moment, parameters)
    moment = max(moment, state.last_review.astimezone(UTC))
    after = _reviewed(_card(state), rating, moment, parameters)
    return after if weight >= 1 else _between(state, after, weight)


def replay(
    reviews: Iterable[tuple[Rating, datetime]],
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> MemoryState | None:
    """Return the memory a history of reviews leaves, or `None` when it is empty."""
    state: MemoryState | None = None
    for rating, moment in reviews:
        state = review(state, rating, moment, parameters)
    return state


def retrievability(
    state: MemoryState, now: datetime, parameters: Parameters = DEFAULT_PARAMETERS
) -> float:
    """Return the probability of recall now, counted in whole days as FSRS counts them."""
    return forgetting(parameters)(state, now)


def forgetting(
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Callable[[MemoryState, datetime], float]:
    """Return `retrievability` with its parameters filled in, for many memories at a time."""
    decay, factor = _curve(parameters)

    def recall(state: MemoryState, now: datetime) -> float:
        days = max(0, (now - state.last_review).days)
        return math.pow(1.0 + factor * days / state.stability, decay)

    return recall


def interval(
    state: MemoryState,
    retention: float = DEFAULT_RETENTION,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> int:
    """Return the whole days, at least one, until recall has fallen to the desired retention."""
    decay, factor = _curve(parameters)
    days = state.stability / factor * float(retention ** (1 / decay) - 1)
    return min(max(round(days), 1), LONGEST_INTERVAL)


def due(
    state: MemoryState,
    retention: float = DEFAULT_RETENTION,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> datetime:
    """Return the moment at which recall will have fallen to the desired retention."""
    return state.last_review + interval(state, retention, parameters) * DAY


@lru_cache(maxsize=256)
def _scheduler(parameters: Parameters) -> fsrs.Scheduler:
    # Without learning steps: what returns within a session is the session's business.
    return fsrs.Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@lru_cache(maxsize=256)
def _curve(parameters: Parameters) -> tuple[float, float]:
    decay = -parameters[20]
    return decay, float(0.9 ** (1 / decay) - 1)


class _Card(fsrs.Card):
    """A card made for one review only, so that the package need not copy it first."""

    def __copy__(self) -> "_Card":
        """Return the card itself."""
        return self


def _card(state: MemoryState) -> fsrs.Card:
    # Id and due date are given because the package would ask the clock for them.
    return _Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=state.last_review,
        last_review=state.last_review.astimezone(UTC),
    )


def _reviewed(
    card: fsrs.Card, rating: Rating, moment: datetime, parameters: Parameters
) -> MemoryState:
    after, _ = _scheduler(parameters).review_card(card, fsrs.Rating(int(rating)), moment)
    return MemoryState(float(after.stability or 0), float(after.difficulty or 0), moment)


def _between(before: MemoryState, after: MemoryState, weight: float) -> MemoryState:
    stability = math.exp(
        (1 - weight) * math.log(before.stability) + weight * math.log(after.stability)
    )
    difficulty = (1 - weight) * before.difficulty + weight * after.difficulty
    return MemoryState(stability, difficulty, after.last_review)
