"""Taking an answer: diagnosed, logged, and each item rescheduled that it is evidence about.

`submit_answer` does it in the transaction of a request, whatever was answered before.
`answer_at_once` does the most frequent by one statement that reads and one that writes: the first
answer to an exercise, amid a session. It tells where it cannot, and the other way is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ojala.content.course import Course
from ojala.diagnosis import Policy, Step, diagnose, next_step
from ojala.errors import NoRetry
from ojala.exercises.exercise import Response
from ojala.exercises.item import Item
from ojala.learning.learner import Learner, Preferences
from ojala.learning.scheduling import Card
from ojala.practice import placing, queries
from ojala.practice.before import Before, Entry, before_answer
from ojala.practice.recording import record, recorded
from ojala.practice.values import FIRST, Attempt, Issued, Session
from ojala.storage import memories
from ojala.storage.database import Transaction
from ojala.storage.direct import Statements
from ojala.storage.learners import lock
from ojala.storage.writing import write_in_turn


@dataclass(frozen=True, slots=True)
class Feedback:
    """What came of an answer: the exercise with its attempts, and where the session stands."""

    session: Session
    issued: Issued
    attempt: Attempt
    step: Step
    done: int
    remaining: int
    returns: datetime | None
    """When the first of the items it was evidence about comes back."""


async def submit_answer(
    tx: Transaction,
    *,
    learner: Learner,
    exercise_id: UUID,
    number: int,
    response: Response | None,
    course: Course,
    now: datetime,
) -> Feedback:
    """Diagnose an answer, log it, and reschedule each item it is evidence about.

    No `response` stands for giving up: the answer is shown.
    """
    await lock(tx, learner)
    before = await before_answer(tx, learner, exercise_id)
    issued = before.session.exercise(exercise_id)
    if number <= len(issued.attempts):  # a double click or a reload: same answer, same feedback
        known = await cards_of(tx, learner, issued)
        return feedback_on(learner, before.session, issued, number, known)
    _refuse_unless_open(issued, number, learner.preferences.policy)
    attempt, session = _judged(learner, before, issued, number, response, now)
    answered = session.exercise(exercise_id)
    if number == FIRST:
        known = await record(tx, learner, course, issued, attempt, before)
    else:
        await queries.add_attempt(tx, learner, issued, attempt)
        known = await cards_of(tx, learner, answered)
    if _is_over(session, course, learner.preferences):
        await _finish(tx, learner, session, course, now)
    return feedback_on(learner, session, answered, number, known)


async def answer_at_once(
    work: Statements,
    entry: Entry,
    *,
    exercise_id: UUID,
    response: Response | None,
    course: Course,
    now: datetime,
) -> Feedback | None:
    """Take a first answer by one statement; None where it ends a session, or was overtaken."""
    learner, before = entry.login.learner, entry.before
    issued = before.session.exercise(exercise_id)
    attempt, session = _judged(learner, before, issued, FIRST, response, now)
    if _is_over(session, course, learner.preferences):
        return None
    tested = attempt.diagnosis.tested
    others = await memories.few_cards(work, learner, tested - set(issued.exercise.items))
    cards = {item: card for item, card in entry.cards.items() if item in tested} | others
    done = recorded(learner, course, issued, attempt, before, cards)
    if not await write_in_turn(work, learner, entry.turn, done.changes):
        return None
    return feedback_on(learner, session, session.exercise(exercise_id), FIRST, done.cards)


def _judged(
    learner: Learner,
    before: Before,
    issued: Issued,
    number: int,
    response: Response | None,
    now: datetime,
) -> tuple[Attempt, Session]:
    """An answer with its diagnosis, and the session after it."""
    given, policy = response or Response(""), learner.preferences.policy
    diagnosis = diagnose(issued.exercise, given, policy)
    attempt = Attempt(number, before.told.moment(now), given.text, given.elapsed, diagnosis, policy)
    return attempt, before.session.with_attempt(issued, attempt)


def _is_over(session: Session, course: Course, chosen: Preferences) -> bool:
    """Whether nothing remains to be asked; in a placement test, whether enough is known."""
    if session.plan.wish.places:
        return not placing.question_after(session, course, chosen)
    return session.queue.next is None and not session.plan.wish.goes_on


async def _finish(
    tx: Transaction, learner: Learner, session: Session, course: Course, now: datetime
) -> None:
    """Finish a session whose last answer was given: a placement test places the learner."""
    await queries.finish_session(tx, learner, session.id, now)
    if session.plan.wish.places:
        await placing.conclude(tx, learner=learner, session=session, course=course, now=now)


def _refuse_unless_open(issued: Issued, number: int, policy: Policy) -> None:
    done = len(issued.attempts)
    if number != done + 1:
        raise NoRetry(f"This exercise has had {done} answers; number {number} cannot come next.")
    if done and _step(issued.attempts[-1], policy) is Step.FORM:
        raise NoRetry("This exercise is settled: go on to the next one.")


def _step(attempt: Attempt, policy: Policy) -> Step:
    return next_step(attempt.diagnosis, attempts=attempt.number, policy=policy)


async def cards_of(tx: Transaction, learner: Learner, answered: Issued) -> Mapping[Item, Card]:
    """The cards of what an answer was evidence about."""
    return await memories.cards(tx, learner, answered.attempts[0].diagnosis.tested)


def feedback_on(
    learner: Learner, session: Session, issued: Issued, number: int, known: Mapping[Item, Card]
) -> Feedback:
    """What came of an attempt, given the cards of what it was evidence about."""
    attempt, queue = issued.attempts[number - 1], session.queue
    return Feedback(
        session=session,
        issued=issued,
        attempt=attempt,
        step=_step(attempt, learner.preferences.policy),
        done=queue.done,
        remaining=len(queue.remaining),
        returns=min((card.due for card in known.values()), default=None),
    )
