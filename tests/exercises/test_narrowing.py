"""The content with some verbs only."""

from ojala.content.loader import load
from ojala.exercises.narrowing import with_verbs


def test_only_sentences_frames_and_predicates_of_the_verbs_are_left() -> None:
    narrow = with_verbs(load(), {"poner"})

    assert {sentence.lemma for sentence in narrow.sentences} == {"poner"}
    assert {predicate.lemma for predicate in narrow.predicates} == {"poner"}
    assert narrow.frames
    assert all(frame.predicates for frame in narrow.frames)
    assert any("er-g" in item.key for item in narrow.predicates_by_pattern)


def test_without_verbs_nothing_is_left() -> None:
    assert with_verbs(load(), ()).items == ()
