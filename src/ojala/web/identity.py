"""Who is asking: from the cookie of a browser or the bearer token of a program to a login.

A cookie, a guest's token and a personal token are opaque, and only a hash of each is stored. An
access token is a signed JWT that names the login it was given for; that login must still stand.
Somebody unknown who begins to practise becomes a guest: a learner with a token and nothing else.
"""

from datetime import datetime, timedelta

from fastapi import Request
from fastapi.responses import Response

from ojala.learning.learner import Learner, Preferences
from ojala.storage import logins
from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
from ojala.storage.learners import dump_preferences, learner_of
from ojala.storage.logins import GUEST_LIFETIME, Shown
from ojala.storage.tables import LearnerRow
from ojala.web.keys import Keys

COOKIE = "ojala_login"
STATE = "learner_id"
"""Under this name a request remembers who asked, once that is known."""
LIFETIME = timedelta(days=365)
"""How long a browser keeps its cookie; the login behind it may end sooner."""


def cookie_name(name: str, *, secure: bool) -> str:
    """A cookie's name; on https browsers then take it from this host alone."""
    return f"__Host-{name}" if secure else name


def bearer_of(request: Request) -> str | None:
    """The token in a request's `Authorization` header, if any."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def cookie_of(request: Request, *, secure: bool) -> str | None:
    """The login cookie a request carries, if any."""
    return request.cookies.get(cookie_name(COOKIE, secure=secure))


def shown(token: str | None, keys: Keys, now: datetime) -> Shown | None:
    """What a cookie or a bearer token asks for; None where it cannot stand for anybody."""
    if not token:
        return None
    if token.count(".") == 2:  # noqa: PLR2004 - the dots of a JWT; our own secrets have none
        login_id = keys.login_of(token, now)
        return logins.shown_program(login_id, now) if login_id else None
    return logins.shown_secret(token, now)


async def create_guest(
    tx: Transaction, now: datetime, preferences: Preferences
) -> tuple[Learner, str]:
    """A new learner and the token that will be theirs."""
    row = LearnerRow(id=new_id(now), created_at=now, preferences=dump_preferences(preferences))
    tx.add(row)
    await tx.flush()
    _, token = await logins.add(tx, row.id, now, lifetime=GUEST_LIFETIME)
    return learner_of(row), token


def note(request: Request, learner: Learner) -> None:
    """Have a request remember who asked."""
    setattr(request.state, STATE, learner.id)


def remember(response: Response, token: str, *, secure: bool) -> None:
    """Have the browser keep a token."""
    response.set_cookie(
        cookie_name(COOKIE, secure=secure),
        token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def forget(response: Response, *, secure: bool) -> None:
    """Have the browser drop its token."""
    response.delete_cookie(
        cookie_name(COOKIE, secure=secure), httponly=True, samesite="lax", secure=secure
    )
