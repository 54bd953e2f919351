from datetime import timedelta

from sqlalchemy import Text, cast, func, select

from ojala.accounts import leaving
from ojala.jobs.job import Job
from ojala.storage.database import Database
from ojala.storage.ids import new_id
from ojala.storage.tables import Base, LearnerRow
from tests.accounts.conftest import EMAIL, PASSWORD, House


async def mentions(database: Database, words: set[str]) -> set[str]:
    """The columns of any table in which one of these words is found, hexadecimal ids included."""
    found = set()
    async with database.transaction(read_only=True) as tx:
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                text = func.lower(cast(column, Text))
                for word in words:
                    if await tx.scalar(
                        select(func.count()).select_from(table).where(text.contains(word))
                    ):
                        found.add(f"{table.name}.{column.name}")
    return found


async def test_after_the_fortnight_no_table_keeps_the_id_or_the_address(house: House) -> None:
    ana, bea = await house.browser(), await house.browser()
    await ana.practise()
    await ana.sign_up()
    await bea.practise()
    await bea.sign_up("bea@example.com")
    await ana.get("/account")
    await ana.send("/account/delete", current=PASSWORD)
    document = (await ana.client.get("/account/export")).json()
    learner = document["learners"][0]["id"]
    words = {learner, learner.replace("-", ""), EMAIL}
    assert {"learners.id", "accounts.email", "reviews.learner_id", "jobs.arguments"} <= (
        await mentions(house.database, words)
    )

    for days, left in ((13, 2), (1, 1)):
        house.wait(timedelta(days=days))
        await leaving.delete_due(
            Job(new_id(house.now), leaving.DELETE_DUE, {}, 1, house.now, house.database)
        )
        async with house.database.transaction(read_only=True) as tx:
            assert await tx.scalar(select(func.count()).select_from(LearnerRow)) == left

    assert await mentions(house.database, words) == set()
    assert (await bea.get("/account")).status_code == 200
    assert (await ana.get("/account/email")).status_code == 401


async def test_a_guest_leaves_nothing(house: House) -> None:
    browser = await house.browser()
    await browser.practise()
    document = (await browser.client.get("/account/export")).json()
    learner = document["learners"][0]["id"]
    await browser.get("/account")
    await browser.send("/account/delete")

    assert await mentions(house.database, {learner, learner.replace("-", "")}) == set()


def test_an_export_leaves_out_no_table_about_a_learner() -> None:
    about = {table.name for table in Base.metadata.sorted_tables if "learner_id" in table.c}
    owned = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.column.table.name == "learners" for key in table.foreign_keys)
    }

    assert owned <= about
    assert about >= leaving.NOT_EXPORTED
