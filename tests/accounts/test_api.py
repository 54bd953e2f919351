"""The way in and one's own account, as JSON."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pyotp
import pytest
from httpx2 import AsyncClient, Response

from ojala.web.keys import Keys
from tests.accounts.conftest import BETTER, EMAIL, PASSWORD, House, problem

LOGIN = {"email": EMAIL, "password": PASSWORD}


async def refresh(program: AsyncClient, token: str) -> Response:
    return await program.post("/api/v1/auth/refresh", json={"refresh_token": token})


async def test_a_guests_program_becomes_an_account_with_its_practice(
    house: House, program: AsyncClient
) -> None:
    started = (await program.post("/api/v1/sessions")).json()
    program.cookies.clear()
    program.headers["Authorization"] = f"Bearer {started['token']}"
    guest = (await program.get("/api/v1/me")).json()
    await program.post("/api/v1/auth/signup", json={**LOGIN, "name": "Ana"})
    confirmed = await program.post(
        "/api/v1/auth/verify", json={"token": await house.secret(), "password": PASSWORD}
    )
    old = await program.get("/api/v1/me")
    program.headers["Authorization"] = f"Bearer {confirmed.json()['access_token']}"
    me = (await program.get("/api/v1/me")).json()

    assert (guest["role"], guest["email"]) == ("guest", None)
    assert (me["role"], me["email"], me["name"]) == ("learner", EMAIL, "Ana")
    assert me["id"] == guest["id"]
    assert problem(old) == (401, "unauthenticated")
    assert (await program.get(f"/api/v1/sessions/{started['id']}")).status_code == 200


async def test_an_access_token_lasts_a_quarter_of_an_hour(house: House) -> None:
    program = await house.signed_in()
    assert (await program.get("/api/v1/me")).status_code == 200
    house.wait(timedelta(minutes=16))

    assert problem(await program.get("/api/v1/me")) == (401, "unauthenticated")


async def test_a_refresh_token_used_twice_ends_its_login(
    house: House, program: AsyncClient
) -> None:
    first = await house.account()
    second = (await refresh(program, first["refresh_token"])).json()
    program.headers["Authorization"] = f"Bearer {second['access_token']}"
    assert (await program.get("/api/v1/me")).status_code == 200
    stolen = await refresh(program, first["refresh_token"])

    assert problem(stolen) == (401, "unauthenticated")
    assert problem(await program.get("/api/v1/me")) == (401, "unauthenticated")
    assert problem(await refresh(program, second["refresh_token"])) == (401, "unauthenticated")


@pytest.mark.parametrize("token", ["", "x", f"{UUID(int=7)}.secret", "no-uuid.secret"])
async def test_what_is_no_refresh_token_is_refused(program: AsyncClient, token: str) -> None:
    assert problem(await refresh(program, token)) == (401, "unauthenticated")


async def test_a_refresh_token_runs_out_unused(house: House, program: AsyncClient) -> None:
    tokens = await house.account()
    house.wait(timedelta(days=31))

    assert (await refresh(program, tokens["refresh_token"])).status_code == 401


async def test_a_disabled_account_is_out_at_once(house: House) -> None:
    tokens = await house.account()
    program = await house.program(Authorization=f"Bearer {tokens['access_token']}")
    await house.change(disabled_at=house.now)

    assert problem(await program.get("/api/v1/me")) == (401, "unauthenticated")
    assert (await refresh(program, tokens["refresh_token"])).status_code == 401
    assert problem(await program.post("/api/v1/auth/login", json=LOGIN))[1] == "wrong-credentials"


async def test_keys_are_changed_without_ending_anything(house: House) -> None:
    before, after = {"old": "o" * 40}, {"new": "n" * 40, "old": "o" * 40}
    tokens = await house.account()
    login = tokens["refresh_token"].partition(".")[0]
    old = Keys(before, issuer="ojala").access_token(UUID(login), uuid4(), house.now)
    assert str(Keys(after, issuer="ojala").login_of(old, house.now)) == login
    assert Keys({"new": "n" * 40}, issuer="ojala").login_of(old, house.now) is None


async def test_signing_in_and_out(house: House, program: AsyncClient) -> None:
    await house.account()
    wrong = await program.post("/api/v1/auth/login", json={**LOGIN, "password": BETTER})
    tokens = (await program.post("/api/v1/auth/login", json=LOGIN)).json()
    program.headers["Authorization"] = f"Bearer {tokens['access_token']}"
    out = await program.post("/api/v1/auth/logout")

    assert problem(wrong) == (401, "wrong-credentials")
    assert (tokens["token_type"], tokens["expires_in"]) == ("bearer", 900)
    assert out.status_code == 204
    assert problem(await program.post("/api/v1/auth/logout")) == (401, "unauthenticated")


async def test_too_many_attempts_wait_whoever_they_are_at(house: House) -> None:
    house.settings["login_limit"] = "3/15minutes"
    await house.stack.aclose()
    await house.open()
    program = await house.program()
    for email in (EMAIL, "nobody@example.com"):
        given = {"email": email, "password": BETTER}
        for _ in range(3):
            assert (await program.post("/api/v1/auth/login", json=given)).status_code == 401
        refused = await program.post("/api/v1/auth/login", json=given)
        assert problem(refused) == (429, "too-many")
        assert refused.headers["retry-after"] == "900"


async def test_the_second_step_by_program(house: House) -> None:
    ana = await house.signed_in()
    made = (await ana.post("/api/v1/me/second-step", json={"password": PASSWORD})).json()
    totp = pyotp.TOTP(made["secret"])
    turned = {"ticket": made["ticket"], "code": "12345"}
    wrong = await ana.post("/api/v1/me/second-step/on", json=turned)
    codes = await ana.post("/api/v1/me/second-step/on", json={**turned, "code": totp.at(house.now)})
    twice = await ana.post("/api/v1/me/second-step", json={"password": PASSWORD})
    assert made["address"].startswith("otpauth://totp/")
    assert problem(wrong) == (401, "wrong-code")
    assert len(set(codes.json()["codes"])) == 10
    assert problem(twice) == (409, "second-step-state")

    program = await house.program()
    without = await program.post("/api/v1/auth/login", json=LOGIN)
    assert problem(without) == (401, "second-step-needed")
    house.wait(timedelta(seconds=30))
    coded = {**LOGIN, "code": totp.at(house.now)}
    assert (await program.post("/api/v1/auth/login", json=coded)).status_code == 200
    assert problem(await program.post("/api/v1/auth/login", json=coded)) == (401, "wrong-code")

    me = {"password": PASSWORD}
    assert len((await ana.post("/api/v1/me/second-step/codes", json=me)).json()["codes"]) == 10
    assert (await ana.get("/api/v1/me")).json()["has_second_step"] is True
    assert (await ana.post("/api/v1/me/second-step/off", json=me)).status_code == 204
    again = await ana.post("/api/v1/me/second-step/off", json=me)
    more = await ana.post("/api/v1/me/second-step/codes", json=me)
    assert problem(again) == problem(more) == (409, "second-step-state")


async def test_a_profile_and_preferences(house: House) -> None:
    ana = await house.signed_in()
    chosen = {"session_size": 15, "desired_retention": 0.85}
    await ana.patch("/api/v1/me", json={"name": " Ana ", "language": "es"})
    await ana.patch("/api/v1/me", json={})
    letters = {"reminders": False, "weekly": False, "letter_hour": 18}
    kept = {**chosen, "dictation": False, **letters}
    changed = await ana.put("/api/v1/me/preferences", json=chosen)
    me = (await ana.get("/api/v1/me")).json()

    assert changed.status_code == 204
    assert (me["name"], me["language"], me["preferences"]) == ("Ana", "es", kept)
    assert (await ana.get("/api/v1/me/preferences")).json() == kept
    unknown = await ana.patch("/api/v1/me", json={"role": "admin"})
    assert problem(unknown) == (422, "invalid")


async def test_a_password_and_an_address_are_changed(house: House) -> None:
    ana = await house.signed_in()
    both = {"current": PASSWORD, "password": BETTER}
    assert (await ana.post("/api/v1/me/password", json=both)).status_code == 204
    asked = {"email": "new@example.com", "password": BETTER}
    assert (await ana.post("/api/v1/me/email", json=asked)).status_code == 202
    secret = {"token": await house.secret()}
    assert (await ana.post("/api/v1/me/email/confirm", json=secret)).status_code == 204
    assert problem(await ana.post("/api/v1/me/email/confirm", json=secret))[1] == "link-expired"
    assert (await ana.get("/api/v1/me")).json()["email"] == "new@example.com"


async def test_a_password_is_reset(house: House, program: AsyncClient) -> None:
    ana = await house.signed_in()
    assert (await program.post("/api/v1/auth/reset", json={"email": EMAIL})).status_code == 202
    chosen = {"token": await house.secret(), "password": BETTER}
    assert (await program.post("/api/v1/auth/reset/confirm", json=chosen)).status_code == 204
    again = await program.post("/api/v1/auth/reset/confirm", json=chosen)

    assert problem(again) == (404, "link-expired")
    assert (await ana.get("/api/v1/me")).status_code == 401


async def test_a_personal_token_reaches_as_far_as_its_scopes(house: House) -> None:
    ana = await house.signed_in()
    programs = {}
    for scopes in (["read"], ["practise"]):
        wanted = {"name": "script", "scopes": scopes, "password": PASSWORD}
        made = await ana.post("/api/v1/me/tokens", json=wanted)
        assert made.status_code == 201
        token = made.json()["token"]
        programs[scopes[0]] = await house.program(Authorization=f"Bearer {token}")
    reader, doer = programs["read"], programs["practise"]

    assert (await reader.get("/api/v1/exercises")).status_code == 200
    assert (await reader.get("/api/v1/me/logins")).status_code == 200
    assert problem(await reader.post("/api/v1/sessions")) == (403, "scope-missing")
    assert (await doer.post("/api/v1/sessions")).status_code == 201
    for refused in (
        await doer.get("/api/v1/exercises"),
        await doer.get("/api/v1/me"),
        await doer.get("/api/v1/me/logins"),
        await doer.patch("/api/v1/me", json={"name": "Eve"}),
        await reader.put("/api/v1/me/preferences", json={"session_size": 5,
                                                         "desired_retention": 0.8}),
    ):  # fmt: skip
        assert problem(refused) == (403, "scope-missing")


async def test_a_personal_token_is_revoked_and_runs_out(house: House) -> None:
    ana = await house.signed_in()
    wanted = {"name": "script", "scopes": ["read"], "days": 1, "password": PASSWORD}
    made = await ana.post("/api/v1/me/tokens", json=wanted)
    script = await house.program(Authorization=f"Bearer {made.json()['token']}")
    listed = (await ana.get("/api/v1/me/logins")).json()
    gone = await ana.delete(made.headers["location"])

    assert {place["kind"] for place in listed} == {"program", "token"}
    assert gone.status_code == 204
    assert (await script.get("/api/v1/me")).status_code == 401
    assert problem(await ana.delete(made.headers["location"])) == (404, "login-not-found")

    made = await ana.post("/api/v1/me/tokens", json=wanted)
    script.headers["Authorization"] = f"Bearer {made.json()['token']}"
    house.wait(timedelta(days=1, minutes=1))
    assert (await script.get("/api/v1/me")).status_code == 401


async def test_deletion_is_asked_for_and_called_off(house: House, program: AsyncClient) -> None:
    ana = await house.signed_in()
    wrong = await ana.request("DELETE", "/api/v1/me", json={"password": BETTER})
    asked = await ana.request("DELETE", "/api/v1/me", json={"password": PASSWORD})
    due = (await ana.get("/api/v1/me")).json()["deletion_due"]
    kept = await ana.post("/api/v1/me/keep")

    assert problem(wrong) == (401, "wrong-credentials")
    assert (asked.status_code, kept.status_code) == (202, 204)
    assert due.startswith("2026-12-07")
    assert (await ana.get("/api/v1/me")).json()["deletion_due"] is None

    started = (await program.post("/api/v1/sessions")).json()
    program.headers["Authorization"] = f"Bearer {started['token']}"
    assert (await program.request("DELETE", "/api/v1/me", json={})).status_code == 202
    assert (await program.get("/api/v1/me/export")).status_code == 401


async def test_guests_are_told_what_needs_an_account(program: AsyncClient) -> None:
    started = (await program.post("/api/v1/sessions")).json()
    program.headers["Authorization"] = f"Bearer {started['token']}"

    assert problem(await program.get("/api/v1/me/logins")) == (403, "account-needed")
    assert (await program.get("/api/v1/me/export")).json()["sessions"] != []


async def test_two_who_confirm_at_once_make_one_account(house: House, program: AsyncClient) -> None:
    await program.post("/api/v1/auth/signup", json=LOGIN)
    given = {"token": await house.secret(), "password": PASSWORD}
    replies = await asyncio.gather(
        *(program.post("/api/v1/auth/verify", json=given) for _ in range(4))
    )

    assert sorted(reply.status_code for reply in replies) == [200, 404, 404, 404]


async def test_two_wishes_for_one_address_make_one_account(
    house: House, program: AsyncClient
) -> None:
    secrets = []
    for _ in range(2):
        await program.post("/api/v1/auth/signup", json=LOGIN)
        secrets.append(await house.secret())
    first, second = [
        await program.post("/api/v1/auth/verify", json={"token": secret, "password": PASSWORD})
        for secret in secrets
    ]

    assert (first.status_code, problem(second)) == (200, (404, "link-expired"))
