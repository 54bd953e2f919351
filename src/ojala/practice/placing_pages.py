"""Placement as pages: what the test is, where it has placed one, and the way past it."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ojala.practice import around, placing
from ojala.practice.newcomers import CurrentNewcomer
from ojala.practice.values import Aim, Wish
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentLearner,
    CurrentShell,
    CurrentTransaction,
    Now,
    Seed,
    Visitor,
)
from ojala.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get("/placement")
async def show_placement(
    request: Request, visitor: Visitor, shell: CurrentShell, course: CurrentCourse
) -> Response:
    """Say what the test is, or where it has placed whoever took it."""
    chosen = visitor.preferences if visitor else shell.defaults
    view = around.placement(chosen, course)
    return render(request, "practice/placement.html", {"view": view, "known": visitor is not None})


@router.post("/placement")
async def begin_test(newcomer: CurrentNewcomer, seed: Seed) -> Response:
    """Begin a test; somebody unknown becomes a guest, for its result is theirs."""
    return newcomer.sent(await newcomer.begin(seed, Wish(Aim.PLACE)))


@router.post("/placement/decline")
async def decline(learner: CurrentLearner, tx: CurrentTransaction, now: Now) -> Response:
    """Begin at the beginning, whatever a test has said, and be offered none."""
    await placing.decline(tx, learner=learner, now=now)
    return RedirectResponse("/", status_code=303)
