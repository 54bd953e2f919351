"""The way out of letters: by the token in each, without signing in (RFC 8058)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import Response

from ojala.accounts import letters
from ojala.accounts.doors import AtDoor, Door
from ojala.accounts.letters import Kind
from ojala.accounts.pages import show
from ojala.errors import LinkExpired
from ojala.web.journal import note

router = APIRouter(include_in_schema=False, prefix="/letters")

Token = Annotated[str, Query(max_length=500)]


def _named(door: Door, token: str) -> tuple[UUID, Kind]:
    """Whose letters, and which; raises `LinkExpired` for what no letter of ours had."""
    found = door.shell.keys.stopped_by(token)
    if found is None or found[1] not in set(Kind):
        raise LinkExpired("This link is of no letter of ours.")
    return found[0], Kind(found[1])


@router.get("/stop")
async def ask_to_stop(door: AtDoor, token: Token = "") -> Response:
    """Offer to end letters: a link that is only looked at, by a filter say, ends nothing."""
    _, kind = _named(door, token)
    return show(door, "letters", {"kind": kind, "token": token, "stopped": False})


@router.post("/stop")
async def stop(door: AtDoor, token: Token = "") -> Response:
    """End them, for a person who clicked or for the mail program that did it in their name."""
    learner_id, kind = _named(door, token)
    async with door.begin() as tx:
        await letters.stop(tx, learner_id, kind, door.now)
    note(f"letters stopped: {kind}", learner_id)
    return show(door, "letters", {"kind": kind, "token": token, "stopped": True})
