"""The second step: codes of the moment (TOTP, RFC 6238), and recovery codes for a lost device."""

from base64 import b64encode
from datetime import datetime, timedelta
from hmac import compare_digest
from io import BytesIO
from typing import NamedTuple

import pyotp

from ojala.accounts import mail, queries
from ojala.accounts.values import Account, Mail, Purpose, Vault
from ojala.errors import LinkExpired, SecondStepState, WrongCode
from ojala.storage.database import Transaction
from ojala.storage.logins import new_code

RECOVERY_CODES = 10
SECONDS = 30
SET_UP_LIFETIME = timedelta(minutes=30)
ISSUER = "Ojalá"


class SetUp(NamedTuple):
    """What an authenticator needs, and the ticket that waits for its first code."""

    ticket: str
    secret: str
    address: str
    """`otpauth://…`, as authenticators take it."""


async def begin(tx: Transaction, account: Account, vault: Vault, now: datetime) -> SetUp:
    """Offer a secret; it counts from the first right code on."""
    if account.has_second_step:
        raise SecondStepState("The second step is on: turn it off first.")
    secret = pyotp.random_base32()
    ticket = await queries.add_ticket(
        tx,
        Purpose.SET_UP,
        account.learner_id,
        {"secret": vault.seal(secret)},
        now=now,
        lifetime=SET_UP_LIFETIME,
    )
    return SetUp(ticket, secret, _address(account, secret))


def _address(account: Account, secret: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)


async def resume(
    tx: Transaction, account: Account, ticket: str, vault: Vault, now: datetime
) -> SetUp:
    """What was offered before, for somebody whose first code was wrong."""
    sealed = await _offered(tx, account, ticket, now)
    secret = vault.open(sealed)
    return SetUp(
        ticket, secret, pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)
    )


async def turn_on(
    tx: Transaction, account: Account, *, ticket: str, code: str, vault: Vault, now: datetime
) -> list[str]:
    """Turn the second step on by a first right code; the recovery codes, not to be seen again."""
    sealed = await _offered(tx, account, ticket, now)
    step = _step(vault.open(sealed), code, now)
    if step is None:
        raise WrongCode("This is not the code of the moment.")
    await queries.take_ticket(tx, Purpose.SET_UP, ticket, now)
    await queries.change(tx, account.learner_id, totp_secret=sealed, totp_step=step)
    await mail.send(tx, Mail.SECOND_STEP_ON, account.email, account.language, now=now)
    return await new_recovery_codes(tx, account)


async def _offered(tx: Transaction, account: Account, ticket: str, now: datetime) -> str:
    found = await queries.ticket(tx, Purpose.SET_UP, ticket, now)
    if found is None or found.learner_id != account.learner_id:
        raise LinkExpired("Too much time went by: begin again.")
    return found.data["secret"]


async def turn_off(tx: Transaction, account: Account, now: datetime) -> None:
    """Turn the second step off; the owner is told."""
    if not account.has_second_step:
        raise SecondStepState("The second step is off.")
    await queries.change(tx, account.learner_id, totp_secret=None, totp_step=None)
    await queries.set_recovery_codes(tx, account.learner_id, ())
    await mail.send(tx, Mail.SECOND_STEP_OFF, account.email, account.language, now=now)


async def renew_recovery_codes(tx: Transaction, account: Account) -> list[str]:
    """New recovery codes for somebody whose second step is on."""
    if not account.has_second_step:
        raise SecondStepState("The second step is off.")
    return await new_recovery_codes(tx, account)


async def recovery_codes_left(tx: Transaction, account: Account) -> int:
    """How many recovery codes are left."""
    return await queries.recovery_codes_left(tx, account.learner_id)


async def new_recovery_codes(tx: Transaction, account: Account) -> list[str]:
    """New recovery codes, in the place of the old ones."""
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    await queries.set_recovery_codes(tx, account.learner_id, codes)
    return [f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}" for code in codes]


async def check(tx: Transaction, account: Account, code: str, vault: Vault, now: datetime) -> None:
    """Take a code of the moment or a recovery code, each once; raises `WrongCode` for others."""
    given = "".join(sign for sign in code.lower() if sign.isalnum())
    step = _step(vault.open(account.totp_secret or ""), given, now)
    if step is not None and await queries.use_step(tx, account.learner_id, step):
        return
    left = await queries.use_recovery_code(tx, account.learner_id, given)
    if left is None:
        raise WrongCode("This is not the code of the moment, nor a recovery code.")
    whom = (Mail.RECOVERY_USED, account.email, account.language)
    await mail.send(tx, *whom, now=now, left=str(left))


def _step(secret: str, code: str, now: datetime) -> int | None:
    """The time step that a code belongs to: this one, the last or the next."""
    given = "".join(code.split())
    if not (given.isascii() and given.isdecimal()):
        return None
    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // SECONDS
    for step in (current, current - 1, current + 1):
        if compare_digest(totp.generate_otp(step), given):
            return step
    return None


def drawing(address: str) -> str:
    """What an authenticator needs, to be read by a camera: an SVG as a `data:` address."""
    import segno  # noqa: PLC0415 - drawn once for each account that wants it

    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=5, border=3, light="#fff")
    return "data:image/svg+xml;base64," + b64encode(out.getvalue()).decode()
