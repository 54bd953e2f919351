"""Setting a session up: from what a form says to what is wished for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from ojala.content.course import Course
from ojala.errors import NothingToPractise
from ojala.exercises.item import Item
from ojala.practice.values import Aim, Wish
from ojala.spanish import NotAVerb, analyze, conjugate
from ojala.web.dependencies import Seed

MINUTES = (3, 10)
"""How long a session by the clock may last."""
MOST_VERBS = 20
_AIMS = {"quick": Aim.QUICK, "review": Aim.REVIEW, "weak": Aim.WEAK, "listen": Aim.LISTEN}

Hears = Literal["", "yes"]
"""What a script says that has found a Spanish voice on the device; without one, nothing."""
Name = Annotated[str, Field(max_length=100)]


@dataclass(frozen=True, slots=True)
class Draw:
    """What decides on the next exercise: chance, and whether it may be one to be heard."""

    seed: int
    hears: bool


async def _draw(
    seed: Seed,
    hears: Annotated[bool, Query(description="Whether a dictation can be spoken.")] = False,  # noqa: FBT002 - a query
) -> Draw:
    return Draw(seed, hears)


CurrentDraw = Annotated[Draw, Depends(_draw)]


class Setup(BaseModel):
    """The form of a session; the rules and lessons post parts of it from their own pages."""

    aim: Literal["", "quick", "review", "weak", "listen", "family", "tense", "verbs"] = ""
    """What was asked for; empty where Enter was pressed or another page asked."""
    family: Name = ""
    tense: Name = ""
    verbs: Annotated[str, Field(max_length=400)] = ""
    length: Literal["usual", "3", "10", "endless"] = "usual"
    trigger: Name = ""
    unit: Name = ""
    item: Annotated[list[Name], Field(max_length=100)] = []
    cell: Name = ""
    """A cell of the mastery map, as in `volition/sub_pres`."""
    hears: Hears = ""

    def wish(self, course: Course) -> Wish:
        """What is wished for; raises `NothingToPractise` where there are no sentences for it."""
        verbs, items = self._verbs(course), self._items(course)
        if not items and self._names_items:
            raise NothingToPractise("There are no sentences for this yet.")
        return Wish(
            aim=_AIMS.get(self.aim, Aim.QUICK),
            items=tuple(sorted(items)),
            verbs=verbs,
            minutes=int(self.length) if self.length.isdecimal() else 0,
            endless=self.length == "endless",
            tense=self.cell.partition("/")[2],
        )

    @property
    def _group(self) -> str:
        """The family of rules or of forms that was chosen."""
        return {"family": self.family, "tense": self.tense}.get(self.aim, "")

    @property
    def _names_items(self) -> bool:
        return bool(
            self.trigger or self.unit or self.item or self.cell or self.aim in {"family", "tense"}
        )

    def _items(self, course: Course) -> frozenset[Item]:
        named = course.about(
            trigger=self.trigger, unit=self.unit, family=self._group, cell=self.cell
        )
        if not self.item:
            return named
        return named | {one for one in course.items if one.id in self.item}

    def _verbs(self, course: Course) -> tuple[str, ...]:
        if self.aim != "verbs" and (self.aim or not self.verbs.strip()):
            return ()
        known = course.verbs
        verbs = [verb for verb in dict.fromkeys(_lemmas(self.verbs)) if verb in known]
        if not verbs:
            raise NothingToPractise("There are no sentences with these verbs.")
        return tuple(verbs[:MOST_VERBS])


def _lemmas(text: str) -> Iterator[str]:
    """The verbs that somebody has written down, as infinitives or in any form."""
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if _is_infinitive(word):
            yield word
        else:
            yield from (reading.lemma for reading in analyze(word))


def _is_infinitive(word: str) -> bool:
    try:
        return conjugate(word).lemma == word
    except NotAVerb:
        return False
