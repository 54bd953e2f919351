"""Items in words."""

import re

import pytest

from ojala.content.loader import load
from ojala.exercises.item import Item
from ojala.web.naming import item_name, rule_address

CONTENT = load()


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("mood:querer-que/influence", "*querer que*"),
        ("mood:cuando/future", "*cuando* + subjunctive"),
        ("mood:cuando/past-or-habit", "*cuando* + indicative"),
        ("mood:no-such-trigger/x", "*no such trigger*"),
        ("form:sub_pres/ar/1s-2s-3s-3p", "present subjunctive: *-ar*"),
        ("form:sub_pres/verb-ser/1s-2s-3s-3p", "present subjunctive: *ser*"),
        (
            "form:sub_pres/ir-e-ie/1p-2p",
            "present subjunctive: *-ir* with *e* to *ie* (nosotros, vosotros)",
        ),
        ("form:sub_pres/er-zc/1s-2s-3s-3p", "present subjunctive: *-er* with *zc*"),
        (
            "form:sub_pres/ar-spelling/1s-2s-3s-3p",
            "present subjunctive: *-ar* with a spelling change",
        ),
        ("form:sub_imp/strong/all", "imperfect subjunctive: verbs like *tuvo*, *hizo*"),
        ("sequence:past/sub_imp", "tense after the main verb: imperfect subjunctive"),
    ],
)
def test_an_item_is_named_in_a_few_words(item: str, name: str) -> None:
    assert item_name(Item.parse(item), CONTENT.triggers, "en") == name


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_item_of_the_content_has_a_name(language: str) -> None:
    for item in CONTENT.items:
        name = item_name(item, CONTENT.triggers, language)
        assert name, item.id
        assert not re.search(r"[{}_]", name), item.id


def test_a_choice_of_mood_has_a_rule_and_a_form_has_none() -> None:
    assert rule_address(Item.parse("mood:cuando/future")) == "/triggers/cuando"
    assert rule_address(Item.parse("form:sub_pres/ar/all")) == ""
