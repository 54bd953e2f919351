"""Passwords and addresses: asked for again, chosen anew, changed."""

from datetime import datetime, timedelta

from ojala.accounts import mail, passwords, queries
from ojala.accounts.service import account_of, address
from ojala.accounts.values import Account, Mail, Purpose
from ojala.errors import LinkExpired, WrongCredentials
from ojala.storage import logins
from ojala.storage.database import Database, Transaction
from ojala.storage.logins import Login

RESET_LIFETIME = timedelta(hours=1)
EMAIL_LIFETIME = timedelta(days=1)


async def prove(database: Database, login: Login, password: str) -> Account:
    """Have somebody prove again that they are the owner, before what a thief would do first."""
    async with database.transaction(read_only=True) as tx:
        account = await account_of(tx, login)
    right, _ = await passwords.verify(password, account.password_hash)
    if not right:
        raise WrongCredentials("This is not your password.")
    return account


async def ask_for_reset(database: Database, *, email: str, language: str, now: datetime) -> None:
    """Send a link for choosing a new password; to an address without an account, say just that."""
    to = address(email)
    async with database.transaction() as tx:
        account = await queries.by_email(tx, to)
        purpose = Purpose.RESET if account else Purpose.NOTHING
        whose = account.learner_id if account else None
        secret = await queries.add_ticket(tx, purpose, whose, {}, now=now, lifetime=RESET_LIFETIME)
        if account:
            path = f"/reset?token={secret}"
            await mail.send(tx, Mail.RESET, to, account.language, now=now, path=path)
        else:
            await mail.send(tx, Mail.UNKNOWN, to, language, now=now)


async def reset(database: Database, *, secret: str, password: str, now: datetime) -> None:
    """Take a new password from whoever has the link; every login ends, tokens included."""
    async with database.transaction(read_only=True) as tx:
        account = await _whose(tx, secret, now)
    hashed = await _new(password, account)
    async with database.transaction() as tx:
        await _whose(tx, secret, now)
        await queries.remove_tickets(tx, account.learner_id)
        await logins.end_all(tx, account.learner_id)
        await _set(tx, account, hashed, now)


async def _whose(tx: Transaction, secret: str, now: datetime) -> Account:
    ticket = await queries.ticket(tx, Purpose.RESET, secret, now)
    whose = ticket.learner_id if ticket else None
    account = await queries.by_learner(tx, whose) if whose else None
    if account is None:
        raise LinkExpired("This link was used or has run out: ask for a new one.")
    return account


async def _new(password: str, account: Account) -> str:
    await passwords.refuse_weak(password, [account.email, account.name])
    return await passwords.hashed(password)


async def _set(tx: Transaction, account: Account, hashed: str, now: datetime) -> None:
    await queries.change(tx, account.learner_id, password_hash=hashed)
    await mail.send(tx, Mail.PASSWORD_CHANGED, account.email, account.language, now=now)


async def change_password(
    database: Database, login: Login, *, current: str, new: str, now: datetime
) -> None:
    """Change a password; every other device is signed out, and links sent before are void."""
    account = await prove(database, login, current)
    hashed = await _new(new, account)
    async with database.transaction() as tx:
        await logins.end_all(tx, account.learner_id, but=login.id, tokens=False)
        await queries.remove_tickets(tx, account.learner_id)
        await _set(tx, account, hashed, now)


async def ask_for_email(
    database: Database, login: Login, *, email: str, password: str, now: datetime
) -> None:
    """Send a link to a new address; the old one counts until it is followed."""
    to = address(email)
    account = await prove(database, login, password)
    async with database.transaction() as tx:
        secret = await queries.add_ticket(
            tx,
            Purpose.EMAIL,
            account.learner_id,
            {"email": to},
            now=now,
            lifetime=EMAIL_LIFETIME,
        )
        path = f"/account/email?token={secret}"
        await mail.send(tx, Mail.NEW_EMAIL, to, account.language, now=now, path=path)


async def confirm_email(tx: Transaction, login: Login, *, secret: str, now: datetime) -> None:
    """Take the new address, from its owner who reads its mail; the old address is told."""
    account = await account_of(tx, login)
    ticket = await queries.take_ticket(tx, Purpose.EMAIL, secret, now)
    is_mine = ticket is not None and ticket.learner_id == account.learner_id
    if ticket is None or not is_mine or await queries.by_email(tx, ticket.data["email"]):
        raise LinkExpired("This link was used or has run out: ask for a new one.")
    await queries.change(tx, account.learner_id, email=ticket.data["email"])
    await mail.send(tx, Mail.EMAIL_CHANGED, account.email, account.language, now=now)
