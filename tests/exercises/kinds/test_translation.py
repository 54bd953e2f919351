"""Saying in Spanish what an English sentence says."""

from dataclasses import replace

import pytest

from ojala.content.maker import PRONOUNS, named_subject
from ojala.exercises.kinds import KINDS
from tests.exercises.kinds.drafts import NOSOTROS, TU, USTED, YO, asked, drafted, made, texts
from tests.exercises.small import COME, SISTER, TRIGGERS, frame


def test_the_governing_words_and_the_clause_are_asked_for() -> None:
    exercise = made("translation", drafted(frame(), SISTER))
    assert exercise.sentence == "____."
    assert exercise.prompt == "querer · mi hermana · venir a cenar"
    assert exercise.gloss == "I want my sister to come to dinner."
    assert {
        "Quiero que mi hermana venga a cenar",
        "Quiero que venga mi hermana a cenar",
        "Yo quiero que mi hermana venga a cenar",
    } <= set(texts(exercise))
    assert "Quiero que venga a cenar" not in texts(exercise)


def test_which_you_is_meant_is_said() -> None:
    assert made("translation", drafted(frame(), TU)).prompt == "querer · tú · venir a cenar"


def test_what_stands_around_is_given() -> None:
    when = frame(trigger="cuando", reading="future", es="<Cuando> {clause}, te llamo.")
    exercise = made("translation", drafted(when, YO))
    assert (exercise.sentence, exercise.prompt) == ("____, te llamo.", "cuando · venir a cenar")
    assert texts(exercise)[0] == "Cuando venga a cenar"


def test_a_conjunction_keeps_its_no_and_a_verb_leaves_it_to_the_english() -> None:
    because = frame(trigger="cuando", reading="future", es="Te llamo, <no porque> {clause}.")
    assert made("translation", drafted(because, YO)).prompt == "no porque · venir a cenar"
    denied = frame(trigger="no-creer-que", es="<No creo que> {clause}.")
    assert made("translation", drafted(denied, YO)).prompt == "creer · venir a cenar"


def test_an_adjective_may_be_a_mans_or_a_womans() -> None:
    tired = frame({**COME, "es": "estar cansad@", "en": "be tired"})
    both = texts(made("translation", drafted(tired, TU)))
    assert {"Quiero que estés cansado", "Quiero que estés cansada"} <= set(both)
    woman = texts(made("translation", drafted(tired, replace(PRONOUNS[1], gender="f"))))
    assert set(both) == set(woman)


def test_will_may_be_said_as_what_is_going_to_be() -> None:
    denied = frame(
        {**COME, "es": "decirme la verdad", "en": "tell me the truth"},
        trigger="no-creer-que", es="<No creo que> {clause}.", en="I don't think {s} {pres_will}.",
    )  # fmt: skip
    found = texts(made("translation", drafted(denied, TU)))
    assert found[0] == "No creo que me digas la verdad"
    assert {
        "No creo que vayas a decirme la verdad",
        "No creo que me vayas a decir la verdad",
    } <= set(found)
    assert len(found) == len(set(found))

    wished = frame(
        COME, trigger="ojala", reading="wish", es="<Ojalá> {clause}.", en="I hope {s} {pres_will}."
    )
    assert not any("vayas a" in text for text in texts(made("translation", drafted(wished, TU))))


@pytest.mark.parametrize(
    ("cue", "climbed"), [("Quiero", "Te quiero ver"), ("No quiero", "No te quiero ver")]
)
def test_pronouns_of_an_infinitive_may_stand_before_the_verb(cue: str, climbed: str) -> None:
    see = {**COME, "es": "verte", "en": "see you"}
    wish = frame(
        see, es=f"<{cue}> {{inf}}.", en="I want to {base}.", tense="inf", trigger="mismo-sujeto"
    )
    assert texts(made("translation", drafted(wish, YO))) == [
        f"{cue} verte",
        f"Yo {cue[:1].lower()}{cue[1:]} verte",
        climbed,
    ]


def test_a_verb_keeps_the_word_that_joins_it_to_its_infinitive() -> None:
    see = {**COME, "es": "verte", "en": "see you"}
    due = {"es": "<Tengo que> {inf}.", "en": "I have to {base}.", "tense": "inf"}
    exercise = made("translation", drafted(frame(see, trigger="hay-que", **due), YO))
    assert exercise.prompt.startswith("tener que · ")
    assert {"Tengo que verte", "Te tengo que ver"} <= set(texts(exercise))


def test_whom_a_verb_concerns_may_be_named_beside_it() -> None:
    snow = {"trigger": "impedir-que", "es": "La nieve <impide que> {clause}.", "matrix": "él"}
    ours = texts(made("translation", drafted(frame(**snow), NOSOTROS)))
    assert ours[0] == "impide que vengamos a cenar"
    assert {"nos impide que vengamos a cenar", "nos impide venir a cenar"} <= set(ours)
    hers = texts(made("translation", drafted(frame(**snow), SISTER)))
    assert {
        "le impide a mi hermana que venga a cenar",
        "impide a mi hermana venir a cenar",
    } <= set(hers)
    assert not {"le impide venir a cenar", "la impide a mi hermana venir a cenar"} & set(hers)


def test_whom_something_makes_do_it_is_named_before_an_infinitive_alone() -> None:
    lack = {"trigger": "hacer-que", "es": "La prisa <hace que> {clause}.", "matrix": "ella"}
    ours = texts(made("translation", drafted(frame(**lack), NOSOTROS)))
    assert "nos hace venir a cenar" in ours
    assert "nos hace que vengamos a cenar" not in ours
    hers = texts(made("translation", drafted(frame(**lack), SISTER)))
    assert {"le hace a mi hermana venir a cenar", "hace a mi hermana venir a cenar"} <= set(hers)


def test_what_is_going_on_may_be_said_so() -> None:
    watch = {**COME, "es": "mirarme", "en": "be looking at me"}
    found = set(texts(made("translation", drafted(frame(watch), SISTER))))
    assert {
        "Quiero que mi hermana me esté mirando",
        "Quiero que mi hermana esté mirándome",
    } <= found
    dull = {**COME, "es": "ser aburrid@", "en": "be boring"}
    assert not [
        one for one in texts(made("translation", drafted(frame(dull), SISTER))) if "siendo" in one
    ]


def test_what_somebody_can_may_be_said_so() -> None:
    can = {"es": "Ven, <para que> {clause}.", "en": "Come, so that {s} can {base}.", "matrix": "yo"}
    found = texts(made("translation", drafted(frame(trigger="para-que", **can), SISTER)))
    assert "para que mi hermana pueda venir a cenar" in found
    could = {**can, "en": "Come, so that {s} could {base}.", "tense": "sub_imp"}
    past = texts(made("translation", drafted(frame(trigger="para-que", **could), SISTER)))
    assert {f"para que mi hermana {form} venir a cenar" for form in ("pudiera", "pudiese")} <= set(
        past
    )


def test_a_wish_may_have_its_que() -> None:
    wish = frame(trigger="ojala", es="<Ojalá> {clause}.", matrix="yo")
    assert "Ojalá que mi hermana venga a cenar" in texts(made("translation", drafted(wish, SISTER)))


def test_who_is_asked_may_stand_behind_the_governing_verb() -> None:
    asked = {"trigger": "crees-que", "es": "¿<Crees que> {clause}?", "tense": "ind_pres"}
    found = texts(made("translation", drafted(frame(**asked, matrix="tú"), SISTER)))
    assert "Crees tú que mi hermana viene a cenar" in found
    assert "Tú crees que mi hermana viene a cenar" in found


def test_whom_a_verb_moves_may_be_named_beside_it() -> None:
    law = frame(trigger="obligar-a-que", es="La ley <obliga a que> {clause}.", matrix="ella")
    formal = texts(made("translation", drafted(law, USTED)))
    assert {"la obliga a que venga a cenar", "lo obliga a venir a cenar"} <= set(formal)
    grandpa = texts(
        made("translation", drafted(law, named_subject("el abuelo|Grandpa|m", thing=False)))
    )
    assert "obliga al abuelo a venir a cenar" in grandpa
    assert "lo obliga al abuelo a venir a cenar" not in grandpa
    refused = frame(trigger="permitir-que", es="<No permito que> {clause}.")
    assert "No te permito venir a cenar" in texts(made("translation", drafted(refused, TU)))
    thing = named_subject("el tren|the train|m", thing=True)
    assert len(texts(made("translation", drafted(law, thing)))) < len(grandpa)


def test_nothing_climbs_where_there_is_nothing_to_climb() -> None:
    hope = frame(es="<Espero> {inf}.", en="I hope to {base}.", tense="inf", trigger="mismo-sujeto")
    assert "Espero venir a cenar" in texts(made("translation", drafted(hope, YO)))


def test_an_infinitive_is_right_where_both_verbs_are_said_of_the_same_person() -> None:
    case = {"trigger": "en-caso-de-que", "es": "<En caso de que> {clause}, llámame."}
    assert "En caso de venir a cenar" in texts(made("translation", drafted(frame(**case), TU)))
    assert "En caso de venir a cenar" not in texts(made("translation", drafted(frame(**case), YO)))
    behind = frame(trigger="para-que", es="Te llamo <para que> {clause}.")
    assert "para venir a cenar" not in texts(made("translation", drafted(behind, TU)))
    tired = frame({**COME, "es": "estar cansad@", "en": "be tired"}, **case)
    both = texts(made("translation", drafted(tired, TU)))
    assert {"En caso de estar cansado", "En caso de estar cansada"} <= set(both)


def test_que_is_given_where_si_would_be_right_as_well() -> None:
    minded = {"trigger": "importar-que", "es": "<No me importa que> {clause}."}
    if_so = frame(**minded, en="I don't mind if {s} {pres}.")
    assert made("translation", drafted(if_so, TU)).prompt == "importar que · tú · venir a cenar"
    that = frame(**minded, en="It doesn't matter to me that {s} {pres}.")
    exercise = asked("translation", drafted(that, TU))
    assert exercise is None or exercise.prompt.startswith("importar · ")


def test_what_one_would_rather_may_be_said_as_politely() -> None:
    rather = {"trigger": "preferir-que", "es": "<Prefiero que> {clause}.", "matrix": "yo"}
    polite = frame(**rather, en="I'd rather {s} {past}.")
    assert {
        "Preferiría que vinieras a cenar",
        "Yo preferiría que tú vinieses a cenar",
    } <= set(texts(made("translation", drafted(polite, TU))))
    plain = frame(**rather, en="I prefer {obj} to {base}.")
    assert not any("Preferír" in one for one in texts(made("translation", drafted(plain, TU))))


def test_what_is_going_to_be_may_be_said_so() -> None:
    late = {**COME, "es": "quejarse", "en": "be going to complain"}
    hurry = frame(late, trigger="pues", es="Ven, <que> {clause}.", tense="ind_pres")
    found = texts(made("translation", drafted(hurry, NOSOTROS)))
    assert {"que nos quejamos", "que nos vamos a quejar", "que vamos a quejarnos"} <= set(found)


def test_pronouns_of_a_gerund_may_stand_before_the_verb() -> None:
    wait = {**COME, "es": "estar esperándote", "en": "be waiting for you"}
    hurry = frame(wait, trigger="pues", es="Ven, <que> {clause}.", tense="ind_pres")
    found = texts(made("translation", drafted(hurry, NOSOTROS)))
    assert {"que estamos esperándote", "que te estamos esperando"} <= set(found)


@pytest.mark.parametrize(
    "changes",
    [
        {"es": "<Quería que> {clause}."},
        {"es": "<Creo que> mañana {clause}.", "trigger": "creer-que", "tense": "ind_pres"},
        {"es": "<Soy partidaria de que> {clause}."},
        {"es": "<Te quiero que> {clause}."},
        {"es": "<{n} quiere que> {clause}.", "fill": {"n": ["mi madre|my mother"]}},
        {"es": "<Perdona que> {clause}.", "en": "Sorry that {s} {pres}.", "trigger": "querer-que"},
        {"es": "<No> {clause}."},
        {"es": "<Me te> {clause}."},
    ],
)
def test_what_could_be_said_in_several_ways_is_declined(changes: dict[str, object]) -> None:
    assert asked("translation", drafted(frame(**changes), TU)) is None


def test_a_sentence_of_nobody_in_particular_is_declined() -> None:
    assert asked("translation", replace(drafted(frame(), TU), choice=None)) is None


@pytest.mark.parametrize(
    ("trigger", "es", "en", "words"),
    [
        ("alegrarse-de-que", "<Me alegro de que> {clause}.", "I'm glad.", "alegrarse de"),
        ("gustar-que", "<Me gusta que> {clause}.", "I like it.", "gustar"),
        ("para-que", "Te llamo <para que> {clause}.", "I call you.", "para"),
        ("ser-importante-que", "<Es importante que> {clause}.", "It is.", "ser importante"),
    ],
)
def test_the_words_are_given_as_one_looks_them_up(
    trigger: str, es: str, en: str, words: str
) -> None:
    drafts = drafted(frame(trigger=trigger, es=es, en=en), TU)
    exercise = asked("translation", drafts)
    assert exercise is None or exercise.prompt.startswith(f"{words} · ")


def test_only_what_english_says_in_one_way_is_taken() -> None:
    takes = KINDS["translation"].source.takes
    assert takes(frame(), TRIGGERS["querer-que"])
    told = frame(trigger="creer-que", es="<Creo que> {clause}.", tense="ind_fut")
    assert not takes(told, TRIGGERS["creer-que"])


def test_a_command_is_not_taken_for_the_present_of_a_rarer_verb() -> None:
    warned = frame(
        trigger="querer-que", es="<No creas que> {clause}.", en="Don't think {s} {pres}."
    )
    assert asked("translation", drafted(warned, YO)) is None


def test_a_noun_is_not_taken_for_the_verb_it_looks_like() -> None:
    wish = frame(trigger="el-deseo-de-que", es="Mi mayor <deseo es que> {clause}.")
    assert asked("translation", drafted(wish, TU)) is None


def test_a_name_among_the_governing_words_keeps_its_capital() -> None:
    wish = frame(trigger="dios-quiera-que", es="<Dios quiera que> {clause}.")
    assert made("translation", drafted(wish, TU)).prompt == "Dios quiera que · tú · venir a cenar"


def test_one_gender_is_kept_in_a_sentence() -> None:
    without = frame(
        {**COME, "es": "estar con nosotros", "en": "be with us"},
        trigger="lamentar-que", es="<Lamentamos que> {no clause}.", matrix="nosotros",
    )  # fmt: skip
    found = texts(made("translation", drafted(without, TU)))
    assert "Nosotros lamentamos que no estés con nosotros" in found
    assert not any("Nosotras" in text for text in found)
