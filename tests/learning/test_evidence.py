from dataclasses import replace
from datetime import UTC, datetime

from ojala.content.course import course
from ojala.diagnosis import diagnose
from ojala.exercises.exercise import Exercise, Response
from ojala.exercises.item import Item
from ojala.learning.attempts import Attempt
from ojala.learning.evidence import attempt_of
from ojala.spanish.features import Mood

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WISH = Item.parse("mood:querer-que/wish")


def wish() -> Exercise:
    """An exercise that wants a present subjunctive."""
    item = next(item for item in course().content.items if item.key.startswith("querer-que/"))
    made = (course().exercise(item, seed) for seed in range(99))
    return next(one for one in made if one.answers[0].text == "venga" or one.lemma == "hablar")


def told(exercise: Exercise, text: str) -> Attempt:
    return attempt_of(
        exercise, diagnose(exercise, Response(text)), at=NOW, category="volition", elapsed=3.0
    )


def test_a_right_answer_is_told_by_what_it_was_about() -> None:
    exercise = wish()
    found = told(exercise, exercise.answers[0].text)
    cell = exercise.answers[0].cell

    assert cell is not None
    assert found.right
    assert (found.category, found.trigger) == ("volition", exercise.trigger)
    assert found.person == cell.person.value
    assert found.tense in {"sub_pres", "sub_imp", "sub_perf", "sub_plup"}
    assert found.verb_class
    assert found.wanted is found.given is Mood.SUBJUNCTIVE


def test_the_mood_of_a_wrong_answer_is_that_of_its_form() -> None:
    assert told(wish(), "hablaba").given is not Mood.SUBJUNCTIVE
    assert told(wish(), "zapato").given is None


def test_where_no_form_is_asked_for_there_is_none_to_tell_of() -> None:
    exercise = wish()
    (first, *_) = exercise.answers
    bare = replace(exercise, answers=(replace(first, cell=None),), items=(WISH,))
    found = told(bare, first.text)

    assert (found.tense, found.person, found.verb_class) == ("", "", "")
    assert found.wanted is None
    assert found.given is None
