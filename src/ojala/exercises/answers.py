"""Every right text for one cell of a verb: preferred form, doublets and the -ra/-se twin."""

from collections.abc import Iterator
from functools import lru_cache

from ojala.exercises.exercise import Answer
from ojala.spanish import Form, conjugate
from ojala.spanish.features import Cell, Tense

_TWINS = {
    Tense.SUB_IMP_RA: Tense.SUB_IMP_SE,
    Tense.SUB_IMP_SE: Tense.SUB_IMP_RA,
    Tense.SUB_PLUP_RA: Tense.SUB_PLUP_SE,
    Tense.SUB_PLUP_SE: Tense.SUB_PLUP_RA,
}
_SE = frozenset({Tense.SUB_IMP_SE, Tense.SUB_PLUP_SE})


def twin(cell: Cell) -> Cell | None:
    """Return the cell that means the same in the other -ra/-se series, if there is one."""
    other = _TWINS.get(cell.tense)
    return Cell(other, cell.person) if other else None


@lru_cache(maxsize=512)  # half of them are asked for but once, and take 0.1 ms
def answers_for(lemma: str, cell: Cell, *, twins: bool = True) -> tuple[Answer, ...]:
    """Return every right answer for the cell, the preferred one first, each text once."""
    seen: dict[str, Answer] = {}
    for answer in _candidates(lemma, cell, twins=twins):
        seen.setdefault(answer.text, answer)
    return tuple(seen.values())


def _candidates(lemma: str, cell: Cell, *, twins: bool) -> Iterator[Answer]:
    paradigm = conjugate(lemma)
    for form in paradigm.forms(cell):
        yield Answer(form.text, cell, _note(form))
    other = twin(cell) if twins else None
    if other:
        series = "se-form" if other.tense in _SE else "ra-form"
        for form in paradigm.forms(other):
            yield Answer(form.text, other, _note(form) or series)


def _note(form: Form) -> str:
    """Say how a doublet stands beside the preferred form, as a message key."""
    if form.required:
        return ""
    return "regional" if any(label.startswith("regional") for label in form.labels) else "variant"
