"""Importing through the API."""

import gzip
import json

from httpx2 import AsyncClient

from tests.practice.test_pages import begin, visitor

__all__ = ["visitor"]


async def test_a_report_tells_what_was_new_or_why_nothing_was_taken(visitor: AsyncClient) -> None:
    await begin(visitor)
    text = (await visitor.get("/progress/export/everything.json")).text
    packed = await visitor.post("/api/v1/imports", files={"file": gzip.compress(text.encode())})
    told = json.loads(text)
    told["reviews"][0]["rating"] = 9
    faulty = await visitor.post("/api/v1/imports", files={"file": json.dumps(told)})
    refused = await visitor.post("/api/v1/imports", files={"file": "{}"})

    assert packed.json()["read"]["attempts"] == 1
    assert set(packed.json()["added"].values()) == {0}
    assert faulty.status_code == 422
    assert faulty.json()["faults"][0]["table"] == "reviews"
    assert refused.json()["type"].endswith("/upload-refused")
