"""Signing in by another service: sent there, vouched for, and let in or asked to agree.

Nobody is joined to an account by an address alone. Where the address that the service has verified
is an account's, its owner agrees by their password; where it is nobody's, a new account is made
when they say so.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import NamedTuple
from uuid import UUID

from ojala.accounts import mail, passwords, queries
from ojala.accounts.provider import Errand, Identity, Provider
from ojala.accounts.service import Device, address, enter, found
from ojala.accounts.values import Account, Entered, Mail, Purpose, Tools
from ojala.errors import LinkExpired, ProviderRefused, WrongCredentials
from ojala.learning.learner import Preferences
from ojala.storage.database import Database, Transaction
from ojala.storage.logins import new_secret

ERRAND_LIFETIME = timedelta(minutes=10)
JOINING_LIFETIME = timedelta(minutes=30)


class Joining(NamedTuple):
    """Somebody who was vouched for and has not agreed to anything yet."""

    ticket: str
    email: str
    has_account: bool


class Sent(NamedTuple):
    """Where to send somebody, and what their browser carries, so that only it may return."""

    address: str
    mark: str


async def send_off(database: Database, provider: Provider, *, then: str, now: datetime) -> Sent:
    """Send somebody to the other service."""
    nonce, verifier, mark = new_secret(), new_secret(), new_secret()
    told = {"nonce": nonce, "verifier": verifier, "next": then, "mark": _hash(mark)}
    async with database.transaction() as tx:
        state = await queries.add_ticket(
            tx, Purpose.PROVIDER, None, told, now=now, lifetime=ERRAND_LIFETIME
        )
    return Sent(await provider.address(Errand(state, nonce, verifier)), mark)


async def returned(
    database: Database, provider: Provider, *, state: str, code: str, mark: str, now: datetime
) -> tuple[Identity, str]:
    """Who came back, and where they wanted to go."""
    async with database.transaction() as tx:
        ticket = await queries.take_ticket(tx, Purpose.PROVIDER, state, now)
    if ticket is None or not compare_digest(ticket.data["mark"], _hash(mark)):
        raise LinkExpired("Too much time went by, or another browser was sent: sign in again.")
    errand = Errand(state, ticket.data["nonce"], ticket.data["verifier"])
    return await provider.identity(code, errand, now), ticket.data["next"]


def _hash(mark: str) -> str:
    return sha256(mark.encode("utf-8", "surrogateescape")).hexdigest()


async def welcome(database: Database, who: Identity, now: datetime) -> Account | Joining:
    """The account of whoever was vouched for, or what they have to agree to first."""
    async with database.transaction() as tx:
        account = await queries.linked(tx, who.issuer, who.subject)
        if account is not None:
            return _standing(account)
        if not who.email:
            raise ProviderRefused("The other service has verified no address of yours.")
        email = address(who.email)
        known = await queries.by_email(tx, email)
        told = {"issuer": who.issuer, "subject": who.subject, "email": email, "name": who.name}
        whose = _standing(known).learner_id if known else None
        ticket = await queries.add_ticket(
            tx, Purpose.JOINING, whose, told, now=now, lifetime=JOINING_LIFETIME
        )
    return Joining(ticket, email, known is not None)


def _standing(account: Account) -> Account:
    if account.disabled_at is not None:
        raise WrongCredentials("This account cannot be entered.")
    return account


async def join(
    database: Database, *, ticket: str, password: str, provider: str, now: datetime
) -> Account:
    """Link an account, whose owner agrees by its password, to the other service."""
    async with database.transaction(read_only=True) as tx:
        waiting = await queries.ticket(tx, Purpose.JOINING, ticket, now)
        whose = waiting.learner_id if waiting else None
        account = await queries.by_learner(tx, whose) if whose else None
    if waiting is None or account is None:
        raise LinkExpired("Too much time went by: sign in again.")
    right, _ = await passwords.verify(password, account.password_hash)
    if not right:
        raise WrongCredentials("This is not the password of your account.")
    async with database.transaction() as tx:
        await _take(tx, ticket, now)
        await queries.link(
            tx, waiting.data["issuer"], waiting.data["subject"], account.learner_id, now
        )
        whom = (Mail.LINKED, account.email, account.language)
        await mail.send(tx, *whom, now=now, provider=provider)
    return _standing(account)


async def sign_up(
    database: Database,
    *,
    ticket: str,
    guest: UUID | None,
    language: str,
    device: Device,
    tools: Tools,
    now: datetime,
    defaults: Preferences,
) -> Entered:
    """Make an account for whom the other service vouched for; a guest's practice is kept."""
    hashed = await passwords.hashed(new_secret())  # nobody knows it; a reset gives another
    async with database.transaction() as tx:
        told = await _take(tx, ticket, now)
        if await queries.by_email(tx, told["email"]):
            raise LinkExpired("This address has an account meanwhile: sign in again.")
        wish = {**told, "password": hashed, "language": language}
        account = await found(tx, guest, wish, now, defaults)
        await queries.link(tx, told["issuer"], told["subject"], account.learner_id, now)
        return await enter(tx, account, device=device, tools=tools, now=now)


async def _take(tx: Transaction, ticket: str, now: datetime) -> dict[str, str]:
    waiting = await queries.take_ticket(tx, Purpose.JOINING, ticket, now)
    if waiting is None:
        raise LinkExpired("Too much time went by: sign in again.")
    return waiting.data


async def is_linked(tx: Transaction, account: Account) -> bool:
    """Whether the owner of an account may sign in by another service."""
    return await queries.is_linked(tx, account.learner_id)


async def unlink(tx: Transaction, account: Account) -> None:
    """Have the owner of an account sign in here alone."""
    await queries.unlink(tx, account.learner_id)
