from copy import deepcopy
from typing import Any

import pytest

from ojala.content.proofs.maker import FEWEST, maker_problems
from ojala.content.sources import Source, subjects
from ojala.grammar.inventory import triggers

VERBS = ("llamar", "cantar", "comer", "dormir", "venir", "salir", "leer", "escribir")
PREDICATES: dict[str, Any] = {
    "predicate": [
        {"es": verb, "en": "call", "fits": ["favor"], "field": "life", "level": "A2"}
        for verb in VERBS
    ]
}
FRAMES: dict[str, Any] = {
    "frame": [
        {
            "trigger": "querer-que",
            "takes": ["favor"],
            "lines": [
                {
                    "es": "<Quiero que> {clause}.",
                    "en": "I want {obj} to {base}.",
                    "tense": "sub_pres",
                    "matrix": "yo",
                }
            ],
        }
    ]
}


def found(predicates: dict[str, Any] = PREDICATES, frames: dict[str, Any] = FRAMES) -> list[str]:
    files = [Source("predicates/a.toml", predicates)], subjects(), [Source("frames/a.toml", frames)]
    return [problem.message for problem in maker_problems(*files, triggers())]


def with_predicate(**changes: str) -> dict[str, Any]:
    changed = deepcopy(PREDICATES)
    changed["predicate"][0] |= changes
    return changed


def with_line(**changes: str | list[str]) -> dict[str, Any]:
    changed = deepcopy(FRAMES)
    changed["frame"][0]["lines"][0] |= changes
    return changed


def test_files_that_are_right_have_no_problem() -> None:
    assert len(VERBS) == FEWEST
    assert found() == []


def test_a_verb_that_is_none_or_only_inferred_is_named() -> None:
    assert any("zzz" in message for message in found(with_predicate(es="zzz")))
    assert "not a Spanish verb: bzzzar" in found(with_predicate(es="bzzzar"))
    assert "tuitexear is not in the lexicon" in found(with_predicate(es="tuitexear"))


def test_two_predicates_cannot_share_an_id() -> None:
    assert "stands in predicates/a.toml too" in found(with_predicate(es="cantar"))


def test_an_unknown_key_is_refused_by_the_schema() -> None:
    assert any("colour" in message for message in found(with_predicate(colour="red")))


def test_a_line_that_takes_too_few_predicates_is_named() -> None:
    few = {"predicate": PREDICATES["predicate"][:3]}

    assert found(few) == ["takes only 3 predicates"]


def test_a_line_of_which_nobody_can_be_the_subject_is_named() -> None:
    """What I want of us, *infinitive* says: with a main clause in *yo*, *nosotros* is left out."""
    assert found(frames=with_line(who=["nosotros"])) == [
        "makes only 0 sentences: nobody can be its subject"
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"trigger": "no-such-trigger"}, "cannot be made"),
        ({"reading": "no-such-reading"}, "has no reading"),
    ],
)
def test_a_line_names_what_exists(changes: dict[str, str], message: str) -> None:
    assert any(message in problem for problem in found(frames=with_line(**changes)))
