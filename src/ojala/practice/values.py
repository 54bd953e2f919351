"""What practice stores and tells, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from ojala.content.course import BEGINNING
from ojala.diagnosis import Diagnosis, Policy
from ojala.exercises.exercise import Exercise
from ojala.exercises.item import Item
from ojala.learning.selection import Choice
from ojala.learning.session import Queue, answered, extended

FIRST, RETRY = 1, 2
"""The numbers of an answer: the one that counts, and the second try after a slip."""


POINTED = frozenset({"meaning", "trigger_spotting"})
"""Kinds that ask what a form means or what called for it; the form itself stands there."""


class Objection(StrEnum):
    """What a learner may say once an exercise is answered."""

    RIGHT = "right"
    """"I was right": the verdict is wrong."""
    REPORT = "report"
    """Something about the sentence is wrong."""
    UNDONE = "undone"
    """"That was not my answer": it counts for nothing."""


class Aim(StrEnum):
    """What somebody wants from a session, where they name no items."""

    QUICK = "quick"
    """What is due, then what is new."""
    REVIEW = "review"
    """What is due, and nothing new."""
    WEAK = "weak"
    """What is most likely forgotten, due or not."""
    LISTEN = "listen"
    """To hear sentences and write them: those whose forms are most likely forgotten."""
    PLACE = "place"
    """To be told where to begin: a placement test."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to practise and for how long; by default what is due, the usual size."""

    aim: Aim = Aim.QUICK
    items: tuple[Item, ...] = ()
    """These and no others, due or not."""
    verbs: tuple[str, ...] = ()
    """Only sentences that turn on these verbs."""
    minutes: int = 0
    """How long it lasts; 0 where time does not end it."""
    endless: bool = False
    """Whether it goes on until the learner ends it."""
    tense: str = ""
    """Only sentences in this tense, where the items have any."""

    @property
    def goes_on(self) -> bool:
        """Whether more is planned when what was planned is done."""
        return self.endless or self.minutes > 0 or self.places

    @property
    def places(self) -> bool:
        """Whether it is a placement test, which asks one question at a time."""
        return self.aim is Aim.PLACE


ANYTHING = Wish()


@dataclass(frozen=True, slots=True)
class Extension:
    """What was added to a plan once so many exercises were answered."""

    after: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What a session set out to practise, in order, and what was added on the way."""

    choices: tuple[Choice, ...]
    wish: Wish = ANYTHING
    extensions: tuple[Extension, ...] = ()
    own: tuple[Exercise, ...] = ()
    """The sentences of a learner's own set, where the session is about one."""
    reach: str = BEGINNING
    """The highest level of the sentences the learner is ready for."""


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
    undone: bool = False
    """Whether the learner took the answer back, so that it is evidence of nothing."""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its first answer."""
        return not self.attempts

    @property
    def may_hint(self) -> bool:
        """Whether a hint can be given that does not give the answer away."""
        return self.is_open and self.exercise.kind not in POINTED


@dataclass(frozen=True)  # without slots: it keeps its queue
class Session:
    """A practice session with every exercise issued in it so far."""

    id: UUID
    started_at: datetime
    finished_at: datetime | None
    plan: SessionPlan
    issued: tuple[Issued, ...]

    @cached_property
    def queue(self) -> Queue:
        """What remains: the plan, with what was missed put back and what was shown left out."""
        return replayed(self.plan, self.issued)

    def is_over(self, now: datetime) -> bool:
        """Whether its time is up."""
        minutes = self.plan.wish.minutes
        return minutes > 0 and now >= self.started_at + timedelta(minutes=minutes)

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

    @property
    def current(self) -> Issued | None:
        """What is to be answered now; nothing once the session is finished."""
        return self.open_exercise if self.finished_at is None else None


def replayed(plan: SessionPlan, issued: Iterable[Issued]) -> Queue:
    """The queue of a plan after the first answer to each of these exercises.

    What is missed in a placement test does not come back: it has told what it was asked for.
    """
    added = {extension.after: extension.choices for extension in plan.extensions}
    queue = extended(Queue(plan.choices), added.get(0, ()))
    for one in issued:
        if one.attempts:
            queue = _after(queue, one, returns=not plan.wish.places)
            queue = extended(queue, added.get(queue.done, ()))
    return queue


def _after(queue: Queue, issued: Issued, *, returns: bool) -> Queue:
    """The queue after the first answer to an exercise; what was taken back is asked anew."""
    if issued.undone:
        return answered(queue, (), (), {issued.choice.item} if returns else ())
    diagnosis = issued.attempts[0].diagnosis
    return answered(queue, diagnosis.shown, diagnosis.missed if returns else ())
