"""Signing in by another service: a provider that is a process of its own, on loopback."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pyotp
import pytest
from httpx2 import Response
from pydantic import SecretStr
from sqlalchemy import func, select

from ojala.config import Environment, Settings
from ojala.storage.database import Database
from ojala.storage.tables import AccountRow, IdentityRow, LearnerRow, ReviewRow
from tests.accounts import identity_provider
from tests.accounts.conftest import EMAIL, PASSWORD, Browser, House

ANA = {"sub": "ana-1", "email": EMAIL, "email_verified": True, "name": "Ana"}
PATIENCE = 60


@dataclass(frozen=True)
class Elsewhere:
    """The other service."""

    url: str

    def has(self, claims: dict[str, object], **told: object) -> None:
        """Have it vouch for somebody, in its own way."""
        httpx2.put(f"{self.url}/person", json={"claims": claims, **told}).raise_for_status()

    def sign_in(self, address: str) -> str:
        """Sign in there: where it sends one back to."""
        reply = httpx2.get(address)
        assert reply.status_code == 303, reply.text
        return reply.headers["location"]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    """The other service, as a process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = str(Path(identity_provider.__file__))
    process = subprocess.Popen([sys.executable, script, str(port)])  # noqa: S603 - our own
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        assert process.poll() is None
        time.sleep(0.1)
    yield Elsewhere(f"http://127.0.0.1:{port}")
    process.terminate()
    process.wait(20)


@pytest.fixture
async def house(
    database: Database, database_url: str, elsewhere: Elsewhere
) -> AsyncIterator[House]:
    """The service, which people may enter by the other one; its clock is the true one's."""
    settings = {
        "oidc_issuer": elsewhere.url,
        "oidc_client_id": identity_provider.CLIENT,
        "oidc_client_secret": identity_provider.SECRET,
        "oidc_name": "Escuela",
        "public_url": "http://here",
    }
    house = House(database, database_url, now=datetime.now(UTC), settings=settings)
    async with house.stack:
        await house.open()
        yield house


async def sent(browser: Browser, then: str = "/account") -> str:
    """Where a browser is sent that wants to sign in by the other service."""
    reply = await browser.client.get(f"/login/provider?next={then}", follow_redirects=False)
    assert reply.status_code == 303, reply.text
    return reply.headers["location"]


async def back(browser: Browser, elsewhere: Elsewhere) -> Response:
    """Go there, sign in, and come back."""
    return await browser.get(elsewhere.sign_in(await sent(browser)))


async def count(house: House, table: type) -> int:
    async with house.database.transaction(read_only=True) as tx:
        return await tx.scalar(select(func.count()).select_from(table)) or 0


async def test_a_guest_signs_up_by_the_other_service_and_keeps_their_practice(
    house: House, browser: Browser, elsewhere: Elsewhere
) -> None:
    elsewhere.has(ANA)
    await browser.practise()
    await browser.get("/login")
    assert "Sign in by Escuela" in browser.page
    await back(browser, elsewhere)
    assert "Escuela says that ana@example.com is yours" in browser.page
    assert await count(house, AccountRow) == 0  # nothing without a word of theirs
    reply = await browser.send("/login/provider/signup")

    assert reply.url.path == "/account"
    assert (await count(house, LearnerRow), await count(house, ReviewRow)) == (1, 1)
    other = await house.browser()
    assert (await back(other, elsewhere)).url.path == "/account"
    assert "Ana" in other.page
    assert await count(house, AccountRow) == 1


async def test_an_account_is_linked_by_its_password_alone(
    house: House, browser: Browser, elsewhere: Elsewhere
) -> None:
    elsewhere.has(ANA)
    await (await house.browser()).sign_up()
    await back(browser, elsewhere)
    assert "has an account here" in browser.page
    wrong = await browser.send("/login/provider/join", current=PASSWORD + "!")
    assert (wrong.status_code, await count(house, IdentityRow)) == (401, 0)
    await browser.send("/login/provider/join", current=PASSWORD)
    assert "sign in to this account by Escuela" in browser.page
    assert (await house.mails())[-1]["template"] == "linked"

    other = await house.browser()
    assert (await back(other, elsewhere)).url.path == "/account"
    await other.send("/account/provider/unlink", current=PASSWORD + "!")
    assert await count(house, IdentityRow) == 1
    await other.send("/account/provider/unlink", current=PASSWORD)
    assert await count(house, IdentityRow) == 0
    await back(await house.browser(), elsewhere)
    assert await count(house, AccountRow) == 1


@pytest.mark.parametrize("verified", [False, None, "true", 1])
async def test_an_address_that_was_not_verified_proves_nothing(
    house: House, browser: Browser, elsewhere: Elsewhere, verified: object
) -> None:
    elsewhere.has({**ANA, "email_verified": verified})
    reply = await back(browser, elsewhere)

    assert reply.status_code == 403
    assert "did not vouch" in browser.page
    assert await count(house, AccountRow) == 0


async def test_the_second_step_is_asked_for_all_the_same(
    house: House, browser: Browser, elsewhere: Elsewhere
) -> None:
    elsewhere.has(ANA)
    await browser.sign_up()
    await browser.send("/account/second-step", current=PASSWORD)
    totp = pyotp.TOTP(browser.page.partition('class="secret">')[2].partition("<")[0])
    await browser.send("/account/second-step/on", code=totp.at(house.now))
    other = await house.browser()
    await back(other, elsewhere)
    await other.send("/login/provider/join", current=PASSWORD)
    assert 'autocomplete="one-time-code"' in other.page
    assert (await other.get("/account/email")).status_code == 401


async def test_whoever_is_kept_out_stays_out(
    house: House, browser: Browser, elsewhere: Elsewhere
) -> None:
    elsewhere.has(ANA)
    await browser.sign_up()
    await house.change(disabled_at=house.now)
    other = await house.browser()
    assert (await back(other, elsewhere)).status_code == 401
    await house.change(disabled_at=None)
    await back(other, elsewhere)
    await other.send("/login/provider/join", current=PASSWORD)
    assert await count(house, IdentityRow) == 1
    await house.change(disabled_at=house.now)
    assert (await back(other, elsewhere)).status_code == 401


async def test_only_the_browser_that_was_sent_may_come_back_and_once(
    house: House, browser: Browser, elsewhere: Elsewhere
) -> None:
    elsewhere.has(ANA)
    address = elsewhere.sign_in(await sent(browser))
    victim = await house.browser()
    await sent(victim)
    assert (await victim.get(address)).status_code == 404
    # Whoever came back first has used it up.
    assert (await browser.get(address)).status_code == 404
    assert (await browser.get("/login/provider/return?state=x&code=y")).status_code == 404


async def test_one_is_sent_with_a_challenge_and_a_state_that_are_new_each_time(
    browser: Browser,
) -> None:
    first, second = [parse_qs(urlsplit(await sent(browser)).query) for _ in range(2)]

    assert first["code_challenge_method"] == ["S256"]
    assert first["scope"] == ["openid email profile"]
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]


@pytest.mark.parametrize(
    "fault",
    [
        {"claims": {**ANA, "nonce": "another"}},
        {"claims": {**ANA, "aud": "another"}},
        {"claims": {**ANA, "iss": "http://there"}},
        {"claims": {**ANA, "exp": 1}},
        {"claims": {"email": EMAIL, "email_verified": True}},
        {"claims": ANA, "key": "other"},
        {"claims": ANA, "key": "shared"},
        {"claims": ANA, "declines": True},
    ],
)
async def test_a_token_that_is_not_as_it_must_be_lets_nobody_in(
    house: House, browser: Browser, elsewhere: Elsewhere, fault: dict[str, object]
) -> None:
    httpx2.put(f"{elsewhere.url}/person", json=fault).raise_for_status()
    reply = await back(browser, elsewhere)

    assert reply.status_code == 403
    assert await count(house, AccountRow) == 0


async def test_a_code_that_the_provider_does_not_know_lets_nobody_in(
    browser: Browser, elsewhere: Elsewhere
) -> None:
    elsewhere.has(ANA)
    state = parse_qs(urlsplit(await sent(browser)).query)["state"][0]
    reply = await browser.get(f"/login/provider/return?state={state}&code=riddle")

    assert reply.status_code == 403


async def test_where_sign_up_is_switched_off_nobody_new_comes_in(
    house: House, browser: Browser, elsewhere: Elsewhere
) -> None:
    elsewhere.has(ANA)
    await back(browser, elsewhere)
    house.app.state.shell.switches._off = frozenset({"sign-up"})  # noqa: SLF001
    assert (await browser.send("/login/provider/signup")).status_code == 403
    assert await count(house, AccountRow) == 0


async def test_a_provider_that_is_away_is_said_to_be(
    house: House, browser: Browser, elsewhere: Elsewhere
) -> None:
    house.app.state.accounts.provider.issuer = "http://127.0.0.1:1"
    assert (await browser.get("/login/provider")).status_code == 503
    house.app.state.accounts.provider.issuer = f"{elsewhere.url}/"
    assert (await browser.get("/login/provider")).status_code == 403


async def test_where_no_provider_is_set_there_is_no_such_way(database_url: str) -> None:
    house = House(Database(database_url), database_url)
    async with house.stack:
        await house.open()
        browser = await house.browser()
        assert (await browser.get("/login/provider")).status_code == 404
        await browser.get("/login")
        assert "/login/provider" not in browser.page
    await house.database.close()


def test_a_provider_is_set_whole_and_safely_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="OJALA_OIDC_CLIENT_ID"):
        Settings(oidc_issuer="http://there", oidc_client_id="ojala")
    with pytest.raises(ValueError, match="https://"):
        Settings(
            oidc_issuer="http://there",
            oidc_client_id="ojala",
            oidc_client_secret=SecretStr("x"),
            environment=Environment.PRODUCTION,
            database_url=SecretStr("postgresql+asyncpg://there/ojala"),
            public_url="https://here",
            signing_keys=SecretStr("one:" + "k" * 32),
        )
