"""What one takes along: all of it, once, and in forms that others read."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

from httpx2 import AsyncClient

from ojala.progress import reviewfile
from tests.progress.test_pages import client, clock, practise

__all__ = ["client", "clock"]


async def test_everything_is_in_the_export_and_nothing_of_the_account(client: AsyncClient) -> None:
    await practise(client, text="=1+1")
    sent = await client.get("/progress/export/everything.json")
    told = json.loads(sent.text)

    assert sent.headers["content-disposition"] == 'attachment; filename="ojala.json"'
    assert (told["format"], told["version"]) == ("ojala-export", 1)
    assert len(told["attempts"]) == 2
    assert told["attempts"][0]["response"] == "=1+1"
    assert {row["exercise_id"] for row in told["reviews"]} <= {r["id"] for r in told["exercises"]}
    assert "learner_id" not in told["exercises"][0]
    assert set(told["attempts"][0]) == {
        *("exercise_id", "number", "given_at", "response", "elapsed"),
        *("verdict", "diagnosis", "engine_version", "policy"),
    }


async def test_answers_are_text_and_no_formulas(client: AsyncClient) -> None:
    await practise(client, text="=1+1")
    rows = list(csv.DictReader(StringIO((await client.get("/progress/export/answers.csv")).text)))

    assert [row["given"] for row in rows] == ["'=1+1", "'=1+1"]
    assert all(row["right"] and row["sentence"] for row in rows)


async def test_reviews_are_as_the_memory_bench_reads_them(client: AsyncClient) -> None:
    await practise(client)
    text = (await client.get("/progress/export/reviews.csv")).text

    assert list(reviewfile.read(StringIO(text)))


async def test_decks_hold_mistakes_or_a_lesson(client: AsyncClient) -> None:
    await practise(client)
    page = (await client.get("/progress/data")).text
    unit = page.partition('<option value="')[2].partition('"')[0]
    for address in ("mistakes.apkg", f"lesson.apkg?unit={unit}"):
        deck = await client.get(f"/progress/export/{address}")
        assert deck.status_code == 200
        assert "collection.anki2" in ZipFile(BytesIO(deck.content)).namelist()
    assert (await client.get("/progress/export/lesson.apkg?unit=none")).status_code == 404
