"""The use cases of practice but for the answer: start a session, issue an exercise, sum up."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from ojala.content.course import Course
from ojala.diagnosis import VERSION, diagnose, prepare
from ojala.errors import NotAnswered
from ojala.exercises.exercise import Exercise, Response
from ojala.learning.learner import Learner, Preferences
from ojala.learning.mastery import Summary, summarise
from ojala.learning.selection import Desk, Reason, plan
from ojala.practice import queries
from ojala.practice.answering import Feedback, cards_of, feedback_on
from ojala.practice.issuing import desk_of, issue
from ojala.practice.planning import choices_for
from ojala.practice.recording import forget
from ojala.practice.values import (
    ANYTHING,
    Issued,
    Objection,
    Session,
    SessionPlan,
    Wish,
)
from ojala.storage import memories, rebuilding
from ojala.storage.database import Transaction
from ojala.storage.learners import lock
from ojala.storage.memories import Replay

SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
STRANGE_WORD = "zapatame"
MOST_AHEAD = 100
"""How far a look ahead goes."""
MOST_HINTS = 2
"""Hints before an answer: what the clause asks for, then how the form is built."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a learner stands: what is open, what is due, what is new, and when more falls due."""

    open_exercise: UUID | None
    due: int
    new: int
    next_due: datetime | None
    met: int
    """How many items have been met so far."""


async def outlook(tx: Transaction, *, learner: Learner, course: Course, now: datetime) -> Outlook:
    """Look at what a learner could do now."""
    desk = await desk_of(tx, learner, course, now)
    ahead = plan(desk, MOST_AHEAD)
    latest = await queries.latest_session(tx, learner)
    session = await queries.session(tx, learner, latest) if latest else None
    open_exercise = session.open_exercise if session else None
    return Outlook(
        open_exercise=open_exercise.id if open_exercise else None,
        due=sum(card.due < desk.until for card in desk.cards.values()),
        new=sum(choice.reason is Reason.NEW for choice in ahead),
        next_due=min((card.due for card in desk.cards.values()), default=None),
        met=len(desk.cards),
    )


def first_exercise(course: Course, preferences: Preferences, now: datetime, seed: int) -> Exercise:
    """What a newcomer would be asked first, before anything is stored about them."""
    desk = Desk(course.path_for(preferences), {}, now, now)
    first = plan(desk, preferences.session_size)[0]
    return course.exercise(first.item, seed, reach=course.reach(()), preferences=preferences)


def warm_up(course: Course) -> None:
    """Answer one exercise that nobody asked and read all verbs, so that verdicts come at once."""
    diagnose(first_exercise(course, Preferences(), SOME_DAY, 0), Response(STRANGE_WORD))
    prepare({predicate.lemma for predicate in course.content.predicates})


async def start_session(
    tx: Transaction,
    *,
    learner: Learner,
    course: Course,
    now: datetime,
    wish: Wish = ANYTHING,
) -> Session:
    """Begin a session: what is due first, then what is new, unless something else is wished."""
    await lock(tx, learner)
    desk = await desk_of(tx, learner, course.of_verbs(wish.verbs), now)
    choices = choices_for(wish, desk, learner.preferences.session_size)
    reach = course.reach(desk.cards, learner.preferences.placed)
    made = SessionPlan(choices, wish, reach=reach)
    return await queries.add_session(tx, learner, made, now)


async def next_exercise(
    tx: Transaction,
    *,
    learner: Learner,
    session_id: UUID,
    course: Course,
    now: datetime,
    seed: int,
    hears: bool = False,
) -> Issued | None:
    """Issue the next exercise; the open one where there is one; None when nothing remains."""
    session = await advance(
        tx,
        learner=learner,
        session_id=session_id,
        course=course,
        now=now,
        seed=seed,
        hears=hears,
    )
    return session.current


async def advance(
    tx: Transaction,
    *,
    learner: Learner,
    session_id: UUID,
    course: Course,
    now: datetime,
    seed: int,
    hears: bool = False,
) -> Session:
    """Go on in a session: it comes back with what is to be answered now, or finished."""
    await lock(tx, learner)
    session = await queries.session(tx, learner, session_id)
    return await issue(
        tx, learner=learner, session=session, course=course, now=now, seed=seed, hears=hears
    )


async def end_session(
    tx: Transaction, *, learner: Learner, session_id: UUID, now: datetime
) -> None:
    """Finish a session before nothing remains."""
    await queries.session(tx, learner, session_id)
    await queries.finish_session(tx, learner, session_id, now)


async def session(tx: Transaction, *, learner: Learner, session_id: UUID) -> Session:
    """A session of the learner's."""
    return await queries.session(tx, learner, session_id)


async def sessions(
    tx: Transaction, *, learner: Learner, before: UUID | None, limit: int
) -> tuple[Session, ...]:
    """The learner's sessions, newest first."""
    return await queries.sessions(tx, learner, before=before, limit=limit)


async def exercise(tx: Transaction, *, learner: Learner, exercise_id: UUID) -> Issued:
    """An exercise that was issued to the learner."""
    return await queries.exercise(tx, learner, exercise_id)


async def exercises(
    tx: Transaction, *, learner: Learner, before: UUID | None, limit: int
) -> tuple[Issued, ...]:
    """The exercises issued to the learner before a given one, newest first."""
    return await queries.exercises(tx, learner, before=before, limit=limit)


async def feedback(
    tx: Transaction, *, learner: Learner, exercise_id: UUID
) -> tuple[Session, Feedback | None]:
    """An exercise's session, and what came of its latest attempt, once there is one."""
    session = await queries.session_of(tx, learner, exercise_id)
    issued = session.exercise(exercise_id)
    if issued.is_open:
        return session, None
    known = await cards_of(tx, learner, issued)
    return session, feedback_on(learner, session, issued, len(issued.attempts), known)


async def take_hint(
    tx: Transaction, *, learner: Learner, exercise_id: UUID, now: datetime
) -> Issued:
    """Give one more hint, as long as the exercise waits for its first answer."""
    await lock(tx, learner)
    issued = await queries.exercise(tx, learner, exercise_id)
    if issued.may_hint and issued.hints < MOST_HINTS:
        await queries.add_hint(tx, learner, issued, issued.hints + 1, now)
        return await queries.exercise(tx, learner, exercise_id)
    return issued


async def object_to(
    tx: Transaction,
    *,
    learner: Learner,
    exercise_id: UUID,
    kind: Objection,
    course: Course,
    now: datetime,
) -> Issued:
    """Record "I was right", that a sentence is faulty, or that an answer is taken back."""
    await lock(tx, learner)
    issued = await queries.exercise(tx, learner, exercise_id)
    if issued.is_open:
        raise NotAnswered("Answer it first: there is nothing to object to yet.")
    await queries.add_objection(tx, learner, issued, kind, now, VERSION)
    if kind is Objection.UNDONE and not issued.undone:
        await forget(tx, learner, course, issued, now)
        await queries.reopen_session(tx, learner, issued.session_id)
        return replace(issued, undone=True)
    return issued


async def objections(
    tx: Transaction, *, learner: Learner, exercise_id: UUID
) -> frozenset[Objection]:
    """What a learner has said against an exercise."""
    return await queries.objections(tx, learner, exercise_id)


async def summary(
    tx: Transaction, *, learner: Learner, session_id: UUID, course: Course, now: datetime
) -> Summary:
    """How a session went by skill, what returns when, and one next action."""
    session = await queries.session(tx, learner, session_id)
    log = await memories.reviews(tx, learner, [issued.id for issued in session.issued])
    desk = await desk_of(tx, learner, course, now)
    ahead = plan(desk, learner.preferences.session_size)
    new = {choice.item for choice in ahead if choice.reason is Reason.NEW}
    due = {choice.item for choice in ahead} - new
    return summarise(log, desk.cards, due=due, new=new)


async def replay_cards(tx: Transaction, *, learner: Learner, write: bool = False) -> Replay:
    """Rebuild a learner's cards from the log, compare them with the stored ones, mend if asked."""
    if write:
        await lock(tx, learner)
    return await memories.rebuild(tx, learner, write=write)


async def replay_figures(
    tx: Transaction, *, learner: Learner, course: Course, write: bool = False
) -> Replay:
    """Rebuild a learner's figures of progress from the log, compare, and mend them if asked."""
    if write:
        await lock(tx, learner)
    return await rebuilding.rebuild(tx, learner, course.category, course.categories, write=write)
