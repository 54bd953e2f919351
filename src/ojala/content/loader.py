"""The content as frozen values, read once at start-up."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ojala.content.assembly import sentence_of, unit_of
from ojala.content.maker import Stock, frames_of, predicate_of, subject_of
from ojala.content.snapshot import cached
from ojala.content.sources import DATA, signature, sources, subjects
from ojala.exercises.indexes import (
    frames_by_item,
    frames_by_predicate,
    predicates_by_pattern,
)
from ojala.exercises.material import Content, index_by_item
from ojala.grammar.inventory import triggers
from ojala.grammar.trigger import Trigger

_CACHE = DATA.parent / "__pycache__" / f"content.{sys.implementation.cache_tag}.pickle"


def load_triggers() -> Mapping[str, Trigger]:
    """Map every trigger by its id."""
    return triggers()


@cache
def load() -> Content:
    """Return the whole content, read at the first call."""
    return read()


def read() -> Content:
    """Read the whole content; from the cache where no source has changed."""
    return replace(cached(_CACHE, signature(), assemble), triggers=load_triggers())


def assemble() -> Content:
    """Make the content from its sources; triggers have a snapshot of their own."""
    known = load_triggers()
    sentences = tuple(
        sentence_of(record, known)
        for source in sources("sentences")
        for record in source.content["sentence"]
    )
    stock = _stock(known)
    frames = tuple(frame for source in sources("frames") for frame in frames_of(source, stock))
    return Content(
        triggers={},
        sentences=sentences,
        predicates=stock.predicates,
        frames=frames,
        by_item=index_by_item(sentences),
        frames_by_item=frames_by_item(frames, known),
        predicates_by_pattern=predicates_by_pattern(frames),
        frames_by_predicate=frames_by_predicate(frames),
        units=tuple(
            sorted((unit_of(source.content) for source in sources("units")), key=lambda u: u.order)
        ),
    )


def _stock(known: Mapping[str, Trigger]) -> Stock:
    """What frames choose from: every predicate, and the people."""
    predicates = tuple(
        predicate_of(record)
        for source in sources("predicates")
        for record in source.content["predicate"]
    )
    people = tuple(subject_of(record) for record in subjects().content["subject"])
    return Stock(predicates, people, known)
