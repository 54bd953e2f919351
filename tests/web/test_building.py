"""The stages of a form."""

import pytest

from ojala.spanish import Cell, Person, Tense
from ojala.web.building import new_letters, stages
from ojala.web.typesetting import Change


def shown(lemma: str, tense: Tense, person: Person = Person.EL) -> list[str]:
    """Each stage with what it adds in capitals."""
    return [
        "".join(run.text.upper() if run.change is Change.EXTRA else run.text for run in stage)
        for stage in stages(lemma, Cell(tense, person))
    ]


@pytest.mark.parametrize(
    ("lemma", "tense", "expected"),
    [
        ("tener", Tense.SUB_PRES, ["tener", "ten-", "tenG-", "tengA"]),
        ("hablar", Tense.SUB_PRES, ["hablar", "habl-", "hablE"]),
        ("dormir", Tense.SUB_IMP_RA, ["dormir", "dorm-", "dUrm-", "durmIE-", "durmieRA"]),
    ],
)
def test_a_form_grows_from_its_infinitive(lemma: str, tense: Tense, expected: list[str]) -> None:
    assert shown(lemma, tense) == expected


@pytest.mark.parametrize(
    ("lemma", "tense", "person"),
    [
        ("hablar", Tense.SUB_PERF, Person.EL),
        ("hablar", Tense.INF, Person.NONE),
        ("hablar", Tense.GER, Person.EL),
        ("mesa", Tense.SUB_PRES, Person.EL),
    ],
)
def test_what_is_not_built_in_stages_has_none(lemma: str, tense: Tense, person: Person) -> None:
    assert shown(lemma, tense, person) == []


def test_a_hyphen_is_never_new() -> None:
    assert [run.change for run in new_letters("ten", "ten-")] == [Change.SAME, Change.SAME]
