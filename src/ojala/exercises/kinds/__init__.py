"""The kinds of exercise: one file each, one line each here."""

from collections.abc import Mapping
from types import MappingProxyType

from ojala.exercises.kinds.cloze import CLOZE
from ojala.exercises.kinds.combining import COMBINING
from ojala.exercises.kinds.conjugation import CONJUGATION
from ojala.exercises.kinds.correction import CORRECTION
from ojala.exercises.kinds.dictation import DICTATION
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.kinds.meaning import MEANING
from ojala.exercises.kinds.mood_choice import MOOD_CHOICE
from ojala.exercises.kinds.transformation import TRANSFORMATION
from ojala.exercises.kinds.translation import TRANSLATION
from ojala.exercises.kinds.trigger_spotting import TRIGGER_SPOTTING

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "cloze": CLOZE,
        "mood_choice": MOOD_CHOICE,
        "meaning": MEANING,
        "trigger_spotting": TRIGGER_SPOTTING,
        "transformation": TRANSFORMATION,
        "combining": COMBINING,
        "correction": CORRECTION,
        "translation": TRANSLATION,
        "conjugation": CONJUGATION,
        "dictation": DICTATION,
    }
)

__all__ = ["KINDS", "Kind"]
