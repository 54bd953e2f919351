"""The path and its lessons."""

import pytest

from ojala.content.loader import load
from ojala.reference.lessons import lesson, path
from ojala.web.appearance import Page
from ojala.web.templating import fill

CONTENT = load()


def test_the_path_leads_through_every_lesson_once() -> None:
    listed = [one.id for level in path(CONTENT.units, "en") for one in level.lessons]
    assert sorted(listed) == sorted(unit.id for unit in CONTENT.units)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_lesson_makes_a_page_and_the_last_leads_nowhere(language: str) -> None:
    views = [lesson(CONTENT.units, unit, CONTENT.triggers, language) for unit in CONTENT.units]
    assert sum(view.next is None for view in views) == 1
    for view in views:
        page = fill("reference/lesson.html", Page(language=language), {"view": view})
        assert view.examples
        assert 'class="example"' in page
        assert '<i lang="es"' in page
        assert "~" not in page
