from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import event

from ojala.diagnosis import Accents, Retries
from ojala.exercises.generation import Variety
from ojala.learning.learner import Learner, Preferences
from ojala.learning.memory import DEFAULT_PARAMETERS
from ojala.storage import logins
from ojala.storage.database import Database
from ojala.storage.learners import (
    calendar_of,
    change_preferences,
    dump_preferences,
    find,
    learner_of,
    lock,
)
from ojala.storage.tables import LearnerRow
from ojala.web import identity

ID = UUID(int=7)
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_preferences_come_back_as_they_were_stored() -> None:
    chosen = Preferences(
        session_size=5,
        parameters=(0.1, 0.2),
        variety=Variety.VOSEO,
        accents=Accents.STRICT,
        retries=Retries.NEVER,
    )

    assert learner_of(LearnerRow(id=ID, preferences=dump_preferences(chosen))) == Learner(
        ID, chosen
    )


def test_whoever_came_before_a_choice_existed_has_its_default() -> None:
    assert learner_of(
        LearnerRow(id=ID, preferences={"session_size": 5})
    ).preferences == Preferences(5)


async def test_moving_house_rewrites_no_day_that_was_lived(database: Database) -> None:
    async with database.transaction() as tx:
        learner, _ = await identity.create_guest(tx, NOON, Preferences())
        moved = await change_preferences(
            tx, learner, lambda chosen: replace(chosen, zone="Asia/Tokyo", turns=0), NOON
        )
        again = await find(tx, learner.id)

    assert again == moved
    assert moved.day(NOON - HOUR) == date(2026, 3, 29)
    assert moved.day(NOON + 4 * HOUR) == date(2026, 3, 30)
    assert moved.calendar_at(NOON - HOUR) == learner.calendar


async def test_changes_made_on_two_devices_undo_nothing_of_each_other(database: Database) -> None:
    async with database.transaction() as tx:
        learner, _ = await identity.create_guest(tx, NOON, Preferences())
    async with database.transaction() as tx:
        await change_preferences(tx, learner, lambda chosen: replace(chosen, daily_goal=5), NOON)
    async with database.transaction() as tx:
        after = await change_preferences(
            tx, learner, lambda chosen: replace(chosen, streak=False), NOON
        )

    assert (after.preferences.daily_goal, after.preferences.streak) == (5, False)
    assert after.former == ()


async def test_a_login_read_with_its_learner_s_lock_needs_no_other(database: Database) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    async with database.transaction() as tx:
        learner, token = await identity.create_guest(tx, NOON, Preferences())
    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    locking = []
    for locks in (True, False):
        asked.clear()
        async with database.transaction() as tx:
            login = await logins.find(tx, token, NOON, locking=locks)
            assert login is not None
            assert login.learner == learner
            await lock(tx, learner)
            await lock(tx, learner)
        locking.append(sum("UPDATE learners" in statement for statement in asked))
        questions = sum("learners" in statement for statement in asked)
        assert questions == (1 if locks or database.is_embedded else 2)

    assert locking == ([0, 0] if database.is_embedded else [1, 1])


def test_a_time_zone_has_its_own_days() -> None:
    for zone in ("UTC", "Europe/Madrid", "America/Argentina/Buenos_Aires"):
        assert calendar_of(Preferences(zone=zone)).day(NOON) == date(2026, 3, 29)


def test_limits_and_schedule_are_as_chosen() -> None:
    chosen = Preferences(reviews_a_day=30, new_a_day=2, desired_retention=0.85)

    assert (chosen.limits.reviews, chosen.limits.new) == (30, 2)
    assert chosen.schedule.retention == 0.85
    assert chosen.schedule.parameters == DEFAULT_PARAMETERS
