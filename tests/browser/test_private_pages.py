"""What axe-core finds on the pages of an account, of sets, and of administration."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize

from ojala.accounts import queries
from ojala.accounts.values import Account
from ojala.content.course import course
from ojala.exercises.exercise import Response
from ojala.learning.learner import Learner, Preferences
from ojala.mail import queries as mail_queries
from ojala.mail.letters import Letter
from ojala.practice import service
from ojala.practice.values import Objection
from ojala.storage import audit, jobs, logins
from ojala.storage.audit import Act
from ojala.storage.database import Database, Transaction
from ojala.storage.ids import new_id
from ojala.storage.logins import Role
from ojala.web.identity import COOKIE
from tests.browser.conftest import DESK, PHONE, Server, watch
from tests.browser.test_accessibility import complaints, overflow

pytestmark = pytest.mark.browser

PAGES = (
    "/account",
    "/preferences",
    "/sets",
    "/admin",
    "/admin/users",
    "/admin/users?q=ana",
    "/admin/reports",
    "/admin/reports?settled=true",
    "/admin/jobs",
    "/admin/jobs?state=done",
    "/admin/mails",
    "/admin/switches",
    "/admin/audit",
)
WAY_IN = ("/login", "/signup", "/forgot", "/reset?token=x", "/verify?token=x", "/account")


async def _account(tx: Transaction, email: str, role: Role, server: Server) -> Learner:
    now = server.clock()
    learner_id = await queries.add_learner(tx, Preferences(), now)
    made = Account(
        learner_id, email, email.partition("@")[0].title(), "en", role, "-", None, now, None, None
    )
    await queries.add_account(tx, made)
    return await queries.learner(tx, learner_id)


async def _contested(tx: Transaction, learner: Learner, server: Server) -> None:
    now, known = server.clock(), course()
    session = await service.start_session(tx, learner=learner, course=known, now=now)
    issued = await service.next_exercise(
        tx, learner=learner, session_id=session.id, course=known, now=now, seed=1
    )
    assert issued is not None
    await service.submit_answer(
        tx,
        learner=learner,
        exercise_id=issued.id,
        number=1,
        response=Response("zapato", 4.2),
        course=known,
        now=now,
    )
    for kind in (Objection.REPORT, Objection.RIGHT):
        await service.object_to(
            tx, learner=learner, exercise_id=issued.id, kind=kind, course=known, now=now
        )


async def _fill(server: Server) -> tuple[str, str]:
    """An administrator's secret and a learner's id, in a service with something of everything."""
    database, now = Database(server.database_url), server.clock()
    async with database.transaction() as tx:
        boss = await _account(tx, "boss@example.com", Role.ADMIN, server)
        ana = await _account(tx, "ana.maria.de.los.angeles@example.com", Role.LEARNER, server)
        await queries.change(tx, boss.id, totp_secret="sealed")
        await _contested(tx, ana, server)
        for error in ("550 5.1.1 the address a…@example.com is unknown here", None):
            job = await jobs.enqueue(tx, "accounts.mail", {}, now=now)
            await jobs.finish(tx, job, now=now, error=error)
        letter = Letter("reset", "ana@example.com", "es", {})
        await mail_queries.log(tx, new_id(now), letter, "refused", "550 5.1.1 unknown", now)
        who, whom = audit.mark(boss.id), audit.mark(ana.id)
        await audit.write(tx, Act.ROLE, actor=who, subject=whom, now=now, change="a → b")
        _, secret = await logins.add(tx, boss.id, now - timedelta(hours=2), name="Firefox · Linux")
    await database.close()
    return secret, str(ana.id)


def filled(server: Server) -> tuple[str, str]:
    """Fill the service from another thread: Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _fill(server)).result()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "language"), [(PHONE, "es-ES"), (DESK, "en-GB")])
def test_private_pages_stand_in_nobodys_way(
    browser: Browser,
    server: Server,
    theme: Literal["light", "dark"],
    size: ViewportSize,
    language: str,
) -> None:
    secret, ana = filled(server)
    context = browser.new_context(
        base_url=server.url, viewport=size, color_scheme=theme, locale=language
    )
    page = context.new_page()
    faults: list[str] = []
    watch(page, server.url, faults)
    found = []
    for address in WAY_IN:
        page.goto(address)
        found += complaints(page) + overflow(page)
    context.add_cookies([{"name": COOKIE, "value": secret, "url": server.url}])
    for address in (*PAGES, f"/admin/users/{ana}"):
        reply = page.goto(address)
        assert reply is not None
        assert reply.status == 200, address
        found += complaints(page) + overflow(page)

    assert found == []
    assert faults == []
    context.close()


def test_a_switch_is_turned_by_keys_alone(browser: Browser, server: Server) -> None:
    secret, _ = filled(server)
    context = browser.new_context(base_url=server.url, viewport=DESK, locale="en-GB")
    context.add_cookies([{"name": COOKIE, "value": secret, "url": server.url}])
    page = context.new_page()
    page.goto("/admin/switches")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.places') !== null"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.locator(".places button").first.inner_text() == "Turn on"
    context.close()
