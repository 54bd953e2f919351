"""Bringing one's log back by a form and through the API."""

import json

from httpx2 import AsyncClient

from tests.practice.test_pages import begin, visitor

__all__ = ["visitor"]


async def test_an_export_is_brought_back_by_a_form(visitor: AsyncClient) -> None:
    await begin(visitor)
    told = (await visitor.get("/progress/export/everything.json")).text
    assert 'action="/practice/imports"' in (await visitor.get("/progress/data")).text
    same = await visitor.post("/practice/imports", files={"file": ("ojala.json", told)})
    visitor.cookies.clear()
    assert (await visitor.post("/practice/imports", files={"file": told})).status_code == 401
    await visitor.post("/practice/sessions")
    other = await visitor.post("/practice/imports", files={"file": ("ojala.json", told)})

    assert "All of it was here already" in same.text
    assert "One answer is new" in other.text


async def test_what_is_faulty_is_told_in_both_languages(visitor: AsyncClient) -> None:
    await begin(visitor)
    told = json.loads((await visitor.get("/progress/export/everything.json")).text)
    told["attempts"][0]["verdict"] = "splendid"
    for language, words in (("en", "one row of the file"), ("es", "una fila del archivo")):
        visitor.headers["Accept-Language"] = language
        page = await visitor.post("/practice/imports", files={"file": json.dumps(told)})
        assert page.status_code == 422
        assert words in page.text
        assert "attempts" in page.text
    nothing = await visitor.post("/practice/imports", files={"file": "nothing"})
    assert nothing.status_code == 422
    assert "The file is not JSON" in nothing.text
