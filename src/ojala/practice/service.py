"""The use cases of practice but for the answer: start a session, issue an exercise, sum up."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from ojala.content.course import Course
from ojala.diagnosis import VERSION, diagnose, prepare
from ojala.errors import ExerciseNotFound, NotAnswered
from ojala.exercises.exercise import Exercise, Response
from ojala.learning.learner import Learner, Preferences
from ojala.learning.mastery import Summary, summarise
from ojala.learning.selection import Choice, Desk, Reason, plan
from ojala.practice import placing, queries
from ojala.practice.answering import Feedback, cards_of, feedback_on
from ojala.practice.own import own_exercise
from ojala.practice.planning import askable, choices_for, kinds_next, more_for, reach_next
from ojala.practice.recording import forget
from ojala.practice.values import (
    ANYTHING,
    Aim,
    Extension,
    Issued,
    Objection,
    Session,
    SessionPlan,
    Wish,
)
from ojala.storage import memories, rebuilding
from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
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
    desk = await _desk(tx, learner, course, now)
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
    desk = await _desk(tx, learner, course.of_verbs(wish.verbs), now)
    choices = choices_for(wish, desk, learner.preferences.session_size)
    reach = course.reach(desk.cards, learner.preferences.placed)
    made = SessionPlan(choices, wish, reach=reach)
    session_id = await queries.add_session(tx, learner, made, now)
    return await queries.session(tx, learner, session_id)


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
    """Issue the next exercise; the open one where there is one; None when nothing remains.

    Only who `hears`, with a voice to speak to them, is issued what is to be heard.
    """
    await lock(tx, learner)
    session = await queries.session(tx, learner, session_id)
    if session.finished_at is not None:
        return None
    if session.open_exercise is not None:
        return session.open_exercise
    course = course.of_verbs(session.plan.wish.verbs)
    choice = await _next_choice(tx, learner, session, course, now)
    if choice is None:
        return None
    seen = await queries.recent_sentences(tx, learner)
    item = askable(choice.item, session, course)
    card = (await memories.cards(tx, learner, (item,))).get(item)
    newcomer = card is None and not await memories.has_cards(tx, learner)
    listens = hears and (learner.preferences.dictation or session.plan.wish.aim is Aim.LISTEN)
    exercise = own_exercise(session, choice) or course.exercise(
        item,
        seed,
        reach=reach_next(item, session, course),
        avoid=seen,
        preferences=learner.preferences,
        tense=session.plan.wish.tense,
        kinds=kinds_next(item, session, card, course, seed, newcomer=newcomer, hears=listens),
    )
    issued = Issued(new_id(now), session_id, len(session.issued) + 1, now, choice, exercise)
    await queries.add_exercise(tx, learner, issued, course.version)
    return issued


async def _next_choice(
    tx: Transaction, learner: Learner, session: Session, course: Course, now: datetime
) -> Choice | None:
    """What comes next; a session that goes on is given more, until its time is up."""
    choice, wish = session.queue.next, session.plan.wish
    over = session.is_over(now)
    if choice is None and wish.goes_on and not over:
        more = await _more(tx, learner, session, course, now)
        if more:
            await queries.extend(tx, learner, session, Extension(session.queue.done, more))
            return more[0]
    if choice is None or over:
        await queries.finish_session(tx, learner, session.id, now)
        return None
    return choice


async def _more(
    tx: Transaction, learner: Learner, session: Session, course: Course, now: datetime
) -> tuple[Choice, ...]:
    if session.plan.wish.places:
        return placing.question_after(session, course, learner.preferences)
    desk = await _desk(tx, learner, course, now)
    return more_for(session.plan.wish, desk, learner.preferences.session_size)


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


async def feedback(tx: Transaction, *, learner: Learner, exercise_id: UUID) -> Feedback:
    """What came of an exercise's latest attempt; raises `ExerciseNotFound` where there is none."""
    session = await queries.session_of(tx, learner, exercise_id)
    issued = session.exercise(exercise_id)
    if issued.is_open:
        raise ExerciseNotFound("This exercise has not been answered.")
    known = await cards_of(tx, learner, issued)
    return feedback_on(learner, session, issued, len(issued.attempts), known)


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
    desk = await _desk(tx, learner, course, now)
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


async def _desk(tx: Transaction, learner: Learner, course: Course, now: datetime) -> Desk:
    calendar, chosen = learner.calendar, learner.preferences
    day = calendar.day(now)
    return Desk(
        path=course.path_for(chosen),
        # An answer may tell of a form that no exercise asks for, and no more by now.
        cards=await memories.cards(tx, learner, [one.item for one in course.path]),
        now=now,
        until=calendar.end(day),
        limits=chosen.limits,
        today=await memories.practised_since(tx, learner, calendar.start(day)),
        parameters=chosen.schedule.parameters,
    )
