"""What practice stores and tells, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ojala.diagnosis import Diagnosis, Policy
from ojala.exercises.exercise import Exercise
from ojala.learning.selection import Choice
from ojala.learning.session import Queue, answered

FIRST, RETRY = 1, 2
"""The numbers of an answer: the one that counts, and the second try after a slip."""


class Objection(StrEnum):
    """What a learner may say once an exercise is answered."""

    RIGHT = "right"
    """"I was right": the verdict is wrong."""
    REPORT = "report"
    """Something about the sentence is wrong."""


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What a session set out to practise, in order."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A recorded response and the diagnosis it met."""

    number: int
    given_at: datetime
    response: str
    elapsed: float | None
    diagnosis: Diagnosis
    policy: Policy = field(default_factory=Policy)
    """The settings it was judged by."""


@dataclass(frozen=True, slots=True)
class Issued:
    """An exercise as it was issued, and what has come of it."""

    id: UUID
    session_id: UUID
    position: int
    issued_at: datetime
    choice: Choice
    exercise: Exercise
    hints: int = 0
    attempts: tuple[Attempt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its first answer."""
        return not self.attempts


@dataclass(frozen=True, slots=True)
class Session:
    """A practice session with every exercise issued in it so far."""

    id: UUID
    started_at: datetime
    finished_at: datetime | None
    plan: SessionPlan
    issued: tuple[Issued, ...]

    @property
    def queue(self) -> Queue:
        """What remains: the plan, with what was missed put back and what was shown left out."""
        return replayed(Queue(self.plan.choices), self.issued)

    def exercise(self, exercise_id: UUID) -> Issued:
        """One of its exercises; raises `KeyError` where it is none."""
        for issued in self.issued:
            if issued.id == exercise_id:
                return issued
        raise KeyError(exercise_id)

    def with_attempt(self, issued: Issued, attempt: Attempt) -> "Session":
        """The session after one more attempt at one of its exercises."""
        after = replace(issued, attempts=(*issued.attempts, attempt))
        return replace(
            self, issued=tuple(after if one.id == issued.id else one for one in self.issued)
        )

    @property
    def open_exercise(self) -> Issued | None:
        """The exercise that was issued and not answered yet."""
        return next((issued for issued in self.issued if issued.is_open), None)


def replayed(queue: Queue, issued: Iterable[Issued]) -> Queue:
    """The queue after the first answer to each of these exercises."""
    for one in issued:
        if one.attempts:
            diagnosis = one.attempts[0].diagnosis
            queue = answered(queue, diagnosis.shown, diagnosis.missed)
    return queue
