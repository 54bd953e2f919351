"""What the page offers and what comes back from it, between a form and the stored values."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, Field

from ojala.diagnosis import Accents, Retries
from ojala.exercises.generation import Variety
from ojala.learning.learner import PERSONS, Preferences
from ojala.spanish.features import Person

SHOWN = tuple(person for person in PERSONS if person is not Person.VOS)
"""The persons to choose from: vos is the tú of those who say it."""
_AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zones() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every time zone that is named after a place, by area; before them the one that is none."""
    places = sorted(zone for zone in available_timezones() if zone.startswith(_AREAS))
    by_area = groupby(places, key=lambda zone: zone.partition("/")[0])
    return (("", ("UTC",)), *((area, tuple(them)) for area, them in by_area))


def _known(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError("is no time zone")
    return zone


def _some(persons: list[Person]) -> list[Person]:
    if not persons:
        raise ValueError("leaves nobody to talk about: choose at least one person")
    return persons


class Chosen(BaseModel):
    """The form of the preferences page; a box that is not ticked is not sent."""

    variety: Variety = Variety.ANY
    persons: Annotated[list[Person], AfterValidator(_some)] = Field([], validate_default=True)
    session_size: int = Field(default=10, ge=1, le=100)
    retention: int = Field(default=90, ge=70, le=97)
    """In per cent."""
    reviews_a_day: int = Field(default=100, ge=1, le=1000)
    new_a_day: int = Field(default=8, ge=0, le=100)
    daily_goal: int = Field(default=20, ge=0, le=500)
    streak: bool = False
    accents: Accents = Accents.LENIENT
    retries: Retries = Retries.ANY
    hints: bool = False
    accent_keys: bool = False
    speech: bool = False
    dictation: bool = False
    zone: Annotated[str, Field(max_length=64), AfterValidator(_known)] = "UTC"
    turns: int = Field(default=4, ge=0, le=23)
    reminders: bool = False
    weekly: bool = False
    letter_hour: int = Field(default=18, ge=0, le=23)
    language: Literal["", "en", "es"] = ""
    theme: Literal["auto", "light", "dark"] = "auto"

    def applied(self, before: Preferences) -> Preferences:
        """What is stored afterwards; what the page does not ask about stays as it was."""
        taken: dict[str, Any] = self.model_dump(exclude={"persons", "retention"})
        return replace(
            before,
            **taken,
            desired_retention=self.retention / 100,
            left_out=tuple(_left_out(frozenset(self.persons))),
        )


def _left_out(wanted: frozenset[Person]) -> Iterator[Person]:
    for person in SHOWN:
        if person not in wanted:
            yield person
            if person is Person.TU:
                yield Person.VOS
