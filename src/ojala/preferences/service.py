"""The use case of preferences: a learner chooses."""

from datetime import datetime

from ojala.learning.learner import Learner, Preferences
from ojala.preferences.choices import Chosen
from ojala.storage.database import Transaction
from ojala.storage.learners import change_preferences


async def choose(
    tx: Transaction, *, learner: Learner, chosen: Chosen, now: datetime
) -> Preferences:
    """Store what a learner has chosen; what they were not asked stays as it was."""
    return (await change_preferences(tx, learner, chosen.applied, now)).preferences
