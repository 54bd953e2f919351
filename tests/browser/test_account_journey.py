"""From a guest's first sentence to an account, and to every task that needs no help to be found."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import DESK, PHONE, Server, watch
from tests.browser.pupil import WRONG, Pupil

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "ana@example.com", "quiero que vengas pronto"


def letter(server: Server) -> str:
    """The address in the newest letter."""
    path = server.database_url.partition(":///")[2]
    query = (
        "SELECT arguments FROM jobs WHERE name = 'accounts.mail' ORDER BY created_at DESC LIMIT 1"
    )
    with closing(sqlite3.connect(path)) as database:
        (arguments,) = database.execute(query).fetchone()
    return str(json.loads(arguments)["context"]["path"])


def region(server: Server) -> str:
    """Whose Spanish the one account here practises."""
    path = server.database_url.partition(":///")[2]
    query = "SELECT preferences FROM learners JOIN accounts ON accounts.learner_id = learners.id"
    with closing(sqlite3.connect(path)) as database:
        (chosen,) = database.execute(query).fetchone()
    return str(json.loads(chosen)["variety"])


def sign_up(page: Page, server: Server) -> None:
    """Become an account by the letter that comes."""
    page.click("a[href='/signup']")
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/look-in-your-mail")
    page.goto(letter(server))
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/account")


@pytest.mark.parametrize(
    ("size", "language", "theme"),
    [(PHONE, "es-ES", "dark"), (DESK, "en-GB", "light")],
    ids=["phone-es-dark", "desk-en-light"],
)
def test_a_guest_becomes_an_account_and_finds_what_they_look_for(
    browser: Browser,
    server: Server,
    tmp_path: Path,
    size: ViewportSize,
    language: str,
    theme: Literal["light", "dark"],
) -> None:
    faults: list[str] = []
    context = browser.new_context(
        base_url=server.url, viewport=size, locale=language, color_scheme=theme
    )
    page = context.new_page()
    watch(page, server.url, faults)
    pupil = Pupil(page, server)

    # One rule, practised from its page, and why an answer was wrong.
    page.goto("/")
    page.click("nav a[href='/triggers']")
    page.fill("input[name=q]", "querer que")
    page.press("input[name=q]", "Enter")
    page.click("main a[href='/triggers/querer-que']")
    page.click("main form button")
    page.wait_for_url("**/practice/exercises/*")
    pupil.answer(WRONG)
    if pupil.phase == "retrying":
        pupil.give_up()
    given = pupil.count("attempts")
    expect(page.locator("#feedback .verdict")).to_contain_text(re.compile(r"\w{3}"))
    page.click("a[href='/triggers/querer-que']")
    expect(page.locator("h1")).to_contain_text("querer que")

    # An account, and what was practised is still there.
    page.goto("/")
    page.click(".masthead .more summary")
    page.click(".more a[href='/account']")
    sign_up(page, server)
    page.goto("/progress/accuracy")
    expect(page.locator("main")).to_contain_text(WRONG)
    assert pupil.count("attempts") == given

    # Another region.
    page.click("a.logo")
    page.click(".masthead .more summary")
    page.click(".more a[href='/preferences']")
    page.check("input[name=variety][value=vos]")
    page.click(".preferences .actions button")
    expect(page.locator(".notice")).to_be_visible()
    assert region(server) == "vos"

    # Everything of theirs, in one file.
    page.click(".masthead .more summary")
    page.click(".more a[href='/account']")
    with page.expect_download() as download:
        page.click("a[href='/account/export']")
    kept = tmp_path / "export.json"
    download.value.save_as(kept)
    assert WRONG in kept.read_text("utf-8")

    # Out, and in again.
    page.click("form[action='/logout'] button >> nth=0")
    page.goto("/login")
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/progress")
    assert pupil.count("accounts") == 1
    context.close()
    assert faults == []
