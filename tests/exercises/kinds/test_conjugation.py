"""The bare form of a verb."""

from dataclasses import replace

import pytest

from ojala.exercises.predicate import Subject
from tests.exercises.kinds.drafts import NOSOTROS, TU, USTED, asked, drafted, made, texts
from tests.exercises.small import COME, RAIN, SISTER, frame


@pytest.mark.parametrize(
    ("subject", "shown"),
    [(TU, "que tú ____"), (NOSOTROS, "que nosotros ____"), (USTED, "que usted ____"),
     (SISTER, "que ella ____")],
)  # fmt: skip
def test_the_person_is_named_by_a_pronoun(subject: Subject, shown: str) -> None:
    exercise = made("conjugation", drafted(frame(), subject))
    assert exercise.sentence == shown
    assert exercise.prompt == exercise.answers[0].cell.id  # type: ignore[union-attr]  # it has one
    assert (exercise.trigger, exercise.gloss) == ("", "")


def test_an_indicative_has_no_que() -> None:
    fact = frame(trigger="creer-que", es="<Creo que> {clause}.", tense="ind_pres")
    exercise = made("conjugation", drafted(fact, TU))
    assert (exercise.sentence, texts(exercise)) == ("tú ____", ["vienes"])


def test_both_series_are_right_and_no_other_tense_is() -> None:
    past = frame(es="<Quería que> {clause}.", tense="sub_imp", also=["sub_pres:other-tense"])
    assert texts(made("conjugation", drafted(past, TU))) == ["vinieras", "vinieses"]


def test_the_weather_is_asked_without_a_person() -> None:
    rain = frame(RAIN)
    exercise = made("conjugation", drafted(rain, rain.predicates[0].subjects[0]))
    assert exercise.sentence == "que ____"


def test_what_is_no_form_to_drill_is_declined() -> None:
    draft = drafted(frame(), TU)
    wish = frame(es="<Quiero> {inf}.", tense="inf", trigger="mismo-sujeto")
    there = frame({**COME, "es": "haber tiempo", "en": "there be time", "who": "none"})
    assert asked("conjugation", replace(draft, choice=None)) is None
    assert asked("conjugation", drafted(wish, TU)) is None
    assert asked("conjugation", drafted(there, there.predicates[0].subjects[0])) is None
