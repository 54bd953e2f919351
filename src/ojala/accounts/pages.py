"""The way in, as pages: sign up, confirm, sign in, the second step, sign out, a new password."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from ojala.accounts import credentials, service
from ojala.accounts.doors import AtDoor, Door
from ojala.accounts.service import Wish
from ojala.accounts.values import Switch
from ojala.errors import AppError, SwitchedOff, TooMany
from ojala.web import forms
from ojala.web.appearance import local_address
from ojala.web.forms import OurForm
from ojala.web.journal import note
from ojala.web.problems import status_of

router = APIRouter(include_in_schema=False)

Email = Annotated[str, Form(max_length=254)]
Password = Annotated[str, Form(max_length=128)]
Name = Annotated[str, Form(max_length=80)]
Code = Annotated[str, Form(max_length=40)]
Secret = Annotated[str, Form(max_length=100)]
Next = Annotated[str, Form(max_length=2000)]


def show(door: Door, template: str, context: dict[str, object] | None = None) -> Response:
    """Show a page of this feature."""
    filled = {"provider": _provider_of(door), **(context or {})}
    return forms.show(door.request, door.shell, f"accounts/{template}.html", filled)


def _provider_of(door: Door) -> str:
    """What the other service is called that one may sign in by; empty where there is none."""
    provider = door.tools.provider
    return provider.name if provider else ""


def show_again(door: Door, template: str, error: AppError, context: dict[str, object]) -> Response:
    """Show a form again as it was filled, with what was wrong."""
    field = getattr(error, "field", "").removeprefix("/")
    wrong = f"{error.slug}-{field}" if error.slug == "invalid" and field else error.slug
    filled = {"provider": _provider_of(door), "error": wrong, **context}
    status = int(status_of(type(error)))
    reply = forms.show(door.request, door.shell, f"accounts/{template}.html", filled, status)
    if isinstance(error, TooMany):
        reply.headers["Retry-After"] = str(error.retry_after)
    return reply


def go(address: str) -> RedirectResponse:
    """Send somebody on."""
    return RedirectResponse(address, status_code=303)


@router.get("/signup")
async def ask_to_sign_up(door: AtDoor) -> Response:
    """Offer an account."""
    if door.caller and not door.caller.is_guest:
        return go("/account")
    is_open = door.shell.switches.is_on(Switch.SIGN_UP)
    error = "" if is_open else SwitchedOff.slug
    return show(door, "sign_up", {"email": "", "name": "", "error": error})


@router.post("/signup", dependencies=[OurForm])
async def sign_up(
    door: AtDoor, email: Email = "", password: Password = "", name: Name = ""
) -> Response:
    """Take the wish for an account; the answer is the same whether the address has one."""
    wish = Wish(email, password, name.strip(), door.language)
    try:
        door.shell.switches.require(Switch.SIGN_UP)
        await door.count_mail(email)
        await service.sign_up(door.database, wish=wish, before=door.caller, now=door.now)
    except AppError as error:
        return show_again(door, "sign_up", error, {"email": email, "name": name})
    return go("/look-in-your-mail")


@router.get("/look-in-your-mail")
async def show_sent(door: AtDoor) -> Response:
    """Say that a mail is on its way."""
    return show(door, "sent")


@router.get("/verify")
async def ask_to_confirm(
    door: AtDoor, token: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Ask for the password once more: the link alone is not enough."""
    return show(door, "confirm", {"token": token, "error": ""})


@router.post("/verify", dependencies=[OurForm])
async def confirm(door: AtDoor, token: Secret = "", password: Password = "") -> Response:
    """Make the account, and let its owner in."""
    try:
        await door.count_attempt(token)
        entered = await service.confirm(
            door.database,
            secret=token,
            password=password,
            device=door.device(),
            tools=door.tools,
            now=door.now,
            defaults=door.shell.defaults,
        )
    except AppError as error:
        return show_again(door, "confirm", error, {"token": token})
    return door.let_in(go("/account"), entered)


@router.get("/login")
async def ask_to_sign_in(
    door: AtDoor, then: Annotated[str, Query(alias="next", max_length=2000)] = "/"
) -> Response:
    """Ask for address and password."""
    if door.caller and not door.caller.is_guest:
        return go("/account")
    return show(door, "sign_in", {"email": "", "next": local_address(then), "error": ""})


@router.post("/login", dependencies=[OurForm])
async def sign_in(
    door: AtDoor,
    email: Email = "",
    password: Password = "",
    then: Annotated[Next, Form(alias="next")] = "/",
) -> Response:
    """Let somebody in, or ask for their second step."""
    try:
        await door.count_attempt(email)
        account = await service.authenticate(door.database, email=email, password=password)
    except AppError as error:
        note(f"sign-in refused: {error.slug}", "-")
        return show_again(door, "sign_in", error, {"email": email, "next": local_address(then)})
    if account.has_second_step:
        ticket = await service.await_code(door.database, account, door.now)
        return show(door, "code", {"ticket": ticket, "next": local_address(then), "error": ""})
    async with door.begin() as tx:
        entered = await service.enter(
            tx, account, device=door.device(), tools=door.tools, now=door.now
        )
    return door.let_in(go(local_address(then)), entered)


@router.post("/login/code", dependencies=[OurForm])
async def give_code(
    door: AtDoor,
    ticket: Secret = "",
    code: Code = "",
    then: Annotated[Next, Form(alias="next")] = "/",
) -> Response:
    """Take the code of the second step."""
    try:
        await door.count_attempt(ticket)
        await door.count_code(await service.awaited(door.database, ticket, door.now))
        entered = await service.sign_in_by_code(
            door.database,
            secret=ticket,
            code=code,
            device=door.device(),
            tools=door.tools,
            now=door.now,
        )
    except AppError as error:
        note(f"second step refused: {error.slug}", "-")
        return show_again(door, "code", error, {"ticket": ticket, "next": local_address(then)})
    return door.let_in(go(local_address(then)), entered)


@router.post("/logout", dependencies=[OurForm])
async def sign_out(door: AtDoor, everywhere: Annotated[str, Form(max_length=10)] = "") -> Response:
    """Let somebody out, here or everywhere; a guest's practice would be lost, so guests stay."""
    if door.caller is None or door.caller.is_guest:
        return go("/")
    async with door.begin() as tx:
        await service.sign_out(tx, door.caller, everywhere=bool(everywhere))
    note("signed out", door.caller.learner.id)
    return door.let_out(go("/"))


@router.get("/forgot")
async def ask_for_address(door: AtDoor) -> Response:
    """Ask where to send the link for a new password."""
    return show(door, "forgot", {"email": "", "error": ""})


@router.post("/forgot", dependencies=[OurForm])
async def send_reset(door: AtDoor, email: Email = "") -> Response:
    """Send it; the answer is the same whether the address has an account."""
    try:
        await door.count_mail(email)
        await credentials.ask_for_reset(
            door.database, email=email, language=door.language, now=door.now
        )
    except AppError as error:
        return show_again(door, "forgot", error, {"email": email})
    return go("/look-in-your-mail")


@router.get("/reset")
async def ask_for_new_password(
    door: AtDoor, token: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Ask for a new password."""
    return show(door, "reset", {"token": token, "error": ""})


@router.post("/reset", dependencies=[OurForm])
async def reset(door: AtDoor, token: Secret = "", password: Password = "") -> Response:
    """Take it; then it is used to sign in."""
    try:
        await door.count_attempt(token)
        await credentials.reset(door.database, secret=token, password=password, now=door.now)
    except AppError as error:
        return show_again(door, "reset", error, {"token": token})
    note("password reset", "-")
    return go(f"/login?{urlencode({'next': '/account'})}")
