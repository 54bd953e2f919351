"""Diagnosis and exercises agree, over exercises as learners meet them.

`OJALA_GENERATED=20000` runs the whole sample; without it a short one, of the same seed.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest

from ojala.content.loader import load
from ojala.diagnosis import Verdict, diagnose
from ojala.exercises import KINDS, Exercise, NoMaterialError, Response

COUNT = int(os.environ.get("OJALA_GENERATED", "500"))


def generated(count: int) -> Iterator[Exercise]:
    """Yield exercises of every kind in turn, over items drawn by chance."""
    content, rng, kinds = load(), Random(11), list(KINDS.values())  # noqa: S311 - samples
    made = 0
    while made < count:
        kind, item = kinds[made % len(kinds)], rng.choice(content.items)
        try:
            found = kind.generate(item, content, rng.randrange(2**32))
        except NoMaterialError:
            continue
        made += 1
        yield found


def is_wrong(exercise: Exercise, text: str) -> bool:
    return diagnose(exercise, Response(text)).verdict is Verdict.WRONG


@pytest.mark.exhaustive
def test_every_accepted_answer_is_diagnosed_right_and_every_distractor_wrong() -> None:
    distractors = 0
    for exercise in generated(COUNT):
        right = {answer.text for answer in exercise.answers}
        wrong = set(exercise.options) - right
        distractors += len(wrong)
        assert [text for text in right if is_wrong(exercise, text)] == [], exercise
        assert [text for text in wrong if not is_wrong(exercise, text)] == [], exercise
    assert distractors >= COUNT // len(KINDS)
