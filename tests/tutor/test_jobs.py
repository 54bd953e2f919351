from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from ojala.jobs.job import Job
from ojala.storage.ids import new_id
from ojala.storage.tables import Base, TutorAnswerRow, TutorCallRow
from ojala.tutor import jobs
from tests.tutor.conftest import School

SAID = "A doubt is like a door that stays open."


async def count(school: School, table: type[Base]) -> int:
    async with school.house.database.transaction(read_only=True) as tx:
        return int(await tx.scalar(select(func.count()).select_from(table)) or 0)


@pytest.mark.parametrize(
    ("age", "answers", "calls"),
    [
        (timedelta(days=29), 1, 1),
        (timedelta(days=31), 0, 1),
        (timedelta(days=402), 0, 0),
    ],
)
async def test_answers_are_forgotten_after_a_month_and_calls_after_a_good_year(
    school: School, age: timedelta, answers: int, calls: int
) -> None:
    school.model.says(SAID)
    await school.heard()
    now: datetime = school.house.now + age

    await jobs.prune(Job(new_id(now), jobs.PRUNE, {}, 1, now, school.house.database))

    assert await count(school, TutorAnswerRow) == answers
    assert await count(school, TutorCallRow) == calls
