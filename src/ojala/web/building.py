"""How a form is built, in a row of stages: tener, ten-, teng-, tenga."""

from collections.abc import Iterator

from ojala.diagnosis.difference import SegmentKind, difference
from ojala.spanish import Cell, Derivation, NotAVerb, explain
from ojala.spanish.derivation import NoSuchForm
from ojala.spanish.orthography import strip_accents
from ojala.spanish.steps import SEAM
from ojala.web.typesetting import Change, Letters

Stage = tuple[Letters, ...]

_UNSEEN = frozenset({"source", "stress-stem", "ending", "accent"})
"""Rules whose work shows only in the form as it comes out."""


def stages(lemma: str, cell: Cell) -> tuple[Stage, ...]:
    """Set out the stages of a simple form, what each one adds marked; none for other forms."""
    try:
        derivation = explain(lemma, cell)
    except (NotAVerb, NoSuchForm):
        return ()
    if derivation.parts or derivation.text == lemma:
        return ()
    words = tuple(dict.fromkeys(_words(derivation)))
    return tuple(
        new_letters(before, word) if number else (Letters(word),)
        for number, (before, word) in enumerate(zip(("", *words), words, strict=False))
    )


def _words(derivation: Derivation) -> Iterator[str]:
    yield derivation.lemma
    for step in derivation.steps:
        if step.rule not in _UNSEEN and SEAM not in step.after and step.after != derivation.lemma:
            yield strip_accents(step.after) + "-"
    yield derivation.text


def new_letters(before: str, after: str) -> Stage:
    """Mark in a word the letters that another one does not have; hyphens are no letters."""
    word, ending = after.rstrip("-"), "-" if after.endswith("-") else ""
    marked = tuple(
        Letters(run.due, Change.SAME if run.kind is SegmentKind.SAME else Change.EXTRA)
        for run in difference(before.rstrip("-"), word)
        if run.due
    )
    return (*marked, Letters(ending)) if ending else marked
