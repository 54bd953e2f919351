"""Administrators: how the first one comes to be."""

from datetime import datetime
from uuid import UUID

from ojala.accounts import passwords, queries
from ojala.accounts.service import address
from ojala.accounts.values import Account
from ojala.learning.learner import Preferences
from ojala.storage import audit
from ojala.storage.audit import Act
from ojala.storage.database import Database, Transaction
from ojala.storage.logins import Role


async def appoint(database: Database, *, email: str, password: str, now: datetime) -> bool:
    """Make an administrator of an account, or a new account; whether there was one."""
    known = address(email)
    async with database.transaction() as tx:
        account = await queries.by_email(tx, known)
        if account is not None:
            await queries.change(tx, account.learner_id, role=Role.ADMIN.value, disabled_at=None)
            await _note(tx, account.learner_id, now)
            return True
    await passwords.refuse_weak(password, [known])
    hashed = await passwords.hashed(password)
    async with database.transaction() as tx:
        made = Account(
            learner_id=await queries.add_learner(tx, Preferences(), now),
            email=known,
            name="",
            language="en",
            role=Role.ADMIN,
            password_hash=hashed,
            totp_secret=None,
            created_at=now,
            disabled_at=None,
            deletion_due=None,
        )
        await queries.add_account(tx, made)
        await _note(tx, made.learner_id, now)
    return False


async def _note(tx: Transaction, learner_id: UUID, now: datetime) -> None:
    who, whom = audit.COMMAND_LINE, audit.mark(learner_id)
    await audit.write(tx, Act.APPOINTED, actor=who, subject=whom, now=now)
