"""The tutor as people without scripts use it, and what a script is sent."""

import re

import pytest

from ojala.app import create_app
from ojala.config import Settings
from ojala.storage.database import Database
from tests.accounts.conftest import Browser, House
from tests.tutor.conftest import School, settings
from tests.tutor.model_server import Parrot

SAID = "A doubt is like a door that stays open."


async def reader(school: School) -> Browser:
    """A browser of the same learner."""
    browser = await school.house.browser()
    browser.client.headers["Authorization"] = school.program.headers["Authorization"]
    return browser


async def test_the_row_under_a_verdict_leads_to_an_answer(school: School) -> None:
    school.model.says(SAID, "The form is *teniera*.")
    browser = await reader(school)
    await browser.get(f"/practice/exercises/{school.exercise}")
    assert browser.page.count('name="way"') == 3

    await browser.send(f"/tutor/exercises/{school.exercise}", way="explain")

    assert SAID in browser.page
    assert "teniera" not in browser.page
    again = await browser.get(f"/tutor/exercises/{school.exercise}")
    assert SAID in again.text


async def test_examples_are_set_with_their_form_marked(school: School) -> None:
    browser = await reader(school)
    await browser.get(f"/tutor/exercises/{school.exercise}")
    await browser.send(f"/tutor/exercises/{school.exercise}", way="examples")

    assert re.search(r'<p class="es" lang="es">[^<]*<b>[^<\[]+</b>', browser.page)


async def test_a_sentence_is_discussed_and_the_question_shown_as_it_was_written(
    school: School,
) -> None:
    school.model.says(SAID)
    browser = await reader(school)
    await browser.get(f"/tutor/exercises/{school.exercise}")

    await browser.send(f"/tutor/exercises/{school.exercise}", way="discuss", text="<b>Why</b> not?")

    assert "<q>&lt;b&gt;Why&lt;/b&gt; not?</q>" in browser.page
    assert SAID in browser.page


async def test_a_script_hears_it_line_by_line(school: School) -> None:
    school.model.says(SAID, SAID)
    browser = await reader(school)

    reply = await browser.client.post(
        f"/tutor/exercises/{school.exercise}",
        data={"way": "explain"},
        headers={"Ojala-Fragment": "tutor"},
    )

    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["x-accel-buffering"] == "no"
    part = f"event: part\ndata:   <p>{SAID}</p>\n\n"
    assert re.sub(" +", " ", reply.text) == re.sub(" +", " ", f"{part}{part}event: end\ndata: \n\n")


async def test_before_anything_is_sent_one_is_asked_and_may_end_it(school: School) -> None:
    school.model.says(SAID)
    browser = await reader(school)
    await browser.get("/tutor")
    assert "127.0.0.1" in browser.page
    await browser.send("/tutor", agreed="false")

    await browser.get(f"/practice/exercises/{school.exercise}")
    asked = await browser.send(f"/tutor/exercises/{school.exercise}", way="explain")

    assert asked.url.path == "/tutor"
    assert school.model.asked == []
    after = await browser.send("/tutor", agreed="true")
    assert after.url.path == f"/practice/exercises/{school.exercise}"
    assert (await school.standing())["consented_at"] is not None


async def test_one_is_led_back_within_this_site_alone(school: School) -> None:
    browser = await reader(school)
    await browser.get("/tutor?back=//evil.example")
    after = await browser.send("/tutor", agreed="true")

    assert after.url.host == "here"


async def test_without_a_server_there_is_no_tutor(database: Database, database_url: str) -> None:
    house = House(database, database_url)
    await house.open()
    async with house.stack:
        browser = await house.browser()
        token = (await browser.client.post("/api/v1/sessions")).json()["token"]
        browser.client.headers["Authorization"] = f"Bearer {token}"
        page = await browser.get("/tutor")

        assert page.status_code == 403
        assert "tutor" not in (await browser.get("/practice/new")).text


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_pages_speak_both_languages(school: School, language: str) -> None:
    browser = await reader(school)
    browser.client.headers["Accept-Language"] = language
    await browser.get(f"/tutor/exercises/{school.exercise}")
    assert f'<html lang="{language}"' in browser.page
    await browser.get("/tutor")
    assert f'<html lang="{language}"' in browser.page


def test_a_key_is_never_shown(model: Parrot) -> None:
    told = settings(model)
    app = create_app(Settings(**told))

    assert told["tutor_key"] not in repr(Settings(**told))
    assert app.state.tutor.model.host == "127.0.0.1"
