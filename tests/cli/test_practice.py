"""Every kind of exercise at the prompt."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from ojala.cli.practice import Terminal
from ojala.content.course import course
from ojala.exercises import BLANK, KINDS
from ojala.storage.database import Database
from ojala.storage.documents import EXERCISE
from ojala.storage.tables import ExerciseRow
from tests.exercises.kinds.samples import made
from tests.practice.conftest import Ana, guest


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_is_asked_mended_and_told_at_the_prompt(
    database: Database, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    ana = Ana(database, course(), await guest(database))
    issued = await ana.next((await ana.start()).id)
    assert issued is not None
    exercise = made(kind)
    async with database.transaction() as tx:
        row = await tx.get(ExerciseRow, (ana.learner.id, issued.id))
        assert row is not None
        row.body = row.body | {"exercise": EXERCISE.dump_python(exercise, mode="json")}
    right = exercise.answers[0].text
    choices = exercise.options if kind != "trigger_spotting" else ()
    typed = str(choices.index(right) + 1) if choices else right
    monkeypatch.setattr("sys.stdin", StringIO(f"zapato\n{typed}\n!\n"))
    shown = StringIO()
    terminal = Terminal(Console(file=shown, width=200), "en", database, ana.course, ana.learner)
    await terminal.exercise(replace(issued, exercise=exercise))
    text = shown.getvalue()

    assert exercise.shown.partition(BLANK)[0].strip() in text
    assert all(option in text for option in choices)
    unread = {"conjugation", "dictation"}
    assert all(line in text for line in exercise.prompt.split("\n") if kind not in unread)
    assert "Not yet" in text
    assert right in text or "Right" in text
