"""What both doors share, pages and API: who stands there, with what device, and how often."""

import hashlib
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import Response

from ojala.accounts import credentials
from ojala.accounts.devices import device_name
from ojala.accounts.service import Device
from ojala.accounts.values import Account, Entered, Kind, Scope, Tools
from ojala.errors import ScopeMissing, Unauthenticated
from ojala.storage.database import Database, Transaction
from ojala.storage.logins import Login
from ojala.web import identity
from ojala.web.appearance import page_for
from ojala.web.dependencies import (
    Caller,
    CurrentAccount,
    Shell,
    address_of,
    now_of,
    shell_of,
)
from ojala.web.journal import note

WIDE_LIMIT = "100/hour"
"""Attempts at one account from anywhere, and at any account from one address."""
CODE_LIMIT = "10/hour"
"""Codes of the second step that may be tried at one account, whoever knows its password."""
MAIL_LIMIT = "5/hour"
"""Mails that strangers may have sent to one address."""
MAILS_LIMIT = "20/hour"
"""Mails that one address may have sent to others."""


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody at the door: what they carry, and what is needed to let them in."""

    request: Request
    shell: Shell
    now: datetime
    language: str
    caller: Login | None

    @property
    def tools(self) -> Tools:
        """What the root gave to this feature."""
        tools: Tools = self.request.app.state.accounts
        return tools

    @property
    def database(self) -> Database:
        """For use cases that wait between two transactions."""
        return self.shell.database

    def known(self, *, changing: bool = False) -> Login:
        """The login of whoever asks, guests included; personal tokens may only look."""
        login = self.caller
        if login is None:
            raise Unauthenticated("There is nobody here whom we know.")
        if login.kind is Kind.TOKEN and (changing or Scope.READ not in login.scopes):
            raise ScopeMissing("This token does not reach this far.")
        return login

    def begin(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction of this request's own."""
        return self.shell.database.transaction()

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction that only looks."""
        return self.shell.database.transaction(read_only=True)

    def device(self, kind: Kind = Kind.BROWSER) -> Device:
        """Where somebody signs in."""
        name = device_name(self.request.headers.get("user-agent", ""))
        return Device(kind, name, self.caller)

    async def count_attempt(self, whom: str) -> None:
        """Count an attempt to prove to be somebody; raises `TooMany` beyond the limits."""
        address, account = address_of(self.request), _key(whom)
        limits = self.shell.limits
        await limits.hit(self.shell.login_limit, "attempt", account, address)
        await limits.hit(WIDE_LIMIT, "attempts-at", account)
        await limits.hit(WIDE_LIMIT, "attempts-from", address)

    async def count_code(self, learner_id: UUID | None) -> None:
        """Count a code that is tried at an account; raises `TooMany` beyond the limit."""
        if learner_id is not None:
            await self.shell.limits.hit(CODE_LIMIT, "codes-at", str(learner_id))

    async def count_mail(self, to: str) -> None:
        """Count a mail that somebody has sent to an address; raises `TooMany` beyond the limits."""
        await self.shell.limits.hit(MAILS_LIMIT, "mails-from", address_of(self.request))
        await self.shell.limits.hit(MAIL_LIMIT, "mails-to", _key(to))

    def let_in(self, reply: Response, entered: Entered) -> Response:
        """Have the browser carry a new login's secret."""
        identity.remember(reply, entered.secret, secure=self.shell.secure_cookies)
        note("signed in", entered.learner_id)
        return reply

    def let_out(self, reply: Response) -> Response:
        """Have the browser drop its secret, and all that it kept of this site."""
        identity.forget(reply, secure=self.shell.secure_cookies)
        reply.headers["Clear-Site-Data"] = '"cache", "storage"'
        return reply


@dataclass(frozen=True, slots=True)
class OwnDoor(Door):
    """Somebody who is in: the login of an account."""

    login: Login

    async def count_proof(self) -> None:
        """Count an attempt to prove to be the owner."""
        await self.count_attempt(str(self.login.learner.id))

    async def prove(self, password: str) -> Account:
        """Have the owner prove by the password that they are the owner; every attempt counts."""
        await self.count_proof()
        return await credentials.prove(self.database, self.login, password)


def _key(whom: str) -> str:
    """Whom to count by; addresses of people stay out of the counters."""
    return hashlib.sha256(whom.strip().lower().encode("utf-8", "replace")).hexdigest()[:32]


async def _door(request: Request, caller: Caller) -> Door:
    language = page_for(request).language
    return Door(request, shell_of(request), now_of(request), language, caller)


async def _own_door(request: Request, login: CurrentAccount) -> OwnDoor:
    language = page_for(request).language
    return OwnDoor(request, shell_of(request), now_of(request), language, login, login)


AtDoor = Annotated[Door, Depends(_door)]
AtOwnDoor = Annotated[OwnDoor, Depends(_own_door)]
