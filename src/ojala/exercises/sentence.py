"""Sentences with one verb form marked: what authors write and what the sentence maker makes."""

import re
from dataclasses import dataclass

from ojala.exercises.exercise import BLANK, Answer
from ojala.exercises.item import Item
from ojala.spanish.features import Cell

_BRACKETED = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One Spanish sentence, its marked verb form, and why that form stands there."""

    id: str
    trigger: str
    reading: str
    text: str
    """The sentence with the verb form in square brackets."""
    lemma: str
    cell: Cell
    gloss: str
    cue: str
    level: str
    subject: str = ""
    context: str = ""
    region: str = ""
    """`es` where it is Peninsular, `am` where it is American, empty where it is at home in both."""
    also: tuple[Answer, ...] = ()
    """Further right answers that cannot be derived from the cell."""
    items: tuple[Item, ...] = ()
    """The items that practising it is evidence about."""

    @property
    def form(self) -> str:
        """The marked form."""
        return marked_form(self.text)

    @property
    def plain(self) -> str:
        """The sentence as it is read."""
        return self.text.replace("[", "").replace("]", "")

    @property
    def blanked(self) -> str:
        """The sentence with a blank for the form."""
        return _BRACKETED.sub(BLANK, self.text, count=1)


def marked_form(text: str) -> str:
    """Return the one form marked in `text`; raises `ValueError` unless there is exactly one."""
    found = _BRACKETED.findall(text)
    if len(found) != 1:
        raise ValueError(f"needs exactly one [form]: {text!r}")
    return str(found[0])
