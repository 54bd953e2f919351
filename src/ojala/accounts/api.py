"""The way in, as JSON: sign up, confirm, sign in, stay in, sign out, a new password."""

from typing import Annotated

from fastapi import APIRouter, status
from pydantic import BaseModel, ConfigDict, Field

from ojala.accounts import credentials, service
from ojala.accounts.doors import AtDoor, Door
from ojala.accounts.service import Wish
from ojala.accounts.values import Entered, Kind, Switch
from ojala.errors import (
    CrossSite,
    Invalid,
    LinkExpired,
    SecondStepNeeded,
    SwitchedOff,
    Unauthenticated,
    WeakPassword,
    WrongCode,
    WrongCredentials,
)
from ojala.web.dependencies import KeptPrivate
from ojala.web.journal import note
from ojala.web.keys import ACCESS_LIFETIME
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["auth"], prefix=f"{API}/auth", dependencies=[KeptPrivate])

EmailText = Annotated[str, Field(max_length=254, examples=["ana@example.com"])]
PasswordText = Annotated[str, Field(max_length=128, examples=["cuatro palabras sin orden"])]
SecretText = Annotated[str, Field(max_length=100, examples=["mJ3vY0c6…"])]
NameText = Annotated[str, Field(max_length=80, examples=["Ana"])]


class Document(BaseModel):
    """What is sent as JSON; unknown fields are refused, so that a typing error is seen."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class SignUpDocument(Document):
    """Who wants an account."""

    email: EmailText
    password: PasswordText
    name: NameText = ""


class ConfirmDocument(Document):
    """The secret of the link in the mail, and the password once more."""

    token: SecretText
    password: PasswordText


class SignInDocument(Document):
    """An address and its password; the code where the account has a second step."""

    email: EmailText
    password: PasswordText
    code: str | None = Field(default=None, max_length=40, examples=["492039"])


class RefreshDocument(Document):
    """A refresh token, which is good once."""

    refresh_token: str = Field(max_length=200, examples=["0198f3a2-….mJ3vY0c6…"])


class ForgotDocument(Document):
    """Where to send the link for a new password."""

    email: EmailText


class ResetDocument(Document):
    """The secret of that link, and the new password."""

    token: SecretText
    password: PasswordText


class TokensDocument(BaseModel):
    """What a program carries from now on."""

    access_token: str = Field(description="Send it as `Authorization: Bearer …`.")
    refresh_token: str = Field(description="Good once: refreshing gives a new one of each.")
    token_type: str = "bearer"  # noqa: S105 - the name of a scheme
    expires_in: int = Field(examples=[900], description="How long the access token lasts, in s.")


def tokens(door: Door, entered: Entered) -> TokensDocument:
    """Give a program what lets it in."""
    keys, whose = door.shell.keys, entered.learner_id
    return TokensDocument(
        access_token=keys.access_token(entered.login_id, whose, door.now),
        refresh_token=f"{entered.login_id}.{entered.secret}",
        expires_in=int(ACCESS_LIFETIME.total_seconds()),
    )


@router.post(
    "/signup",
    status_code=status.HTTP_202_ACCEPTED,
    responses=documented(WeakPassword, CrossSite, SwitchedOff),
)
async def sign_up(given: SignUpDocument, door: AtDoor) -> None:
    """Sign up; a mail says how to go on, and the answer does not say whether one has an account."""
    door.shell.switches.require(Switch.SIGN_UP)
    await door.count_mail(given.email)
    wish = Wish(given.email, given.password, given.name.strip(), door.language)
    await service.sign_up(door.database, wish=wish, before=door.caller, now=door.now)


@router.post("/verify", responses=documented(LinkExpired, WrongCredentials, CrossSite))
async def confirm(given: ConfirmDocument, door: AtDoor) -> TokensDocument:
    """Finish signing up by the secret of the mail; what a guest practised is kept."""
    await door.count_attempt(given.token)
    entered = await service.confirm(
        door.database,
        secret=given.token,
        password=given.password,
        device=door.device(Kind.PROGRAM),
        tools=door.tools,
        now=door.now,
        defaults=door.shell.defaults,
    )
    note("signed up", entered.learner_id)
    return tokens(door, entered)


@router.post(
    "/login", responses=documented(WrongCredentials, SecondStepNeeded, WrongCode, CrossSite)
)
async def sign_in(given: SignInDocument, door: AtDoor) -> TokensDocument:
    """Sign in; a guest's token or cookie sent along gives their practice to the account."""
    await door.count_attempt(given.email)
    account = await service.authenticate(door.database, email=given.email, password=given.password)
    if account.has_second_step and given.code:
        await door.count_code(account.learner_id)
    entered = await service.sign_in(
        door.database,
        account,
        code=given.code,
        device=door.device(Kind.PROGRAM),
        tools=door.tools,
        now=door.now,
    )
    note("signed in", entered.learner_id)
    return tokens(door, entered)


@router.post("/refresh", responses=documented(Unauthenticated, CrossSite))
async def refresh(given: RefreshDocument, door: AtDoor) -> TokensDocument:
    """Exchange a refresh token for new ones; used a second time, it ends the login it is of."""
    entered = await service.refresh(door.database, token=given.refresh_token, now=door.now)
    return tokens(door, entered)


@router.post(
    "/logout",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(Unauthenticated, CrossSite),
)
async def sign_out(door: AtDoor, *, everywhere: bool = False) -> None:
    """End the login that is sent along, or all of its owner's."""
    if door.caller is None or door.caller.is_guest:
        raise Unauthenticated("Nobody is signed in.")
    async with door.begin() as tx:
        await service.sign_out(tx, door.caller, everywhere=everywhere)
    note("signed out", door.caller.learner.id)


@router.post(
    "/reset", status_code=status.HTTP_202_ACCEPTED, responses=documented(Invalid, CrossSite)
)
async def ask_for_reset(given: ForgotDocument, door: AtDoor) -> None:
    """Ask for a link to choose a new password."""
    await door.count_mail(given.email)
    await credentials.ask_for_reset(
        door.database, email=given.email, language=door.language, now=door.now
    )


@router.post(
    "/reset/confirm",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(LinkExpired, WeakPassword, CrossSite),
)
async def reset(given: ResetDocument, door: AtDoor) -> None:
    """Choose a new password; every login and token of the account ends."""
    await door.count_attempt(given.token)
    await credentials.reset(
        door.database, secret=given.token, password=given.password, now=door.now
    )
    note("password reset", "-")
