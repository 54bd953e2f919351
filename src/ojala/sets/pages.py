"""Sets as pages: a list, and a set with its sentences, a form for one and an upload for many."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from ojala.errors import NotAnExercise, SentenceKnown, SetFull, UploadRefused
from ojala.exercises.written import LONGEST_SENTENCE, Written
from ojala.sets import queries, service
from ojala.sets.author import Author, CurrentAuthor
from ojala.sets.documents import Line, Title, report_document
from ojala.web.dependencies import CurrentLearner, CurrentTransaction, Now, Visitor
from ojala.web.templating import render, translator

router = APIRouter(include_in_schema=False, prefix="/sets")

Sentence = Annotated[Line, Form(max_length=LONGEST_SENTENCE)]


@router.get("")
async def list_sets(request: Request, visitor: Visitor, tx: CurrentTransaction) -> Response:
    """List one's sets, and offer to begin one."""
    found = await queries.sets(tx, visitor) if visitor else ()
    return render(request, "sets/list.html", {"sets": found, "known": visitor is not None})


@router.post("")
async def make_set(
    title: Annotated[Title, Form()], learner: CurrentLearner, tx: CurrentTransaction, now: Now
) -> Response:
    """Begin a set."""
    made = await service.make_set(tx, learner=learner, title=title, now=now)
    return _go(f"/sets/{made.id}")


@router.get("/{set_id}")
async def show_set(request: Request, set_id: UUID, author: CurrentAuthor) -> Response:
    """Show a set."""
    return await _shown(request, author, set_id)


@router.post("/{set_id}/title")
async def rename_set(
    set_id: UUID,
    title: Annotated[Title, Form()],
    learner: CurrentLearner,
    tx: CurrentTransaction,
    now: Now,
) -> Response:
    """Give a set another title."""
    await service.rename(tx, learner=learner, set_id=set_id, title=title, now=now)
    return _go(f"/sets/{set_id}")


@router.post("/{set_id}/delete")
async def remove_set(set_id: UUID, learner: CurrentLearner, tx: CurrentTransaction) -> Response:
    """Delete a set."""
    await service.remove_set(tx, learner=learner, set_id=set_id)
    return _go("/sets")


@router.post("/{set_id}/exercises")
async def add_exercise(
    request: Request,
    set_id: UUID,
    author: CurrentAuthor,
    text: Sentence,
    gloss: Sentence = "",
    lemma: Annotated[Line, Form(max_length=40)] = "",
) -> Response:
    """Add a sentence, or say what is wrong with it beside what was typed."""
    written = Written(text, gloss, lemma)
    try:
        await author.add(set_id, written)
    except NotAnExercise as fault:
        return await _shown(request, author, set_id, draft=written, fault=fault.detail)
    except SentenceKnown:
        words = translator(author.language)("fault.known")
        return await _shown(request, author, set_id, draft=written, fault=words)
    return _go(f"/sets/{set_id}#write")


@router.post("/{set_id}/exercises/{exercise_id}/delete")
async def remove_exercise(
    set_id: UUID, exercise_id: UUID, learner: CurrentLearner, tx: CurrentTransaction, now: Now
) -> Response:
    """Delete a sentence of a set."""
    await service.remove(tx, learner=learner, set_id=set_id, exercise_id=exercise_id, now=now)
    return _go(f"/sets/{set_id}#sentences")


@router.post("/{set_id}/imports")
async def import_file(
    request: Request,
    set_id: UUID,
    file: UploadFile,
    author: CurrentAuthor,
    *,
    only_good: Annotated[bool, Form()] = False,
) -> Response:
    """Take a file whole, or say row by row why not."""
    try:
        report = await author.bring(set_id, file.file, only_good=only_good)
    except (UploadRefused, SetFull) as refusal:
        return await _shown(request, author, set_id, refusal=refusal.detail)
    told = report_document(report, author.language)
    return await _shown(request, author, set_id, report=told)


async def _shown(
    request: Request, author: Author, set_id: UUID, **said_besides: object
) -> Response:
    """Show a set, and what came of what was just tried."""
    async with author.shell.database.transaction(read_only=True) as tx:
        found = await queries.one_set(tx, author.learner, set_id)
        own = await queries.exercises(tx, author.learner, set_id)
    context = {"draft": Written(""), "fault": "", "refusal": "", "report": None, **said_besides}
    failed = bool(context["fault"] or context["refusal"])
    triggers = author.shell.course.content.triggers
    shown = {"set": found, "exercises": own, "triggers": triggers, **context}
    return render(request, "sets/set.html", shown, 422 if failed else 200)


def _go(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)
