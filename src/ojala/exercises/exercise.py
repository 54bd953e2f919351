"""Exercises as they are issued, and the responses they meet."""

from dataclasses import dataclass

from ojala.exercises.item import Item
from ojala.spanish.features import Cell

BLANK = "____"
NO_ERROR = "✓"
"""What is answered where a sentence holds no error."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One acceptable text for the blank, the cell it fills, and how it stands beside the first."""

    text: str
    cell: Cell | None = None
    note: str = ""
    """Why this one is right too: a message key such as `se-form`, `marked` or `other-reading`."""
    meaning: str = ""
    """What it would mean, in English, where that differs from the gloss."""
    form: str = ""
    """The verb form within the text, where the text is more than the form."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One question as issued: everything a verdict needs, so that later edits change nothing."""

    kind: str
    sentence: str
    """The Spanish sentence with one `BLANK`; whole for kinds that ask about a whole sentence."""
    gloss: str
    """The English of the whole sentence; empty where it would give the answer away."""
    lemma: str
    answers: tuple[Answer, ...]
    """Every acceptable answer, the preferred one first."""
    items: tuple[Item, ...]
    """The items an attempt is evidence about."""
    trigger: str
    """The id of the trigger that governs the blank, which is also the rule to link to."""
    reading: str
    """The id of the trigger's reading that decides here."""
    cue: str = ""
    """The words of the sentence that trigger the mood, marked once the answer is given."""
    subject: str = ""
    """The subject to show beside the verb where the sentence leaves it open: *(vosotros)*."""
    context: str = ""
    """A line before the sentence that fixes its reading; empty where none is needed."""
    prompt: str = ""
    """What to work from: a sentence to transform or to hear, two to combine, the words to use."""
    options: tuple[str, ...] = ()
    """What may be chosen, for kinds that offer a choice; in the order shown."""
    level: str = ""
    """CEFR level, A2 to C2."""

    @property
    def shown(self) -> str:
        """The Spanish to look at: what is to be mended stands in it, and no blank tells where."""
        return self.prompt if self.kind == "correction" else self.sentence

    @property
    def spoken(self) -> str:
        """What is to be heard and written down, never to be read before; empty in other kinds."""
        return self.prompt if self.kind == "dictation" else ""

    def placed(self, text: str) -> str:
        """Return an answer as it stands in the blank: with a capital where it begins a sentence."""
        before, _, after = self.sentence.partition(BLANK)
        begins = not any(map(str.isalpha, before)) and any(map(str.isalpha, after))
        return text[:1].upper() + text[1:] if begins else text

    def filled(self, text: str) -> str:
        """Return the sentence with an answer in its blank."""
        return self.sentence.replace(BLANK, self.placed(text))

    @property
    def likeness(self) -> str:
        """What tells it from other exercises: two of the same likeness ask the same."""
        return f"{self.sentence} {self.prompt}"


@dataclass(frozen=True, slots=True)
class Response:
    """What the learner gave: the text as typed, and the seconds it took (None if not known)."""

    text: str
    elapsed: float | None = None
