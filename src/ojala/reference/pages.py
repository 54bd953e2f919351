"""The reference as pages: the path, rules A to Z, two moods face to face, verbs, a text checked."""

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ojala.content.loader import load, load_triggers
from ojala.errors import LessonNotFound, TriggerNotFound, VerbNotFound
from ojala.reference import checker, lessons, verbs
from ojala.reference import triggers as rules
from ojala.reference.views import VerbSearch
from ojala.spanish import NotAVerb, analyze, conjugate
from ojala.web.appearance import page_for
from ojala.web.conditional import ConditionalRoute
from ojala.web.dependencies import LIMITED
from ojala.web.templating import render

router = APIRouter(include_in_schema=False, route_class=ConditionalRoute)


@router.get("/triggers")
async def list_triggers(
    request: Request, q: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """List the rules, or those that a search in Spanish or English finds."""
    return render(request, "reference/triggers.html", {"view": rules.index(load_triggers(), q)})


@router.get("/triggers/{trigger_id}")
async def show_trigger(request: Request, trigger_id: str) -> HTMLResponse:
    """Show one rule: its moods, why, examples, and what is close to it."""
    known = load_triggers()
    if trigger_id not in known:
        raise TriggerNotFound("There is no rule of this name.")
    view = rules.page(known, known[trigger_id], page_for(request).language)
    return render(request, "reference/trigger.html", {"view": view})


@router.get("/path")
async def show_path(request: Request) -> Response:
    """List the lessons from the first subjunctive to the last."""
    view = lessons.path(load().units, page_for(request).language)
    return render(request, "reference/path.html", {"view": view})


@router.get("/path/{unit_id}")
async def show_lesson(request: Request, unit_id: str) -> Response:
    """Show one lesson: the rule, examples, what it stands against, and the trap."""
    content = load()
    unit = next((one for one in content.units if one.id == unit_id), None)
    if unit is None:
        raise LessonNotFound("There is no lesson of this name.")
    view = lessons.lesson(content.units, unit, content.triggers, page_for(request).language)
    return render(request, "reference/lesson.html", {"view": view})


@router.get("/moods")
async def show_moods(request: Request) -> Response:
    """Set the two moods of each alternating rule face to face."""
    view = rules.contrasts(load_triggers(), page_for(request).language)
    return render(request, "reference/moods.html", {"view": view})


@router.get("/check")
async def show_checker(request: Request) -> Response:
    """Offer to check a text."""
    return render(request, "reference/check.html", {"view": None})


@router.post("/check", dependencies=[LIMITED])
def check_text(
    request: Request, text: Annotated[str, Form(max_length=checker.LONGEST_TEXT)] = ""
) -> Response:
    """Judge the moods of a text; it takes a thread, for it takes a while."""
    view = checker.check(text, page_for(request).language)
    return render(request, "reference/check.html", {"view": view})


@router.get("/verbs")
async def find_verb(request: Request, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Find a verb by its infinitive or by any of its forms."""
    wanted = " ".join(q.lower().split())
    if not wanted:
        return render(request, "reference/verbs.html", {"view": verbs.search("")})
    lemma = _lemma_of(wanted)
    if lemma is not None:
        form = f"?{urlencode({'found': wanted})}" if lemma != wanted else ""
        return RedirectResponse(f"/verbs/{quote(lemma)}{form}", status_code=303)
    return render(request, "reference/verbs.html", {"view": _not_found(q, wanted)})


def _lemma_of(wanted: str) -> str | None:
    """Name the verb a form belongs to: the infinitive itself, else the first that has the form."""
    lemmas = [one.lemma for one in analyze(wanted) or analyze(wanted, fold_accents=True)]
    return wanted if wanted in lemmas else next(iter(lemmas), None)


def _not_found(query: str, wanted: str) -> VerbSearch:
    try:
        conjugate(wanted)
    except NotAVerb as problem:
        return verbs.search(query, problem.suggestions)
    return verbs.search(query, (wanted,))


@router.get("/verbs/{lemma}")
async def show_verb(
    request: Request,
    lemma: str,
    form: Annotated[str, Query(max_length=40)] = "",
    found: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Show a verb in all its forms, and how one of them is built."""
    try:
        paradigm = conjugate(lemma)
    except NotAVerb as problem:
        raise VerbNotFound(f"{lemma} is no verb.") from problem
    language = page_for(request).language
    view = verbs.page(paradigm, language, chosen=verbs.cell_of(form), found=found)
    return render(request, "reference/verb.html", {"view": view})
