"""Practice without a connection: a packet to take along, and what was answered on the way back."""

import asyncio
from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import AwareDatetime, BaseModel, Field

from ojala.exercises.exercise import Response as Given
from ojala.practice import ahead, answering, presentation
from ojala.practice.answers import AnswerText
from ojala.practice.newcomers import CurrentNewcomer
from ojala.practice.packets import sealed
from ojala.practice.values import FIRST, Issued
from ojala.web.appearance import page_for
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentLearner,
    CurrentTransaction,
    Language,
    Now,
    Seed,
)
from ojala.web.templating import fill, render

router = APIRouter(include_in_schema=False)

INSTANT = timedelta(microseconds=1)
"""Between two answers, so that the log has them in the order in which they were given."""


class Carried(BaseModel):
    """An exercise as a device carries it: how it looks, and what is said to each answer."""

    id: UUID
    salt: str
    asked: str
    foreseen: dict[str, str]
    otherwise: str


class Packet(BaseModel):
    """Exercises to take along, in the order in which they are to be answered."""

    session: UUID
    exercises: list[Carried]


class Answered(BaseModel):
    """An answer that was given on the way."""

    exercise: UUID
    text: AnswerText
    elapsed: float | None = Field(default=None, ge=0, le=86_400)
    given_at: AwareDatetime


class Arrival(BaseModel):
    """Everything answered since the last time, in the order in which it was."""

    answers: list[Answered] = Field(max_length=100)


class Receipt(BaseModel):
    """Which answers have arrived, now or earlier."""

    recorded: list[UUID]


@router.get("/offline")
async def show_offline(request: Request) -> HTMLResponse:
    """Practice from a packet; kept by browsers for when there is no connection."""
    return render(request, "practice/offline.html")


@router.post("/practice/packets")
async def take_along(
    request: Request,
    newcomer: CurrentNewcomer,
    seed: Seed,
    language: Language,
    response: Response,
) -> Packet:
    """Issue a packet of exercises."""
    learner, course, page = newcomer.known.learner, newcomer.course, page_for(request)
    issued = await ahead.issue_ahead(
        newcomer.tx, learner=learner, course=course, now=newcomer.now, seed=seed
    )

    def carried(one: Issued) -> Carried:
        asked = presentation.question(one.exercise, course, language)
        kept = sealed(one, course, learner.preferences.policy, language)
        return Carried(
            id=one.id,
            salt=kept.salt,
            asked=fill("practice/carried.html", page, {"question": asked}),
            foreseen=kept.foreseen,
            otherwise=kept.otherwise,
        )

    newcomer.known_by(response)
    # Everything foreseeable is judged: too long to keep others waiting.
    exercises = await asyncio.to_thread(lambda: list(map(carried, issued)))
    return Packet(session=issued[0].session_id, exercises=exercises)


@router.post("/practice/packets/answers")
async def bring_back(
    arrival: Arrival,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    course: CurrentCourse,
    now: Now,
) -> Receipt:
    """Record what was answered on the way; what arrives twice is recorded once."""
    latest = await ahead.latest_review(tx, learner=learner)
    for answer in arrival.answers:
        given = min(answer.given_at, now)
        latest = max(given, latest + INSTANT) if latest else given
        await answering.submit_answer(
            tx,
            learner=learner,
            exercise_id=answer.exercise,
            number=FIRST,
            response=Given(answer.text, answer.elapsed),
            course=course,
            now=latest,
        )
    return Receipt(recorded=[answer.exercise for answer in arrival.answers])
