"""The inventory: every trigger we know, read once from the packaged data."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ojala.grammar.packaged import Record, read_records
from ojala.grammar.trigger import Reading, Sequence, Trigger
from ojala.spanish.features import Mood

NO_VERB = "None"


@cache
def triggers() -> Mapping[str, Trigger]:
    """Map every trigger by its id."""
    records = read_records("triggers", "trigger")
    return MappingProxyType({record["id"]: trigger_of(record) for record in records})


def trigger_of(record: Record) -> Trigger:
    """Make the trigger that a checked record describes."""
    return Trigger(
        id=record["id"],
        name=record["name"],
        category=record["category"],
        level=record["level"],
        gloss=record["gloss"],
        readings=tuple(_reading_of(reading) for reading in record["reading"]),
        heads=tuple(record.get("heads", ())),
        sequence=Sequence(record["sequence"]),
        infinitive=record.get("infinitive", ""),
        negative=record.get("negative", ""),
        note=record.get("note", ""),
        inventory=tuple(record["inventory"]),
    )


def _reading_of(record: Record) -> Reading:
    return Reading(
        id=record["id"],
        mood=None if record["mood"] == NO_VERB else Mood(record["mood"]),
        why_en=record["why_en"],
        why_es=record["why_es"],
        when={feature: frozenset(values) for feature, values in record.get("when", {}).items()},
        marked=record.get("marked", False),
        holds=tuple(record.get("holds", ())),
        fails=tuple(record.get("fails", ())),
    )
