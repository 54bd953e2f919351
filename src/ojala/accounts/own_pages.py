"""One's own account, as pages: profile, address, password, second step, devices, tokens, data."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query
from fastapi.responses import JSONResponse, Response

from ojala.accounts import credentials, devices, federation, leaving, secondstep, service
from ojala.accounts.doors import AtDoor, AtOwnDoor, Door, OwnDoor
from ojala.accounts.pages import Code, Email, Name, Password, Secret, go, show, show_again
from ojala.accounts.values import Kind, Login, Scope
from ojala.errors import AppError, WrongCode
from ojala.web.appearance import LANGUAGES
from ojala.web.forms import OurForm
from ojala.web.journal import note

router = APIRouter(include_in_schema=False, prefix="/account")
"""Every address of one's own account begins with this."""


async def overview(door: OwnDoor) -> dict[str, object]:
    """What the page of one's account shows."""
    async with door.read() as tx:
        account = await service.account_of(tx, door.login)
        places = await devices.places(tx, door.login, door.now)
        left = await secondstep.recovery_codes_left(tx, account)
        linked = await federation.is_linked(tx, account)
    return {
        "account": account,
        "devices": [place for place in places if place.kind is not Kind.TOKEN],
        "tokens": [place for place in places if place.kind is Kind.TOKEN],
        "recovery_left": left,
        "linked": linked,
        "scopes": [scope.value for scope in Scope],
        "error": "",
        "at": "",
    }


async def again(door: OwnDoor, error: AppError, at: str) -> Response:
    """Show the account again, what was wrong beside the form it was wrong in."""
    shown = await overview(door) | {"error": error.slug, "at": at}
    return show_again(door, "account", error, shown)


@router.get("")
async def show_account(door: AtDoor) -> Response:
    """Show one's account; to a guest, the two ways to have one."""
    login = door.caller
    if login is None or login.is_guest:
        return show(door, "guest", {"known": login is not None})
    return show(door, "account", await overview(_own(door, door.known())))


def _own(door: Door, login: Login) -> OwnDoor:
    return OwnDoor(door.request, door.shell, door.now, door.language, login, login)


@router.post("/profile", dependencies=[OurForm])
async def change_profile(
    door: AtOwnDoor,
    name: Name = "",
    language: Annotated[str, Form(pattern=f"^({'|'.join(LANGUAGES)})$")] = "en",
) -> Response:
    """Take a name and the language of letters."""
    async with door.begin() as tx:
        await service.change_profile(tx, door.login, name=name.strip(), language=language)
    return go("/account")


@router.post("/password", dependencies=[OurForm])
async def change_password(
    door: AtOwnDoor, current: Password = "", password: Password = ""
) -> Response:
    """Take a new password; every other device is signed out."""
    try:
        await door.count_proof()
        await credentials.change_password(
            door.database, door.login, current=current, new=password, now=door.now
        )
    except AppError as error:
        return await again(door, error, "password")
    note("password changed", door.login.learner.id)
    return go("/account")


@router.post("/email", dependencies=[OurForm])
async def ask_for_email(door: AtOwnDoor, email: Email = "", current: Password = "") -> Response:
    """Send a link to a new address."""
    try:
        await door.count_proof()
        await door.count_mail(email)
        await credentials.ask_for_email(
            door.database, door.login, email=email, password=current, now=door.now
        )
    except AppError as error:
        return await again(door, error, "email")
    return go("/look-in-your-mail")


@router.get("/email")
async def ask_to_confirm_email(
    door: AtOwnDoor, token: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Offer to take the new address: a link that is only looked at changes nothing."""
    return show(door, "email", {"token": token, "error": ""})


@router.post("/email/confirm", dependencies=[OurForm])
async def confirm_email(door: AtOwnDoor, token: Secret = "") -> Response:
    """Take the new address."""
    try:
        async with door.begin() as tx:
            await credentials.confirm_email(tx, door.login, secret=token, now=door.now)
    except AppError as error:
        return show_again(door, "email", error, {"token": token})
    note("address changed", door.login.learner.id)
    return go("/account")


@router.post("/second-step", dependencies=[OurForm])
async def begin_second_step(door: AtOwnDoor, current: Password = "") -> Response:
    """Show what an authenticator needs, to whoever knows the password."""
    try:
        account = await door.prove(current)
        async with door.begin() as tx:
            made = await secondstep.begin(tx, account, door.tools.vault, door.now)
    except AppError as error:
        return await again(door, error, "second-step")
    drawing = secondstep.drawing(made.address)
    return show(door, "second_step", {"made": made, "drawing": drawing, "error": ""})


@router.post("/second-step/on", dependencies=[OurForm])
async def turn_second_step_on(door: AtOwnDoor, ticket: Secret = "", code: Code = "") -> Response:
    """Take the first code; show the recovery codes, once."""
    vault = door.tools.vault
    try:
        await door.count_proof()
        async with door.begin() as tx:
            account = await service.account_of(tx, door.login)
            codes = await secondstep.turn_on(
                tx, account, ticket=ticket, code=code, vault=vault, now=door.now
            )
    except WrongCode as error:
        async with door.read() as tx:
            account = await service.account_of(tx, door.login)
            made = await secondstep.resume(tx, account, ticket, vault, door.now)
        shown: dict[str, object] = {"made": made, "drawing": secondstep.drawing(made.address)}
        return show_again(door, "second_step", error, shown)
    note("second step on", door.login.learner.id)
    return show(door, "recovery", {"codes": codes})


@router.post("/second-step/codes", dependencies=[OurForm])
async def renew_recovery_codes(door: AtOwnDoor, current: Password = "") -> Response:
    """Show new recovery codes; the old ones are void."""
    try:
        account = await door.prove(current)
        async with door.begin() as tx:
            codes = await secondstep.renew_recovery_codes(tx, account)
    except AppError as error:
        return await again(door, error, "second-step")
    return show(door, "recovery", {"codes": codes})


@router.post("/second-step/off", dependencies=[OurForm])
async def turn_second_step_off(door: AtOwnDoor, current: Password = "") -> Response:
    """Turn the second step off, for whoever knows the password."""
    try:
        account = await door.prove(current)
        async with door.begin() as tx:
            await secondstep.turn_off(tx, account, door.now)
    except AppError as error:
        return await again(door, error, "second-step")
    note("second step off", door.login.learner.id)
    return go("/account")


@router.post("/provider/unlink", dependencies=[OurForm])
async def unlink(door: AtOwnDoor, current: Password = "") -> Response:
    """Have somebody sign in here alone, who knows the password for it."""
    try:
        account = await door.prove(current)
        async with door.begin() as tx:
            await federation.unlink(tx, account)
    except AppError as error:
        return await again(door, error, "provider")
    note("unlinked from another service", door.login.learner.id)
    return go("/account")


@router.post("/devices/{login_id}/end", dependencies=[OurForm])
async def end_login(login_id: UUID, door: AtOwnDoor) -> Response:
    """Sign one device out, or revoke a token."""
    async with door.begin() as tx:
        await devices.end(tx, door.login, login_id)
    if login_id == door.login.id:
        return door.let_out(go("/"))
    return go("/account")


@router.post("/tokens", dependencies=[OurForm])
async def make_token(
    door: AtOwnDoor,
    name: Name = "",
    scope: Annotated[tuple[Scope, ...], Form()] = (Scope.READ,),
    days: Annotated[int, Form(ge=1, le=365)] = 90,
    current: Password = "",
) -> Response:
    """Show a new personal token, once."""
    try:
        await door.prove(current)
        async with door.begin() as tx:
            _, secret = await devices.make_token(
                tx, door.login, name=name.strip(), scopes=scope, days=days, now=door.now
            )
    except AppError as error:
        return await again(door, error, "tokens")
    note("token made", door.login.learner.id)
    return show(door, "token", {"secret": secret, "name": name})


@router.get("/export")
async def export(door: AtDoor) -> Response:
    """Hand over everything that is kept about somebody, guest or not."""
    async with door.read() as tx:
        document = await leaving.export(tx, door.known().learner.id)
    name = f"ojala-{door.now.date().isoformat()}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return JSONResponse(document, headers=headers)


@router.post("/delete", dependencies=[OurForm])
async def delete(door: AtDoor, current: Password = "") -> Response:
    """Delete a guest at once, an account in a fortnight."""
    login = door.known(changing=True)
    if login.is_guest:
        async with door.begin() as tx:
            await leaving.remove_guest(tx, login)
        return door.let_out(go("/"))
    own = _own(door, login)
    try:
        account = await own.prove(current)
        async with door.begin() as tx:
            await leaving.ask(tx, account, login, door.now)
    except AppError as error:
        return await again(own, error, "delete")
    note("deletion asked for", login.learner.id)
    return go("/account")


@router.post("/keep", dependencies=[OurForm])
async def keep(door: AtOwnDoor) -> Response:
    """Keep the account after all."""
    async with door.begin() as tx:
        await leaving.keep(tx, door.login)
    note("deletion called off", door.login.learner.id)
    return go("/account")
