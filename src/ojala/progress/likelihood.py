"""Likelihood: FSRS-6 over whole logs at once, with the exact gradient of its loss.

The arithmetic is that of `ojala.learning.memory`, on arrays. Every transition returns its result
together with its pullback: the function that takes the gradient of the result back to what went
in, and adds what falls to the parameters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ojala.progress.histories import Floats, Step

STABILITY_MIN = 0.001
LIKELY = 1e-7
"""How near to 0 or 1 a prediction may come when it is scored."""

_Pull: TypeAlias = Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]
"""Gradient of the stability after → gradients of stability, difficulty and recall before."""


def predictions(steps: Sequence[Step], w: Floats, count: int) -> Floats:
    """Return the recall predicted for each review of a log; NaN for the first of a card."""
    predicted = np.full(count, np.nan)
    for step, recall in zip(steps, _forward(steps, w).recalls, strict=True):
        predicted[step.places] = recall
    return predicted


def loss(steps: Sequence[Step], w: Floats, weights: Floats) -> tuple[float, Floats]:
    """Return the weighted log loss over a log, and its gradient by the parameters.

    `weights` holds one weight for each review of the log, 0 for what is not scored.
    """
    trace = _forward(steps, w)
    gradient = np.zeros_like(w)
    total, s_bar, d_bar = 0.0, np.zeros(0), np.zeros(0)
    for number in range(len(steps) - 1, 0, -1):
        step = steps[number]
        part, r_bar = _scored(step, trace.recalls[number], weights[step.places])
        total += part
        s_bar, d_bar = _grown(s_bar, len(step.places)), _grown(d_bar, len(step.places))
        s_bar, d_bar = trace.pulls[number](s_bar, d_bar, r_bar, gradient)
    if steps:
        size = len(steps[0].places)
        _start_pull(steps[0], w, _grown(s_bar, size), _grown(d_bar, size), gradient)
    return total, gradient


_StepPull: TypeAlias = Callable[[Floats, Floats, Floats, Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class _Trace:
    """What a run over a log leaves: predictions, and the way back, step by step."""

    recalls: list[Floats]
    pulls: list[_StepPull]


def _forward(steps: Sequence[Step], w: Floats) -> _Trace:
    trace = _Trace([], [])
    s, d = np.zeros(0), np.zeros(0)
    for number, step in enumerate(steps):
        if number == 0:
            s, d = _start(step, w)
            trace.recalls.append(np.full(len(s), np.nan))
            trace.pulls.append(lambda s_bar, d_bar, _r, _g: (s_bar, d_bar))
            continue
        size = len(step.places)
        recall, s, d, pull = _advance(step, s[:size], d[:size], w)
        trace.recalls.append(recall)
        trace.pulls.append(pull)
    return trace


def _grown(values: Floats, size: int) -> Floats:
    return np.concatenate([values, np.zeros(size - len(values))])


def _scored(step: Step, recall: Floats, weights: Floats) -> tuple[float, Floats]:
    p = np.clip(recall, LIKELY, 1 - LIKELY)
    hit = step.ratings > 1
    total = -np.sum(weights * np.log(np.where(hit, p, 1 - p)))
    return float(total), weights * np.where(hit, -1 / p, 1 / (1 - p))


def _start(step: Step, w: Floats) -> tuple[Floats, Floats]:
    grade = step.ratings - 1
    stability = np.maximum(w[grade.astype(np.int64)], STABILITY_MIN)
    return stability, np.clip(_difficulty(w, grade), 1, 10)


def _difficulty(w: Floats, grade: Floats | float) -> Floats:
    return np.asarray(w[4] - np.exp(w[5] * grade) + 1)


def _start_pull(step: Step, w: Floats, s_bar: Floats, d_bar: Floats, gradient: Floats) -> None:
    grade = step.ratings - 1
    gradient[:4] += np.bincount(grade.astype(np.int64), weights=s_bar, minlength=4)
    raw = _difficulty(w, grade)
    inside = np.where((raw > 1) & (raw < 10), d_bar, 0.0)  # noqa: PLR2004 - difficulty's range
    gradient[4] += inside.sum()
    gradient[5] -= np.sum(inside * grade * np.exp(w[5] * grade))


def _advance(
    step: Step, s: Floats, d: Floats, w: Floats
) -> tuple[Floats, Floats, Floats, _StepPull]:
    recall, curve_pull = _curve(step.days, s, w)
    groups = [
        (index, *transition(step.ratings[index], s[index], d[index], recall[index], w))
        for index, transition in (
            (step.recalled, _remember),
            (step.forgotten, _forget),
            (step.same_day, _same_day),
        )
        if len(index)
    ]
    after = np.empty_like(s)
    for index, result, _ in groups:
        after[index] = result
    d_after, d_pull = _harden(step.ratings, d, w)

    def pull(
        s_bar: Floats, d_bar: Floats, r_bar: Floats, gradient: Floats
    ) -> tuple[Floats, Floats]:
        s_bar = np.where(after > STABILITY_MIN, s_bar, 0.0)
        s_out, r_out = np.zeros_like(s), r_bar.copy()
        d_out = d_pull(d_bar, gradient)
        for index, _, back in groups:
            one, two, three = back(s_bar[index], gradient)
            s_out[index] += one
            d_out[index] += two
            r_out[index] += three
        return s_out + curve_pull(r_out, gradient), d_out

    return recall, np.maximum(after, STABILITY_MIN), d_after, pull


def _curve(days: Floats, s: Floats, w: Floats) -> tuple[Floats, Callable[[Floats, Floats], Floats]]:
    decay = -w[20]
    shrink = np.exp(np.log(0.9) / decay)
    ratio = days / s
    base = 1 + (shrink - 1) * ratio
    recall = base**decay

    def pull(r_bar: Floats, gradient: Floats) -> Floats:
        slope = r_bar * recall
        by_factor = slope * decay * ratio / base
        by_decay = slope * np.log(base) - by_factor * shrink * np.log(0.9) / decay**2
        gradient[20] -= by_decay.sum()
        return np.asarray(-by_factor * (shrink - 1) / s)

    return recall, pull


def _harden(
    ratings: Floats, d: Floats, w: Floats
) -> tuple[Floats, Callable[[Floats, Floats], Floats]]:
    easiest = float(_difficulty(w, 3.0))
    moved = d - w[6] * (ratings - 3) * (10 - d) / 9
    raw = w[7] * easiest + (1 - w[7]) * moved

    def pull(d_bar: Floats, gradient: Floats) -> Floats:
        d_bar = np.where((raw > 1) & (raw < 10), d_bar, 0.0)  # noqa: PLR2004 - as above
        total = d_bar.sum()
        gradient[4] += w[7] * total
        gradient[5] -= w[7] * total * 3 * np.exp(3 * w[5])
        gradient[7] += np.sum(d_bar * (easiest - moved))
        by_moved = d_bar * (1 - w[7])
        gradient[6] -= np.sum(by_moved * (ratings - 3) * (10 - d) / 9)
        return np.asarray(by_moved * (1 + w[6] * (ratings - 3) / 9))

    return np.clip(raw, 1, 10), pull


def _remember(ratings: Floats, s: Floats, d: Floats, r: Floats, w: Floats) -> tuple[Floats, _Pull]:
    hard, easy = ratings == 2, ratings == 4  # noqa: PLR2004 - FSRS's scale
    bonus = np.where(hard, w[15], np.where(easy, w[16], 1.0))
    log_s = np.log(s)
    swing = np.exp((1 - r) * w[10])
    plain = np.exp(w[8] - w[9] * log_s) * (11 - d)
    gain = plain * (swing - 1) * bonus

    def pull(s_bar: Floats, gradient: Floats) -> tuple[Floats, Floats, Floats]:
        bar = s_bar * s
        by_gain = bar * gain
        gradient[8] += by_gain.sum()
        gradient[9] -= np.sum(by_gain * log_s)
        gradient[10] += np.sum(bar * plain * bonus * (1 - r) * swing)
        by_bonus = bar * plain * (swing - 1)
        gradient[15] += by_bonus[hard].sum()
        gradient[16] += by_bonus[easy].sum()
        s_out = s_bar * (1 + gain - w[9] * gain)
        return s_out, -by_gain / (11 - d), -bar * plain * bonus * w[10] * swing

    return s * (1 + gain), pull


def _forget(ratings: Floats, s: Floats, d: Floats, r: Floats, w: Floats) -> tuple[Floats, _Pull]:
    del ratings  # all alike here
    power = (s + 1) ** w[13]
    scale = w[11] * d ** -w[12] * np.exp((1 - r) * w[14])
    long, short = scale * (power - 1), s * np.exp(-w[17] * w[18])
    longer = long <= short

    def pull(s_bar: Floats, gradient: Floats) -> tuple[Floats, Floats, Floats]:
        bar, cap = np.where(longer, s_bar, 0.0), np.where(longer, 0.0, s_bar)
        by_long = bar * long
        gradient[11] += by_long.sum() / w[11]
        gradient[12] -= np.sum(by_long * np.log(d))
        gradient[13] += np.sum(bar * scale * power * np.log(s + 1))
        gradient[14] += np.sum(by_long * (1 - r))
        by_short = np.sum(cap * short)
        gradient[17] -= w[18] * by_short
        gradient[18] -= w[17] * by_short
        s_out = bar * scale * w[13] * power / (s + 1) + cap * short / s
        return s_out, -w[12] * by_long / d, -w[14] * by_long

    return np.minimum(long, short), pull


def _same_day(ratings: Floats, s: Floats, d: Floats, r: Floats, w: Floats) -> tuple[Floats, _Pull]:
    log_s = np.log(s)
    lift = np.exp(w[17] * (ratings - 3 + w[18]) - w[19] * log_s)
    held = (ratings > 1) & (lift < 1)
    result = np.where(held, s, s * lift)

    def pull(s_bar: Floats, gradient: Floats) -> tuple[Floats, Floats, Floats]:
        bar = np.where(held, 0.0, s_bar)
        by_lift = bar * result
        gradient[17] += np.sum(by_lift * (ratings - 3 + w[18]))
        gradient[18] += by_lift.sum() * w[17]
        gradient[19] -= np.sum(by_lift * log_s)
        s_out = np.where(held, s_bar, bar * (1 - w[19]) * lift)
        return s_out, np.zeros_like(d), np.zeros_like(r)

    return result, pull
