"""What authors write becomes predicates, subjects and frames."""

import pytest

from ojala.content.maker import (
    Stock,
    frames_of,
    named_subject,
    predicate_of,
    slug,
    subject_of,
    tense_of,
)
from ojala.content.sources import Source
from ojala.exercises.frame import AlsoRight, Fill
from ojala.exercises.predicate import Predicate
from ojala.spanish.features import Person, Tense
from tests.exercises.small import COME, SISTER, TRIGGERS, frame


def codes(**changes: object) -> set[str]:
    return {subject.code for subject in frame(**changes).subjects}


def plain(**changes: object) -> Predicate:
    return predicate_of({"es": "venir", "en": "come", **changes})


def test_spanish_becomes_an_id() -> None:
    assert slug("¿Decirme la verdad, señor?") == "decirme-la-verdad-senor"


def test_the_imperfect_subjunctive_is_the_ra_series() -> None:
    assert tense_of("sub_imp") is Tense.SUB_IMP_RA
    assert tense_of("ind_pres") is Tense.IND_PRES


def test_somebody_has_a_number_a_gender_and_fields() -> None:
    girls = subject_of(
        {"es": "las niñas", "en": "the girls", "agree": "fp", "fields": ["home"], "child": True}
    )
    assert (girls.code, girls.person, girls.gender) == ("ellos", Person.ELLOS, "f")
    assert girls.fields == {"home"}
    assert girls.child


def test_an_own_subject_is_a_thing_unless_it_is_marked_as_people() -> None:
    assert named_subject("el tren|the train|m", thing=True).thing
    assert not named_subject("el médico|the doctor|m+", thing=True).thing
    assert named_subject("Alex|Alex", thing=False).gender == "m"


def test_a_verb_is_taken_for_an_event_unless_it_is_known_or_said_to_be_a_state() -> None:
    assert not plain().state
    assert plain(aspect="state").state
    assert predicate_of({"es": "tener prisa", "en": "be in a hurry"}).state
    assert not predicate_of({"es": "tener un hijo", "en": "have a son", "aspect": "event"}).state


def test_a_predicate_may_bring_its_own_subjects() -> None:
    train = plain(subjects=["el tren|the train|m"])
    assert [subject.spanish for subject in train.subjects] == ["el tren"]
    assert [subject.code for subject in plain(who="none").subjects] == ["none"]


def test_each_line_has_what_its_frame_says_unless_it_says_it_anew() -> None:
    shared = {"trigger": "querer-que", "takes": ["treat"], "level": "B1", "en": "…"}
    lines = [
        {"es": "<Quiero que> {clause}.", "tense": "sub_pres"},
        {"es": "<Quería que> {clause}.", "tense": "sub_imp", "level": "B2"},
    ]
    stock = Stock((predicate_of(COME),), (SISTER,), TRIGGERS)
    made = list(frames_of(Source("frames/x.toml", {"frame": [shared | {"lines": lines}]}), stock))
    assert [one.id for one in made] == [
        "querer-que:quiero-que-clause",
        "querer-que:queria-que-clause",
    ]
    assert [one.level for one in made] == ["B1", "B2"]


def test_a_frame_reads_its_fills_and_what_else_is_right() -> None:
    made = frame(fill={"n": ["un piso|a flat|m", "algo|something"]}, also=["sub_imp:other-tense"])
    assert made.fills["n"] == (Fill("un piso", "a flat", "m"), Fill("algo", "something", "m"))
    assert made.also == (AlsoRight(Tense.SUB_IMP_RA, "other-tense"),)


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({}, ["venir-a-cenar"]),
        ({"takes": ["treat:food"]}, ["venir-a-cenar"]),
        ({"takes": ["treat:work"]}, []),
        ({"takes": ["duty"]}, []),
        ({"never": ["venir-a-cenar"]}, []),
        ({"own": ["irse|leave"]}, ["irse", "venir-a-cenar"]),
    ],
)
def test_a_frame_takes_the_predicates_that_fit(
    changes: dict[str, object], taken: list[str]
) -> None:
    assert [predicate.id for predicate in frame(**changes).predicates] == taken


def test_words_of_another_level_region_or_register_do_not_fit() -> None:
    assert not frame(COME | {"level": "C1"}, level="A2").predicates
    assert frame(COME | {"level": "B1"}, level="A2").predicates
    assert not frame(COME | {"region": "es"}, region="am").predicates
    assert not frame(COME | {"register": "informal"}, register="formal").predicates


def test_nobody_wants_of_himself() -> None:
    assert codes() == {"tú", "usted", "vosotros", "ustedes", "él", "none"}
    assert "yo" in codes(matrix="")
    assert not {"tú", "usted", "vosotros"} & codes(matrix="tú")


def test_only_one_form_of_address_stands_in_a_sentence() -> None:
    assert codes(hearer="usted") == {"usted", "él", "none"}


def test_a_frame_names_who_it_is_said_of() -> None:
    assert codes(who=["vos", "él"]) == {"vos", "él", "none"}
    ministers = frame(subjects=["el ministro|the minister|m"], who=["él"]).subjects
    assert [subject.spanish for subject in ministers if subject.spanish] == ["el ministro"]


def test_a_predicate_of_one_frame_may_say_who_can_do_it() -> None:
    own = ["cerrar la tienda|close the shop|adult", "ser {feliz|felices}|be happy"]
    close, happy = frame(takes=[], own=own).predicates
    assert (close.complement, close.english, close.who) == ("la tienda", "close the shop", "adult")
    assert (happy.complement, happy.who) == ("{feliz|felices}", "any")


def test_what_several_say_is_not_done_to_one_of_them() -> None:
    help_me = {"es": "ayudarme", "en": "help me", "fits": ["treat"], "field": "home"}
    assert frame(help_me, matrix="yo").predicates
    assert not frame(help_me, matrix="nosotros").predicates
