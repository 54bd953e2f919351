"""Letters: a template and a language become a message with a text and an HTML part."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache
from urllib.parse import urlsplit
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined

from ojala.messages import LANGUAGES, catalogue


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name letters are written, and where their links lead."""

    address: str
    """As in `From`: an address, or a name with an address in angle brackets."""
    public_url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be written to whom; `template` names its words, `context` fills them.

    A `path` in the context becomes the letter's button; `unsubscribe` is a path, too, and given
    for whatever the reader may do without.
    """

    template: str
    to: str
    language: str
    context: Mapping[str, str]
    unsubscribe: str = ""


@cache
def templates() -> tuple[str, ...]:
    """Every kind of letter there are words for."""
    keys = catalogue("en", "mail")
    return tuple(key.removesuffix(".subject") for key in keys if key.endswith(".subject"))


@cache
def _environment(*, html: bool) -> Environment:
    return Environment(
        loader=PackageLoader("ojala.mail"),
        undefined=StrictUndefined,
        autoescape=html,  # noqa: S701 - the other part is plain text
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compose(letter: Letter, sender: Sender, letter_id: UUID) -> EmailMessage:
    """Write a letter; the same id gives the same `Message-ID`, so that a second copy is known."""
    language = letter.language if letter.language in LANGUAGES else LANGUAGES[0]
    words = catalogue(language, "mail")
    parts = {
        "language": language,
        "words": words,
        "title": words[f"{letter.template}.subject"].format(**letter.context),
        "paragraphs": words[f"{letter.template}.body"].format(**letter.context).split("\n\n"),
        "action": words.get(f"{letter.template}.action", ""),
        "url": _absolute(letter.context.get("path", ""), sender),
        "unsubscribe": _absolute(letter.unsubscribe, sender),
        "home": sender.public_url,
    }
    message = EmailMessage()
    message["Subject"] = parts["title"]
    message["From"] = sender.address
    message["To"] = Address(addr_spec=letter.to)
    message["Message-ID"] = f"<{letter_id}@{urlsplit(sender.public_url).hostname or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{parts['unsubscribe']}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_environment(html=False).get_template("letter.txt").render(parts))
    html = _environment(html=True).get_template("letter.html").render(parts)
    message.add_alternative(html, subtype="html")
    message["Content-Language"] = language  # last: setting the content removes such headers
    return message


def _absolute(path: str, sender: Sender) -> str:
    return f"{sender.public_url.rstrip('/')}{path}" if path else ""
