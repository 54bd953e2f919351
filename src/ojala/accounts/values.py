"""What accounts are told and asked, as frozen values."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from ojala.accounts.provider import Provider
from ojala.learning.learner import Learner
from ojala.storage.database import Transaction
from ojala.storage.logins import Kind, Login, Role, Scope
from ojala.storage.switches import Switch

__all__ = [
    "Account",
    "Entered",
    "Kind",
    "Login",
    "Mail",
    "Purpose",
    "Rebuild",
    "Role",
    "Scope",
    "Switch",
    "Ticket",
    "Tools",
    "Vault",
    "Week",
]


class Purpose(StrEnum):
    """What a ticket is good for."""

    SIGN_UP = "sign-up"
    RESET = "reset"
    EMAIL = "email"
    SECOND_STEP = "second-step"
    """The password was right; the code is awaited."""
    SET_UP = "set-up"
    """A second step that waits for its first code."""
    PROVIDER = "provider"
    """Somebody was sent to the other service they sign in by."""
    JOINING = "joining"
    """The other service vouched for somebody, who has not agreed to anything yet."""
    NOTHING = "nothing"
    """For an address that nobody has: the same work, to no end."""


class Mail(StrEnum):
    """The mails that are sent, by the name of their template, each with what is put into it."""

    CONFIRM = "confirm"
    """`path`: finish signing up."""
    KNOWN = "known"
    """`path`: somebody signed up with an address that has an account; choose a new password."""
    RESET = "reset"
    """`path`: choose a new password."""
    UNKNOWN = "unknown"
    """Somebody asked for a new password, and no account has this address."""
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a template, not a password
    NEW_EMAIL = "new-email"
    """`path`: confirm the new address."""
    EMAIL_CHANGED = "email-changed"
    """To the old address."""
    SECOND_STEP_ON = "second-step-on"
    SECOND_STEP_OFF = "second-step-off"
    RECOVERY_USED = "recovery-used"
    """`left`: how many recovery codes remain."""
    REMINDER = "reminder"
    """`due`: how many reviews are due; `path`: practise."""
    WEEKLY = "weekly"
    """`answers`, `days`, `right` (per cent) and `due` of a week; `path`: progress."""
    LINKED = "linked"
    """`provider`: the service by which one can sign in from now on."""
    DELETION = "deletion"
    """`day`: when the account will be gone, as an ISO date; `path`: where to keep it."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a learner who is no guest is known by."""

    learner_id: UUID
    email: str
    name: str
    language: str
    role: Role
    password_hash: str
    totp_secret: str | None
    created_at: datetime
    disabled_at: datetime | None
    deletion_due: datetime | None

    @property
    def has_second_step(self) -> bool:
        """Whether a code is asked for besides the password."""
        return self.totp_secret is not None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a secret that was sent to somebody is good for."""

    learner_id: UUID | None
    data: dict[str, str]


@dataclass(frozen=True, slots=True)
class Entered:
    """A login made just now, with its secret, which will not be seen again."""

    learner_id: UUID
    login_id: UUID
    secret: str


@dataclass(frozen=True, slots=True)
class Week:
    """What a week of practice has brought."""

    answers: int
    right: int
    days: int


class Vault(Protocol):
    """Keeps texts that the database holds and nobody may read there."""

    def seal(self, text: str) -> str:
        """Encrypt a text."""

    def open(self, sealed: str) -> str:
        """Decrypt it."""


Rebuild = Callable[[Transaction, Learner], Awaitable[object]]
"""Makes a learner's cards and figures anew from their log, after two logs became one."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a root gives to this feature: how to keep secrets, and how to rebuild cards."""

    vault: Vault
    rebuild: Rebuild
    provider: Provider | None = None
    """Another service that people may sign in by."""
