"""A learner at practice, through the use cases."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest

from ojala.content.course import Course, course
from ojala.exercises.exercise import Response
from ojala.exercises.item import Item
from ojala.learning.learner import Learner, Preferences
from ojala.learning.mastery import Summary
from ojala.learning.scheduling import Card
from ojala.practice import answering, service
from ojala.practice.answering import Feedback
from ojala.practice.values import ANYTHING, Issued, Objection, Session, Wish
from ojala.storage import memories
from ojala.storage.database import Database
from ojala.storage.memories import Replay
from ojala.web import identity

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Ana:
    """A learner who practises: each call is one request, a few seconds after the last."""

    database: Database
    course: Course
    learner: Learner
    now: datetime = MORNING
    seeds: Iterator[int] = field(default_factory=lambda: count(1))

    def wait(self, time: timedelta) -> None:
        """Let time go by."""
        self.now += time

    async def start(self, wish: Wish = ANYTHING) -> Session:
        """Start a session."""
        self.wait(timedelta(seconds=5))
        async with self.database.transaction() as tx:
            return await service.start_session(
                tx, learner=self.learner, course=self.course, now=self.now, wish=wish
            )

    async def next(self, session_id: UUID, *, hears: bool = False) -> Issued | None:
        """Ask for the next exercise."""
        self.wait(timedelta(seconds=5))
        async with self.database.transaction() as tx:
            return await service.next_exercise(
                tx,
                learner=self.learner,
                session_id=session_id,
                course=self.course,
                now=self.now,
                seed=next(self.seeds),
                hears=hears,
            )

    async def answer(
        self, issued: Issued, text: str | None, number: int = 1, elapsed: float = 5.0
    ) -> Feedback:
        """Answer an exercise; None gives up."""
        self.wait(timedelta(seconds=5))
        response = None if text is None else Response(text, elapsed)
        async with self.database.transaction() as tx:
            return await answering.submit_answer(
                tx,
                learner=self.learner,
                exercise_id=issued.id,
                number=number,
                response=response,
                course=self.course,
                now=self.now,
            )

    async def session(self, session_id: UUID) -> Session:
        """Look at a session."""
        async with self.database.transaction(read_only=True) as tx:
            return await service.session(tx, learner=self.learner, session_id=session_id)

    async def undo(self, issued: Issued) -> None:
        """Take an answer back."""
        async with self.database.transaction() as tx:
            await service.object_to(
                tx,
                learner=self.learner,
                exercise_id=issued.id,
                kind=Objection.UNDONE,
                course=self.course,
                now=self.now,
            )

    async def cards(self) -> dict[Item, Card]:
        """Look at all cards."""
        async with self.database.transaction(read_only=True) as tx:
            return await memories.cards(tx, self.learner)

    async def replay(self) -> Replay:
        """Compare the cards with the log."""
        async with self.database.transaction(read_only=True) as tx:
            return await service.replay_cards(tx, learner=self.learner)

    async def summary(self, session_id: UUID) -> Summary:
        """Look at how a session went."""
        async with self.database.transaction(read_only=True) as tx:
            return await service.summary(
                tx,
                learner=self.learner,
                session_id=session_id,
                course=self.course,
                now=self.now,
            )


async def guest(database: Database) -> Learner:
    """Somebody new."""
    async with database.transaction() as tx:
        learner, _ = await identity.create_guest(tx, MORNING, Preferences())
    return learner


@pytest.fixture
async def ana(database: Database) -> Ana:
    """Ana, a new guest."""
    return Ana(database, course(), await guest(database))
