"""Tokens: the words, numbers and punctuation marks of a sentence, and its one blank."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

BLANK = "____"

_TOKEN = re.compile(r"_{2,}|\d+(?:[.,:]\d+)*|\w+(?:['\u2019]\w+)*|\.{2,}|\S")
_ABBREVIATIONS = frozenset(
    {
        "sr",
        "jr",
        "sra",
        "dr",
        "dra",
        "ing",
        "ee",
        "uu",
        "etc",
        "st",
        "núm",
        "av",
        "lic",
        "prof",
        "pág",
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands in the text."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether this is the place to fill."""
        return self.text.startswith("__")

    @property
    def is_word(self) -> bool:
        """Whether this is a word (a blank is none)."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital, as names and first words are."""
        return self.text[0].isupper()


def tokenise(text: str) -> tuple[Token, ...]:
    """Split a text into tokens; a dot that ends an abbreviation belongs to no token."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word == "." and _abbreviates(tokens, text, match.end()):
            continue
        tokens.append(Token(word, word.lower(), match.start(), match.end()))
    return tuple(tokens)


def tones(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Tell of each token whether it stands in a question (`?`), an exclamation (`!`) or neither."""
    found: list[str] = []
    opening = ""
    length = 0
    for token in tokens:
        length += 1
        if token.lower in _ENDS:
            found += [_TONES.get(opening) or _TONES.get(token.lower, "")] * length
            opening, length = token.lower if token.lower in "¿¡" else "", 0
    return (*found, *[_TONES.get(opening, "")] * length)


_ENDS = frozenset({".", "?", "!", "¿", "¡", "…"})
_TONES = {"¿": "?", "?": "?", "¡": "!", "!": "!"}


def _abbreviates(tokens: list[Token], text: str, end: int) -> bool:
    if not tokens or tokens[-1].end != end - 1:
        return False
    before = tokens[-1]
    if before.lower in _ABBREVIATIONS or (len(before.text) == 1 and before.is_word):
        return text[end : end + 2].strip() != ""
    return text[end : end + 2].strip()[:1].islower()
