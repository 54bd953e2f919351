from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ojala.learning.days import Calendar
from ojala.learning.forecast import forecast, heat_map, practised

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CALENDAR = Calendar(ZoneInfo("America/Bogota"))
DAY = timedelta(days=1)


def test_what_is_overdue_counts_for_today_and_the_rest_for_its_day() -> None:
    loads = forecast([NOW - 9 * DAY, NOW, NOW + 2 * DAY], NOW, CALENDAR, cap=50)

    assert len(loads) == 30
    assert [(load.day, load.due) for load in loads[:3]] == [
        (TODAY, 2),
        (TODAY + DAY, 0),
        (TODAY + 2 * DAY, 1),
    ]


@given(st.lists(st.integers(-30, 40)), st.integers(1, 20))
def test_a_backlog_is_spread_over_days_and_nothing_is_lost(dues: list[int], cap: int) -> None:
    loads = forecast([NOW + n * DAY for n in dues], NOW, CALENDAR, cap=cap, days=100)
    long_enough = len(dues) <= 60 * cap

    assert all(load.planned <= cap for load in loads)
    assert sum(load.planned for load in loads) == len(dues) or not long_enough


def test_practice_is_counted_by_the_learners_own_days() -> None:
    late = datetime(2026, 11, 23, 8, 59, tzinfo=UTC)

    assert practised([late, NOW, NOW], CALENDAR) == {TODAY - DAY: 1, TODAY: 2}


def test_the_heat_map_ends_today_and_begins_a_year_ago_on_a_monday() -> None:
    weeks = heat_map({TODAY: 5}, TODAY + 2 * DAY)

    assert len(weeks) == 53
    assert weeks[0][0].day.weekday() == 0
    assert [square.day for square in weeks[-1]] == [TODAY, TODAY + DAY, TODAY + 2 * DAY]
    assert weeks[-1][0].count == 5


def test_shades_are_by_quarters_of_the_active_days() -> None:
    counts = {TODAY - n * DAY: n for n in range(9)}
    shades = {sq.day: sq.shade for week in heat_map(counts, TODAY) for sq in week}

    assert [shades[TODAY - n * DAY] for n in (0, 1, 3, 5, 8)] == [0, 1, 2, 3, 4]
