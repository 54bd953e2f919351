"""The use cases of the tutor: agree, ask within a budget, account for what was told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ojala.content.course import Course
from ojala.diagnosis import Step, next_step
from ojala.errors import ConsentNeeded, NotSettled
from ojala.learning.learner import Learner
from ojala.storage.database import Transaction
from ojala.storage.learners import lock
from ojala.tutor import queries
from ojala.tutor.breaker import Breaker
from ojala.tutor.own import case_of
from ojala.tutor.telling import LETTERS_A_TOKEN, LONGEST_ANSWER, Telling, tokens
from ojala.tutor.values import (
    Budgets,
    Case,
    Inquiry,
    Model,
    Outcome,
    Part,
    Usage,
)


@dataclass(frozen=True, slots=True)
class Tutor:
    """A model, what may be spent on it, and how long anybody waits for it."""

    model: Model
    budgets: Budgets
    patience: float
    breaker: Breaker


@dataclass(frozen=True, slots=True)
class Admitted:
    """What came of wanting to ask: a call to account for, an answer of before, or neither."""

    outcome: Outcome
    call: UUID | None = None
    kept: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learner stands to the tutor."""

    host: str
    consented_at: datetime | None
    spent: int
    budget: int


async def standing(tx: Transaction, tutor: Tutor, *, learner: Learner, now: datetime) -> Standing:
    """Whether a learner has agreed, and what was spent for them today."""
    agreed = await queries.consent(tx, learner)
    host = tutor.model.host
    return Standing(
        host=host,
        consented_at=agreed[1] if agreed and agreed[0] == host else None,
        spent=await queries.spent_by(tx, learner, _today(learner, now)),
        budget=tutor.budgets.learner,
    )


async def agree(
    tx: Transaction, tutor: Tutor, *, learner: Learner, agreed: bool, now: datetime
) -> None:
    """Note that a learner agrees that what they ask is sent away, or no longer does."""
    await lock(tx, learner)
    if agreed:
        await queries.give_consent(tx, learner, tutor.model.host, now)
    else:
        await queries.withdraw_consent(tx, learner)


async def case(
    tx: Transaction, *, learner: Learner, exercise_id: UUID, course: Course, language: str
) -> Case:
    """The case of an exercise that is settled: before that, an answer would give it away."""
    found = await queries.answered(tx, learner, exercise_id)
    policy = learner.preferences.policy
    if (
        found.diagnosis is None
        or next_step(found.diagnosis, attempts=found.number, policy=policy) is not Step.FORM
    ):
        raise NotSettled("Answer the exercise first: then there is something to talk about.")
    return case_of(exercise_id, found.exercise, found.diagnosis, found.given, course, language)


async def admit(
    tx: Transaction, tutor: Tutor, *, learner: Learner, inquiry: Inquiry, now: datetime
) -> Admitted:
    """See whether a question may be asked; if so, what it may cost counts as spent already."""
    await lock(tx, learner)
    if (await standing(tx, tutor, learner=learner, now=now)).consented_at is None:
        raise ConsentNeeded("Nothing is sent to anybody before you have agreed to it.")
    known = await queries.kept(tx, learner, inquiry)
    if known is not None:
        return Admitted(Outcome.KEPT, kept=known)
    asked = sum(tokens(message.content) for message in inquiry.sent)
    most = Usage(asked, LONGEST_ANSWER // LETTERS_A_TOKEN)
    if not await _affordable(tx, tutor.budgets, learner, most, now):
        return Admitted(Outcome.SPENT)
    if not tutor.breaker.admits(now):
        return Admitted(Outcome.RESTING)
    way, model = inquiry.question.way, tutor.model.name
    call = await queries.reserve(tx, learner, way, model, most, now)
    return Admitted(Outcome.ASKED, call=call)


async def _affordable(
    tx: Transaction, budgets: Budgets, learner: Learner, most: Usage, now: datetime
) -> bool:
    by_learner = await queries.spent_by(tx, learner, _today(learner, now))
    if by_learner + most.total > budgets.learner:
        return False
    by_everybody = await queries.spent(tx, now.date().replace(day=1))
    return by_everybody + most.total <= budgets.everybody


def _today(learner: Learner, now: datetime) -> datetime:
    calendar = learner.calendar
    return calendar.start(calendar.day(now))


async def account_for(
    tx: Transaction,
    *,
    learner: Learner,
    inquiry: Inquiry,
    call: UUID,
    telling: Telling,
    now: datetime,
) -> None:
    """Settle what a question did cost, and keep what was told if all of it came."""
    await lock(tx, learner)
    there = await queries.settle(
        tx, learner, call, telling.usage, telling.outcome, telling.withheld
    )
    if there and telling.outcome in (Outcome.ANSWERED, Outcome.PARTLY):
        await queries.keep(tx, learner, inquiry, tuple(telling.shown), now)


def learn(tutor: Tutor, outcome: Outcome, now: datetime) -> None:
    """Let the breaker know how the server did."""
    if outcome in queries.NO_ANSWER:
        tutor.breaker.failed(now)
    elif outcome is not Outcome.LEFT:
        tutor.breaker.succeeded()
