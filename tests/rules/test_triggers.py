"""The rules as pages: search, index, and what a rule says."""

import pytest
from markupsafe import escape

from ojala.content.loader import load_triggers
from ojala.reference.triggers import fold, index, page, same_subject, search
from ojala.reference.views import TriggerGroup, TriggerIndex
from ojala.web.appearance import Page
from ojala.web.templating import fill

TRIGGERS = load_triggers()


def found(query: str) -> set[str]:
    return {trigger.id for trigger in search(TRIGGERS.values(), query)}


def names_of(group: TriggerGroup) -> list[str]:
    return [line.name for line in group.lines]


def names(view: TriggerIndex) -> list[str]:
    return [name for group in view.groups for name in names_of(group)]


def test_words_that_a_meaning_holds_as_they_stand_find_no_other_rule() -> None:
    assert "para-que" in found("so that")
    assert "a-riesgo-de-que" not in found("so that")  # "at the risk … that", "someone"
    assert found("to want someone to") == {"querer-que"}


@pytest.mark.parametrize("query", ["QUERER que", "want", "want someone", "quérer"])
def test_a_rule_is_found_in_spanish_or_english_whatever_the_accents(query: str) -> None:
    assert "querer-que" in found(query)


def test_every_word_of_the_query_has_to_occur() -> None:
    assert not found("querer xyzzy")


def test_without_a_query_every_rule_is_listed_by_letter() -> None:
    view = index(TRIGGERS, " ")
    assert view.count == len(TRIGGERS) == len(names(view))
    titles = [group.title for group in view.groups]
    assert titles == sorted(set(titles))


def test_punctuation_does_not_decide_the_letter() -> None:
    lines = {group.title: names_of(group) for group in index(TRIGGERS, "").groups}
    assert "¡viva!, ¡maldita sea!" in lines["V"]


def test_folding_leaves_letters_and_digits() -> None:
    assert fold(" ¿Qué, más?  ") == "que mas"


def test_two_moods_are_set_face_to_face() -> None:
    assert page(TRIGGERS, TRIGGERS["cuando"], "en").two_moods
    assert not page(TRIGGERS, TRIGGERS["querer-que"], "en").two_moods


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        ("querer-que", "*querer* + infinitive"),
        ("sin-que", "*sin* + infinitive"),
        ("insistir-en-que", "*insistir en* + infinitive"),
        ("porque-final", "*por* + infinitive"),
    ],
)
def test_the_infinitive_that_replaces_the_clause_is_named(trigger: str, words: str) -> None:
    assert words in same_subject(TRIGGERS[trigger], "en")


def test_where_no_infinitive_replaces_the_clause_nothing_is_said() -> None:
    assert same_subject(TRIGGERS["ojala"], "en") == ""


def test_verbs_of_command_say_whom_the_pronoun_names() -> None:
    assert "pronoun" in same_subject(TRIGGERS["prohibir-que"], "en")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_rule_makes_a_page(language: str) -> None:
    for trigger in TRIGGERS.values():
        view = page(TRIGGERS, trigger, language)
        text = fill("reference/trigger.html", Page(language=language), {"view": view})
        assert str(escape(view.name)) in text
