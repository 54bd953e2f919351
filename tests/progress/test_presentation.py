"""Figures have names, whatever was practised."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from ojala.content.course import course
from ojala.exercises.exercise import BLANK, NO_ERROR, Answer, Exercise
from ojala.exercises.skills import series
from ojala.learning.attempts import Tally
from ojala.learning.forecast import Load
from ojala.learning.tallies import Dimension
from ojala.progress import plots, presentation
from ojala.progress.queries import Mistake
from ojala.progress.service import Accuracy
from ojala.spanish.features import Person, Tense

ONE = Tally(4, 3, 20.0, 4)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_tense_family_class_and_person_can_be_told(language: str) -> None:
    known = course()
    classes = {one.item.key.split("/")[1] for one in known.path if one.item.kind == "form"}
    by = {
        Dimension.TENSE: {series(tense): ONE for tense in Tense},
        Dimension.TRIGGER: {"querer-que": ONE, "gone": ONE},
        Dimension.VERB_CLASS: dict.fromkeys(classes, ONE),
        Dimension.PERSON: {person.value: ONE for person in Person},
        Dimension.MOODS: {},
    }
    found = Accuracy(by, dict.fromkeys(known.categories, ONE), (), None, None, ())
    view = presentation.accuracy(found, known, language)

    rows = {table.key: [row.name for row in table.rows] for table in view.tables}
    assert len(set(rows["tense"])) == len(by[Dimension.TENSE])
    assert len(rows["family"]) == len(known.categories)
    assert len(rows["class"]) == len(classes)


def test_a_sentence_without_an_error_is_shown_with_its_verb() -> None:
    right = (Answer(NO_ERROR, form="pongamos"), Answer("pongamos"))
    asked = Exercise("correction", f"Venga, {BLANK} música.", "", "poner", right, (), "", "")
    mistake = Mistake(UUID(int=0), datetime(2026, 11, 23, tzinfo=UTC), asked, "", frozenset())
    found = Accuracy({one: {} for one in Dimension}, {}, (), None, None, (mistake,))
    (shown,) = presentation.accuracy(found, course(), "es").mistakes
    assert shown.answer == "pongamos"


def test_an_empty_forecast_draws_nothing() -> None:
    day = datetime(2026, 11, 23, tzinfo=UTC).date()

    assert not plots.forecast_bars([Load(day, 0, 0)]).busy
    assert plots.forecast_bars([Load(day, 3, 2)]).busy
