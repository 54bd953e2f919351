"""The security log: what happened at the doors, and whose account it was; no secret, no address."""

import structlog


def note(event: str, learner_id: object) -> None:
    """Write what a security log must have."""
    structlog.get_logger("ojala.security").info(event, learner=str(learner_id))
