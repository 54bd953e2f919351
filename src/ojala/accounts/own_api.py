"""One's own account, as JSON, under `/me`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import BaseModel, ConfigDict, Field

from ojala.accounts import credentials, devices, leaving, secondstep, service
from ojala.accounts.api import Document, EmailText, NameText, PasswordText, SecretText
from ojala.accounts.doors import AtDoor, AtOwnDoor, Door
from ojala.accounts.values import Scope
from ojala.errors import (
    AccountNeeded,
    CrossSite,
    LinkExpired,
    LoginNotFound,
    ScopeMissing,
    SecondStepState,
    Unauthenticated,
    WeakPassword,
    WrongCode,
    WrongCredentials,
)
from ojala.learning.learner import Preferences
from ojala.web.dependencies import KeptPrivate
from ojala.web.journal import note
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["me"], prefix=f"{API}/me", dependencies=[KeptPrivate])

LOOKING = (Unauthenticated, AccountNeeded, ScopeMissing)
CHANGING = (*LOOKING, CrossSite)
PROVING = (*CHANGING, WrongCredentials)


class PreferencesDocument(Document):
    """How somebody wants to practise."""

    session_size: int = Field(ge=1, le=100, examples=[10])
    desired_retention: float = Field(ge=0.7, le=0.97, examples=[0.9])
    dictation: bool | None = Field(
        default=None, examples=[False], description="Whether some exercises are heard."
    )
    reminders: bool | None = Field(
        default=None, examples=[True], description="A letter a day, where reviews are due."
    )
    weekly: bool | None = Field(default=None, examples=[True], description="A letter each Monday.")
    letter_hour: int | None = Field(
        default=None, ge=0, le=23, examples=[18], description="From when on, in one's own zone."
    )


class MeDocument(BaseModel):
    """Who somebody is here; a guest has neither address nor name."""

    id: UUID
    role: str = Field(examples=["learner"])
    email: str | None = Field(examples=["ana@example.com"])
    name: str = Field(examples=["Ana"])
    language: str = Field(examples=["es"])
    has_second_step: bool
    deletion_due: datetime | None
    preferences: PreferencesDocument


class ProfileDocument(Document):
    """What may be changed about somebody; what is left out stays."""

    name: NameText | None = None
    language: str | None = Field(default=None, pattern="^(en|es)$", examples=["es"])


class ProofDocument(Document):
    """The password once more, before what a thief would do first."""

    password: PasswordText


class LeaveDocument(Document):
    """The password once more; guests have none."""

    password: PasswordText = ""


class PasswordDocument(Document):
    """The password there is, and the new one."""

    current: PasswordText
    password: PasswordText


class EmailDocument(Document):
    """A new address, and the password."""

    email: EmailText
    password: PasswordText


class TicketDocument(Document):
    """The secret of a link in a mail."""

    token: SecretText


class SetUpDocument(BaseModel):
    """What an authenticator needs."""

    ticket: str
    secret: str
    address: str = Field(examples=["otpauth://totp/Ojal%C3%A1:ana%40example.com?…"])


class TurnOnDocument(Document):
    """The first code, and the ticket it belongs to."""

    ticket: SecretText
    code: str = Field(max_length=40, examples=["492039"])


class CodesDocument(BaseModel):
    """Recovery codes, each good once, shown once."""

    codes: list[str]


class LoginDocument(BaseModel):
    """A browser, a program or a personal token."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: str = Field(examples=["browser"])
    name: str = Field(examples=["Firefox · Linux"])
    scopes: list[str]
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    current: bool


class NewTokenDocument(Document):
    """A personal token that is wanted, and the password."""

    name: NameText
    scopes: list[Scope] = Field(min_length=1, max_length=2)
    days: int = Field(default=90, ge=1, le=365)
    password: PasswordText


class TokenDocument(BaseModel):
    """A personal token; it is shown this once."""

    id: UUID
    token: str


@router.get("", responses=documented(Unauthenticated, ScopeMissing))
async def read_me(door: AtDoor) -> MeDocument:
    """Tell who somebody is here, guests included."""
    return await _me(door)


async def _me(door: Door) -> MeDocument:
    login = door.known()
    async with door.read() as tx:
        account = None if login.is_guest else await service.account_of(tx, login)
    preferences = login.learner.preferences
    return MeDocument(
        id=login.learner.id,
        role=login.role.value,
        email=account.email if account else None,
        name=account.name if account else "",
        language=account.language if account else door.language,
        has_second_step=bool(account and account.has_second_step),
        deletion_due=account.deletion_due if account else None,
        preferences=_preferences(preferences),
    )


def _preferences(chosen: Preferences) -> PreferencesDocument:
    return PreferencesDocument.model_validate(chosen, from_attributes=True)


@router.patch("", status_code=status.HTTP_204_NO_CONTENT, responses=documented(*CHANGING))
async def change_me(given: ProfileDocument, door: AtOwnDoor) -> None:
    """Change name or language."""
    name = None if given.name is None else given.name.strip()
    async with door.begin() as tx:
        await service.change_profile(tx, door.login, name=name, language=given.language)


@router.delete(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=documented(Unauthenticated, WrongCredentials, ScopeMissing, CrossSite),
)
async def delete_me(given: LeaveDocument, door: AtDoor) -> None:
    """Delete a guest at once, an account in a fortnight; until then `/me/keep` calls it off."""
    login = door.known(changing=True)
    if login.is_guest:
        async with door.begin() as tx:
            await leaving.remove_guest(tx, login)
        return
    await door.count_attempt(str(login.learner.id))
    account = await credentials.prove(door.database, login, given.password)
    async with door.begin() as tx:
        await leaving.ask(tx, account, login, door.now)
    note("deletion asked for", login.learner.id)


@router.post("/keep", status_code=status.HTTP_204_NO_CONTENT, responses=documented(*CHANGING))
async def keep_me(door: AtOwnDoor) -> None:
    """Keep an account that was to be deleted."""
    async with door.begin() as tx:
        await leaving.keep(tx, door.login)


@router.get("/preferences", responses=documented(Unauthenticated, ScopeMissing))
async def read_preferences(door: AtDoor) -> PreferencesDocument:
    """Tell how somebody practises, guests included."""
    return _preferences(door.known().learner.preferences)


@router.put(
    "/preferences",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(Unauthenticated, ScopeMissing, CrossSite),
)
async def change_preferences(given: PreferencesDocument, door: AtDoor) -> None:
    """Change how somebody practises, guests included; what is left out stays."""
    login = door.known(changing=True)
    async with door.begin() as tx:
        await service.prefer(tx, login, chosen=given.model_dump(exclude_none=True), now=door.now)


@router.get("/export", responses=documented(Unauthenticated, ScopeMissing))
async def export(door: AtDoor) -> dict[str, list[dict[str, Any]]]:
    """Hand over everything that is kept about somebody, guests included, by table."""
    async with door.read() as tx:
        return await leaving.export(tx, door.known().learner.id)


@router.post(
    "/password",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(*PROVING, WeakPassword),
)
async def change_password(given: PasswordDocument, door: AtOwnDoor) -> None:
    """Change the password; every other device is signed out."""
    await door.count_proof()
    await credentials.change_password(
        door.database, door.login, current=given.current, new=given.password, now=door.now
    )
    note("password changed", door.login.learner.id)


@router.post("/email", status_code=status.HTTP_202_ACCEPTED, responses=documented(*PROVING))
async def ask_for_email(given: EmailDocument, door: AtOwnDoor) -> None:
    """Send a link to a new address; the old one counts until it is followed."""
    await door.count_proof()
    await door.count_mail(given.email)
    await credentials.ask_for_email(
        door.database, door.login, email=given.email, password=given.password, now=door.now
    )


@router.post(
    "/email/confirm",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(*CHANGING, LinkExpired),
)
async def confirm_email(given: TicketDocument, door: AtOwnDoor) -> None:
    """Take the new address by the secret of that link."""
    async with door.begin() as tx:
        await credentials.confirm_email(tx, door.login, secret=given.token, now=door.now)
    note("address changed", door.login.learner.id)


@router.post("/second-step", responses=documented(*PROVING, SecondStepState))
async def begin_second_step(given: ProofDocument, door: AtOwnDoor) -> SetUpDocument:
    """Give what an authenticator needs; the second step is on from its first code on."""
    account = await door.prove(given.password)
    async with door.begin() as tx:
        made = await secondstep.begin(tx, account, door.tools.vault, door.now)
    return SetUpDocument(ticket=made.ticket, secret=made.secret, address=made.address)


@router.post("/second-step/on", responses=documented(*CHANGING, WrongCode, LinkExpired))
async def turn_second_step_on(given: TurnOnDocument, door: AtOwnDoor) -> CodesDocument:
    """Turn it on by its first code."""
    await door.count_proof()
    async with door.begin() as tx:
        account = await service.account_of(tx, door.login)
        codes = await secondstep.turn_on(
            tx,
            account,
            ticket=given.ticket,
            code=given.code,
            vault=door.tools.vault,
            now=door.now,
        )
    note("second step on", door.login.learner.id)
    return CodesDocument(codes=codes)


@router.post("/second-step/codes", responses=documented(*PROVING, SecondStepState))
async def renew_recovery_codes(given: ProofDocument, door: AtOwnDoor) -> CodesDocument:
    """Make new recovery codes; the old ones are void."""
    account = await door.prove(given.password)
    async with door.begin() as tx:
        return CodesDocument(codes=await secondstep.renew_recovery_codes(tx, account))


@router.post(
    "/second-step/off",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(*PROVING, SecondStepState),
)
async def turn_second_step_off(given: ProofDocument, door: AtOwnDoor) -> None:
    """Turn it off."""
    account = await door.prove(given.password)
    async with door.begin() as tx:
        await secondstep.turn_off(tx, account, door.now)
    note("second step off", door.login.learner.id)


@router.get("/logins", responses=documented(*LOOKING))
async def list_logins(door: AtOwnDoor) -> list[LoginDocument]:
    """List the browsers, programs and tokens that are let in."""
    async with door.read() as tx:
        found = await devices.places(tx, door.login, door.now)
    return [LoginDocument.model_validate(place) for place in found]


@router.delete(
    "/logins/{login_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(*CHANGING, LoginNotFound),
)
async def end_login(login_id: UUID, door: AtOwnDoor) -> None:
    """Sign one of them out, or revoke a token."""
    async with door.begin() as tx:
        await devices.end(tx, door.login, login_id)


@router.post("/tokens", status_code=status.HTTP_201_CREATED, responses=documented(*PROVING))
async def make_token(given: NewTokenDocument, door: AtOwnDoor, response: Response) -> TokenDocument:
    """Make a personal token."""
    await door.prove(given.password)
    async with door.begin() as tx:
        made, secret = await devices.make_token(
            tx,
            door.login,
            name=given.name.strip(),
            scopes=given.scopes,
            days=given.days,
            now=door.now,
        )
    response.headers["Location"] = f"/api/v1/me/logins/{made}"
    note("token made", door.login.learner.id)
    return TokenDocument(id=made, token=secret)
