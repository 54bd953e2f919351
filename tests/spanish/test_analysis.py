"""Analysis: the inverse of conjugation."""

from ojala.spanish import analyze
from ojala.spanish.analysis import nearest_forms


def readings(text: str, *, fold_accents: bool = False) -> set[str]:
    return {f"{a.lemma}:{a.cell.id}" for a in analyze(text, fold_accents=fold_accents)}


def test_a_form_of_two_verbs_is_read_as_both() -> None:
    assert readings("fue") == {"ser:ind_pret.3s", "ir:ind_pret.3s"}


def test_accents_count_unless_folded() -> None:
    assert readings("prohibe") == set()
    assert readings("prohibe", fold_accents=True) == {"prohibir:ind_pres.3s", "prohibir:imp_aff.2s"}


def test_the_infinitive_is_recognised() -> None:
    assert "tener:inf.-" in readings("tener")


def test_a_misspelling_leads_to_the_nearest_forms() -> None:
    assert nearest_forms("tubieramos")[0].form.text == "tuviéramos"
    assert nearest_forms("tuvieramos")[0].form.text == "tuviéramos"
    assert "ocurrió" in {one.form.text for one in nearest_forms("ocurió")}
    assert nearest_forms("xxxxxxxxxx") == ()


def test_old_spellings_are_read_and_labelled() -> None:
    labels = {
        word: {label for one in analyze(word) for label in one.form.labels}
        for word in ("guió", "dió", "déme", "té", "rié")
    }
    assert labels["guió"] == {"pre-2010"}
    assert labels["dió"] == {"pre-1959"}
    assert labels["déme"] == {"pre-1999"}
    assert labels["té"] == set()


def test_participles_agree() -> None:
    assert {label for one in analyze("hechas") for label in one.form.labels} == {
        "feminine",
        "plural",
    }


def test_three_verbs_in_a_row_are_no_form() -> None:
    assert analyze("ha sido hecho") == ()
    assert analyze("me lo") == ()
