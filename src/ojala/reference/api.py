"""The reference as JSON: verbs, triggers, lessons, and a text checked; open to everybody."""

from bisect import bisect_right
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query

from ojala.content.loader import load, load_triggers
from ojala.diagnosis import check
from ojala.errors import CrossSite, LessonNotFound, TriggerNotFound, VerbNotFound
from ojala.reference import triggers as rules
from ojala.reference.documents import (
    CheckedDocument,
    LessonDocument,
    TextDocument,
    TriggerDocument,
    TriggerPage,
    VerbDocument,
    VerbPage,
    finding_document,
    lesson_document,
    trigger_document,
    verb_document,
)
from ojala.spanish import NotAVerb, conjugate
from ojala.spanish.lexicon import lexicon
from ojala.web.conditional import ConditionalRoute
from ojala.web.dependencies import LIMITED, Language
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["reference"], prefix=f"{API}/reference", route_class=ConditionalRoute)
checking = APIRouter(tags=["reference"], prefix=API)

LONGEST_PAGE = 200
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE)]
After = Annotated[str, Query(max_length=100, description="The cursor `next` of a page.")]
Words = Annotated[str, Query(max_length=100)]


@router.get("/verbs", responses=documented())
async def list_verbs(starts: Words = "", after: After = "", limit: Limit = 50) -> VerbPage:
    """List the verbs of the lexicon, those that start with some letters where they are given."""
    known = _lemmas()
    begin = bisect_right(known, after)
    found = [lemma for lemma in known[begin:] if lemma.startswith(starts.lower())][: limit + 1]
    return VerbPage(verbs=found[:limit], next=found[limit - 1] if len(found) > limit else None)


@router.get("/verbs/{lemma}", responses=documented(VerbNotFound))
async def read_verb(lemma: str) -> VerbDocument:
    """Conjugate a verb, also one that is not in the lexicon."""
    try:
        return verb_document(conjugate(lemma))
    except NotAVerb as problem:
        raise VerbNotFound(f"{lemma} is no verb.") from problem


@router.get("/triggers", responses=documented())
async def list_triggers(
    language: Language, q: Words = "", after: After = "", limit: Limit = 50
) -> TriggerPage:
    """List the triggers, or those that Spanish or English words find."""
    known = load_triggers()
    found = rules.search(known.values(), q) if q.strip() else known.values()
    later = sorted((one for one in found if one.id > after), key=lambda one: one.id)
    return TriggerPage(
        triggers=[trigger_document(one, language) for one in later[:limit]],
        next=later[limit - 1].id if len(later) > limit else None,
    )


@router.get("/triggers/{trigger_id}", responses=documented(TriggerNotFound))
async def read_trigger(trigger_id: str, language: Language) -> TriggerDocument:
    """Read one trigger in all its readings."""
    known = load_triggers()
    if trigger_id not in known:
        raise TriggerNotFound("There is no rule of this name.")
    return trigger_document(known[trigger_id], language)


@router.get("/lessons", responses=documented())
async def list_lessons(language: Language) -> list[LessonDocument]:
    """List the lessons in the order of the path."""
    units = sorted(load().units, key=lambda unit: unit.order)
    return [lesson_document(unit, language) for unit in units]


@router.get("/lessons/{lesson_id}", responses=documented(LessonNotFound))
async def read_lesson(lesson_id: str, language: Language) -> LessonDocument:
    """Read one lesson."""
    unit = next((one for one in load().units if one.id == lesson_id), None)
    if unit is None:
        raise LessonNotFound("There is no lesson of this name.")
    return lesson_document(unit, language)


@checking.post("/check", responses=documented(CrossSite), dependencies=[LIMITED])
def check_text(wish: TextDocument, language: Language) -> CheckedDocument:
    """Find the mood errors of a text; where more than one reading is open, nothing is said."""
    found = check(wish.text)
    return CheckedDocument(findings=[finding_document(one, wish.text, language) for one in found])


@cache
def _lemmas() -> tuple[str, ...]:
    return tuple(sorted(lexicon()))
