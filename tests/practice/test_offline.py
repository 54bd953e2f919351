"""A packet of exercises: what it says to each answer, and what becomes of the answers."""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import ASGITransport, AsyncClient

from ojala.app import create_app
from ojala.config import Settings
from ojala.content.course import course
from ojala.diagnosis import Policy
from ojala.errors import NothingToPractise
from ojala.exercises.kinds import KINDS
from ojala.learning.selection import Choice, Reason
from ojala.practice import ahead
from ojala.practice.packets import fingerprint, foreseeable, sealed
from ojala.practice.values import Issued
from ojala.storage.ids import new_id
from tests.practice.conftest import MORNING, Ana


def issued(kind: str = "cloze", place: int = 0) -> Issued:
    whole = course()
    item = whole.path[place].item
    exercise = KINDS[kind].generate(item, whole.content, 3)
    return Issued(new_id(MORNING), new_id(MORNING), 1, MORNING, Choice(item, Reason.NEW), exercise)


def opened(text: str) -> dict[str, object]:
    return dict(json.loads(base64.b64decode(text)))


def test_right_and_wrong_answers_are_foreseen_and_judged() -> None:
    one = issued()
    right = one.exercise.answers[0].text
    kept = sealed(one, course(), Policy(), "en")
    told = opened(kept.foreseen[fingerprint(kept.salt, f" {right.upper()}. ")])
    wrong = opened(kept.foreseen[fingerprint(kept.salt, one.exercise.lemma)])

    assert told["verdict"] == "correct"
    assert right in str(told["sentence"])
    assert wrong["verdict"] == "wrong"
    assert wrong["said"]
    assert opened(kept.otherwise)["answer"] == right


def test_the_packet_does_not_show_its_answers() -> None:
    one = issued()
    kept = sealed(one, course(), Policy(), "en")

    assert one.exercise.answers[0].text not in json.dumps([kept.foreseen, kept.otherwise])


def test_where_one_chooses_no_more_than_the_options_is_foreseen() -> None:
    exercise = issued("mood_choice", place=1).exercise

    assert set(exercise.options) <= set(foreseeable(exercise))
    assert len(foreseeable(exercise)) < 12


async def test_a_whole_session_is_issued_at_once_each_time_anew(ana: Ana) -> None:
    async with ana.database.transaction() as tx:
        first = await ahead.issue_ahead(
            tx, learner=ana.learner, course=ana.course, now=ana.now, seed=1
        )
    for one in first:
        await ana.answer(one, one.exercise.answers[0].text)
    for _ in range(2):  # nothing is due or new any more: then what is weakest
        session = await ana.start()
        while issued := await ana.next(session.id):
            await ana.answer(issued, issued.exercise.answers[0].text)
    async with ana.database.transaction() as tx:
        again = await ahead.issue_ahead(
            tx, learner=ana.learner, course=ana.course, now=ana.now, seed=1
        )

    assert len({one.exercise.sentence for one in first}) == len(first) == 10
    assert again
    assert (await ana.replay()).differing == 0


async def test_what_was_met_before_comes_in_every_kind_that_a_device_can_judge(ana: Ana) -> None:
    kinds = set[str]()
    session = await ana.start()
    while one := await ana.next(session.id):
        await ana.answer(one, one.exercise.answers[0].text)
    async with ana.database.transaction() as tx:
        for seed in range(4):
            packet = await ahead.issue_ahead(
                tx, learner=ana.learner, course=ana.course, now=ana.now, seed=seed
            )
            kinds |= {one.exercise.kind for one in packet}

    assert kinds <= ahead.JUDGED
    assert {"cloze", "mood_choice"} < kinds


async def test_where_there_is_no_content_nothing_can_be_taken_along(ana: Ana) -> None:
    nothing = ana.course.of_verbs(["xyzzy"])
    with pytest.raises(NothingToPractise):
        async with ana.database.transaction() as tx:
            await ahead.issue_ahead(tx, learner=ana.learner, course=nothing, now=ana.now, seed=1)


@pytest.fixture
async def traveller(database_url: str) -> AsyncIterator[AsyncClient]:
    """Somebody with a browser."""
    app = create_app(Settings(database_url=database_url, rate_limit="1000/minute"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        yield client


async def test_what_arrives_twice_is_recorded_once_and_in_order(traveller: AsyncClient) -> None:
    packet = (await traveller.post("/practice/packets")).json()
    start = datetime.now(UTC) - timedelta(hours=1)
    answers = [
        {
            "exercise": one["id"],
            "text": "zapato",
            "elapsed": 2.5,
            "given_at": (start + timedelta(minutes=place)).isoformat(),
        }
        for place, one in enumerate(packet["exercises"])
    ]
    for sent in (answers[:4], answers, answers):
        reply = await traveller.post("/practice/packets/answers", json={"answers": sent})
        assert reply.json()["recorded"] == [answer["exercise"] for answer in sent]
    found = (await traveller.get("/api/v1/exercises?limit=100")).json()["exercises"]

    assert sum(one["answered"] for one in found) == len(answers)
    assert (await traveller.get("/offline")).status_code == 200


async def test_a_strangers_answers_are_refused(traveller: AsyncClient) -> None:
    reply = await traveller.post("/practice/packets/answers", json={"answers": []})

    assert reply.status_code == 401
