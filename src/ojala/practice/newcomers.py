"""Somebody who begins to practise, by whatever page they come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi.responses import RedirectResponse, Response

from ojala.content.course import Course
from ojala.practice import own, service
from ojala.practice.issuing import issue
from ojala.practice.values import ANYTHING, Issued, Session, Wish
from ojala.web import identity
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentShell,
    CurrentTransaction,
    Known,
    KnownLearner,
    Now,
    Shell,
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who begins to practise, known here before or not."""

    known: Known
    tx: CurrentTransaction
    course: Course
    shell: Shell
    now: datetime

    async def begin(
        self, seed: int, wish: Wish = ANYTHING, *, hears: bool = False
    ) -> Issued | None:
        """Start a session and issue its first exercise; None where there is nothing to do."""
        session = await service.start_session(
            self.tx, learner=self.known.learner, course=self.course, now=self.now, wish=wish
        )
        return await self.first_of(session, seed, hears=hears)

    async def begin_own(self, seed: int, set_id: UUID) -> Issued | None:
        """Start a session with a set of their own, and issue its first sentence."""
        session = await own.start_session(
            self.tx, learner=self.known.learner, set_id=set_id, now=self.now
        )
        return await self.first_of(session, seed)

    async def first_of(self, session: Session, seed: int, *, hears: bool = False) -> Issued | None:
        """Issue the first exercise of a session that was begun just now."""
        begun = await issue(
            self.tx,
            learner=self.known.learner,
            session=session,
            course=self.course,
            now=self.now,
            seed=seed,
            hears=hears,
        )
        return begun.current

    def sent(self, issued: Issued | None) -> Response:
        """Send them to their exercise, known from now on."""
        return self.known_by(go(address_of(issued.id) if issued else "/practice/nothing-due"))

    def known_by(self, reply: Response) -> Response:
        """Make them known to their browser from this reply on."""
        if self.known.new_token:
            identity.remember(reply, self.known.new_token, secure=self.shell.secure_cookies)
        return reply


async def _newcomer(
    known: KnownLearner,
    tx: CurrentTransaction,
    course: CurrentCourse,
    shell: CurrentShell,
    now: Now,
) -> Newcomer:
    return Newcomer(known, tx, course, shell, now)


CurrentNewcomer = Annotated[Newcomer, Depends(_newcomer)]


def go(address: str) -> RedirectResponse:
    """Send somebody to an address, to be read."""
    return RedirectResponse(address, status_code=303)


def address_of(exercise_id: UUID) -> str:
    """The address of an exercise."""
    return f"/practice/exercises/{exercise_id}"
