"""Leaving: all of one's data as one document, and deletion that leaves nothing."""

import base64
from datetime import date, datetime, timedelta
from json import dumps
from typing import Any
from uuid import UUID

from sqlalchemy import Table, Text, cast, delete, or_, select

from ojala.accounts import mail, queries
from ojala.accounts.values import Account, Mail
from ojala.jobs.job import Job
from ojala.storage import logins
from ojala.storage.database import Transaction
from ojala.storage.logins import Login
from ojala.storage.tables import Base, JobRow

DELETE_DUE = "accounts.delete-due"
GRACE = timedelta(days=14)
SECRET = frozenset({"token_hash", "code_hash", "password_hash", "totp_secret", "totp_step"})
"""What only serves to let somebody in, and stays here."""
NOT_EXPORTED = frozenset({"tickets", "recovery_codes", "replies"})
"""Secrets, and copies of answers, which may hold some."""


async def export(tx: Transaction, learner_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Every row about a learner, by table; secrets aside."""
    return {
        table.name: await _rows(tx, table, learner_id)
        for table in Base.metadata.sorted_tables
        if _owner(table) is not None and table.name not in NOT_EXPORTED
    }


def _owner(table: Table) -> Any:  # noqa: ANN401 - a column, whatever its table calls it
    return table.c.id if table.name == "learners" else table.c.get("learner_id")


async def _rows(tx: Transaction, table: Table, learner_id: UUID) -> list[dict[str, Any]]:
    shown = [column for column in table.c if column.name not in SECRET]
    chosen = select(*shown).where(_owner(table) == learner_id).order_by(*table.primary_key)
    found = (await tx.execute(chosen)).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, UUID) else value


async def ask(tx: Transaction, account: Account, login: Login, now: datetime) -> datetime:
    """Set the day on which an account will be gone; until then it can be kept after all."""
    due = now + GRACE
    await queries.change(tx, account.learner_id, deletion_due=due)
    await logins.end_all(tx, account.learner_id, but=login.id)
    day = due.date().isoformat()
    whom = (Mail.DELETION, account.email, account.language)
    await mail.send(tx, *whom, now=now, day=day, path="/account")
    return due


async def keep(tx: Transaction, login: Login) -> None:
    """Keep an account after all."""
    await queries.change(tx, login.learner.id, deletion_due=None)


async def remove_guest(tx: Transaction, login: Login) -> None:
    """Delete a guest at once: nobody but this browser could ever come back for them."""
    await _remove(tx, login.learner.id, ())


async def delete_due(job: Job) -> None:
    """Do the daily job that deletes the accounts whose time is over."""
    async with job.database.transaction() as tx:
        await remove_due(tx, job.now)


async def remove_due(tx: Transaction, now: datetime) -> int:
    """Delete every account whose time is over; how many there were."""
    due = await queries.due_for_deletion(tx, now)
    for account in due:
        await _remove(tx, account.learner_id, (account.email,))
    return len(due)


async def _remove(tx: Transaction, learner_id: UUID, names: tuple[str, ...]) -> None:
    """Remove a learner with every row that names them, jobs that mention them included."""
    said = cast(JobRow.arguments, Text)
    quoted = {form for name in (str(learner_id), *names) for form in (f'"{name}"', dumps(name))}
    about = [said.contains(name, autoescape=True) for name in sorted(quoted)]
    await tx.execute(delete(JobRow).where(or_(*about)))
    await queries.remove_learner(tx, learner_id)
