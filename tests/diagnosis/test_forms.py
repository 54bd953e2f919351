from ojala.content.course import course
from ojala.diagnosis.forms import bare_infinitive, one_tense, prepare, stems, verb_forms
from ojala.spanish.features import Tense
from tests.diagnosis.cases import cell


def test_the_forms_of_a_verb_are_found_by_text_and_by_letters() -> None:
    verb = verb_forms("irse")
    assert verb is not None
    assert verb.lemma == "ir"
    assert cell("sub_pres.3s") in verb.cells["vaya"]
    assert verb.spelt("ireis") == ("iréis",)


def test_what_is_no_verb_has_neither_forms_nor_stems() -> None:
    assert verb_forms("xyz") is None
    assert stems("xyz").known == frozenset()


def test_stems_keep_their_length_where_a_form_parts_in_two_ways() -> None:
    assert stems("reír").of[cell("sub_imp_ra.3s")] == "ri"
    assert stems("tener").of[cell("sub_pres.3s")] == "teng"
    assert "tuv" in stems("tener").known


def test_both_past_subjunctives_are_one_tense() -> None:
    assert one_tense(Tense.SUB_IMP_SE) is Tense.SUB_IMP_RA
    assert one_tense(Tense.SUB_PRES) is Tense.SUB_PRES


def test_a_pronoun_is_no_part_of_the_infinitive() -> None:
    names = ("irse", "levantarse", "decirle", "ser", "ir (tú)")
    bare = ["ir", "levantar", "decir", "ser", "ir"]
    assert [bare_infinitive(name) for name in names] == bare


def test_verbs_are_read_ahead() -> None:
    verb_forms.cache_clear()
    stems.cache_clear()
    prepare(["hablar", "xyz"])
    held = stems.cache_info().misses
    assert stems("hablar").known
    assert (held, stems.cache_info().misses) == (2, 2)


def test_the_verbs_of_the_course_stay_in_mind_beside_others() -> None:
    kept = {one.cache_parameters()["maxsize"] for one in (verb_forms, stems)}

    assert kept == {1024}
    assert 3 * len(course().verbs) < 2 * 1024
