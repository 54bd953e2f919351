"""Calibration: whether what was predicted is what came about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log, sqrt

from ojala.exercises.item import Item
from ojala.learning.attempts import Interval, wilson
from ojala.learning.memory import DAY, DEFAULT_PARAMETERS, MemoryState, Parameters, forgetting
from ojala.learning.memory import review as reviewed
from ojala.learning.scheduling import Review

BINS = 10
LIKELY = 1e-6
"""How near to 0 or 1 a prediction may come when it is scored."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """One review foretold: the recall predicted before it, and whether it was recalled."""

    recall: float
    recalled: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of about the same height, and what came of them."""

    predicted: float
    """Their mean."""
    observed: Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted recall against observed, bin by bin, and how far they are apart."""

    bins: tuple[Bin, ...]
    rmse: float | None
    """Root mean square difference over the bins; `None` where nothing was predicted."""
    log_loss: float | None


def calibration(predictions: Iterable[Prediction], bins: int = BINS) -> Calibration:
    """Return predictions set against what came about, in bins of equal width."""
    known = list(predictions)
    shelves: dict[int, list[Prediction]] = {}
    for prediction in known:
        shelves.setdefault(min(int(prediction.recall * bins), bins - 1), []).append(prediction)
    found = tuple(_bin(shelves[number]) for number in sorted(shelves))
    if not known:
        return Calibration((), None, None)
    square = sum(b.observed.count * (b.predicted - b.observed.share) ** 2 for b in found)
    return Calibration(found, sqrt(square / len(known)), sum(map(_loss, known)) / len(known))


def predictions(
    reviews: Iterable[Review], parameters: Parameters = DEFAULT_PARAMETERS
) -> Iterator[Prediction]:
    """Yield, for each review a day or more after its item's last, what was predicted of it."""
    states: dict[Item, MemoryState] = {}
    recall = forgetting(parameters)
    for review in reviews:
        before = states.get(review.item)
        if before is not None and review.at - before.last_review >= DAY:
            yield Prediction(recall(before, review.at), review.rating > 1)
        states[review.item] = reviewed(
            before, review.rating, review.at, parameters, weight=review.weight
        )


def _bin(held: list[Prediction]) -> Bin:
    observed = wilson(sum(prediction.recalled for prediction in held), len(held))
    assert observed is not None  # noqa: S101 - a shelf is made by what is put on it
    return Bin(sum(prediction.recall for prediction in held) / len(held), observed)


def _loss(prediction: Prediction) -> float:
    chance = prediction.recall if prediction.recalled else 1 - prediction.recall
    return -log(max(chance, LIKELY))
