"""Fitting: one learner's own memory parameters, found in their log of reviews.

The fit is the likeliest set of parameters given the log and what is known of learners at large,
so that little data moves it little. It is then tried on the newest reviews, which it was not
shown: where it predicts them worse than the defaults do, by more than chance explains, it is
rejected and the defaults stay.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ojala.learning.memory import DEFAULT_PARAMETERS, LOWER_BOUNDS, UPPER_BOUNDS, Parameters
from ojala.progress.histories import Floats, Log, steps
from ojala.progress.likelihood import LIKELY, loss, predictions
from ojala.progress.minimizing import minimise

FEWEST = 128
"""Scored reviews below which nothing is fitted."""
SHOWN = 0.8
"""The share of the log a fit is made on before it is tried on the rest."""
STEPS = 60
INITIAL = 4
"""The first parameters are initial stabilities; they are compared by ratio, not by difference."""

SPREAD = np.array(
    (
        *(1.0, 1.0, 0.9, 0.9, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33),
        *(0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
    )
)
"""How far learners' parameters lie from the defaults: standard deviations, those of the initial
stabilities on a logarithmic scale; the others as published with the FSRS optimizer."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The outcome of a fit: what to predict with, and how it did on what it had not seen."""

    parameters: Parameters
    """The fitted parameters, or the defaults where the fit was rejected."""
    accepted: bool
    reviews: int
    """How many scored reviews there were."""
    loss: float | None = None
    """Log loss of the fit on the newest reviews; `None` where nothing was fitted."""
    default_loss: float | None = None
    """Log loss of the defaults on the same reviews."""


def fit(reviews: Log, start: Parameters = DEFAULT_PARAMETERS) -> Fit:
    """Return the parameters that fit a log best, if they keep what they promise.

    `start` is where to look first, such as the last fit.
    """
    scored = reviews.scored
    count = int(scored.sum())
    if count < FEWEST:
        return Fit(DEFAULT_PARAMETERS, accepted=False, reviews=count)
    shown = reviews.first(int(np.flatnonzero(scored)[int(SHOWN * count)]))
    trial = likeliest(shown, start)
    newest = scored & (np.arange(len(reviews)) >= len(shown))
    ours, defaults = (_losses(reviews, w, newest) for w in (trial, DEFAULT_PARAMETERS))
    accepted = _holds(ours - defaults)
    best = likeliest(reviews, trial) if accepted else DEFAULT_PARAMETERS
    return Fit(best, accepted, count, float(ours.mean()), float(defaults.mean()))


def likeliest(reviews: Log, start: Parameters = DEFAULT_PARAMETERS) -> Parameters:
    """Return the likeliest parameters given a log and what is known of learners at large."""
    pages, weights = steps(reviews), recency(reviews)
    centre = _coordinates(np.array(DEFAULT_PARAMETERS))

    def function(x: Floats) -> tuple[float, Floats]:
        w = _parameters(x)
        value, slope = loss(pages, w, weights)
        slope[:INITIAL] *= w[:INITIAL]
        away = x - centre
        return value + float(away @ away), slope * SPREAD + 2 * away

    low, high = (_coordinates(np.array(bounds)) for bounds in (LOWER_BOUNDS, UPPER_BOUNDS))
    best = _parameters(minimise(function, _coordinates(np.array(start)), low, high, STEPS))
    return tuple(np.clip(best, LOWER_BOUNDS, UPPER_BOUNDS).tolist())


def recency(reviews: Log) -> Floats:
    """Return how much each scored review counts: an old one a quarter of the newest."""
    age = np.arange(len(reviews)) / max(len(reviews) - 1, 1)
    return np.where(reviews.scored, 0.25 + 0.75 * age**3, 0.0)


def _coordinates(w: Floats) -> Floats:
    """Return parameters in units of their spread among learners."""
    return np.asarray(np.concatenate([np.log(w[:INITIAL]), w[INITIAL:]]) / SPREAD)


def _parameters(x: Floats) -> Floats:
    scaled = x * SPREAD
    return np.concatenate([np.exp(scaled[:INITIAL]), scaled[INITIAL:]])


def _losses(reviews: Log, parameters: Parameters, which: NDArray[np.bool_]) -> Floats:
    recall = predictions(steps(reviews), np.array(parameters), len(reviews))[which]
    kept = np.clip(np.where(reviews.ratings[which] > 1, recall, 1 - recall), LIKELY, 1)
    return np.asarray(-np.log(kept))


def _holds(worse: Floats) -> bool:
    """Return whether losses, less those of the defaults, do not exceed them beyond chance."""
    return bool(worse.mean() <= worse.std() / np.sqrt(len(worse)))
