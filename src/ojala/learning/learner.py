"""Whom the decisions are made for: a learner, what they have chosen, and their days."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from ojala.diagnosis import Accents, Policy, Retries
from ojala.exercises.generation import Variety
from ojala.learning.days import Calendar
from ojala.learning.memory import DEFAULT_PARAMETERS
from ojala.learning.placement import Ability
from ojala.learning.scheduling import Schedule
from ojala.learning.selection import Limits
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
class Clockwork:
    """The calendar somebody lived by until a moment: moving house rewrites no day lived."""

    until: datetime
    zone: str
    turns: int


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
    dictation: bool = False
    """Whether some exercises are heard and written down, where the browser has a Spanish voice."""
    zone: str = "UTC"
    """The time zone of the learner's days, by its name in the IANA database."""
    turns: int = 4
    """The hour at which the learner's day turns over."""
    language: str = ""
    """The language of the interface; empty for the browser's."""
    theme: str = "auto"
    """How pages look: `auto` as the system has it, `light` or `dark`."""

    reviews_a_day: int = 100
    """How many reviews a day holds at most."""
    new_a_day: int = 8
    """How many new items a day brings at most."""
    daily_goal: int = 20
    """How many exercises make a good day; 0 for no goal."""
    streak: bool = True
    """Whether days in a row are counted."""
    reminders: bool = False
    """Whether a letter says, once a day, that reviews are due."""
    weekly: bool = False
    """Whether a letter sums up each week."""
    letter_hour: int = 18
    """The hour of the learner's own clock from which letters are sent."""
    repaired: tuple[date, ...] = ()
    """Missed days over which a streak was repaired."""
    former: tuple[Clockwork, ...] = ()
    """The calendars before the present one, the oldest first."""
    nickname: str = ""
    """The name on the leaderboards; empty for somebody who is not on them."""
    placed: Ability | None = None
    """What the placement test found; `None` for somebody who begins at the beginning."""
    unplaced: bool = False
    """Whether they have said that they want no placement test."""

    @property
    def policy(self) -> Policy:
        """The choices that touch a verdict."""
        return Policy(self.accents, self.retries, _ADDRESS[self.variety])

    @property
    def schedule(self) -> Schedule:
        """How the learner's cards are scheduled."""
        return Schedule(self.desired_retention, self.parameters or DEFAULT_PARAMETERS)

    @property
    def limits(self) -> Limits:
        """How much a day may hold."""
        return Limits(self.reviews_a_day, self.new_a_day)

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
    calendar: Calendar = field(default_factory=Calendar)
    """The learner's days, as they have chosen them."""
    former: tuple[tuple[datetime, Calendar], ...] = ()
    """The calendars before that, each with the moment until which it held."""

    def calendar_at(self, moment: datetime) -> Calendar:
        """Return the calendar the learner lived by at a moment."""
        return next((held for until, held in self.former if moment <= until), self.calendar)

    def day(self, moment: datetime) -> date:
        """Return the learner's day at a moment, as it was then."""
        return self.calendar_at(moment).day(moment)
