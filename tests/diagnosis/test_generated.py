"""Diagnosis and exercises agree, over exercises as learners meet them.

`OJALA_GENERATED=20000` runs the whole sample; without it a slice, of the same seed, over all kinds.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest

from ojala.content.loader import load
from ojala.diagnosis import Verdict, diagnose
from ojala.diagnosis.case import words_of
from ojala.exercises import BLANK, KINDS, NO_ERROR, Exercise, NoMaterialError, Response

WHOLE = "OJALA_GENERATED" in os.environ
COUNT = int(os.environ.get("OJALA_GENERATED", "2000"))
MOST_ANSWERS = 3
"""In the slice so many answers of an exercise are tried, in the whole sample all of them."""


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


def wrong_texts(exercise: Exercise) -> set[str]:
    """Everything the question itself holds that is no answer: options, errors, what is told."""
    before, _, after = exercise.sentence.partition(BLANK)
    texts = set(exercise.options)
    if exercise.kind == "correction":
        form = exercise.prompt[len(before) : len(exercise.prompt) - len(after)]
        texts |= {form, exercise.prompt, NO_ERROR}
    if exercise.kind == "transformation":
        told = exercise.prompt.removesuffix(".")
        texts |= {told, f"{before}{told[:1].lower()}{told[1:]}{after}"}
    if exercise.kind == "combining":
        texts |= {exercise.prompt, " ".join(exercise.prompt.split("\n")[:2])}
    right = {words_of(answer.text) for answer in exercise.answers}
    whole = {words_of(f"{before}{answer.text}{after}") for answer in exercise.answers}
    if exercise.answers[0].text == NO_ERROR:
        whole.add(words_of(exercise.prompt))
    return {text for text in texts if words_of(text) not in right | whole}


@pytest.mark.exhaustive
@pytest.mark.timeout(3600 if WHOLE else 900)
def test_every_accepted_answer_is_diagnosed_right_and_every_distractor_wrong() -> None:
    distractors = 0
    for exercise in generated(COUNT):
        wrong = wrong_texts(exercise)
        distractors += len(wrong)
        for answer in exercise.answers if WHOLE else exercise.answers[-MOST_ANSWERS:]:
            verdict = diagnose(exercise, Response(answer.text)).verdict
            assert verdict is Verdict.CORRECT, (answer, exercise)
        for text in wrong:
            verdict = diagnose(exercise, Response(text)).verdict
            assert verdict is Verdict.WRONG, (text, exercise)
    assert distractors >= COUNT // 2
