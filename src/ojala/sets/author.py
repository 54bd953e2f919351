"""Who writes: a learner with all it takes to check and store what they send."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Annotated
from uuid import UUID

from fastapi import Depends

from ojala.content.course import Course
from ojala.errors import NotAnExercise
from ojala.exercises.exercise import Exercise
from ojala.exercises.written import Written
from ojala.learning.learner import Learner
from ojala.sets import service
from ojala.sets.documents import said
from ojala.sets.uploads import rows_of
from ojala.sets.values import OwnExercise, Report, Row
from ojala.web.dependencies import (
    BriefLearner,
    CurrentCourse,
    CurrentShell,
    Language,
    Now,
    Shell,
)


@dataclass(frozen=True, slots=True)
class Author:
    """A learner who writes; what they write is checked in a thread, before any transaction."""

    learner: Learner
    shell: Shell
    course: Course
    now: datetime
    language: str

    async def check(self, written: Written) -> Exercise:
        """The exercise a sentence makes; a fault in it is told in the author's language."""
        try:
            return await asyncio.to_thread(service.check, written)
        except NotAnExercise as fault:
            fault.detail = said(fault.key, fault.words, self.language)
            raise

    async def add(self, set_id: UUID, written: Written) -> OwnExercise:
        """Check a sentence and add it to a set."""
        exercise = await self.check(written)
        async with self.shell.database.transaction() as tx:
            return await service.add(
                tx,
                learner=self.learner,
                set_id=set_id,
                written=written,
                exercise=exercise,
                now=self.now,
            )

    async def change(
        self, set_id: UUID, exercise_id: UUID, written: Written, seen: datetime | None
    ) -> OwnExercise:
        """Check a sentence and put it in the place of another."""
        exercise = await self.check(written)
        async with self.shell.database.transaction() as tx:
            return await service.change(
                tx,
                learner=self.learner,
                place=(set_id, exercise_id),
                written=written,
                exercise=exercise,
                now=self.now,
                seen=seen,
            )

    async def bring(self, set_id: UUID, file: IO[bytes], *, only_good: bool) -> Report:
        """Check every row of a file and take them all, or none, or the good ones."""
        rows = await asyncio.to_thread(self._rows, file)
        async with self.shell.database.transaction() as tx:
            return await service.take(
                tx,
                learner=self.learner,
                set_id=set_id,
                rows=rows,
                only_good=only_good,
                now=self.now,
            )

    def _rows(self, file: IO[bytes]) -> tuple[Row, ...]:
        return service.examine(rows_of(file, self.course.content.sentences))


async def _author(
    learner: BriefLearner, shell: CurrentShell, course: CurrentCourse, now: Now, language: Language
) -> Author:
    return Author(learner, shell, course, now, language)


CurrentAuthor = Annotated[Author, Depends(_author)]
"""The learner who writes."""
