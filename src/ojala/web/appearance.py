"""How pages look to one reader: the language and the theme, chosen or asked of the browser."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

LANGUAGES = ("en", "es")
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600

NAVIGATION = (
    ("/practice", "nav.practise"),
    ("/path", "nav.path"),
    ("/triggers", "nav.rules"),
    ("/verbs", "nav.verbs"),
    ("/check", "nav.check"),
)
"""Where every page leads: addresses and the keys of their names."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Page:
    """What every template may ask about the request it answers."""

    path: str = "/"
    language: str = "en"
    theme: str = "auto"
    """`auto` follows the system; `light` and `dark` were chosen."""
    navigation: tuple[tuple[str, str], ...] = NAVIGATION


def page_for(request: Request) -> Page:
    """Gather what templates may ask about a request."""
    theme = request.cookies.get("theme", "")
    language = request.cookies.get("language", "")
    return Page(
        path=request.url.path,
        language=language if language in LANGUAGES else preferred_language(request),
        theme=theme if theme in THEMES else "auto",
    )


def preferred_language(request: Request) -> str:
    """Choose the first of our languages in the browser's order; English where it names none."""
    wishes = []
    for wish in request.headers.get("accept-language", "").split(","):
        tag, _, weight = wish.partition(";q=")
        wishes.append((_weight(weight), tag.strip().lower().partition("-")[0]))
    known = [wish for wish in wishes if wish[1] in LANGUAGES and wish[0] > 0]
    return max(known, key=lambda wish: wish[0])[1] if known else "en"


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def local_address(address: str) -> str:
    """Keep an address within this site; anything else leads home."""
    if address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable():
        return address
    return "/"


@router.post("/appearance")
async def choose(
    request: Request,
    back: Annotated[str, Form(max_length=2000)] = "/",
    theme: Annotated[str, Form(max_length=20)] = "",
    language: Annotated[str, Form(max_length=20)] = "",
) -> RedirectResponse:
    """Remember a choice of theme or language, and return to where it was made."""
    reply = RedirectResponse(local_address(back), status_code=303)
    secure = request.url.scheme == "https"
    for name, value, values in (("theme", theme, THEMES), ("language", language, LANGUAGES)):
        if value in values:
            reply.set_cookie(
                name, value, max_age=YEAR, httponly=True, samesite="lax", secure=secure
            )
    return reply
