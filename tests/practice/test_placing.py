"""A placement test, from its first question to the path that begins where it ends."""

from dataclasses import replace
from uuid import UUID

from ojala.content.course import course
from ojala.learning.learner import Preferences
from ojala.learning.placement import LONGEST, SHORTEST
from ojala.learning.selection import Reason
from ojala.practice import around, placing, presentation, service
from ojala.practice.values import Aim, Issued, Session, SessionPlan, Wish
from ojala.storage.learners import find
from tests.practice.conftest import MORNING, Ana

TEST = Wish(Aim.PLACE)


async def refresh(ana: Ana) -> None:
    """Read the learner as they are stored now."""
    async with ana.database.transaction(read_only=True) as tx:
        found = await find(tx, ana.learner.id)
    assert found is not None
    ana.learner = found


async def take(ana: Ana, known: tuple[str, ...]) -> list[Issued]:
    """Take a test as somebody who knows everything of some levels, and nothing else."""
    session, asked = await ana.start(TEST), []
    while (issued := await ana.next(session.id)) is not None:
        asked.append(issued)
        knows = ana.course.levels[issued.choice.item] in known
        await ana.answer(issued, issued.exercise.answers[0].text if knows else None)
        assert len(asked) <= LONGEST
    await refresh(ana)
    return asked


async def test_practice_begins_where_a_test_has_placed_one(ana: Ana) -> None:
    """One test, which takes a while: its questions, what it finds, and what follows from it."""
    beginning = ana.course.path_for(ana.learner.preferences)
    asked = await take(ana, ("A2", "B1"))
    chosen = ana.learner.preferences

    assert SHORTEST <= len(asked) <= LONGEST
    assert len({issued.choice.item for issued in asked}) == len(asked)
    assert {issued.choice.reason for issued in asked} == {Reason.PLACEMENT}
    assert {issued.exercise.kind for issued in asked} == {"cloze"}
    assert chosen.placed is not None
    assert chosen.placed.level in {"A2", "B1", "B2"}

    assert {issued.choice.item for issued in asked} <= (await ana.cards()).keys()
    assert (await ana.replay()).differing == 0

    presumed = ana.course.presumed(chosen)
    path = [candidate.item for candidate in ana.course.path_for(chosen)]
    assert beginning[0].item in presumed
    assert set(path[-len(presumed) :]) == presumed
    fresh = [one.item for one in (await ana.start()).plan.choices if one.reason is Reason.NEW]
    assert fresh
    assert not presumed & set(fresh)

    async with ana.database.transaction() as tx:
        ana.learner = await placing.decline(tx, learner=ana.learner, now=ana.now)
    assert ana.learner.preferences.placed is None
    assert ana.course.path_for(ana.learner.preferences) == beginning


async def test_leaving_a_test_early_changes_nothing(ana: Ana) -> None:
    session = await ana.start(TEST)
    issued = await ana.next(session.id)
    assert issued is not None
    await ana.answer(issued, None)
    async with ana.database.transaction() as tx:
        await service.end_session(tx, learner=ana.learner, session_id=session.id, now=ana.now)
    await refresh(ana)

    assert ana.learner.preferences.placed is None


def test_tests_begin_with_different_questions() -> None:
    known = course()
    first = {
        placing.question_after(
            Session(UUID(int=n), MORNING, None, SessionPlan((), TEST), ()), known, Preferences()
        )[0].item
        for n in range(6)
    }

    assert len(first) > 3


async def test_an_answer_that_was_taken_back_counts_for_nothing(ana: Ana) -> None:
    session = await ana.start(TEST)
    issued = await ana.next(session.id)
    assert issued is not None
    await ana.answer(issued, "zzzz")
    before = placing.answers(await ana.session(session.id), ana.course)
    await ana.undo(issued)
    after = placing.answers(await ana.session(session.id), ana.course)
    another = await ana.next(session.id)

    assert [one.right for one in before] == [False]
    assert after == []
    assert another is not None
    assert another.choice.item != issued.choice.item


async def test_an_answer_after_a_hint_shows_nothing_known(ana: Ana) -> None:
    session = await ana.start(TEST)
    issued = await ana.next(session.id)
    assert issued is not None
    async with ana.database.transaction() as tx:
        await service.take_hint(tx, learner=ana.learner, exercise_id=issued.id, now=ana.now)
    await ana.answer(issued, issued.exercise.answers[0].text)
    told = placing.answers(await ana.session(session.id), ana.course)

    assert [one.right for one in told] == [False]


async def test_the_screen_offers_no_hints_and_tells_how_many_questions_there_may_be(
    ana: Ana,
) -> None:
    session: Session = await ana.start(TEST)
    issued = await ana.next(session.id)
    assert issued is not None
    session = await ana.session(session.id)
    view = presentation.screen(issued, session, None, ana.course, now=ana.now, language="en")

    assert not view.more_hints
    assert (view.bar.done, view.bar.most) == (0, LONGEST)


async def test_the_test_is_offered_to_who_is_new_and_has_not_decided(ana: Ana) -> None:
    async with ana.database.transaction(read_only=True) as tx:
        found = await service.outlook(tx, learner=ana.learner, course=ana.course, now=ana.now)
    chosen = ana.learner.preferences

    assert around.landing(found, chosen, "en").offer
    assert not around.landing(replace(found, met=30), chosen, "en").offer
    assert not around.landing(found, replace(chosen, unplaced=True), "en").offer
