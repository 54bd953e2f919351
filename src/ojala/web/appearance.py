"""How pages look to one reader: the language and the theme, chosen or asked of the browser."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from ojala.exercises.generation import Variety
from ojala.learning.learner import Preferences
from ojala.storage.switches import Switch

LANGUAGES = ("en", "es")
THEMES = ("auto", "light", "dark")
VOICES = ("es", "es-ES", "es-MX", "es-AR", "off")
"""Whose voice reads aloud: of any region, of one, or nobody's."""
YEAR = 365 * 24 * 3600

NAVIGATION = (
    ("/practice", "nav.practise"),
    ("/path", "nav.path"),
    ("/triggers", "nav.rules"),
    ("/verbs", "nav.verbs"),
    ("/check", "nav.check"),
    ("/progress", "progress.title"),
)
"""Where every page leads: addresses and the keys of their names."""

MENU = (
    ("/sets", "sets.title"),
    ("/account", "nav.account"),
    ("/preferences", "nav.preferences"),
    ("/keys", "nav.keys"),
    ("/help", "nav.help"),
)
"""What the menu beside the navigation holds: what one needs now and then."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Page:
    """What every template may ask about the request it answers."""

    path: str = "/"
    language: str = "en"
    theme: str = "auto"
    """`auto` follows the system; `light` and `dark` were chosen."""
    voice: str = "es"
    """The language tag of the voice that reads aloud; `off` for none."""
    navigation: tuple[tuple[str, str], ...] = NAVIGATION
    menu: tuple[tuple[str, str], ...] = MENU
    off: frozenset[str] = frozenset()
    """What whoever runs the service has switched off."""


def page_for(request: Request) -> Page:
    """Gather what templates may ask about a request."""
    theme = request.cookies.get("theme", "")
    language = request.cookies.get("language", "")
    voice = request.cookies.get("voice", "")
    off = _switched_off(request)
    return Page(
        path=request.url.path,
        language=language if language in LANGUAGES else preferred_language(request),
        theme=theme if theme in THEMES else "auto",
        voice="off" if Switch.SPEECH in off else voice if voice in VOICES else "es",
        off=off,
    )


def _switched_off(request: Request) -> frozenset[str]:
    """What is off as far as this process knows; nothing before it has begun to serve."""
    application = request.scope.get("app")
    shell = getattr(application.state, "shell", None) if application else None
    return shell.switches.off if shell else frozenset()


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
    if theme in THEMES:
        _keep(request, reply, "theme", theme)
    if language in LANGUAGES:
        _keep(request, reply, "language", language)
    return reply


def wear(request: Request, reply: Response, chosen: Preferences) -> None:
    """Have a browser show pages as a learner wants them; no language leaves it to the browser."""
    _keep(request, reply, "theme", chosen.theme)
    _keep(request, reply, "voice", _REGIONS[chosen.variety] if chosen.speech else "off")
    language = chosen.language
    if language:
        _keep(request, reply, "language", language)
    else:
        reply.delete_cookie("language")


_REGIONS = {
    Variety.ANY: "es",
    Variety.SPAIN: "es-ES",
    Variety.AMERICA: "es-MX",
    Variety.VOSEO: "es-AR",
}


def _keep(request: Request, reply: Response, name: str, value: str) -> None:
    secure = request.url.scheme == "https"
    reply.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="lax", secure=secure)
