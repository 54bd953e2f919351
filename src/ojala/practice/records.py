"""Records: the rows of an export as they must be, so that whatever is stored can be shown."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from ojala.content.course import LEVELS
from ojala.diagnosis import Diagnosis, Policy, Verdict
from ojala.exercises.exercise import Exercise
from ojala.exercises.item import Item
from ojala.exercises.kinds import KINDS
from ojala.learning.memory import Rating
from ojala.learning.selection import Choice
from ojala.practice.answers import AnswerText
from ojala.practice.values import Objection, SessionPlan
from ojala.storage.arrivals import Row

OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Before it nobody practised: an older moment is a mistake."""
COMBINING_LINES = 3
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""A NUL as JSON escapes it, which no text in a database may hold."""


class NoRecordError(Exception):
    """A row that is not as it must be, and why."""


def _lived(moment: datetime, info: ValidationInfo) -> datetime:
    latest: datetime = (info.context or {})["now"]
    if not OLDEST <= moment <= latest:
        raise ValueError("is before the year 2000 or in the future")
    return moment


def _item(text: str) -> str:
    return Item.parse(text).id


def _showable(exercise: Exercise) -> Exercise:
    lines = len(exercise.prompt.split("\n"))
    combines = exercise.kind != "combining" or lines == COMBINING_LINES
    if exercise.kind not in KINDS or exercise.level not in LEVELS or not combines:
        raise ValueError("is no exercise of a kind and a level that there are")
    if not exercise.answers or not exercise.items:
        raise ValueError("has no answers or no items")
    return exercise


Moment = Annotated[AwareDatetime, AfterValidator(_lived)]
ItemId = Annotated[str, Field(max_length=200), AfterValidator(_item)]
Number = Annotated[int, Field(ge=1, le=9)]
Engine = Annotated[str, Field(max_length=32)]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(gt=0, le=1)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Session(_Record):
    id: UUID
    started_at: Moment
    finished_at: Moment | None
    plan: SessionPlan


class _Body(_Record):
    choice: Choice
    exercise: Annotated[Exercise, AfterValidator(_showable)]


class _Exercise(_Record):
    id: UUID
    session_id: UUID
    position: int = Field(ge=1, le=100_000)
    issued_at: Moment
    item: ItemId
    body: _Body
    content_version: str = Field(max_length=64)
    likeness: str | None = None
    """What the exercise says, whatever the row does."""

    @model_validator(mode="after")
    def _of_its_body(self) -> Self:
        self.likeness = self.body.exercise.likeness
        return self


class _Hint(_Record):
    exercise_id: UUID
    level: Number
    given_at: Moment


class _Attempt(_Record):
    exercise_id: UUID
    number: Number
    given_at: Moment
    response: AnswerText
    elapsed: float | None = Field(ge=0, le=86_400)
    verdict: Verdict
    diagnosis: Diagnosis
    engine_version: Engine
    policy: Policy


class _Remark(_Record):
    exercise_id: UUID
    number: Number
    made_at: Moment
    verdict: Verdict
    diagnosis: Diagnosis
    engine_version: Engine
    replaced: dict[ItemId, tuple[Rating, Weight]]


class _Objection(_Record):
    exercise_id: UUID
    kind: Objection
    made_at: Moment
    engine_version: Engine
    settled_at: Moment | None = None
    outcome: Literal["remarked", "kept"] | None = None


class _Review(_Record):
    exercise_id: UUID
    item: ItemId
    reviewed_at: Moment
    rating: Rating
    weight: Weight
    recall: Share | None


_RECORDS: Mapping[str, type[_Record]] = {
    "sessions": _Session,
    "exercises": _Exercise,
    "hints": _Hint,
    "attempts": _Attempt,
    "remarks": _Remark,
    "objections": _Objection,
    "reviews": _Review,
}


def record(table: str, row: object, now: datetime) -> Row:
    """Return a row of a table as it is stored; raises `NoRecordError` where it cannot be one."""
    try:
        text = json.dumps(row, ensure_ascii=False, allow_nan=False).encode()
        if _NUL.search(text):
            raise NoRecordError("contains a NUL character")
        made = _RECORDS[table].model_validate(row, context={"now": now})
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise NoRecordError(f"{place}: {first['msg']}" if place else first["msg"]) from None
    except (ValueError, RecursionError):
        raise NoRecordError("is no JSON that could be stored") from None
    return _columns(made)


def _columns(made: _Record) -> Row:
    """Return ids and moments as they are, and everything else as documents hold it."""
    documents: dict[str, Any] = made.model_dump(mode="json")
    return {
        name: value if isinstance(value, UUID | datetime) else documents[name]
        for name, value in made
    }
