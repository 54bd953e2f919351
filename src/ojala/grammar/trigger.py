"""Triggers: the constructions that decide or allow a mood, and the readings they have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ojala.spanish.features import Mood


class Sequence(StrEnum):
    """Which rule picks the tense of the verb that a trigger governs."""

    SEQUENCE = "sequence"
    """Present or perfect after a present or future; imperfect or pluperfect after a past."""
    TEMPORAL = "temporal"
    """As `sequence`, but the present subjunctive stands for the future (*cuando llegues*)."""
    FREE = "free"
    """Meaning decides, within the bounds of `sequence`."""
    PAST = "past"
    """Imperfect or pluperfect is the norm, as after a conditional (*me gustaría que vinieras*)."""
    PAST_ONLY = "past-only"
    """Imperfect or pluperfect, whatever the governing tense (*como si*)."""
    PLUPERFECT_ONLY = "pluperfect-only"
    """Pluperfect alone (*si lo hubiera sabido*)."""
    RA_ONLY = "ra-only"
    """Forms in -ra alone (*quisiera*)."""
    CONDITION = "condition"
    """As after *si*: no future, no conditional, no present subjunctive."""
    PRESENT = "present"
    """Present (or perfect) alone (*que yo sepa*)."""
    SIMPLE = "simple"
    """Present or imperfect, without compound tenses (*pase lo que pase*)."""
    NONE = "none"
    """No finite verb follows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One interpretation of a trigger: the mood it takes, when it holds, and why."""

    id: str
    mood: Mood | None
    """The mood it takes; `None` where no verb follows at all."""
    why_en: str
    why_es: str
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Clause features and the values under which the reading is possible."""
    marked: bool = False
    """Right, but unusual: accepted with a remark and not taught first."""
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A construction that decides or allows a mood, such as *querer que* or *cuando*."""

    id: str
    name: str
    category: str
    level: str
    gloss: str
    readings: tuple[Reading, ...]
    """The usual reading first."""
    heads: tuple[str, ...] = ()
    """How the construction looks in a sentence, in the notation of `docs/mood.md`."""
    sequence: Sequence = Sequence.SEQUENCE
    infinitive: str = ""
    """What replaces the clause when the subject is the same: `inf`, `de inf`, `object inf`…"""
    negative: str = ""
    """The trigger that takes over when the governor is negated."""
    note: str = ""
    inventory: tuple[str, ...] = ()

    def reading(self, reading_id: str) -> Reading:
        """Find the reading of that id; raise `KeyError` if there is none."""
        for reading in self.readings:
            if reading.id == reading_id:
                return reading
        raise KeyError(f"{self.id}/{reading_id}")

    @property
    def moods(self) -> frozenset[Mood]:
        """Every mood some reading takes."""
        return frozenset(reading.mood for reading in self.readings if reading.mood)
