"""Who asks the tutor: a learner with all it takes to answer; no transaction waits for a model."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from anyio import CancelScope
from fastapi import Depends, Request

from ojala.content.course import Course
from ojala.diagnosis.normalization import readable
from ojala.errors import Invalid, SwitchedOff, TooMany
from ojala.learning.learner import Learner
from ojala.storage.switches import Switch
from ojala.tutor import queries, service
from ojala.tutor.forms import vocabulary
from ojala.tutor.questions import inquiry
from ojala.tutor.service import Admitted, Standing, Tutor
from ojala.tutor.telling import Telling, instead
from ojala.tutor.values import Case, Inquiry, Kept, Outcome, Part, Question, Way
from ojala.web import counting
from ojala.web.dependencies import (
    BriefLearner,
    Caller,
    CurrentCourse,
    CurrentShell,
    Language,
    Now,
    Shell,
    address_of,
)

GUEST_LIMIT = "30/hour"
"""Questions of guests from one address: a new guest has a new budget, so that alone is no bound."""

EVENTS = "text/event-stream"
STREAM = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""What keeps caches and proxies from holding an answer back."""


def question_of(way: Way, text: str, language: str) -> Question:
    """The question that was sent; words count where they are asked for, and there it takes some."""
    words = readable(text) if way is Way.DISCUSS else ""
    if way is Way.DISCUSS and not words:
        raise Invalid("Write what you would like to know.", field="/text")
    return Question(way, language, words)


def event(name: str, data: str) -> str:
    """A server-sent event."""
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n{lines}\n"


@dataclass(frozen=True, slots=True)
class Pupil:
    """A learner who asks."""

    request: Request
    learner: Learner
    is_guest: bool
    tutor: Tutor
    shell: Shell
    course: Course
    now: datetime
    language: str

    async def standing(self) -> Standing:
        """How they stand to the tutor."""
        async with self.shell.database.transaction(read_only=True) as tx:
            return await service.standing(tx, self.tutor, learner=self.learner, now=self.now)

    async def agree(self, *, agreed: bool) -> None:
        """Note whether they agree that what they ask is sent away."""
        async with self.shell.database.transaction() as tx:
            await service.agree(tx, self.tutor, learner=self.learner, agreed=agreed, now=self.now)

    async def case(self, exercise_id: UUID) -> tuple[Case, list[Kept]]:
        """The case of an exercise, and what was told about it before."""
        async with self.shell.database.transaction(read_only=True) as tx:
            case = await service.case(
                tx,
                learner=self.learner,
                exercise_id=exercise_id,
                course=self.course,
                language=self.language,
            )
            return case, await queries.told(tx, self.learner, exercise_id)

    async def ask(self, exercise_id: UUID, question: Question) -> AsyncGenerator[Part]:
        """Ask; the answer comes line by line. All that can be refused is refused before."""
        case, _ = await self.case(exercise_id)
        model = self.tutor.model.name
        asked = await asyncio.to_thread(inquiry, exercise_id, case, question, model)
        admitted = await self._admitted(asked)
        if admitted.call is None:
            counting.count_tutor(question.way.value, admitted.outcome.value)
            return _at_once(admitted.kept or instead(case, question.way))
        telling = Telling(
            self.tutor.model,
            asked.sent,
            case=case,
            way=question.way,
            known=await asyncio.to_thread(vocabulary, self.course),
            patience=self.tutor.patience,
        )
        return self._told(asked, admitted.call, telling)

    async def _admitted(self, asked: Inquiry) -> Admitted:
        if self.is_guest:
            try:
                await self.shell.limits.hit(GUEST_LIMIT, "tutor", address_of(self.request))
            except TooMany:
                return Admitted(Outcome.SPENT)
        async with self.shell.database.transaction() as tx:
            return await service.admit(
                tx, self.tutor, learner=self.learner, inquiry=asked, now=self.now
            )

    async def _told(self, asked: Inquiry, call: UUID, telling: Telling) -> AsyncGenerator[Part]:
        try:
            async with aclosing(telling.parts()) as parts:
                async for part in parts:
                    yield part
        finally:
            with CancelScope(shield=True):  # whoever leaves has asked all the same
                await self._account_for(asked, call, telling)

    async def _account_for(self, asked: Inquiry, call: UUID, telling: Telling) -> None:
        usage, outcome = telling.usage, telling.outcome
        service.learn(self.tutor, outcome, self.now)
        counting.count_tutor(asked.question.way.value, outcome.value)
        counting.count_tutor_cost(usage.prompt, usage.completion, telling.faults)
        async with self.shell.database.transaction() as tx:
            await service.account_for(
                tx,
                learner=self.learner,
                inquiry=asked,
                call=call,
                telling=telling,
                now=self.now,
            )


async def _at_once(parts: tuple[Part, ...]) -> AsyncGenerator[Part]:
    for part in parts:
        yield part


def tutor_of(request: Request) -> Tutor | None:
    """The tutor that a root has hired; None where no server is set."""
    tutor: Tutor | None = request.app.state.tutor
    return tutor


async def _pupil(
    request: Request,
    learner: BriefLearner,
    caller: Caller,
    shell: CurrentShell,
    course: CurrentCourse,
    now: Now,
    language: Language,
) -> Pupil:
    shell.switches.require(Switch.TUTOR)
    tutor = tutor_of(request)
    if tutor is None:
        raise SwitchedOff("No server is set that could be asked.")
    is_guest = caller is None or caller.is_guest
    return Pupil(request, learner, is_guest, tutor, shell, course, now, language)


CurrentPupil = Annotated[Pupil, Depends(_pupil)]
"""The learner who asks, where there is a tutor."""
