import json

import pytest
from typer.testing import CliRunner

from ojala.cli import app

ROW = {
    "id": 7,
    "sentence": "Quiero que ____ pronto.",
    "lemma": "venir",
    "right": "vengas",
    "given": "vienes",
}


def _run(command: str, text: str, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [command, *options], input=text.encode())
    return result.exit_code, result.output


def test_answers_are_diagnosed_line_by_line() -> None:
    rows = [ROW, ROW | {"given": "vengas"}, ROW | {"given": "vengás"}]
    code, output = _run("diagnose", "\n".join(map(json.dumps, rows)) + "\n\n")
    wrong, right, almost = map(json.loads, output.splitlines())
    assert code == 0
    assert (wrong["id"], wrong["verdict"], wrong["first"]) == (7, "wrong", "mood")
    assert wrong["findings"] == ["mood"]
    assert wrong["detail"] == ["mood-indicative"]
    assert "vengas" in wrong["message"]
    assert (right["verdict"], right["findings"], right["first"]) == ("correct", [], None)
    assert almost["verdict"] == "almost"


def test_accents_and_language_can_be_chosen() -> None:
    row = ROW | {"right": "viniéramos", "given": "vinieramos"}
    _, lenient = _run("diagnose", json.dumps(row), "-l", "es")
    assert json.loads(lenient)["verdict"] == "almost"
    assert "tilde" in json.loads(lenient)["message"]
    _, strict = _run("diagnose", json.dumps(row), "--accents", "strict")
    assert json.loads(strict)["verdict"] == "wrong"
    assert json.loads(strict)["first"] == "accent-or-spelling"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', json.dumps(ROW | {"given": 1})])
@pytest.mark.parametrize("command", [["diagnose"], ["check", "--jsonl"]])
def test_a_line_that_cannot_be_read_is_refused_by_its_number(command: list[str], line: str) -> None:
    code, output = _run(command[0], line, *command[1:])
    assert code == 2
    assert "line 1" in output


def test_a_text_is_checked_with_its_places() -> None:
    code, output = _run("check", "Hola.\nQuiero que vienes.\n")
    assert code == 1
    assert output.startswith("2:12: “vienes”")
    assert _run("check", "Quiero que vengas.") == (0, "")


def test_texts_are_checked_line_by_line() -> None:
    row = {"id": "a", "text": "Quiero que vienes."}
    code, output = _run("check", json.dumps(row), "--jsonl")
    assert code == 0
    assert json.loads(output) == {
        "id": "a",
        "findings": [
            {
                "start": 11,
                "end": 17,
                "text": "vienes",
                "finding": "mood-indicative",
                "suggestions": ["vengas"],
                "rule": "querer-que",
            }
        ],
    }
