from dataclasses import dataclass, field

import pytest

from ojala.exercises.item import Item
from ojala.learning.memory import Rating
from ojala.learning.rating import Effort, rate, weigh

MOOD = Item.parse("mood:querer-que/wish")
FORM = Item.parse("form:sub_pres/tener")


@dataclass(frozen=True)
class Judged:
    verdict: str = "correct"
    shown: frozenset[Item] = field(default=frozenset({MOOD, FORM}))
    missed: frozenset[Item] = frozenset()


RIGHT = Judged()


def test_a_right_answer_is_good_for_every_item_shown() -> None:
    assert rate(RIGHT) == {FORM: Rating.GOOD, MOOD: Rating.GOOD}


def test_tiene_for_tenga_lapses_the_mood_and_leaves_the_form_untested() -> None:
    assert rate(Judged("wrong", frozenset(), frozenset({MOOD}))) == {MOOD: Rating.AGAIN}


def test_tena_for_tenga_shows_the_mood_and_lapses_the_form() -> None:
    ratings = rate(Judged("wrong", frozenset({MOOD}), frozenset({FORM})))

    assert ratings == {FORM: Rating.AGAIN, MOOD: Rating.GOOD}


def test_a_slip_in_spelling_makes_the_form_hard_and_not_the_mood() -> None:
    assert rate(Judged("almost")) == {FORM: Rating.HARD, MOOD: Rating.GOOD}


@pytest.mark.parametrize(
    ("effort", "rating"),
    [
        (Effort(elapsed=3, usual=10), Rating.EASY),
        (Effort(elapsed=6.1, usual=10), Rating.GOOD),
        (Effort(elapsed=25, usual=10), Rating.HARD),
        (Effort(elapsed=3), Rating.GOOD),
        (Effort(elapsed=3, usual=0), Rating.GOOD),
        (Effort(usual=10), Rating.GOOD),
        (Effort(elapsed=3, usual=10, options=2), Rating.GOOD),
        (Effort(elapsed=3, usual=10, hints=1), Rating.HARD),
        (Effort(elapsed=3, usual=10, retried=True), Rating.HARD),
        (Effort(hints=2), Rating.AGAIN),
    ],
)
def test_time_beside_ones_own_and_help_move_the_rating(effort: Effort, rating: Rating) -> None:
    assert rate(RIGHT, effort)[MOOD] is rating


def test_a_typed_answer_weighs_in_full() -> None:
    assert weigh(rate(RIGHT)) == {FORM: 1.0, MOOD: 1.0}


def test_a_lucky_choice_weighs_less_the_less_it_was_to_be_expected() -> None:
    weights = weigh({MOOD: Rating.GOOD, FORM: Rating.GOOD}, Effort(options=2), {FORM: 0.9})

    assert weights == {MOOD: pytest.approx(2 / 3), FORM: pytest.approx(0.9 / 0.95)}


def test_a_wrong_choice_weighs_in_full() -> None:
    assert weigh({MOOD: Rating.AGAIN}, Effort(options=2)) == {MOOD: 1.0}
