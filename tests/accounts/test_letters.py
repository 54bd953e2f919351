from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select, update

from ojala.accounts import letters
from ojala.jobs.job import Job
from ojala.mail import jobs as mail_jobs
from ojala.storage import jobs as outbox
from ojala.storage.ids import new_id
from ojala.storage.tables import CardRow, DayRow, JobRow, LearnerRow
from ojala.web.keys import Keys
from tests.accounts.conftest import EMAIL, House, problem
from tests.mail.conftest import Post, post

__all__ = ["post"]

STRANGE = Keys({"test": "k" * 32}, issuer="ojala")
"""Keys of another deployment."""
MONDAY = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
ZONES = {"Europe/Madrid": 18, "America/Mexico_City": 11, "Asia/Kolkata": 23}
"""Towns, and what their clocks say at that moment."""


async def reader(house: House, *, language: str = "en", **chosen: object) -> AsyncClient:
    """Somebody with a review that is due, who asked for letters.

    The language comes first: whoever has asked is written to by the service's own clock, too.
    """
    program = await house.signed_in()
    await program.patch("/api/v1/me", json={"language": language})
    wish = {"session_size": 10, "desired_retention": 0.9, **chosen}
    assert (await program.put("/api/v1/me/preferences", json=wish)).status_code == 204
    learner = UUID((await program.get("/api/v1/me")).json()["id"])
    async with house.database.transaction() as tx:
        past = house.now - timedelta(days=1)
        card = {"stability": 2.0, "difficulty": 5.0, "reviews": 1, "lapses": 0, "version": 1}
        tx.add(CardRow(learner_id=learner, item="x", last_review=past, due=past, **card))
        day = {"count": 3, "right": 2, "seconds": 9.0, "timed": 3, "points": 20}
        for number in (1, 3, 8):
            tx.add(DayRow(learner_id=learner, day=MONDAY.date() - timedelta(days=number), **day))
    return program


async def settle(house: House, zone: str) -> None:
    """Move everybody to a town."""
    async with house.database.transaction() as tx:
        rows = (await tx.scalars(select(LearnerRow))).all()
        for row in rows:
            changed = {**row.preferences, "zone": zone}
            await tx.execute(
                update(LearnerRow).where(LearnerRow.id == row.id).values(preferences=changed)
            )


async def asked_for(house: House, now: datetime = MONDAY) -> list[JobRow]:
    """The letters asked for, after the job had a look at this time."""
    job = Job(new_id(now), letters.SEND_DUE, {}, 1, now, house.database)
    await letters.send_due(house.app.state.shell.keys.stop_token, job)
    async with house.database.transaction(read_only=True) as tx:
        rows = await tx.scalars(select(JobRow).where(JobRow.name == mail_jobs.LETTER))
        return [row for row in rows if row.arguments.get("unsubscribe")]


async def delivered(house: House, post: Post, job: JobRow) -> EmailMessage:
    """The letter as it arrives at its server."""
    await mail_jobs.deliver(
        post.mailer, Job(job.id, job.name, job.arguments, 1, MONDAY, house.database)
    )
    async with house.database.transaction() as tx:
        await outbox.finish(tx, job.id, now=MONDAY)
    return post.master.taken[-1]


@pytest.mark.parametrize(("zone", "hour"), ZONES.items())
async def test_a_reminder_comes_by_the_clock_of_the_readers_town(
    house: House, zone: str, hour: int
) -> None:
    await reader(house, reminders=True, letter_hour=hour)
    await settle(house, zone)

    assert await asked_for(house, MONDAY - timedelta(hours=1)) == []
    assert len(await asked_for(house)) == 1
    assert len(await asked_for(house, MONDAY + timedelta(minutes=20))) == 1
    assert len(await asked_for(house, MONDAY + timedelta(days=1))) == 2


async def test_a_reminder_arrives_in_both_forms_and_ends_by_one_click(
    house: House, post: Post
) -> None:
    program = await reader(house, language="es", reminders=True, letter_hour=9)
    (job,) = await asked_for(house)
    letter = await delivered(house, post, job)

    assert letter["Subject"] == "Algo está a punto de olvidarse"
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "Repasos pendientes: 1." in text.get_content()
    assert "https://ojala.example.org/practice" in html.get_content()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<>")
    assert address in text.get_content()
    assert address.startswith("https://ojala.example.org/letters/stop?token=")

    parts = urlsplit(address)
    stranger = await house.program(Accept="text/html")
    clicked = await stranger.post(
        f"{parts.path}?{parts.query}", data={"List-Unsubscribe": "One-Click"}
    )
    assert (clicked.status_code, len(clicked.history)) == (200, 0)
    chosen = (await program.get("/api/v1/me/preferences")).json()
    assert (chosen["reminders"], chosen["letter_hour"]) == (False, 9)
    assert len(await asked_for(house, MONDAY + timedelta(days=1))) == 0


async def test_a_link_that_is_looked_at_ends_nothing(house: House) -> None:
    program = await reader(house, reminders=True, weekly=True, letter_hour=9)
    await asked_for(house)
    (weekly,) = [job for job in await asked_for(house) if job.arguments["template"] == "weekly"]
    browser = await house.browser()
    address = weekly.arguments["unsubscribe"]
    assert "sums up your week" in (await browser.get(address)).text
    assert (await program.get("/api/v1/me/preferences")).json()["weekly"] is True

    await browser.send(address)
    assert "no more weekly letters" in browser.page
    chosen = (await program.get("/api/v1/me/preferences")).json()
    assert (chosen["weekly"], chosen["reminders"]) == (False, True)


async def test_a_week_is_summed_up_on_monday(house: House, post: Post) -> None:
    await reader(house, weekly=True, letter_hour=9)
    assert await asked_for(house, MONDAY - timedelta(days=1)) == []
    (job,) = await asked_for(house)
    letter = await delivered(house, post, job)
    text = letter.get_body(("plain",))

    assert letter["Subject"] == "Your week with the subjunctive"
    assert text is not None
    assert "Answers last week: 6. Days of practice: 2. Right at the first try: 67 %." in (
        text.get_content()
    )


async def test_nothing_comes_where_nothing_is_due_or_was_done(house: House) -> None:
    await reader(house, reminders=True, weekly=True, letter_hour=9)
    async with house.database.transaction() as tx:
        await tx.execute(update(CardRow).values(due=MONDAY + timedelta(days=9)))
        await tx.execute(update(DayRow).values(count=0))

    assert await asked_for(house) == []


@pytest.mark.parametrize("state", ["disabled_at", "deletion_due"])
async def test_whoever_is_out_or_leaving_gets_no_letters(house: House, state: str) -> None:
    await reader(house, reminders=True, letter_hour=9)
    await house.change(EMAIL, **{state: MONDAY})

    assert await asked_for(house) == []


async def test_nobody_gets_letters_who_did_not_ask_for_them(house: House) -> None:
    await reader(house)

    assert await asked_for(house) == []


async def test_a_token_that_is_not_ours_ends_nothing(house: House) -> None:
    program = await house.program()
    keys = partial(house.app.state.shell.keys.stop_token, uuid4())
    for token in ("", "riddle", keys("riddles"), STRANGE.stop_token(uuid4(), "weekly")):
        reply = await program.post("/letters/stop", params={"token": token})
        assert problem(reply) == (404, "link-expired")
    # Whoever has left gets the same page as everybody.
    assert (await program.post("/letters/stop", params={"token": keys("weekly")})).is_success


async def test_the_preferences_page_offers_letters_to_accounts(house: House) -> None:
    browser = await house.browser()
    await browser.get("/preferences")
    assert 'name="reminders"' not in browser.page
    await browser.sign_up()
    await browser.get("/preferences")
    form = {"persons": "1s", "reminders": "true", "letter_hour": "7"}
    await browser.client.post("/preferences", data=form)
    chosen = (await browser.client.get("/api/v1/me/preferences")).json()

    assert (chosen["reminders"], chosen["weekly"], chosen["letter_hour"]) == (True, False, 7)
