"""Derivations: the steps that build a form, as values that can be replayed and altered."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from ojala.spanish.cells import COMPOUND_TENSES
from ojala.spanish.defects import has_cell
from ojala.spanish.explanation import Sentence, compound_sentence, heading, sentences
from ojala.spanish.features import Cell, Person, Tense
from ojala.spanish.lexicon import look_up
from ojala.spanish.plans import plans
from ojala.spanish.steps import Step
from ojala.spanish.workshop import carry_out


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a verb comes by a form: its class and the steps from infinitive to spelling."""

    lemma: str
    cell: Cell
    pattern: str
    steps: tuple[Step, ...]
    required: bool = True
    parts: tuple["Derivation", ...] = ()

    @property
    def text(self) -> str:
        """The form derived."""
        return self.steps[-1].after

    @property
    def rules(self) -> frozenset[str]:
        """The rules at work, such as `diphthong` or `glide-y`."""
        return frozenset(step.rule for step in self.steps)

    def sentences(self, language: str = "en") -> tuple[Sentence, ...]:
        """Say why, step by step, in English (`en`) or Spanish (`es`)."""
        if not self.parts:
            return tuple(sentences(self.lemma, self.cell, self.pattern, self.steps, language))
        told = (part.sentences(language) for part in self.parts)
        return (*chain.from_iterable(told), compound_sentence(self.cell, self.text, language))

    def render(self, language: str = "en") -> str:
        """Explain the form in numbered lines."""
        lines = [heading(self.lemma, self.cell, self.text, language)]
        told = enumerate(self.sentences(language), 1)
        return "\n".join([*lines, *(f"{number}. {one.text}" for number, one in told)])


def derivations(lemma: str, cell: Cell) -> tuple[Derivation, ...]:
    """Derive every form of a simple cell, the preferred one first; none where the verb lacks it.

    Raises `NotAVerb` for what cannot be an infinitive.
    """
    entry = look_up(lemma)
    found: dict[str, Derivation] = {}
    for row in rows_of_cell(cell):
        if has_cell(entry.section.defect, row):
            for verb in entry.readings:
                for plan in plans(verb, row):
                    required = plan.required and verb.pattern.id in entry.section.required
                    one = Derivation(lemma, cell, verb.pattern.id, carry_out(plan), required)
                    found.setdefault(one.text, one)
    return tuple(sorted(found.values(), key=lambda one: not one.required))


def explain(lemma: str, cell: Cell, text: str | None = None) -> Derivation:
    """Derive one form of a verb: the one given, else the preferred one.

    Raises `NotAVerb` for what cannot be an infinitive and `NoSuchForm` where the verb has no form.
    """
    for one in all_derivations(lemma, cell):
        if text in {None, one.text}:
            return one
    raise NoSuchForm(lemma, cell)


class NoSuchForm(LookupError):
    """A cell that a verb leaves empty, or a form that is not in it."""

    def __init__(self, lemma: str, cell: Cell) -> None:
        super().__init__(f"{lemma} has no such form: {cell.id}")
        self.lemma = lemma
        self.cell = cell


def all_derivations(lemma: str, cell: Cell) -> tuple[Derivation, ...]:
    """Derive every form of any cell, compound ones and the infinitive included."""
    if cell.tense in COMPOUND_TENSES:
        return tuple(_compound(lemma, cell))
    if cell.tense is Tense.INF:
        pattern = look_up(lemma).classes[0]
        step = Step("infinitive", lemma, "", lemma)
        return (Derivation(lemma, cell, pattern, (step,)),) if cell == Cell(Tense.INF) else ()
    return derivations(lemma, cell)


def _compound(lemma: str, cell: Cell) -> Iterator[Derivation]:
    if not has_cell(look_up(lemma).section.defect, f"part.{cell.person.value}"):
        return
    helpers = all_derivations("haber", Cell(COMPOUND_TENSES[cell.tense], cell.person))
    for helper in helpers:
        for participle in derivations(lemma, Cell(Tense.PART)):
            if helper.text != "hay":
                joined = f"{helper.text} {participle.text}"
                last = Step("compound", participle.text, helper.text, joined)
                steps = (*participle.steps, *helper.steps, last)
                required = helper.required and participle.required
                parts = (participle, helper)
                yield Derivation(lemma, cell, participle.pattern, steps, required, parts)


def rows_of_cell(cell: Cell) -> Iterator[str]:
    """Name the rows of the tables that fill a cell: for vos also the one of its own."""
    yield cell.id
    if cell.person is Person.VOS and cell.tense in {Tense.SUB_PRES, Tense.IMP_NEG}:
        yield f"{cell.id}+"
