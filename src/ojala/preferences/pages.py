"""The preferences page: everything that may be chosen, and one button."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from ojala.preferences import service
from ojala.preferences.choices import SHOWN, Chosen, zones
from ojala.web import appearance, identity
from ojala.web.dependencies import (
    CurrentShell,
    CurrentTransaction,
    KnownLearner,
    Now,
    VisitingLogin,
)
from ojala.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get("/preferences")
async def show_preferences(request: Request, login: VisitingLogin, shell: CurrentShell) -> Response:
    """Show what is chosen; to somebody unknown, what they would begin with."""
    chosen = login.learner.preferences if login else shell.defaults
    view = {
        "view": chosen,
        "has_account": login is not None and not login.is_guest,
        "persons": SHOWN,
        "zones": zones(),
        "saved": "saved" in request.query_params,
    }
    return render(request, "preferences/preferences.html", view)


@router.post("/preferences")
async def save_preferences(
    request: Request,
    known: KnownLearner,
    tx: CurrentTransaction,
    shell: CurrentShell,
    now: Now,
    chosen: Annotated[Chosen, Form()],
) -> Response:
    """Store what was chosen; somebody unknown becomes a guest, for it is theirs."""
    stored = await service.choose(tx, learner=known.learner, chosen=chosen, now=now)
    reply = RedirectResponse("/preferences?saved", status_code=303)
    appearance.wear(request, reply, stored)
    if known.new_token:
        identity.remember(reply, known.new_token, secure=shell.secure_cookies)
    return reply
