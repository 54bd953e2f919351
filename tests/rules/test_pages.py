"""Rules and verbs by their addresses."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient

from ojala.app import create_app
from ojala.config import Settings


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """Somebody who looks things up; no database is asked."""
    app = create_app(Settings(data_dir=tmp_path))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(
            transport=ASGITransport(app=app),
            base_url="http://here",
            headers={"Accept": "text/html"},
            follow_redirects=True,
        ) as reader,
    ):
        yield reader


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/triggers", "Rules, A to Z"),
        ("/triggers?q=unless", "a menos que"),
        ("/triggers/cuando", 'class="readings facing"'),
        ("/verbs", "tuviéramos"),
        ("/verbs?q=tener", 'class="headword">tener'),
        ("/verbs?q=Tuvi%C3%A9ramos", "past subjunctive in -ra, nosotros"),
        ("/verbs?q=tuvieramos", 'class="headword">tener'),
        ("/verbs?q=tenerr", "is no form of a verb"),
        ("/verbs?q=googlear", "googlear"),
        ("/verbs/tener?form=sub_pres.1s", 'id="built"'),
        ("/path", "From the first subjunctive"),
        ("/path/no-hables", 'name="unit" value="no-hables"'),
        ("/moods", "Two moods, face to face"),
        ("/check", "Up to 20,000 characters"),
        ("/help", "What the verdicts mean"),
        ("/about", "Privacy"),
    ],
)
async def test_what_is_looked_up_is_found(reader: AsyncClient, address: str, words: str) -> None:
    reply = await reader.get(address)
    assert reply.status_code == 200
    assert words in reply.text


@pytest.mark.parametrize("address", ["/path/nada", "/triggers/nada", "/verbs/mesa", "/nowhere"])
async def test_what_does_not_exist_is_said_so(reader: AsyncClient, address: str) -> None:
    reply = await reader.get(address)
    assert reply.status_code == 404
    assert "Nothing you have practised is lost." in reply.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quiero que vienes.", "One verb does not fit."),
        ("Quiero que vengas.", "The one verb that could be judged stands."),
        ("Buenos días.", "no verb here"),
    ],
)
async def test_a_text_is_checked(reader: AsyncClient, text: str, words: str) -> None:
    reply = await reader.post("/check", data={"text": text})
    assert words in reply.text


async def test_a_text_that_is_too_long_is_refused(reader: AsyncClient) -> None:
    reply = await reader.post("/check", data={"text": "a" * 20_001})
    assert reply.status_code == 422


async def test_a_choice_of_language_is_kept(reader: AsyncClient) -> None:
    reply = await reader.post("/appearance", data={"language": "es", "back": "/verbs"})
    assert "Cualquier verbo en todas sus formas" in reply.text


@pytest.mark.parametrize("address", ["/verbs/tener", "/triggers/cuando", "/path"])
async def test_a_page_that_has_not_changed_is_not_sent_again(
    reader: AsyncClient, address: str
) -> None:
    first = await reader.get(address)
    known = {"If-None-Match": first.headers["etag"]}
    again = await reader.get(address, headers=known)
    spanish = await reader.get(address, headers={**known, "Accept-Language": "es"})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "Cookie" in again.headers["vary"]
    assert spanish.status_code == 200
