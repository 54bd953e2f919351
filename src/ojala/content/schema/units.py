"""The unit files, `data/units/*.toml`: one lesson each, in English and Spanish."""

from typing import Annotated

from pydantic import Field

from ojala.content.schema.records import Level, Line, Record, Slug

Prose = Annotated[
    str,
    Field(
        min_length=20,
        description="A short paragraph; blank lines part it. Spanish stands between asterisks, "
        "wrong Spanish between tildes: *quiero que vengas*, ~quiero que vienes~.",
    ),
]
FormPrefix = Annotated[str, Field(pattern=r"^[a-z_]+(/[a-zñ0-9-]+)*$")]


class BilingualLine(Record):
    """One line for readers of either language."""

    en: Line
    es: Line


class BilingualProse(Record):
    """A paragraph for readers of either language."""

    en: Prose
    es: Prose


class ExampleRecord(Record):
    """One example: Spanish with the point in brackets, and its English."""

    es: Line = Field(pattern=r"\[[^\]]+\]")
    en: Line


class UnitRecord(Record):
    """One unit as its author wrote it; the file holds nothing else."""

    id: Slug
    order: int = Field(ge=1, le=99, description="Place on the path.")
    level: Level
    title: BilingualLine
    rule: BilingualProse
    contrast: BilingualProse
    trap: BilingualProse = Field(description="The usual mistake and why it tempts.")
    practice: BilingualProse = Field(description="What to do with it.")
    example: tuple[ExampleRecord, ...] = Field(min_length=3, strict=False)
    triggers: tuple[Slug, ...] = Field(default=(), strict=False)
    forms: tuple[FormPrefix, ...] = Field(
        default=(), strict=False, description="Form items it introduces: sub_pres/ar, sub_imp."
    )
    prerequisites: tuple[Slug, ...] = Field(default=(), strict=False)
    weight: float = Field(default=1.0, gt=0, le=3, description="Practice weight, from errors.")
