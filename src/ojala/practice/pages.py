"""Practice as pages: forms are posted, pages come back; a script gets the part that changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from ojala.content.course import Course
from ojala.exercises.exercise import Response as Given
from ojala.learning.learner import Learner
from ojala.practice import answering, around, presentation, service
from ojala.practice.answering import Feedback
from ojala.practice.answers import LONGEST_ANSWER, AnswerText, is_blank
from ojala.practice.newcomers import CurrentNewcomer, address_of, go
from ojala.practice.setup import Hears, Setup
from ojala.practice.taking import take
from ojala.practice.values import FIRST, Issued, Objection, Session
from ojala.practice.views import Landing
from ojala.web import counting
from ojala.web.appearance import page_for
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentLearner,
    CurrentShell,
    CurrentTransaction,
    Language,
    Now,
    Seed,
    Visitor,
    at_work,
    now_of,
    shell_of,
)
from ojala.web.templating import render, wants_fragment

router = APIRouter(include_in_schema=False)

Elapsed = Annotated[str, Form(max_length=20)]
Number = Annotated[int, Form(ge=1, le=9)]


def seconds(text: str) -> float | None:
    """Read the time a script measured; None where there was no script, or no sense in it."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 86_400 else None  # noqa: PLR2004 (a day)


@dataclass(frozen=True, slots=True)
class Asker:
    """A learner who asks for something, with all it takes to answer them."""

    request: Request
    learner: Learner
    tx: CurrentTransaction

    @property
    def course(self) -> Course:
        """The content."""
        return shell_of(self.request).course

    @property
    def language(self) -> str:
        """The language of their pages."""
        return page_for(self.request).language

    @property
    def now(self) -> datetime:
        """The time of the request."""
        return now_of(self.request)

    @property
    def local_now(self) -> datetime:
        """The time by the learner's own clock, for what they read."""
        return self.now.astimezone(self.learner.calendar.zone)

    async def settled(self, exercise_id: UUID) -> Response:
        """Show a script what has become of an exercise; send anybody else to its address."""
        if wants_fragment(self.request):
            return await self.shown(exercise_id)
        issued = await service.exercise(self.tx, learner=self.learner, exercise_id=exercise_id)
        return go(address_of(issued.id))

    async def shown(self, exercise_id: UUID) -> Response:
        """Show an exercise: the whole page, or to a script the part that changes."""
        session, feedback = await service.feedback(
            self.tx, learner=self.learner, exercise_id=exercise_id
        )
        if feedback is None:
            return _drawn(self.request, self.learner, session.exercise(exercise_id), session)
        return await self.told(feedback)

    async def told(self, feedback: Feedback) -> Response:
        """Show an exercise with what came of its last answer."""
        issued = feedback.issued
        said = await service.objections(self.tx, learner=self.learner, exercise_id=issued.id)
        return _drawn(self.request, self.learner, issued, feedback.session, feedback, said)


def _drawn(
    request: Request,
    learner: Learner,
    issued: Issued,
    session: Session,
    feedback: Feedback | None = None,
    said: frozenset[Objection] = frozenset(),
) -> Response:
    """Draw the screen, or to a script the part of it that changes."""
    view = presentation.screen(
        issued,
        session,
        feedback,
        shell_of(request).course,
        now=now_of(request).astimezone(learner.calendar.zone),
        language=page_for(request).language,
        objections=said,
        preferences=learner.preferences,
    )
    part = "_fragment" if wants_fragment(request) else ""
    return render(request, f"practice/screen{part}.html", {"view": view})


async def _submit(
    request: Request, exercise_id: UUID, number: int, given: Given | None
) -> Response:
    """Take an answer, or none from somebody who gives up, and show what came of it."""
    learner, feedback = await take(request, exercise_id, number, given)
    if not wants_fragment(request):
        return go(address_of(exercise_id))
    if feedback.attempt.given_at == now_of(request):  # nobody has objected to it yet
        return _drawn(request, learner, feedback.issued, feedback.session, feedback)
    async with at_work(request) as (tx, _):
        said = await service.objections(tx, learner=learner, exercise_id=exercise_id)
    return _drawn(request, learner, feedback.issued, feedback.session, feedback, said)


async def _asker(request: Request, learner: CurrentLearner, tx: CurrentTransaction) -> Asker:
    return Asker(request, learner, tx)


CurrentAsker = Annotated[Asker, Depends(_asker)]


@router.get("/")
async def welcome(
    request: Request,
    visitor: Visitor,
    tx: CurrentTransaction,
    course: CurrentCourse,
    shell: CurrentShell,
    now: Now,
    seed: Seed,
    language: Language,
) -> Response:
    """Give a newcomer a sentence to complete at once, anybody else the way on."""
    if visitor is not None:
        outlook = await service.outlook(tx, learner=visitor, course=course, now=now)
        view = around.landing(outlook, visitor.preferences, language)
        return render(request, "practice/landing.html", {"view": view})
    first = service.first_exercise(course, shell.defaults, now, seed)
    view = Landing(question=presentation.question(first, course, language), seed=seed, offer=True)
    return render(request, "practice/landing.html", {"view": view})


@router.post("/start")
async def start(
    newcomer: CurrentNewcomer,
    seed: Annotated[int, Form(ge=0, lt=2**53)],
    sentence: Annotated[str, Form(max_length=1000)],
    text: Annotated[AnswerText, Form()] = "",
    elapsed: Elapsed = "",
) -> Response:
    """Take the answer given on the first page: it begins the newcomer's first session."""
    issued = await newcomer.begin(seed)
    if issued is not None and not is_blank(text) and issued.exercise.sentence == sentence:
        feedback = await answering.submit_answer(
            newcomer.tx,
            learner=newcomer.known.learner,
            exercise_id=issued.id,
            number=FIRST,
            response=Given(text, seconds(elapsed)),
            course=newcomer.course,
            now=newcomer.now,
        )
        counting.count_verdict(feedback.attempt.diagnosis)
    return newcomer.sent(issued)


@router.get("/practice")
async def practise(
    visitor: Visitor, tx: CurrentTransaction, course: CurrentCourse, now: Now
) -> Response:
    """Lead to the exercise that is open, or to where a session begins."""
    if visitor is None:
        return go("/")
    outlook = await service.outlook(tx, learner=visitor, course=course, now=now)
    return go(address_of(outlook.open_exercise) if outlook.open_exercise else "/")


@router.get("/practice/nothing-due")
async def show_nothing_due(
    asker: CurrentAsker,
) -> Response:
    """Say when the next review is."""
    outlook = await service.outlook(
        asker.tx, learner=asker.learner, course=asker.course, now=asker.now
    )
    view = around.nothing_due(outlook, asker.local_now, asker.language)
    return render(asker.request, "practice/nothing_due.html", {"view": view})


@router.get("/practice/new")
async def set_up(
    request: Request,
    visitor: Visitor,
    tx: CurrentTransaction,
    course: CurrentCourse,
    shell: CurrentShell,
    now: Now,
    language: Language,
) -> Response:
    """Offer everything that a session can be about, and how long it may be."""
    due, chosen = 0, shell.defaults
    if visitor is not None:
        due = (await service.outlook(tx, learner=visitor, course=course, now=now)).due
        chosen = visitor.preferences
    view = presentation.set_up(course, due, chosen.session_size, language)
    return render(request, "practice/set_up.html", {"view": view})


@router.post("/practice/sessions")
async def start_session(
    newcomer: CurrentNewcomer, seed: Seed, setup: Annotated[Setup, Form()]
) -> Response:
    """Begin a session, of whatever was chosen."""
    wish = setup.wish(newcomer.course)
    return newcomer.sent(await newcomer.begin(seed, wish, hears=bool(setup.hears)))


@router.post("/practice/sets/{set_id}")
async def practise_set(set_id: UUID, newcomer: CurrentNewcomer, seed: Seed) -> Response:
    """Begin a session with a set of one's own."""
    return newcomer.sent(await newcomer.begin_own(seed, set_id))


@router.post("/practice/sessions/{session_id}/exercises")
async def go_on(
    session_id: UUID, asker: CurrentAsker, seed: Seed, hears: Annotated[Hears, Form()] = ""
) -> Response:
    """Issue the next exercise, or the one that is open; after the last one, sum up."""
    session = await service.advance(
        asker.tx,
        learner=asker.learner,
        session_id=session_id,
        course=asker.course,
        now=asker.now,
        seed=seed,
        hears=bool(hears),
    )
    issued = session.current
    if issued is None:
        return go(f"/practice/sessions/{session_id}/summary")
    if wants_fragment(asker.request):
        return _drawn(asker.request, asker.learner, issued, session)
    return go(address_of(issued.id))


@router.post("/practice/sessions/{session_id}/end")
async def end_session(session_id: UUID, asker: CurrentAsker) -> Response:
    """Finish a session early."""
    await service.end_session(asker.tx, learner=asker.learner, session_id=session_id, now=asker.now)
    return go(f"/practice/sessions/{session_id}/summary")


@router.get("/practice/sessions/{session_id}/summary")
async def show_summary(session_id: UUID, asker: CurrentAsker) -> Response:
    """Sum a session up by skill; a placement test, by where one stands."""
    session = await service.session(asker.tx, learner=asker.learner, session_id=session_id)
    if session.plan.wish.places:
        return go("/placement")
    made = await service.summary(
        asker.tx,
        learner=asker.learner,
        session_id=session_id,
        course=asker.course,
        now=asker.now,
    )
    view = around.summary(made, session, asker.course, asker.local_now, asker.language)
    return render(asker.request, "practice/summary.html", {"view": view})


@router.get("/practice/exercises/{exercise_id}")
async def show_exercise(exercise_id: UUID, asker: CurrentAsker) -> Response:
    """Show an exercise in the state it is in."""
    return await asker.shown(exercise_id)


@router.post("/practice/exercises/{exercise_id}/answer")
async def answer(
    request: Request,
    exercise_id: UUID,
    text: Annotated[AnswerText, Form()] = "",
    mark: Annotated[tuple[AnswerText, ...], Form(max_length=100)] = (),
    number: Number = FIRST,
    elapsed: Elapsed = "",
) -> Response:
    """Take an answer, typed or made of the words that were marked; nothing is no answer."""
    given = " ".join(mark)[:LONGEST_ANSWER] or text
    if is_blank(given):
        async with at_work(request) as (tx, learner):
            return await Asker(request, learner, tx).settled(exercise_id)
    return await _submit(request, exercise_id, number, Given(given, seconds(elapsed)))


@router.post("/practice/exercises/{exercise_id}/reveal")
async def reveal(request: Request, exercise_id: UUID, number: Number = FIRST) -> Response:
    """Show the answer to somebody who gives up."""
    return await _submit(request, exercise_id, number, None)


@router.post("/practice/exercises/{exercise_id}/hint")
async def take_hint(exercise_id: UUID, asker: CurrentAsker) -> Response:
    """Give one more hint."""
    await service.take_hint(asker.tx, learner=asker.learner, exercise_id=exercise_id, now=asker.now)
    return await asker.settled(exercise_id)


@router.post("/practice/exercises/{exercise_id}/objections")
async def object_to(
    exercise_id: UUID, asker: CurrentAsker, kind: Annotated[Objection, Form()]
) -> Response:
    """Take "I was right" or a report."""
    await service.object_to(
        asker.tx,
        learner=asker.learner,
        exercise_id=exercise_id,
        kind=kind,
        course=asker.course,
        now=asker.now,
    )
    return await asker.settled(exercise_id)
