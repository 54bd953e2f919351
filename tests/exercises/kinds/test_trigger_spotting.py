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


def test_a_copula_need_not_be_marked() -> None:
    glad = frame(trigger="alegrarse-de-que", es="<Estábamos felices de que> {clause}.")
    marks = texts(made("trigger_spotting", drafted(glad, TU)))
    assert {"Estábamos felices de que", "felices de que", "felices"} <= set(marks)


def test_who_wishes_need_not_be_marked() -> None:
    named = frame(es="<{n} quiere que> {clause}.", fill={"n": ["mi madre|my mother"]})
    written = frame(es="<Los vecinos quieren que> {clause}.")
    assert "quiere" in texts(made("trigger_spotting", drafted(named, TU)))
    assert "quieren que" in texts(made("trigger_spotting", drafted(written, TU)))


def test_to_whom_it_is_said_may_be_left_out_and_never_in_part() -> None:
    told = frame(es="<Le pido a {n} que> {clause}.", fill={"n": ["mi madre|my mother"]})
    marks = texts(made("trigger_spotting", drafted(told, TU)))
    assert {"Le pido a mi madre que", "Le pido que", "pido que", "pido"} <= set(marks)
    assert not {"Le pido a que", "Le pido a mi que", "Le pido mi madre que"} & set(marks)
    pleased = frame(trigger="gustar-que", es="<Al abogado no le gusta que> {clause}.")
    marks = texts(made("trigger_spotting", drafted(pleased, TU)))
    assert {"Al abogado no le gusta que", "le gusta que", "gusta"} <= set(marks)
    assert "abogado no le gusta que" not in marks


def test_no_need_not_be_marked_where_the_mood_is_the_same_without_it() -> None:
    unwanted = frame(es="<La abuela no quiere que> {clause}.")
    assert "quiere que" in texts(made("trigger_spotting", drafted(unwanted, TU)))
    denied = frame(**DENIED | {"es": "<La abuela no cree que> {clause}."})
    marks = texts(made("trigger_spotting", drafted(denied, TU)))
    assert "no cree que" in marks
    assert not {"cree que", "La abuela cree que"} & set(marks)
    command = frame(trigger="no-imperativo", es="<No> {vp}.")
    assert texts(made("trigger_spotting", drafted(command, TU))) == ["No"]


def test_an_expression_is_marked_unbroken() -> None:
    pity = frame(trigger="ser-una-pena-que", es="<Es una pena que> {clause}.")
    marks = texts(made("trigger_spotting", drafted(pity, TU)))
    assert {"Es una pena que", "una pena que", "pena"} <= set(marks)
    assert "Es pena que" not in marks
    fixed = frame(trigger="a-condicion-de-que", es="Ven <a condición de que> {clause}.")
    assert texts(made("trigger_spotting", drafted(fixed, TU))) == [
        "a condición de que",
        "a condición de",
        "a condición",
    ]


def test_nobody_is_part_of_what_decides() -> None:
    nobody = frame(
        trigger="relativa-negada", es="<No hay {n} que> {clause}.", fill={"n": ["nadie|nobody"]}
    )
    marks = texts(made("trigger_spotting", drafted(nobody, TU)))
    assert marks == ["No hay nadie que", "No hay nadie"]


def test_an_article_before_a_noun_is_no_subject() -> None:
    noun = frame(trigger="el-hecho-de-que", es="<La idea de que> {clause} me gusta.")
    assert "idea" in texts(made("trigger_spotting", drafted(noun, TU)))


def test_where_every_word_is_light_all_but_que_are_due() -> None:
    light = frame(es="<Es que> {clause}.", tense="ind_pres", trigger="creer-que")
    assert texts(made("trigger_spotting", drafted(light, TU))) == ["Es que", "Es"]
    alone = frame(es="¡<Que> {clause}!", trigger="querer-que")
    assert texts(made("trigger_spotting", drafted(alone, TU))) == ["Que"]
    known = frame(es="<Que yo> {clause}.", trigger="que-yo-sepa")
    assert texts(made("trigger_spotting", drafted(known, TU))) == ["Que yo", "Que"]


def test_what_opens_the_sentence_may_be_marked_with_a_noun_and_not_with_a_connector() -> None:
    fear = frame(es="Vive con <el deseo de que> {clause}.")
    purpose = frame(trigger="para-que", es="Te llamo <para que> {clause}.")
    apart = frame(es="{o}, tengo <el deseo de que> {clause}.", fill={"o": ["Mira|Look"]})
    assert "Vive con el deseo de que" in texts(made("trigger_spotting", drafted(fear, TU)))
    assert not any("Mira" in text for text in texts(made("trigger_spotting", drafted(apart, TU))))
    assert texts(made("trigger_spotting", drafted(purpose, TU))) == ["para que", "para"]


def test_what_decides_by_itself_may_be_marked_without_what_stands_before_it() -> None:
    who = frame(trigger="no-ser-quien-para-que", es="¿<Quién eres tú para que> {clause}?")
    assert "para que" in texts(made("trigger_spotting", drafted(who, TU)))
    even = frame(trigger="ni-aunque", es="No iría <ni aunque> {clause}.", tense="sub_imp")
    assert texts(made("trigger_spotting", drafted(even, TU))) == ["ni aunque", "aunque"]
    fear = frame(trigger="por-miedo-a-que", es="Callé <por miedo a que> {clause}.")
    assert "miedo a que" in texts(made("trigger_spotting", drafted(fear, TU)))
    thanks = frame(trigger="gracias-a-que", es="Salí <gracias a que> {clause}.", tense="ind_pret")
    assert "a que" not in texts(made("trigger_spotting", drafted(thanks, TU)))


def test_a_word_that_occurs_twice_cannot_be_pointed_at() -> None:
    twice = frame(es="Si quiero, <quiero que> {clause}.")
    assert asked("trigger_spotting", drafted(twice, TU)) is None


def test_what_is_vague_is_declined() -> None:
    vague = drafted(frame(es="Me esfuerzo <por que> {clause}."), TU)
    assert asked("trigger_spotting", vague) is None
    assert asked("trigger_spotting", replace(vague, choice=None)) is None
    called = frame(es="<{o}>, {clause}.", fill={"o": ["Vamos|Come on"]})
    assert asked("trigger_spotting", drafted(called, TU)) is None
    added = frame(trigger="relativa-explicativa", es="Mi tía, <que> {clause}.")
    assert asked("trigger_spotting", drafted(added, TU)) is None
    unmarked = drafted(frame(es="Quiero que {clause}."), TU)
    assert asked("trigger_spotting", unmarked) is None


def test_only_expressions_that_decide_by_themselves_are_taken() -> None:
    takes = KINDS["trigger_spotting"].source.takes
    assert takes(frame(), TRIGGERS["querer-que"])
    assert not takes(frame(), TRIGGERS["cuando"])
    for category in ("main_ra", "reduplicative"):
        assert not takes(frame(), next(t for t in TRIGGERS.values() if t.category == category))


def test_a_word_of_two_parts_is_marked_whole() -> None:
    why = frame(trigger="no-saber-cuando", es="No <entiendo por qué> {clause}.", tense="ind_pres")
    marks = texts(made("trigger_spotting", drafted(why, TU)))
    assert {"entiendo por qué", "entiendo"} <= set(marks)
    assert not {"entiendo por", "No entiendo por"} & set(marks)
