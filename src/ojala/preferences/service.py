"""The use case of preferences: a learner chooses."""

from ojala.learning.learner import Learner, Preferences
from ojala.preferences.choices import Chosen
from ojala.storage.database import Transaction
from ojala.storage.learners import save_preferences


async def choose(tx: Transaction, *, learner: Learner, chosen: Chosen) -> Preferences:
    """Store what a learner has chosen; what they were not asked stays as it was."""
    applied = chosen.applied(learner.preferences)
    await save_preferences(tx, learner, applied)
    return applied
