"""Forecasts and look-backs over the learner's days: reviews to come, practice done."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ojala.learning.days import ONE, Calendar

AHEAD = 30
WEEKS = 53
WEEK = 7
SHADES = 4


@dataclass(frozen=True, slots=True)
class Load:
    """One day of the forecast: what falls due, and what is to be done under the daily cap."""

    day: date
    due: int
    planned: int


def forecast(
    dues: Iterable[datetime], now: datetime, calendar: Calendar, *, cap: int, days: int = AHEAD
) -> tuple[Load, ...]:
    """Return the reviews of the coming days, today first; what is overdue counts for today.

    What exceeds the cap is carried to the next day.
    """
    today = calendar.day(now)
    ends = [calendar.end(today + number * ONE) for number in range(days)]
    falling = Counter(bisect_right(ends, due) for due in dues)
    loads, carried = [], 0
    for number in range(days):
        waiting = falling[number] + carried
        planned = min(waiting, cap)
        loads.append(Load(today + number * ONE, falling[number], planned))
        carried = waiting - planned
    return tuple(loads)


def practised(moments: Iterable[datetime], calendar: Calendar) -> Mapping[date, int]:
    """Return how many exercises each of the learner's days held."""
    return Counter(calendar.day(moment) for moment in moments)


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the heat-map: its count, and its shade from 0 to 4."""

    day: date
    count: int
    shade: int


def heat_map(
    counts: Mapping[date, int], today: date, weeks: int = WEEKS
) -> tuple[tuple[Square, ...], ...]:
    """Return the last weeks, each from its Monday on; the last one ends today.

    Shades are by quarters of the learner's own active days, so that a quiet learner's map is
    as legible as a busy one's.
    """
    monday = today - timedelta(days=today.weekday())
    first = monday - (weeks - 1) * WEEK * ONE
    active = sorted(count for day, count in counts.items() if count and first <= day <= today)
    return tuple(
        tuple(
            Square(day, counts.get(day, 0), _shade(counts.get(day, 0), active))
            for day in (first + (week * WEEK + weekday) * ONE for weekday in range(WEEK))
            if day <= today
        )
        for week in range(weeks)
    )


def _shade(count: int, active: list[int]) -> int:
    if not count:
        return 0
    below = bisect_left(active, count)
    return 1 + below * SHADES // max(len(active), 1)
