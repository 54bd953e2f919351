from datetime import UTC, datetime, timedelta
from math import log, sqrt

import pytest

from ojala.exercises.item import Item
from ojala.learning.calibration import Prediction, calibration, predictions
from ojala.learning.memory import Rating, replay, retrievability
from ojala.learning.scheduling import Review

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
ITEM = Item.parse("mood:wish/a")
DAY = timedelta(days=1)


def test_predictions_are_set_against_what_came_about_bin_by_bin() -> None:
    found = calibration(
        [
            Prediction(0.92, recalled=True),
            Prediction(0.98, recalled=False),
            Prediction(0.31, recalled=False),
            Prediction(1, recalled=True),
        ]
    )
    low, high = found.bins

    assert (low.predicted, low.observed.share, low.observed.count) == (0.31, 0, 1)
    assert high.predicted == pytest.approx((0.92 + 0.98 + 1) / 3)
    assert high.observed.share == pytest.approx(2 / 3)
    assert found.rmse == pytest.approx(sqrt((0.31**2 + 3 * (0.9 / 3) ** 2) / 4))
    assert found.log_loss == pytest.approx(-(log(0.92) + log(0.02) + log(0.69)) / 4)


def test_of_nothing_predicted_nothing_is_claimed() -> None:
    found = calibration([])

    assert (found.bins, found.rmse, found.log_loss) == ((), None, None)


def test_a_review_is_predicted_from_what_came_a_day_or_more_before_it() -> None:
    reviews = [
        Review(ITEM, Rating.GOOD, START),
        Review(ITEM, Rating.GOOD, START + DAY / 2),
        Review(ITEM, Rating.AGAIN, START + 4 * DAY),
    ]
    state = replay((review.rating, review.at) for review in reviews[:2])

    assert state is not None
    assert list(predictions(reviews)) == [
        Prediction(retrievability(state, START + 4 * DAY), recalled=False)
    ]
