from random import Random

import pytest

from ojala.exercises.item import Item
from ojala.learning.placement import (
    LEVELS,
    LONGEST,
    Ability,
    Answered,
    Question,
    ability,
    chance,
    next_question,
    presumed,
)

POOL = [
    Question(
        Item.parse(f"mood:{level}-{n}"), height + n / 20, f"family-{n % 4}", options=n // 4 % 2 * 2
    )
    for level, height in LEVELS.items()
    for n in range(12)
]


def _place(truth: float, seed: int) -> tuple[Ability, list[Answered]]:
    dice = Random(seed)  # noqa: S311 - a test wants the same learner every time
    answers: list[Answered] = []
    while (question := next_question(POOL, answers)) is not None:
        p = chance(truth, question.difficulty, question.options)
        answers.append(Answered(question, dice.random() < p))
    return ability(answers), answers


@pytest.mark.parametrize("truth", [-3.0, -1.0, 0.5, 2.0, 3.5])
def test_learners_are_placed_near_where_they_stand_within_twenty_questions(truth: float) -> None:
    placed = [_place(truth, seed) for seed in range(40)]
    error = sum(abs(found.mean - truth) for found, _ in placed) / len(placed)

    assert error < 0.75
    assert all(len(answers) <= LONGEST for _, answers in placed)


def test_no_question_is_asked_twice_and_families_take_turns() -> None:
    _, answers = _place(0.0, 1)
    items = [answer.question.item for answer in answers]

    assert len(set(items)) == len(items)
    assert len({answer.question.family for answer in answers[:4]}) == 4


def test_right_answers_raise_and_wrong_ones_lower_where_a_learner_stands() -> None:
    start = ability([])
    question = POOL[20]

    assert ability([Answered(question, right=True)]).mean > start.mean
    assert ability([Answered(question, right=False)]).mean < start.mean
    assert ability([Answered(question, right=True)]).spread < start.spread


def test_a_lucky_choice_says_less_than_a_typed_answer() -> None:
    typed, chosen = Question(POOL[0].item, 1.0), Question(POOL[0].item, 1.0, options=2)

    assert (
        ability([Answered(typed, right=True)]).mean > ability([Answered(chosen, right=True)]).mean
    )


def test_a_small_pool_ends_the_test() -> None:
    assert next_question(POOL[:1], [Answered(POOL[0], right=True)]) is None


@pytest.mark.parametrize(("mean", "level"), [(-3, "A1"), (-1, "A2"), (1, "B1"), (9, "C2")])
def test_the_level_is_the_highest_of_which_most_is_known(mean: float, level: str) -> None:
    assert Ability(mean, 0.3).level == level


def test_only_what_is_surely_known_is_presumed() -> None:
    assert presumed(POOL, Ability(2.2, 0.3)) == tuple(
        question.item for question in POOL if question.difficulty <= 1.9 - 1.3862943
    )
    assert presumed(POOL, ability([])) == ()
