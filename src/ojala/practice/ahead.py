"""The use case of taking exercises along: a whole session issued at once."""

from dataclasses import replace
from datetime import datetime

from ojala.content.course import Course
from ojala.errors import NothingToPractise
from ojala.learning.learner import Learner
from ojala.practice import queries, service
from ojala.practice.planning import kinds_next
from ojala.practice.values import Aim, Issued, Session, Wish
from ojala.storage import memories
from ojala.storage.database import Transaction
from ojala.storage.ids import new_id

JUDGED = frozenset({"cloze", "conjugation", "mood_choice", "meaning"})
"""The kinds whose answers a device can judge: one form, or one of a few that are offered."""


async def issue_ahead(
    tx: Transaction, *, learner: Learner, course: Course, now: datetime, seed: int
) -> tuple[Issued, ...]:
    """Issue every exercise of a session, to be answered in this order later on.

    Where nothing is due or new, it is of what is weakest.
    """
    session = await _begun(tx, learner, course, now)
    seen = set(await queries.recent_sentences(tx, learner))
    cards = await memories.cards(tx, learner)
    reach = course.reach(cards, learner.preferences.placed)
    issued = list[Issued]()
    for place, choice in enumerate(session.plan.choices):
        before, card = replace(session, issued=tuple(issued)), cards.get(choice.item)
        kinds = kinds_next(choice.item, before, card, course, seed + place, newcomer=not cards)
        exercise = course.exercise(
            choice.item,
            seed + place,
            reach=reach,
            avoid=seen,
            preferences=learner.preferences,
            kinds=[kind for kind in kinds if kind in JUDGED],
        )
        seen.add(exercise.likeness)
        issued.append(Issued(new_id(now), session.id, place + 1, now, choice, exercise))
        await queries.add_exercise(tx, learner, issued[-1], course.version)
    return tuple(issued)


async def _begun(tx: Transaction, learner: Learner, course: Course, now: datetime) -> Session:
    for aim in (Aim.QUICK, Aim.WEAK):
        session = await service.start_session(
            tx, learner=learner, course=course, now=now, wish=Wish(aim)
        )
        if session.plan.choices:
            return session
    raise NothingToPractise("There is nothing to take along yet.")


async def latest_review(tx: Transaction, *, learner: Learner) -> datetime | None:
    """When the learner's last review was, so that none is recorded before it."""
    return await memories.latest_review(tx, learner)
