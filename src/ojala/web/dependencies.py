"""What endpoints may ask for: a transaction, the learner, the content, the time, chance."""

import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime, tzinfo
from typing import Annotated, NamedTuple

from fastapi import Depends, Request

from ojala.content.course import Course
from ojala.errors import Unauthenticated
from ojala.learning.learner import Learner, Preferences
from ojala.storage.database import Database, Transaction
from ojala.storage.learners import calendar_of
from ojala.web import identity
from ojala.web.appearance import page_for
from ojala.web.limits import RateLimits
from ojala.web.security import SAFE_METHODS


class Shell(NamedTuple):
    """What a root builds once and every request uses."""

    database: Database
    course: Course
    limits: RateLimits
    defaults: Preferences
    rate_limit: str
    guest_limit: str
    secure_cookies: bool
    metrics_token: str


def _shell(request: Request) -> Shell:
    shell: Shell = request.app.state.shell
    return shell


CurrentShell = Annotated[Shell, Depends(_shell)]


def _now(request: Request) -> datetime:
    now: datetime = request.app.state.clock()
    return now


def _seed() -> int:
    return secrets.randbits(53)


async def _transaction(request: Request, shell: CurrentShell) -> AsyncIterator[Transaction]:
    async with shell.database.transaction(read_only=request.method in SAFE_METHODS) as tx:
        yield tx


def _course(shell: CurrentShell) -> Course:
    return shell.course


CurrentCourse = Annotated[Course, Depends(_course)]
Now = Annotated[datetime, Depends(_now)]
Seed = Annotated[int, Depends(_seed)]
CurrentTransaction = Annotated[Transaction, Depends(_transaction, scope="function")]
"""One request is one transaction; it is committed before the answer leaves."""


async def _visitor(request: Request, tx: CurrentTransaction) -> Learner | None:
    return await identity.find_learner(tx, identity.token_of(request))


Visitor = Annotated[Learner | None, Depends(_visitor)]
"""The learner who asks, if they are known."""


def _zone(visitor: Visitor) -> tzinfo:
    return calendar_of(visitor.preferences).zone if visitor else UTC


Zone = Annotated[tzinfo, Depends(_zone)]
"""The time zone of whoever asks, for what they read; what is stored is in UTC."""


async def _learner(request: Request, visitor: Visitor, shell: CurrentShell) -> Learner:
    if visitor is None:
        raise Unauthenticated("Start a practice session first: that makes you known here.")
    if request.method not in SAFE_METHODS:
        await shell.limits.hit(shell.rate_limit, "learner", str(visitor.id))
    return visitor


CurrentLearner = Annotated[Learner, Depends(_learner)]
"""The learner who asks; nobody unknown passes."""


async def _brief_learner(request: Request, shell: CurrentShell) -> Learner:
    async with shell.database.transaction(read_only=True) as tx:
        visitor = await identity.find_learner(tx, identity.token_of(request))
    return await _learner(request, visitor, shell)


BriefLearner = Annotated[Learner, Depends(_brief_learner)]
"""The learner who asks, looked up before slow work: no transaction waits for its end."""


async def _anybody(request: Request, shell: CurrentShell) -> None:
    await shell.limits.hit(shell.rate_limit, "anybody", _address(request))


LIMITED = Depends(_anybody)
"""Counts the requests of somebody who need not be known, by where they come from."""


def _address(request: Request) -> str:
    return request.client.host if request.client else "-"


class Known(NamedTuple):
    """A learner, and their token if it was made just now."""

    learner: Learner
    new_token: str | None


async def _known(
    request: Request, visitor: Visitor, tx: CurrentTransaction, shell: CurrentShell, now: Now
) -> Known:
    if visitor is not None:
        await shell.limits.hit(shell.rate_limit, "learner", str(visitor.id))
        return Known(visitor, None)
    await shell.limits.hit(shell.guest_limit, "guest", _address(request))
    return Known(*await identity.create_guest(tx, now, shell.defaults))


KnownLearner = Annotated[Known, Depends(_known)]
"""The learner who asks, a new guest if they were unknown."""


def _language(request: Request) -> str:
    return page_for(request).language


Language = Annotated[str, Depends(_language)]
"""The language of whoever asks: chosen, or the browser's."""
