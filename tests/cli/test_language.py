"""The verbs at a prompt."""

import json

import pytest
from typer.testing import CliRunner

from ojala.cli import app

runner = CliRunner()


def said(*words: str, given: str = "") -> str:
    result = runner.invoke(app, list(words), input=given)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_table_shows_the_forms() -> None:
    told = said("conjugate", "tener")
    assert "tuviéramos" in told
    assert "hubiera tenido" not in told
    assert "hubiera" in said("conjugate", "tener", "--compound")
    assert "vosotros" not in said("conjugate", "tener", "--region", "am")


def test_many_verbs_are_conjugated_as_rows_of_the_gold_set() -> None:
    rows = said("conjugate", "--stdin", "--tsv", given="hablar\nadecuar\n").splitlines()
    assert "hablar\tsub_pres\t2v\thables|hablés" in rows
    assert "adecuar\tind_pres\t1s\tadecuo|adecúo" in rows
    assert not any("\tind_imp\t2v\t" in row for row in rows)


def test_rows_can_be_chosen_and_bear_variants() -> None:
    part = said("conjugate", "inscribir", "--tsv", "--tense", "part", "--variants")
    assert part == "inscribir\tpart\t-\tinscrito|inscripto\n"
    assert said("conjugate", "irse", "--tsv", "--tense", "ger") == "irse\tger\t-\tyéndose\n"
    assert "2v" in said("conjugate", "ser", "--tsv", "--region", "vos")


def test_json_holds_cells_and_labels() -> None:
    whole = json.loads(said("conjugate", "placer", "--json", "--variants"))
    assert whole["cells"]["ind_pret.3s"][1]["labels"] == ["rare", "variant"]
    reading = json.loads(said("analyze", "dímelo", "--json"))
    assert {"me", "lo"} in [set(one["clitics"]) for one in reading]


def test_forms_are_explained() -> None:
    told = said("conjugate", "pedir", "--explain", "--tense", "ger", "--language", "es")
    assert told.startswith("pidiendo · pedir, gerundio")


def test_notes_stand_beside_the_lemma() -> None:
    assert "weather verb" in said("conjugate", "nevar")
    assert "used as arrepentirse" in said("conjugate", "arrepentir")
    assert "not in the lexicon" in said("conjugate", "escrolear")


def test_a_form_is_read() -> None:
    assert "sentar, tú, imperative" in said("analyze", "siéntate")
    assert "tuviéramos · tener" in said("analyze", "--fold", "tuvieramos")
    assert "(vos)" in said("analyze", "tenés")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["conjugate", "casa"], 1),
        (["conjugate", "casa", "--tsv"], 1),
        (["conjugate", "casa", "--tsv", "--variants"], 1),
        (["conjugate", "casa", "--json"], 1),
        (["conjugate", "casa", "--explain"], 1),
        (["conjugate", "bh", "--tsv"], 1),
        (["analyze", "tubieramos"], 1),
        (["analyze", "xxxxxxxx"], 1),
        (["conjugate"], 2),
        (["conjugate", "tener", "--stdin"], 2),
        (["conjugate", "tener", "--tense", "x"], 2),
        (["conjugate", "tener", "--region", "x"], 2),
        (["conjugate", "tener", "--language", "x"], 2),
    ],
)
def test_a_no_is_one_and_a_misuse_is_two(words: list[str], code: int) -> None:
    assert runner.invoke(app, words).exit_code == code
