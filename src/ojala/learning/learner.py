"""Whom the decisions are made for: a learner and what they have chosen."""

from dataclasses import dataclass, field
from uuid import UUID

from ojala.diagnosis import Accents, Policy, Retries
from ojala.exercises.generation import Variety
from ojala.spanish.features import Person


@dataclass(frozen=True, slots=True)
class Preferences:
    """A learner's choices; the defaults serve somebody who never makes one."""

    session_size: int = 10
    """How many exercises a session sets out with."""
    desired_retention: float = 0.9
    """The probability of recall at which an item becomes due."""
    parameters: tuple[float, ...] = ()
    """FSRS parameters fitted to this learner; empty for the published defaults."""
    variety: Variety = Variety.ANY
    """Whose Spanish the sentences are in."""
    accents: Accents = Accents.LENIENT
    """How a missing accent is taken, where it makes no other word."""
    retries: Retries = Retries.ANY
    """After which answers a second and a third try are offered."""

    @property
    def policy(self) -> Policy:
        """The choices that touch a verdict."""
        return Policy(self.accents, self.retries, _ADDRESS[self.variety])


_ADDRESS = {
    Variety.ANY: frozenset({Person.TU, Person.VOSOTROS}),
    Variety.SPAIN: frozenset({Person.TU, Person.VOSOTROS}),
    Variety.AMERICA: frozenset({Person.TU}),
    Variety.VOSEO: frozenset({Person.VOS}),
}
"""How one says *you* in each variety; usted and ustedes are everywhere."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner, guest or not."""

    id: UUID
    preferences: Preferences = field(default_factory=Preferences)
