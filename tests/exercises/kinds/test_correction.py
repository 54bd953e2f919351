"""Finding an error and mending it, or seeing that there is none."""

from ojala.exercises.draft import draft_of
from ojala.exercises.exercise import NO_ERROR
from ojala.exercises.item import ItemKind
from ojala.exercises.sentence import Sentence
from ojala.spanish.features import Cell, Person, Tense
from tests.exercises.kinds.drafts import TU, asked, drafted, made, texts
from tests.exercises.small import frame


def test_some_sentences_hold_an_error_and_some_do_not() -> None:
    draft = drafted(frame(), TU)
    many = [made("correction", draft, seed=seed) for seed in range(60)]
    sound = [one for one in many if one.answers[0].text == NO_ERROR]
    faulty = [one for one in many if one not in sound]
    assert 10 < len(sound) < 35
    assert {one.prompt for one in sound} == {"Quiero que vengas a cenar."}
    assert "Quiero que vienes a cenar." in {one.prompt for one in faulty}
    assert "Quiero que vengas a cenar." not in {one.prompt for one in faulty}
    assert {tuple(texts(one)) for one in faulty} == {("vengas",)}


def test_leaving_a_right_form_as_it_is_says_that_nothing_is_wrong() -> None:
    draft = drafted(frame(), TU)
    sound = next(
        one
        for one in (made("correction", draft, seed=seed) for seed in range(60))
        if one.answers[0].text == NO_ERROR
    )
    assert texts(sound) == [NO_ERROR, "vengas"]
    assert {item.kind for item in sound.items} == {ItemKind.MOOD}


def test_an_error_at_the_beginning_has_its_capital() -> None:
    asked_for = Sentence(
        "x-001", "querer-que", "influence", "[Tuviéramos] tiempo, digo.", "tener",
        Cell(Tense.SUB_IMP_RA, Person.NOSOTROS), "", "", "B1",
    )  # fmt: skip
    many = [made("correction", draft_of(asked_for), seed=seed).prompt for seed in range(30)]
    assert all(prompt[0].isupper() for prompt in many)


def test_what_nobody_gets_wrong_is_declined() -> None:
    wish = frame(
        {"es": "irse", "en": "leave", "fits": ["treat"], "field": "social"},
        es="<Quiero> {inf}.", tense="inf", trigger="mismo-sujeto",
    )  # fmt: skip
    assert asked("correction", drafted(wish, TU)) is None


def test_where_both_moods_are_right_neither_is_refused() -> None:
    odd = frame(
        trigger="lo-raro-es-que",
        es="<Lo raro es que> {clause}.",
        tense="ind_pres",
        also=["sub_pres:other-reading"],
        also_means="one already knows it",
    )
    many = [made("correction", drafted(odd, TU), seed=seed) for seed in range(60)]
    sound = next(one for one in many if one.answers[0].text == NO_ERROR)
    assert texts(sound) == [NO_ERROR, "vienes", "vengas"]
