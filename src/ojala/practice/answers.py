"""Answers as they arrive: what can be one at all, whichever door it comes through."""

from typing import Annotated

from pydantic import AfterValidator, Field

from ojala.diagnosis.normalization import normal
from ojala.exercises.exercise import NO_ERROR

LONGEST_ANSWER = 200


def _storable(text: str) -> str:
    if any(character in "\0\ufffd" or "\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("contains something that is no text (NUL, or bytes that are not UTF-8)")
    return text


AnswerText = Annotated[str, Field(max_length=LONGEST_ANSWER), AfterValidator(_storable)]
"""An answer as typed: short, and nothing in it that is not text."""


def is_blank(text: str) -> bool:
    """Whether nothing is to be seen of a text."""
    return not normal(text) and NO_ERROR not in text
