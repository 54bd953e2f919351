from datetime import timedelta

import numpy as np
import pytest

from ojala.learning.memory import Rating
from ojala.progress.evaluation import (
    average_predictions,
    evaluate,
    fitted_predictions,
    score,
    sm2_predictions,
)
from ojala.progress.histories import Log, log
from tests.progress.factories import START, learnt_log
from tests.progress.test_fitting import FORGETFUL

DAY = timedelta(days=1)


def _one_card(*reviews: tuple[int, float]) -> Log:
    return log(("a", Rating(rating), START + days * DAY) for rating, days in reviews)


def test_the_fitted_parameters_beat_the_defaults_the_average_and_sm2() -> None:
    scores = evaluate(log(learnt_log(7, FORGETFUL, 400)))

    assert list(scores) == ["default", "fitted", "average", "sm2"]
    assert min(scores, key=lambda name: scores[name].log_loss) == "fitted"
    assert min(scores, key=lambda name: scores[name].rmse_bins) == "fitted"


def test_no_prediction_knows_what_comes_after() -> None:
    rows = sorted(learnt_log(8, FORGETFUL, 60), key=lambda row: row[2])
    whole = log(rows)
    cut = 200
    turned = [(c, Rating(5 - r) if n >= cut else r, at) for n, (c, r, at) in enumerate(rows)]
    other = log(turned)

    for predict in (fitted_predictions, average_predictions, sm2_predictions):
        assert np.array_equal(predict(whole)[:cut], predict(other)[:cut], equal_nan=True)


def test_the_average_is_that_of_the_scored_reviews_before() -> None:
    reviews = _one_card((3, 0), (3, 0.1), (3, 2), (1, 4), (3, 6))

    assert average_predictions(reviews)[2:] == pytest.approx([0.9, 1.9 / 2, 1.9 / 3])


def test_sm2_predicts_from_its_own_intervals() -> None:
    reviews = _one_card((3, 0), (1, 0.1), (3, 1.2), (3, 7.3), (1, 22.4), (3, 23.5))

    assert sm2_predictions(reviews)[2:] == pytest.approx([0.9, 0.9, 0.9, 0.9])


def test_sm2_survives_a_card_that_was_always_easy() -> None:
    reviews = _one_card(*((4, 3 * number) for number in range(900)))

    assert sm2_predictions(reviews)[-1] == pytest.approx(1, abs=1e-4)


def test_scores_are_those_of_the_open_benchmark() -> None:
    reviews = _one_card((3, 0), (3, 1), (1, 2), (3, 3), (3, 4))
    predicted = np.array([np.nan, 0.9, 0.4, 0.4, 0.7])

    found = score(reviews, predicted)

    assert found.log_loss == pytest.approx(-np.mean(np.log([0.9, 0.6, 0.4, 0.7])))
    assert found.auc == pytest.approx(2.5 / 3)
    assert found.rmse_bins == pytest.approx(np.sqrt((0.15**2 + 0.45**2) / 2))


def test_where_nothing_was_forgotten_there_is_no_curve_to_measure() -> None:
    assert score(_one_card((3, 0), (3, 1)), np.array([np.nan, 0.9])).auc is None


def test_a_log_without_a_second_day_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="a day or more"):
        evaluate(_one_card((3, 0), (3, 0.5)))
