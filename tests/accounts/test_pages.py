"""The way in, through pages and without scripts."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import func, select

from ojala.storage.tables import AccountRow, LearnerRow, LoginRow, ReviewRow
from tests.accounts.conftest import BETTER, EMAIL, PASSWORD, Browser, House, problem


async def count(house: House, table: type) -> int:
    async with house.database.transaction(read_only=True) as tx:
        return await tx.scalar(select(func.count()).select_from(table)) or 0


def words(page: str, email: str) -> str:
    """A page without what differs by design: the address that was typed, and the form's mark."""
    return re.sub(r'(name="form_token" value=")[^"]*', r"\1", page.replace(email, "somebody"))


async def test_a_guest_becomes_an_account_with_every_review(house: House, browser: Browser) -> None:
    await browser.practise()
    before = await count(house, ReviewRow)
    reply = await browser.sign_up()

    assert reply.url.path == "/account"
    assert "Ana" in reply.text
    assert before > 0
    assert await count(house, ReviewRow) == before
    assert await count(house, LearnerRow) == 1


async def test_a_new_secret_is_carried_after_signing_in(house: House, browser: Browser) -> None:
    await browser.practise()
    guest = browser.client.cookies["ojala_login"]
    await browser.sign_up()

    assert browser.client.cookies["ojala_login"] != guest
    assert await count(house, LoginRow) == 1
    thief = await house.browser(Authorization=f"Bearer {guest}")
    assert (await thief.get("/account/email")).status_code == 401


async def test_what_a_guest_practised_elsewhere_joins_the_account(house: House) -> None:
    phone, desk = await house.browser(), await house.browser()
    await phone.practise()
    await phone.sign_up()
    house.wait(timedelta(hours=1))
    await desk.practise()
    reviews = await count(house, ReviewRow)
    reply = await desk.sign_in()

    assert reply.url.path == "/account"
    assert await count(house, LearnerRow) == 1
    assert await count(house, ReviewRow) == reviews
    async with house.database.transaction(read_only=True) as tx:
        assert len(set(await tx.scalars(select(ReviewRow.learner_id)))) == 1


async def test_signing_up_twice_looks_the_same_and_tells_only_the_owner(house: House) -> None:
    ana, eve = await house.browser(), await house.browser()
    await ana.sign_up()
    await eve.get("/signup")
    reply = await eve.send("/signup", email="ANA@example.com ", password=BETTER)

    assert reply.url.path == "/look-in-your-mail"
    assert (await house.mails())[-1]["template"] == "known"
    assert (await house.mails())[-1]["to"] == EMAIL
    assert await count(house, AccountRow) == 1


async def test_the_link_alone_makes_no_account(house: House, browser: Browser) -> None:
    await browser.get("/signup")
    await browser.send("/signup", email=EMAIL, password=PASSWORD)
    victim = await house.browser()
    await victim.get((await house.mails())[-1]["context"]["path"])
    reply = await victim.send("/verify", password=BETTER)

    assert reply.status_code == 401
    assert 'role="alert"' in reply.text
    assert await count(house, AccountRow) == 0


@pytest.mark.parametrize(
    ("email", "password", "status"),
    [
        ("ana", PASSWORD, 422),
        (EMAIL, "short", 422),
        (EMAIL, "contraseña123", 422),
        (EMAIL, "ana@example.com", 422),
    ],
)
async def test_what_cannot_be_taken_is_said_beside_the_form(
    browser: Browser, email: str, password: str, status: int
) -> None:
    await browser.get("/signup")
    reply = await browser.send("/signup", email=email, password=password, name="Ana")

    assert reply.status_code == status
    assert 'role="alert"' in reply.text
    assert f'value="{email}"' in reply.text
    assert password not in reply.text or password == email


async def test_a_wrong_password_an_unknown_address_and_a_disabled_account_look_alike(
    house: House, browser: Browser
) -> None:
    await house.account()
    pages = []
    for email, password in ((EMAIL, BETTER), ("bea@example.com", PASSWORD)):
        reply = await browser.sign_in(email, password)
        assert reply.status_code == 401
        pages.append(words(reply.text, email))
    await house.change(disabled_at=house.now)
    pages.append(words((await browser.sign_in()).text, EMAIL))

    assert len(set(pages)) == 1


async def test_a_form_of_another_site_is_refused(house: House, browser: Browser) -> None:
    await house.account()
    await browser.get("/login")
    fields = {"email": EMAIL, "password": PASSWORD}
    without = await browser.client.post("/login", data=fields)
    wrong = await browser.client.post("/login", data={**fields, "form_token": "é" * 64})
    browser.client.cookies.clear()
    cookieless = await browser.send("/login", **fields)

    assert {without.status_code, wrong.status_code, cookieless.status_code} == {403}


async def test_one_is_led_back_to_where_one_came_from_on_this_site_alone(
    house: House, browser: Browser
) -> None:
    await house.account()
    await browser.get("/login?next=https://evil.example/")
    reply = await browser.send("/login", email=EMAIL, password=PASSWORD, next="//evil.example")

    assert str(reply.url) == "http://here/"


async def test_somebody_signed_in_is_not_asked_again(browser: Browser) -> None:
    await browser.sign_up()

    assert (await browser.get("/login")).url.path == "/account"
    assert (await browser.get("/signup")).url.path == "/account"


async def test_signing_out_ends_the_login_behind_the_cookie(house: House, browser: Browser) -> None:
    await browser.sign_up()
    stolen = browser.client.cookies["ojala_login"]
    reply = await browser.send("/logout")
    thief = await house.browser(Cookie=f"ojala_login={stolen}")

    assert reply.url.path == "/"
    assert "ojala_login" not in browser.client.cookies
    assert (await thief.get("/account/email")).status_code == 401


async def test_signing_out_everywhere_ends_every_device(house: House, browser: Browser) -> None:
    await browser.sign_up()
    other = await house.browser()
    await other.sign_in()
    await browser.get("/account")
    await browser.send("/logout", everywhere="yes")

    assert (await other.get("/account/email")).status_code == 401


async def test_a_guest_cannot_sign_out_and_lose_everything(browser: Browser) -> None:
    await browser.practise()
    cookie = browser.client.cookies["ojala_login"]
    await browser.get("/account")
    token = browser.page.partition('name="form_token" value="')[2].partition('"')[0]
    await browser.client.post("/logout", data={"form_token": token})

    assert browser.client.cookies["ojala_login"] == cookie


async def test_a_forgotten_password_is_chosen_anew(house: House, browser: Browser) -> None:
    await browser.sign_up()
    other = await house.browser()
    await other.get("/forgot")
    assert (await other.send("/forgot", email=EMAIL)).url.path == "/look-in-your-mail"
    path = (await house.mails())[-1]["context"]["path"]
    await other.get(path)
    weak = await other.send("/reset", password="short")
    reply = await other.send("/reset", password=BETTER)

    assert weak.status_code == 422
    assert reply.url.path == "/login"
    assert (await browser.get("/account/email")).status_code == 401  # signed out everywhere
    assert (await other.sign_in(password=BETTER)).url.path == "/account"
    assert (await house.mails())[-1]["template"] == "password-changed"
    again = await house.browser()
    await again.get(path)
    assert (await again.send("/reset", password=PASSWORD)).status_code == 404


async def test_asking_for_an_unknown_address_looks_the_same(house: House, browser: Browser) -> None:
    await browser.get("/forgot")
    reply = await browser.send("/forgot", email="bea@example.com")

    assert reply.url.path == "/look-in-your-mail"
    assert (await house.mails())[-1]["template"] == "unknown"
    await browser.get("/forgot")
    assert (await browser.send("/forgot", email="nobody")).status_code == 422


async def test_too_many_mails_are_refused(browser: Browser) -> None:
    for _ in range(5):
        await browser.get("/forgot")
        await browser.send("/forgot", email=EMAIL)
    await browser.get("/forgot")
    reply = await browser.send("/forgot", email=EMAIL)

    assert reply.status_code == 429
    assert reply.headers["retry-after"] == "3600"


async def test_the_second_step_asks_for_a_code(house: House, browser: Browser) -> None:
    await browser.sign_up()
    await browser.send("/account/second-step", current=PASSWORD)
    secret = browser.page.partition('class="secret">')[2].partition("<")[0]
    totp = pyotp.TOTP(secret)
    assert (await browser.send("/account/second-step/on", code="000000")).status_code == 401
    await browser.send("/account/second-step/on", code=totp.at(house.now))
    assert browser.page.count("<li><code>") == 10
    recovery = browser.page.partition("<li><code>")[2].partition("<")[0]

    other = await house.browser()
    assert 'autocomplete="one-time-code"' in (await other.sign_in()).text
    used = await other.send("/login/code", code=totp.at(house.now))
    assert used.status_code == 401  # a code is good once
    house.wait(timedelta(seconds=30))
    assert (await other.send("/login/code", code=totp.at(house.now))).url.path == "/account"

    third = await house.browser()
    await third.sign_in()
    assert (await third.send("/login/code", code=recovery)).url.path == "/account"
    assert (await house.mails())[-1]["context"] == {"left": "9"}
    fourth = await house.browser()
    await fourth.sign_in()
    assert (await fourth.send("/login/code", code=recovery)).status_code == 401


async def test_a_code_is_awaited_for_five_minutes(house: House, browser: Browser) -> None:
    await browser.sign_up()
    await browser.send("/account/second-step", current=PASSWORD)
    secret = browser.page.partition('class="secret">')[2].partition("<")[0]
    await browser.send("/account/second-step/on", code=pyotp.TOTP(secret).at(house.now))
    late = await house.browser()
    await late.sign_in()
    house.wait(timedelta(minutes=6))

    reply = await late.send("/login/code", code=pyotp.TOTP(secret).at(house.now))
    assert reply.status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "address", ["/signup", "/login", "/forgot", "/reset", "/verify", "/look-in-your-mail"]
)
async def test_every_page_speaks_both_languages(house: House, address: str, language: str) -> None:
    browser = await house.browser(**{"Accept-Language": language})
    reply = await browser.get(address)

    assert reply.status_code == 200
    assert f'<html lang="{language}"' in reply.text


async def test_codes_are_tried_at_an_account_ten_times_an_hour_from_wherever(
    house: House, browser: Browser
) -> None:
    await browser.sign_up()
    await browser.send("/account/second-step", current=PASSWORD)
    totp = pyotp.TOTP(browser.page.partition('class="secret">')[2].partition("<")[0])
    await browser.send("/account/second-step/on", code=totp.at(house.now))
    statuses = []
    for _ in range(11):
        thief = await house.browser()
        await thief.sign_in()
        statuses.append((await thief.send("/login/code", code="riddle")).status_code)

    assert statuses == [401] * 10 + [429]
    program = await house.program()
    given = {"email": EMAIL, "password": PASSWORD, "code": totp.at(house.now)}
    assert problem(await program.post("/api/v1/auth/login", json=given)) == (429, "too-many")
    del given["code"]
    reply = await program.post("/api/v1/auth/login", json=given)
    assert problem(reply) == (401, "second-step-needed")
