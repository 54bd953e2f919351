"""Sessions as JSON: those there were, and one that is ended early."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from ojala.errors import CrossSite, SessionNotFound, Unauthenticated
from ojala.practice import service
from ojala.practice.api import SessionDocument, session_document
from ojala.web.dependencies import CurrentLearner, CurrentTransaction, Now
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["practice"], prefix=f"{API}/sessions")

LONGEST_PAGE = 50


class SessionPage(BaseModel):
    """Sessions, newest first; `next` is the cursor of the following page."""

    sessions: list[SessionDocument]
    next: UUID | None


class SessionChanges(BaseModel):
    """What may be changed about a session: that it is over."""

    model_config = ConfigDict(extra="forbid")

    finished: Literal[True] = Field(examples=[True])


@router.get("", responses=documented(Unauthenticated))
async def list_sessions(
    learner: CurrentLearner,
    tx: CurrentTransaction,
    before: Annotated[UUID | None, Query(description="The cursor `next` of a page.")] = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = 20,
) -> SessionPage:
    """List the learner's sessions, newest first."""
    found = await service.sessions(tx, learner=learner, before=before, limit=limit)
    following = found[-1].id if len(found) == limit else None
    return SessionPage(sessions=[session_document(one) for one in found], next=following)


@router.patch("/{session_id}", responses=documented(SessionNotFound, Unauthenticated, CrossSite))
async def change_session(
    session_id: UUID,
    _changes: SessionChanges,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    now: Now,
) -> SessionDocument:
    """End a session before nothing remains; one that is over stays as it is."""
    await service.end_session(tx, learner=learner, session_id=session_id, now=now)
    return session_document(await service.session(tx, learner=learner, session_id=session_id))
