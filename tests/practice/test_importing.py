"""A log that is taken along and brought back: all of it, once, or nothing of it and why."""

import gzip
import io
import json
from datetime import timedelta
from typing import Any

import pytest

from ojala.errors import UploadRefused
from ojala.practice import importing
from ojala.practice.importing import Report
from ojala.practice.service import replay_figures
from ojala.progress import exporting
from tests.practice.conftest import Ana, guest
from tests.practice.test_figures import practise, replayed

Told = dict[str, Any]


async def exported(ana: Ana) -> Told:
    """Everything that Ana takes along."""
    async with ana.database.transaction(read_only=True) as tx:
        pieces = [p async for p in exporting.everything(tx, learner=ana.learner, now=ana.now)]
    told: Told = json.loads("".join(pieces))
    return told


def loose(value: object) -> object:
    """A document whose sets, which are stored as lists, are in one order."""
    if isinstance(value, dict):
        return {name: loose(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted(map(loose, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


async def bring(ana: Ana, told: object) -> Report:
    """Bring a file back, as the pages do."""
    file = importing.unpacked(io.BytesIO(json.dumps(told).encode()))
    report = importing.check(file, ana.now)
    assert report.faults == []
    async with ana.database.transaction() as tx:
        return await importing.bring(
            tx, learner=ana.learner, course=ana.course, file=file, report=report, now=ana.now
        )


def checked(ana: Ana, told: object) -> Report:
    return importing.check(io.BytesIO(json.dumps(told).encode()), ana.now)


@pytest.fixture
async def told(ana: Ana) -> Told:
    """What Ana has practised on two days, an answer taken back and a hint among it."""
    await practise(ana)
    ana.wait(timedelta(days=3))
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    await ana.answer(issued, "zzzz")
    await ana.undo(issued)
    return await exported(ana)


async def test_somebody_else_or_another_place_makes_the_same_of_it(ana: Ana, told: Told) -> None:
    before = await ana.cards()
    ana.learner = await guest(ana.database)
    report = await bring(ana, told)

    assert report.added == report.read
    assert report.added["attempts"] == 5
    assert await ana.cards() == before
    assert (await ana.replay()).differing == 0
    assert (await replayed(ana)).differing == 0
    again = await exported(ana)
    assert all(loose(again[name]) == loose(told[name]) for name in report.read)


async def test_the_same_file_twice_adds_nothing(ana: Ana, told: Told) -> None:
    before = await exported(ana)
    report = await bring(ana, told)

    assert set(report.added.values()) == {0}
    assert await exported(ana) == before


async def test_two_logs_become_one(ana: Ana, told: Told) -> None:
    ana.learner = await guest(ana.database)
    await practise(ana, 2)
    await bring(ana, told)
    async with ana.database.transaction() as tx:
        figures = await replay_figures(tx, learner=ana.learner, course=ana.course)

    assert len((await exported(ana))["attempts"]) == 7
    assert figures.differing == 0
    assert (await ana.replay()).differing == 0


async def test_what_was_answered_here_since_stays_and_counts(ana: Ana) -> None:
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    earlier = await exported(ana)
    await ana.answer(issued, "zzzz")
    there = await exported(ana)
    another = {**earlier, "exercises": [{**earlier["exercises"][0], "id": str(session.id)}]}
    await bring(ana, earlier)
    contradicting = await bring(ana, another)

    assert contradicting.added["exercises"] == 0
    assert (await exported(ana))["attempts"] == there["attempts"]

    other = await guest(ana.database)
    answered, ana.learner = ana.learner, other
    await bring(ana, earlier)
    taken = await ana.next(session.id)
    assert taken is not None
    await ana.answer(taken, taken.exercise.answers[0].text)
    mine = await exported(ana)
    report = await bring(ana, there)
    assert report.added["reviews"] == report.added["attempts"] == 0
    assert (await exported(ana))["reviews"] == mine["reviews"]
    assert answered != other


@pytest.mark.parametrize(
    ("table", "change", "reason"),
    [
        ("reviews", {"rating": 5}, "rating"),
        ("reviews", {"weight": 0}, "weight"),
        ("reviews", {"item": "nothing"}, "item"),
        ("reviews", {"reviewed_at": "2026-11-23T09:00:00"}, "reviewed_at"),
        ("attempts", {"given_at": "2200-01-01T00:00:00+00:00"}, "given_at"),
        ("attempts", {"given_at": "0001-01-01T00:00:00+00:00"}, "given_at"),
        ("attempts", {"response": "a\0"}, "NUL"),
        ("attempts", {"exercise_id": "00000000-0000-0000-0000-000000000001"}, "belongs to nothing"),
        ("attempts", {"verdict": "splendid"}, "verdict"),
        ("attempts", {"learner_id": "00000000-0000-0000-0000-000000000001"}, "learner_id"),
        ("exercises", {"position": 0}, "position"),
        ("exercises", {"body": {}}, "body"),
        ("sessions", {"plan": []}, "plan"),
    ],
)
async def test_one_faulty_row_is_named_and_nothing_is_taken(
    ana: Ana, told: Told, table: str, change: Told, reason: str
) -> None:
    told[table][-1].update(change)
    report = checked(ana, told)

    assert report.faulty >= 1
    assert report.added == {}
    fault = next(fault for fault in report.faults if fault.table == table)
    assert fault.number == len(told[table])
    assert reason in fault.reason


async def test_exercises_that_no_page_could_show_are_refused(ana: Ana, told: Told) -> None:
    exercise = told["exercises"][-1]["body"]["exercise"]
    changes: tuple[Told, ...] = (
        {"kind": "riddle"},
        {"level": "Z9"},
        {"kind": "combining", "prompt": "one line"},
        {"answers": []},
        {"items": []},
    )
    for change in changes:
        whole = {**told["exercises"][-1], "body": {**told["exercises"][-1]["body"]}}
        whole["body"]["exercise"] = {**exercise, **change}
        report = checked(ana, {**told, "exercises": [*told["exercises"][:-1], whole]})
        assert report.faults[0].table == "exercises", change


async def test_a_row_that_is_there_twice_is_a_fault_and_only_the_first_faults_are_told(
    ana: Ana, told: Told
) -> None:
    twice = checked(ana, {**told, "sessions": told["sessions"] * 30})
    moved = [{**told["exercises"][0], "id": "00000000-0000-0000-0000-000000000001"}]
    placed = checked(ana, {**told, "exercises": told["exercises"] + moved})

    assert twice.faulty == len(told["sessions"]) * 29
    assert len(twice.faults) == importing.MOST_FAULTS
    assert [fault.reason for fault in placed.faults] == ["is there twice"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"no JSON",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"format": "ojala-export", "version": 2}',
        b'{"format": "ojala-export", "version": 1, "sessions": [{"id": ',
        gzip.compress(b'{"format": "ojala-export", "version": 1}', mtime=0)[:-12],
        b"\x1f\x8bnothing",
    ],
)
def test_what_is_no_export_is_refused(ana: Ana, content: bytes) -> None:
    with pytest.raises(UploadRefused):
        importing.check(importing.unpacked(io.BytesIO(content)), ana.now)


def test_a_packed_file_is_read_and_not_without_end(
    ana: Ana, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = gzip.compress(b'{"format": "ojala-export", "version": 1' + b" " * 200_000 + b"}")

    assert importing.check(importing.unpacked(io.BytesIO(packed)), ana.now).faulty == 0
    monkeypatch.setattr(importing, "LARGEST", 1000)
    with pytest.raises(UploadRefused, match="unpacks"):
        importing.check(importing.unpacked(io.BytesIO(packed)), ana.now)


def test_rows_are_objects(ana: Ana) -> None:
    deep: Any = []
    for _ in range(400):
        deep = [deep]
    for row in (1, "text", None, deep):
        told = {"format": "ojala-export", "version": 1, "reviews": [row]}
        assert checked(ana, told).faulty == 1
