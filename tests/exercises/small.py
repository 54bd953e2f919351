"""A small content, in which everything can be counted by hand."""

from random import Random

from ojala.content.loader import load_triggers
from ojala.content.maker import Stock, frame_of, named_subject, predicate_of
from ojala.content.sources import Record
from ojala.exercises.frame import Frame
from ojala.exercises.predicate import Predicate

TRIGGERS = load_triggers()
SISTER = named_subject("mi hermana|my sister|f", thing=False)
COME: Record = {"es": "venir a cenar", "en": "come to dinner", "fits": ["treat"], "field": "food"}
RAIN: Record = {
    "es": "llover", "en": "it rain", "fits": ["treat"], "field": "weather", "who": "none"
}  # fmt: skip
WANT: Record = {
    "trigger": "querer-que",
    "takes": ["treat"],
    "matrix": "yo",
    "es": "<Quiero que> {clause}.",
    "en": "I want {obj} to {base}.",
    "tense": "sub_pres",
}


def frame(*predicates: Record, **changes: object) -> Frame:
    """Return *quiero que…* with changes, over the predicates given or *venir a cenar*."""
    known: tuple[Predicate, ...] = tuple(map(predicate_of, predicates or (COME,)))
    return frame_of(WANT | changes, Stock(known, (SISTER,), TRIGGERS))


def dice(seed: int) -> Random:
    """Return chance that falls the same way every time."""
    return Random(seed)  # noqa: S311 - samples, not secrets
