import csv
import unicodedata
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojala.diagnosis import Accents, FindingKind, Policy, Severity, Verdict, diagnose
from ojala.diagnosis.checks import CHECKS
from ojala.exercises.exercise import Answer, Exercise, Response
from ojala.exercises.item import Item
from ojala.spanish.features import Person
from tests.diagnosis.cases import FORM, MOOD, SEQUENCE, exercise, judged, kinds
from tests.reference import reference_file

TENGA = ("tener", "tenga", "sub_pres.3s")
HICIERA = ("hacer", "hiciera", "sub_imp_ra.3s")


@pytest.mark.parametrize(
    ("lemma", "right", "where", "given", "expected"),
    [
        (*TENGA, "tenga", []),
        (*TENGA, "\uff54\uff45\uff4e\uff47\uff41", []),
        (*TENGA, "\u202btenga\u200f", []),
        (*TENGA, "Tenga", ["capital"]),
        (*TENGA, "tenga!", ["punctuation"]),
        (*TENGA, "Tenga.", ["capital", "punctuation"]),
        (*TENGA, "t\u0435nga", ["letters"]),
        (*TENGA, "quiero que tenga", ["repeated"]),
        (*TENGA, "tenga pronto", ["repeated"]),
        (*TENGA, "", ["empty"]),
        (*TENGA, " … ", ["empty"]),
        (*TENGA, "tiene", ["mood-indicative"]),
        (*TENGA, "tenía", ["mood-indicative", "tense-sequence"]),
        (*TENGA, "tienen", ["mood-indicative", "number"]),
        (*TENGA, "tendría", ["mood-conditional"]),
        (*TENGA, "ten", ["mood-imperative", "person"]),
        (*TENGA, "tener", ["nonfinite-infinitive"]),
        (*TENGA, "teniendo", ["nonfinite-gerund"]),
        (*TENGA, "tenido", ["nonfinite-participle"]),
        (*TENGA, "tuviera", ["tense-sequence"]),
        (*TENGA, "haya tenido", ["tense-sequence"]),
        (*TENGA, "tengan", ["number"]),
        (*TENGA, "tengamos", ["person"]),
        (*TENGA, "tena", ["yo-stem"]),
        (*TENGA, "tiena", ["yo-stem"]),
        (*TENGA, "tenge", ["ending-class"]),
        (*TENGA, "tinga", ["typo"]),
        (*TENGA, "tengue", ["ending-class"]),
        (*TENGA, "él tenga", []),
        (*TENGA, "usted tiene", ["mood-indicative"]),
        (*TENGA, "tú tenga", ["words"]),
        (*TENGA, "xxmelo", ["other-form"]),
        (*TENGA, "ténga", ["accent-extra"]),
        (*TENGA, "téngas", ["person", "accent-extra"]),
        (*TENGA, "tenia", ["mood-indicative", "tense-sequence", "accent-missing"]),
        (*TENGA, "haga", ["verb"]),
        (*TENGA, "tenha", ["interference-portuguese"]),
        (*TENGA, "abbia", ["interference-italian"]),
        (*TENGA, "ait", ["interference-french"]),
        (*TENGA, "have", ["interference-english"]),
        (*TENGA, "to have", ["interference-english"]),
        (*TENGA, "ter", ["nonfinite-infinitive", "interference-portuguese"]),
        (*TENGA, "avere", ["nonfinite-infinitive", "interference-italian"]),
        (*TENGA, "avoir", ["nonfinite-infinitive", "interference-french"]),
        (*TENGA, "tem", ["mood-indicative", "interference-portuguese"]),
        (*TENGA, "tiver", ["tense-sequence", "interference-portuguese"]),
        ("ser", "sea", "sub_pres.3s", "être", ["nonfinite-infinitive", "interference-french"]),
        ("ser", "sea", "sub_pres.3s", "are", ["interference-english"]),
        ("hablar", "hablar", "inf.-", "falar", ["interference-portuguese"]),
        ("quedar", "quede", "sub_pres.3s", "fique", ["interference-portuguese"]),
        ("jugar", "juegue", "sub_pres.3s", "giochi", ["interference-italian"]),
        ("comer", "coma", "sub_pres.3s", "mangi", ["interference-italian"]),
        ("poder", "pueda", "sub_pres.3s", "possa", ["interference-portuguese"]),
        ("venir", "venga", "sub_pres.3s", "come", ["interference-english"]),
        ("venir", "venga", "sub_pres.3s", "arrive", ["interference-english"]),
        (*TENGA, "no lo sé", ["empty"]),
        (*TENGA, "IDK", ["empty"]),
        ("estar", "esté", "sub_pres.3s", "est\u00b4e", []),
        ("estar", "esté", "sub_pres.3s", "estê", ["letters"]),
        ("estar", "esté", "sub_pres.3s", "esta", ["mood-indicative", "accent-missing"]),
        ("ir", "fueras", "sub_imp_ra.2s", "fuistes", ["mood-indicative", "ending"]),
        ("ir", "fui", "ind_pret.1s", "fuí", ["accent-extra"]),
        ("irse", "te vayas", "sub_pres.2s", "vayaste", ["pronoun-misplaced"]),
        ("acordarse", "se acuerde", "sub_pres.3s", "acuerdese", ["pronoun-misplaced"]),
        ("decirle", "le digas", "sub_pres.2s", "lo digas", ["pronoun-wrong"]),
        ("hablar", "hable", "sub_pres.3s", "esté hablando", ["word-extra"]),
        ("hablar", "hable", "sub_pres.3s", "va a hablar", ["mood-indicative", "word-extra"]),
        ("vivir", "vivas", "sub_pres.2s", "tu vivas", []),
        ("vivir", "viva", "", "yo viva", []),
        ("vivir", "viva", "", "usted viva", []),
        (*TENGA, "xkcd", ["not-spanish"]),
        (*TENGA, "привет", ["not-spanish"]),
        (*TENGA, "verde", ["other-form"]),
        (*TENGA, "me tenga", ["pronoun-extra"]),
        (*TENGA, "tener que", ["nonfinite-infinitive", "word-extra"]),
        (*TENGA, "no tenga", ["word-extra"]),
        (*HICIERA, "hiciese", []),
        (*HICIERA, "haría", ["mood-conditional"]),
        (*HICIERA, "haga", ["tense-sequence"]),
        (*HICIERA, "haciera", ["preterite-stem"]),
        (*HICIERA, "hisiera", ["spelling"]),
        ("decir", "dijeran", "sub_imp_ra.3p", "dijieran", ["spelling-change"]),
        ("buscar", "busque", "sub_pres.3s", "busce", ["spelling-change"]),
        ("poder", "puedan", "sub_pres.3p", "podan", ["diphthong-missing"]),
        ("poder", "podamos", "sub_pres.1p", "puedamos", ["diphthong-overused"]),
        ("pedir", "pida", "sub_pres.3s", "peda", ["stem-vowel"]),
        ("dormir", "durmamos", "sub_pres.1p", "duermamos", ["diphthong-overused"]),
        ("saber", "sepa", "sub_pres.3s", "saba", ["stem-regularised"]),
        ("haber", "haya", "sub_pres.3s", "haiga", ["stem"]),
        ("tener", "tendría", "cond.3s", "tenería", ["future-stem"]),
        ("tener", "tenía", "ind_imp.3s", "tenió", ["ending"]),
        ("ser", "era", "ind_imp.3s", "fue", ["tense"]),
        ("creer", "cree", "ind_pres.3s", "crea", ["mood-subjunctive"]),
        ("hablar", "hable", "sub_pres.1s", "hablé", ["accent-other-form"]),
        ("estar", "esté", "sub_pres.3s", "este", ["accent-other-form"]),
        ("hablar", "habláramos", "sub_imp_ra.1p", "hablaramos", ["accent-missing"]),
        ("hablar", "habláramos", "sub_imp_ra.1p", "hablarámos", ["accent-misplaced"]),
        ("visitar", "visitar", "inf.-", "visite", ["clause-for-infinitive"]),
        ("visitar", "visitar", "inf.-", "que visite", ["clause-for-infinitive"]),
        ("venir", "que vengas", "sub_pres.2s", "venir", ["infinitive-for-clause"]),
        ("venir", "que vengas", "sub_pres.2s", "vengas", ["que-missing"]),
        ("salir", "haya salido", "sub_perf.3s", "ha salido", ["mood-indicative"]),
        ("salir", "haya salido", "sub_perf.3s", "sea salido", ["auxiliary"]),
        ("salir", "haya salido", "sub_perf.3s", "haya salida", ["participle-form"]),
        ("romper", "haya roto", "sub_perf.3s", "haya rompido", ["participle-form"]),
        ("salir", "haya salido", "sub_perf.3s", "haya", ["word-missing"]),
        ("salir", "haya salido", "sub_perf.3s", "salido", ["word-missing"]),
        ("salir", "haya salido", "sub_perf.3s", "salga", ["tense-sequence"]),
        ("salir", "hubiera salido", "sub_plup_ra.3s", "hubiese salido", []),
        ("levantar", "te levantes", "sub_pres.2s", "levantes", ["pronoun-missing"]),
        ("levantar", "te levantes", "sub_pres.2s", "se levantes", ["pronoun-wrong"]),
        ("irse", "te vayas", "sub_pres.2s", "vayas te", ["pronoun-misplaced"]),
        ("irse", "te vayas", "sub_pres.2s", "te vas", ["mood-indicative"]),
        ("decir", "dímelo", "imp_aff.2s", "di", ["pronoun-missing"]),
        ("hacer", "habido hecho", "", "ha hecho", ["other-form"]),
    ],
)
def test_each_error_is_named(
    lemma: str, right: str, where: str, given: str, expected: list[str]
) -> None:
    assert kinds(judged(lemma, right, where, given)) == expected


@pytest.mark.parametrize(
    ("given", "shown", "missed"),
    [
        ("tiene", set(), {MOOD}),
        ("tena", {MOOD, SEQUENCE}, {FORM}),
        ("tuviera", {MOOD}, {SEQUENCE}),
        ("tengan", {MOOD, SEQUENCE}, {FORM}),
        ("tena suerte", {MOOD, SEQUENCE}, {FORM}),
        ("tene", set(), {MOOD}),
        ("haga", {MOOD, SEQUENCE}, set()),
        ("", set(), {MOOD, FORM, SEQUENCE}),
        ("tenga.", {MOOD, FORM, SEQUENCE}, set()),
    ],
)
def test_an_answer_is_evidence_about_what_it_tests(
    given: str, shown: AbstractSet[Item], missed: AbstractSet[Item]
) -> None:
    diagnosis = judged(*TENGA, given)
    assert (diagnosis.shown, diagnosis.missed) == (shown, missed)


def test_a_missing_accent_is_a_notice_or_an_error_as_the_learner_chose() -> None:
    case = ("hablar", "habláramos", "sub_imp_ra.1p", "hablaramos")
    assert judged(*case).verdict is Verdict.ALMOST
    strict = judged(*case, Policy(accents=Accents.STRICT))
    assert strict.verdict is Verdict.WRONG
    assert strict.missed == {FORM}


def test_an_accent_that_makes_another_word_is_never_let_pass() -> None:
    for case in (("hablar", "hable", "sub_pres.1s", "hablé"), ("dar", "dé", "sub_pres.3s", "de")):
        assert judged(*case, Policy(accents=Accents.LENIENT)).verdict is Verdict.WRONG


def test_vos_is_right_for_who_uses_it_and_a_notice_for_others() -> None:
    case = ("hablar", "hables", "sub_pres.2s", "hablés")
    assert judged(*case).verdict is Verdict.ALMOST
    vos = Policy(address=frozenset({Person.VOS}))
    assert judged(*case, vos).verdict is Verdict.CORRECT


def test_the_nearest_of_several_answers_is_the_one_compared_with() -> None:
    base = exercise("llamar", "llame", "sub_pres.1s")
    both = Exercise(
        base.kind,
        base.sentence,
        "",
        "llamar",
        (*base.answers, Answer("llamo", note="other-reading")),
        base.items,
        "querer-que",
        "wish",
    )
    assert diagnose(both, Response("llamo")).verdict is Verdict.CORRECT
    assert diagnose(both, Response("llammo")).answer.text == "llamo"


def test_an_ambiguous_form_keeps_all_its_readings() -> None:
    diagnosis = judged("hablar", "hablemos", "sub_pres.1p", "hablamos")
    assert [c.id for c in diagnosis.readings] == ["ind_pres.1p", "ind_pret.1p"]


def test_a_verb_that_does_not_exist_still_gets_a_verdict() -> None:
    assert judged("xyz", "tenga", "sub_pres.3s", "tenga").verdict is Verdict.CORRECT
    assert judged("xyz", "tenga", "sub_pres.3s", "tiene").verdict is Verdict.WRONG


def _rows() -> list[dict[str, str]]:
    with reference_file("learner_errors.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_real_learner_errors_are_named_as_their_correctors_named_them() -> None:
    agreed: Counter[bool] = Counter()
    total: Counter[bool] = Counter()
    for row in _rows():
        asked = exercise(row["lemma"], row["right"], sentence=row["sentence"])
        findings = diagnose(asked, Response(row["wrong"])).findings
        errors = [f for f in findings if f.severity is not Severity.NOTICE]
        subjunctive = row["scope"] != "no subjunctive involved"
        total[subjunctive] += 1
        agreed[subjunctive] += bool(errors) and errors[0].error_class == row["error_class"]
    assert agreed[True] / total[True] >= 0.98
    assert agreed[False] / total[False] >= 0.95


EXERCISES = [
    exercise(*TENGA),
    exercise(*HICIERA),
    exercise("salir", "haya salido", "sub_perf.3s"),
    exercise("irse", "te vayas", "sub_pres.2s"),
    exercise("venir", "que vengas", "sub_pres.2s"),
    exercise("visitar", "visitar", "inf.-"),
]
SPANISH = st.text(alphabet="aeiouáéíóúüñngtrslcdmvqz hj.¿", max_size=12)
SOME = ["que", "no", "me", "te", "se", "yo", "tenga", "tiene", "haya", "salido", "ir", "vayas"]
WORDS = st.lists(st.sampled_from(SOME), max_size=6).map(" ".join)
TEXTS = st.one_of(
    st.text(), SPANISH, WORDS, st.text(alphabet="\u0301\u0323e\u202e😀\uff54", max_size=40)
)


@given(st.sampled_from(EXERCISES), TEXTS)
def test_every_text_gets_one_and_the_same_verdict(asked: Exercise, text: str) -> None:
    diagnosis = diagnose(asked, Response(text))
    assert diagnosis == diagnose(asked, Response(text))
    assert diagnose(asked, Response(diagnosis.given)).verdict.accepted == diagnosis.verdict.accepted


@given(st.sampled_from(EXERCISES), TEXTS)
def test_a_verdict_follows_from_its_findings_and_items_are_shown_or_missed(
    asked: Exercise, text: str
) -> None:
    diagnosis = diagnose(asked, Response(text))
    assert (diagnosis.verdict is Verdict.CORRECT) is (not diagnosis.findings)
    assert not diagnosis.shown & diagnosis.missed
    assert diagnosis.shown | diagnosis.missed <= set(asked.items)
    orders = [finding.kind.order for finding in diagnosis.findings]
    assert orders == sorted(orders)


@given(st.sampled_from(EXERCISES), TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_checks_does_not_matter(
    asked: Exercise, text: str, random: object
) -> None:
    shuffled = list(CHECKS)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types it as object
    plain = diagnose(asked, Response(text))
    assert diagnose(asked, Response(text), checks=tuple(shuffled)) == plain


@given(st.sampled_from(EXERCISES), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.data())
def test_an_accepted_answer_is_never_called_wrong(
    asked: Exercise, form: str, data: st.DataObject
) -> None:
    text = unicodedata.normalize(form, asked.answers[0].text)  # type: ignore[arg-type]  # str
    text = data.draw(st.sampled_from([text, text.upper(), f"  {text}\u200b ", f"¡{text}!"]))
    assert diagnose(asked, Response(text)).verdict.accepted


@settings(max_examples=300)
@given(st.sampled_from(EXERCISES), TEXTS)
def test_a_wrong_answer_is_never_called_right(asked: Exercise, text: str) -> None:
    letters = "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalpha())
    right = {"".join(asked.answers[0].text.split()), "hiciese"}
    if letters not in right:
        assert diagnose(asked, Response(text)).verdict is not Verdict.CORRECT


@pytest.mark.parametrize(
    "run", ["tenga", " ", "\u0301", "\u0323\u0301", "😀", "que ", "á", "\ufdfa"]
)
def test_a_text_of_ten_thousand_characters_is_just_wrong(run: str) -> None:
    text = (run * 10_000)[:10_000]
    assert diagnose(EXERCISES[0], Response(text)).verdict is Verdict.WRONG
    assert diagnose(EXERCISES[0], Response("tenga" + " " * 10_000 + "x")).verdict is Verdict.WRONG


def test_a_right_answer_has_no_class_of_error() -> None:
    assert judged(*TENGA, "tenga").error_class == ""
    assert judged(*TENGA, "tiene").error_class == "mood"


def test_every_kind_of_finding_can_be_found() -> None:
    assert len({kind.order for kind in FindingKind}) == len(FindingKind)


def test_where_only_the_form_is_practised_another_mood_misses_it() -> None:
    asked = replace(exercise("tener", "tenga", "sub_pres.3s"), items=(FORM,))
    diagnosis = diagnose(asked, Response("tiene"))
    assert (diagnosis.shown, diagnosis.missed) == (frozenset(), frozenset({FORM}))
    assert diagnosis.tested == {FORM}


def test_the_word_before_the_pronoun_may_be_typed_again() -> None:
    asked = replace(exercise("venir", "vengas", "sub_pres.2s"), sentence="Quiero que tú ____ hoy.")
    assert kinds(diagnose(asked, Response("que vengas"))) == ["repeated"]
    assert kinds(diagnose(asked, Response("que vienes"))) == ["mood-indicative"]
