"""The tutor as pages: what is sent and whether one agrees, and an exercise talked about."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from ojala.errors import ConsentNeeded
from ojala.tutor.pupil import EVENTS, STREAM, CurrentPupil, Pupil, event, question_of
from ojala.tutor.values import LONGEST_QUESTION, Kept, Part, Way
from ojala.web import forms
from ojala.web.appearance import local_address, page_for
from ojala.web.forms import OurForm
from ojala.web.templating import fill, render, wants_fragment

router = APIRouter(include_in_schema=False, prefix="/tutor")

Back = Annotated[str, Form(max_length=200)]
Asked = Annotated[str, Form(max_length=LONGEST_QUESTION)]


@router.get("")
async def show_consent(
    pupil: CurrentPupil, back: Annotated[str, Query(max_length=200)] = "/practice"
) -> Response:
    """Say what is sent to whom, and let it be agreed to or ended."""
    context = {"view": await pupil.standing(), "back": local_address(back)}
    return forms.show(pupil.request, pupil.shell, "tutor/consent.html", context)


@router.post("", dependencies=[OurForm])
async def agree(
    pupil: CurrentPupil, agreed: Annotated[bool, Form()], back: Back = "/practice"
) -> Response:
    """Note whether somebody agrees."""
    await pupil.agree(agreed=agreed)
    return _go(local_address(back) if agreed else "/tutor")


@router.get("/exercises/{exercise_id}")
async def show_exercise(exercise_id: UUID, pupil: CurrentPupil) -> Response:
    """Show what was told about an exercise, and what can be asked."""
    return await _shown(exercise_id, pupil)


@router.post("/exercises/{exercise_id}")
async def ask(
    exercise_id: UUID, pupil: CurrentPupil, way: Annotated[Way, Form()], text: Asked = ""
) -> Response:
    """Answer a question: a script hears it line by line, anybody else reads it when it is whole."""
    question = question_of(way, text, pupil.language)
    try:
        parts = await pupil.ask(exercise_id, question)
    except ConsentNeeded:
        return _go(f"/tutor?back=/practice/exercises/{exercise_id}")
    if wants_fragment(pupil.request):
        return StreamingResponse(_lines(pupil, parts), media_type=EVENTS, headers=STREAM)
    told = tuple([part async for part in parts])
    return await _shown(exercise_id, pupil, Kept(way, question.text, told))


async def _shown(exercise_id: UUID, pupil: Pupil, latest: Kept | None = None) -> Response:
    case, kept = await pupil.case(exercise_id)
    others = [one for one in kept if latest is None or one.parts != latest.parts]
    told = [latest, *others] if latest else others
    context = {"exercise": exercise_id, "case": case, "told": told}
    return render(pupil.request, "tutor/exercise.html", context)


async def _lines(pupil: Pupil, parts: AsyncGenerator[Part]) -> AsyncIterator[str]:
    """Each part as an event that carries its piece of the page, and an event for the end."""
    page = page_for(pupil.request)
    async with aclosing(parts):
        async for part in parts:
            yield event("part", fill("tutor/part.html", page, {"part": part}))
    yield event("end", "")


def _go(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)
