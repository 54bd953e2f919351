from httpx2 import AsyncClient

RIGHT = "Quiero que Ana [tenga] suerte."


async def test_a_learner_makes_a_set_and_fills_and_practises_it(client: AsyncClient) -> None:
    made = await client.post("/sets", data={"title": "Para el lunes"})
    address = made.headers["location"]
    assert "Para el lunes" in (await client.get("/sets")).text

    wrong = await client.post(f"{address}/exercises", data={"text": "Quiero que Ana [tiene] sed."})
    assert wrong.status_code == 422
    assert 'asks for the subjunctive: <i lang="es">tenga</i>' in wrong.text
    assert "Quiero que Ana [tiene] sed." in wrong.text
    added = await client.post(f"{address}/exercises", data={"text": RIGHT, "gloss": "Luck."})
    assert added.status_code == 303
    twice = await client.post(f"{address}/exercises", data={"text": RIGHT})
    assert "This sentence is here already." in twice.text

    started = await client.post(f"/practice/sets/{address.rpartition('/')[2]}")
    assert " suerte." in (await client.get(started.headers["location"])).text


async def test_a_file_is_reported_row_by_row(client: AsyncClient) -> None:
    address = (await client.post("/sets", data={"title": "Uno"})).headers["location"]
    rows = f"text\n{RIGHT}\nQuiero que [zapato].\n".encode()
    report = await client.post(f"{address}/imports", files={"file": ("a.csv", rows)})
    assert "Nothing was taken." in report.text
    assert "Row 3:" in report.text

    good = await client.post(
        f"{address}/imports", files={"file": ("a.csv", rows)}, data={"only_good": "true"}
    )
    assert "1 sentence was taken." in good.text
    broken = await client.post(f"{address}/imports", files={"file": ("a.apkg", b"PK\3\4x")})
    assert broken.status_code == 422
    assert "cannot be unpacked" in broken.text


async def test_sentences_and_sets_are_renamed_and_deleted(client: AsyncClient) -> None:
    address = (await client.post("/sets", data={"title": "Uno"})).headers["location"]
    await client.post(f"{address}/title", data={"title": "Dos"})
    await client.post(f"{address}/exercises", data={"text": RIGHT})
    page = (await client.get(address)).text
    assert "<h1>Dos</h1>" in page
    assert '<a href="/triggers/querer-que" lang="es">querer que</a>' in page
    (deleting,) = [
        part.partition('"')[0]
        for part in page.split('action="')
        if part.startswith(f"{address}/exercises/")
    ]

    await client.post(deleting)
    assert "There are none yet." in (await client.get(address)).text
    await client.post(f"{address}/delete")
    assert (await client.get(address)).status_code == 404


async def test_a_stranger_is_told_how_to_become_known(client: AsyncClient) -> None:
    client.headers.pop("Authorization")

    assert "Practise once first" in (await client.get("/sets")).text
