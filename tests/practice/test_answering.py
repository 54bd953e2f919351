import pytest

from ojala.errors import ExerciseNotFound
from ojala.practice import queries
from ojala.practice.answering import before_answer
from ojala.practice.values import Session
from ojala.storage import figures
from ojala.storage.figures import Told
from ojala.storage.ids import new_id
from tests.practice.conftest import MORNING, Ana, guest


async def both(ana: Ana, session: Session) -> list[tuple[Session, Told]]:
    """What an answer knows before it, by the one question and by three, for each exercise."""
    found = []
    async with ana.database.transaction() as tx:
        for one in (await queries.session(tx, ana.learner, session.id)).issued:
            plain = await queries.session_of(tx, ana.learner, one.id)
            found += [
                await before_answer(tx, ana.learner, one.id),
                (plain, await figures.told(tx, ana.learner)),
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
    assert begun[0][1] == Told()
    assert later[0] == later[1] == later[2] == later[3]
    assert [len(one.attempts) for one in later[0][0].issued] == [1, 0]
    assert later[0][0].issued[0].undone


async def test_an_exercise_of_somebody_else_is_none(ana: Ana) -> None:
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    stranger = await guest(ana.database)

    async with ana.database.transaction() as tx:
        for learner, exercise_id in ((stranger, issued.id), (ana.learner, new_id(MORNING))):
            with pytest.raises(ExerciseNotFound):
                await before_answer(tx, learner, exercise_id)
