"""Motivation without tricks: points for what was learnt, streaks that forgive, a daily goal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from math import isqrt

from ojala.learning.days import ONE
from ojala.learning.memory import Rating
from ojala.learning.scheduling import Review

FIRST, FIRST_MISSED, TRIED, RECALLED, RESCUED = 5, 2, 1, 2, 20
LEVEL_STEP = 50
REPAIRABLE = 3
"""So many missed days in a row can be repaired, whenever one comes back, at no cost."""


def points(review: Review, *, first: bool) -> int:
    """Return what a review earns; the `first` of an item earns for having been met.

    Recalling what was nearly forgotten earns most. Answering the same thing again on the same
    day earns nothing, so that clicking is not rewarded.
    """
    missed = review.rating is Rating.AGAIN
    if first:
        return FIRST_MISSED if missed else FIRST
    if review.recall is None:
        return 0
    if missed:
        return TRIED
    return RECALLED + round(RESCUED * (1 - review.recall) * review.weight)


@dataclass(frozen=True, slots=True)
class Standing:
    """A level, and how far it is to the next."""

    level: int
    into: int
    """Points since the level was reached."""
    needed: int
    """Points from this level to the next."""


def standing(total: int) -> Standing:
    """Return the level of so many points: each takes fifty points more than the one before."""
    level = (isqrt(1 + 8 * (total // LEVEL_STEP)) - 1) // 2
    return Standing(level + 1, total - _floor(level), (level + 1) * LEVEL_STEP)


def _floor(level: int) -> int:
    return LEVEL_STEP * level * (level + 1) // 2


@dataclass(frozen=True, slots=True)
class Streak:
    """Days of practice in a row; today counts once it is practised and breaks nothing before."""

    days: int
    longest: int
    repairable: tuple[date, ...] = ()
    """The missed days that repairing would bridge; empty where nothing needs it."""


def streak(practised: Collection[date], today: date, repaired: Collection[date] = ()) -> Streak:
    """Return the streak of days practised; repaired days bridge a gap without counting."""
    days, bridges = frozenset(practised), frozenset(repaired)
    runs = _runs(days, bridges)
    current = next((run for run in runs if today in run or today - ONE in run), frozenset[date]())
    return Streak(
        days=len(current & days),
        longest=max((len(run & days) for run in runs), default=0),
        repairable=_gap(days | bridges, today),
    )


def _runs(days: frozenset[date], bridges: frozenset[date]) -> list[frozenset[date]]:
    runs: list[set[date]] = []
    for day in sorted(days | bridges):
        if runs and day - ONE in runs[-1]:
            runs[-1].add(day)
        else:
            runs.append({day})
    return [frozenset(run) for run in runs]


def _gap(kept: frozenset[date], today: date) -> tuple[date, ...]:
    before = [day for day in kept if day < today]
    if not before:
        return ()
    missed = (today - max(before)).days - 1
    return (
        tuple(max(before) + n * ONE for n in range(1, missed + 1)) if missed <= REPAIRABLE else ()
    )


def goal_reached(done: int, goal: int) -> float:
    """Return the share of a daily goal that is done; a goal of none is always reached."""
    return min(done / goal, 1.0) if goal > 0 else 1.0
