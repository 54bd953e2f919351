"""One's own account, through pages and without scripts."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pyotp
import pytest

from tests.accounts.conftest import BETTER, EMAIL, PASSWORD, Browser, House


@pytest.fixture
async def ana(browser: Browser) -> Browser:
    """Ana, signed in and at her account."""
    await browser.sign_up()
    await browser.get("/account")
    return browser


async def test_the_account_of_nobody_offers_one(browser: Browser) -> None:
    page = (await browser.get("/account")).text

    assert 'href="/signup"' in page
    assert "/account/delete" not in page


async def test_a_guest_can_take_all_along_and_be_forgotten(browser: Browser) -> None:
    await browser.practise()
    await browser.get("/account")
    exported = await browser.client.get("/account/export")
    reply = await browser.send("/account/delete")

    assert len(exported.json()["attempts"]) == 1
    assert "attachment" in exported.headers["content-disposition"]
    assert reply.url.path == "/"
    assert (await browser.client.get("/account/export")).status_code == 401


async def test_a_profile_is_kept(ana: Browser) -> None:
    await ana.send("/account/profile", name=" Ana María ", language="es")
    page = ana.page

    assert ">Ana María</h1>" in page
    assert '<option value="es" lang="es" selected>' in page


async def test_a_new_password_signs_other_devices_out(house: House, ana: Browser) -> None:
    other = await house.browser()
    await other.sign_in()
    wrong = await ana.send("/account/password", current=BETTER, password=BETTER)
    reply = await ana.send("/account/password", current=PASSWORD, password=BETTER)

    assert wrong.status_code == 401
    assert "<details open>" in wrong.text
    assert reply.url.path == "/account"
    assert (await other.get("/account/email")).status_code == 401
    assert (await other.sign_in(password=BETTER)).url.path == "/account"


async def test_a_new_address_counts_once_its_mail_is_read(house: House, ana: Browser) -> None:
    wrong = await ana.send("/account/email", email="new@example.com", current=BETTER)
    await ana.get("/account")
    await ana.send("/account/email", email="New@example.com", current=PASSWORD)
    mail = (await house.mails())[-1]
    await ana.get(mail["context"]["path"])
    reply = await ana.send("/account/email/confirm")
    await ana.get(mail["context"]["path"])
    again = await ana.send("/account/email/confirm")

    assert wrong.status_code == 401
    assert (mail["to"], mail["template"]) == ("new@example.com", "new-email")
    assert "new@example.com" in reply.text
    assert (await house.mails())[-1]["to"] == EMAIL  # the old address is told
    assert again.status_code == 404


async def test_somebody_elses_link_does_not_change_my_address(house: House, ana: Browser) -> None:
    await ana.send("/account/email", email="bea@example.com", current=PASSWORD)
    path = (await house.mails())[-1]["context"]["path"]
    bea = await house.browser()
    await bea.sign_up("carla@example.com")
    await bea.get(path)

    assert (await bea.send("/account/email/confirm")).status_code == 404


async def test_the_second_step_is_turned_off_by_the_password(house: House, ana: Browser) -> None:
    wrong = await ana.send("/account/second-step", current=BETTER)
    await ana.get("/account")
    await ana.send("/account/second-step", current=PASSWORD)
    secret = ana.page.partition('class="secret">')[2].partition("<")[0]
    await ana.send("/account/second-step/on", code=pyotp.TOTP(secret).at(house.now))
    await ana.get("/account")
    assert "10 recovery codes" in ana.page
    form = ana.page
    new = await ana.send("/account/second-step/off", current=BETTER)
    fields = dict(re.findall(r'name="(form_token)" value="([^"]*)"', form))
    codes = await ana.client.post(
        "/account/second-step/codes", data={**fields, "current": PASSWORD}
    )
    refused = await ana.client.post(
        "/account/second-step/codes", data={**fields, "current": BETTER}
    )
    ana.page = form
    off = await ana.send("/account/second-step/off", current=PASSWORD)

    assert {wrong.status_code, new.status_code, refused.status_code} == {401}
    assert codes.text.count("<li><code>") == 10
    assert "Set it up" in off.text
    mails = [mail["template"] for mail in await house.mails()]
    assert mails[-2:] == ["second-step-on", "second-step-off"]


async def test_a_set_up_too_late_begins_again(house: House, ana: Browser) -> None:
    await ana.send("/account/second-step", current=PASSWORD)
    house.wait(timedelta(hours=1))
    reply = await ana.send("/account/second-step/on", code="000000")

    assert reply.status_code == 404


async def test_a_device_is_signed_out_from_another(house: House, ana: Browser) -> None:
    other = await house.browser()
    await other.sign_in()
    await ana.get("/account")
    assert ana.page.count("Firefox · Linux<") >= 2
    mine, theirs = sorted(
        set(re.findall(r'action="(/account/devices/[^"]*/end)"', ana.page)),
        key=lambda action: action not in ana.page.partition("this one")[0],
    )
    del mine
    await ana.send(theirs)
    gone = [(await each.get("/account/email")).status_code for each in (ana, other)]

    assert sorted(gone) == [200, 401]


async def test_signing_this_device_out_leads_home(ana: Browser) -> None:
    (here,) = re.findall(r'action="(/account/devices/[^"]*/end)"', ana.page)
    reply = await ana.send(here)

    assert reply.url.path == "/"
    assert (await ana.get("/account/email")).status_code == 401


async def test_a_device_of_nobody_is_not_found(ana: Browser) -> None:
    (here,) = re.findall(r"/account/devices/([^/]*)/end", ana.page)
    ana.page = ana.page.replace(here, str(uuid4()))
    (other,) = re.findall(r'action="(/account/devices/[^"]*/end)"', ana.page)

    assert (await ana.send(other)).status_code == 404


async def test_a_token_is_shown_once_and_can_be_revoked(house: House, ana: Browser) -> None:
    wrong = await ana.send("/account/tokens", name="script", current=BETTER)
    await ana.get("/account")
    await ana.send("/account/tokens", name="script", days="30", current=PASSWORD)
    token = ana.page.partition('class="secret">')[2].partition("<")[0]
    program = await house.program(Authorization=f"Bearer {token}")
    before = await program.get("/api/v1/me")
    await ana.get("/account")
    assert token not in ana.page
    tokens = ana.page.partition('id="tokens"')[2]
    (revoke,) = re.findall(r'action="(/account/devices/[^"]*/end)"', tokens)
    await ana.send(revoke)

    assert wrong.status_code == 401
    assert before.json()["email"] == EMAIL
    assert (await program.get("/api/v1/me")).status_code == 401


async def test_an_account_is_deleted_in_a_fortnight_or_kept(house: House, ana: Browser) -> None:
    wrong = await ana.send("/account/delete", current=BETTER)
    await ana.get("/account")
    page = (await ana.send("/account/delete", current=PASSWORD)).text
    kept = (await ana.send("/account/keep")).text

    assert wrong.status_code == 401
    assert "7 Dec 2026" in page
    assert "/account/delete" not in page
    assert "/account/delete" in kept
    mail = next(mail for mail in await house.mails() if mail["template"] == "deletion")
    assert mail["context"] == {"day": "2026-12-07", "path": "/account"}


async def test_an_export_holds_everything_but_secrets(ana: Browser) -> None:
    await ana.practise()
    document = (await ana.client.get("/account/export")).json()

    assert document["accounts"][0]["email"] == EMAIL
    assert document["logins"][0]["name"] == "Firefox · Linux"
    assert "argon2" not in json.dumps(document)
    assert "token_hash" not in json.dumps(document)


async def test_nobody_has_nothing_to_delete(ana: Browser) -> None:
    ana.client.cookies.delete("ojala_login")

    assert (await ana.send("/account/delete", current=PASSWORD)).status_code == 401
