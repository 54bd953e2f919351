"""Who is asking: from the cookie of a browser or the bearer token of a program to a learner.

Both carry the same opaque token, of which only a hash is stored. Somebody unknown who begins to
practise becomes a guest: a learner with a token and nothing else.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import select

from ojala.learning.learner import Learner, Preferences
from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
from ojala.storage.learners import dump_preferences, learner_of
from ojala.storage.tables import LearnerRow, LoginRow

COOKIE = "ojala_login"
LIFETIME = timedelta(days=365)


def token_of(request: Request) -> str | None:
    """The token a request carries, if any."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(COOKIE)


async def find_learner(tx: Transaction, token: str | None) -> Learner | None:
    """The learner a token stands for."""
    if not token:
        return None
    found = await tx.scalar(
        select(LearnerRow)
        .join(LoginRow, LoginRow.learner_id == LearnerRow.id)
        .where(LoginRow.token_hash == _hash(token))
    )
    return learner_of(found) if found else None


async def create_guest(
    tx: Transaction, now: datetime, preferences: Preferences
) -> tuple[Learner, str]:
    """A new learner and the token that will be theirs."""
    row = LearnerRow(id=new_id(now), created_at=now, preferences=dump_preferences(preferences))
    tx.add(row)
    await tx.flush()
    return learner_of(row), await add_login(tx, row.id, now)


async def add_login(tx: Transaction, learner_id: UUID, now: datetime) -> str:
    """A new token for a learner."""
    token = secrets.token_urlsafe(32)
    tx.add(LoginRow(token_hash=_hash(token), learner_id=learner_id, created_at=now))
    await tx.flush()
    return token


def remember(response: Response, token: str, *, secure: bool) -> None:
    """Have the browser keep a token."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
