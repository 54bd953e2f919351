"""Progress as pages."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from ojala.progress import presentation, service
from ojala.progress.names import Nickname
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentLearner,
    CurrentTransaction,
    Language,
    Leaderboards,
    Now,
    Visitor,
)
from ojala.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get("/progress")
async def show_overview(
    request: Request,
    visitor: Visitor,
    tx: CurrentTransaction,
    course: CurrentCourse,
    now: Now,
    language: Language,
) -> Response:
    """Show where a learner stands; somebody who never practised is told what will be here."""
    if visitor is None:
        return render(request, "progress/nobody.html")
    found = await service.overview(tx, learner=visitor, course=course, now=now)
    view = presentation.overview(found, language)
    return render(request, "progress/overview.html", {"view": view})


@router.get("/progress/accuracy")
async def show_accuracy(
    request: Request,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    course: CurrentCourse,
    now: Now,
    language: Language,
) -> Response:
    """Show how often and how fast a learner is right, and recent mistakes."""
    found = await service.accuracy(tx, learner=learner, course=course, now=now)
    view = presentation.accuracy(found, course, language)
    return render(request, "progress/accuracy.html", {"view": view})


@router.get("/progress/memory")
async def show_memory(
    request: Request,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    now: Now,
    language: Language,
) -> Response:
    """Show how well recall is foretold, and the reviews to come."""
    found = await service.foresight(tx, learner=learner, now=now)
    view = presentation.foresight(found, language)
    return render(request, "progress/memory.html", {"view": view})


@router.post("/progress/memory/fit")
async def fit(learner: CurrentLearner, tx: CurrentTransaction, now: Now) -> Response:
    """Ask for the learner's own parameters; they are there when the job is done."""
    await service.ask_for_fit(tx, learner=learner, now=now)
    return RedirectResponse("/progress/memory?asked", status_code=303)


@router.post("/progress/streak/repair")
async def repair(learner: CurrentLearner, tx: CurrentTransaction, now: Now) -> Response:
    """Bridge the days that were missed."""
    await service.repair_streak(tx, learner=learner, now=now)
    return RedirectResponse("/progress", status_code=303)


@router.get("/progress/achievements")
async def show_achievements(
    request: Request, learner: CurrentLearner, tx: CurrentTransaction, language: Language
) -> Response:
    """Show what was reached, and what there is to reach."""
    found = await service.reached(tx, learner=learner)
    view = presentation.reached(found, learner, language)
    return render(request, "progress/achievements.html", {"view": view})


@router.get("/progress/leaderboard", dependencies=[Leaderboards])
async def show_leaderboard(
    request: Request, learner: CurrentLearner, tx: CurrentTransaction, now: Now
) -> Response:
    """Show this week's points of those who chose to be ranked."""
    found = await service.leaderboard(tx, learner=learner, now=now)
    context = {"view": found, "nickname": learner.preferences.nickname}
    return render(request, "progress/leaderboard.html", context)


@router.post("/progress/leaderboard", dependencies=[Leaderboards])
async def name_oneself(
    learner: CurrentLearner,
    tx: CurrentTransaction,
    now: Now,
    nickname: Annotated[Nickname, Form()] = "",
) -> Response:
    """Take a name for the leaderboard, or leave it with none."""
    await service.name_oneself(tx, learner=learner, nickname=nickname, now=now)
    return RedirectResponse("/progress/leaderboard", status_code=303)
