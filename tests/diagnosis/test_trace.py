import pytest

from ojala.diagnosis import Diagnosis, diagnose, trace
from ojala.diagnosis.trace import line, verb_lemma
from ojala.exercises.exercise import Response
from tests.diagnosis.cases import exercise, judged


def _line(lemma: str, right: str, where: str, given: str) -> str:
    return line(trace(judged(lemma, right, where, given), lemma))


@pytest.mark.parametrize(
    ("lemma", "right", "where", "given", "expected"),
    [
        ("tener", "tenga", "sub_pres.3s", "tena", "tener → ten- → [teng-] → tenga"),
        ("poder", "puedan", "sub_pres.3p", "podan", "poder → pod- → [pued-] → puedan"),
        ("pedir", "pida", "sub_pres.3s", "peda", "pedir → ped- → [pid-] → pida"),
        ("buscar", "busque", "sub_pres.3s", "busce", "buscar → busc- → busce → [busque]"),
        ("hablar", "hable", "sub_pres.3s", "hablé", "hablar → habl- → [hable]"),
        ("hablar", "hable", "sub_pres.3s", "habla", "hablar → habl- → hable"),
        ("salir", "haya salido", "sub_perf.3s", "salga", "haber → haya → haya salido"),
    ],
)
def test_the_step_that_failed_is_marked(
    lemma: str, right: str, where: str, given: str, expected: str
) -> None:
    assert _line(lemma, right, where, given) == expected


def test_a_past_subjunctive_comes_from_the_form_of_ellos() -> None:
    told = _line("hacer", "hiciera", "sub_imp_ra.3s", "haciera")
    assert told == "hacer → hac- → [hic-] → hicieron → hicie- → hiciera"


def _unknown() -> Diagnosis:
    return diagnose(exercise("tener", "tenga"), Response("tiene"))


def test_there_is_no_trace_without_a_cell_or_a_verb() -> None:
    assert trace(_unknown(), "tener") == ()
    assert trace(judged("tener", "tenga", "sub_pres.3s", "tena"), "xyz") == ()
    assert trace(judged("llover", "lluevas", "imp_aff.2v", "llove"), "haber") == ()


def test_a_pronominal_verb_is_traced_without_its_pronoun() -> None:
    assert verb_lemma("irse") == "ir"
    assert verb_lemma("xyz") == "xyz"
