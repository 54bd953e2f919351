import json

from typer.testing import CliRunner

from ojala.cli import app


def run(lines: str) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(app, ["mood"], input=lines)
    return (
        result.exit_code,
        [json.loads(line) for line in result.stdout.splitlines()],
        result.stderr,
    )


def test_each_line_is_answered_with_trigger_moods_and_the_best_form() -> None:
    line = json.dumps({"id": 7, "sentence": "Quiero que los niños ____.", "lemma": "dormir"})
    code, answers, _ = run(line + "\n\n")
    assert code == 0
    (answer,) = answers
    assert answer["id"] == 7
    assert answer["trigger"] == "querer-que"
    assert answer["best"] == {"mood": "Sub", "tense": "sub_pres", "form": "duerman"}
    moods = {mood["mood"]: mood for mood in answer["moods"]}  # type: ignore[attr-defined]
    assert moods["Sub"]["status"] == "required"
    assert moods["Sub"]["reading"] == "influence"
    assert moods["Sub"]["why"]
    assert moods["Ind"]["status"] == "excluded"


def test_a_verb_that_nothing_governs_leaves_both_moods_open() -> None:
    line = json.dumps({"id": "x", "sentence": "El tren ____ tarde.", "lemma": "llegar"})
    _, ((answer),), _ = run(line)
    assert answer["trigger"] is None
    assert [mood["status"] for mood in answer["moods"]] == ["open", "open"]  # type: ignore[attr-defined]


def test_a_bad_line_is_named_and_the_others_are_answered() -> None:
    good = json.dumps({"id": 1, "sentence": "Ojalá ____.", "lemma": "llover"})
    code, answers, errors = run(
        f"no json\n{good}\n" + '{"id": 2}\n' + '{"id": 3, "sentence": "No.", "lemma": "ir"}\n'
    )
    assert code == 2
    assert [answer["id"] for answer in answers] == [1]
    assert [error.split(":")[0] for error in errors.splitlines()] == ["line 1", "line 3", "line 4"]
