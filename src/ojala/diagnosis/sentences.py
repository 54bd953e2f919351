"""Sentences of a text: where each begins, so that what is found in one can be pointed at."""

import re
from collections.abc import Iterator

# A full stop, question or exclamation mark that ends a word, or a line's end. What follows need not
# be a capital: learners forget it. A short word before the stop is taken for an abbreviation.
_CLOSING = "\"'\u00bb\u201d\u2019)\\]"
_OPENING = "\u00bf\u00a1\"'\u00ab\u201c\u2018(\\[\u2014-"
_END = re.compile(
    rf"(?<=[.!?\u2026])[{_CLOSING}]*\s+(?=[{_OPENING}]*[A-ZÁÉÍÓÚÑÜ])"
    r"|(?<=\w{4}[.!?])\s+|(?<=[*][.!?])\s+|\n+|(?<=;)\s+"
)
LONGEST = 600
"""A sentence longer than this is cut at a space: what decides a mood is never that far away."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a text with the place where it begins."""
    start = 0
    for end in _END.finditer(text):
        yield from _cut(start, text[start : end.start()])
        start = end.end()
    yield from _cut(start, text[start:])


def _cut(start: int, sentence: str) -> Iterator[tuple[int, str]]:
    while len(sentence) > LONGEST:
        space = sentence.rfind(" ", 0, LONGEST)
        end = space + 1 if space > 0 else LONGEST
        yield start, sentence[:end]
        start, sentence = start + end, sentence[end:]
    if sentence.strip():
        yield start, sentence
