"""Which of two things is said, where the mood alone tells."""

from dataclasses import replace

from ojala.exercises.item import ItemKind
from ojala.exercises.kinds import KINDS
from tests.exercises.kinds.drafts import TU, asked, drafted, made, texts
from tests.exercises.small import TRIGGERS, frame

PAIR = {"trigger": "cuando", "es": "<Cuando> {clause}, cenamos.", "pair": "when"}
PLAN = frame(**PAIR | {"reading": "future", "means": "It is a plan.", "context": "Hoy."})
HABIT = frame(**PAIR | {"reading": "past-or-habit", "tense": "ind_pres", "means": "It is a habit."})


def test_the_mood_tells_which_of_the_two_is_meant() -> None:
    plan = made("meaning", drafted(PLAN, TU), PLAN, HABIT)
    habit = made("meaning", drafted(HABIT, TU), PLAN, HABIT)
    assert plan.sentence == "Cuando vengas a cenar, cenamos."
    assert (texts(plan), texts(habit)) == (["It is a plan."], ["It is a habit."])
    assert set(plan.options) == {"It is a plan.", "It is a habit."}


def test_nothing_but_the_sentence_tells() -> None:
    exercise = made("meaning", drafted(PLAN, TU), PLAN, HABIT)
    assert (exercise.gloss, exercise.context) == ("", "")
    assert {item.kind for item in exercise.items} == {ItemKind.MOOD}


def test_a_frame_without_its_twin_asks_nothing() -> None:
    draft = drafted(PLAN, TU)
    assert asked("meaning", draft, PLAN) is None
    assert asked("meaning", replace(draft, choice=None), PLAN, HABIT) is None


def test_only_pairs_are_taken() -> None:
    takes = KINDS["meaning"].source.takes
    assert takes(PLAN, TRIGGERS["cuando"])
    assert not takes(frame(), TRIGGERS["querer-que"])
