"""What every kind of exercise keeps, tested the moment a kind is listed."""

import json
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache
from random import Random

import pytest

from ojala.content.loader import load
from ojala.exercises import BLANK, KINDS, Exercise, Item, Kind, NoMaterialError
from ojala.exercises.draft import Draft
from ojala.exercises.kinds.kind import UnsuitedError
from ojala.exercises.material import Content

CONTENT = load()


@cache
def drawn(kind: Kind) -> tuple[Exercise, ...]:
    """Sixty exercises of a kind over items drawn by chance, drawn once for all tests."""
    rng = Random(0)  # noqa: S311 - samples, not secrets
    made: list[Exercise] = []
    while len(made) < 60:
        item = rng.choice(CONTENT.items)
        with suppress(NoMaterialError):
            made.append(kind.generate(item, CONTENT, rng.randrange(1_000_000)))
    return tuple(made)


def exercises(kind: Kind, count: int) -> tuple[Exercise, ...]:
    """Some of the exercises drawn of a kind."""
    return drawn(kind)[:count]


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


def test_same_seed_same_exercise(kind: Kind) -> None:
    for item in {item for made in exercises(kind, 20) for item in made.items}:
        try:
            first = kind.generate(item, CONTENT, 7)
        except NoMaterialError:
            continue
        assert kind.generate(item, CONTENT, 7) == first


def test_of_a_sentence_that_does_not_suit_no_question_is_made(kind: Kind) -> None:
    def make(_draft: Draft, _content: Content, _rng: Random) -> Exercise:
        raise AssertionError

    item = next(iter(exercises(kind, 1)[0].items))
    with pytest.raises(UnsuitedError):
        replace(kind, make=make).generate(item, CONTENT, 7, suits=lambda _draft: False)


def test_an_exercise_says_of_which_kind_it_is(kind: Kind) -> None:
    assert {made.kind for made in exercises(kind, 20)} == {kind.name}


def test_the_item_asked_for_is_practised(kind: Kind) -> None:
    rng = Random(1)  # noqa: S311 - samples, not secrets
    for item in rng.sample(CONTENT.items, 60):
        try:
            assert item in kind.generate(item, CONTENT, 3).items
        except NoMaterialError:
            continue


def test_answers_are_distinct_and_filled(kind: Kind) -> None:
    for made in exercises(kind, 60):
        texts = [answer.text for answer in made.answers]
        assert texts
        assert all(text and text == text.strip() for text in texts)
        assert len(texts) == len(set(texts))


def test_the_sentence_has_at_most_one_blank_and_no_marks(kind: Kind) -> None:
    for made in exercises(kind, 60):
        assert made.sentence.count(BLANK) <= 1
        assert not set(made.sentence + made.gloss + made.context + made.prompt) & set("[]<>{}@")


def test_where_there_is_a_choice_some_options_are_right_and_some_wrong(kind: Kind) -> None:
    for made in exercises(kind, 60):
        right = {answer.text for answer in made.answers}
        if made.options:
            spelt_out = " ".join(made.options) == made.sentence
            assert spelt_out or len(set(made.options)) == len(made.options)
            assert spelt_out or set(made.options) & right
            assert set(made.options) - right


def test_an_exercise_goes_through_json_and_back(kind: Kind) -> None:
    for made in exercises(kind, 10):
        stored = json.loads(json.dumps(asdict(made)))
        assert [Item(**item) for item in stored["items"]] == list(made.items)
        assert replace(made, options=tuple(stored["options"])) == made


def test_an_item_nobody_has_material_for_is_refused(kind: Kind) -> None:
    with pytest.raises(NoMaterialError, match="mood:no-such/thing"):
        kind.generate(Item.parse("mood:no-such/thing"), CONTENT, 1)
