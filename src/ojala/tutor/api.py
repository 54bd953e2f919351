"""The tutor as JSON: `/tutor`, and `/exercises/{id}/tutor`, whole or line by line."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ojala.errors import (
    ConsentNeeded,
    CrossSite,
    ExerciseNotFound,
    NotSettled,
    SwitchedOff,
    Unauthenticated,
)
from ojala.tutor.pupil import EVENTS, STREAM, CurrentPupil, event, question_of
from ojala.tutor.values import LONGEST_QUESTION, Part, PartKind, Way
from ojala.web.dependencies import KeptPrivate
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["tutor"], prefix=API, dependencies=[KeptPrivate])


class StandingDocument(BaseModel):
    """How one stands to the tutor."""

    model_config = ConfigDict(from_attributes=True)

    host: str = Field(examples=["models.example.org"], description="Where questions are sent.")
    consented_at: datetime | None = Field(description="Null: nothing is sent.")
    spent: int = Field(examples=[1830], description="Tokens spent today.")
    budget: int = Field(examples=[20000], description="Tokens that may be spent in a day.")


class ConsentDocument(BaseModel):
    """Whether what one asks may be sent to the host."""

    model_config = ConfigDict(extra="forbid")

    consent: bool


class QuestionDocument(BaseModel):
    """What is asked."""

    model_config = ConfigDict(extra="forbid")

    way: Way
    text: Annotated[
        str,
        Field(max_length=LONGEST_QUESTION, examples=["Could I also say *venga*?"]),
    ] = ""


class PartDocument(BaseModel):
    """A line of an answer."""

    model_config = ConfigDict(from_attributes=True)

    kind: PartKind = Field(description="`said`, `example`: the model's; `own…`: the engine's.")
    text: str = Field(
        examples=["After *quiero que* comes *venga*."],
        description="Spanish stands between asterisks, the form of an example in brackets.",
    )
    gloss: str = Field(examples=[""])


class AnswerDocument(BaseModel):
    """A whole answer; sent as events, each `part` is one of its parts."""

    parts: list[PartDocument]


OPEN = documented(Unauthenticated, SwitchedOff)
ASKING = documented(
    Unauthenticated, SwitchedOff, ConsentNeeded, ExerciseNotFound, NotSettled, CrossSite
)


@router.get("/tutor", responses=OPEN)
async def read_standing(pupil: CurrentPupil) -> StandingDocument:
    """Tell where questions go, whether one has agreed, and what was spent today."""
    return StandingDocument.model_validate(await pupil.standing())


@router.put("/tutor", responses=documented(Unauthenticated, SwitchedOff, CrossSite))
async def agree(given: ConsentDocument, pupil: CurrentPupil) -> StandingDocument:
    """Agree that questions are sent to the host, or end that; then what was told is forgotten."""
    await pupil.agree(agreed=given.consent)
    return StandingDocument.model_validate(await pupil.standing())


@router.post(
    "/exercises/{exercise_id}/tutor",
    response_model=AnswerDocument,
    responses={
        200: {"content": {EVENTS: {"schema": {"type": "string"}}}},
        **ASKING,
    },
)
async def ask(
    exercise_id: UUID, given: QuestionDocument, pupil: CurrentPupil, request: Request
) -> Response | AnswerDocument:
    """Ask about a settled exercise; with `Accept: text/event-stream`, hear it line by line."""
    parts = await pupil.ask(exercise_id, question_of(given.way, given.text, pupil.language))
    if EVENTS in request.headers.get("accept", ""):
        return StreamingResponse(_events(parts), media_type=EVENTS, headers=STREAM)
    return AnswerDocument(parts=[_document(part) async for part in parts])


async def _events(parts: AsyncGenerator[Part]) -> AsyncIterator[str]:
    async with aclosing(parts):
        async for part in parts:
            yield event("part", _document(part).model_dump_json())
    yield event("end", "")


def _document(part: Part) -> PartDocument:
    return PartDocument.model_validate(part)
