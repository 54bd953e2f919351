from datetime import timedelta

import numpy as np
import pytest

from ojala.learning.memory import DEFAULT_PARAMETERS, LOWER_BOUNDS, UPPER_BOUNDS, Parameters, Rating
from ojala.progress.fitting import FEWEST, fit, recency
from ojala.progress.histories import log, steps
from ojala.progress.likelihood import loss
from tests.progress.factories import START, learnt_log, random_log

DAY = timedelta(days=1)

FORGETFUL: Parameters = (0.05, 0.3, 0.5, 2.0, *DEFAULT_PARAMETERS[4:])
"""A learner who forgets what is new four times as fast as most."""


def _mean_loss(parameters: Parameters) -> float:
    unseen = log(learnt_log(99, FORGETFUL))
    weights = unseen.scored.astype(float)
    return loss(steps(unseen), np.array(parameters), weights)[0] / float(weights.sum())


def test_a_fit_predicts_reviews_it_never_saw_better_than_the_defaults() -> None:
    found = fit(log(learnt_log(1, FORGETFUL, 600)))

    assert found.accepted
    assert found.loss is not None
    assert _mean_loss(found.parameters) < _mean_loss(DEFAULT_PARAMETERS)


def test_a_fit_stays_within_what_the_model_allows() -> None:
    found = fit(log(learnt_log(2, FORGETFUL))).parameters

    assert all(low <= w for low, w in zip(LOWER_BOUNDS, found, strict=True))
    assert all(w <= high for w, high in zip(found, UPPER_BOUNDS, strict=True))


def test_too_few_reviews_leave_the_defaults() -> None:
    found = fit(log(random_log(3, cards=10, longest=3)))

    assert found.reviews < FEWEST
    assert (found.accepted, found.parameters, found.loss) == (False, DEFAULT_PARAMETERS, None)


def test_a_fit_that_the_newest_reviews_speak_against_is_rejected() -> None:
    long_kept = [(c, Rating.GOOD, START + d * DAY) for c in range(100) for d in (0, 90, 400)]
    soon_lost = [(c, Rating.GOOD, START + 500 * DAY) for c in range(100, 150)]
    soon_lost += [(c, Rating.AGAIN, START + 502 * DAY) for c in range(100, 150)]

    found = fit(log([*long_kept, *soon_lost]))

    assert not found.accepted
    assert found.parameters == DEFAULT_PARAMETERS


def test_new_reviews_count_more_than_old_ones_and_unscored_ones_nothing() -> None:
    reviews = log(random_log(6))
    weights = recency(reviews)
    scored = weights[reviews.scored]

    assert (np.diff(scored) >= 0).all()
    assert scored[0] == pytest.approx(0.25, abs=0.01)
    assert scored[-1] == pytest.approx(1, abs=0.05)
    assert not weights[~reviews.scored].any()
