"""What a further answer would mean is told of the answers it is true of."""

from ojala.content.loader import load
from ojala.exercises.item import Item
from ojala.exercises.kinds import KINDS


def test_a_meaning_stands_with_the_other_mood_and_not_with_another_tense() -> None:
    item = Item.parse("mood:relativa-superlativa/fact")
    made = [KINDS["cloze"].generate(item, load(), seed) for seed in range(40)]
    further = [answer for exercise in made for answer in exercise.answers if answer.note]
    assert any(answer.note == "other-reading" and answer.meaning for answer in further)
    assert any(answer.note == "regional" for answer in further)
    assert not any(answer.meaning for answer in further if answer.note == "regional")
