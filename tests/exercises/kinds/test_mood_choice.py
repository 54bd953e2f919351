"""Choosing between the forms of the moods."""

import pytest

from ojala.exercises.kinds import KINDS
from tests.exercises.kinds.drafts import TU, asked, drafted, made
from tests.exercises.small import TRIGGERS, frame


def test_the_forms_of_both_moods_are_offered() -> None:
    exercise = made("mood_choice", drafted(frame(), TU))

    assert {"vengas", "vienes"} <= set(exercise.options)


@pytest.mark.parametrize(
    "changes",
    [
        {"also": ["ind_pres:other-reading"]},
        {"trigger": "quisiera", "es": "<Quisiera> {inf}.", "tense": "sub_imp_ra"},
    ],
)
def test_where_no_mood_is_wrong_there_is_nothing_to_choose(changes: dict[str, object]) -> None:
    either = frame(**changes)

    assert not KINDS["mood_choice"].source.takes(either, TRIGGERS[either.trigger])
    assert asked("mood_choice", drafted(either, TU)) is None
