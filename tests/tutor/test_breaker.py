from datetime import timedelta

from ojala.tutor.breaker import MOST_FAILURES, REST, Breaker
from tests.tutor.conftest import NOW


def broken() -> Breaker:
    breaker = Breaker()
    for _ in range(MOST_FAILURES):
        assert breaker.admits(NOW)
        breaker.failed(NOW)
    return breaker


def test_after_failures_in_a_row_nobody_is_asked_for_a_while() -> None:
    breaker = broken()

    assert not breaker.admits(NOW)
    assert not breaker.admits(NOW + REST - timedelta(seconds=1))


def test_an_answer_in_between_forgives_all() -> None:
    breaker = Breaker()
    for _ in range(MOST_FAILURES * 2):
        breaker.failed(NOW)
        breaker.succeeded()

    assert breaker.admits(NOW)


def test_after_the_rest_one_question_is_tried_and_the_others_wait_for_it() -> None:
    breaker, later = broken(), NOW + REST

    assert breaker.admits(later)
    assert not breaker.admits(later)
    breaker.succeeded()
    assert breaker.admits(later)


def test_a_trial_that_fails_begins_the_next_rest() -> None:
    breaker, later = broken(), NOW + REST

    assert breaker.admits(later)
    breaker.failed(later)
    assert not breaker.admits(later + REST - timedelta(seconds=1))
    assert breaker.admits(later + REST)
