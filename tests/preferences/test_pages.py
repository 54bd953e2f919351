"""Preferences as a page: what is chosen is kept, and holds for practice."""

import re
from collections.abc import AsyncIterator

import pytest
from httpx2 import AsyncClient

from ojala.exercises.generation import Variety
from ojala.learning.learner import Preferences
from ojala.preferences.choices import SHOWN, Chosen, zones
from ojala.spanish.features import Person
from tests.visitors import visiting

FORM = {
    "variety": "vos",
    "persons": ["1s", "2s", "3s"],
    "session_size": "5",
    "retention": "85",
    "accents": "strict",
    "retries": "never",
    "accent_keys": "true",
    "zone": "America/Argentina/Buenos_Aires",
    "turns": "3",
    "language": "es",
    "theme": "dark",
}


@pytest.fixture
async def visitor(database_url: str) -> AsyncIterator[AsyncClient]:
    """Somebody with a browser."""
    async with visiting(database_url) as visitor:
        yield visitor


def ticked(page: str, name: str) -> list[str]:
    """The values of the boxes and buttons of this name that are on."""
    return re.findall(rf'name="{name}"\s+value="([^"]*)"\s+checked', page)


async def test_looking_at_the_page_makes_nobody_known(visitor: AsyncClient) -> None:
    page = await visitor.get("/preferences")

    assert page.status_code == 200
    assert not visitor.cookies


async def test_what_is_chosen_is_there_afterwards_in_the_language_chosen(
    visitor: AsyncClient,
) -> None:
    page = (await visitor.post("/preferences", data=FORM)).text

    assert "Guardado" in page
    assert 'data-theme="dark"' in page
    assert ticked(page, "variety") == ["vos"]
    assert ticked(page, "persons") == ["1s", "2s", "3s"]
    assert ticked(page, "accent_keys") == ["true"]
    assert ticked(page, "hints") == []
    assert "<option selected>America/Argentina/Buenos_Aires</option>" in page


async def test_a_session_is_as_long_as_was_chosen_and_offers_what_was_chosen(
    visitor: AsyncClient,
) -> None:
    await visitor.post("/preferences", data=FORM | {"accent_keys": []})
    page = (await visitor.post("/practice/sessions")).text

    assert 'max="5"' in page
    assert "data-accents" not in page
    assert "/hint" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("zone", "Atlantis/Poseidonis"), ("persons", []), ("session_size", "0"), ("theme", "pink")],
)
async def test_what_makes_no_sense_is_refused(
    visitor: AsyncClient, field: str, value: str | list[str]
) -> None:
    reply = await visitor.post("/preferences", data=FORM | {field: value})

    assert reply.status_code == 422


async def test_the_browsers_language_comes_back_when_it_is_chosen(visitor: AsyncClient) -> None:
    await visitor.post("/preferences", data=FORM)
    page = await visitor.post("/preferences", data=FORM | {"language": ""})

    assert 'lang="en"' in page.text


def test_who_leaves_out_tu_leaves_out_vos() -> None:
    chosen = Chosen(persons=[Person.YO]).applied(Preferences(variety=Variety.VOSEO))

    assert chosen.persons == {Person.YO}
    assert Chosen(persons=list(SHOWN)).applied(chosen).left_out == ()


def test_time_zones_are_offered_by_area_and_no_other_is() -> None:
    areas = dict(zones())

    assert "Europe/Madrid" in areas["Europe"]
    assert all(zone.startswith(area) for area, them in areas.items() for zone in them)
