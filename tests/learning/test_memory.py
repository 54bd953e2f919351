import math
import random
from datetime import UTC, datetime, timedelta, timezone

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.learning import memory
from ojala.learning.memory import DEFAULT_PARAMETERS, MemoryState, Rating

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
ratings = st.sampled_from(Rating)
gaps = st.floats(0, 400).map(lambda days: timedelta(days=days))
states = st.builds(
    MemoryState,
    stability=st.floats(0.01, 5000),
    difficulty=st.floats(1, 10),
    last_review=st.just(START),
)


def _history(chance: random.Random) -> list[tuple[Rating, datetime]]:
    moment, history = START, []
    for _ in range(chance.randint(1, 12)):
        history.append((Rating(chance.randint(1, 4)), moment))
        days = chance.choice([0, 0.01, 0.9, 1, 3, 10, 60, 400])
        moment += timedelta(days=days * chance.uniform(0.5, 2))
    return history


def _parameters(chance: random.Random) -> memory.Parameters:
    if chance.random() < 0.5:
        return DEFAULT_PARAMETERS
    bounds = zip(DEFAULT_PARAMETERS, memory.LOWER_BOUNDS, memory.UPPER_BOUNDS, strict=True)
    return tuple(min(max(w * chance.uniform(0.7, 1.4), low), high) for w, low, high in bounds)


@pytest.mark.exhaustive
def test_ten_thousand_random_histories_agree_with_the_package_to_a_billionth() -> None:
    chance = random.Random(6)  # noqa: S311 - a test wants the same histories every time
    for _ in range(10_000):
        parameters, history = _parameters(chance), _history(chance)
        scheduler = fsrs.Scheduler(parameters, desired_retention=0.87, enable_fuzzing=False)
        card, state = fsrs.Card(card_id=1, due=START), None
        for rating, moment in history:
            card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
            state = memory.review(state, rating, moment, parameters)
            assert math.isclose(state.stability, card.stability or 0, rel_tol=1e-9)
            assert math.isclose(state.difficulty, card.difficulty or 0, rel_tol=1e-9)
        later = history[-1][1] + timedelta(days=chance.uniform(0, 500))
        assert state == memory.replay(history, parameters)
        assert state is not None
        assert math.isclose(
            memory.retrievability(state, later, parameters),
            scheduler.get_card_retrievability(card, later),
            rel_tol=1e-9,
        )
        if card.state is fsrs.State.Review:
            assert memory.due(state, 0.87, parameters) == card.due


def test_an_empty_history_leaves_no_memory() -> None:
    assert memory.replay([]) is None


@given(states, gaps, gaps)
def test_retrievability_falls_with_time(state: MemoryState, one: timedelta, two: timedelta) -> None:
    sooner, later = sorted([START + one, START + two])

    assert memory.retrievability(state, sooner) >= memory.retrievability(state, later) > 0


@given(states, gaps)
def test_a_better_rating_never_leaves_a_weaker_memory(state: MemoryState, gap: timedelta) -> None:
    after = [memory.review(state, rating, START + gap).stability for rating in Rating]

    assert after[1:] == sorted(after[1:])
    assert after[0] <= after[1] * (1 + 1e-12)


@given(states, gaps)
def test_a_miss_after_a_day_never_strengthens(state: MemoryState, gap: timedelta) -> None:
    after = memory.review(state, Rating.AGAIN, START + timedelta(days=1) + gap)

    assert after.stability <= max(state.stability, 0.001)


@given(states, ratings, gaps, st.floats(0.05, 0.95))
def test_weak_evidence_moves_a_memory_only_part_of_the_way(
    state: MemoryState, rating: Rating, gap: timedelta, weight: float
) -> None:
    whole = memory.review(state, rating, START + gap)
    part = memory.review(state, rating, START + gap, weight=weight)
    low, high = sorted([state.stability, whole.stability])

    assert low * (1 - 1e-9) <= part.stability <= high * (1 + 1e-9)
    assert part.last_review == whole.last_review


def test_what_was_never_seen_starts_in_full_whatever_the_weight() -> None:
    assert memory.review(None, Rating.GOOD, START, weight=0.5) == memory.review(
        None, Rating.GOOD, START
    )


@given(states, st.floats(0.7, 0.97))
def test_recall_at_the_due_moment_is_about_what_was_desired(
    state: MemoryState, retention: float
) -> None:
    days = memory.interval(state, retention)
    before = memory.retrievability(state, START + timedelta(days=max(days - 1, 0)))
    after = memory.retrievability(state, START + timedelta(days=days + 1))

    assert 1 <= days <= memory.LONGEST_INTERVAL
    assert days == memory.LONGEST_INTERVAL or after <= retention <= before or days == 1


def test_a_clock_set_back_never_moves_the_last_review_into_the_past() -> None:
    state = memory.review(None, Rating.GOOD, START)
    after = memory.review(state, Rating.GOOD, START - timedelta(hours=3))

    assert after.last_review == START
    assert after.stability >= state.stability


@pytest.mark.parametrize("hours", [-11, 5, 13])
def test_the_time_zone_a_moment_is_written_in_makes_no_difference(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    state = memory.review(None, Rating.HARD, START.astimezone(zone))
    later = START + timedelta(days=3)

    assert memory.review(state, Rating.GOOD, later.astimezone(zone)) == memory.replay(
        [(Rating.HARD, START), (Rating.GOOD, later)]
    )
