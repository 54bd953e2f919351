from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ojala.learning.achievements import Achievement, Chronicle, chronicle, continued
from ojala.learning.attempts import Attempt
from ojala.learning.days import Calendar

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Madrid"))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def _log(rights: Sequence[bool], **details: object) -> list[Attempt]:
    base = replace(Attempt(NOON, right=True, category="wish", session="s"), **details)  # type: ignore[arg-type]
    return [replace(base, at=base.at + n * MINUTE, right=r) for n, r in enumerate(rights)]


def _reached(log: Sequence[Attempt], categories: Sequence[str] = ()) -> set[Achievement]:
    return set(chronicle(log, CALENDAR, frozenset(categories)).reached)


def test_nothing_is_reached_by_nothing() -> None:
    assert chronicle([], CALENDAR) == Chronicle()


@pytest.mark.parametrize(("days", "count"), [(3, 1), (7, 2), (30, 3), (100, 4)])
def test_days_in_a_row_are_reached_one_after_the_other(days: int, count: int) -> None:
    log = [Attempt(NOON + n * DAY, right=False) for n in range(days)]

    assert sum(name.value.startswith("days-") for name in _reached(log)) == count
    assert sum(name.value.startswith("days-") for name in _reached(log[1:])) == count - 1


@pytest.mark.parametrize("row", [10, 25, 50])
def test_right_answers_in_a_row_are_reached_when_none_is_wrong_between(row: int) -> None:
    name = Achievement(f"row-{row}")

    assert name in _reached(_log([False] + [True] * row))
    assert name not in _reached(_log([True] * (row - 1) + [False] + [True] * (row - 1)))


@pytest.mark.parametrize("count", [50, 100, 500, 1000, 5000])
def test_exercises_are_counted_right_or_wrong(count: int) -> None:
    told = replace(Chronicle(), count=count - 2)
    before = continued(told, _log([False])[0], CALENDAR)
    after = continued(before, _log([False])[0], CALENDAR)

    assert Achievement(f"exercises-{count}") not in before.reached
    assert Achievement(f"exercises-{count}") in after.reached


def test_a_session_of_ten_without_a_mistake_is_perfect() -> None:
    assert Achievement.PERFECT_SESSION in _reached(_log([True] * 10))
    assert Achievement.PERFECT_SESSION not in _reached(_log([False] + [True] * 10))
    assert Achievement.PERFECT_SESSION not in _reached(
        [*_log([True] * 5), *_log([True] * 5, session="t")]
    )


def test_a_category_needs_nine_of_ten_and_fifty_of_them() -> None:
    assert Achievement.CATEGORY in _reached(_log([False] * 5 + [True] * 45))
    assert Achievement.CATEGORY not in _reached(_log([False] * 6 + [True] * 45))
    assert Achievement.CATEGORY not in _reached(_log([True] * 49))


def test_all_categories_must_be_practised_to_be_good_at_all() -> None:
    wish, doubt = _log([True] * 20), _log([True] * 17 + [False] * 3, category="doubt")

    assert Achievement.ALL_CATEGORIES in _reached(wish + doubt, ["wish", "doubt"])
    assert Achievement.ALL_CATEGORIES not in _reached(wish + doubt, ["wish", "doubt", "time"])
    assert Achievement.ALL_CATEGORIES not in _reached(wish + doubt)


def test_ten_quick_right_answers_in_a_row_are_quick() -> None:
    assert Achievement.QUICK in _reached(_log([True] * 10, elapsed=4.0))
    assert Achievement.QUICK not in _reached(_log([True] * 10, elapsed=9.0))
    assert Achievement.QUICK not in _reached(_log([True] * 10))


@pytest.mark.parametrize(
    ("hour", "name"),
    [(4, Achievement.EARLY_BIRD), (21, Achievement.NIGHT_OWL), (2, Achievement.NIGHT_OWL)],
)
def test_the_time_of_day_is_by_the_learners_own_clock(hour: int, name: Achievement) -> None:
    assert name in _reached(_log([True], at=NOON.replace(hour=hour)))
    assert name not in _reached(_log([True]))


def test_coming_back_after_a_fortnight_is_welcomed() -> None:
    assert Achievement.CAME_BACK in _reached([*_log([True]), *_log([True], at=NOON + 15 * DAY)])
    assert Achievement.CAME_BACK not in _reached([*_log([True]), *_log([True], at=NOON + 9 * DAY)])


def test_what_was_reached_keeps_the_moment_it_was_reached_at() -> None:
    log = _log([True] * 30)

    assert chronicle(log, CALENDAR).reached[Achievement.ROW_10] == log[9].at


def test_an_attempt_written_late_does_not_turn_the_days_back() -> None:
    log = [*_log([True], at=NOON + DAY), *_log([True])]

    assert chronicle(log, CALENDAR).days == 1
    assert chronicle(log, CALENDAR).day == (NOON + DAY).date()


def test_there_are_at_least_the_seventeen_kinds_the_earlier_project_named() -> None:
    assert len(Achievement) >= 17
