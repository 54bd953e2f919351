import json
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response

from ojala.sets import service
from tests.sets.conftest import Author, become_guest

RIGHT = "Quiero que Ana [tenga] suerte."
OTHER = "Dudo que Luis [sepa] nadar."
WRONG = "Quiero que Ana [tiene] suerte."


def problem(response: Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].removeprefix("/problems/")


async def test_a_right_sentence_is_taken_and_a_wrong_one_told_why(author: Author) -> None:
    taken = await author.write(RIGHT, gloss="I want Ana to be lucky.")
    assert taken.status_code == 201
    assert taken.json()["answers"] == ["tenga"]
    assert taken.json()["rule"] == "/triggers/querer-que"
    assert (await author.client.get(taken.headers["location"])).json() == taken.json()

    refused = await author.write(WRONG)
    assert problem(refused) == (422, "not-an-exercise")
    assert refused.json()["detail"] == "Here *querer que* asks for the subjunctive: *tenga*."
    assert await author.sentences() == [RIGHT]


async def test_a_fault_is_told_in_the_askers_language(author: Author) -> None:
    author.client.headers["Accept-Language"] = "es"

    assert (await author.write(WRONG)).json()["detail"].startswith("Aquí *querer que* pide el subj")


async def test_a_sentence_stands_once_in_a_set(author: Author) -> None:
    first = await author.write(RIGHT)
    assert problem(await author.write(RIGHT)) == (409, "sentence-known")

    await author.write(OTHER)
    changed = await author.client.put(first.headers["location"], json={"text": OTHER})
    assert problem(changed) == (409, "sentence-known")
    same = await author.client.put(first.headers["location"], json={"text": RIGHT, "gloss": "x"})
    assert same.json()["gloss"] == "x"


async def test_a_change_to_what_somebody_else_changed_is_refused(author: Author) -> None:
    made = await author.write(RIGHT)
    address, seen = made.headers["location"], {"If-Match": made.headers["etag"]}
    changed = await author.client.put(address, json={"text": OTHER}, headers=seen)
    assert changed.json()["answers"] == ["sepa"]

    again = await author.client.put(address, json={"text": RIGHT}, headers=seen)
    assert problem(again) == (412, "changed")
    assert problem(await author.client.delete(address, headers=seen)) == (412, "changed")
    nonsense = await author.client.delete(address, headers={"If-Match": '"nonsense"'})
    assert problem(nonsense) == (412, "changed")
    now = {"If-Match": changed.headers["etag"]}
    assert (await author.client.delete(address, headers=now)).status_code == 204
    assert problem(await author.client.get(address)) == (404, "own-exercise-not-found")


async def test_sets_are_listed_renamed_and_deleted(client: AsyncClient) -> None:
    made = [
        (await client.post("/api/v1/sets", json={"title": f"Set {n}"})).json() for n in range(3)
    ]
    page = (await client.get("/api/v1/sets", params={"limit": 2})).json()
    rest = (await client.get("/api/v1/sets", params={"limit": 2, "before": page["next"]})).json()
    assert [one["title"] for one in page["sets"] + rest["sets"]] == ["Set 2", "Set 1", "Set 0"]
    assert rest["next"] is None

    address = f"/api/v1/sets/{made[0]['id']}"
    assert (await client.put(address, json={"title": "Otro"})).json()["title"] == "Otro"
    assert (await client.delete(address)).status_code == 204
    assert problem(await client.get(address)) == (404, "set-not-found")
    assert problem(await client.put(address, json={"title": "x"})) == (404, "set-not-found")
    assert problem(await client.delete(address)) == (404, "set-not-found")


async def test_nobody_sees_anothers_set(author: Author) -> None:
    made = (await author.write(RIGHT)).headers["location"]
    await become_guest(author.client)

    for address in (author.set, made, f"{author.set}/file", f"{author.set}/exercises"):
        assert (await author.client.get(address)).status_code == 404
    assert problem(await author.write(OTHER)) == (404, "set-not-found")
    assert problem(await author.send("a.csv", f"text\n{RIGHT}\n".encode())) == (
        404,
        "set-not-found",
    )
    started = await author.client.post(f"{author.set}/sessions")
    assert problem(started) == (404, "nothing-to-practise")


async def test_a_file_with_a_fault_is_taken_whole_or_not_at_all(author: Author) -> None:
    content = f"text\n{RIGHT}\n{WRONG}\n{OTHER}\n{RIGHT}\n".encode()
    report = (await author.send("a.csv", content)).json()

    assert (report["taken"], report["refused"]) == (0, 2)
    assert [(row["row"], row["fault"]) for row in report["rows"] if row["fault"]] == [
        (3, "Here *querer que* asks for the subjunctive: *tenga*."),
        (5, "This sentence is here already."),
    ]
    assert await author.sentences() == []

    report = (await author.send("a.csv", content, only_good=True)).json()
    assert (report["taken"], report["refused"]) == (2, 2)
    assert sorted(await author.sentences()) == sorted([RIGHT, OTHER])
    again = (await author.send("a.csv", f"text\n{RIGHT}\n".encode())).json()
    assert (again["taken"], again["rows"][0]["fault"]) == (0, "This sentence is here already.")


async def test_a_set_written_out_can_be_taken_in_elsewhere(author: Author) -> None:
    for text in (RIGHT, OTHER):
        await author.write(text)
    written = await author.client.get(f"{author.set}/file")
    await become_guest(author.client)
    made = await author.client.post("/api/v1/sets", json={"title": "Copia"})
    copy = Author(author.client, made.headers["location"])

    assert (await copy.send("set.json", written.content)).json()["taken"] == 2
    assert sorted(await copy.sentences()) == sorted([RIGHT, OTHER])


async def test_an_upload_beyond_the_limit_is_refused_by_its_length_and_while_it_comes(
    author: Author,
) -> None:
    declared = await author.client.post(
        f"{author.set}/imports", content=b"", headers={"Content-Length": str(2 * 1024**3)}
    )
    assert declared.status_code == 413

    async def endless() -> AsyncIterator[bytes]:
        start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        yield start
        for _ in range(2 * 1024):
            yield b"x" * 1024**2

    flood = await author.client.post(
        f"{author.set}/imports",
        content=endless(),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert flood.status_code == 413
    assert await author.sentences() == []


async def test_no_more_than_a_set_holds_is_taken(author: Author) -> None:
    found = (await author.client.get("/api/v1/sets", params={"limit": 1})).json()["sets"][0]
    assert found["size"] == 0
    rows = [{"text": f"Quiero que Ana [tenga] suerte {n} veces."} for n in range(500)]
    assert (await author.send("a.json", json.dumps(rows).encode())).json()["taken"] == 500

    assert problem(await author.write(RIGHT)) == (409, "set-full")
    more = await author.send("a.csv", f"text\n{RIGHT}\n".encode())
    assert problem(more) == (409, "set-full")


async def test_there_is_an_end_to_the_sets_of_one_author(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_SETS", 1)
    more = await author.client.post("/api/v1/sets", json={"title": "Para el martes"})

    assert problem(more) == (409, "set-full")


async def test_a_set_can_be_practised_and_its_answers_count(author: Author) -> None:
    for text in (RIGHT, OTHER):
        await author.write(text)
    session = (await author.client.post(f"{author.set}/sessions")).json()
    assert session["remaining"] == 2
    asked = []
    for answer in ("tenga", "sepa"):
        exercise = (await author.practised(session)).json()
        asked.append(exercise["sentence"])
        given = await author.client.post(
            f"/api/v1/exercises/{exercise['id']}/answer", json={"text": answer}
        )
        assert given.json()["verdict"] == "correct"

    assert asked == ["Quiero que Ana ____ suerte.", "Dudo que Luis ____ nadar."]
    assert problem(await author.practised(session)) == (409, "session-finished")
    nothing = await author.client.post(f"/api/v1/sets/{uuid4()}/sessions")
    assert problem(nothing) == (404, "nothing-to-practise")
