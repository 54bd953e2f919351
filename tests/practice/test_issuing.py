"""What a session is told to be without reading it back is what is stored of it."""

from ojala.practice import service
from ojala.practice.values import Aim, Session, Wish
from tests.practice.conftest import Ana


async def advance(ana: Ana, session: Session) -> Session:
    async with ana.database.transaction() as tx:
        return await service.advance(
            tx,
            learner=ana.learner,
            session_id=session.id,
            course=ana.course,
            now=ana.now,
            seed=next(ana.seeds),
        )


async def test_a_session_is_stored_as_it_begins(ana: Ana) -> None:
    for wish in (Wish(), Wish(endless=True), Wish(aim=Aim.PLACE), Wish(verbs=("venir",))):
        session = await ana.start(wish)

        assert await ana.session(session.id) == session


async def test_a_session_that_goes_on_is_stored_as_it_is_told(ana: Ana) -> None:
    for wish in (Wish(), Wish(aim=Aim.PLACE)):
        session = await ana.start(wish)
        for _ in range(3):
            session = await advance(ana, session)
            assert session.current is not None
            assert await ana.session(session.id) == session
            assert await advance(ana, session) == session
            await ana.answer(session.current, "zzzz")


async def test_a_session_with_nothing_left_is_told_to_be_finished(ana: Ana) -> None:
    session = await ana.start(Wish(aim=Aim.REVIEW))

    session = await advance(ana, session)

    assert session.current is None
    assert session.finished_at == ana.now
    assert await ana.session(session.id) == session


async def test_of_a_session_ended_early_nothing_is_to_be_answered(ana: Ana) -> None:
    session = await advance(ana, await ana.start())
    async with ana.database.transaction() as tx:
        await service.end_session(tx, learner=ana.learner, session_id=session.id, now=ana.now)

    ended = await advance(ana, session)

    assert ended.open_exercise is not None
    assert ended.current is None
