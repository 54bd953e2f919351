"""What the tutor costs, as those who run the service are told."""

import csv

from ojala.storage.audit import mark
from tests.admin.conftest import RIGHTS, id_of
from tests.tutor.conftest import School

BOSS = "boss@example.com"
SAID = "A doubt is like a door that stays open."


async def test_what_was_spent_is_told_by_day_and_way_and_by_question(school: School) -> None:
    school.model.says(SAID, "The form is *teniera*.")
    await school.heard()
    browser = await school.house.browser()
    await browser.sign_up(BOSS)
    await school.house.change(BOSS, **RIGHTS)

    page = await browser.get("/admin/tutor")
    told = (await browser.client.get("/api/v1/admin/tutor")).json()
    sent = await browser.client.get("/admin/tutor/calls.csv")

    assert "2026-11-23" in page.text
    assert (told["spent"], told["budget"]) == (165, 3_000_000)
    assert told["days"] == [
        {
            "day": "2026-11-23",
            "way": "explain",
            "calls": 1,
            "learners": 1,
            "prompt_tokens": 120,
            "completion_tokens": 45,
            "withheld": 1,
            "failed": 0,
        }
    ]
    (row,) = csv.DictReader(sent.text.splitlines())
    assert row["learner"] == mark(await id_of(school.program))
    assert (row["way"], row["outcome"], row["prompt_tokens"]) == ("explain", "partly", "120")


async def test_what_was_spent_is_nobody_elses_business(school: School) -> None:
    for path in ("/admin/tutor", "/admin/tutor/calls.csv", "/api/v1/admin/tutor"):
        assert (await school.program.get(path)).status_code == 403
