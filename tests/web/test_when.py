"""How far off a moment is, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from ojala.web.when import when

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=-3), "later today"),
        (timedelta(hours=5), "later today"),
        (timedelta(days=1), "tomorrow"),
        (timedelta(days=6), "in 6 days"),
        (timedelta(days=59), "in 59 days"),
        (timedelta(days=90), "in about 3 months"),
    ],
)
def test_a_moment_is_named_as_a_person_would(later: timedelta, words: str) -> None:
    assert when(MORNING + later, MORNING, "en") == words
