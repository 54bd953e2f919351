"""Forms that only our own pages can send: a hidden field that fits the browser's cookie."""

import hmac
from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.responses import Response

from ojala.errors import CrossSite
from ojala.storage.logins import new_code, new_secret
from ojala.web.dependencies import Shell, shell_of
from ojala.web.identity import cookie_name
from ojala.web.templating import render

COOKIE = "ojala_form"


def show(
    request: Request,
    shell: Shell,
    template: str,
    context: dict[str, object] | None = None,
    status: int = 200,
) -> Response:
    """Answer with a page that holds forms: each carries `form_token`, which fits the cookie."""
    name = cookie_name(COOKIE, secure=shell.secure_cookies)
    known = request.cookies.get(name)
    secret = known or new_secret()
    filled = {"form_token": _stamped(shell, new_code(), secret), **(context or {})}
    reply = render(request, template, filled, status, {"Cache-Control": "no-store"})
    if not known:
        reply.set_cookie(
            name, secret, httponly=True, samesite="strict", secure=shell.secure_cookies
        )
    return reply


def _stamped(shell: Shell, mark: str, secret: str) -> str:
    """What a form carries: never the same twice, so that compression tells nobody what it is."""
    return f"{mark}.{shell.keys.stamp(f'{mark}.{secret}')}"


async def _check(request: Request, form_token: Annotated[str, Form(max_length=100)] = "") -> None:
    shell = shell_of(request)
    secret = request.cookies.get(cookie_name(COOKIE, secure=shell.secure_cookies), "")
    due = _stamped(shell, form_token.partition(".")[0], secret).encode("utf-8", "replace")
    if not secret or not hmac.compare_digest(due, form_token.encode("utf-8", "replace")):
        raise CrossSite("This form was not sent from a page of ours: open it again.")


OurForm = Depends(_check)
"""For endpoints that take a form: it must come from a page of ours."""
