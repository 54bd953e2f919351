"""English verb forms, as glosses need them."""

import pytest

from ojala.exercises.english_verbs import gerund, participle, past, third


@pytest.mark.parametrize(
    ("base", "she", "did", "done", "doing"),
    [
        ("call", "calls", "called", "called", "calling"),
        ("hope", "hopes", "hoped", "hoped", "hoping"),
        ("agree", "agrees", "agreed", "agreed", "agreeing"),
        ("try", "tries", "tried", "tried", "trying"),
        ("play", "plays", "played", "played", "playing"),
        ("stop", "stops", "stopped", "stopped", "stopping"),
        ("prefer", "prefers", "preferred", "preferred", "preferring"),
        ("fix", "fixes", "fixed", "fixed", "fixing"),
        ("go", "goes", "went", "gone", "going"),
        ("have", "has", "had", "had", "having"),
        ("be", "is", "was", "been", "being"),
        ("lie", "lies", "lied", "lied", "lying"),
        ("dye", "dyes", "dyed", "dyed", "dyeing"),
    ],
)
def test_a_verb_takes_the_forms_of_english(
    base: str, she: str, did: str, done: str, doing: str
) -> None:
    assert (third(base), past(base), participle(base), gerund(base)) == (she, did, done, doing)


def test_what_lies_down_lay_and_who_lies_lied() -> None:
    assert (past("lie", "down"), participle("lie", "down")) == ("lay", "lain")
    assert (past("lie", "to"), participle("lie", "to")) == ("lied", "lied")
