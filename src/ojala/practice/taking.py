"""How an answer comes in from the web: at once where that can be, else in a transaction."""

from typing import NamedTuple
from uuid import UUID

import structlog
from fastapi import Request

from ojala.exercises.exercise import Response
from ojala.learning.learner import Learner
from ojala.practice.answering import Feedback, answer_at_once, submit_answer
from ojala.practice.before import enter
from ojala.practice.values import FIRST
from ojala.storage.direct import Interrupted, statements, takes_statements
from ojala.storage.logins import is_noted
from ojala.web import counting
from ojala.web.dependencies import admit, at_work, now_of, shell_of, shown_of


class Taken(NamedTuple):
    """Who answered, and what came of it."""

    learner: Learner
    feedback: Feedback


async def take(
    request: Request, exercise_id: UUID, number: int, response: Response | None
) -> Taken:
    """Take an answer from whoever sent it, or none from somebody who gives up."""
    taken = await _at_once(request, exercise_id, response) if number == FIRST else None
    if taken is None:
        async with at_work(request) as (tx, learner):
            feedback = await submit_answer(
                tx,
                learner=learner,
                exercise_id=exercise_id,
                number=number,
                response=response,
                course=shell_of(request).course,
                now=now_of(request),
            )
        taken = Taken(learner, feedback)
    counting.count_verdict(taken.feedback.attempt.diagnosis)
    return taken


async def _at_once(request: Request, exercise_id: UUID, response: Response | None) -> Taken | None:
    """Take a first answer without a transaction; None where the usual way has to be taken."""
    shell, now, shown = shell_of(request), now_of(request), shown_of(request)
    if shown is None or not takes_statements(shell.database):
        return None
    try:
        async with statements(shell.database) as work:
            await shell.switches.refresh_outside(work, now)
            entry = await enter(work, shown, exercise_id)
            if entry is None or not is_noted(entry.login, now):
                return None
            learner = await admit(request, entry.login)
            feedback = await answer_at_once(
                work,
                entry,
                exercise_id=exercise_id,
                response=response,
                course=shell.course,
                now=now,
            )
            return Taken(learner, feedback) if feedback else None
    except Interrupted as error:  # the usual way says what is wrong, or that it was stored
        structlog.get_logger().warning("an answer was interrupted", error=repr(error))
        return None
