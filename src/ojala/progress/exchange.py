"""What one takes along: everything as JSON, answers and reviews as CSV, sentences for Anki."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from ojala.errors import LessonNotFound
from ojala.progress import anki, exporting, service
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentLearner,
    CurrentShell,
    CurrentTransaction,
    Language,
    Now,
    Shell,
)
from ojala.web.templating import render, translator

router = APIRouter(include_in_schema=False)


@router.get("/progress/data")
async def show_data(
    request: Request, _: CurrentLearner, course: CurrentCourse, language: Language
) -> Response:
    """Offer everything that can be taken along."""
    units = [
        (unit.id, unit.title.es if language == "es" else unit.title.en)
        for unit in course.content.units
    ]
    return render(request, "progress/data.html", {"units": units})


@router.get("/progress/export/everything.json")
async def export_everything(learner: CurrentLearner, shell: CurrentShell, now: Now) -> Response:
    """Send everything that is kept of a learner."""
    return _streamed(
        shell,
        lambda tx: exporting.everything(tx, learner=learner, now=now),
        "ojala.json",
        "application/json",
    )


@router.get("/progress/export/answers.csv")
async def export_answers(learner: CurrentLearner, shell: CurrentShell) -> Response:
    """Send every answer."""
    return _streamed(
        shell, lambda tx: exporting.answers(tx, learner=learner), "answers.csv", "text/csv"
    )


@router.get("/progress/export/reviews.csv")
async def export_reviews(learner: CurrentLearner, shell: CurrentShell) -> Response:
    """Send every review."""
    return _streamed(
        shell, lambda tx: exporting.reviews(tx, learner=learner), "reviews.csv", "text/csv"
    )


@router.get("/progress/export/mistakes.apkg")
async def export_mistakes(
    learner: CurrentLearner, tx: CurrentTransaction, now: Now, language: Language
) -> Response:
    """Send recent mistakes as a deck for Anki."""
    speak = translator(language)
    notes = [
        anki.Note(one.exercise, speak("data.you-wrote", given=one.given) if one.given else "")
        for one in await service.mistakes(tx, learner=learner)
    ]
    deck = await asyncio.to_thread(anki.package, speak("data.deck-mistakes"), notes, now)
    return _file(deck, "mistakes.apkg")


@router.get("/progress/export/lesson.apkg")
async def export_lesson(
    _: CurrentLearner,
    course: CurrentCourse,
    now: Now,
    language: Language,
    unit: Annotated[str, Query(max_length=100)],
) -> Response:
    """Send sentences of one lesson as a deck for Anki."""
    found = next((one for one in course.content.units if one.id == unit), None)
    if found is None:
        raise LessonNotFound("There is no lesson of this name.")
    title = found.title.es if language == "es" else found.title.en

    def made() -> bytes:
        exercises = service.sentences_of(course, unit)
        return anki.package(f"Ojalá · {title}", map(anki.Note, exercises), now)

    return _file(await asyncio.to_thread(made), f"{unit}.apkg")


def _streamed(
    shell: Shell,
    pieces: Callable[[CurrentTransaction], AsyncIterator[str]],
    name: str,
    media_type: str,
) -> Response:
    """Send pieces as they are read, in a transaction that lasts as long as that."""

    async def read() -> AsyncIterator[str]:
        async with shell.database.transaction(read_only=True) as tx:
            async for piece in pieces(tx):
                yield piece

    return StreamingResponse(read(), media_type=media_type, headers=_as_file(name))


def _file(content: bytes, name: str) -> Response:
    return Response(content, media_type=anki.MEDIA_TYPE, headers=_as_file(name))


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
