"""Sets as JSON: what is sent, what is answered, and faults in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ojala.exercises.written import LONGEST_SENTENCE, Written
from ojala.sets.values import LONGEST_TITLE, OwnExercise, OwnSet, Report
from ojala.web.templating import translator


def _storable(text: str) -> str:
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("contains something that is no text")
    return " ".join(text.split())


def _something(text: str) -> str:
    if not text:
        raise ValueError("is empty")
    return text


Line = Annotated[str, AfterValidator(_storable)]
Title = Annotated[
    str, Field(min_length=1, max_length=LONGEST_TITLE), AfterValidator(_storable),
    AfterValidator(_something),
]  # fmt: skip
"""What a set is called."""


class Sent(BaseModel):
    """What is sent; unknown fields are refused, so that a typing error is seen."""

    model_config = ConfigDict(extra="forbid")


class SetWish(Sent):
    """A set as its author wants it."""

    title: Title = Field(examples=["Para el lunes"])


class ExerciseWish(Sent):
    """An exercise as its author writes it."""

    text: Line = Field(
        max_length=LONGEST_SENTENCE,
        examples=["Quiero que Ana [tenga] suerte."],
        description="The sentence, its one finite verb form in square brackets.",
    )
    gloss: Line = Field(
        default="", max_length=LONGEST_SENTENCE, examples=["I want Ana to be lucky."]
    )
    lemma: Line = Field(
        default="",
        max_length=40,
        examples=["tener"],
        description="The verb, where its form could be another's, too.",
    )
    context: Line = Field(default="", max_length=LONGEST_SENTENCE, examples=[""])
    also: list[Annotated[Line, Field(max_length=60)]] = Field(
        default_factory=list,
        max_length=9,
        examples=[[]],
        description="Further right answers: forms of the same verb, checked likewise.",
    )

    def written(self) -> Written:
        """The exercise to be checked."""
        return Written(self.text, self.gloss, self.lemma, self.context, tuple(self.also))


class SetDocument(BaseModel):
    """A set."""

    id: UUID
    title: str = Field(examples=["Para el lunes"])
    size: int = Field(examples=[12])
    created_at: datetime
    changed_at: datetime


class SetPage(BaseModel):
    """Sets, newest first; `next` is the cursor of the following page."""

    sets: list[SetDocument]
    next: str | None


class OwnExerciseDocument(BaseModel):
    """An exercise of a set, and what the engine makes of it."""

    id: UUID
    changed_at: datetime
    text: str = Field(examples=["Quiero que Ana [tenga] suerte."])
    gloss: str = Field(examples=["I want Ana to be lucky."])
    lemma: str = Field(examples=["tener"])
    context: str = Field(examples=[""])
    also: list[str] = Field(examples=[[]])
    answers: list[str] = Field(examples=[["tenga"]])
    rule: str = Field(examples=["/triggers/querer-que"])
    level: str = Field(examples=["B1"])


class OwnExercisePage(BaseModel):
    """The exercises of a set in the order of writing; `next` is the following page's cursor."""

    exercises: list[OwnExerciseDocument]
    next: str | None


class SetFile(BaseModel):
    """A set written out, to be kept or to be imported elsewhere."""

    title: str
    exercises: list[ExerciseWish]


class RowDocument(BaseModel):
    """One row of an upload, and why it was refused, if it was."""

    row: int = Field(examples=[2])
    text: str = Field(examples=["Quiero que Ana [tiene] suerte."])
    fault: str | None = Field(examples=["Here querer que asks for the subjunctive: tenga."])


class ReportDocument(BaseModel):
    """What came of an upload: all rows were taken, or the good ones on request, or none."""

    taken: int = Field(examples=[11])
    refused: int = Field(examples=[1])
    rows: list[RowDocument]


def set_document(found: OwnSet) -> SetDocument:
    """A set, to be sent."""
    return SetDocument(
        id=found.id,
        title=found.title,
        size=found.size,
        created_at=found.created_at,
        changed_at=found.changed_at,
    )


def exercise_document(own: OwnExercise) -> OwnExerciseDocument:
    """An exercise of a set, to be sent."""
    written, exercise = own.written, own.exercise
    return OwnExerciseDocument(
        id=own.id,
        changed_at=own.changed_at,
        text=written.text,
        gloss=written.gloss,
        lemma=exercise.lemma,
        context=written.context,
        also=list(written.also),
        answers=[answer.text for answer in exercise.answers],
        rule=f"/triggers/{exercise.trigger}",
        level=exercise.level,
    )


def file_of(found: OwnSet, own: tuple[OwnExercise, ...]) -> SetFile:
    """A set written out."""
    wishes = [
        ExerciseWish(
            text=one.written.text,
            gloss=one.written.gloss,
            lemma=one.exercise.lemma,
            context=one.written.context,
            also=list(one.written.also),
        )
        for one in own
    ]
    return SetFile(title=found.title, exercises=wishes)


def report_document(report: Report, language: str) -> ReportDocument:
    """What came of an upload, to be sent."""
    return ReportDocument(
        taken=report.taken,
        refused=len(report.refused),
        rows=[
            RowDocument(
                row=row.number,
                text=row.text,
                fault=said(row.fault.key, row.fault.words, language) if row.fault else None,
            )
            for row in report.rows
        ],
    )


def said(key: str, words: Mapping[str, str], language: str) -> str:
    """A fault in words."""
    speak = translator(language)
    told = {**words, "mood": speak(f"mood.{words['mood']}")} if "mood" in words else words
    return speak(f"fault.{key}", **told)
