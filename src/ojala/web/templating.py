"""Pages from templates: strict, escaped, translated, one folder of templates per feature."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from ojala.messages import catalogue
from ojala.web.appearance import Page, page_for
from ojala.web.dates import decimal, written_day, written_moment
from ojala.web.static import static_url
from ojala.web.typesetting import prose, stressed

if TYPE_CHECKING:
    from jinja2 import Environment

FEATURES = (
    "web",
    "practice",
    "progress",
    "reference",
    "preferences",
    "sets",
    "accounts",
    "admin",
    "tutor",
)
"""The packages with templates; a template is named `feature/page.html`."""

FRAGMENT = "ojala-fragment"
"""The request header by which a script asks for no more than the part of a page that changes."""

_VARY = "Cookie, Accept-Language, Ojala-Fragment"


@cache
def environment() -> "Environment":
    """Set up Jinja: a missing value is an error, everything is escaped."""
    from jinja2 import (  # noqa: PLC0415 - with the first page, for to be ready takes none
        ChoiceLoader,
        Environment,
        PackageLoader,
        PrefixLoader,
        StrictUndefined,
    )

    loaders = {name: PackageLoader(f"ojala.{name}") for name in FEATURES}
    made = Environment(
        loader=ChoiceLoader([PrefixLoader(loaders), loaders["web"]]),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,  # templates stand as code does: no page looks whether files have changed
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["prose"] = prose
    made.filters["stressed"] = stressed
    made.filters["day"] = written_day
    made.filters["moment"] = written_moment
    made.filters["decimal"] = decimal
    made.globals["static"] = static_url
    return made


def warm_up() -> None:
    """Compile every template, so that nobody's first page waits for that."""
    for name in environment().list_templates():
        environment().get_template(name)


def fill(name: str, page: Page, context: Mapping[str, object]) -> str:
    """Fill a template for one page; in it, `t(key, **arguments)` speaks the page's language."""
    template = environment().get_template(name)
    return template.render(page=page, t=translator(page.language), **context)


def render(
    request: Request,
    name: str,
    context: Mapping[str, object] | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Answer a request with a template, in the language and the theme of whoever asks."""
    text = fill(name, page_for(request), context or {})
    return HTMLResponse(text, status_code=status, headers={"Vary": _VARY, **(headers or {})})


def wants_fragment(request: Request) -> bool:
    """Whether a script asked, which needs no more than the part that changes."""
    return FRAGMENT in request.headers


def translator(language: str) -> Callable[..., str]:
    """Make the function from a key and its arguments to words; `count` picks one or many."""
    words = catalogue(language, "interface")

    def translate(key: str, **arguments: object) -> str:
        if "count" in arguments:
            key = f"{key}.one" if arguments["count"] == 1 else f"{key}.many"
        return words[key].format(**arguments) if arguments else words[key]

    return translate
