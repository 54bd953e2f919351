"""Dictation: hear a sentence and write it."""

import re
from random import Random

from ojala.exercises.draft import Draft
from ojala.exercises.exercise import BLANK, Answer, Exercise
from ojala.exercises.item import ItemKind
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.sentence import Sentence

FEWEST, MOST = 3, 12
"""How many words can be kept in mind."""
_NOT_HEARD = re.compile(r"[\d\u2013—:;…()«»\"/]")
"""What a voice reads in more ways than one, or does not let hear at all."""


def make(draft: Draft, _content: Content, _rng: Random) -> Exercise | None:
    """Have the sentence said, and take no other words than those that were heard.

    Whoever writes down a form has not chosen its mood: it tells of the form alone.
    """
    sentence = draft.sentence
    items = tuple(item for item in sentence.items if item.kind is ItemKind.FORM)
    if not items or not _can_be_heard(sentence) or _means_unheard(draft):
        return None
    return Exercise(
        kind=DICTATION.name,
        sentence=BLANK,
        gloss=sentence.gloss,
        lemma=sentence.lemma,
        answers=(Answer(sentence.plain, sentence.cell, form=sentence.form),),
        items=items,
        trigger=sentence.trigger,
        reading=sentence.reading,
        cue=sentence.cue,
        prompt=sentence.plain,
        level=sentence.level,
    )


def _can_be_heard(sentence: Sentence) -> bool:
    """Tell whether a sentence can be understood by itself, said once, and written one way."""
    words = len(sentence.plain.split())
    alone = not sentence.context and not _NOT_HEARD.search(sentence.plain)
    return alone and FEWEST <= words <= MOST


def _means_unheard(draft: Draft) -> bool:
    """Tell whether a *usted* is meant that is not said: what is heard is *él*."""
    choice = draft.choice
    return choice is not None and choice.subject.code.startswith("usted")


DICTATION = Kind("dictation", make, frozenset({ItemKind.FORM}))
