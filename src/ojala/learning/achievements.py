"""Achievements: what a learner has reached, told from the log of attempts alone.

A chronicle is the log so far in a few figures. It grows by one attempt at a time, so that it can
be kept beside the log and, like the cards, be made again from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from ojala.learning.attempts import Attempt, Tally, added, tally
from ojala.learning.days import ONE, Calendar

EARLY, LATE = 7, 22
"""Before the one hour and from the other on is early and late, by the learner's own clock."""
BRISK = 5.0
"""Seconds within which a right answer counts as quick."""
BRISK_ROW = 10
SESSION = 10
"""The fewest exercises that make a session worth calling perfect."""
ONE_CATEGORY, ALL_CATEGORIES = 0.9, 0.85
ENOUGH_IN_ONE, ENOUGH_IN_ALL = 50, 20
"""How many attempts a category needs before its share is believed."""
AWAY = 14
"""Days away after which coming back is worth a word."""


class Achievement(StrEnum):
    """Everything that can be reached; the value names its messages."""

    FIRST_STEP = "first-step"
    DAYS_3 = "days-3"
    DAYS_7 = "days-7"
    DAYS_30 = "days-30"
    DAYS_100 = "days-100"
    ROW_10 = "row-10"
    ROW_25 = "row-25"
    ROW_50 = "row-50"
    PERFECT_SESSION = "perfect-session"
    EXERCISES_50 = "exercises-50"
    EXERCISES_100 = "exercises-100"
    EXERCISES_500 = "exercises-500"
    EXERCISES_1000 = "exercises-1000"
    EXERCISES_5000 = "exercises-5000"
    CATEGORY = "category-90"
    ALL_CATEGORIES = "all-categories-85"
    QUICK = "quick"
    EARLY_BIRD = "early-bird"
    NIGHT_OWL = "night-owl"
    CAME_BACK = "came-back"


NONE = Tally()
DAYS = {3: Achievement.DAYS_3, 7: Achievement.DAYS_7, 30: Achievement.DAYS_30}
DAYS[100] = Achievement.DAYS_100
ROWS = {10: Achievement.ROW_10, 25: Achievement.ROW_25, 50: Achievement.ROW_50}
EXERCISES = {
    1: Achievement.FIRST_STEP,
    50: Achievement.EXERCISES_50,
    100: Achievement.EXERCISES_100,
    500: Achievement.EXERCISES_500,
    1000: Achievement.EXERCISES_1000,
    5000: Achievement.EXERCISES_5000,
}


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The log of attempts so far, in figures, and what was reached when."""

    count: int = 0
    row: int = 0
    """Right answers in a row up to now."""
    quick_row: int = 0
    day: date | None = None
    """The last day of practice."""
    days: int = 0
    """Days of practice in a row up to it."""
    session: str = ""
    session_tally: Tally = NONE
    categories: Mapping[str, Tally] = field(default_factory=dict)
    reached: Mapping[Achievement, datetime] = field(default_factory=dict)


def chronicle(
    attempts: Iterable[Attempt], calendar: Calendar, categories: frozenset[str] = frozenset()
) -> Chronicle:
    """Return the chronicle of a log, oldest attempt first.

    `categories` are those there are; all of them must be practised to be good at all of them.
    """
    told = Chronicle()
    for attempt in attempts:
        told = continued(told, attempt, calendar, categories)
    return told


def continued(
    told: Chronicle,
    attempt: Attempt,
    calendar: Calendar,
    categories: frozenset[str] = frozenset(),
) -> Chronicle:
    """Return a chronicle with one more attempt."""
    day = calendar.day(attempt.at)
    same = attempt.session == told.session
    one = tally(attempt)
    category = added(told.categories.get(attempt.category, NONE), one)
    quick = attempt.right and attempt.elapsed is not None and attempt.elapsed <= BRISK
    after = replace(
        told,
        count=told.count + 1,
        row=told.row + 1 if attempt.right else 0,
        quick_row=told.quick_row + 1 if quick else 0,
        day=max(day, told.day or day),
        days=_days(told, day),
        session=attempt.session,
        session_tally=added(told.session_tally, one) if same else one,
        categories={**told.categories, attempt.category: category},
    )
    new = _reached(told, after, attempt, calendar, categories) - told.reached.keys()
    return replace(after, reached={**told.reached, **dict.fromkeys(sorted(new), attempt.at)})


def _days(told: Chronicle, day: date) -> int:
    if told.day is None or day > told.day + ONE:
        return 1
    return told.days + 1 if day > told.day else told.days


def _reached(
    before: Chronicle,
    after: Chronicle,
    attempt: Attempt,
    calendar: Calendar,
    categories: frozenset[str],
) -> set[Achievement]:
    hour = attempt.at.astimezone(calendar.zone).hour
    away = before.day is not None and after.day is not None and (after.day - before.day).days > AWAY
    session = after.session_tally
    facts = {
        Achievement.PERFECT_SESSION: session.count == session.right >= SESSION,
        Achievement.CATEGORY: any(
            _good(found, ENOUGH_IN_ONE, ONE_CATEGORY) for found in after.categories.values()
        ),
        Achievement.ALL_CATEGORIES: bool(categories) and _all_good(after, categories),
        Achievement.QUICK: after.quick_row >= BRISK_ROW,
        Achievement.EARLY_BIRD: calendar.turns.hour <= hour < EARLY,
        Achievement.NIGHT_OWL: hour >= LATE or hour < calendar.turns.hour,
        Achievement.CAME_BACK: away,
    }
    steps = ((EXERCISES, after.count), (DAYS, after.days), (ROWS, after.row))
    stepped = {name for table, figure in steps for step, name in table.items() if figure >= step}
    return stepped | {name for name, true in facts.items() if true}


def _all_good(after: Chronicle, categories: frozenset[str]) -> bool:
    return all(
        _good(after.categories.get(name, NONE), ENOUGH_IN_ALL, ALL_CATEGORIES)
        for name in categories
    )


def _good(found: Tally, enough: int, share: float) -> bool:
    return found.count >= enough and found.right >= share * found.count
