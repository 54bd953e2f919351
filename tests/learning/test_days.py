from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.learning.days import Calendar

ZONES = [
    "UTC",
    "Europe/Madrid",
    "America/Bogota",
    "America/Santiago",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "America/Havana",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
]
calendars = st.builds(Calendar, st.sampled_from(ZONES).map(ZoneInfo), st.times())
instants = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    datetime(2037, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    timezones=st.just(UTC),
)
MADRID = ZoneInfo("Europe/Madrid")


@given(calendars, instants)
def test_every_instant_belongs_to_the_day_that_has_begun_and_not_ended(
    calendar: Calendar, instant: datetime
) -> None:
    day = calendar.day(instant)

    assert calendar.start(day) <= instant < calendar.end(day)


@given(calendars, instants, st.timedeltas(timedelta(), timedelta(days=3)))
def test_days_never_run_backwards(calendar: Calendar, instant: datetime, gap: timedelta) -> None:
    assert calendar.day(instant) <= calendar.day(instant + gap)


def test_past_midnight_is_still_tonight() -> None:
    calendar = Calendar(MADRID)

    assert calendar.day(datetime(2026, 11, 24, 2, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert calendar.day(datetime(2026, 11, 24, 3, 0, tzinfo=UTC)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25), (date(2026, 6, 1), 24)]
)
def test_a_day_lasts_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    calendar = Calendar(MADRID)

    assert calendar.end(day) - calendar.start(day) == timedelta(hours=hours)


def test_an_hour_that_comes_twice_begins_the_day_once() -> None:
    calendar = Calendar(MADRID, time(2, 30))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert calendar.day(first) == date(2026, 10, 25)
    assert calendar.day(first + timedelta(minutes=45)) == date(2026, 10, 25)
