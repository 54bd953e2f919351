"""Learners between their row and their value."""

from typing import Any

from pydantic import TypeAdapter

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


async def save_preferences(tx: Transaction, learner: Learner, chosen: Preferences) -> None:
    """Store what a learner has chosen."""
    row = await tx.get_one(LearnerRow, learner.id)
    row.preferences = dump_preferences(chosen)
    await tx.flush()
