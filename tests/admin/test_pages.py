import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from ojala.storage import jobs
from ojala.storage.tables import AttemptRow
from ojala.web.appearance import LANGUAGES
from tests.accounts.conftest import Browser, House
from tests.admin.conftest import BOSS, contested, id_of

PAGES = ("", "/users", "/reports", "/reports?settled=true", "/jobs", "/jobs?state=waiting",
         "/mails", "/switches", "/audit")  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_speaks_both_languages(house: House, desk: Browser, language: str) -> None:
    await contested(await house.signed_in())
    for page in PAGES:
        reply = await desk.client.get(f"/admin{page}", headers={"Accept-Language": language})
        assert reply.status_code == 200, page
        assert f'<html lang="{language}"' in reply.text
        assert reply.headers["cache-control"] == "no-store"


async def test_somebody_is_looked_for_and_given_a_role(house: House, desk: Browser) -> None:
    ana = await house.signed_in()
    address = f"/admin/users/{await id_of(ana)}"
    await desk.get("/admin/users?q=ana&role=learner")
    assert address in desk.page
    assert BOSS not in desk.page
    await desk.get(address)
    await desk.send(f"{address}/role", role="teacher")
    assert re.search(r"<dd>\s*teacher\s*</dd>", desk.page)
    assert "learner → teacher" in desk.page
    await desk.send(f"{address}/sign-out")
    await desk.send(f"{address}/disable")
    assert "Enable the account" in desk.page
    await desk.send(f"{address}/enable")
    assert "Disable the account" in desk.page
    await desk.get("/admin/users?q=nobody")
    assert "No account is like this." in desk.page


async def test_ones_own_account_offers_nothing(desk: Browser) -> None:
    await desk.get("/account")
    assert 'href="/admin"' in desk.page
    await desk.get("/admin/users?role=admin")
    (own,) = re.findall(r"/admin/users/[\w-]{36}", desk.page)
    await desk.get(own)
    assert "another administrator" in desk.page
    assert f"{own}/disable" not in desk.page


async def test_a_report_is_settled_by_a_button(house: House, desk: Browser) -> None:
    exercise = await contested(await house.signed_in())
    await desk.get("/admin/reports")
    assert "zapato" in desk.page
    assert "/remark" not in desk.page
    await desk.send(f"/admin/reports/{exercise}/settle")
    assert "There are none." in desk.page
    refused = await desk.client.post(f"/admin/reports/{exercise}/remark", data={})
    assert refused.status_code == 403


async def test_an_answer_is_judged_anew_by_a_button(house: House, desk: Browser) -> None:
    ana = await house.signed_in()
    exercise = await contested(ana)
    (report,) = (await desk.client.get("/api/v1/admin/reports")).json()["reports"]
    async with house.database.transaction() as tx:
        await tx.execute(update(AttemptRow).values(response=report["due"][0]))
    await desk.get("/admin/reports")
    await desk.send(f"/admin/reports/{exercise}/remark")
    await desk.get("/admin/reports?settled=true")
    assert "Judged anew" in desk.page


async def test_a_job_is_tried_again_by_a_button(house: House, desk: Browser) -> None:
    async with house.database.transaction() as tx:
        lost = await jobs.enqueue(tx, "some.job", {}, now=house.now)
        await jobs.finish(tx, lost, now=house.now, error="no such user")
    await desk.get("/admin/jobs")
    assert "no such user" in desk.page
    await desk.send(f"/admin/jobs/{lost}/retry")
    assert "no such user" not in desk.page


async def test_a_switch_is_turned_by_a_button(desk: Browser) -> None:
    await desk.get("/admin/switches")
    await desk.send("/admin/switches/speech", to="off")
    assert 'name="to" value="on"' in desk.page
    assert 'data-voice="off"' in (await desk.get("/admin/switches")).text
    await desk.get("/admin/audit")
    assert "turned a switch" in desk.page
    assert BOSS in desk.page


async def test_a_long_list_leads_on(house: House, desk: Browser) -> None:
    async with house.database.transaction() as tx:
        for _ in range(51):
            await jobs.enqueue(
                tx, "some.job", {}, now=house.now, run_after=house.now + timedelta(days=9)
            )
    await desk.get("/admin/jobs?state=waiting")
    shown = desk.page.count(">some.job<")
    (more,) = re.findall(r'<a href="([^"]+)" rel="next"', desk.page)
    reply = await desk.get("/admin/jobs" + more.replace("&amp;", "&"))
    assert reply.status_code == 200
    assert shown + desk.page.count(">some.job<") == 51
    assert 'rel="next"' not in desk.page


async def test_whoever_has_no_second_step_is_told_where_to_turn_it_on(house: House) -> None:
    browser = await house.browser()
    await browser.sign_up()
    await house.change(role="admin")
    reply = await browser.get("/admin")

    assert reply.status_code == 403
    assert "/account#second-step" in browser.page
