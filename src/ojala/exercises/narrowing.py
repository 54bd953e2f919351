"""Narrowing: the content with some verbs only, for somebody who wants to practise just those."""

from collections.abc import Collection
from dataclasses import replace

from ojala.exercises.indexes import frames_by_item, frames_by_predicate, predicates_by_pattern
from ojala.exercises.material import Content, index_by_item


def with_verbs(content: Content, lemmas: Collection[str]) -> Content:
    """Return the content as far as its verbs are among these."""
    sentences = tuple(one for one in content.sentences if one.lemma in lemmas)
    frames = tuple(
        replace(frame, predicates=kept)
        for frame in content.frames
        if (kept := tuple(one for one in frame.predicates if one.lemma in lemmas))
    )
    return replace(
        content,
        sentences=sentences,
        predicates=tuple(one for one in content.predicates if one.lemma in lemmas),
        frames=frames,
        by_item=index_by_item(sentences),
        frames_by_item=frames_by_item(frames, content.triggers),
        predicates_by_pattern=predicates_by_pattern(frames),
        frames_by_predicate=frames_by_predicate(frames),
    )
