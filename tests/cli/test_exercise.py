import json

from typer.testing import CliRunner

from ojala.cli import app
from ojala.exercises import BLANK, KINDS, Item


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["exercise", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_whole_exercises_are_written_as_json_lines() -> None:
    code, output, _ = run("--count", str(len(KINDS)), "--seed", "5", "--jsonl")
    written = [json.loads(line) for line in output.splitlines()]
    assert code == 0
    assert [one["kind"] for one in written] == list(KINDS)
    for one in written:
        assert all(Item.parse(item) for item in one["items"])
        assert all(answer["text"] for answer in one["answers"])
    cloze = written[0]
    assert BLANK in cloze["sentence"]
    assert cloze["items"][0].startswith("mood:")
    assert cloze["answers"][0]["cell"].count(".") == 1


def test_the_same_seed_writes_the_same_exercises_and_another_does_not() -> None:
    first = run("-n", "4", "-s", "1", "--jsonl")
    assert run("-n", "4", "-s", "1", "--jsonl") == first
    assert run("-n", "4", "-s", "2", "--jsonl") != first


def test_an_exercise_of_one_item_is_printed_with_every_answer() -> None:
    code, output, _ = run("--item", "sequence:sequence/sub_imp", "--kind", "cloze")
    assert code == 0
    assert BLANK in output
    assert "[se-form]" in output


def test_what_there_is_not_is_refused_by_name() -> None:
    kinds = ", ".join(KINDS)
    assert run("--kind", "riddle") == (2, "", f"no such kind: riddle (there are {kinds})\n")
    assert run("--item", "mood") == (2, "", "not an item: 'mood'\n")
    assert run("--item", "mood:no/such") == (2, "", "nothing practises mood:no/such\n")


def test_an_item_that_a_kind_cannot_practise_is_refused() -> None:
    code, _, errors = run("--kind", "mood_choice", "--item", "form:sub_pres/er-g/1p-2p")
    assert code == 2
    assert errors == "no material for form:sub_pres/er-g/1p-2p as mood_choice\n"
