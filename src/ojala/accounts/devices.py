"""Where somebody is signed in: browsers, programs, and the personal tokens they made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ojala.errors import LoginNotFound
from ojala.storage import logins
from ojala.storage.database import Transaction
from ojala.storage.logins import Kind, Login, Scope

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Place:
    """A login as its owner sees it."""

    id: UUID
    kind: Kind
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    current: bool


def device_name(user_agent: str) -> str:
    """What a browser calls itself, for people: *Firefox · Linux*; empty where it does not say."""
    found = [
        next((name for sign, name in signs if sign in user_agent), None)
        for signs in (BROWSERS, SYSTEMS)
    ]
    known = " · ".join(filter(None, found))
    printable = "".join(sign for sign in user_agent if sign.isprintable())
    return known or printable.partition(" ")[0][:LONGEST_NAME]


async def places(tx: Transaction, login: Login, now: datetime) -> list[Place]:
    """Every login of somebody that stands, the last used first."""
    return [
        Place(
            id=row.id,
            kind=Kind(row.kind),
            name=row.name,
            scopes=tuple(row.scopes.split()),
            created_at=row.created_at,
            seen_at=row.seen_at,
            expires_at=row.expires_at,
            current=row.id == login.id,
        )
        for row in await logins.of_learner(tx, login.learner.id, now)
    ]


async def end(tx: Transaction, login: Login, login_id: UUID) -> None:
    """Sign one device out, or revoke one token."""
    if not await logins.end(tx, login.learner.id, login_id):
        raise LoginNotFound("No device or token of yours has this id.")


async def make_token(
    tx: Transaction,
    login: Login,
    *,
    name: str,
    scopes: Collection[Scope],
    days: int,
    now: datetime,
) -> tuple[UUID, str]:
    """Make a personal token; its id, and the token itself, which will not be seen again."""
    return await logins.add(
        tx,
        login.learner.id,
        now,
        kind=Kind.TOKEN,
        name=name,
        scopes=scopes,
        lifetime=timedelta(days=days),
    )
