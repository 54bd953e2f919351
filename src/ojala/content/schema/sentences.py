"""The sentence files, `data/sentences/<family>.toml`: hand-written sentences, one form marked."""

from typing import Literal

from pydantic import Field

from ojala.content.schema.records import Level, Line, Record, Slug


class AlsoRight(Record):
    """A further right answer which the engine cannot derive, and what it would mean."""

    text: Line = Field(description="The form as it would stand in the blank.")
    note: Slug = Field(description="A message key: other-reading, marked, regional, other-tense…")
    meaning: str = Field(default="", description="English of what this one means.")


class SentenceRecord(Record):
    """One sentence as its author wrote it."""

    id: Slug = Field(description="Trigger id and a number, as in querer-que-001.")
    trigger: Slug = Field(description="The trigger that governs the marked form.")
    reading: Slug | Literal[""] = Field(
        default="", description="Needed where the mood of the cell leaves several readings."
    )
    text: Line = Field(description="The sentence, exactly one form in [square brackets].")
    lemma: Line = Field(description="Infinitive of the marked form.")
    cell: str = Field(
        pattern=r"^[a-z_]+\.(1s|2s|2v|3s|1p|2p|3p|-)$",
        description="Tense and person of the marked form, as in sub_pres.1s.",
    )
    gloss: Line = Field(description="Natural English of the whole sentence.")
    cue: str = Field(default="", description="The words of the text that trigger the mood.")
    level: Level = Field(description="CEFR level of the point it practises.")
    subject: str = Field(default="", description="Shown where the sentence leaves it open.")
    context: str = Field(default="", description="A Spanish line before it that fixes its reading.")
    region: Literal["", "es", "am"] = Field(default="", description="Where it is at home.")
    also: tuple[AlsoRight, ...] = Field(
        default=(), strict=False, description="Right answers that cannot be derived."
    )


class SentenceFile(Record):
    """One file of sentences."""

    sentence: tuple[SentenceRecord, ...] = Field(strict=False)
