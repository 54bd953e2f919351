"""The files of the sentence maker: predicates, frames and subjects (see docs/sentence-maker.md)."""

from typing import Annotated, Literal

from pydantic import Field

from ojala.content.schema.records import Level, Line, Record, Slug

Fit = Literal[
    "favor", "advice", "duty", "treat", "nuisance", "forbidden", "permit", "success", "mishap",
    "accident", "state", "trait", "event", "routine", "anchor", "grasp", "promise", "obstacle",
    "dream", "regret", "pose", "fault", "measure", "works", "outcome", "scene", "fact", "verdict",
    "feeling", "triumph", "disaster", "crime", "slip", "chore", "plea", "longing", "goal",
    "insight", "company", "merit",
]  # fmt: skip
Field_ = Literal[
    "home", "family", "work", "school", "health", "travel", "money", "food", "social", "public",
    "nature", "culture", "tech", "weather", "life",
]  # fmt: skip
Code = Literal[
    "yo", "tú", "vos", "usted", "él", "nosotros", "vosotros", "ustedes", "ellos", "none"
]  # fmt: skip
Tense = Literal[
    "sub_pres", "sub_imp", "sub_perf", "sub_plup", "ind_pres", "ind_imp", "ind_pret", "ind_fut",
    "ind_perf", "ind_plup", "ind_fut_perf", "cond", "cond_perf", "inf", "inf_perf", "imp_aff",
    "imp_neg",
]  # fmt: skip
Own = Annotated[
    str,
    Field(
        pattern=r"^(?:\{[^{}]*\}|[^|{}])+\|(?:\{[^{}]*\}|[^|{}])+(\|(adult|plural|none))?$",
        description="Spanish|English|who",
    ),
]
Named = Annotated[
    str, Field(pattern=r"^[^|]+\|[^|]+(\|(m|f|mp|fp)\+?)?$", description="Spanish|English|gender")
]
AlsoTense = Annotated[str, Field(pattern=r"^[a-z_]+:(other-reading|marked|other-tense|regional)$")]
Takes = Annotated[str, Field(pattern=r"^[a-z]+(:[a-z]+)?$", description="fit or fit:field")]
Region = Literal["", "es", "am"]
Register = Literal["", "formal", "informal"]


class PredicateRecord(Record):
    """One predicate: a verb with its complements, and its English."""

    id: Slug | Literal[""] = Field(default="", description="Default: the Spanish, slugged.")
    es: Line = Field(description="Infinitive with its pronouns, then the complements.")
    en: Line = Field(description="The same in English, base form first.")
    fits: tuple[Fit, ...] = Field(min_length=1, strict=False)
    field: Field_
    level: Level = "B1"
    who: Literal["any", "plural", "adult", "none"] = "any"
    subjects: tuple[Named, ...] = Field(default=(), strict=False)
    aspect: Literal["", "state", "event"] = ""
    order: Literal["sv", "vs"] = "sv"
    region: Region = ""
    register_: Register = Field(default="", alias="register")


class PredicateFile(Record):
    """One file of predicates."""

    predicate: tuple[PredicateRecord, ...] = Field(strict=False)


class SubjectRecord(Record):
    """Somebody a sentence can be about."""

    es: Line
    en: Line
    agree: Literal["m", "f", "mp", "fp"]
    fields: tuple[Field_ | Literal["*"], ...] = Field(min_length=1, strict=False)
    child: bool = Field(default=False, description="Never the subject of adult predicates.")


class SubjectFile(Record):
    """The file of subjects."""

    subject: tuple[SubjectRecord, ...] = Field(strict=False)


class _Inherited(Record):
    """What a frame says once and each of its lines may say anew."""

    trigger: Slug | None = None
    reading: Slug | Literal[""] | None = None
    takes: tuple[Takes, ...] | None = Field(default=None, strict=False)
    own: tuple[Own, ...] | None = Field(default=None, strict=False)
    never: tuple[Slug, ...] | None = Field(default=None, strict=False)
    who: tuple[Code, ...] | None = Field(default=None, strict=False)
    subjects: tuple[Named, ...] | None = Field(default=None, strict=False)
    matrix: Code | Literal["ella", ""] | None = None
    hearer: Literal["", "tú", "vos", "usted", "vosotros", "ustedes"] | None = None
    fill: dict[str, Annotated[tuple[Named, ...], Field(strict=False)]] | None = None
    agree: str | None = None
    level: Level | None = None
    register_: Register | None = Field(default=None, alias="register")
    region: Region | None = None
    combine: bool | None = None
    order: Literal["sv", "vs"] | None = None
    context: str | None = None
    also: tuple[AlsoTense, ...] | None = Field(default=None, strict=False)
    also_means: str | None = None


class LineRecord(_Inherited):
    """One line of a frame: Spanish, English and the tense of the clause."""

    es: Line
    en: Line
    tense: Tense
    means: str = ""
    pair: str = ""


class FrameRecord(_Inherited):
    """One frame: lines that take the same predicates."""

    lines: tuple[LineRecord, ...] = Field(min_length=1, strict=False)


class FrameFile(Record):
    """One file of frames."""

    frame: tuple[FrameRecord, ...] = Field(strict=False)
