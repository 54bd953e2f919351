"""The strict shape of `data/triggers/*.toml`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ojala.grammar.trigger import Sequence

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]
Example = Annotated[str, Field(pattern=r"^[^\[\]]*\[[^\[\]]+\][^\[\]]*$|^[^\[\]]+$")]
Category = Literal[
    "as_if", "assertion", "cause", "certainty", "command", "comparison", "concession", "condition",
    "consequence", "consequence_purpose", "contrast", "doubt", "doubt_adverb", "dual", "emotion",
    "evaluation", "exception", "fixed", "indirect_question", "infinitive", "main_ra", "manner",
    "noun", "optative", "perception", "perception_negated", "purpose", "question", "reduplicative",
    "relative", "si", "temporal", "temporal_condition", "volition", "without",
]  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class WhenRecord(_Strict):
    """The clause features a reading depends on; a feature left out does not matter."""

    polarity: list[Literal["affirmative", "negative"]] | None = None
    time: list[Literal["past", "habitual", "future"]] | None = None
    antecedent: list[Literal["specific", "unspecific"]] | None = None
    governor: list[Literal["present", "past", "conditional", "imperative"]] | None = None
    stance: list[Literal["asserted", "hypothetical"]] | None = None


class ReadingRecord(_Strict):
    """One reading of a trigger, with the examples that prove it."""

    id: Slug
    mood: Literal["Sub", "Ind", "Inf", "None"]
    marked: bool = False
    when: WhenRecord = WhenRecord()
    why_en: Text
    why_es: Text
    holds: list[Example] = Field(min_length=1)
    fails: list[Example] = []


class TriggerRecord(_Strict):
    """One trigger as an author writes it."""

    id: Slug
    name: Text
    inventory: list[Annotated[str, Field(pattern=r"^T\d{3}$")]]
    category: Category
    level: Literal["A2", "B1", "B2", "C1", "C2"]
    gloss: Text
    heads: list[Text] = Field(min_length=1)
    sequence: Annotated[Sequence, Field(strict=False)]
    infinitive: str = ""
    negative: str = ""
    note: str = ""
    reading: list[ReadingRecord] = Field(min_length=1)


class TriggerFile(_Strict):
    """One file of triggers."""

    trigger: list[TriggerRecord] = Field(min_length=1)
