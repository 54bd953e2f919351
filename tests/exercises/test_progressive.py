"""What goes on may be said so where the English says it."""

from tests.exercises.kinds.drafts import NOSOTROS, TU, drafted, made, texts
from tests.exercises.small import COME, SISTER, frame

READ = {**COME, "es": "leer ese libro", "en": "be reading that book"}
TOLD = {"trigger": "darse-cuenta-de-que", "es": "<Vi que> {clause}.", "tense": "ind_imp"}


def test_what_went_on_may_be_said_so() -> None:
    assert texts(made("cloze", drafted(frame(READ, **TOLD), TU))) == ["leías", "estabas leyendo"]


def test_in_the_subjunctive_both_series_may_be_said() -> None:
    wish = frame(READ, es="<Quería que> {clause}.", tense="sub_imp")
    assert {"estuvieras leyendo", "estuvieses leyendo"} <= set(
        texts(made("cloze", drafted(wish, TU)))
    )


def test_what_was_going_on_while_something_happened_may_be_said_so() -> None:
    cook = {**COME, "es": "cocinar", "en": "cook"}
    during = {"trigger": "mientras", "reading": "while", "es": "<Mientras> {clause}, llovió."}
    english = {"en": "While {s} {was ing}, it rained.", "tense": "ind_imp"}
    made_so = frame(cook, **during, **english)
    assert "estábamos cocinando" in texts(made("cloze", drafted(made_so, NOSOTROS)))


def test_a_plan_and_what_lasts_are_not_said_so() -> None:
    plan = {**COME, "es": "llegar mañana", "en": "be arriving tomorrow"}
    hat = {**COME, "es": "llevar sombrero", "en": "be wearing a hat"}
    for predicate in (plan, hat):
        answers = texts(made("cloze", drafted(frame(predicate, **TOLD), SISTER)))
        assert not any(text.startswith("estaba ") for text in answers)
