"""What may be stored of a row that arrives, and what may not."""

import pytest

from ojala.content.course import course
from ojala.learning.selection import Choice, Reason
from ojala.practice.records import NoRecordError, record
from ojala.storage.documents import CHOICE, EXERCISE
from tests.practice.conftest import MORNING

HINT = {
    "exercise_id": "00000000-0000-0000-0000-000000000001",
    "level": 1,
    "given_at": "2026-11-22T09:00:00+01:00",
}


def test_a_row_becomes_what_its_table_holds() -> None:
    made = record("hints", HINT, MORNING)

    assert str(made["exercise_id"]) == HINT["exercise_id"]
    assert made["given_at"].isoformat() == HINT["given_at"]
    assert made["level"] == 1


def test_a_backslash_before_an_escaped_nul_is_text() -> None:
    objection = {**HINT, "kind": "right", "made_at": HINT["given_at"], "engine_version": "\\u0000"}
    del objection["level"], objection["given_at"]

    assert record("objections", objection, MORNING)["engine_version"] == "\\u0000"
    with pytest.raises(NoRecordError, match="NUL"):
        record("objections", {**objection, "engine_version": "\\\0"}, MORNING)


@pytest.mark.parametrize("value", [float("inf"), "\ud800"])
def test_what_no_database_could_hold_is_refused(value: object) -> None:
    with pytest.raises(NoRecordError, match="no JSON that could be stored"):
        record("hints", {**HINT, "level": value}, MORNING)


def test_a_row_in_which_something_is_missing_names_it() -> None:
    with pytest.raises(NoRecordError, match="level"):
        record("hints", {name: value for name, value in HINT.items() if name != "level"}, MORNING)


@pytest.mark.parametrize("said", [{}, {"likeness": None}, {"likeness": "something else"}])
def test_what_tells_an_exercise_from_others_is_what_it_asks(said: dict[str, object]) -> None:
    first = course().path[0].item
    exercise = course().exercise(first, 1)
    row = {
        "id": HINT["exercise_id"],
        "session_id": HINT["exercise_id"],
        "position": 1,
        "issued_at": HINT["given_at"],
        "item": first.id,
        "body": {
            "choice": CHOICE.dump_python(Choice(first, Reason.DUE), mode="json"),
            "exercise": EXERCISE.dump_python(exercise, mode="json"),
        },
        "content_version": "",
        **said,
    }

    assert record("exercises", row, MORNING)["likeness"] == exercise.likeness
