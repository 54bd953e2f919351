"""Derivations: the steps that build a form, as values that can be replayed."""

from dataclasses import dataclass

from ojala.spanish.classes import Verb
from ojala.spanish.plans import Application, Plan, plans
from ojala.spanish.rules import RULES, SEAM, repairs


@dataclass(frozen=True, slots=True)
class Step:
    """One rule at work: what it was given, what it made of it."""

    rule: str
    argument: str
    before: str
    after: str


def carry_out(plan: Plan) -> tuple[Step, ...]:
    """Apply a plan's rules, then the spelling repairs and the accent that its result calls for."""
    steps: list[Step] = []
    value = ""
    for number, (rule, argument) in enumerate(plan.rules):
        value = _apply(steps, value, (rule, argument))
        following = plan.rules[number + 1 : number + 2]
        if SEAM in value and (not following or following[0][0] == "past-base"):
            for repair in repairs(value, plan.spelled_before):
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


def derive_all(verb: Verb, cell: str) -> tuple[tuple[tuple[Step, ...], bool], ...]:
    """Each way this class fills the cell, with whether it is required."""
    return tuple((carry_out(plan), plan.required) for plan in plans(verb, cell))
