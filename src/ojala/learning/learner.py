"""Whom the decisions are made for: a learner and what they have chosen."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Preferences:
    """A learner's choices; the defaults serve somebody who never makes one."""

    session_size: int = 10
    """How many exercises a session sets out with."""
    desired_retention: float = 0.9
    """The probability of recall at which an item becomes due."""
    parameters: tuple[float, ...] = ()
    """FSRS parameters fitted to this learner; empty for the published defaults."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner, guest or not."""

    id: UUID
    preferences: Preferences = field(default_factory=Preferences)
