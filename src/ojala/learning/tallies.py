"""Tallies: what each answer adds to the figures of a learner's progress.

All of it is sums, so that figures are kept up to date by adding to them, answer by answer, and
can be made again from the log. Days are the learner's own; the rest is counted by month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ojala.exercises.item import Item
from ojala.learning.attempts import Attempt, Moods, Tally, added, tally
from ojala.learning.calibration import Prediction, Shelf, shelf, shelved, stacked
from ojala.learning.memory import Rating
from ojala.learning.motivation import points
from ojala.learning.scheduling import Review
from ojala.spanish.features import Mood

NOBODY = "none"
"""Stands for a mood where there is none to name."""


class Dimension(StrEnum):
    """What answers are counted by; the value names its messages."""

    TRIGGER = "trigger"
    TENSE = "tense"
    PERSON = "person"
    VERB_CLASS = "class"
    MOODS = "moods"
    """The mood that was right and the one that was given, as in `Ind/Sub`."""


@dataclass(frozen=True, slots=True)
class Day:
    """One of the learner's days: what was answered, and the points it earned."""

    tally: Tally = field(default_factory=Tally)
    points: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What one answer adds."""

    day: date
    answers: Day
    counted: Mapping[tuple[Dimension, str], Tally]
    shelves: Mapping[int, Shelf]

    @property
    def month(self) -> date:
        """The month its day lies in, by its first."""
        return self.day.replace(day=1)


def taken_back(given: Entry) -> Entry:
    """Return the entry that takes another one back."""
    answers = Day(_negative(given.answers.tally), -given.answers.points)
    shelves = {
        number: Shelf(-one.count, -one.recalled, -one.predicted, -one.loss)
        for number, one in given.shelves.items()
    }
    counted = {key: _negative(one) for key, one in given.counted.items()}
    return Entry(given.day, answers, counted, shelves)


def _negative(one: Tally) -> Tally:
    return Tally(-one.count, -one.right, -one.seconds, -one.timed)


def entry(attempt: Attempt, day: date, reviews: Sequence[Review], new: Iterable[Item]) -> Entry:
    """Return what an answer adds, given its reviews and which of their items were `new`."""
    one, fresh = tally(attempt), frozenset(new)
    earned = sum(points(review, first=review.item in fresh) for review in reviews)
    shelves: dict[int, Shelf] = {}
    for review in reviews:
        if review.recall is not None:
            number = shelf(review.recall)
            prediction = Prediction(review.recall, recalled=review.rating > Rating.AGAIN)
            shelves[number] = stacked(shelves.get(number, Shelf()), shelved(prediction))
    counted = {(dimension, key): one for dimension, key in _keys(attempt) if key}
    return Entry(day, Day(one, earned), counted, shelves)


def _keys(attempt: Attempt) -> Iterable[tuple[Dimension, str]]:
    yield Dimension.TRIGGER, attempt.trigger
    yield Dimension.TENSE, attempt.tense
    yield Dimension.PERSON, attempt.person
    yield Dimension.VERB_CLASS, attempt.verb_class
    yield Dimension.MOODS, f"{attempt.wanted or NOBODY}/{attempt.given or NOBODY}"


def moods_of(key: str) -> Moods:
    """Read the two moods of a key of `Dimension.MOODS`."""
    wanted, _, given = key.partition("/")
    return _mood(wanted), _mood(given)


def _mood(text: str) -> Mood | None:
    return None if text == NOBODY else Mood(text)


@dataclass(slots=True)
class Ledger:
    """Entries added up: what the stored figures must be."""

    days: dict[date, Day] = field(default_factory=dict)
    counted: dict[tuple[date, Dimension, str], Tally] = field(default_factory=dict)
    shelves: dict[tuple[date, int], Shelf] = field(default_factory=dict)

    def add(self, one: Entry) -> None:
        """Add what one answer adds."""
        held = self.days.get(one.day, Day())
        self.days[one.day] = Day(
            added(held.tally, one.answers.tally), held.points + one.answers.points
        )
        for (dimension, key), counted in one.counted.items():
            place = one.month, dimension, key
            self.counted[place] = added(self.counted.get(place, Tally()), counted)
        for number, found in one.shelves.items():
            self.shelves[one.month, number] = stacked(
                self.shelves.get((one.month, number), Shelf()), found
            )
