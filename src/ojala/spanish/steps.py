"""Steps: single rules at work, as values."""

from dataclasses import dataclass

SEAM = "+"


@dataclass(frozen=True, slots=True)
class Step:
    """One rule at work: what it was given, what it made of it."""

    rule: str
    argument: str
    before: str
    after: str
