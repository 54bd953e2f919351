"""What those who run the service are shown, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ojala.diagnosis import Verdict
from ojala.storage.audit import Act, Entry, mark
from ojala.storage.logins import Login, Role
from ojala.storage.switches import Switch

__all__ = [
    "Act",
    "Entry",
    "JobState",
    "Letter",
    "Login",
    "Outcome",
    "Overview",
    "Person",
    "Report",
    "Role",
    "Search",
    "Switch",
    "Task",
    "mark",
]


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    GIVEN_UP = "given-up"
    DONE = "done"


class Outcome(StrEnum):
    """What came of a report."""

    REMARKED = "remarked"
    """The rules of today judge otherwise, and memory follows."""
    KEPT = "kept"
    """Somebody looked, and the verdict and the sentence stand."""


@dataclass(frozen=True, slots=True)
class Search:
    """Which accounts are looked for."""

    text: str = ""
    """A part of the address or the name."""
    role: Role | None = None
    disabled: bool = False
    """Only those that are disabled."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account as those who run the service see it."""

    id: UUID
    email: str
    name: str
    role: Role
    language: str
    has_second_step: bool
    created_at: datetime
    seen_at: datetime | None
    disabled_at: datetime | None
    deletion_due: datetime | None

    @property
    def mark(self) -> str:
        """What the audit log calls them."""
        return mark(self.id)


@dataclass(frozen=True, slots=True)
class Report:
    """What a learner said against a verdict or a sentence, and what the rules say today."""

    exercise_id: UUID
    kinds: tuple[str, ...]
    """`right`: "I was right"; `report`: something is wrong with the sentence."""
    made_at: datetime
    exercise_kind: str
    sentence: str
    gloss: str
    given: str
    due: tuple[str, ...]
    verdict: Verdict
    today: Verdict
    differs: bool
    """Whether the rules of today say anything else, be it of the verdict or of its reasons."""
    engine_version: str
    settled_at: datetime | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Task:
    """A job as those who run the service see it; what it was told is nobody's business."""

    id: UUID
    name: str
    state: JobState
    created_at: datetime
    run_after: datetime
    attempts: int
    finished_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of a letter; its address is masked."""

    id: UUID
    template: str
    to: str
    language: str
    outcome: str
    note: str
    logged_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """How things stand."""

    roles: Mapping[Role, int]
    guests: int
    disabled: int
    open_reports: int
    jobs_waiting: int
    jobs_given_up: int
    mails_refused: int
