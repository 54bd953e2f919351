"""The reference as JSON."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from ojala.diagnosis import FindingKind, TextFinding, explain_finding
from ojala.exercises.unit import Bilingual, Unit
from ojala.grammar.trigger import Trigger
from ojala.messages import render
from ojala.reference.checker import LONGEST_TEXT
from ojala.spanish import Paradigm


def _text(text: str) -> str:
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("contains something that is no text")
    return text


Text = Annotated[str, AfterValidator(_text)]
Told = Annotated[
    str, Field(description="Spanish stands between asterisks, wrong Spanish between tildes.")
]


class FormDocument(BaseModel):
    """One form of a verb."""

    tense: str = Field(examples=["sub_pres"])
    person: str | None = Field(examples=["3s"])
    text: str = Field(examples=["tenga"])
    preferred: bool = Field(description="False for a doublet: right, and less usual.")


class VerbDocument(BaseModel):
    """A verb in all its forms."""

    lemma: str = Field(examples=["tener"])
    inferred: bool = Field(description="Conjugated by analogy: the verb is not in the lexicon.")
    forms: list[FormDocument]


class VerbPage(BaseModel):
    """Infinitives in alphabetical order; `next` is the cursor of the following page."""

    verbs: list[str] = Field(examples=[["tender", "tener"]])
    next: str | None


class ReadingDocument(BaseModel):
    """One meaning of a trigger, with the mood it takes."""

    id: str = Field(examples=["influence"])
    mood: str | None = Field(examples=["Sub"])
    why: Told = Field(examples=["A wish about what somebody does: it is no fact."])
    examples: list[str] = Field(description="The governed form stands in square brackets.")
    marked: bool


class TriggerDocument(BaseModel):
    """What governs a mood, in all its readings."""

    id: str = Field(examples=["querer-que"])
    name: str = Field(examples=["querer que"])
    gloss: str = Field(examples=["to want somebody to do something"])
    category: str = Field(examples=["wish"])
    level: str = Field(examples=["B1"])
    readings: list[ReadingDocument]


class TriggerPage(BaseModel):
    """Triggers in the order of their ids; `next` is the cursor of the following page."""

    triggers: list[TriggerDocument]
    next: str | None


class ExampleDocument(BaseModel):
    """A sentence of a lesson, in both languages."""

    spanish: str = Field(examples=["Quiero que vengas."])
    english: str = Field(examples=["I want you to come."])


class LessonDocument(BaseModel):
    """One lesson of the path."""

    id: str
    level: str = Field(examples=["B1"])
    title: str
    rule: Told
    contrast: Told
    trap: Told
    practice: Told
    examples: list[ExampleDocument]
    triggers: list[str]


class TextDocument(BaseModel):
    """A text to be checked."""

    text: Text = Field(max_length=LONGEST_TEXT, examples=["Quiero que vienes pronto."])


class FindingDocument(BaseModel):
    """A mood error in a text; `start` and `end` count characters."""

    start: int = Field(examples=[11])
    end: int = Field(examples=[17])
    text: str = Field(examples=["vienes"])
    finding: FindingKind = Field(examples=["mood-indicative"])
    suggestions: list[str] = Field(examples=[["vengas"]], description="What to write instead.")
    rule: str = Field(examples=["querer-que"], description="The rule that decides; may be empty.")
    message: str = Field(
        examples=["“vienes” is the indicative, and “Quiero que” asks for the subjunctive here."],
        description="What a person is told, in the language asked for.",
    )


class CheckedDocument(BaseModel):
    """The mood errors of a text, in its order; empty where there are none, or none for sure."""

    findings: list[FindingDocument]


def verb_document(paradigm: Paradigm) -> VerbDocument:
    """A verb, to be sent."""
    forms = [
        FormDocument(
            tense=cell.tense.value,
            person=cell.person.value if cell.person else None,
            text=form.text,
            preferred=form.required,
        )
        for cell in paradigm.cells
        for form in paradigm.forms(cell)
    ]
    return VerbDocument(lemma=paradigm.lemma, inferred=paradigm.inferred, forms=forms)


def trigger_document(trigger: Trigger, language: str) -> TriggerDocument:
    """A trigger, to be sent."""
    readings = [
        ReadingDocument(
            id=reading.id,
            mood=reading.mood.value if reading.mood else None,
            why=reading.why_es if language == "es" else reading.why_en,
            examples=list(reading.holds),
            marked=reading.marked,
        )
        for reading in trigger.readings
    ]
    return TriggerDocument(
        id=trigger.id,
        name=trigger.name,
        gloss=trigger.gloss,
        category=trigger.category,
        level=trigger.level,
        readings=readings,
    )


def lesson_document(unit: Unit, language: str) -> LessonDocument:
    """A lesson, to be sent."""

    def told(text: Bilingual) -> str:
        return text.es if language == "es" else text.en

    return LessonDocument(
        id=unit.id,
        level=unit.level,
        title=told(unit.title),
        rule=told(unit.rule),
        contrast=told(unit.contrast),
        trap=told(unit.trap),
        practice=told(unit.practice),
        examples=[
            ExampleDocument(spanish=example.es, english=example.en) for example in unit.examples
        ],
        triggers=list(unit.triggers),
    )


def finding_document(found: TextFinding, text: str, language: str) -> FindingDocument:
    """What was found in a text, to be sent."""
    said = explain_finding(found, text)
    return FindingDocument(
        start=found.start,
        end=found.end,
        text=found.text,
        finding=found.kind,
        suggestions=list(found.suggestions),
        rule=found.rule,
        message=render(said.key, said.arguments, language),
    )
