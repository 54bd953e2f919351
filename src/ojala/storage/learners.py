"""Learners between their row and their value, and the changes of what they have chosen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select

from ojala.learning.days import Calendar
from ojala.learning.learner import Clockwork, Learner, Preferences
from ojala.storage import memories
from ojala.storage.base import JsonObject
from ojala.storage.database import Transaction
from ojala.storage.direct import ask
from ojala.storage.tables import LearnerRow
from ojala.storage.writing import is_embedded, next_turn

_preferences = TypeAdapter(Preferences)


def learner_of(row: LearnerRow) -> Learner:
    """The learner a row describes."""
    return made_of(row.id, row.preferences)


def made_of(learner_id: UUID, stored: JsonObject) -> Learner:
    """The learner of an id with these preferences."""
    preferences = _preferences.validate_python(stored)
    former = tuple((held.until, calendar_of(held)) for held in preferences.former)
    return Learner(learner_id, preferences, calendar_of(preferences), former)


def calendar_of(chosen: Preferences | Clockwork) -> Calendar:
    """The calendar by which a learner's days begin and end."""
    zone = UTC if chosen.zone == "UTC" else ZoneInfo(chosen.zone)
    return Calendar(zone, time(chosen.turns))


def dump_preferences(preferences: Preferences) -> dict[str, Any]:
    """Preferences as they are stored."""
    dumped: dict[str, Any] = _preferences.dump_python(preferences, mode="json")
    return dumped


async def lock(tx: Transaction, learner: Learner) -> None:
    """Let one learner's changes take turns, whatever the number of tabs and devices.

    Their turn is counted, so that who read without the lock can tell whether they were overtaken.
    In the embedded database all writers take turns already.
    """
    if not is_embedded(tx) and tx.info.get(_LOCKED) != learner.id:
        await ask(tx, _LOCK, {"learner": learner.id})
        note_lock(tx, learner.id)


def note_lock(tx: Transaction, learner_id: UUID) -> None:
    """Remember that a transaction holds the lock of a learner."""
    tx.info[_LOCKED] = learner_id


_LOCKED = "ojala_locked"
_LOCK = select(
    next_turn(LearnerRow.id == bindparam("learner")).returning(LearnerRow.id).cte("taken")
)


async def learners(tx: Transaction) -> list[Learner]:
    """Everybody, in the order in which they came."""
    rows = await tx.scalars(select(LearnerRow).order_by(LearnerRow.id))
    return [learner_of(row) for row in rows]


async def find(tx: Transaction, learner_id: UUID) -> Learner | None:
    """The learner of an id, if there still is one."""
    row = await tx.get(LearnerRow, learner_id)
    return learner_of(row) if row else None


async def change_preferences(
    tx: Transaction,
    learner: Learner,
    change: Callable[[Preferences], Preferences],
    now: datetime,
) -> Learner:
    """Change what a learner has chosen, and whatever follows from it.

    The change is made to what is stored now, so that two devices undo nothing of each other's.
    Cards follow a new schedule at once; days that were lived keep the calendar of their time.
    """
    await lock(tx, learner)
    row = await tx.get_one(LearnerRow, learner.id, populate_existing=True)
    before = _preferences.validate_python(row.preferences)
    after = _moved(before, change(before), now)
    row.preferences = dump_preferences(after)
    await tx.flush()
    changed = learner_of(row)
    if before.schedule.parameters != after.schedule.parameters:
        await memories.rebuild(tx, changed)
    elif before.schedule != after.schedule:
        await memories.redate(tx, changed)
    return changed


def _moved(before: Preferences, after: Preferences, now: datetime) -> Preferences:
    if (before.zone, before.turns) == (after.zone, after.turns):
        return after
    left = Clockwork(now, before.zone, before.turns)
    return replace(after, former=(*after.former, left))
