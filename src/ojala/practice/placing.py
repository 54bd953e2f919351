"""Placement: a session that finds where a learner stands, by whatever question tells most."""

from dataclasses import replace
from datetime import datetime
from random import Random

from ojala.content.course import Course
from ojala.learning.learner import Learner, Preferences
from ojala.learning.placement import Answered, ability, next_question
from ojala.learning.selection import Choice, Reason
from ojala.practice.values import Issued, Session
from ojala.storage.database import Transaction
from ojala.storage.learners import change_preferences


def question_after(
    session: Session, course: Course, preferences: Preferences
) -> tuple[Choice, ...]:
    """Choose the next question of a test; none when enough is known.

    Of questions that tell the same, another one is asked in each test.
    """
    pool = list(course.questions(preferences))
    Random(session.id.int).shuffle(pool)  # noqa: S311 - a fresh choice, not a secret
    asked = {issued.choice.item for issued in session.issued}
    left = [question for question in pool if question.item not in asked]
    found = next_question(left, answers(session, course))
    return (Choice(found.item, Reason.PLACEMENT),) if found else ()


def answers(session: Session, course: Course) -> list[Answered]:
    """Return the questions of a test that were answered; what was taken back is none."""
    heights = {question.item: question for question in course.questions()}
    return [
        Answered(heights[issued.choice.item], _knew(issued))
        for issued in session.issued
        if issued.attempts and not issued.undone
    ]


def _knew(issued: Issued) -> bool:
    """Tell whether a learner showed by themselves what they were asked for.

    Where the answer says nothing of it, as a wrong mood of its form, the question was not solved.
    """
    return not issued.hints and issued.choice.item in issued.attempts[0].diagnosis.shown


async def conclude(
    tx: Transaction, *, learner: Learner, session: Session, course: Course, now: datetime
) -> Learner:
    """Begin from where the answers of a test have placed a learner."""
    found = ability(answers(session, course))
    return await change_preferences(
        tx, learner, lambda chosen: replace(chosen, placed=found, unplaced=False), now
    )


async def decline(tx: Transaction, *, learner: Learner, now: datetime) -> Learner:
    """Begin at the beginning, and be asked no more whether one wants to be placed."""
    return await change_preferences(
        tx, learner, lambda chosen: replace(chosen, placed=None, unplaced=True), now
    )
