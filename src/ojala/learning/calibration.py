"""Calibration: whether what was predicted is what came about."""

from collections.abc import Iterable, Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class Shelf:
    """Predictions of about the same height, as sums: those of months or learners add up."""

    count: int = 0
    recalled: int = 0
    predicted: float = 0.0
    loss: float = 0.0
    """The sum of their logarithmic losses."""


def shelf(recall: float, bins: int = BINS) -> int:
    """Return the number of the shelf that a prediction belongs on."""
    return min(int(recall * bins), bins - 1)


def shelved(prediction: Prediction) -> Shelf:
    """Return one prediction as a shelf of its own."""
    return Shelf(1, int(prediction.recalled), prediction.recall, _loss(prediction))


def stacked(one: Shelf, other: Shelf) -> Shelf:
    """Return two shelves as one."""
    return Shelf(
        one.count + other.count,
        one.recalled + other.recalled,
        one.predicted + other.predicted,
        one.loss + other.loss,
    )


def calibration(predictions: Iterable[Prediction], bins: int = BINS) -> Calibration:
    """Return predictions set against what came about, in bins of equal width."""
    shelves: dict[int, Shelf] = {}
    for prediction in predictions:
        number = shelf(prediction.recall, bins)
        shelves[number] = stacked(shelves.get(number, Shelf()), shelved(prediction))
    return calibrated(shelves)


def calibrated(shelves: Mapping[int, Shelf]) -> Calibration:
    """Return what shelves of predictions, by their number, say of how good they were."""
    held = [shelves[number] for number in sorted(shelves) if shelves[number].count]
    count = sum(one.count for one in held)
    if not count:
        return Calibration((), None, None)
    found = tuple(map(_bin, held))
    square = sum(b.observed.count * (b.predicted - b.observed.share) ** 2 for b in found)
    return Calibration(found, sqrt(square / count), sum(one.loss for one in held) / count)


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


def _bin(held: Shelf) -> Bin:
    observed = wilson(held.recalled, held.count)
    assert observed is not None  # noqa: S101 - a shelf is made by what is put on it
    return Bin(held.predicted / held.count, observed)


def _loss(prediction: Prediction) -> float:
    chance = prediction.recall if prediction.recalled else 1 - prediction.recall
    return -log(max(chance, LIKELY))
