import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from ojala.diagnosis import Accents, Retries, Step, Verdict, diagnose
from ojala.diagnosis.normalization import fold
from ojala.errors import ExerciseNotFound, NoRetry, NotAnswered, SessionNotFound
from ojala.exercises.exercise import Response
from ojala.exercises.item import Item, ItemKind
from ojala.learning.mastery import NextStep
from ojala.learning.selection import Reason
from ojala.practice import service
from ojala.practice.values import Issued, Objection, Wish
from ojala.spanish.features import Tense
from ojala.storage.documents import EXERCISE
from ojala.storage.learners import change_preferences
from ojala.storage.tables import AttemptRow, CardRow, ExerciseRow, ReviewRow
from tests.practice.conftest import Ana, guest

WRONG = "zzzz"


def right(issued: Issued) -> str:
    return issued.exercise.answers[0].text


async def first(ana: Ana) -> Issued:
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    return issued


async def count(ana: Ana, table: type[AttemptRow | ReviewRow | CardRow]) -> int:
    async with ana.database.transaction(read_only=True) as tx:
        return await tx.scalar(select(func.count()).select_from(table)) or 0


def stray_card(ana: Ana, item: str) -> CardRow:
    """A card that is due, of an item that nobody was asked for."""
    return CardRow(
        learner_id=ana.learner.id,
        item=item,
        stability=1.0,
        difficulty=5.0,
        last_review=ana.now,
        due=ana.now,
        reviews=1,
        lapses=0,
    )


async def finish(ana: Ana) -> tuple[list[Issued], list[Issued]]:
    """Answer a whole session, the second exercise wrongly: all that was issued, and the missed."""
    session, issued, missed = await ana.start(), [], []
    while (one := await ana.next(session.id)) is not None:
        issued.append(one)
        wrong = len(issued) == 2
        missed += [one] if wrong else []
        await ana.answer(one, None if wrong else right(one))
        assert len(issued) < 60
    return issued, missed


async def test_a_newcomer_gets_new_items(ana: Ana) -> None:
    session = await ana.start()

    assert len(session.plan.choices) == ana.learner.preferences.session_size
    assert session.plan.choices[0].reason is Reason.NEW


async def test_what_no_exercise_asks_for_is_not_practised_though_it_has_a_card(ana: Ana) -> None:
    await first(ana)
    strange = Item(ItemKind.FORM, "sub_pres/er-e-ie/2v")
    async with ana.database.transaction() as tx:
        tx.add(stray_card(ana, strange.id))

    session = await ana.start()

    assert strange in await ana.cards()
    assert strange not in {choice.item for choice in session.plan.choices}


async def test_what_no_exercise_asks_for_returns_by_the_one_that_told_of_it(ana: Ana) -> None:
    strange = Item(ItemKind.FORM, "sub_pres/er-e-ie/2v")
    issued = await first(ana)
    told = replace(issued.exercise, items=(strange, *issued.exercise.items))
    async with ana.database.transaction() as tx:
        row = await tx.scalar(select(ExerciseRow))
        assert row is not None
        body = {**row.body, "exercise": EXERCISE.dump_python(told, mode="json")}
        await tx.execute(update(ExerciseRow).values(body=body))
    again = await ana.next(issued.session_id)
    assert again is not None
    await ana.answer(again, WRONG)

    queue = (await ana.session(issued.session_id)).queue.remaining
    asked = [await ana.next(issued.session_id)]
    while (one := asked[-1]) is not None:
        await ana.answer(one, right(one))
        asked.append(await ana.next(issued.session_id))

    assert strange in {choice.item for choice in queue}
    assert strange in {one.choice.item for one in asked if one}


async def test_an_exercise_is_issued_once_until_it_is_answered(ana: Ana) -> None:
    session = await ana.start()
    one, again = await ana.next(session.id), await ana.next(session.id)

    assert one is not None
    assert one == again


async def test_a_right_answer_is_correct_and_schedules_its_items(ana: Ana) -> None:
    issued = await first(ana)
    feedback = await ana.answer(issued, right(issued))

    assert feedback.attempt.diagnosis.verdict is Verdict.CORRECT
    assert feedback.step is Step.FORM
    assert feedback.returns is not None
    assert feedback.returns > ana.now
    assert await count(ana, CardRow) == len(feedback.attempt.diagnosis.shown)


async def finite(ana: Ana) -> Issued:
    """The first exercise that asks for a present subjunctive."""
    session = await ana.start()
    while (issued := await ana.next(session.id)) is not None:
        cell = issued.exercise.answers[0].cell
        if cell is not None and cell.tense is Tense.SUB_PRES:
            return issued
        await ana.answer(issued, right(issued))
    raise AssertionError("the session asks for no present subjunctive")


async def test_an_infinitive_for_the_subjunctive_misses_the_mood_and_leaves_the_form(
    ana: Ana,
) -> None:
    issued = await finite(ana)
    feedback = await ana.answer(issued, issued.exercise.lemma)

    assert feedback.attempt.diagnosis.verdict is Verdict.WRONG
    assert {item.kind for item in feedback.attempt.diagnosis.missed} == {ItemKind.MOOD}


async def test_the_same_answer_twice_is_recorded_once(ana: Ana) -> None:
    issued = await first(ana)
    once, twice = await ana.answer(issued, WRONG), await ana.answer(issued, right(issued))

    assert once == twice
    assert await count(ana, AttemptRow) == 1


async def test_five_simultaneous_answers_are_one_attempt_and_five_equal_replies(ana: Ana) -> None:
    issued = await first(ana)
    replies = await asyncio.gather(*(ana.answer(issued, right(issued)) for _ in range(5)))

    assert all(reply == replies[0] for reply in replies)
    assert await count(ana, AttemptRow) == 1
    assert await count(ana, ReviewRow) == len(issued.exercise.items)


async def test_two_tabs_that_continue_get_the_same_exercise(ana: Ana) -> None:
    session = await ana.start()
    issued = await asyncio.gather(*(ana.next(session.id) for _ in range(5)))

    assert len({one.id for one in issued if one}) == 1


async def test_a_retry_is_recorded_and_is_no_evidence(ana: Ana) -> None:
    issued = await finite(ana)
    first_answer = await ana.answer(issued, issued.exercise.lemma)
    reviews = await count(ana, ReviewRow)
    again = await ana.answer(issued, right(issued), number=2)

    assert first_answer.step is not Step.FORM
    assert again.attempt.diagnosis.verdict is Verdict.CORRECT
    assert again.step is Step.FORM
    assert again.done == first_answer.done
    assert await count(ana, ReviewRow) == reviews


async def test_a_settled_exercise_takes_no_further_answer(ana: Ana) -> None:
    issued = await first(ana)
    await ana.answer(issued, right(issued))

    with pytest.raises(NoRetry, match="settled"):
        await ana.answer(issued, WRONG, number=2)


async def test_a_retry_needs_a_first_answer(ana: Ana) -> None:
    issued = await first(ana)

    with pytest.raises(NoRetry, match="cannot come next"):
        await ana.answer(issued, WRONG, number=2)


async def test_giving_up_shows_the_answer_and_misses_everything(ana: Ana) -> None:
    issued = await first(ana)
    feedback = await ana.answer(issued, None)

    assert feedback.step is Step.FORM
    assert feedback.attempt.diagnosis.missed == frozenset(issued.exercise.items)


async def test_hints_are_given_before_the_answer_only(ana: Ana) -> None:
    issued = await first(ana)
    taken = []
    for _ in range(4):
        async with ana.database.transaction() as tx:
            hinted = await service.take_hint(
                tx, learner=ana.learner, exercise_id=issued.id, now=ana.now
            )
        taken.append(hinted.hints)
    await ana.answer(issued, right(issued))

    assert taken == [1, 2, 2, 2]


async def test_what_was_missed_returns_in_the_session_with_another_sentence(ana: Ana) -> None:
    issued, (missed,) = await finish(ana)
    later = [one.choice.item for one in issued[issued.index(missed) + 1 :]]

    assert set(later) & set(missed.exercise.items)
    assert len({one.exercise.sentence for one in issued}) == len(issued)


async def test_a_finished_session_has_nothing_left_and_a_summary(ana: Ana) -> None:
    issued, (missed,) = await finish(ana)
    session = await ana.session(issued[0].session_id)
    summary = await ana.summary(session.id)

    assert session.finished_at is not None
    assert session.queue.next is None
    assert session.queue.done == len(issued)
    assert {skill.item for skill in summary.to_repair} >= set(missed.exercise.items)
    assert summary.went_well
    assert all(skill.returns for skill in summary.went_well)
    assert summary.next_step is not NextStep.REST


async def test_tomorrow_what_is_due_comes_first(ana: Ana) -> None:
    await finish(ana)
    ana.wait(timedelta(days=1))
    session = await ana.start()

    assert session.plan.choices[0].reason is Reason.DUE


async def test_nobody_sees_what_is_another_learners(ana: Ana) -> None:
    issued = await first(ana)
    other = Ana(ana.database, ana.course, await guest(ana.database))

    with pytest.raises(ExerciseNotFound):
        await other.answer(issued, right(issued))
    with pytest.raises(SessionNotFound):
        await other.session(issued.session_id)
    with pytest.raises(SessionNotFound):
        await other.next(issued.session_id)


async def test_exercises_are_listed_newest_first_page_by_page(ana: Ana) -> None:
    issued, _ = await finish(ana)
    async with ana.database.transaction(read_only=True) as tx:
        page = await service.exercises(tx, learner=ana.learner, before=None, limit=4)
        following = await service.exercises(tx, learner=ana.learner, before=page[-1].id, limit=99)

    assert [one.id for one in (*page, *following)] == [one.id for one in reversed(issued)]


async def test_replay_makes_the_very_cards_that_are_stored(ana: Ana) -> None:
    await finish(ana)
    ana.wait(timedelta(days=3))
    await finish(ana)
    async with ana.database.transaction() as tx:
        outcome = await service.replay_cards(tx, learner=ana.learner)

    assert outcome.made == await count(ana, CardRow)
    assert outcome.differing == 0


async def test_replay_finds_and_mends_a_card_that_is_off(ana: Ana) -> None:
    issued = await first(ana)
    await ana.answer(issued, right(issued))
    async with ana.database.transaction() as tx:
        await tx.execute(update(CardRow).values(stability=99.0))
        tx.add(stray_card(ana, "mood:no-such/reading"))
    async with ana.database.transaction() as tx:
        found = await service.replay_cards(tx, learner=ana.learner, write=True)
    async with ana.database.transaction() as tx:
        mended = await service.replay_cards(tx, learner=ana.learner)

    assert found.differing == found.made + 1
    assert mended.differing == 0


async def test_an_objection_is_kept_once_and_needs_a_verdict(ana: Ana) -> None:
    issued = await first(ana)

    async def object_to(kind: Objection) -> frozenset[Objection]:
        async with ana.database.transaction() as tx:
            await service.object_to(
                tx,
                learner=ana.learner,
                exercise_id=issued.id,
                kind=kind,
                course=ana.course,
                now=ana.now,
            )
            return await service.objections(tx, learner=ana.learner, exercise_id=issued.id)

    with pytest.raises(NotAnswered):
        await object_to(Objection.RIGHT)
    await ana.answer(issued, WRONG)

    assert await object_to(Objection.RIGHT) == {Objection.RIGHT}
    assert await object_to(Objection.RIGHT) == {Objection.RIGHT}
    assert await object_to(Objection.REPORT) == {Objection.RIGHT, Objection.REPORT}


async def test_there_is_no_feedback_before_an_answer(ana: Ana) -> None:
    issued = await first(ana)

    async with ana.database.transaction(read_only=True) as tx:
        session, feedback = await service.feedback(tx, learner=ana.learner, exercise_id=issued.id)

    assert session.open_exercise == issued
    assert feedback is None


async def test_where_there_is_nothing_to_practise_nothing_is_issued(ana: Ana) -> None:
    ana.course = replace(ana.course, path=())
    session = await ana.start()

    assert await ana.next(session.id) is None


async def choose(ana: Ana, **chosen: object) -> None:
    """Change some of Ana's preferences, and let her be known by them as the next request would."""
    preferences = replace(ana.learner.preferences, **chosen)  # type: ignore[arg-type]  # any of them
    async with ana.database.transaction() as tx:
        ana.learner = await change_preferences(tx, ana.learner, lambda _: preferences, ana.now)
    assert ana.learner.preferences == preferences


async def accented(ana: Ana) -> tuple[Issued, str]:
    """An exercise, and its answer without an accent that makes no other word."""
    session = await ana.start()
    while (issued := await ana.next(session.id)) is not None:
        bare = fold(right(issued))
        if diagnose(issued.exercise, Response(bare)).verdict is Verdict.ALMOST:
            return issued, bare
        await ana.answer(issued, right(issued))
    raise AssertionError("no answer has such an accent")


@pytest.mark.parametrize(
    ("accents", "verdict"), [(Accents.LENIENT, Verdict.ALMOST), (Accents.STRICT, Verdict.WRONG)]
)
async def test_a_missing_accent_is_taken_as_the_learner_wants(
    ana: Ana, accents: Accents, verdict: Verdict
) -> None:
    await choose(ana, accents=accents, session_size=40)
    issued, bare = await accented(ana)
    feedback = await ana.answer(issued, bare)

    assert feedback.attempt.diagnosis.verdict is verdict


async def test_who_wants_no_second_try_is_shown_the_form_at_once(ana: Ana) -> None:
    await choose(ana, retries=Retries.NEVER)
    issued = await finite(ana)
    feedback = await ana.answer(issued, issued.exercise.lemma)

    assert feedback.step is Step.FORM
    with pytest.raises(NoRetry, match="settled"):
        await ana.answer(issued, right(issued), number=2)


async def test_help_comes_in_three_steps_and_counts_once(ana: Ana) -> None:
    issued = await finite(ana)
    before = await count(ana, ReviewRow)
    tries = [await ana.answer(issued, issued.exercise.lemma, number) for number in (1, 2, 3)]

    assert [one.step for one in tries] == [Step.PROMPT, Step.HINT, Step.FORM]
    counted = await count(ana, ReviewRow) - before
    evidence = tries[0].attempt.diagnosis
    assert counted == len(evidence.shown | evidence.missed)


async def test_an_answer_taken_back_counts_for_nothing_and_is_asked_again(ana: Ana) -> None:
    session = await ana.start()
    first = await ana.next(session.id)
    assert first is not None
    await ana.answer(first, first.exercise.answers[0].text)
    before = await ana.cards()
    second = await ana.next(session.id)
    assert second is not None
    await ana.answer(second, "zapato")
    await ana.undo(second)
    queue = (await ana.session(session.id)).queue

    assert await ana.cards() == before
    assert second.choice.item in {choice.item for choice in queue.remaining}
    assert queue.done == 2
    assert (await ana.replay()).differing == 0


async def test_taking_the_last_answer_back_opens_the_session_again_once(ana: Ana) -> None:
    session = await ana.start(Wish(items=(ana.course.path[0].item,)))
    last = None
    while (issued := await ana.next(session.id)) is not None:
        await ana.answer(issued, issued.exercise.answers[0].text)
        last = issued
    assert last is not None
    for _ in range(2):
        await ana.undo(last)
    again = await ana.session(session.id)

    assert again.finished_at is None
    assert [choice.item for choice in again.queue.remaining] == [last.choice.item]
