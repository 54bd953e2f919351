"""Compare selection and scheduling on synthetic learners who practise some minutes a day.

    python -m bench.learners            a quick look, under a minute
    python -m bench.learners --full     20 seeds; 30, 90 and 365 days

Mastered is what the learner would truly still recall three weeks on without practice. Beside
each count stands the half-width of its 95 % interval over seeds, and beside each baseline the
interval of what our policy masters more, seed by seed, by the same learner in the same time.
"""

import argparse
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import sqrt
from statistics import mean, stdev

from bench.minds import KINDS, mind
from bench.policies import Ojala, Policy, path, policies
from ojala.learning.calibration import Prediction, calibration, predictions
from ojala.progress.evaluation import evaluate
from ojala.progress.fitting import fit
from ojala.progress.histories import log

ITEMS = 900
MINUTES = 10.0
REFITS = (30, 60, 120, 240)
"""The days on which our policy's parameters are fitted: each time the log has about doubled.

The product fits every night; between these days a fit would hardly move, and a year would take
three times as long to simulate.
"""
STUDENT = (
    *(12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23),
    *(2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09),
)
"""Student's t for 95 %, by degrees of freedom: with few seeds an interval must be wide."""
Counts = dict[str, list[int]]
"""Policy → how many items are mastered at each of the days asked for."""


def run(kind: str, seed: int, days: Sequence[int], minutes: float = MINUTES) -> Counts:
    """Let one learner practise under each policy; return what is mastered after so many days."""
    return {
        name: practise(policy, kind, seed, days, minutes)
        for name, policy in policies(ITEMS, seed).items()
    }


def practise(
    policy: Policy, kind: str, seed: int, days: Sequence[int], minutes: float = MINUTES
) -> list[int]:
    """Let one learner practise under one policy."""
    learner, counts = mind(kind, seed, ITEMS), []
    for day in range(max(days)):
        left = minutes * 60
        while left > 0:
            now = day + (minutes * 60 - left) / 86_400
            item = policy.choose(now)
            if item is None:
                break
            right, seconds = learner.answer(item, now)
            policy.told(item, now, right=right)
            left -= seconds
        if isinstance(policy, Ojala) and day + 1 in REFITS:
            refit(policy)
        if day + 1 in days:
            counts.append(sum(learner.masters(number, day + 1) for number in range(ITEMS)))
    return counts


def refit(policy: Ojala) -> None:
    """Fit our policy's parameters to the log so far, as the nightly job does."""
    reviews = log((review.item, review.rating, review.at) for review in policy.log)
    found = fit(reviews, policy.parameters)
    if found.parameters != policy.parameters:
        policy.refit(found.parameters)


def predicted(kind: str, seed: int, days: int) -> tuple[list[Prediction], dict[str, float]]:
    """Return what the defaults predict of a learner's reviews, and everyone's log loss."""
    policy = Ojala(path(ITEMS))
    practise(policy, kind, seed, [days])
    reviews = log((review.item, review.rating, review.at) for review in policy.log)
    losses = {name: scores.log_loss for name, scores in evaluate(reviews).items()}
    return list(predictions(policy.log)), losses


def interval(values: Sequence[float]) -> str:
    """Return a mean with the half-width of its 95 % interval."""
    freedom = len(values) - 1
    wide = STUDENT[min(freedom, len(STUDENT)) - 1] if freedom else float("nan")
    half = wide * stdev(values) / sqrt(len(values)) if freedom else wide
    return f"{mean(values):7.1f} ±{half:5.1f}"


def compare(seeds: int, days: Sequence[int], jobs: int) -> None:
    """Print what each policy masters, for each kind of learner."""
    tasks = [(kind, seed) for kind in KINDS for seed in range(seeds)]
    with ProcessPoolExecutor(jobs) as pool:
        found = dict(zip(tasks, pool.map(_run, tasks, [days] * len(tasks)), strict=True))
    print(f"items mastered of {ITEMS}, {MINUTES:.0f} minutes a day, {seeds} seeds\n")
    for number, day in enumerate(days):
        print(f"{day:>4} days    {'ojala':>15}", *(f"{name:>32}" for name in _others(found)))
        for kind in KINDS:
            runs = [found[kind, seed] for seed in range(seeds)]
            print(f"{kind:<11}", _line(runs, number))
        print()


def _run(task: tuple[str, int], days: Sequence[int]) -> Counts:
    return run(*task, days)


def _others(found: dict[tuple[str, int], Counts]) -> list[str]:
    return [name for name in next(iter(found.values())) if name != "ojala"]


def _line(runs: Sequence[Counts], number: int) -> str:
    ours = [counts["ojala"][number] for counts in runs]
    cells = [interval(ours)]
    for name in runs[0]:
        if name != "ojala":
            theirs = [counts[name][number] for counts in runs]
            more = [one - other for one, other in zip(ours, theirs, strict=True)]
            cells.append(f"{interval(theirs)} ({interval(more).strip():>15})")
    return "  ".join(cells)


def calibrate(seeds: int, days: int) -> None:
    """Print how well recall is predicted, for each kind of learner."""
    print(f"predicted recall, {days} days: RMSE over bins of the defaults, and log loss of each\n")
    print(f"{'':<11} {'rmse':>7} {'default':>9} {'fitted':>9} {'average':>9} {'sm2':>9}")
    for kind in KINDS:
        runs = [predicted(kind, seed, days) for seed in range(seeds)]
        error = calibration(_chained(part for part, _ in runs)).rmse or 0.0
        losses = (mean(found[name] for _, found in runs) for name in runs[0][1])
        print(f"{kind:<11} {error:>7.4f}", *(f"{loss:>9.4f}" for loss in losses))


def _chained(parts: Iterable[list[Prediction]]) -> list[Prediction]:
    return [prediction for part in parts for prediction in part]


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--full", action="store_true", help="20 seeds; 30, 90 and 365 days")
    parser.add_argument("--seeds", type=int, help="how many learners of each kind")
    parser.add_argument("--days", type=int, nargs="+", help="when to count")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes")
    given = parser.parse_args()
    days = given.days or ([30, 90, 365] if given.full else [30])
    seeds = given.seeds or (20 if given.full else 2)
    compare(seeds, sorted(days), given.jobs)
    calibrate(min(seeds, 5), min(max(days), 180))


if __name__ == "__main__":
    main()
