import pytest

from ojala.errors import ExerciseNotFound
from ojala.practice import queries
from ojala.practice.before import Before, before_answer
from ojala.practice.values import Session
from ojala.storage import figures, memories
from ojala.storage.figures import Told
from ojala.storage.ids import new_id
from tests.practice.conftest import MORNING, Ana, guest


async def both(ana: Ana, session: Session) -> list[Before]:
    """What an answer knows before it, by the one question and by others, for each exercise."""
    found = []
    async with ana.database.transaction() as tx:
        for one in (await queries.session(tx, ana.learner, session.id)).issued:
            plain = await queries.session_of(tx, ana.learner, one.id)
            told = await figures.told(tx, ana.learner)
            usual = await memories.usual_seconds(tx, ana.learner, told.moment(MORNING))
            found += [
                await before_answer(tx, ana.learner, one.id),
                Before(plain, told, usual),
            ]
    return found


async def test_one_question_tells_what_three_do(ana: Ana) -> None:
    session = await ana.start()
    first = await ana.next(session.id)
    assert first is not None
    begun = await both(ana, session)
    await ana.answer(first, "zzzz")
    second = await ana.next(session.id)
    assert second is not None
    await ana.undo(first)
    later = await both(ana, session)

    assert begun[0] == begun[1]
    assert begun[0].told == Told()
    assert later[0] == later[1] == later[2] == later[3]
    assert [len(one.attempts) for one in later[0].session.issued] == [1, 0]
    assert later[0].session.issued[0].undone


async def test_an_exercise_of_somebody_else_is_none(ana: Ana) -> None:
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    stranger = await guest(ana.database)

    async with ana.database.transaction() as tx:
        for learner, exercise_id in ((stranger, issued.id), (ana.learner, new_id(MORNING))):
            with pytest.raises(ExerciseNotFound):
                await before_answer(tx, learner, exercise_id)


async def test_the_usual_pace_is_that_of_the_latest_right_answers(ana: Ana) -> None:
    session, before = await ana.start(), list[Before]()
    for seconds in (9.0, 2.0, 30.0, 4.0, 3.0, 5.0):
        issued = await ana.next(session.id)
        assert issued is not None
        before = await both(ana, session)
        assert before[-1] == before[-2]
        await ana.answer(issued, issued.exercise.answers[0].text, elapsed=seconds)
    known = await both(ana, session)

    assert before[-1].usual == 4.0
    assert [one.usual for one in known] == [5.0] * len(known)
