from copy import deepcopy

import pytest

from ojala.content.proofs.units import unit_problems
from ojala.content.sources import Source, sources
from ojala.grammar.inventory import triggers

UNITS = list(sources("units"))


def found(*files: Source) -> list[str]:
    return [problem.message for problem in unit_problems(list(files), triggers())]


def changed(place: int, **changes: object) -> Source:
    content = deepcopy(UNITS[place].content)
    return Source(UNITS[place].name, content | changes)


def test_the_path_as_it_is_holds() -> None:
    assert found(*UNITS) == []


def test_a_lesson_that_names_no_trigger_of_ours_is_found() -> None:
    assert found(changed(0, triggers=["no-such-trigger"])) == ["no trigger no-such-trigger"]


def test_what_a_lesson_needs_comes_before_it() -> None:
    late = UNITS[-1].content["id"]

    assert found(changed(0, prerequisites=[late]), *UNITS[1:]) == [
        f"{late} does not come before it"
    ]


def test_two_lessons_cannot_stand_in_one_place() -> None:
    assert "two units share an id or a place" in found(*UNITS[:2], changed(1, id="another"))


def test_an_incomplete_lesson_is_refused_by_the_schema() -> None:
    assert any("level" in message for message in found(changed(0, level="Z9")))


@pytest.mark.parametrize("text", ["*Tena and *conoza: wrong.", "*Tena~, but *tenga*.", "~Tena."])
def test_spanish_or_an_error_that_is_not_marked_off_at_both_ends_is_found(text: str) -> None:
    trap = {"en": f"{text} That is the trap.", "es": "*Tenga* y no ~tena~, he ahí la trampa."}

    (message,) = found(changed(0, trap=trap))

    assert message.startswith("trap.en: no pair to ")
