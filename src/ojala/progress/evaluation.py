"""Evaluation: how well recall is predicted, each review before it is seen.

Scored are the reviews at least a day after the last one of their card. The measures are those of
the open spaced-repetition benchmark: log loss, the root mean square error over bins of alike
reviews, and the area under the ROC curve.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ojala.learning.memory import DEFAULT_PARAMETERS, LONGEST_INTERVAL, Parameters
from ojala.progress.fitting import FEWEST, fit
from ojala.progress.histories import Floats, Ints, Log, steps
from ojala.progress.likelihood import LIKELY, predictions

GROWTH = 1.2
"""Each refit waits until there are so many times the scored reviews of the one before."""
EXPECTED = 0.9
"""What the running average says before it has seen anything."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How good a set of predictions was."""

    log_loss: float
    rmse_bins: float
    auc: float | None
    """`None` where everything was remembered, or nothing."""


def evaluate(reviews: Log) -> Mapping[str, Scores]:
    """Return the scores of the default and the fitted parameters, the average and SM-2.

    Raises `ValueError` when the log holds no review to score.
    """
    if not reviews.scored.any():
        raise ValueError("no review comes a day or more after the last one of its card")
    everything = {
        "default": predictions(steps(reviews), np.array(DEFAULT_PARAMETERS), len(reviews)),
        "fitted": fitted_predictions(reviews),
        "average": average_predictions(reviews),
        "sm2": sm2_predictions(reviews),
    }
    return {name: score(reviews, predicted) for name, predicted in everything.items()}


def score(reviews: Log, predicted: Floats) -> Scores:
    """Return the scores of one prediction for each review of a log."""
    scored = reviews.scored
    hits, recall = reviews.recalled[scored], np.clip(predicted[scored], LIKELY, 1 - LIKELY)
    return Scores(
        log_loss=float(-np.mean(np.log(np.where(hits > 0, recall, 1 - recall)))),
        rmse_bins=_rmse(_bins(reviews)[scored], hits, recall),
        auc=_auc(hits, recall),
    )


def fitted_predictions(reviews: Log) -> Floats:
    """Return predictions by parameters refitted again and again on what came before."""
    predicted = np.full(len(reviews), np.nan)
    for begin, end, parameters in _refits(reviews):
        upto = reviews.first(end)
        recall = predictions(steps(upto), np.array(parameters), end)
        predicted[begin:end] = recall[begin:]
    return predicted


def average_predictions(reviews: Log) -> Floats:
    """Return the share of scored reviews remembered so far, as the prediction for each."""
    scored = reviews.scored
    hits = np.cumsum(np.where(scored, reviews.recalled, 0.0)) - np.where(
        scored, reviews.recalled, 0.0
    )
    seen = np.cumsum(scored) - scored
    return np.asarray((hits + EXPECTED) / (seen + 1))


def sm2_predictions(reviews: Log) -> Floats:
    """Return the recall that SM-2's intervals imply: 90 % when one has just passed."""
    predicted = np.full(len(reviews), np.nan)
    states: dict[int, _Sm2] = {}
    rows = zip(reviews.cards.tolist(), reviews.ratings.tolist(), reviews.days.tolist(), strict=True)
    for place, (card, rating, days) in enumerate(rows):
        state = states.get(card, _Sm2())
        if days >= 1:
            predicted[place] = EXPECTED ** (days / state.interval)
        if days:  # SM-2 knows no second review on the same day
            states[card] = state.after(rating + 1)
    return predicted


@dataclass(frozen=True, slots=True)
class _Sm2:
    """One card's state in SM-2, the algorithm of 1987."""

    interval: float = 1.0
    ease: float = 2.5
    repetitions: int = 0

    def after(self, quality: int) -> "_Sm2":
        lack = 5 - quality
        ease = max(1.3, self.ease + 0.1 - lack * (0.08 + lack * 0.02))
        if quality < 3:  # noqa: PLR2004 - SM-2's scale runs from 0 to 5, and 3 is a pass
            return _Sm2(1.0, ease)
        longer = min(round(self.interval * self.ease), LONGEST_INTERVAL)
        interval = {0: 1, 1: 6}.get(self.repetitions, longer)
        return _Sm2(float(interval), ease, self.repetitions + 1)


def _refits(reviews: Log) -> Iterator[tuple[int, int, Parameters]]:
    """Yield stretches of a log with the parameters fitted to everything before each."""
    places = np.flatnonzero(reviews.scored)
    begin, parameters, size = 0, DEFAULT_PARAMETERS, FEWEST
    while size < len(places):
        end = int(places[size])
        yield begin, end, parameters
        parameters = fit(reviews.first(end), parameters).parameters
        begin, size = end, int(size * GROWTH) + 1
    yield begin, len(reviews), parameters


def _bins(reviews: Log) -> Ints:
    """Return the bin of each review: alike in days passed, reviews and lapses before."""
    days = np.floor(np.log(np.maximum(reviews.days, 1)) / np.log(3.62))
    numbers = np.floor(np.log(reviews.numbers + 1) / np.log(1.89))
    lapses = _lapses(reviews)
    lapsed = np.where(lapses > 0, np.floor(np.log(np.maximum(lapses, 1)) / np.log(1.73)) + 1, 0)
    return np.asarray((days * 1000 + numbers) * 1000 + lapsed, np.int64)


def _lapses(reviews: Log) -> Ints:
    """Return how often the card of each review was forgotten before it."""
    missed = ((reviews.ratings == 1) & (reviews.days != 0)).astype(np.int64)
    order = np.argsort(reviews.cards, kind="stable")
    running = np.cumsum(missed[order]) - missed[order]
    firsts = np.flatnonzero(reviews.numbers[order] == 0)
    lengths = np.diff([*firsts, len(order)])
    lapses = np.empty(len(order), np.int64)
    lapses[order] = running - np.repeat(running[firsts], lengths)
    return lapses


def _rmse(bins: Ints, hits: Floats, recall: Floats) -> float:
    _, groups = np.unique(bins, return_inverse=True)
    sizes = np.bincount(groups)
    errors = np.bincount(groups, weights=recall - hits) / sizes
    return float(np.sqrt(np.sum(sizes * errors**2) / sizes.sum()))


def _auc(hits: Floats, recall: Floats) -> float | None:
    positives = float(hits.sum())
    negatives = len(hits) - positives
    if not positives or not negatives:
        return None
    _, groups, sizes = np.unique(recall, return_inverse=True, return_counts=True)
    ranks = np.cumsum(sizes) - (sizes - 1) / 2
    wins = float(ranks[groups][hits > 0].sum()) - positives * (positives + 1) / 2
    return wins / (positives * negatives)
