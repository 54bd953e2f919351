"""Logins: which browser, program or token stands for whom, and for how long."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, bindparam, delete, select, update

from ojala.learning.learner import Learner
from ojala.storage.database import Transaction
from ojala.storage.direct import Question, ask
from ojala.storage.ids import new_id
from ojala.storage.learners import made_of, note_lock
from ojala.storage.tables import AccountRow, LearnerRow, LoginRow
from ojala.storage.writing import is_embedded, next_turn, table_of


class Role(StrEnum):
    """What somebody is here, from the least rights to the most."""

    GUEST = "guest"
    LEARNER = "learner"
    TEACHER = "teacher"
    ADMIN = "admin"


class Kind(StrEnum):
    """What holds a login's secret."""

    BROWSER = "browser"
    """A cookie; a guest's program may send it as a bearer token."""
    PROGRAM = "program"
    """A refresh token, which changes at each use."""
    TOKEN = "token"  # noqa: S105 - a kind, not a secret
    """A personal token that its owner made and named."""


class Scope(StrEnum):
    """What a personal token may be used for."""

    READ = "read"
    """To look at anything of its owner's."""
    PRACTISE = "practise"
    """To practise in its owner's name."""


LIFETIMES = {
    Kind.BROWSER: timedelta(days=30),
    Kind.PROGRAM: timedelta(days=30),
    Kind.TOKEN: timedelta(days=365),
}
"""How long each lasts unused; a personal token lasts that long altogether."""
GUEST_LIFETIME = timedelta(days=365)
"""A guest has nothing but the cookie, so that it is kept."""
GLANCE = timedelta(hours=1)
"""How old the note of the last use may grow before it is written anew."""


@dataclass(frozen=True, slots=True)
class Login:
    """A login that stands: whose it is, and what it may be used for."""

    id: UUID
    learner: Learner
    role: Role
    kind: Kind
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    seen_at: datetime
    has_second_step: bool = False
    """Whether its owner's account asks for a code besides the password."""

    @property
    def is_guest(self) -> bool:
        """Whether there is no account behind it."""
        return self.role is Role.GUEST


def new_secret() -> str:
    """A secret that nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A secret that people may have to copy by hand: 64 random bits, as 16 digits."""
    return secrets.token_hex(8)


def hash_of(secret: str) -> bytes:
    """What is stored of a secret; a long random one needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


async def add(
    tx: Transaction,
    learner_id: UUID,
    now: datetime,
    *,
    kind: Kind = Kind.BROWSER,
    name: str = "",
    scopes: Collection[Scope] = (),
    lifetime: timedelta | None = None,
) -> tuple[UUID, str]:
    """Make a login; its id, and the secret that will not be seen again."""
    secret = new_secret()
    row = LoginRow(
        token_hash=hash_of(secret),
        id=new_id(now),
        learner_id=learner_id,
        kind=kind.value,
        name=name,
        scopes=" ".join(sorted(scopes)),
        created_at=now,
        seen_at=now,
        expires_at=now + (lifetime or LIFETIMES[kind]),
    )
    tx.add(row)
    await tx.flush()
    return row.id, secret


async def find(
    tx: Transaction, secret: str, now: datetime, *, locking: bool = False
) -> Login | None:
    """The login a cookie or a personal token stands for; `locking` its learner where asked."""
    return await find_shown(tx, shown_secret(secret, now), locking=locking)


async def find_shown(tx: Transaction, shown: "Shown", *, locking: bool = False) -> Login | None:
    """The login that something shown stands for; `locking` its learner where asked."""
    locks = locking and not is_embedded(tx)
    rows = await ask(tx, shown.standing.locking if locks else shown.standing.plain, shown.values)
    if not rows:
        return None
    if locks:
        note_lock(tx, rows[0].learner_id)
    return login_of(rows[0])


def login_of(found: Any) -> Login:  # noqa: ANN401 - a row of a statement's own columns
    """The login that a row of `Standing` tells of."""
    return Login(
        id=found.login,
        learner=made_of(found.learner_id, found.preferences),
        role=Role(found.role or Role.GUEST),
        kind=Kind(found.kind),
        name=found.name,
        scopes=frozenset(map(Scope, found.scopes.split())),
        created_at=found.created_at,
        seen_at=found.seen_at,
        has_second_step=bool(found.totp_secret),
    )


class Standing:
    """The logins that stand and meet conditions, with or without a lock on whose they are.

    Every request asks for one: to build the question anew takes longer than to answer it.
    """

    def __init__(self, *mine: ColumnElement[bool]) -> None:
        learners = table_of(LearnerRow)
        whose = select(LoginRow.learner_id).where(*mine).scalar_subquery()
        # What was chosen is read by whoever has the lock: somebody may just have changed it.
        taken = next_turn(learners.c.id == whose).returning(*learners.c).cte("taken")
        self.plain = _asked(learners, *mine)
        self.locking = _asked(taken, *mine)


def _asked(learners: FromClause, *mine: ColumnElement[bool]) -> Question:
    return (
        select(
            LoginRow.id.label("login"),
            LoginRow.kind,
            LoginRow.name,
            LoginRow.scopes,
            LoginRow.created_at,
            LoginRow.seen_at,
            LoginRow.learner_id,
            learners.c.preferences,
            learners.c.turn,
            AccountRow.role,
            AccountRow.totp_secret,
        )
        .join(learners, learners.c.id == LoginRow.learner_id)
        .outerjoin(AccountRow, AccountRow.learner_id == LoginRow.learner_id)
        .where(*mine, LoginRow.expires_at > bindparam("now"), AccountRow.disabled_at.is_(None))
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody shows to be known by, and the question whether its login stands."""

    standing: Standing
    values: Mapping[str, Any]


def shown_secret(secret: str, now: datetime) -> Shown:
    """A cookie or a personal token."""
    return Shown(BY_SECRET, {"hash": hash_of(secret), "now": now})


def shown_program(login_id: UUID, now: datetime) -> Shown:
    """An access token, which names the login by which a program was given it."""
    return Shown(BY_ID, {"id": login_id, "now": now})


BY_SECRET = Standing(LoginRow.token_hash == bindparam("hash"), LoginRow.kind != Kind.PROGRAM.value)
BY_ID = Standing(LoginRow.id == bindparam("id"), LoginRow.kind == Kind.PROGRAM.value)


def is_noted(login: Login, now: datetime) -> bool:
    """Whether the last use of a login was noted a while ago at most."""
    return now - login.seen_at < GLANCE


async def note_use(tx: Transaction, login: Login, now: datetime) -> Login:
    """Remember that a login was used, now and then, so that one in use does not run out."""
    if is_noted(login, now):
        return login
    values = {"seen_at": now}
    if login.kind is not Kind.TOKEN:
        values["expires_at"] = now + (GUEST_LIFETIME if login.is_guest else LIFETIMES[login.kind])
    await tx.execute(update(LoginRow).where(LoginRow.id == login.id).values(**values))
    return replace(login, seen_at=now)


async def rotate(
    tx: Transaction, login_id: UUID, secret: str, now: datetime
) -> tuple[UUID, str] | None:
    """Change a program's secret: its learner and the new one.

    A secret that was changed before comes from a thief, or from somebody who was robbed: the
    login ends for both.
    """
    row = await tx.scalar(
        select(LoginRow)
        .where(LoginRow.id == login_id, LoginRow.kind == Kind.PROGRAM.value)
        .with_for_update()
    )
    if row is None or row.expires_at <= now:
        return None
    if not compare_digest(row.token_hash, hash_of(secret)):
        await end(tx, row.learner_id, login_id)
        return None
    changed = new_secret()
    renewed = {"token_hash": hash_of(changed), "seen_at": now}
    expires = now + LIFETIMES[Kind.PROGRAM]
    mine = update(LoginRow).where(LoginRow.id == login_id)
    await tx.execute(mine.values(expires_at=expires, **renewed))
    return row.learner_id, changed


async def of_learner(tx: Transaction, learner_id: UUID, now: datetime) -> list[LoginRow]:
    """The logins of a learner that stand, the last used first."""
    rows = await tx.scalars(
        select(LoginRow)
        .where(LoginRow.learner_id == learner_id, LoginRow.expires_at > now)
        .order_by(LoginRow.seen_at.desc(), LoginRow.id.desc())
    )
    return list(rows)


async def end(tx: Transaction, learner_id: UUID, login_id: UUID) -> bool:
    """End one login of a learner; whether there was one."""
    mine = (LoginRow.learner_id == learner_id, LoginRow.id == login_id)
    ended = await tx.scalar(delete(LoginRow).where(*mine).returning(LoginRow.id))
    return ended is not None


async def end_all(
    tx: Transaction, learner_id: UUID, *, but: UUID | None = None, tokens: bool = True
) -> None:
    """End every login of a learner but one; personal tokens too, unless they are spared."""
    ending = delete(LoginRow).where(LoginRow.learner_id == learner_id)
    if but is not None:
        ending = ending.where(LoginRow.id != but)
    if not tokens:
        ending = ending.where(LoginRow.kind != Kind.TOKEN.value)
    await tx.execute(ending)
