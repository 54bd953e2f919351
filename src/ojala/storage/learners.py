"""Learners between their row and their value."""

from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from ojala.learning.days import Calendar
from ojala.learning.learner import Learner, Preferences
from ojala.storage.database import Transaction
from ojala.storage.tables import LearnerRow

_preferences = TypeAdapter(Preferences)


def learner_of(row: LearnerRow) -> Learner:
    """The learner a row describes."""
    return Learner(row.id, _preferences.validate_python(row.preferences))


def dump_preferences(preferences: Preferences) -> dict[str, Any]:
    """Preferences as they are stored."""
    dumped: dict[str, Any] = _preferences.dump_python(preferences, mode="json")
    return dumped


def calendar_of(preferences: Preferences) -> Calendar:
    """The calendar by which a learner's days begin and end."""
    return Calendar(ZoneInfo(preferences.zone), time(preferences.turns))


async def save_preferences(tx: Transaction, learner: Learner, chosen: Preferences) -> None:
    """Store what a learner has chosen."""
    row = await tx.get_one(LearnerRow, learner.id)
    row.preferences = dump_preferences(chosen)
    await tx.flush()
