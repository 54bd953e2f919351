"""Attempts as progress sees them: what was asked for, what was given, and whether it was right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import TypeVar

from ojala.spanish.features import Mood

K = TypeVar("K")

CONFIDENCE = 1.96
"""Standard errors either side that hold the truth nineteen times in twenty."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One first answer to an exercise, told by what it was about."""

    at: datetime
    right: bool
    category: str = ""
    """The family of the trigger: wishes, doubt, time…"""
    trigger: str = ""
    tense: str = ""
    person: str = ""
    verb_class: str = ""
    wanted: Mood | None = None
    """The mood that was right; `None` where either was."""
    given: Mood | None = None
    """The mood of the answer; `None` where it was no verb form."""
    elapsed: float | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A share, and the range in which the true share lies nineteen times in twenty."""

    share: float
    low: float
    high: float
    count: int
    """How many it rests on."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Attempts counted: sums only, so that tallies of days or tables can be added up."""

    count: int = 0
    right: int = 0
    seconds: float = 0.0
    """The time of those whose time is known."""
    timed: int = 0

    @property
    def accuracy(self) -> Interval | None:
        """The share of right answers; `None` where there are no answers."""
        return wilson(self.right, self.count)

    @property
    def pace(self) -> float | None:
        """The mean seconds of an answer; `None` where no time is known."""
        return self.seconds / self.timed if self.timed else None


def wilson(hits: int, count: int) -> Interval | None:
    """Return a share with Wilson's interval, which stays honest where counts are small."""
    if not count:
        return None
    share, square = hits / count, CONFIDENCE**2
    centre = (share + square / (2 * count)) / (1 + square / count)
    spread = sqrt(share * (1 - share) / count + square / (4 * count**2))
    reach = CONFIDENCE * spread / (1 + square / count)
    low, high = min(centre - reach, share), max(centre + reach, share)
    return Interval(share, max(low, 0.0), min(high, 1.0), count)


def added(one: Tally, other: Tally) -> Tally:
    """Return two tallies as one."""
    return Tally(
        one.count + other.count,
        one.right + other.right,
        one.seconds + other.seconds,
        one.timed + other.timed,
    )


def tallies(attempts: Iterable[Attempt], by: Callable[[Attempt], K]) -> Mapping[K, Tally]:
    """Return attempts counted by tense, trigger, verb class, person or what else `by` tells."""
    counted: dict[K, Tally] = {}
    for attempt in attempts:
        key = by(attempt)
        counted[key] = added(counted.get(key, Tally()), tally(attempt))
    return counted


def tally(attempt: Attempt) -> Tally:
    """Return one attempt as a tally."""
    timed = attempt.elapsed is not None
    return Tally(1, int(attempt.right), attempt.elapsed or 0.0, int(timed))


Moods = tuple[Mood | None, Mood | None]
"""The mood that was right, and the one that was given."""


def moods(attempt: Attempt) -> Moods:
    """Return the mood that an attempt asked for and the one it got."""
    return attempt.wanted, attempt.given


def overuse(counted: Mapping[Moods, Tally]) -> Interval | None:
    """Return how often a subjunctive was given where the indicative or another form is right."""
    asked = {pair: one for pair, one in counted.items() if pair[0] not in _SUBJUNCTIVE_OR_ANY}
    return _share(asked, lambda given: given is Mood.SUBJUNCTIVE)


def underuse(counted: Mapping[Moods, Tally]) -> Interval | None:
    """Return how often something else was given where the subjunctive is right."""
    asked = {pair: one for pair, one in counted.items() if pair[0] is Mood.SUBJUNCTIVE}
    return _share(asked, lambda given: given is not Mood.SUBJUNCTIVE)


def _share(asked: Mapping[Moods, Tally], which: Callable[[Mood | None], bool]) -> Interval | None:
    hits = sum(one.count for (_, given), one in asked.items() if which(given))
    return wilson(hits, sum(one.count for one in asked.values()))


_SUBJUNCTIVE_OR_ANY = frozenset({Mood.SUBJUNCTIVE, None})


def usual(seconds: Iterable[float]) -> float | None:
    """Return the learner's usual time: the median; `None` before there are five to go by."""
    known = sorted(seconds)
    return known[len(known) // 2] if len(known) >= FEWEST_TIMES else None


FEWEST_TIMES = 5
