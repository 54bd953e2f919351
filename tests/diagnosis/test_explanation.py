import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.diagnosis import Step, explain
from ojala.diagnosis.explanation import keys
from ojala.messages import LANGUAGES, catalogue, render
from tests.diagnosis.cases import exercise, judged

CASES = [
    ("tener", "tenga", "sub_pres.3s"),
    ("ser", "sea", "sub_pres.3s"),
    ("hacer", "hiciera", "sub_imp_ra.1p"),
    ("salir", "haya salido", "sub_perf.3s"),
    ("salir", "hubiera salido", "sub_plup_ra.3s"),
    ("irse", "te vayas", "sub_pres.2s"),
    ("venir", "que vengas", "sub_pres.2s"),
    ("visitar", "visitar", "inf.-"),
    ("hablar", "hable", "sub_pres.3s"),
    ("estar", "esté", "sub_pres.3s"),
    ("creer", "cree", "ind_pres.3s"),
    ("hablar", "habla", "imp_aff.2s"),
    ("querer", "querría", "cond.3s"),
]
GIVEN = """
tiene tena tenía tuviera ten tener tenga haya,tenido tuviere este hablé
ser sea era sería sean haga haría hiciera hicieran haciendo
salga ha,salido haya,salida sea,salido salido saldría te,vas vayas se,vayan vengas venir visite
visitar que,visite cree crea creería creyera creía habla hable hablo hablas querría quiera quería
quisiera quiero xkcd have tenha verde tinga ténga hicieramos llover
"""


def _said(lemma: str, right: str, where: str, given_text: str, step: Step, cue: str) -> list[str]:
    asked = exercise(lemma, right, where, cue=cue)
    explanation = explain(judged(lemma, right, where, given_text), asked, step=step)
    messages = (*explanation.messages, *explanation.others)
    return [render(m.key, m.arguments, lang) for lang in LANGUAGES for m in messages]


@given(
    st.sampled_from(CASES),
    st.sampled_from([word.replace(",", " ") for word in GIVEN.split()]) | st.text(max_size=8),
    st.sampled_from(list(Step)),
    st.sampled_from(["quiero que", "si", ""]),
)
def test_everything_found_can_be_said_in_every_language(
    case: tuple[str, str, str], text: str, step: Step, cue: str
) -> None:
    assert all(_said(*case, text, step, cue))


@pytest.mark.parametrize("case", [case for case in CASES if case[0] != case[1]])
@pytest.mark.parametrize("step", [Step.PROMPT, Step.HINT])
def test_a_prompt_never_gives_the_form_away(case: tuple[str, str, str], step: Step) -> None:
    for word in GIVEN.split():
        diagnosis = judged(*case, word.replace(",", " "))
        if diagnosis.verdict.accepted or case[1] in word.replace(",", " "):
            continue
        explanation = explain(diagnosis, exercise(*case), step=step)
        assert explanation.cell is None
        for message in (explanation.message, *([explanation.hint] if explanation.hint else [])):
            for language in LANGUAGES:
                said = render(message.key, message.arguments, language).split()
                assert f"“{case[1]}”" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_has_at_most_two_sentences(language: str) -> None:
    for key, text in catalogue(language).items():
        ends = text.count(". ") + text.count("? ") + text.count(": ¿")
        assert ends <= 1, key


def test_the_explanation_of_a_wrong_mood_names_cue_and_form() -> None:
    said = _said("tener", "tenga", "sub_pres.3s", "tiene", Step.FORM, "Quiero que")
    assert "Quiero que" in said[0]
    assert "tiene" in said[0]
    assert "tenga" in said[0]


def test_what_is_right_is_said_too() -> None:
    explanation = explain(judged("tener", "tenga", "sub_pres.3s", "tena"), exercise(*CASES[0]))
    assert explanation.praise is not None
    assert explanation.praise.key == "praise.mood-tense"


@pytest.mark.parametrize(
    ("case", "text", "key"),
    [
        (("hablar", "hable", "sub_pres.3s"), "hablé", "accent-other-form.verb.form"),
        (("estar", "esté", "sub_pres.3s"), "este", "accent-other-form.word.form"),
        (("tener", "tenga", "sub_pres.3s"), "haya tenido", "tense-sequence.simple.form"),
        (("tener", "tenga", "sub_pres.3s"), "tuviere", "tense-sequence.other.form"),
        (("tener", "tenga", "sub_pres.3s"), "tuviera", "tense-sequence.present.form"),
        (("tener", "tuviera", "sub_imp_ra.3s"), "tenga", "tense-sequence.past.form"),
        (("tener", "haya tenido", "sub_perf.3s"), "tenga", "tense-sequence.perfect.form"),
        (
            ("tener", "hubiera tenido", "sub_plup_ra.3s"),
            "tuviera",
            "tense-sequence.pluperfect.form",
        ),
    ],
)
def test_the_wording_fits_the_way_it_went_wrong(
    case: tuple[str, str, str], text: str, key: str
) -> None:
    assert explain(judged(*case, text), exercise(*case)).message.key == key


def test_both_readings_of_an_ambiguous_form_are_said() -> None:
    case = ("hablar", "hablemos", "sub_pres.1p")
    explanation = explain(judged(*case, "hablamos"), exercise(*case))
    assert explanation.readings is not None
    said = render(explanation.readings.key, explanation.readings.arguments, "en")
    assert "present indicative" in said
    assert "simple past" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_hold_every_key_and_no_other(language: str) -> None:
    assert set(catalogue(language)) == set(keys())


def test_another_verb_is_spoken_of_before_its_person_is() -> None:
    diagnosis = judged("dar", "des", "sub_pres.2s", "hable")
    explanation = explain(diagnosis, exercise("dar", "des", "sub_pres.2s"), step=Step.PROMPT)

    assert [finding.kind.value for finding in diagnosis.findings] == ["person", "verb"]
    assert explanation.message.key == "verb.prompt"
    assert [other.key for other in explanation.others] == ["brief.person"]


def test_without_a_cell_the_subject_stays_open() -> None:
    asked = exercise("ser", "sea")
    found = explain(judged("ser", "sea", "", "ser"), asked).message
    assert found.arguments["due_person"] == "1s-3s"
    named = explain(judged("ser", "sea", "sub_pres.3s", "ser"), asked).message
    assert named.arguments["due_person"] == "3s"
