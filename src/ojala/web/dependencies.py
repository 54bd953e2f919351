"""What endpoints may ask for: a transaction, the learner, the content, the time, chance.

All of it is asynchronous, also what waits for nothing: a plain function would be called in a
thread, and to hand it over costs more than an answer's SQL.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, tzinfo
from typing import Annotated, NamedTuple

from fastapi import Depends, Request, Response
from fastapi.params import Depends as DependsMarker

from ojala.content.course import Course
from ojala.errors import (
    AccountNeeded,
    Forbidden,
    ScopeMissing,
    SecondStepRequired,
    Unauthenticated,
)
from ojala.learning.learner import Learner, Preferences
from ojala.storage import logins
from ojala.storage.database import Database, Transaction
from ojala.storage.learners import calendar_of
from ojala.storage.logins import Kind, Login, Role, Scope, Shown
from ojala.storage.switches import Switch
from ojala.web import identity
from ojala.web.appearance import page_for
from ojala.web.keys import Keys
from ojala.web.limits import RateLimits
from ojala.web.security import SAFE_METHODS
from ojala.web.switches import Switches


class Shell(NamedTuple):
    """What a root builds once and every request uses."""

    database: Database
    course: Course
    limits: RateLimits
    keys: Keys
    switches: Switches
    defaults: Preferences
    rate_limit: str
    guest_limit: str
    login_limit: str
    secure_cookies: bool
    metrics_token: str


def shell_of(request: Request) -> Shell:
    """The shell that a request came to.

    Dependencies call this and its like, and ask for no `CurrentShell`: FastAPI takes every
    dependency of a dependency apart anew for each of the routes that reach it.
    """
    shell: Shell = request.app.state.shell
    return shell


async def _shell(request: Request) -> Shell:
    return shell_of(request)


CurrentShell = Annotated[Shell, Depends(_shell)]


def now_of(request: Request) -> datetime:
    """The time of a request, the same as long as it lasts."""
    if not hasattr(request.state, "now"):
        request.state.now = request.app.state.clock()
    now: datetime = request.state.now
    return now


async def _now(request: Request) -> datetime:
    return now_of(request)


async def _seed() -> int:
    return secrets.randbits(53)


async def _transaction(request: Request) -> AsyncIterator[Transaction]:
    database = shell_of(request).database
    async with database.transaction(read_only=request.method in SAFE_METHODS) as tx:
        yield tx


async def _course(request: Request) -> Course:
    return shell_of(request).course


CurrentCourse = Annotated[Course, Depends(_course)]
Now = Annotated[datetime, Depends(_now)]
Seed = Annotated[int, Depends(_seed)]
CurrentTransaction = Annotated[Transaction, Depends(_transaction, scope="function")]
"""One request is one transaction; it is committed before the answer leaves."""


def _token_of(request: Request) -> str | None:
    """The cookie or bearer token that a request carries."""
    secure = shell_of(request).secure_cookies
    return identity.bearer_of(request) or identity.cookie_of(request, secure=secure)


def shown_of(request: Request) -> Shown | None:
    """What a request is known by, if by anything."""
    return identity.shown(_token_of(request), shell_of(request).keys, now_of(request))


def _within_scope(request: Request, login: Login) -> Login:
    needed = Scope.READ if request.method in SAFE_METHODS else Scope.PRACTISE
    if login.kind is Kind.TOKEN and needed not in login.scopes:
        raise ScopeMissing(f"This needs a token with the scope `{needed}`.")
    return login


async def _visiting(request: Request, tx: CurrentTransaction) -> Login | None:
    shell, now, shown = shell_of(request), now_of(request), shown_of(request)
    await shell.switches.refresh(tx, now)
    changes = request.method not in SAFE_METHODS
    login = await logins.find_shown(tx, shown, locking=changes) if shown else None
    if login is not None:
        identity.note(request, login.learner)
    if login is None or not changes:
        return login and _within_scope(request, login)
    return await logins.note_use(tx, _within_scope(request, login), now)


VisitingLogin = Annotated[Login | None, Depends(_visiting)]


async def _visitor(login: VisitingLogin) -> Learner | None:
    return login.learner if login else None


Visitor = Annotated[Learner | None, Depends(_visitor)]
"""The learner who asks, if they are known."""


async def _zone(visitor: Visitor) -> tzinfo:
    return calendar_of(visitor.preferences).zone if visitor else UTC


Zone = Annotated[tzinfo, Depends(_zone)]
"""The time zone of whoever asks, for what they read; what is stored is in UTC."""


async def _learner(request: Request, visitor: Visitor) -> Learner:
    if visitor is None:
        raise Unauthenticated("Start a practice session first: that makes you known here.")
    if request.method not in SAFE_METHODS:
        await _count(request, visitor)
    return visitor


async def _count(request: Request, learner: Learner) -> None:
    """Count a request against its learner's limit, once whichever way it takes."""
    if not hasattr(request.state, "counted"):
        request.state.counted = True
        shell = shell_of(request)
        await shell.limits.hit(shell.rate_limit, "learner", str(learner.id))


CurrentLearner = Annotated[Learner, Depends(_learner)]
"""The learner who asks; nobody unknown passes."""


async def admit(request: Request, login: Login) -> Learner:
    """Let whoever a login stands for change something, if it may and they do not too often."""
    identity.note(request, login.learner)
    learner = _within_scope(request, login).learner
    await _count(request, learner)
    return learner


@asynccontextmanager
async def at_work(request: Request) -> AsyncIterator[tuple[Transaction, Learner]]:
    """What `CurrentTransaction` and `CurrentLearner` are, for who does not always need them."""
    async with asynccontextmanager(_transaction)(request) as tx:
        yield tx, await _learner(request, await _visitor(await _visiting(request, tx)))


async def _caller(request: Request) -> Login | None:
    """Look up who asks in a transaction of its own, which ends before slow work begins."""
    shell, now, shown = shell_of(request), now_of(request), shown_of(request)
    async with shell.database.transaction(read_only=True) as tx:
        await shell.switches.refresh(tx, now)
        login = await logins.find_shown(tx, shown) if shown else None
    if login is not None:
        identity.note(request, login.learner)
    if login is not None and request.method not in SAFE_METHODS:
        await _count(request, login.learner)
    return login


Caller = Annotated[Login | None, Depends(_caller)]
"""The login of whoever asks, if they are known; for requests that hash a password."""


async def _brief_learner(request: Request, caller: Caller) -> Learner:
    if caller is None:
        raise Unauthenticated("Start a practice session first: that makes you known here.")
    return _within_scope(request, caller).learner


BriefLearner = Annotated[Learner, Depends(_brief_learner)]
"""The learner who asks, looked up before slow work: no transaction waits for its end."""


async def _anybody(request: Request) -> None:
    shell = shell_of(request)
    await shell.limits.hit(shell.rate_limit, "anybody", address_of(request))


LIMITED = Depends(_anybody)
"""Counts the requests of somebody who need not be known, by where they come from."""


async def _account(request: Request, caller: Caller) -> Login:
    if caller is None:
        raise Unauthenticated("Sign in first.")
    if caller.is_guest:
        raise AccountNeeded("This needs an account.")
    if caller.kind is Kind.TOKEN and request.method not in SAFE_METHODS:
        raise ScopeMissing("A personal token does not change its owner's account: sign in.")
    return _within_scope(request, caller)


CurrentAccount = Annotated[Login, Depends(_account)]
"""The login of somebody with an account; personal tokens may only look."""


async def _teacher(login: CurrentAccount) -> Login:
    if login.role not in {Role.TEACHER, Role.ADMIN}:
        raise Forbidden("This is for teachers.")
    return login


async def _admin(login: CurrentAccount) -> Login:
    if login.role is not Role.ADMIN or login.kind is Kind.TOKEN:
        raise Forbidden("This is for administrators.")
    if not login.has_second_step:
        raise SecondStepRequired("Turn on the second step of your account first.")
    return login


CurrentTeacher = Annotated[Login, Depends(_teacher)]
"""The login of a teacher or an administrator."""
CurrentAdmin = Annotated[Login, Depends(_admin)]
"""The login of an administrator with a second step, never a personal token."""


class Known(NamedTuple):
    """A learner, and their token if it was made just now."""

    learner: Learner
    new_token: str | None


def address_of(request: Request) -> str:
    """Where a request comes from, to count by."""
    return request.client.host if request.client else "-"


async def _known(request: Request, visitor: Visitor, tx: CurrentTransaction) -> Known:
    shell = shell_of(request)
    if visitor is not None:
        await _count(request, visitor)
        return Known(visitor, None)
    if not shell.switches.is_on(Switch.GUESTS):
        raise Unauthenticated("Here one practises with an account: sign in first.")
    await shell.limits.hit(shell.guest_limit, "guest", address_of(request))
    learner, token = await identity.create_guest(tx, now_of(request), shell.defaults)
    identity.note(request, learner)
    return Known(learner, token)


KnownLearner = Annotated[Known, Depends(_known)]
"""The learner who asks, a new guest if they were unknown."""


async def _keep_private(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


KeptPrivate = Depends(_keep_private)
"""For answers that no cache may keep."""


async def _language(request: Request) -> str:
    return page_for(request).language


Language = Annotated[str, Depends(_language)]
"""The language of whoever asks: chosen, or the browser's."""


def switched(switch: Switch) -> DependsMarker:
    """For endpoints of what can be switched off."""

    async def _check(request: Request, _visitor: Visitor) -> None:
        shell_of(request).switches.require(switch)

    made: DependsMarker = Depends(_check)
    return made


Leaderboards = switched(Switch.LEADERBOARDS)
"""For the endpoints of the leaderboards."""
