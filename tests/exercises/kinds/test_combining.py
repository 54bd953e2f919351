"""Two sentences and a connector become one."""

import pytest

from ojala.exercises.kinds import KINDS
from tests.exercises.kinds.drafts import TU, YO, asked, drafted, made, texts
from tests.exercises.small import SISTER, TRIGGERS, frame

WHEN = {
    "trigger": "cuando", "reading": "future", "es": "<Cuando> {clause}, te llamo.",
    "en": "When {s} {pres}, I'll call you.",
}  # fmt: skip


def test_a_clause_may_come_first_or_last() -> None:
    exercise = made("combining", drafted(frame(**WHEN), YO))
    assert exercise.prompt == "Te llamo.\nVengo a cenar.\ncuando"
    assert exercise.sentence == "____"
    assert {"Cuando venga a cenar, te llamo.", "Te llamo cuando venga a cenar."} <= set(
        texts(exercise)
    )


def test_who_is_named_stays_named() -> None:
    exercise = made("combining", drafted(frame(**WHEN), SISTER))
    assert texts(exercise)[0] == "Cuando mi hermana venga a cenar, te llamo."
    assert "Te llamo cuando venga a cenar." not in texts(exercise)


def test_the_pause_before_a_connector_is_kept() -> None:
    exercise = made(
        "combining", drafted(frame(**WHEN | {"es": "Te llamo, <cuando> {clause}."}), YO)
    )
    assert texts(exercise)[0].startswith("Te llamo, cuando venga")


@pytest.mark.parametrize("trigger", ["como-causal", "para-que"])
def test_some_connectors_keep_their_place(trigger: str) -> None:
    cue, tense = {"como-causal": ("<Como>", "ind_pres"), "para-que": ("<que>", "sub_pres")}[trigger]
    es = f"{cue} {{clause}}, no salimos." if cue == "<Como>" else f"Acércate, {cue} {{clause}}."
    exercise = made("combining", drafted(frame(trigger=trigger, es=es, tense=tense), TU))
    start = "Como" if cue == "<Como>" else "Acércate"
    assert all(text.startswith(start) for text in texts(exercise))


def test_a_concession_with_asi_may_come_first_as_well() -> None:
    though = frame(trigger="asi-aunque", es="No lo haré, <así> {clause}.", tense="sub_pres")
    answers = texts(made("combining", drafted(though, SISTER)))
    assert answers[0] == "No lo haré, así mi hermana venga a cenar."
    assert "Así mi hermana venga a cenar, no lo haré." in answers


def test_a_reason_said_last_is_set_off_by_a_comma() -> None:
    since = frame(trigger="ya-que", es="<Puesto que> {clause}, no saldremos.", tense="ind_pres")
    answers = texts(made("combining", drafted(since, SISTER)))
    assert "No saldremos, puesto que mi hermana viene a cenar." in answers
    assert "No saldremos puesto que mi hermana viene a cenar." not in answers


def test_a_concession_said_last_is_set_off_by_a_comma() -> None:
    though = frame(trigger="si-bien", es="<Si bien> {clause}, no saldremos.", tense="ind_pres")
    answers = texts(made("combining", drafted(though, SISTER)))
    assert "No saldremos, si bien mi hermana viene a cenar." in answers


def test_no_may_be_said_twice_before_until() -> None:
    until = {"trigger": "hasta-que", "reading": "future", "en": "I won't leave until {s} {pres}."}
    made_so = frame(**until, es="No me iré <hasta que> {clause}.")
    assert "No me iré hasta que no vengas a cenar." in texts(
        made("combining", drafted(made_so, TU))
    )
    waiting = frame(**until, es="Esperaré <hasta que> {clause}.")
    assert not any("no vengas" in one for one in texts(made("combining", drafted(waiting, TU))))


def test_what_lay_ahead_of_the_past_is_not_told_beside_it() -> None:
    fear = {"trigger": "por-miedo-a-que", "tense": "sub_imp"}
    fear |= {"es": "No dije nada <por miedo a que> {clause}.", "en": "{s} might {base}"}
    draft = drafted(frame(**fear), SISTER)
    assert made("transformation", draft).prompt == "Mi hermana vendrá a cenar."
    assert asked("combining", draft) is None


@pytest.mark.parametrize(
    "es",
    ["Ayer, <cuando> {clause}, sonó el teléfono.", "¡Llámame <cuando> {clause}!",
     "<Cuando> {clause} o no, saldremos.", "Mi perro <cuando> {clause}.",
     "<Cuando> mañana {clause}, te llamo."],
)  # fmt: skip
def test_what_leaves_no_plain_sentence_is_declined(es: str) -> None:
    assert asked("combining", drafted(frame(**WHEN | {"es": es}), TU)) is None


def test_only_joining_expressions_that_tell_facts_are_taken() -> None:
    takes = KINDS["combining"].source.takes
    wish, when = frame(), frame(**WHEN)
    unreal = frame(trigger="a-menos-que", es="No iba <a menos que> {clause}.", tense="sub_imp")
    verbal = frame(trigger="deberse-a-que", es="Todo <se debe a que> {clause}.", tense="ind_pres")
    alone = frame(**WHEN | {"es": "<Cuando> {clause}."})
    assert takes(when, TRIGGERS["cuando"])
    for one in (wish, unreal, verbal, alone):
        assert not takes(one, TRIGGERS[one.trigger])


def test_a_written_sentence_is_none_of_two() -> None:
    assert KINDS["combining"].source.written is False
