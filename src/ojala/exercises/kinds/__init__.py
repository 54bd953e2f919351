"""The kinds of exercise: one file each, one line each here."""

from collections.abc import Mapping
from types import MappingProxyType

from ojala.exercises.kinds.cloze import CLOZE
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.kinds.mood_choice import MOOD_CHOICE

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "cloze": CLOZE,
        "mood_choice": MOOD_CHOICE,
    }
)

__all__ = ["KINDS", "Kind"]
