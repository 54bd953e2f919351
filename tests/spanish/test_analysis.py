"""Analysis: the inverse of conjugation."""

from ojala.spanish import analyze


def readings(text: str, *, fold_accents: bool = False) -> set[str]:
    return {f"{a.lemma}:{a.cell.id}" for a in analyze(text, fold_accents=fold_accents)}


def test_a_form_of_two_verbs_is_read_as_both() -> None:
    assert readings("fue") == {"ser:ind_pret.3s", "ir:ind_pret.3s"}


def test_accents_count_unless_folded() -> None:
    assert readings("prohibe") == set()
    assert readings("prohibe", fold_accents=True) == {"prohibir:ind_pres.3s", "prohibir:imp_aff.2s"}


def test_the_infinitive_is_recognised() -> None:
    assert "tener:inf.-" in readings("tener")
