"""The SQL of accounts: rows in, values out."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from ojala.accounts.values import Account, Purpose, Ticket, Week
from ojala.learning.learner import Learner, Preferences
from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
from ojala.storage.learners import dump_preferences, learner_of
from ojala.storage.logins import Role, hash_of, new_secret
from ojala.storage.tables import (
    AccountRow,
    CardRow,
    DayRow,
    IdentityRow,
    LearnerRow,
    RecoveryCodeRow,
    TicketRow,
)


async def by_email(tx: Transaction, email: str) -> Account | None:
    """The account with an address."""
    return await _account(tx, AccountRow.email == email)


async def by_learner(tx: Transaction, learner_id: UUID) -> Account | None:
    """The account of a learner."""
    return await _account(tx, AccountRow.learner_id == learner_id)


async def _account(tx: Transaction, mine: ColumnElement[bool]) -> Account | None:
    row = await tx.scalar(select(AccountRow).where(mine).execution_options(populate_existing=True))
    return _account_of(row) if row else None


def _account_of(row: AccountRow) -> Account:
    return Account(
        learner_id=row.learner_id,
        email=row.email,
        name=row.name,
        language=row.language,
        role=Role(row.role),
        password_hash=row.password_hash,
        totp_secret=row.totp_secret,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        deletion_due=row.deletion_due,
    )


async def add_account(tx: Transaction, account: Account) -> None:
    """Store a new account; its learner is there already."""
    tx.add(
        AccountRow(
            learner_id=account.learner_id,
            email=account.email,
            name=account.name,
            language=account.language,
            role=account.role.value,
            password_hash=account.password_hash,
            totp_secret=None,
            totp_step=None,
            created_at=account.created_at,
            disabled_at=None,
            deletion_due=None,
        )
    )
    await tx.flush()


async def change(tx: Transaction, learner_id: UUID, **values: object) -> None:
    """Change some columns of an account."""
    mine = update(AccountRow).where(AccountRow.learner_id == learner_id)
    await tx.execute(mine.values(**values))


async def add_learner(tx: Transaction, preferences: Preferences, now: datetime) -> UUID:
    """A new learner, for an account that no guest becomes."""
    row = LearnerRow(id=new_id(now), created_at=now, preferences=dump_preferences(preferences))
    tx.add(row)
    await tx.flush()
    return row.id


async def learner(tx: Transaction, learner_id: UUID) -> Learner:
    """A learner who is known to exist."""
    return learner_of(await tx.get_one(LearnerRow, learner_id))


async def is_there(tx: Transaction, learner_id: UUID) -> bool:
    """Whether a learner exists, who then stays until the transaction ends."""
    mine = select(LearnerRow.id).where(LearnerRow.id == learner_id).with_for_update()
    return await tx.scalar(mine) is not None


async def remove_learner(tx: Transaction, learner_id: UUID) -> None:
    """Remove a learner; the database removes with them every row that names them."""
    await tx.execute(delete(LearnerRow).where(LearnerRow.id == learner_id))


async def readers(tx: Transaction) -> list[tuple[Account, Learner]]:
    """Whoever asked for letters, and is neither kept out nor about to leave."""
    chosen = LearnerRow.preferences
    rows = await tx.execute(
        select(AccountRow, LearnerRow)
        .join(LearnerRow, LearnerRow.id == AccountRow.learner_id)
        .where(
            AccountRow.disabled_at.is_(None),
            AccountRow.deletion_due.is_(None),
            or_(chosen["reminders"].as_boolean(), chosen["weekly"].as_boolean()),
        )
        .order_by(AccountRow.learner_id)
    )
    return [(_account_of(account), learner_of(learner)) for account, learner in rows]


async def due(tx: Transaction, learner_id: UUID, now: datetime) -> int:
    """How many reviews of a learner are due."""
    counted = select(func.count()).where(CardRow.learner_id == learner_id, CardRow.due <= now)
    return int(await tx.scalar(counted) or 0)


async def week(tx: Transaction, learner_id: UUID, first: date, last: date) -> Week:
    """What the days from one to another have brought a learner."""
    row = await tx.execute(
        select(
            func.coalesce(func.sum(DayRow.count), 0),
            func.coalesce(func.sum(DayRow.right), 0),
            func.count(),
        ).where(DayRow.learner_id == learner_id, DayRow.day.between(first, last), DayRow.count > 0)
    )
    answers, right, days = row.one()
    return Week(int(answers), int(right), int(days))


async def due_for_deletion(tx: Transaction, now: datetime) -> list[Account]:
    """The accounts whose time to be kept after all is over."""
    ids = await tx.scalars(select(AccountRow.learner_id).where(AccountRow.deletion_due <= now))
    found = [await by_learner(tx, learner_id) for learner_id in ids.all()]
    return [account for account in found if account]


async def add_ticket(
    tx: Transaction,
    purpose: Purpose,
    learner_id: UUID | None,
    data: Mapping[str, str],
    *,
    now: datetime,
    lifetime: timedelta,
) -> str:
    """A secret good for one thing, once; what ran out is swept away with it."""
    await tx.execute(delete(TicketRow).where(TicketRow.expires_at <= now))
    secret = new_secret()
    tx.add(
        TicketRow(
            token_hash=hash_of(secret),
            learner_id=learner_id,
            purpose=purpose.value,
            data=dict(data),
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    await tx.flush()
    return secret


async def ticket(tx: Transaction, purpose: Purpose, secret: str, now: datetime) -> Ticket | None:
    """What a secret is good for, as long as it is."""
    row = await tx.scalar(select(TicketRow).where(*_valid(purpose, secret, now)))
    return Ticket(row.learner_id, row.data) if row else None


async def take_ticket(
    tx: Transaction, purpose: Purpose, secret: str, now: datetime
) -> Ticket | None:
    """What a secret was good for: from now on it is not."""
    taken = await tx.execute(
        delete(TicketRow)
        .where(*_valid(purpose, secret, now))
        .returning(TicketRow.learner_id, TicketRow.data)
    )
    row = taken.one_or_none()
    return Ticket(row.learner_id, row.data) if row else None


async def remove_tickets(tx: Transaction, learner_id: UUID) -> None:
    """Make every secret that was sent to a learner worthless."""
    await tx.execute(delete(TicketRow).where(TicketRow.learner_id == learner_id))


def _valid(purpose: Purpose, secret: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        TicketRow.token_hash == hash_of(secret),
        TicketRow.purpose == purpose.value,
        TicketRow.expires_at > now,
    )


async def linked(tx: Transaction, issuer: str, subject: str) -> Account | None:
    """The account of whoever another service vouches for."""
    row = await tx.get(IdentityRow, (issuer, subject))
    return await by_learner(tx, row.learner_id) if row else None


async def link(tx: Transaction, issuer: str, subject: str, learner_id: UUID, now: datetime) -> None:
    """Let somebody sign in by another service."""
    await tx.merge(
        IdentityRow(issuer=issuer, subject=subject, learner_id=learner_id, linked_at=now)
    )
    await tx.flush()


async def is_linked(tx: Transaction, learner_id: UUID) -> bool:
    """Whether somebody may sign in by another service."""
    mine = select(IdentityRow.subject).where(IdentityRow.learner_id == learner_id)
    return await tx.scalar(mine.limit(1)) is not None


async def unlink(tx: Transaction, learner_id: UUID) -> None:
    """Let somebody sign in here alone."""
    await tx.execute(delete(IdentityRow).where(IdentityRow.learner_id == learner_id))


async def use_step(tx: Transaction, learner_id: UUID, step: int) -> bool:
    """Note the time step of a code; False where that code, or a later one, was taken before."""
    used = await tx.scalar(
        update(AccountRow)
        .where(
            AccountRow.learner_id == learner_id,
            or_(AccountRow.totp_step.is_(None), AccountRow.totp_step < step),
        )
        .values(totp_step=step)
        .returning(AccountRow.learner_id)
    )
    return used is not None


async def set_recovery_codes(tx: Transaction, learner_id: UUID, codes: Collection[str]) -> None:
    """Put new recovery codes in the place of the old ones."""
    await tx.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.learner_id == learner_id))
    tx.add_all(RecoveryCodeRow(learner_id=learner_id, code_hash=hash_of(code)) for code in codes)
    await tx.flush()


async def use_recovery_code(tx: Transaction, learner_id: UUID, code: str) -> int | None:
    """Take a recovery code: how many are left, or None where it is none."""
    mine = RecoveryCodeRow.learner_id == learner_id
    used = await tx.scalar(
        delete(RecoveryCodeRow)
        .where(mine, RecoveryCodeRow.code_hash == hash_of(code))
        .returning(RecoveryCodeRow.learner_id)
    )
    if used is None:
        return None
    return await recovery_codes_left(tx, learner_id)


async def recovery_codes_left(tx: Transaction, learner_id: UUID) -> int:
    """How many recovery codes a learner has left."""
    counted: Any = await tx.scalar(
        select(func.count()).where(RecoveryCodeRow.learner_id == learner_id)
    )
    return int(counted)
