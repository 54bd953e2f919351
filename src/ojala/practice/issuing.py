"""What comes next in a session: the choice, the exercise made for it, and more where it goes on."""

from dataclasses import replace
from datetime import datetime

from ojala.content.course import Course
from ojala.learning.learner import Learner
from ojala.learning.selection import Choice, Desk
from ojala.practice import placing, queries
from ojala.practice.own import own_exercise
from ojala.practice.planning import askable, kinds_next, more_for, reach_next
from ojala.practice.values import Aim, Extension, Issued, Session
from ojala.storage import memories
from ojala.storage.database import Transaction
from ojala.storage.ids import new_id


async def desk_of(tx: Transaction, learner: Learner, course: Course, now: datetime) -> Desk:
    """Everything a choice for a learner looks at."""
    calendar, chosen = learner.calendar, learner.preferences
    day = calendar.day(now)
    # An answer may tell of a form that no exercise asks for, and no more by now.
    cards = await memories.cards(tx, learner, course.items)
    return Desk(
        path=course.path_for(chosen),
        cards=cards,
        now=now,
        until=calendar.end(day),
        limits=chosen.limits,
        today=await memories.practised_since(tx, learner, calendar.start(day), cards),
        parameters=chosen.schedule.parameters,
    )


async def issue(
    tx: Transaction,
    *,
    learner: Learner,
    session: Session,
    course: Course,
    now: datetime,
    seed: int,
    hears: bool = False,
) -> Session:
    """The session with an open exercise: the one it has, or the next; finished at its end.

    The learner has been locked. Only who `hears`, with a voice to speak to them, is issued what
    is to be heard.
    """
    if session.finished_at is not None or session.open_exercise is not None:
        return session
    course = course.of_verbs(session.plan.wish.verbs)
    session, choice = await _next_choice(tx, learner, session, course, now)
    if choice is None:
        return session
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
    issued = Issued(new_id(now), session.id, len(session.issued) + 1, now, choice, exercise)
    await queries.add_exercise(tx, learner, issued, course.version)
    return replace(session, issued=(*session.issued, issued))


async def _next_choice(
    tx: Transaction, learner: Learner, session: Session, course: Course, now: datetime
) -> tuple[Session, Choice | None]:
    """What comes next; a session that goes on is given more, until its time is up."""
    choice, wish = session.queue.next, session.plan.wish
    over = session.is_over(now)
    if choice is None and wish.goes_on and not over:
        more = await _more(tx, learner, session, course, now)
        if more:
            extension = Extension(session.queue.done, more)
            return await queries.extend(tx, learner, session, extension), more[0]
    if choice is None or over:
        await queries.finish_session(tx, learner, session.id, now)
        return replace(session, finished_at=now), None
    return session, choice


async def _more(
    tx: Transaction, learner: Learner, session: Session, course: Course, now: datetime
) -> tuple[Choice, ...]:
    if session.plan.wish.places:
        return placing.question_after(session, course, learner.preferences)
    desk = await desk_of(tx, learner, course, now)
    return more_for(session.plan.wish, desk, learner.preferences.session_size)
