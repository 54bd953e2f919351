from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.exercises.item import Item
from ojala.learning.memory import Rating
from ojala.learning.motivation import goal_reached, points, standing, streak
from ojala.learning.scheduling import Review

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ITEM = Item.parse("mood:wish/a")


def _earned(rating: Rating, recall: float | None, weight: float = 1.0) -> int:
    return points(Review(ITEM, rating, START, weight, recall), first=False)


def test_recalling_what_was_nearly_forgotten_earns_most() -> None:
    assert _earned(Rating.GOOD, 0.99) < _earned(Rating.GOOD, 0.9) < _earned(Rating.GOOD, 0.3)


def test_answering_the_same_again_on_the_same_day_earns_nothing() -> None:
    assert _earned(Rating.EASY, None) == 0


def test_an_honest_miss_earns_a_little_and_a_lucky_choice_less() -> None:
    assert _earned(Rating.AGAIN, 0.9) == 1
    assert _earned(Rating.GOOD, 0.4, weight=0.5) < _earned(Rating.GOOD, 0.4)


def test_meeting_something_new_earns_whether_it_was_right_or_not() -> None:
    assert points(Review(ITEM, Rating.GOOD, START), first=True) == 5
    assert points(Review(ITEM, Rating.AGAIN, START), first=True) == 2


@given(st.integers(0, 10**6))
def test_a_level_holds_the_points_since_it_was_reached(total: int) -> None:
    found = standing(total)

    assert 0 <= found.into < found.needed
    assert standing(total + found.needed - found.into).level == found.level + 1


def test_the_first_levels_come_at_fifty_and_a_hundred_and_fifty_points() -> None:
    assert [standing(total).level for total in (0, 49, 50, 149, 150)] == [1, 1, 2, 2, 3]


def test_a_streak_counts_days_in_a_row_and_today_breaks_nothing_yet() -> None:
    days = {TODAY - n * DAY for n in (1, 2, 3)}

    assert streak(days, TODAY).days == 3
    assert streak(days | {TODAY}, TODAY).days == 4
    assert streak(days, TODAY).repairable == ()


def test_a_short_gap_can_be_repaired_and_does_not_count_itself() -> None:
    days = {TODAY} | {TODAY - n * DAY for n in range(3, 10)}
    broken = streak(days, TODAY)

    assert (broken.days, broken.longest) == (1, 7)
    assert broken.repairable == (TODAY - 2 * DAY, TODAY - DAY)
    assert streak(days, TODAY, broken.repairable).days == 8


def test_a_long_gap_is_a_new_beginning() -> None:
    assert streak({TODAY - 9 * DAY}, TODAY).repairable == ()
    assert streak({TODAY - 9 * DAY}, TODAY).days == 0
    assert streak(set(), TODAY).longest == 0


@pytest.mark.parametrize(("done", "goal", "share"), [(5, 20, 0.25), (30, 20, 1.0), (0, 0, 1.0)])
def test_a_goal_is_reached_by_its_share(done: int, goal: int, share: float) -> None:
    assert goal_reached(done, goal) == share
