"""The reference as JSON."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from ojala.exercises.unit import Bilingual, Unit
from ojala.grammar.trigger import Trigger
from ojala.reference.checker import LONGEST_TEXT
from ojala.reference.views import Checked
from ojala.spanish import Paradigm


def _text(text: str) -> str:
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("contains something that is no text")
    return text


Text = Annotated[str, AfterValidator(_text)]


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
    why: str = Field(examples=["A wish about what somebody does: it is no fact."])
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


class LessonDocument(BaseModel):
    """One lesson of the path."""

    id: str
    level: str = Field(examples=["B1"])
    title: str
    rule: str
    contrast: str
    trap: str
    practice: str
    examples: list[tuple[str, str]] = Field(description="Spanish, and its English.")
    triggers: list[str]


class TextDocument(BaseModel):
    """A text to be checked."""

    text: Text = Field(max_length=LONGEST_TEXT, examples=["Quiero que vienes pronto."])


class NoteDocument(BaseModel):
    """What is said about one verb of a text."""

    kind: str = Field(examples=["wrong"], description="`wrong`, or `both` where either mood fits.")
    start: int = Field(examples=[11])
    end: int = Field(examples=[17])
    form: str = Field(examples=["vienes"])
    suggestion: str = Field(examples=["vengas"])
    mood: str = Field(examples=["subjunctive"])
    why: str
    rule: str = Field(examples=["/triggers/querer-que"])


class CheckedDocument(BaseModel):
    """A text with what there is to say about its moods."""

    judged: int = Field(examples=[1], description="How many verbs were judged.")
    wrong: int = Field(examples=[1])
    notes: list[NoteDocument]


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
        examples=[(example.es, example.en) for example in unit.examples],
        triggers=list(unit.triggers),
    )


def checked_document(checked: Checked) -> CheckedDocument:
    """What there is to say about a text, to be sent."""
    notes = [
        NoteDocument(
            kind=note.kind,
            start=note.start,
            end=note.end,
            form=note.form,
            suggestion=note.suggestion,
            mood=note.mood,
            why=note.why,
            rule=f"/triggers/{note.rule}",
        )
        for note in checked.notes
    ]
    return CheckedDocument(judged=checked.judged, wrong=checked.wrong, notes=notes)
