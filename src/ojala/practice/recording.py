"""What an answer says about each item, as lines of the log of reviews."""

from collections.abc import Mapping

from ojala.exercises.item import Item
from ojala.learning.memory import forgetting
from ojala.learning.rating import Effort, rate, weigh
from ojala.learning.scheduling import Card, Review, Schedule
from ojala.practice.values import Attempt, Issued


def effort_of(issued: Issued, attempt: Attempt, usual: float | None) -> Effort:
    """Return what an answer cost, beside the learner's usual seconds."""
    options = len(issued.exercise.options)
    return Effort(attempt.elapsed, usual, hints=issued.hints, options=options)


def reviews_of(
    attempt: Attempt, effort: Effort, before: Mapping[Item, Card], how: Schedule
) -> list[Review]:
    """Return the reviews an answer amounts to; `before` are the cards it met."""
    now, recall = attempt.given_at, forgetting(how.parameters)
    ratings = rate(attempt.diagnosis, effort)
    known = {item: recall(card.state, now) for item, card in before.items()}
    weights = weigh(ratings, effort, known)
    return [Review(item, rating, now, weights[item]) for item, rating in ratings.items()]
