import numpy as np
import pytest

from ojala.learning import memory
from ojala.learning.memory import DEFAULT_PARAMETERS
from ojala.progress.histories import log, steps
from ojala.progress.likelihood import loss, predictions
from tests.progress.factories import random_log

STIFF = np.array(DEFAULT_PARAMETERS) * 0.98
"""Parameters off the defaults, well within their bounds."""


def test_predictions_are_those_of_the_memory_model() -> None:
    rows = sorted(random_log(3), key=lambda row: row[2])
    reviews = log(rows)
    predicted = predictions(steps(reviews), np.array(DEFAULT_PARAMETERS), len(reviews))
    states: dict[int, memory.MemoryState] = {}
    for (card, rating, moment), recall in zip(rows, predicted, strict=True):
        if card in states:
            expected = memory.retrievability(states[card], moment)
            assert recall == pytest.approx(expected, rel=1e-9)
        else:
            assert np.isnan(recall)
        states[card] = memory.review(states.get(card), rating, moment)


@pytest.mark.parametrize("seed", [4, 5])
def test_the_gradient_is_that_of_the_loss(seed: int) -> None:
    reviews = log(random_log(seed))
    pages, weights = steps(reviews), reviews.scored.astype(float)
    _, gradient = loss(pages, STIFF, weights)
    for place in range(21):
        nudge = np.zeros(21)
        nudge[place] = 1e-6
        up, down = (loss(pages, STIFF + sign * nudge, weights)[0] for sign in (1, -1))

        assert gradient[place] == pytest.approx((up - down) / 2e-6, rel=2e-4, abs=2e-4)


def test_an_empty_log_loses_nothing() -> None:
    total, gradient = loss((), STIFF, np.zeros(0))

    assert total == 0
    assert not gradient.any()
