"""Marking the words that call for a mood."""

from dataclasses import replace

from ojala.exercises.kinds import KINDS
from tests.exercises.kinds.drafts import TU, asked, drafted, made, texts
from tests.exercises.small import TRIGGERS, frame

DENIED = {"trigger": "no-creer-que", "es": "<No creo que> {clause}."}


def test_light_words_may_be_marked_or_not() -> None:
    exercise = made("trigger_spotting", drafted(frame(**DENIED), TU))
    assert texts(exercise) == ["No creo que", "No creo"]
    assert exercise.options == ("No", "creo", "que", "vengas", "a", "cenar.")
    assert exercise.sentence == "No creo que vengas a cenar."
    assert exercise.answers[0].form == "vengas"


def test_who_wishes_need_not_be_marked() -> None:
    named = frame(es="<{n} quiere que> {clause}.", fill={"n": ["mi madre|my mother"]})
    written = frame(es="<Los vecinos quieren que> {clause}.")
    assert "quiere" in texts(made("trigger_spotting", drafted(named, TU)))
    assert "quieren que" in texts(made("trigger_spotting", drafted(written, TU)))


def test_an_article_before_a_noun_is_no_subject() -> None:
    noun = frame(trigger="el-hecho-de-que", es="<La idea de que> {clause} me gusta.")
    assert "idea" in texts(made("trigger_spotting", drafted(noun, TU)))


def test_where_every_word_is_light_all_but_que_are_due() -> None:
    light = frame(es="<Es que> {clause}.", tense="ind_pres", trigger="creer-que")
    assert texts(made("trigger_spotting", drafted(light, TU))) == ["Es que", "Es"]
    alone = frame(es="¡<Que> {clause}!", trigger="querer-que")
    assert texts(made("trigger_spotting", drafted(alone, TU))) == ["Que"]


def test_what_opens_the_sentence_may_be_marked_with_a_noun_and_not_with_a_connector() -> None:
    fear = frame(es="Vive con <el deseo de que> {clause}.")
    purpose = frame(trigger="para-que", es="Te llamo <para que> {clause}.")
    assert "Vive con el deseo de que" in texts(made("trigger_spotting", drafted(fear, TU)))
    assert texts(made("trigger_spotting", drafted(purpose, TU))) == ["para que", "para"]


def test_a_word_that_occurs_twice_cannot_be_pointed_at() -> None:
    twice = frame(es="Si quiero, <quiero que> {clause}.")
    assert asked("trigger_spotting", drafted(twice, TU)) is None


def test_what_is_vague_is_declined() -> None:
    vague = drafted(frame(es="Me esfuerzo <por que> {clause}."), TU)
    assert asked("trigger_spotting", vague) is None
    assert asked("trigger_spotting", replace(vague, choice=None)) is None
    unmarked = drafted(frame(es="Quiero que {clause}."), TU)
    assert asked("trigger_spotting", unmarked) is None


def test_only_expressions_that_decide_by_themselves_are_taken() -> None:
    takes = KINDS["trigger_spotting"].source.takes
    assert takes(frame(), TRIGGERS["querer-que"])
    assert not takes(frame(), TRIGGERS["cuando"])
    assert not takes(frame(), next(t for t in TRIGGERS.values() if t.category == "main_ra"))
