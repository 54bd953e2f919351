from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.learning.attempts import (
    Attempt,
    Tally,
    added,
    moods,
    overuse,
    tallies,
    tally,
    underuse,
    usual,
    wilson,
)
from ojala.spanish.features import Mood

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SUB, IND = Mood.SUBJUNCTIVE, Mood.INDICATIVE
attempts = st.lists(
    st.builds(
        Attempt,
        st.just(NOW),
        st.booleans(),
        tense=st.sampled_from(["sub_pres", "ind_pres"]),
        elapsed=st.none() | st.integers(1, 90).map(float),
    )
)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share_and_stays_between_nothing_and_all(hits: int, n: int) -> None:
    found = wilson(min(hits, n), n)

    assert found is not None
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_an_interval_is_the_one_of_the_textbook() -> None:
    found = wilson(8, 10)

    assert found is not None
    assert [found.low, found.high] == pytest.approx([0.490, 0.943], abs=1e-3)


def test_of_nothing_no_share_is_claimed() -> None:
    assert Tally().accuracy is None
    assert Tally().pace is None


@given(attempts, attempts)
def test_tallies_of_parts_add_up_to_the_tally_of_the_whole(
    one: list[Attempt], two: list[Attempt]
) -> None:
    whole = tallies(one + two, lambda attempt: attempt.tense)
    parts = [tallies(part, lambda attempt: attempt.tense) for part in (one, two)]

    for tense, found in whole.items():
        assert added(*(part.get(tense, Tally()) for part in parts)) == found


def test_accuracy_and_pace_are_those_of_the_attempts_counted() -> None:
    found = added(tally(Attempt(NOW, right=True, elapsed=4.0)), tally(Attempt(NOW, right=False)))

    assert found.pace == 4.0
    assert found.accuracy is not None
    assert found.accuracy.share == 0.5


def test_overuse_is_the_subjunctive_where_something_else_is_right() -> None:
    log = [
        Attempt(NOW, right=False, wanted=IND, given=SUB),
        Attempt(NOW, right=True, wanted=IND, given=IND),
        Attempt(NOW, right=False, wanted=Mood.INFINITIVE, given=SUB),
        Attempt(NOW, right=False, wanted=SUB, given=IND),
        Attempt(NOW, right=True, wanted=None, given=SUB),
    ]
    counted = tallies(log, moods)
    over, under = overuse(counted), underuse(counted)

    assert over is not None
    assert under is not None
    assert [over.share, over.count] == pytest.approx([2 / 3, 3])
    assert (under.share, under.count) == (1.0, 1)


def test_the_usual_time_is_the_median_once_there_are_times_enough() -> None:
    assert usual([1, 2, 3, 4]) is None
    assert usual([9, 1, 100, 3, 2]) == 3
