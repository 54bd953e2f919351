"""Signing in by another service, as pages; there are none where no service is set."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import Response

from ojala.accounts import federation, service
from ojala.accounts.doors import AtDoor, Door
from ojala.accounts.federation import Joining
from ojala.accounts.pages import Password, Secret, go, show, show_again
from ojala.accounts.provider import Provider
from ojala.accounts.values import Account, Switch
from ojala.errors import AppError, NotFound, ProviderRefused
from ojala.web.appearance import local_address
from ojala.web.forms import OurForm
from ojala.web.identity import cookie_name
from ojala.web.journal import note

router = APIRouter(include_in_schema=False, prefix="/login/provider")

COOKIE = "ojala_errand"
"""Marks the browser that was sent to the other service; of use on the way back from there."""
COOKIE_LIFETIME = 600


async def _provider(door: AtDoor) -> Provider:
    provider: Provider | None = door.tools.provider
    if provider is None:
        raise NotFound("One signs in here by password.")
    return provider


AtProvider = Annotated[Provider, Depends(_provider)]


@router.get("")
async def send_off(
    door: AtDoor,
    provider: AtProvider,
    then: Annotated[str, Query(alias="next", max_length=2000)] = "/",
) -> Response:
    """Send somebody to the other service."""
    await door.count_attempt("provider")
    sent = await federation.send_off(
        door.database, provider, then=local_address(then), now=door.now
    )
    reply, secure = go(sent.address), door.shell.secure_cookies
    name = cookie_name(COOKIE, secure=secure)
    # Lax, for the way back comes from the other site.
    reply.set_cookie(
        name, sent.mark, max_age=COOKIE_LIFETIME, httponly=True, samesite="lax", secure=secure
    )
    return reply


@router.get("/return")
async def come_back(
    door: AtDoor,
    provider: AtProvider,
    state: Annotated[str, Query(max_length=100)] = "",
    code: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """Let in whoever the other service vouches for, or ask them to agree."""
    await door.count_attempt("provider")
    if not code:
        raise ProviderRefused("The other service sent nothing that says who you are.")
    mark = door.request.cookies.get(cookie_name(COOKIE, secure=door.shell.secure_cookies), "")
    who, then = await federation.returned(
        door.database, provider, state=state, code=code, mark=mark, now=door.now
    )
    found = await federation.welcome(door.database, who, door.now)
    if isinstance(found, Joining):
        return show(door, "joining", {"joining": found, "provider": provider.name, "error": ""})
    return await _let_in(door, found, then)


async def _let_in(door: Door, account: Account, then: str) -> Response:
    """Let somebody in, by their second step where they have one."""
    if account.has_second_step:
        ticket = await service.await_code(door.database, account, door.now)
        return show(door, "code", {"ticket": ticket, "next": then, "error": ""})
    async with door.begin() as tx:
        entered = await service.enter(
            tx, account, device=door.device(), tools=door.tools, now=door.now
        )
    return door.let_in(go(then), entered)


@router.post("/join", dependencies=[OurForm])
async def join(
    door: AtDoor,
    provider: AtProvider,
    ticket: Secret = "",
    email: Annotated[str, Form(max_length=254)] = "",
    current: Password = "",
) -> Response:
    """Link an account by its password."""
    try:
        await door.count_attempt(email)
        account = await federation.join(
            door.database, ticket=ticket, password=current, provider=provider.name, now=door.now
        )
    except AppError as error:
        joining = Joining(ticket, email, has_account=True)
        shown: dict[str, object] = {"joining": joining, "provider": provider.name}
        return show_again(door, "joining", error, shown)
    note("linked to another service", account.learner_id)
    return await _let_in(door, account, "/account")


@router.post("/signup", dependencies=[OurForm])
async def sign_up(door: AtDoor, _provider: AtProvider, ticket: Secret = "") -> Response:
    """Make an account for whoever was vouched for."""
    door.shell.switches.require(Switch.SIGN_UP)
    guest = door.caller.learner.id if door.caller and door.caller.is_guest else None
    entered = await federation.sign_up(
        door.database,
        ticket=ticket,
        guest=guest,
        language=door.language,
        device=door.device(),
        tools=door.tools,
        now=door.now,
        defaults=door.shell.defaults,
    )
    note("signed up by another service", entered.learner_id)
    return door.let_in(go("/account"), entered)
