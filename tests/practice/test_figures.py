"""The figures of progress are what the log makes them, however the answers came."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from ojala.jobs.job import Job
from ojala.learning.achievements import Achievement
from ojala.learning.learner import Learner
from ojala.learning.memory import DEFAULT_PARAMETERS
from ojala.learning.tallies import Ledger
from ojala.practice import jobs, recording
from ojala.practice.service import replay_figures
from ojala.storage import figures, memories, rebuilding
from ojala.storage.database import Transaction
from ojala.storage.figures import Told
from ojala.storage.ids import new_id
from ojala.storage.learners import change_preferences
from ojala.storage.memories import Replay
from ojala.storage.tables import AttemptRow, ChronicleRow, DayRow, JobRow, TallyRow
from tests.practice.conftest import Ana
from tests.progress.test_plans import listening


async def replayed(ana: Ana, *, write: bool = False) -> Replay:
    async with ana.database.transaction() as tx:
        return await replay_figures(tx, learner=ana.learner, course=ana.course, write=write)


async def practise(ana: Ana, most: int = 4) -> None:
    """Practise a little: right, wrong, right, wrong…"""
    session = await ana.start()
    for number in range(most):
        issued = await ana.next(session.id)
        if issued is None:
            break
        await ana.answer(
            issued, issued.exercise.answers[0].text if number % 2 else issued.exercise.lemma
        )


async def test_what_answers_added_is_what_the_log_makes(ana: Ana) -> None:
    await practise(ana)
    ana.wait(timedelta(days=4))
    await practise(ana)
    found = await replayed(ana)

    assert found.made > 10
    assert found.differing == 0
    async with ana.database.transaction() as tx:
        days = (await tx.scalars(select(DayRow).order_by(DayRow.day))).all()
        told = await figures.told(tx, ana.learner)
    assert [day.count for day in days] == [4, 4]
    assert days[0].points > 0
    assert told.chronicle.count == 8
    assert Achievement.FIRST_STEP in told.chronicle.reached


async def test_figures_that_are_off_are_found_and_mended(ana: Ana) -> None:
    await practise(ana)
    async with ana.database.transaction() as tx:
        await tx.execute(update(DayRow).values(points=DayRow.points + 1))
        await tx.execute(delete(TallyRow).where(TallyRow.dimension == "tense"))
        await tx.execute(delete(ChronicleRow))
    found = await replayed(ana, write=True)

    assert found.differing >= 3
    assert (await replayed(ana)).differing == 0


async def test_a_learner_who_never_answered_has_no_figures(ana: Ana) -> None:
    async with ana.database.transaction() as tx:
        tx.add(
            DayRow(
                learner_id=ana.learner.id, day=ana.now.date(),
                count=1, right=1, seconds=1.0, timed=1, points=1,
            )
        )  # fmt: skip
    assert await replayed(ana, write=True) == Replay(0, 1)
    assert await replayed(ana) == Replay(0, 0)


async def test_an_answer_taken_back_counts_for_nothing(ana: Ana) -> None:
    session = await ana.start()
    first = await ana.next(session.id)
    assert first is not None
    await ana.answer(first, first.exercise.lemma)
    second = await ana.next(session.id)
    assert second is not None
    await ana.answer(second, second.exercise.lemma)
    await ana.undo(second)
    async with ana.database.transaction() as tx:
        told = await figures.told(tx, ana.learner)

    assert told.chronicle.count == 1
    assert (await replayed(ana)).differing == 0


async def test_two_devices_at_once_lose_nothing(ana: Ana) -> None:
    """Whatever the order in which their answers arrive, and whatever their clocks say."""
    sessions = [await ana.start(), await ana.start()]
    issued = [await ana.next(session.id) for session in sessions]
    assert all(issued)

    await asyncio.gather(*(ana.answer(one, one.exercise.lemma) for one in issued if one))

    async with ana.database.transaction() as tx:
        moments = (await tx.scalars(select(AttemptRow.given_at))).all()
    assert len(set(moments)) == 2
    assert (await replayed(ana)).differing == 0


async def test_a_clock_set_back_leaves_the_log_in_order(ana: Ana) -> None:
    await practise(ana, 2)
    ana.wait(timedelta(hours=-3))
    await practise(ana, 2)
    async with ana.database.transaction() as tx:
        cards = await memories.rebuild(tx, ana.learner, write=False)

    assert cards.differing == 0
    assert (await replayed(ana)).differing == 0


async def test_moving_to_another_time_zone_changes_no_figure_of_before(ana: Ana) -> None:
    await practise(ana)
    async with ana.database.transaction() as tx:
        ana.learner = await change_preferences(
            tx, ana.learner, lambda chosen: replace(chosen, zone="Pacific/Auckland"), ana.now
        )
    await practise(ana)
    async with ana.database.transaction() as tx:
        days = (await tx.scalars(select(DayRow.day).order_by(DayRow.day))).all()

    assert len(days) == 1
    assert (await replayed(ana)).differing == 0


@pytest.mark.parametrize("retention", [0.7, 0.97])
async def test_a_new_schedule_is_followed_by_the_cards_at_once_and_the_log_is_not_read(
    ana: Ana, retention: float
) -> None:
    for pause in (3, 5, 1, 9):
        await practise(ana)
        ana.wait(timedelta(days=pause))
    async with ana.database.transaction() as tx:
        before = await memories.cards(tx, ana.learner)
        async with listening(ana.database) as asked:
            ana.learner = await change_preferences(
                tx,
                ana.learner,
                lambda chosen: replace(chosen, desired_retention=retention),
                ana.now,
            )
        after = await memories.cards(tx, ana.learner)
        proof = await memories.rebuild(tx, ana.learner, write=False)

    assert any(after[item].due != before[item].due for item in before)
    assert proof.differing == 0
    assert not any("reviews.weight" in statement for statement, _ in asked)


async def test_fitted_parameters_are_followed_by_the_cards_at_once(ana: Ana) -> None:
    await practise(ana)
    own = tuple(each * 1.05 for each in DEFAULT_PARAMETERS)
    async with ana.database.transaction() as tx:
        before = await memories.cards(tx, ana.learner)
        ana.learner = await change_preferences(
            tx, ana.learner, lambda chosen: replace(chosen, parameters=own), ana.now
        )
        after = await memories.cards(tx, ana.learner)
        proof = await memories.rebuild(tx, ana.learner, write=False)

    assert any(after[item].state != before[item].state for item in before)
    assert proof.differing == 0


async def test_taking_the_last_answer_back_reads_nothing_of_the_log_but_what_it_touched(
    ana: Ana,
) -> None:
    await practise(ana)
    ana.wait(timedelta(days=6))
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    await ana.answer(issued, issued.exercise.lemma)
    async with listening(ana.database) as asked:
        await ana.undo(issued)

    read = [statement for statement, _ in asked if statement.startswith("SELECT")]
    assert not any("FROM attempts JOIN exercises" in statement for statement in read)
    assert any("reviews.item IN" in statement for statement in read)
    assert (await ana.replay()).differing == 0
    assert (await replayed(ana)).differing == 0


async def test_any_older_answer_is_taken_back_all_the_same(ana: Ana) -> None:
    session = await ana.start()
    issued = [await ana.next(session.id)]
    for _ in range(3):
        assert issued[-1] is not None
        await ana.answer(issued[-1], issued[-1].exercise.lemma)
        issued.append(await ana.next(session.id))
    for one in reversed(issued[:3]):  # the last, then the one before it, then the first
        assert one is not None
        await ana.undo(one)
        assert (await ana.replay()).differing == 0
        assert (await replayed(ana)).differing == 0


async def test_after_a_long_log_an_older_answer_is_counted_out_by_a_job(
    ana: Ana, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "AT_ONCE", 2)
    session = await ana.start()
    first = await ana.next(session.id)
    assert first is not None
    await ana.answer(first, first.exercise.lemma)
    await practise(ana)
    async with listening(ana.database) as asked:
        await ana.undo(first)
    async with ana.database.transaction() as tx:
        job = (await tx.scalars(select(JobRow).where(JobRow.name == recording.RECOUNT))).one()
        days = (await tx.scalars(select(DayRow))).all()

    assert not any("FROM attempts JOIN exercises" in statement for statement, _ in asked)
    assert [day.count for day in days] == [4]
    told = Job(job.id, job.name, job.arguments, 1, ana.now, ana.database)
    await jobs.recount(told)
    assert (await replayed(ana)).differing == 0


async def test_a_count_that_is_overtaken_by_an_answer_comes_back(
    ana: Ana, monkeypatch: pytest.MonkeyPatch
) -> None:
    await practise(ana)
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    counting = rebuilding.made_from_log

    async def overtaken(
        tx: Transaction, learner: Learner, category: Callable[[str], str], known: frozenset[str]
    ) -> tuple[Ledger, Told]:
        made = await counting(tx, learner, category, known)
        monkeypatch.undo()
        await ana.answer(issued, issued.exercise.lemma)
        return made

    monkeypatch.setattr(rebuilding, "made_from_log", overtaken)
    arguments = {"learner": str(ana.learner.id)}
    job = Job(issued.id, recording.RECOUNT, arguments, 1, ana.now, ana.database)
    with pytest.raises(jobs.OvertakenError):
        await jobs.recount(job)

    assert (await replayed(ana)).differing == 0
    await jobs.recount(job)
    assert (await replayed(ana)).differing == 0


async def test_of_somebody_who_has_left_nothing_is_counted(ana: Ana) -> None:
    stranger = {"learner": str(new_id(ana.now))}

    await jobs.recount(Job(new_id(ana.now), recording.RECOUNT, stranger, 1, ana.now, ana.database))
