"""Synthetic learners: minds that forget and misunderstand in ways that are known exactly.

None of this is seen by what schedules practice, which only hears whether an answer was right.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp, log
from random import Random
from typing import Protocol

from ojala.learning import memory
from ojala.learning.memory import DEFAULT_PARAMETERS, LOWER_BOUNDS, UPPER_BOUNDS, Rating

START = datetime(2026, 1, 1, 18, tzinfo=UTC)
FAMILIES = 24
LUCK, SLIP = 0.05, 0.03
"""The chance of a right answer to what is not known, and of a wrong one to what is."""


class Memory(Protocol):
    """How one learner remembers."""

    def recall(self, item: int, day: float) -> float:
        """Return the true chance that an item is recalled on a day."""
        ...

    def practise(self, item: int, day: float, *, recalled: bool) -> None:
        """Practise an item: it was recalled, or its answer was shown."""
        ...


@dataclass(slots=True)
class Decaying:
    """Memory as FSRS describes it, with parameters of its own and harder and easier items."""

    parameters: memory.Parameters
    ease: list[float]
    """By how much each item's recall outlasts, or falls short of, the average item's."""
    states: dict[int, memory.MemoryState] = field(default_factory=dict)

    def recall(self, item: int, day: float) -> float:
        """Return the true chance that an item is recalled on a day."""
        state = self.states.get(item)
        if state is None:
            return 0.0
        elapsed = max((_moment(day) - state.last_review) / memory.DAY, 0.0)
        decay = -self.parameters[20]
        factor = 0.9 ** (1 / decay) - 1
        return float((1 + factor * elapsed / (state.stability * self.ease[item])) ** decay)

    def practise(self, item: int, day: float, *, recalled: bool) -> None:
        """Practise an item: it was recalled, or its answer was shown."""
        rating = Rating.GOOD if recalled else Rating.AGAIN
        state = self.states.get(item)
        self.states[item] = memory.review(state, rating, _moment(day), self.parameters)


@dataclass(slots=True)
class Activated:
    """Memory as traces that fade by a power of time, the faster the fresher they were laid.

    This is the account of Pavlik and Anderson (2005), which shares nothing with FSRS; its spacing
    effect comes of traces that decay faster when what they repeat was still active.
    """

    threshold: float
    noise: float
    fastest: float
    slowest: float
    ease: list[float]
    traces: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def recall(self, item: int, day: float) -> float:
        """Return the true chance that an item is recalled on a day."""
        if item not in self.traces:
            return 0.0
        activation = self._activation(item, day) + log(self.ease[item])
        return 1 / (1 + exp((self.threshold - activation) / self.noise))

    def practise(self, item: int, day: float, *, recalled: bool) -> None:
        """Practise an item: it was recalled, or its answer was shown."""
        strength = exp(self._activation(item, day)) if item in self.traces else 0.0
        fading = self.fastest * strength + self.slowest
        # To be told lays one trace; to retrieve lays two, for it is the better teacher.
        self.traces.setdefault(item, []).extend([(day, fading)] * (1 + recalled))

    def _activation(self, item: int, day: float) -> float:
        return log(sum(_felt(day - then) ** -fading for then, fading in self.traces[item]))


def _felt(days: float) -> float:
    """Return the seconds that seem to have passed: after a quarter of an hour, few do."""
    seconds = max(days, 0.0) * 86_400
    return 1.0 + min(seconds, 900.0) + 0.025 * max(seconds - 900.0, 0.0)


@dataclass(slots=True)
class Mind:
    """A learner: a memory, misconceptions to be repaired, and time that answers take."""

    memory: Memory
    dice: Random
    misconceptions: dict[int, int]
    """Items answered wrongly on principle, and how many corrections each still needs."""
    seconds: tuple[float, float, float] = (9.0, 20.0, 15.0)
    """What a right answer takes, what a wrong one takes, and what meeting something new adds."""
    met: set[int] = field(default_factory=set)

    def answer(self, item: int, day: float) -> tuple[bool, float]:
        """Answer an exercise about an item; return whether it was right, and the seconds taken."""
        recalled = self.dice.random() < self.memory.recall(item, day)
        self.memory.practise(item, day, recalled=recalled)
        right = self.dice.random() < (1 - SLIP if recalled else LUCK)
        if item in self.misconceptions:
            right = False
            self._corrected(item)
        fresh = item not in self.met
        self.met.add(item)
        return right, self.seconds[0 if right else 1] + (self.seconds[2] if fresh else 0.0)

    def masters(self, item: int, day: float) -> bool:
        """Return whether an item would still be recalled three weeks on, if never practised."""
        kept = item not in self.misconceptions
        return kept and self.memory.recall(item, day + LASTING) >= MASTERED

    def _corrected(self, item: int) -> None:
        left = self.misconceptions.get(item, 0) - 1
        if left > 0:
            self.misconceptions[item] = left
        else:
            self.misconceptions.pop(item, None)


LASTING = 21.0
"""Days after which what is mastered is still recalled."""
MASTERED = 0.8
KINDS = ("steady", "forgetful", "quick", "activated", "misled")


def mind(kind: str, seed: int, items: int) -> Mind:
    """Return a learner of a kind; the same seed always gives the same learner."""
    dice = Random(f"{kind}-{seed}")  # noqa: S311 - a simulation is to be repeatable
    ease = [exp(dice.gauss(0, 0.35)) for _ in range(items)]
    if kind == "activated":
        slowest = 0.177 * exp(dice.gauss(0, 0.1))
        remembering: Memory = Activated(-0.704, 0.255, 0.217, slowest, ease)
    else:
        remembering = Decaying(_parameters(kind, dice), ease)
    misled = dice.sample(range(FAMILIES), FAMILIES * 2 // 5) if kind == "misled" else []
    wrong = {n: dice.randint(1, 4) for n in range(items) if n % FAMILIES in misled}
    return Mind(remembering, dice, wrong)


def _parameters(kind: str, dice: Random) -> memory.Parameters:
    """Return the defaults, made one learner's own: faster or slower, and a little different."""
    speed = {"forgetful": 0.3, "quick": 2.0}.get(kind, 1.0) * exp(dice.gauss(0, 0.3))
    own = [w * exp(dice.gauss(0, 0.12)) for w in DEFAULT_PARAMETERS]
    own[:4] = [w * speed for w in own[:4]]
    bounds = zip(own, LOWER_BOUNDS, UPPER_BOUNDS, strict=True)
    return tuple(min(max(w, low), high) for w, low, high in bounds)


def _moment(day: float) -> datetime:
    return START + timedelta(days=day)
