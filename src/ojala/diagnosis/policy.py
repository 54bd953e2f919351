"""Policy: what a learner's settings change in a verdict, and how much help comes when."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from ojala.diagnosis.findings import FindingKind, Severity
from ojala.diagnosis.verdict import Diagnosis
from ojala.spanish.features import Person


class Accents(StrEnum):
    """How a missing or misplaced accent is taken, where it makes no other word."""

    LENIENT = "lenient"
    STRICT = "strict"


class Retries(StrEnum):
    """After which answers a second try is offered."""

    NEVER = "never"
    SLIPS = "slips"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Policy:
    """A learner's settings as far as they touch a verdict."""

    accents: Accents = Accents.LENIENT
    retries: Retries = Retries.ANY
    address: frozenset[Person] = field(
        default_factory=lambda: frozenset({Person.TU, Person.VOSOTROS})
    )
    """Which of tú, vos and vosotros the learner uses; usted and ustedes are always there."""


class Step(IntEnum):
    """How much an explanation gives away: what to look at, then how it is built, then the form."""

    PROMPT = 1
    HINT = 2
    FORM = 3


def next_step(diagnosis: Diagnosis, *, attempts: int, policy: Policy | None = None) -> Step:
    """How much to say after this many attempts, the one just diagnosed included."""
    if diagnosis.verdict.accepted or not retry_worthwhile(diagnosis, policy):
        return Step.FORM
    return Step(min(max(attempts, 1), Step.FORM))


# Where there is nothing to mend, a second try would be a guess.
_NOTHING_TO_MEND = frozenset(
    {
        FindingKind.EMPTY,
        FindingKind.NOT_SPANISH,
        FindingKind.ENGLISH,
        FindingKind.OTHER_FORM,
    }
)


def retry_worthwhile(diagnosis: Diagnosis, policy: Policy | None = None) -> bool:
    """Whether a second try would teach more than the answer itself."""
    retries = (policy or Policy()).retries
    first = diagnosis.first
    if diagnosis.verdict.accepted or first is None or retries is Retries.NEVER:
        return False
    if retries is Retries.ANY:
        return first.kind not in _NOTHING_TO_MEND
    return all(finding.severity is not Severity.ERROR for finding in diagnosis.findings)
