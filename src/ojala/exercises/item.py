"""Items: the smallest things that are learnt and scheduled (a form pattern, a mood choice)."""

from dataclasses import dataclass, field
from enum import StrEnum


class ItemKind(StrEnum):
    """What an item is knowledge of."""

    MOOD = "mood"
    FORM = "form"
    SEQUENCE = "sequence"


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing a learner can know; written `kind:key`, as in `mood:querer-que/affirmative`."""

    kind: ItemKind = field(hash=False)  # the key tells nearly all, and a string knows its hash
    key: str

    @property
    def id(self) -> str:
        """The item in writing."""
        return f"{self.kind.value}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> "Item":
        """Read an item from its written form; raises `ValueError` if it is not one."""
        kind, _, key = text.partition(":")
        if not key:
            raise ValueError(f"not an item: {text!r}")
        return cls(ItemKind(kind), key)
