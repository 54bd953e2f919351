from dataclasses import replace
from unittest.mock import patch

import pytest
from sqlalchemy import func, select

from ojala.diagnosis import Accents, Diagnosis, Policy, Verdict, diagnose
from ojala.exercises.exercise import Exercise, Response
from ojala.learning.learner import Preferences
from ojala.practice import service
from ojala.practice.remarking import Remarking, remark_answers
from ojala.practice.values import Issued, Objection
from ojala.storage import memories
from ojala.storage.learners import change_preferences
from ojala.storage.tables import AttemptRow, RemarkRow
from tests.practice.conftest import Ana, guest


def harsh(exercise: Exercise, _response: Response, policy: Policy | None = None) -> Diagnosis:
    """A rule that is to be mended: it takes every answer for the infinitive."""
    return diagnose(exercise, Response(exercise.lemma), policy)


def lax(exercise: Exercise, response: Response, policy: Policy | None = None) -> Diagnosis:
    """A rule that is to be mended: it takes every answer for the right one."""
    right = diagnose(exercise, Response(exercise.answers[0].text), policy)
    return replace(right, given=response.text)


def right(issued: Issued) -> str:
    return issued.exercise.answers[0].text


async def first(ana: Ana) -> Issued:
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    return issued


async def practise(ana: Ana, number: int = 5) -> list[Issued]:
    """Answer some exercises rightly."""
    session = await ana.start()
    answered: list[Issued] = []
    while len(answered) < number and (issued := await ana.next(session.id)) is not None:
        await ana.answer(issued, right(issued))
        answered.append(issued)
    return answered


async def remarked(ana: Ana, *, write: bool = False) -> Remarking:
    async with ana.database.transaction(read_only=not write) as tx:
        return await remark_answers(tx, learner=ana.learner, now=ana.now, write=write)


async def standing(ana: Ana, issued: Issued) -> Diagnosis:
    async with ana.database.transaction(read_only=True) as tx:
        found = await service.exercise(tx, learner=ana.learner, exercise_id=issued.id)
    return found.attempts[0].diagnosis


async def memory(ana: Ana) -> tuple[object, object]:
    """The log of reviews and the cards, without whose exercises they come from."""
    async with ana.database.transaction(read_only=True) as tx:
        log = await memories.reviews(tx, ana.learner)
        return sorted(log, key=lambda one: (one.at, one.item)), await memories.cards(
            tx, ana.learner
        )


async def remarks(ana: Ana) -> int:
    async with ana.database.transaction(read_only=True) as tx:
        return await tx.scalar(select(func.count()).select_from(RemarkRow)) or 0


async def test_what_is_judged_alike_is_left_alone(ana: Ana) -> None:
    issued = await practise(ana)
    made = await remarked(ana, write=True)

    assert made.answers == len(issued)
    assert made.changes == ()
    assert await remarks(ana) == 0


async def test_a_look_shows_what_a_mended_rule_changes_and_changes_nothing(ana: Ana) -> None:
    with patch("ojala.practice.answering.diagnose", harsh):
        issued = await practise(ana, 3)
    before = await memory(ana)
    made = await remarked(ana)

    assert [one.issued.id for one in made.changes] == [one.id for one in issued]
    assert all(one.remark.in_favour for one in made.changes)
    assert await memory(ana) == before
    assert (await standing(ana, issued[0])).verdict is Verdict.WRONG


async def test_memory_follows_as_if_the_rule_had_never_been_wrong(ana: Ana) -> None:
    bea = Ana(ana.database, ana.course, await guest(ana.database))
    with patch("ojala.practice.answering.diagnose", harsh):
        issued = await practise(ana, 1)
    await practise(bea, 1)
    await remarked(ana, write=True)

    assert (await standing(ana, issued[0])).verdict is Verdict.CORRECT
    assert await memory(ana) == await memory(bea)
    assert (await remarked(ana)).changes == ()


async def test_an_attempt_is_never_changed_and_the_reviews_before_are_kept(ana: Ana) -> None:
    with patch("ojala.practice.answering.diagnose", harsh):
        (issued,) = await practise(ana, 1)
    old = await standing(ana, issued)
    await remarked(ana, write=True)
    async with ana.database.transaction(read_only=True) as tx:
        row = (await tx.scalars(select(AttemptRow))).one()
        kept = (await tx.scalars(select(RemarkRow))).one()
        proof = await service.replay_cards(tx, learner=ana.learner)

    assert (row.verdict_then, row.verdict) == ("wrong", "correct")
    assert set(kept.replaced) == {item.id for item in old.tested}
    assert all(weight == 1 for _, weight in kept.replaced.values())
    assert proof.differing == 0


async def test_what_was_given_is_never_taken_back(ana: Ana) -> None:
    issued = await first(ana)
    with patch("ojala.practice.answering.diagnose", lax):
        await ana.answer(issued, issued.exercise.lemma)
    made = await remarked(ana, write=True)

    assert [one.remark.against for one in made.changes] == [True]
    assert (await standing(ana, issued)).verdict is Verdict.CORRECT
    assert await remarks(ana) == 0


async def test_a_second_try_judged_anew_is_still_no_evidence(ana: Ana) -> None:
    issued = await first(ana)
    await ana.answer(issued, issued.exercise.lemma)
    with patch("ojala.practice.answering.diagnose", harsh):
        await ana.answer(issued, right(issued), number=2)
    before = await memory(ana)
    made = await remarked(ana, write=True)

    assert [one.attempt.number for one in made.changes] == [2]
    assert await remarks(ana) == 1
    assert await memory(ana) == before


async def test_who_said_i_was_right_is_told_apart(ana: Ana) -> None:
    with patch("ojala.practice.answering.diagnose", harsh):
        issued = await practise(ana, 2)
    async with ana.database.transaction() as tx:
        await service.object_to(
            tx,
            learner=ana.learner,
            exercise_id=issued[1].id,
            kind=Objection.RIGHT,
            course=ana.course,
            now=ana.now,
        )

    assert [one.contested for one in (await remarked(ana)).changes] == [False, True]


@pytest.mark.parametrize("accents", list(Accents))
async def test_an_answer_is_judged_by_the_settings_of_its_day(ana: Ana, accents: Accents) -> None:
    ana.learner = replace(ana.learner, preferences=Preferences(accents=accents))
    issued = await first(ana)
    await ana.answer(issued, right(issued))
    async with ana.database.transaction() as tx:
        await change_preferences(tx, ana.learner, lambda _: Preferences(), ana.now)
    async with ana.database.transaction(read_only=True) as tx:
        found = await service.exercise(tx, learner=ana.learner, exercise_id=issued.id)

    assert found.attempts[0].policy == Policy(accents)
    assert (await remarked(ana)).changes == ()


async def test_more_exercises_than_a_page_are_all_judged(ana: Ana) -> None:
    with patch("ojala.practice.remarking.PAGE", 2):
        await practise(ana, 5)
        assert (await remarked(ana)).answers == 5
