import json

from structlog.testing import capture_logs

from tests.accounts.conftest import EMAIL, PASSWORD, Browser, House


async def test_who_signs_in_is_logged_and_no_secret_is(house: House, browser: Browser) -> None:
    with capture_logs() as lines:
        await browser.sign_up()
        await browser.get("/account")
        await browser.send("/logout")
        await browser.sign_in(password=PASSWORD + "!")
        await browser.sign_in()
    events = [line["event"] for line in lines]
    written = json.dumps(lines, default=str)

    assert events.count("signed in") == 2
    assert "signed out" in events
    assert "sign-in refused: wrong-credentials" in events
    for secret in (PASSWORD, EMAIL, await house.secret(), browser.client.cookies["ojala_login"]):
        assert secret not in written


async def test_pages_of_an_account_are_not_kept_by_caches(house: House, browser: Browser) -> None:
    program = await house.signed_in()
    replies = [await browser.get(page) for page in ("/login", "/account", "/signup")]
    replies.append(await program.get("/api/v1/me"))
    replies.append(await program.get("/api/v1/me/export"))

    assert {reply.headers["cache-control"] for reply in replies} == {"no-store"}
