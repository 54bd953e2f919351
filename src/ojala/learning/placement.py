"""Placement: a short adaptive test that finds where on the path a learner should begin.

Ability and difficulty lie on one scale (Rasch): an even chance where they meet, allowing for
lucky choices. Each question is the one that tells most about what is not yet known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from ojala.exercises.item import Item

LONGEST = 20
"""No test asks more."""
SHORTEST = 6
SURE = 0.45
"""The uncertainty, in standard deviations, at which asking more is no longer worth it."""
KNOWN = 0.8
"""The chance of a right answer from which an item is presumed known."""

LEVELS = {"A2": -2.4, "B1": -0.9, "B2": 0.6, "C1": 2.0, "C2": 3.2}
"""The difficulty of what is taught at each level."""
GRID = tuple(step / 10 for step in range(-50, 51))
PRIOR_MEAN, PRIOR_SPREAD = -0.9, 1.8


@dataclass(frozen=True, slots=True)
class Question:
    """One question the test may ask."""

    item: Item
    difficulty: float
    family: str = ""
    """The test goes through different families before it asks one again."""
    options: int = 0
    """How many there are to choose from; 0 where the answer is typed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was asked, and whether the answer was right."""

    question: Question
    right: bool


@dataclass(frozen=True, slots=True)
class Ability:
    """Where a learner stands, and how sure that is."""

    mean: float
    spread: float

    @property
    def level(self) -> str:
        """The highest level of which most is known; `A1` below the first."""
        return _level(self.mean)

    @property
    def likely(self) -> tuple[str, str]:
        """The lowest and the highest level that are likely, about two times in three."""
        return _level(self.mean - self.spread), _level(self.mean + self.spread)


def chance(ability: float, difficulty: float, options: int = 0) -> float:
    """Return the chance of a right answer."""
    luck = 1 / options if options > 1 else 0.0
    return luck + (1 - luck) / (1 + exp(difficulty - ability))


def _level(place: float) -> str:
    known = [name for name, height in LEVELS.items() if chance(place, height) >= KNOWN]
    return known[-1] if known else "A1"


def ability(answers: Iterable[Answered]) -> Ability:
    """Return where a learner stands, given the answers so far."""
    weights = [exp(-(((place - PRIOR_MEAN) / PRIOR_SPREAD) ** 2) / 2) for place in GRID]
    for answer in answers:
        asked = answer.question
        right = [chance(place, asked.difficulty, asked.options) for place in GRID]
        weights = [
            weight * (p if answer.right else 1 - p)
            for weight, p in zip(weights, right, strict=True)
        ]
    total = sum(weights)
    mean = sum(w * place for w, place in zip(weights, GRID, strict=True)) / total
    square = sum(w * (place - mean) ** 2 for w, place in zip(weights, GRID, strict=True)) / total
    return Ability(mean, sqrt(square))


def next_question(pool: Sequence[Question], answers: Sequence[Answered]) -> Question | None:
    """Return what to ask next, or `None` when the test is over.

    Among the families asked least, it is the question that tells most about the ability found
    so far.
    """
    asked = {answer.question.item for answer in answers}
    left = [question for question in pool if question.item not in asked]
    found = ability(answers)
    enough = len(answers) >= SHORTEST and found.spread <= SURE
    if not left or enough or len(answers) >= LONGEST:
        return None
    seen = [answer.question.family for answer in answers]
    return max(left, key=lambda question: _worth(question, found.mean, seen))


def presumed(path: Iterable[Question], found: Ability) -> tuple[Item, ...]:
    """Return the items of the path that need not be taught, only checked now and then.

    Judged by the lower end of what is likely, so that nothing is skipped by luck.
    """
    cautious = found.mean - found.spread
    return tuple(q.item for q in path if chance(cautious, q.difficulty) >= KNOWN)


def _worth(question: Question, mean: float, seen: Sequence[str]) -> float:
    return _information(question, mean) / (1 + seen.count(question.family))


def _information(question: Question, mean: float) -> float:
    """Return what the answer will tell about an ability (Fisher's information)."""
    p = chance(mean, question.difficulty, question.options)
    luck = 1 / question.options if question.options > 1 else 0.0
    return (1 - p) / p * ((p - luck) / (1 - luck)) ** 2
