from datetime import timedelta
from itertools import pairwise

import numpy as np

from ojala.learning.memory import Rating
from ojala.progress.histories import log, steps
from tests.progress.factories import START, random_log

DAY = timedelta(days=1)


def test_a_log_is_put_in_order_and_counts_whole_days_and_reviews_card_by_card() -> None:
    reviews = log(
        [
            ("b", Rating.GOOD, START + 1.9 * DAY),
            ("a", Rating.GOOD, START),
            ("a", Rating.AGAIN, START + 2.5 * DAY),
            ("b", Rating.HARD, START + 2 * DAY),
        ]
    )

    assert reviews.ratings.tolist() == [3, 3, 2, 1]
    assert reviews.days.tolist() == [-1, -1, 0, 2]
    assert reviews.numbers.tolist() == [0, 0, 1, 1]
    assert reviews.scored.tolist() == [False, False, False, True]
    assert reviews.recalled.tolist() == [1, 1, 1, 0]


def test_the_start_of_a_log_is_the_log_of_its_start() -> None:
    rows = sorted(random_log(1), key=lambda row: row[2])
    part, alone = log(rows).first(50), log(rows[:50])

    assert len(part) == 50
    assert part.days.tolist() == alone.days.tolist()
    assert part.numbers.tolist() == alone.numbers.tolist()


def test_each_step_continues_the_first_cards_of_the_one_before() -> None:
    reviews = log(random_log(2))
    pages = steps(reviews)

    for before, after in pairwise(pages):
        cards = reviews.cards[before.places][: len(after.places)]
        assert cards.tolist() == reviews.cards[after.places].tolist()
    assert sorted(np.concatenate([page.places for page in pages])) == list(range(len(reviews)))


def test_an_empty_log_has_no_steps() -> None:
    assert steps(log([])) == ()
