"""*Viene mañana* becomes *No creo que venga mañana*."""

from dataclasses import replace

import pytest

from ojala.content.maker import named_subject
from ojala.exercises.kinds import KINDS
from ojala.exercises.orders import clauses
from ojala.exercises.realization import Choice
from ojala.exercises.telling import told
from tests.exercises.kinds.drafts import NOSOTROS, TU, USTED, YO, asked, drafted, made, texts
from tests.exercises.small import COME, RAIN, SISTER, TRIGGERS, frame


def test_a_fact_is_said_again_behind_what_changes_it() -> None:
    exercise = made("transformation", drafted(frame(), SISTER))
    assert exercise.prompt == "Mi hermana viene a cenar."
    assert exercise.sentence == "Quiero que ____."
    assert texts(exercise) == [
        "mi hermana venga a cenar",
        "venga a cenar",
        "venga mi hermana a cenar",
        "venga a cenar mi hermana",
    ]
    assert exercise.answers[0].form == "venga"


def test_a_pronoun_may_be_said_or_left_out() -> None:
    assert texts(made("transformation", drafted(frame(), TU))) == [
        "vengas a cenar",
        "tú vengas a cenar",
        "vengas tú a cenar",
    ]


def test_always_may_stand_before_the_verb_as_well() -> None:
    late = frame({**COME, "es": "llegar siempre tarde", "en": "always be late"})
    found = texts(made("transformation", drafted(late, SISTER)))
    assert {"mi hermana llegue siempre tarde", "mi hermana siempre llegue tarde"} <= set(found)
    assert "siempre llegue mi hermana tarde" in found


def test_a_pronoun_may_leave_its_infinitive_and_stand_before_the_verb() -> None:
    leave = frame({**COME, "es": "querer ir{se} a casa", "en": "want to go home"})
    found = texts(made("transformation", drafted(leave, TU)))
    assert {"quieras irte a casa", "te quieras ir a casa", "tú te quieras ir a casa"} <= set(found)


def test_what_was_too_late_is_not_told_as_a_fact() -> None:
    english = "It's too late for {obj} to {base}."
    late = frame(es="Es <demasiado tarde para que> {clause}.", en=english)
    assert asked("transformation", drafted(late, TU)) is None


def test_who_is_told_of_for_the_first_time_is_not_left_out() -> None:
    stranger = replace(SISTER, spanish="una vecina", english="a neighbour")
    exercise = made("transformation", drafted(frame(), stranger))
    assert exercise.prompt == "Una vecina viene a cenar."
    assert "venga una vecina a cenar" in texts(exercise)
    assert "venga a cenar" not in texts(exercise)


def test_usted_is_told_by_its_pronoun() -> None:
    assert made("transformation", drafted(frame(), USTED)).prompt == "Usted viene a cenar."


def test_both_series_of_the_imperfect_are_right() -> None:
    past = frame(es="<Quería que> {clause}.", tense="sub_imp")
    exercise = made("transformation", drafted(past, TU))
    assert exercise.prompt == "Vienes a cenar."
    assert {"vinieras a cenar", "vinieses a cenar", "vinieses tú a cenar"} <= set(texts(exercise))


def test_the_weather_has_no_subject() -> None:
    rain = frame(RAIN)
    exercise = made("transformation", drafted(rain, rain.predicates[0].subjects[0]))
    assert (exercise.prompt, texts(exercise)) == ("Llueve.", ["llueva"])


def test_with_one_subject_an_infinitive_is_due() -> None:
    wish = frame(es="<Quiero> {inf}.", tense="inf", trigger="mismo-sujeto")
    exercise = made("transformation", drafted(wish, YO))
    assert (exercise.prompt, texts(exercise)) == ("Vengo a cenar.", ["venir a cenar"])


def test_nobody_known_by_the_verb_alone_is_nobody_to_tell_of() -> None:
    wish = frame(es="<Quiere> {inf}.", tense="inf", trigger="mismo-sujeto")
    assert asked("transformation", drafted(wish, USTED)) is None


def test_what_is_negated_is_told_negated() -> None:
    no = frame(es="<Quiero que> {no clause}.")
    exercise = made("transformation", drafted(no, TU))
    assert (exercise.prompt, texts(exercise)[0]) == ("No vienes a cenar.", "no vengas a cenar")


@pytest.mark.parametrize(
    "changes",
    [
        {"trigger": "cuando", "es": "Prometió llamar <cuando> {clause}.", "tense": "sub_imp"},
        {"trigger": "creer-que", "es": "<Creo que> {clause}.", "tense": "ind_fut_perf"},
        {"trigger": "relativa-superlativa", "es": "Es <lo mejor que> {clause}."},
        {"trigger": "si-pluscuamperfecto", "es": "<Si> {clause}, iría.", "tense": "sub_plup"},
        {
            "trigger": "ser-esencial-que",
            "es": "<Era esencial que> {clause}.",
            "en": "It was essential for {obj} to {base}.",
            "tense": "sub_imp",
        },
        {
            "trigger": "a-la-espera-de-que",
            "es": "Estaba <a la espera de que> {clause}.",
            "en": "I was waiting for {obj} to {base}.",
            "tense": "sub_imp",
        },
    ],
)
def test_what_cannot_be_told_plainly_is_declined(changes: dict[str, str]) -> None:
    assert asked("transformation", drafted(frame(**changes), TU)) is None


def test_the_past_is_told_as_it_was() -> None:
    glad = {"trigger": "alegrarse-de-que", "es": "<Me alegré de que> {clause}.", "tense": "sub_imp"}
    event = made("transformation", drafted(frame(**glad), NOSOTROS))
    state = made(
        "transformation",
        drafted(frame({**COME, "es": "estar cansad@", "en": "be tired"}, **glad), NOSOTROS),
    )
    assert (event.prompt, state.prompt) == ("Vinimos a cenar.", "Estábamos cansados.")
    assert "nosotras estuviéramos cansados" not in texts(state)


@pytest.mark.parametrize(
    ("matrix", "english", "told_so"),
    [
        ("Dudaba que", "I doubted {s} {would}.", "Mi hermana vendrá a cenar."),
        ("Imagina que", "Imagine {s} {were}.", "Mi hermana viene a cenar."),
        ("Pudiera ser que", "It might be that {s} {pres}.", "Mi hermana viene a cenar."),
        ("Me gustaba que", "I liked it that {s} {past}.", "Mi hermana venía a cenar."),
        ("Me gustó que", "I liked it that {s} {past}.", "Mi hermana vino a cenar."),
        ("Trabajaron para que", "They worked so that {s} {past}.", "Mi hermana vino a cenar."),
    ],
)
def test_what_was_ahead_unreal_or_usual_is_told_so(matrix: str, english: str, told_so: str) -> None:
    past = frame(trigger="gustar-que", es=f"<{matrix}> {{clause}}.", en=english, tense="sub_imp")
    assert made("transformation", drafted(past, SISTER)).prompt == told_so


@pytest.mark.parametrize(
    ("spanish", "parted"),
    [("estar cansad@", "esté mi hermana cansada"), ("dormir bien", "duerma mi hermana bien")],
)
def test_nobody_who_is_named_parts_what_belongs_together(spanish: str, parted: str) -> None:
    tired = {**COME, "es": spanish, "en": "be tired"}
    answers = texts(made("transformation", drafted(frame(tired), SISTER)))
    assert parted not in answers
    assert len(answers) == 3


def test_words_that_live_on_a_no_are_not_told_without_it() -> None:
    nothing = {**COME, "es": "decir nada", "en": "say anything"}
    assert asked("transformation", drafted(frame(nothing), TU)) is None


def test_a_written_sentence_is_not_taken_apart() -> None:
    written = replace(drafted(frame(), SISTER), choice=None)
    assert asked("transformation", written) is None
    assert asked("combining", written) is None


def test_a_frame_without_a_clause_has_no_order() -> None:
    bare = Choice(replace(frame(), spanish="Sí."), frame().predicates[0], SISTER, ())
    assert clauses(bare, "venga") == ()


def test_what_a_verb_cannot_say_of_somebody_is_not_told() -> None:
    concern = replace(frame().predicates[0], lemma="atañer")
    choice = Choice(frame(), concern, YO, ())
    assert told(choice, TRIGGERS["querer-que"]) == ""


def test_a_clause_that_lacks_what_is_asked_for_is_no_fact_to_tell() -> None:
    takes = KINDS["transformation"].source.takes
    asked_for = frame(trigger="querer-que", es="¿<Qué quieres que> {clause}?", order="vs")
    when = frame(
        trigger="no-saber-cuando", es="No <sé cuándo> {clause}.", tense="ind_fut", order="vs"
    )
    assert not takes(asked_for, TRIGGERS["querer-que"])
    assert takes(when, TRIGGERS["no-saber-cuando"])


def test_a_subject_does_not_part_a_verb_from_its_bare_noun() -> None:
    right = frame({**COME, "es": "tener razón", "en": "be right"})
    sisters = texts(made("transformation", drafted(right, SISTER)))
    assert sisters == [
        "mi hermana tenga razón",
        "tenga razón",
        "tenga razón mi hermana",
    ]
    assert "tengas tú razón" in texts(made("transformation", drafted(right, TU)))
    assert "tengamos nosotros razón" not in texts(made("transformation", drafted(right, NOSOTROS)))


def test_a_short_pronoun_stands_about_an_infinitive_where_a_name_does_not() -> None:
    can = frame({**COME, "es": "poder venir", "en": "be able to come"})
    polite = texts(made("transformation", drafted(can, USTED)))
    assert {"pueda usted venir", "pueda venir usted"} <= set(polite)
    assert "pueda mi hermana venir" not in texts(made("transformation", drafted(can, SISTER)))


def test_somebody_does_not_come_last() -> None:
    somebody = named_subject("alguien|someone|m", thing=False)
    known = frame({**COME, "es": "saber mi secreto", "en": "know my secret"})
    found = texts(made("transformation", drafted(known, somebody)))
    assert "alguien sepa mi secreto" in found
    assert "sepa mi secreto alguien" not in found


def test_who_is_asked_about_may_stand_before_a_bare_noun() -> None:
    right = {**COME, "es": "tener razón", "en": "be right"}
    asked = frame(right, trigger="acaso", es="¿<Acaso> {clause}?", tense="ind_pres")

    assert "tiene mi hermana razón" in texts(made("transformation", drafted(asked, SISTER)))


def test_what_is_left_to_do_is_told_by_nothing() -> None:
    takes = KINDS["transformation"].source.takes
    left = frame(trigger="relativa-de-infinitivo", es="No tengo <nada que> {inf}.", tense="inf")

    assert not takes(left, TRIGGERS["relativa-de-infinitivo"])


def test_a_verb_follows_at_once_where_more_is_compared() -> None:
    more = frame(
        {**COME, "es": "practicar", "en": "practise"},
        trigger="cuanto-mas", es="<Cuanto más> {clause}, mejor.", order="vs",
    )  # fmt: skip
    choice = drafted(more, NOSOTROS).choice
    assert choice is not None
    assert clauses(choice, "practiquemos") == (
        "practiquemos",
        "practiquemos nosotros",
        "practiquemos nosotras",
    )


def test_what_is_so_great_is_told_with_an_exclamation() -> None:
    tired = frame({**COME, "es": "estar tan cansad@", "en": "be so tired"})
    assert made("transformation", drafted(tired, SISTER)).prompt == "¡Mi hermana está tan cansada!"


def test_no_pronoun_parts_ser_from_what_somebody_is() -> None:
    beginner = {**COME, "es": "ser principiante", "en": "be a beginner"}
    said = texts(made("transformation", drafted(frame(beginner), YO)))
    assert {"sea principiante", "yo sea principiante"} <= set(said)
    assert "sea yo principiante" not in said
    polite = texts(made("transformation", drafted(frame(beginner), USTED)))
    assert "sea usted principiante" in polite
