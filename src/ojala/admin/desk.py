"""What pages and endpoints of administration share: an administrator, the time, the database."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from ojala.admin.values import Login
from ojala.storage.database import Transaction
from ojala.web.dependencies import CurrentAdmin, Shell, now_of, shell_of

LONGEST_PAGE = 100
PAGE = 50


@dataclass(frozen=True, slots=True)
class Desk:
    """An administrator at work."""

    request: Request
    shell: Shell
    now: datetime
    login: Login

    def begin(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction of this request's own."""
        return self.shell.database.transaction()

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction that only looks."""
        return self.shell.database.transaction(read_only=True)


async def _desk(request: Request, login: CurrentAdmin) -> Desk:
    return Desk(request, shell_of(request), now_of(request), login)


AtDesk = Annotated[Desk, Depends(_desk)]
Before = Annotated[UUID | None, Query(description="The cursor `next` of a page.")]
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE)]
SearchText = Annotated[str, Query(max_length=254)]
