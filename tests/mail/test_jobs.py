from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select
from taskiq import InMemoryBroker

from ojala.jobs.job import DELAYS
from ojala.jobs.runner import Runner
from ojala.mail import jobs
from ojala.storage.database import Database
from ojala.storage.jobs import enqueue
from ojala.storage.tables import JobRow, MailRow
from tests.mail.conftest import Post

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RESET = {
    "template": "reset",
    "to": "ana@example.com",
    "language": "es",
    "context": {"path": "/reset?token=abc"},
}


def same(moment: datetime) -> datetime:
    """A clock that stands still."""
    return moment


async def after(database: Database, post: Post, *times: datetime, **told: object) -> JobRow:
    """The job of a letter after a runner had a look at each of these times."""
    async with database.transaction() as tx:
        job_id = await enqueue(tx, jobs.LETTER, {**RESET, **told}, now=NOON)
    handlers = {jobs.LETTER: partial(jobs.deliver, post.mailer)}
    for now in times:
        messenger = InMemoryBroker()
        await Runner(database, messenger, handlers, (), partial(same, now)).turn()
        await messenger.wait_all()
    return await row(database, job_id)


async def row(database: Database, job_id: UUID) -> JobRow:
    async with database.transaction(read_only=True) as tx:
        return await tx.get_one(JobRow, job_id)


async def logged(database: Database) -> list[Mapping[str, str]]:
    async with database.transaction(read_only=True) as tx:
        rows = await tx.scalars(select(MailRow))
        return [{"to": row.to, "outcome": row.outcome, "note": row.note} for row in rows]


async def test_a_letter_that_was_asked_for_is_sent_and_its_secret_forgotten(
    database: Database, post: Post
) -> None:
    job = await after(database, post, NOON)

    assert [letter["To"] for letter in post.master.taken] == ["ana@example.com"]
    assert (job.finished_at, job.arguments) == (NOON, {})
    assert await logged(database) == [{"to": "a…@example.com", "outcome": "sent", "note": ""}]


async def test_a_letter_goes_again_when_the_server_was_busy(database: Database, post: Post) -> None:
    post.master.data_replies = ["451 later, please"]
    job = await after(database, post, NOON, NOON + DELAYS[0])

    assert len(post.master.taken) == 1
    assert (job.attempts, job.error) == (2, None)
    assert [entry["outcome"] for entry in await logged(database)] == ["sent"]


async def test_a_letter_refused_for_good_is_logged_without_the_address(
    database: Database, post: Post
) -> None:
    post.master.recipient_replies = ["550 ana@example.com is unknown"]
    job = await after(database, post, NOON)

    assert job.finished_at == NOON
    (entry,) = await logged(database)
    assert entry["outcome"] == "refused"
    assert entry["note"] == "550 a…@example.com is unknown"


async def test_a_server_that_takes_too_long_leaves_the_letter_waiting(
    database: Database, post: Post
) -> None:
    post.master.delay = 5
    job = await after(database, post, NOON)

    assert (job.finished_at, job.run_after) == (None, NOON + DELAYS[0])
    assert [entry["outcome"] for entry in await logged(database)] == ["waiting"]


async def test_a_letter_without_words_is_given_up(database: Database, post: Post) -> None:
    job = await after(database, post, NOON, template="riddle")

    assert job.error == "there are no words for the letter 'riddle'"
