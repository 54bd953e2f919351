"""Logs of reviews for tests of what is fitted to them."""

from datetime import UTC, datetime, timedelta
from random import Random

from ojala.learning import memory
from ojala.learning.memory import Parameters, Rating

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
Row = tuple[int, Rating, datetime]


def random_log(seed: int, cards: int = 60, longest: int = 12) -> list[Row]:
    """Return reviews without rhyme or reason, some of them on the same day."""
    chance = Random(seed)  # noqa: S311 - a test wants the same log every time
    rows: list[Row] = []
    for card in range(cards):
        moment = START + timedelta(hours=card)
        for _ in range(chance.randint(1, longest)):
            rows.append((card, Rating(chance.randint(1, 4)), moment))
            moment += timedelta(days=chance.choice([0.01, 0.5, 1, 3, 10, 60]) * chance.random() * 2)
    return rows


def learnt_log(seed: int, parameters: Parameters, cards: int = 150) -> list[Row]:
    """Return the reviews of a learner who forgets exactly as `parameters` say."""
    chance = Random(seed)  # noqa: S311 - a test wants the same log every time
    rows: list[Row] = []
    for card in range(cards):
        moment = START + timedelta(days=chance.uniform(0, 60))
        state = None
        for turn in range(chance.randint(2, 6)):
            known = state is not None and (
                chance.random() < memory.retrievability(state, moment, parameters)
            )
            first = chance.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY])
            recalled = chance.choice([Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.EASY])
            rating = first if state is None else recalled if known else Rating.AGAIN
            rows.append((card, rating, moment))
            state = memory.review(state, rating, moment, parameters)
            moment += timedelta(days=2.5**turn * chance.uniform(1, 2))
    return rows
