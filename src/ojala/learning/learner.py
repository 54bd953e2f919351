"""Whom the decisions are made for: a learner and what they have chosen."""

from dataclasses import dataclass, field
from uuid import UUID

from ojala.diagnosis import Accents, Policy, Retries
from ojala.exercises.generation import Variety
from ojala.spanish.features import Person

PERSONS = (
    Person.YO,
    Person.TU,
    Person.VOS,
    Person.EL,
    Person.NOSOTROS,
    Person.VOSOTROS,
    Person.ELLOS,
)
"""Everybody a verb can be about, in the order of a paradigm."""


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
    left_out: tuple[Person, ...] = ()
    """Persons whose forms are not asked for."""
    hints: bool = True
    """Whether hints are offered before an answer."""
    accent_keys: bool = True
    """Whether the keys for accented letters are shown under the sentence."""
    speech: bool = True
    """Whether sentences can be listened to, where the browser has a Spanish voice."""
    zone: str = "UTC"
    """The time zone of the learner's days, by its name in the IANA database."""
    turns: int = 4
    """The hour at which the learner's day turns over."""
    language: str = ""
    """The language of the interface; empty for the browser's."""
    theme: str = "auto"
    """How pages look: `auto` as the system has it, `light` or `dark`."""

    @property
    def policy(self) -> Policy:
        """The choices that touch a verdict."""
        return Policy(self.accents, self.retries, _ADDRESS[self.variety])

    @property
    def persons(self) -> frozenset[Person]:
        """Whose forms are asked for: those of the region, without those left out."""
        return frozenset(PERSONS) - (_YOU - _ADDRESS[self.variety]) - frozenset(self.left_out)


_YOU = frozenset({Person.TU, Person.VOS, Person.VOSOTROS})
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
