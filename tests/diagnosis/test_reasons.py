from dataclasses import replace

import pytest

from ojala.diagnosis import diagnose, explain
from ojala.diagnosis.reasons import FACT, reason_of, reasons
from ojala.exercises.exercise import Response
from ojala.grammar.inventory import triggers
from ojala.messages import render
from tests.diagnosis.cases import exercise


@pytest.mark.parametrize(
    ("trigger", "reason"),
    [
        ("no-imperativo", "order"),
        ("querer-que", "wish"),
        ("alegrarse-de-que", "feeling"),
        ("dudar-que", "doubt"),
        ("creer-que", "doubt"),
        ("para-que", "aim"),
        ("cuando", "ahead"),
        ("antes-de-que", "ahead"),
        ("si-imperfecto", "imagined"),
        ("como-si", "imagined"),
        ("sin-que", "absent"),
        ("aunque", "open"),
        ("no-such-trigger", FACT),
    ],
)
def test_a_trigger_has_the_reason_of_its_family(trigger: str, reason: str) -> None:
    assert reason_of(trigger) == reason


def test_a_form_that_two_persons_share_is_said_to_go_with_both() -> None:
    asked = exercise("venir", "vengáis", "sub_pres.2p")
    message = explain(diagnose(asked, Response("venga")), asked).message

    assert "“venga” goes with yo, él, ella or usted." in render(
        message.key, message.arguments, "en"
    )


def test_every_reason_is_some_trigger_s() -> None:
    assert {reason_of(trigger) for trigger in triggers()} == set(reasons())


@pytest.mark.parametrize(
    ("trigger", "cue", "said"),
    [
        ("querer-que", "Quiero que", "what follows is what somebody wants, asks for or forbids"),
        ("dudar-que", "Dudo que", "what follows is doubted or denied"),
    ],
)
def test_a_wrong_mood_is_told_why_this_very_trigger_asks_for_the_other(
    trigger: str, cue: str, said: str
) -> None:
    asked = replace(exercise("venir", "venga", "sub_pres.3s", cue=cue), trigger=trigger)
    message = explain(diagnose(asked, Response("viene")), asked).message

    assert said in render(message.key, message.arguments, "en")
