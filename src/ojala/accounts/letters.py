"""Letters that one may do without: reviews that are due, and what a week has brought.

Each is asked for by its reader, comes by the clock of their own town, and ends by one click.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from ojala.accounts import mail, queries
from ojala.accounts.values import Account, Mail, Week
from ojala.jobs.job import Job
from ojala.learning.days import ONE
from ojala.learning.learner import Learner, Preferences
from ojala.storage.database import Transaction
from ojala.storage.learners import change_preferences, find

SEND_DUE = "accounts.letters"
"""The job that asks for every letter whose hour has come."""
EVERY = timedelta(minutes=30)
WEEK = timedelta(weeks=1)

StopToken = Callable[[UUID, str], str]
"""Makes the token by which a reader ends letters of a kind."""


class Kind(StrEnum):
    """Letters that a reader asks for, by the name of the preference."""

    REMINDERS = "reminders"
    WEEKLY = "weekly"


async def send_due(stop_token: StopToken, job: Job) -> None:
    """Ask for every letter whose hour has come and that was not asked for that day."""
    async with job.database.transaction(read_only=True) as tx:
        readers = await queries.readers(tx)
    for account, learner in readers:
        today = _today(learner, job.now)
        if today is not None:
            async with job.database.transaction() as tx:
                await _send(tx, account, learner, today, job.now, stop_token)


def _today(learner: Learner, now: datetime) -> date | None:
    """The date in the learner's town, once the hour for letters has come there."""
    local = now.astimezone(learner.calendar.zone)
    return local.date() if local.hour >= learner.preferences.letter_hour else None


async def _send(
    tx: Transaction,
    account: Account,
    learner: Learner,
    today: date,
    now: datetime,
    stop_token: StopToken,
) -> None:
    wanted = learner.preferences
    due = await queries.due(tx, learner.id, now)
    whom, key = (account.email, account.language), f"{learner.id} {today}"
    if wanted.reminders and due:
        unsubscribe = _path(stop_token(learner.id, Kind.REMINDERS))
        told = {"due": str(due), "path": "/practice"}
        await mail.send_once(
            tx, Mail.REMINDER, *whom, key=key, unsubscribe=unsubscribe, now=now, **told
        )
    week = await queries.week(tx, learner.id, today - WEEK, today - ONE)
    if wanted.weekly and today.weekday() == 0 and week.answers:
        unsubscribe = _path(stop_token(learner.id, Kind.WEEKLY))
        told = _told(week) | {"due": str(due), "path": "/progress"}
        await mail.send_once(
            tx, Mail.WEEKLY, *whom, key=key, unsubscribe=unsubscribe, now=now, **told
        )


def _told(week: Week) -> dict[str, str]:
    right = round(100 * week.right / week.answers)
    return {"answers": str(week.answers), "days": str(week.days), "right": str(right)}


def _path(token: str) -> str:
    return f"/letters/stop?{urlencode({'token': token})}"


async def stop(tx: Transaction, learner_id: UUID, kind: Kind, now: datetime) -> None:
    """End letters of a kind; whoever has left gets none anyway."""
    learner = await find(tx, learner_id)
    if learner is not None:
        await change_preferences(tx, learner, lambda before: _without(before, kind), now)


def _without(before: Preferences, kind: Kind) -> Preferences:
    if kind is Kind.WEEKLY:
        return replace(before, weekly=False)
    return replace(before, reminders=False)
