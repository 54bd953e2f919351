from datetime import UTC, datetime

import pytest

from ojala.learning.memory import Rating
from ojala.progress.reviewfile import ReviewFileError, Row, read, write

HEAD = "card_id,review_time,review_rating,review_state"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-23T12:00:00Z",
        "2026-11-23 13:00:00+01:00",
        "2026-11-23T12:00:00.000000",
        "20261123T12",
    ],
)
def test_a_time_is_read_with_or_without_its_zone(written: str) -> None:
    assert read([HEAD, f"7,{written},3,1"]) == [Row("7", Rating.GOOD, NOON)]


def test_a_card_moved_by_hand_is_no_review() -> None:
    assert read([HEAD, "7,2026-11-23T12:00:00Z,0,1"]) == []


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([], "line 1: no column card_id, review_rating, review_time"),
        (["card_id,review_time"], "line 1: no column review_rating"),
        ([HEAD, "7,2026-11-23T12:00:00Z,5,1"], "line 2: 5"),
        ([HEAD, "7,2026-11-23T12:00:00Z,good,1"], "line 2: invalid literal"),
        ([HEAD, "7,yesterday,3,1"], "line 2: Invalid isoformat"),
        ([HEAD, "7"], "line 2: "),
    ],
)
def test_what_is_no_review_is_refused_with_its_line(lines: list[str], complaint: str) -> None:
    with pytest.raises(ReviewFileError, match=complaint):
        read(lines)


def test_what_is_written_reads_back_the_same() -> None:
    rows = [Row("mood:querer-que/wish", Rating.GOOD, NOON), Row('a "b", c', Rating.AGAIN, NOON)]

    assert read(write(rows)) == rows
