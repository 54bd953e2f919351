from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from ojala.accounts import merging
from ojala.content.course import course
from ojala.learning.learner import Preferences
from ojala.practice import service
from ojala.storage.database import Database
from ojala.storage.tables import Base, CardRow, LearnerRow, ReviewRow
from ojala.web import identity
from tests.practice.conftest import Ana


async def learner(database: Database, start: datetime, answers: int) -> Ana:
    """Somebody who has answered some exercises."""
    async with database.transaction() as tx:
        somebody, _ = await identity.create_guest(tx, start, Preferences())
    ana = Ana(database, course(), somebody, start)
    session = await ana.start()
    for _ in range(answers):
        issued = await ana.next(session.id)
        assert issued is not None
        await ana.answer(issued, "zapato")
    return ana


async def counts(database: Database) -> dict[str, int]:
    async with database.transaction(read_only=True) as tx:
        return {
            table.name: await tx.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


async def test_every_row_of_a_guest_is_moved_and_the_cards_follow_from_both_logs(
    database: Database,
) -> None:
    day = datetime(2026, 11, 20, 9, tzinfo=UTC)
    account = await learner(database, day, 3)
    guest = await learner(database, day + timedelta(days=1), 4)
    before = await counts(database)
    async with database.transaction() as tx:
        await merging.move(tx, guest.learner.id, account.learner.id)
        await service.replay_cards(tx, learner=account.learner, write=True)
    after = await counts(database)

    for table in ("sessions", "exercises", "attempts", "reviews"):
        assert after[table] == before[table] > 0
    assert after["learners"] == 1
    async with database.transaction(read_only=True) as tx:
        assert set(await tx.scalars(select(ReviewRow.learner_id))) == {account.learner.id}
        assert list(await tx.scalars(select(LearnerRow.id))) == [account.learner.id]
        reviewed = set(await tx.scalars(select(ReviewRow.item)))
        assert set(await tx.scalars(select(CardRow.item))) == reviewed
        replayed = await service.replay_cards(tx, learner=account.learner)
    assert (replayed.differing, replayed.made) == (0, len(reviewed))


async def test_where_both_have_a_row_of_one_key_the_account_keeps_its_own(
    database: Database,
) -> None:
    day = datetime(2026, 11, 20, 9, tzinfo=UTC)
    account, guest = await learner(database, day, 1), await learner(database, day, 1)
    async with database.transaction() as tx:
        await merging.move(tx, guest.learner.id, account.learner.id)
        cards = list(await tx.scalars(select(CardRow.learner_id)))

    assert set(cards) == {account.learner.id}
