"""The content as frozen values, read once at start-up."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ojala.content.assembly import sentence_of, unit_of
from ojala.content.snapshot import cached
from ojala.content.sources import DATA, signature, sources
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
    kept = cached(_CACHE, signature(), assemble)
    return replace(kept, triggers=load_triggers(), by_item=index_by_item(kept.sentences))


def assemble() -> Content:
    """Make the content from its sources; triggers have a snapshot of their own."""
    known = load_triggers()
    return Content(
        triggers={},
        sentences=tuple(
            sentence_of(record, known)
            for source in sources("sentences")
            for record in source.content["sentence"]
        ),
        units=tuple(
            sorted((unit_of(source.content) for source in sources("units")), key=lambda u: u.order)
        ),
    )
