"""The use cases of accounts: sign up, confirm, sign in, stay signed in, sign out, be known.

Whoever asks with a password is judged between two transactions: hashing is slow by design, and
no other request shall wait for it. An address that has no account meets the same work and the
same words as one that has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

from ojala.accounts import mail, merging, passwords, queries, secondstep
from ojala.accounts.values import Account, Entered, Mail, Purpose, Tools
from ojala.errors import Invalid, LinkExpired, SecondStepNeeded, Unauthenticated, WrongCredentials
from ojala.learning.learner import Preferences
from ojala.storage import logins
from ojala.storage.database import Database, Transaction
from ojala.storage.learners import change_preferences
from ojala.storage.logins import Kind, Login, Role

SIGN_UP_LIFETIME = timedelta(days=1)
SECOND_STEP_LIFETIME = timedelta(minutes=5)
MISMATCH = "This address and password do not match, or the address is not confirmed yet."


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody signs up with."""

    email: str
    password: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Device:
    """Where somebody signs in, and the login they had there before, a guest's perhaps."""

    kind: Kind
    name: str
    before: Login | None = None


def address(text: str) -> str:
    """An e-mail address as it is stored; raises `Invalid` for what cannot be one."""
    try:
        valid = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise Invalid(str(error), field="/email") from error
    return valid.normalized.lower()


async def sign_up(database: Database, *, wish: Wish, before: Login | None, now: datetime) -> None:
    """Send a link that makes an account of this wish; of an address that has one, tell its owner.

    Nothing is kept of the wish but in the link's ticket: only whoever reads the mail and knows
    the password can finish.
    """
    email = address(wish.email)
    await passwords.refuse_weak(wish.password, [email, wish.name])
    hashed = await passwords.hashed(wish.password)
    data = {"email": email, "password": hashed, "name": wish.name, "language": wish.language}
    guest = before.learner.id if before and before.is_guest else None
    async with database.transaction() as tx:
        known = await queries.by_email(tx, email)
        purpose, whose = (Purpose.RESET, known.learner_id) if known else (Purpose.SIGN_UP, guest)
        secret = await queries.add_ticket(
            tx, purpose, whose, {} if known else data, now=now, lifetime=SIGN_UP_LIFETIME
        )
        template, page = (Mail.KNOWN, "reset") if known else (Mail.CONFIRM, "verify")
        path = f"/{page}?token={secret}"
        await mail.send(tx, template, email, wish.language, now=now, path=path)


async def confirm(
    database: Database,
    *,
    secret: str,
    password: str,
    device: Device,
    tools: Tools,
    now: datetime,
    defaults: Preferences,
) -> Entered:
    """Make the account that was wished for, for whoever has the link and knows the password."""
    async with database.transaction(read_only=True) as tx:
        wish = await queries.ticket(tx, Purpose.SIGN_UP, secret, now)
    if wish is None:
        raise LinkExpired("This link was used or has run out: sign up again.")
    right, _ = await passwords.verify(password, wish.data["password"])
    if not right:
        raise WrongCredentials("This is not the password that you signed up with.")
    async with database.transaction() as tx:
        taken = await queries.take_ticket(tx, Purpose.SIGN_UP, secret, now)
        if taken is None or await queries.by_email(tx, taken.data["email"]):
            raise LinkExpired("This link was used or has run out: sign in, or sign up again.")
        account = await found(tx, taken.learner_id, taken.data, now, defaults)
        return await enter(tx, account, device=device, tools=tools, now=now)


async def found(
    tx: Transaction,
    guest: UUID | None,
    data: dict[str, str],
    now: datetime,
    defaults: Preferences,
) -> Account:
    """A new account: the guest's who signed up, as long as they are one, else a new learner's."""
    stays = guest and await queries.is_there(tx, guest) and not await queries.by_learner(tx, guest)
    account = Account(
        learner_id=guest if guest and stays else await queries.add_learner(tx, defaults, now),
        email=data["email"],
        name=data["name"],
        language=data["language"],
        role=Role.LEARNER,
        password_hash=data["password"],
        totp_secret=None,
        created_at=now,
        disabled_at=None,
        deletion_due=None,
    )
    await queries.add_account(tx, account)
    return account


async def authenticate(database: Database, *, email: str, password: str) -> Account:
    """The account of an address and its password; raises `WrongCredentials` without saying why."""
    async with database.transaction(read_only=True) as tx:
        account = await queries.by_email(tx, address(email))
    right, renewed = await passwords.verify(password, account.password_hash if account else None)
    if account is None or not right or account.disabled_at:
        raise WrongCredentials(MISMATCH)
    if renewed:
        async with database.transaction() as tx:
            await queries.change(tx, account.learner_id, password_hash=renewed)
    return account


async def sign_in(
    database: Database,
    account: Account,
    *,
    code: str | None,
    device: Device,
    tools: Tools,
    now: datetime,
) -> Entered:
    """Sign somebody in whose password was right and who, where their account asks, gives a code."""
    async with database.transaction() as tx:
        if account.has_second_step:
            if not code:
                raise SecondStepNeeded("Give the code of your second step as well.")
            await secondstep.check(tx, account, code, tools.vault, now)
        return await enter(tx, account, device=device, tools=tools, now=now)


async def await_code(database: Database, account: Account, now: datetime) -> str:
    """A secret that stands for a right password until the code is given."""
    async with database.transaction() as tx:
        return await queries.add_ticket(
            tx,
            Purpose.SECOND_STEP,
            account.learner_id,
            {},
            now=now,
            lifetime=SECOND_STEP_LIFETIME,
        )


async def awaited(database: Database, secret: str, now: datetime) -> UUID | None:
    """Whose code is awaited under a secret."""
    async with database.transaction(read_only=True) as tx:
        waiting = await queries.ticket(tx, Purpose.SECOND_STEP, secret, now)
    return waiting.learner_id if waiting else None


async def sign_in_by_code(
    database: Database, *, secret: str, code: str, device: Device, tools: Tools, now: datetime
) -> Entered:
    """Sign somebody in whose password was right a moment ago."""
    async with database.transaction() as tx:
        waiting = await queries.take_ticket(tx, Purpose.SECOND_STEP, secret, now)
        account = await _standing(tx, waiting.learner_id if waiting else None)
        if account is None:
            raise LinkExpired("Too much time went by: sign in again.")
        await secondstep.check(tx, account, code, tools.vault, now)
        return await enter(tx, account, device=device, tools=tools, now=now)


async def _standing(tx: Transaction, learner_id: UUID | None) -> Account | None:
    account = await queries.by_learner(tx, learner_id) if learner_id else None
    return account if account and account.disabled_at is None else None


async def enter(
    tx: Transaction, account: Account, *, device: Device, tools: Tools, now: datetime
) -> Entered:
    """Make a new login; what a guest practised on this device becomes the account's."""
    await _leave_behind(tx, account, device, tools)
    login_id, secret = await logins.add(
        tx, account.learner_id, now, kind=device.kind, name=device.name
    )
    return Entered(account.learner_id, login_id, secret)


async def _leave_behind(tx: Transaction, account: Account, device: Device, tools: Tools) -> None:
    """End the login that was there before: no secret from before a sign-in is good after it."""
    before = device.before
    if before is None or not (before.is_guest or device.kind is before.kind is Kind.BROWSER):
        return
    await logins.end(tx, before.learner.id, before.id)
    if before.is_guest and before.learner.id != account.learner_id:
        await merging.move(tx, before.learner.id, account.learner_id)
        await tools.rebuild(tx, await queries.learner(tx, account.learner_id))


async def refresh(database: Database, *, token: str, now: datetime) -> Entered:
    """Change a refresh token for a new one; one that was used before ends its login."""
    name, _, secret = token.partition(".")
    async with database.transaction() as tx:
        rotated = await logins.rotate(tx, _id(name), secret, now)
        account = await _standing(tx, rotated[0]) if rotated else None
    if rotated is None or account is None:
        raise Unauthenticated("This refresh token is not good any more: sign in again.")
    return Entered(account.learner_id, _id(name), rotated[1])


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unauthenticated("This is no refresh token of ours.") from None


async def sign_out(tx: Transaction, login: Login, *, everywhere: bool) -> None:
    """End this login, or every one of its owner's; personal tokens stay until revoked."""
    if everywhere:
        await logins.end_all(tx, login.learner.id, tokens=False)
    else:
        await logins.end(tx, login.learner.id, login.id)


async def account_of(tx: Transaction, login: Login) -> Account:
    """The account behind a login."""
    account = await queries.by_learner(tx, login.learner.id)
    if account is None:
        raise Unauthenticated("This account is no more.")
    return account


async def change_profile(
    tx: Transaction, login: Login, *, name: str | None = None, language: str | None = None
) -> None:
    """Change what somebody is called and in what language; what is None stays."""
    values = {"name": name, "language": language}
    changed = {key: value for key, value in values.items() if value is not None}
    if changed:
        await queries.change(tx, login.learner.id, **changed)


async def prefer(
    tx: Transaction, login: Login, *, chosen: Mapping[str, Any], now: datetime
) -> None:
    """Change how somebody practises and what letters they get; what is left out stays."""
    await change_preferences(tx, login.learner, lambda before: replace(before, **chosen), now)
