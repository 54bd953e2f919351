from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis.strategies import datetimes, integers

from ojala.storage.ids import new_id

MOMENTS = datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2200, 1, 1))  # noqa: DTZ001


@given(MOMENTS, integers(1, 10_000))
def test_ids_sort_by_the_moment_they_were_made(moment: datetime, later: int) -> None:
    moment = moment.replace(tzinfo=UTC)

    assert new_id(moment) < new_id(moment + timedelta(milliseconds=later + 1))


@given(MOMENTS)
def test_an_id_is_a_uuid_of_version_seven(moment: datetime) -> None:
    made = new_id(moment.replace(tzinfo=UTC))

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
