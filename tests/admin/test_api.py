from datetime import timedelta

from httpx2 import AsyncClient
from structlog.testing import capture_logs

from ojala.mail import queries as mail_queries
from ojala.mail.letters import Letter
from ojala.storage import jobs
from ojala.storage.ids import new_id
from tests.accounts.conftest import PASSWORD, House, problem
from tests.admin.conftest import BOSS, contested, id_of


async def test_a_learner_is_made_a_teacher_kept_out_and_let_in(
    house: House, boss: AsyncClient
) -> None:
    ana = await house.signed_in()
    whose = f"/api/v1/admin/users/{await id_of(ana)}"
    assert (await ana.get("/api/v1/admin")).status_code == 403

    changed = await boss.patch(whose, json={"role": "teacher", "disabled": True})
    assert (changed.json()["role"], changed.json()["disabled_at"] is None) == ("teacher", False)
    assert (await ana.get("/api/v1/me")).status_code == 401
    await boss.patch(whose, json={"disabled": False})
    signed_in = await ana.post(
        "/api/v1/auth/login", json={"email": "ana@example.com", "password": PASSWORD}
    )
    assert signed_in.status_code == 200
    assert (await boss.delete(f"{whose}/logins")).status_code == 204
    token = signed_in.json()["access_token"]
    reply = await ana.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert reply.status_code == 401

    log = (await boss.get("/api/v1/admin/audit")).json()["acts"]
    assert [one["act"] for one in log][:2] == ["signed-out", "enabled"]
    assert {one["act"] for one in log[2:]} == {"disabled", "role"}
    mark = (await boss.get(whose)).json()["mark"]
    assert {one["subject"] for one in log} == {mark}


async def test_accounts_are_listed_page_by_page(house: House, boss: AsyncClient) -> None:
    await house.signed_in()
    first = (await boss.get("/api/v1/admin/users", params={"limit": 1})).json()
    rest = (await boss.get("/api/v1/admin/users", params={"before": first["next"]})).json()

    found = {one["email"] for one in [*first["users"], *rest["users"]]}
    assert found == {BOSS, "ana@example.com"}
    assert rest["next"] is None
    one = await boss.get("/api/v1/admin/users", params={"q": "ana", "role": "learner"})
    assert [user["email"] for user in one.json()["users"]] == ["ana@example.com"]


async def test_a_report_is_read_and_settled(house: House, boss: AsyncClient) -> None:
    ana = await house.signed_in()
    exercise = await contested(ana)
    (report,) = (await boss.get("/api/v1/admin/reports")).json()["reports"]
    assert (report["given"], report["verdict"], report["differs"]) == ("zapato", "wrong", False)
    assert str(await id_of(ana)) not in str(report)
    address = f"/api/v1/admin/reports/{exercise}"
    assert problem(await boss.post(f"{address}/remark")) == (409, "nothing-to-remark")
    assert (await boss.post(f"{address}/settle")).status_code == 204
    assert (await boss.get("/api/v1/admin/reports")).json() == {"reports": [], "next": None}
    settled = await boss.get("/api/v1/admin/reports", params={"settled": True, "limit": 1})
    assert settled.json()["next"] == exercise


async def test_a_job_is_tried_again(house: House, boss: AsyncClient) -> None:
    async with house.database.transaction() as tx:
        lost = await jobs.enqueue(tx, "some.job", {"to": "ana@example.com"}, now=house.now)
        await jobs.finish(tx, lost, now=house.now, error="no such user")
    (job,) = (await boss.get("/api/v1/admin/jobs")).json()["jobs"]
    assert (job["id"], job["state"], job["error"]) == (str(lost), "given-up", "no such user")
    assert "ana@example.com" not in str(job)
    address = f"/api/v1/admin/jobs/{lost}/retry"
    assert (await boss.post(address)).status_code == 202
    assert problem(await boss.post(address)) == (409, "job-not-given-up")


async def test_what_became_of_letters_is_read_page_by_page(house: House, boss: AsyncClient) -> None:
    letter = Letter("reset", "ana@example.com", "en", {})
    for hours in range(3):
        async with house.database.transaction() as tx:
            now = house.now + timedelta(hours=hours)
            await mail_queries.log(tx, new_id(now), letter, "refused", "550 no", now)
    first = (await boss.get("/api/v1/admin/mails", params={"limit": 2})).json()
    rest = (await boss.get("/api/v1/admin/mails", params={"before": first["next"]})).json()

    assert len(first["mails"]) == 2
    everything = [*first["mails"], *rest["mails"]]
    refused = [one["to"] for one in everything if one["outcome"] == "refused"]
    assert refused == ["a…@example.com"] * 3
    overview = (await boss.get("/api/v1/admin")).json()
    assert (overview["mails_refused"], overview["roles"]) == (3, {"admin": 1})


async def turn(boss: AsyncClient, switch: str, *, on: bool) -> None:
    reply = await boss.put(f"/api/v1/admin/switches/{switch}", json={"on": on})
    assert reply.status_code == 204
    assert (await boss.get("/api/v1/admin/switches")).json()[switch] is on


async def test_without_sign_up_no_account_is_made(house: House, boss: AsyncClient) -> None:
    ana, browser = await house.program(), await house.browser()
    wish = {"email": "ana@example.com", "password": PASSWORD}
    await turn(boss, "sign-up", on=False)

    assert problem(await ana.post("/api/v1/auth/signup", json=wish)) == (403, "switched-off")
    assert "not being made here" in (await browser.get("/signup")).text
    reply = await browser.send("/signup", email="ana@example.com", password=PASSWORD)
    assert reply.status_code == 403
    await turn(boss, "sign-up", on=True)
    assert (await ana.post("/api/v1/auth/signup", json=wish)).status_code == 202


async def test_without_guests_one_practises_with_an_account(
    house: House, boss: AsyncClient
) -> None:
    before = await house.program()
    guest = (await before.post("/api/v1/sessions")).json()["token"]
    await turn(boss, "guests", on=False)

    new = await house.program()
    assert problem(await new.post("/api/v1/sessions")) == (401, "unauthenticated")
    browser = await house.browser()
    await browser.get("/")
    assert (await browser.send("/start", text="zapato")).status_code == 401
    assert 'href="/login' in browser.page
    # Whoever was a guest before keeps what they have.
    known = {"Authorization": f"Bearer {guest}"}
    assert (await new.post("/api/v1/sessions", headers=known)).status_code == 201
    assert (await boss.post("/api/v1/sessions")).status_code == 201


async def test_without_leaderboards_nobody_is_ranked(house: House, boss: AsyncClient) -> None:
    browser = await house.browser()
    await browser.practise()
    await browser.get("/progress")
    assert "/progress/leaderboard" in browser.page
    await turn(boss, "leaderboards", on=False)

    assert problem(await boss.get("/api/v1/leaderboards")) == (403, "switched-off")
    assert (await browser.get("/progress/leaderboard")).status_code == 403
    assert (await browser.get("/progress")).status_code == 200
    assert "/progress/leaderboard" not in browser.page


async def test_without_reading_aloud_pages_name_no_voice(house: House, boss: AsyncClient) -> None:
    browser = await house.browser()
    assert 'data-voice="es"' in (await browser.get("/")).text
    await turn(boss, "speech", on=False)
    assert (await boss.get("/api/v1/me")).status_code == 200

    assert 'data-voice="off"' in (await browser.get("/")).text


async def test_what_is_not_known_is_not_found(house: House, boss: AsyncClient) -> None:
    nobody = new_id(house.now)
    assert problem(await boss.get(f"/api/v1/admin/users/{nobody}")) == (404, "entry-not-found")
    reply = await boss.patch(f"/api/v1/admin/users/{await id_of(boss)}", json={"role": "learner"})
    assert problem(reply) == (409, "not-oneself")


async def test_looking_at_an_account_is_noted(house: House, boss: AsyncClient) -> None:
    whose, who = await id_of(await house.signed_in()), await id_of(boss)
    with capture_logs() as lines:
        await boss.get(f"/api/v1/admin/users/{whose}")
    (noted,) = [line for line in lines if line["event"] == "account looked at"]

    assert noted["learner"] == str(who)
    assert str(whose) not in str(lines)
