"""Practice as JSON: the same use cases as the pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field

from ojala.content.course import Course
from ojala.errors import (
    CrossSite,
    ExerciseNotFound,
    NotAnswered,
    NothingToPractise,
    SessionFinished,
    SessionNotFound,
    Unauthenticated,
)
from ojala.practice import own, service, texts
from ojala.practice.sealing import seal
from ojala.practice.setup import CurrentDraw
from ojala.practice.values import ANYTHING, Attempt, Issued, Objection, Session, Wish
from ojala.web import identity
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentLearner,
    CurrentShell,
    CurrentTransaction,
    Known,
    KnownLearner,
    Language,
    Now,
    Shell,
)
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["practice"], prefix=API)

LONGEST_PAGE = 100


class _Document(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ExerciseDocument(_Document):
    """An exercise as asked; its answer is not in it."""

    id: UUID
    session_id: UUID
    position: int = Field(examples=[3])
    kind: str = Field(examples=["cloze"])
    sentence: str = Field(examples=["Mi madre quiere que yo la ____ los domingos."])
    prompt: str = Field(
        examples=[""],
        description="What to work from: a sentence to change, two to join, the words to use.",
    )
    task: str = Field(examples=[""], description="What to do, where the blank does not say it.")
    gloss: str = Field(examples=["My mother wants me to call her on Sundays."])
    lemma: str = Field(examples=["llamar"])
    subject: str = Field(examples=[""])
    context: str = Field(examples=[""])
    spoken: str = Field(examples=[""], description="Of a dictation: base64 of JSON, to be said.")
    options: list[str] = Field(examples=[[]])
    level: str = Field(examples=["B1"])
    reason: str = Field(examples=["due"], description="Why it was chosen.")
    hints: int = Field(examples=[0], description="How many hints were taken.")
    answered: bool
    verdict: str | None = Field(examples=[None], description="Of the first answer.")


class SessionDocument(_Document):
    """A practice session and how far it has come."""

    id: UUID
    started_at: datetime
    finished_at: datetime | None
    done: int = Field(examples=[4])
    remaining: int = Field(examples=[6], description="Missed exercises that return included.")
    open_exercise: UUID | None
    token: str | None = Field(
        default=None,
        description="For a new guest, once: send it as `Authorization: Bearer …` from now on.",
    )


class ObjectionDocument(BaseModel):
    """What a learner says against a verdict or a sentence."""

    kind: Objection = Field(examples=["right"])


class ExercisePage(BaseModel):
    """Exercises, newest first; `next` is the cursor of the following page."""

    exercises: list[ExerciseDocument]
    next: str | None


@dataclass(frozen=True, slots=True)
class Beginner:
    """A program that begins to practise for somebody, known here before or not."""

    known: Known
    tx: CurrentTransaction
    course: Course
    shell: Shell
    now: datetime
    response: Response

    async def begin(self, wish: Wish) -> SessionDocument:
        """Start a session, and hand a new guest their token."""
        session = await service.start_session(
            self.tx, learner=self.known.learner, course=self.course, now=self.now, wish=wish
        )
        self.response.headers["Location"] = f"/api/v1/sessions/{session.id}"
        token = self.known.new_token
        if token:
            identity.remember(self.response, token, secure=self.shell.secure_cookies)
        return session_document(session).model_copy(update={"token": token})


async def _beginner(
    known: KnownLearner,
    tx: CurrentTransaction,
    course: CurrentCourse,
    shell: CurrentShell,
    now: Now,
    response: Response,
) -> Beginner:
    return Beginner(known, tx, course, shell, now, response)


CurrentBeginner = Annotated[Beginner, Depends(_beginner)]


@router.post(
    "/sessions",
    status_code=status.HTTP_201_CREATED,
    responses=documented(CrossSite, Unauthenticated),
)
async def start_session(beginner: CurrentBeginner) -> SessionDocument:
    """Start a practice session; somebody unknown becomes a guest and gets a token."""
    return await beginner.begin(ANYTHING)


@router.post(
    "/sets/{set_id}/sessions",
    status_code=status.HTTP_201_CREATED,
    responses=documented(NothingToPractise, CrossSite, Unauthenticated),
)
async def practise_set(
    set_id: UUID,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    now: Now,
    response: Response,
) -> SessionDocument:
    """Start a practice session with every sentence of a set of one's own."""
    session = await own.start_session(tx, learner=learner, set_id=set_id, now=now)
    response.headers["Location"] = f"/api/v1/sessions/{session.id}"
    return session_document(session)


@router.get("/sessions/{session_id}", responses=documented(SessionNotFound, Unauthenticated))
async def read_session(
    session_id: UUID, learner: CurrentLearner, tx: CurrentTransaction
) -> SessionDocument:
    """Tell how far a session has come."""
    return session_document(await service.session(tx, learner=learner, session_id=session_id))


@router.post(
    "/sessions/{session_id}/exercises",
    status_code=status.HTTP_201_CREATED,
    responses=documented(SessionNotFound, SessionFinished, Unauthenticated, CrossSite),
)
async def next_exercise(
    session_id: UUID,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    course: CurrentCourse,
    now: Now,
    draw: CurrentDraw,
    language: Language,
    response: Response,
) -> ExerciseDocument:
    """Issue the next exercise, or the one that is still open."""
    issued = await service.next_exercise(
        tx,
        learner=learner,
        session_id=session_id,
        course=course,
        now=now,
        seed=draw.seed,
        hears=draw.hears,
    )
    if issued is None:
        raise SessionFinished("Nothing remains in this session: start another one.")
    response.headers["Location"] = f"/api/v1/exercises/{issued.id}"
    return exercise_document(issued, language)


@router.get("/exercises", responses=documented(Unauthenticated))
async def list_exercises(
    learner: CurrentLearner,
    tx: CurrentTransaction,
    language: Language,
    before: Annotated[UUID | None, Query(description="The cursor `next` of a page.")] = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = 20,
) -> ExercisePage:
    """List the exercises that were issued to the learner, newest first."""
    found = await service.exercises(tx, learner=learner, before=before, limit=limit)
    following = str(found[-1].id) if len(found) == limit else None
    shown = [exercise_document(issued, language) for issued in found]
    return ExercisePage(exercises=shown, next=following)


@router.get("/exercises/{exercise_id}", responses=documented(ExerciseNotFound, Unauthenticated))
async def read_exercise(
    exercise_id: UUID, learner: CurrentLearner, tx: CurrentTransaction, language: Language
) -> ExerciseDocument:
    """Read one exercise as it was issued."""
    issued = await service.exercise(tx, learner=learner, exercise_id=exercise_id)
    return exercise_document(issued, language)


@router.post(
    "/exercises/{exercise_id}/hint",
    responses=documented(ExerciseNotFound, Unauthenticated, CrossSite),
)
async def take_hint(
    exercise_id: UUID,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    course: CurrentCourse,
    now: Now,
    language: Language,
) -> list[str]:
    """Take one more hint before answering; returns all that were given."""
    issued = await service.take_hint(tx, learner=learner, exercise_id=exercise_id, now=now)
    return texts.plain(texts.hints(issued, course, language), language)


@router.post(
    "/exercises/{exercise_id}/objections",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(ExerciseNotFound, NotAnswered, Unauthenticated, CrossSite),
)
async def object_to(
    exercise_id: UUID,
    said: ObjectionDocument,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    course: CurrentCourse,
    now: Now,
) -> None:
    """Say "I was right", or that something is wrong with the sentence."""
    await service.object_to(
        tx, learner=learner, exercise_id=exercise_id, kind=said.kind, course=course, now=now
    )


def exercise_document(issued: Issued, language: str) -> ExerciseDocument:
    """An exercise as programs see it."""
    exercise = issued.exercise
    first: Attempt | None = issued.attempts[0] if issued.attempts else None
    return ExerciseDocument(
        id=issued.id,
        session_id=issued.session_id,
        position=issued.position,
        kind=exercise.kind,
        sentence=exercise.shown,
        prompt="" if exercise.prompt in {exercise.shown, exercise.spoken} else exercise.prompt,
        task=texts.task(exercise, language),
        gloss=texts.gloss(exercise, settled=first is not None),
        lemma="" if exercise.spoken and first is None else exercise.lemma,
        subject=exercise.subject,
        context=exercise.context,
        spoken=seal(exercise.spoken) if exercise.spoken else "",
        options=list(exercise.options),
        level=exercise.level,
        reason=issued.choice.reason.value,
        hints=issued.hints,
        answered=first is not None,
        verdict=first.diagnosis.verdict.value if first else None,
    )


def session_document(session: Session) -> SessionDocument:
    """A session as programs see it."""
    queue, open_exercise = session.queue, session.open_exercise
    return SessionDocument(
        id=session.id,
        started_at=session.started_at,
        finished_at=session.finished_at,
        done=queue.done,
        remaining=len(queue.remaining),
        open_exercise=open_exercise.id if open_exercise else None,
    )
