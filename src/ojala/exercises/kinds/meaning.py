"""Meaning: which of two things is said, where nothing but the mood of the verb tells."""

from random import Random

from ojala.exercises.draft import Draft
from ojala.exercises.exercise import Answer, Exercise
from ojala.exercises.frame import Frame
from ojala.exercises.generation import Source
from ojala.exercises.item import ItemKind
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.grammar.trigger import Trigger


def make(draft: Draft, content: Content, rng: Random) -> Exercise | None:
    """Show the sentence alone, and what it and its twin in the other mood say about the world."""
    if draft.choice is None:
        return None
    frame, sentence = draft.choice.frame, draft.sentence
    others = [other.means for other in content.frames if _is_twin(other, frame)]
    if not others:
        return None
    options = [frame.means, others[0]]
    rng.shuffle(options)
    return Exercise(
        kind=MEANING.name,
        sentence=sentence.plain,
        gloss="",
        lemma=sentence.lemma,
        answers=(Answer(frame.means, sentence.cell, form=sentence.form),),
        items=tuple(item for item in sentence.items if item.kind is ItemKind.MOOD),
        trigger=sentence.trigger,
        reading=sentence.reading,
        cue=sentence.cue,
        options=tuple(options),
        level=sentence.level,
    )


def _is_twin(other: Frame, frame: Frame) -> bool:
    """Tell whether two frames differ in nothing but the mood and what it means."""
    same = other.pair == frame.pair and other.spanish == frame.spanish
    return same and other.tense is not frame.tense


def _is_paired(frame: Frame, _trigger: Trigger) -> bool:
    return bool(frame.pair and frame.means)


MEANING = Kind("meaning", make, frozenset({ItemKind.MOOD}), Source(frame=_is_paired, written=False))
