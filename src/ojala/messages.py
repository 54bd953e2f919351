"""Messages: what the product says, by key and language, from catalogues that are parsed once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from string import Formatter
from typing import IO

LANGUAGES = ("en", "es")
_MARK = "*"
_QUOTES = {"en": "“{}”", "es": "«{}»"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a message: its text, and whether it is Spanish being talked about."""

    text: str
    cited: bool


@cache
def catalogue(language: str, domain: str = "diagnosis") -> Mapping[str, str]:
    """Every message of a domain by its key; raises `KeyError` for a language we do not speak."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - with the first message

    if language not in LANGUAGES:
        raise KeyError(language)
    content = files("ojala").joinpath("locale", language, f"{domain}.po").read_bytes()
    read = read_po(BytesIO(content), locale=language)
    return {str(m.id): str(m.string) for m in read if m.id and m.string}


def render(key: str, arguments: Mapping[str, str], language: str) -> str:
    """The message as plain text, the Spanish in it between quotation marks."""
    quoted = _QUOTES[language]
    return "".join(
        quoted.format(piece.text) if piece.cited else piece.text
        for piece in pieces(key, arguments, language)
    )


def marked(key: str, arguments: Mapping[str, str], language: str) -> str:
    """The message with the Spanish in it between asterisks, for pages to set apart."""
    return "".join(
        f"{_MARK}{piece.text}{_MARK}" if piece.cited else piece.text
        for piece in pieces(key, arguments, language)
    )


def pieces(key: str, arguments: Mapping[str, str], language: str) -> tuple[Piece, ...]:
    """The message in runs, so that a page can mark what is Spanish in it."""
    parts = catalogue(language)[key].split(_MARK)
    filled = (_filled(part, arguments, catalogue(language)) for part in parts)
    return tuple(Piece(text, bool(place % 2)) for place, text in enumerate(filled) if text)


def _filled(message: str, arguments: Mapping[str, str], terms: Mapping[str, str]) -> str:
    """The message with its words put in; `{tense:tense}` is the term `tense.<value>`."""
    filled = []
    for text, name, kind, _ in Formatter().parse(message):
        filled.append(text)
        if name is not None:
            filled.append(terms[f"{kind}.{arguments[name]}"] if kind else arguments[name])
    return "".join(filled)


def placeholders(message: str) -> Iterator[tuple[str, str]]:
    """The names a message asks for, each with the kind of term it is looked up as."""
    for _, name, spec, _ in Formatter().parse(message):
        if name is not None:
            yield name, spec or ""


def extract(
    fileobj: IO[bytes],  # noqa: ARG001 - Babel's signature
    keywords: object,  # noqa: ARG001
    comment_tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's extraction method for the keys of explanations, which the code puts together."""
    from ojala.diagnosis.explanation import keys  # noqa: PLC0415 - only when extracting

    yield from ((1, None, key, []) for key in sorted(keys()))
