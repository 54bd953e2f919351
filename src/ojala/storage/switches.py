"""What is switched off: parts of the service that those who run it may close."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from ojala.storage.database import Transaction
from ojala.storage.direct import Statements, ask
from ojala.storage.tables import SwitchRow


class Switch(StrEnum):
    """A part of the service that can be switched off."""

    SIGN_UP = "sign-up"
    """Whether new accounts are made."""
    GUESTS = "guests"
    """Whether one may practise without an account."""
    LEADERBOARDS = "leaderboards"
    SPEECH = "speech"
    """Whether sentences are read aloud."""
    TUTOR = "tutor"
    """Whether a language model may be asked, where one is set."""


async def off(tx: Transaction) -> frozenset[Switch]:
    """What is switched off; names of other versions aside."""
    return _known(await ask(tx, _OFF, {}))


async def off_outside(work: Statements) -> frozenset[Switch]:
    """The same, asked for outside of a transaction."""
    return _known(await work.ask(_OFF, {}))


def _known(rows: Iterable[Any]) -> frozenset[Switch]:
    known = set(Switch)
    return frozenset(Switch(row.name) for row in rows if row.name in known)


_OFF = select(SwitchRow.name).where(SwitchRow.is_on.is_(False))


async def turn(tx: Transaction, switch: Switch, *, on: bool, now: datetime) -> None:
    """Switch something on or off."""
    await tx.merge(SwitchRow(name=switch.value, is_on=on, changed_at=now))
    await tx.flush()
