"""The path and its lessons, from units to pages."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from ojala.exercises.unit import Bilingual, Unit
from ojala.grammar.trigger import Trigger
from ojala.reference.triggers import line
from ojala.reference.views import Example, LessonLine, LessonPage, PathLevel
from ojala.web.typesetting import bracketed


def path(units: Sequence[Unit], language: str) -> tuple[PathLevel, ...]:
    """List the lessons by level, in the order in which they are met."""
    ordered = sorted(units, key=lambda unit: unit.order)
    return tuple(
        PathLevel(level, tuple(_line(unit, language) for unit in group))
        for level, group in groupby(ordered, key=lambda unit: unit.level)
    )


def lesson(
    units: Sequence[Unit], unit: Unit, triggers: Mapping[str, Trigger], language: str
) -> LessonPage:
    """Gather what a lesson says in one language."""
    after = (other for other in units if other.order > unit.order)
    following = min(after, key=lambda other: other.order, default=None)
    return LessonPage(
        id=unit.id,
        level=unit.level,
        title=_in(unit.title, language),
        rule=_in(unit.rule, language),
        contrast=_in(unit.contrast, language),
        trap=_in(unit.trap, language),
        practice=_in(unit.practice, language),
        examples=tuple(Example(bracketed(one.es), one.en) for one in unit.examples),
        rules=tuple(line(triggers[one]) for one in unit.triggers if one in triggers),
        next=_line(following, language) if following else None,
    )


def _line(unit: Unit, language: str) -> LessonLine:
    return LessonLine(unit.id, _in(unit.title, language))


def _in(text: Bilingual, language: str) -> str:
    return text.es if language == "es" else text.en
