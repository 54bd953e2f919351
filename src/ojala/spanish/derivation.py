"""Derivations: the steps that build a form, as values that can be replayed and altered."""

from collections.abc import Iterator
from dataclasses import dataclass

from ojala.spanish.defects import has_cell
from ojala.spanish.features import Cell, Person, Tense
from ojala.spanish.lexicon import look_up
from ojala.spanish.plans import Application, Plan, plans
from ojala.spanish.rules import RULES, SEAM, repairs

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One rule at work: what it was given, what it made of it."""

    rule: str
    argument: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a verb comes by a form: its class and the steps from infinitive to spelling."""

    lemma: str
    cell: Cell
    pattern: str
    steps: tuple[Step, ...]
    required: bool = True

    @property
    def text(self) -> str:
        """The form derived."""
        return self.steps[-1].after

    @property
    def rules(self) -> frozenset[str]:
        """The rules at work, such as `diphthong` or `glide-y`."""
        return frozenset(step.rule for step in self.steps)


def carry_out(plan: Plan, without: frozenset[str] = _NOTHING) -> tuple[Step, ...]:
    """Apply a plan's rules, then the spelling repairs and the accent that its result calls for.

    Rules named in `without` are left out, which is how a learner's slip comes about.
    """
    steps: list[Step] = []
    value = ""
    rules = [application for application in plan.rules if application[0] not in without]
    for number, application in enumerate(rules):
        value = _apply(steps, value, application)
        following = rules[number + 1 : number + 2]
        if SEAM in value and (not following or following[0][0] == "past-base"):
            for repair in repairs(value, plan.spelled_before):
                if repair[0] not in without:
                    value = _apply(steps, value, repair)
    _apply(steps, value, ("accent", ""))
    return tuple(steps)


def _apply(steps: list[Step], value: str, application: Application) -> str:
    rule, argument = application
    after = RULES[rule](value, argument)
    steps.append(Step(rule, argument, value, after))
    return after


def replay(steps: tuple[Step, ...]) -> str:
    """Build the form again from rule names and arguments alone."""
    value = ""
    for step in steps:
        value = RULES[step.rule](value, step.argument)
    return value


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


def rows_of_cell(cell: Cell) -> Iterator[str]:
    """Name the rows of the tables that fill a cell: for vos also the one of its own."""
    yield cell.id
    if cell.person is Person.VOS and cell.tense in {Tense.SUB_PRES, Tense.IMP_NEG}:
        yield f"{cell.id}+"
