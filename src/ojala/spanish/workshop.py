"""The workshop: where plans are carried out, step by step, and derivations replayed."""

from ojala.spanish.plans import Application, Plan
from ojala.spanish.rules import RULES, repairs
from ojala.spanish.steps import SEAM, Step

_SEAM_CLOSES: tuple[object, ...] = ((), (("past-base", "ron"),), [], [("past-base", "ron")])
_NOTHING: frozenset[str] = frozenset()


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


def text_of(plan: Plan, without: frozenset[str] = _NOTHING) -> str:
    """Carry a plan out for its result alone."""
    value = ""
    rules = [one for one in plan.rules if one[0] not in without] if without else plan.rules
    for number, (rule, argument) in enumerate(rules):
        value = RULES[rule](value, argument)
        if SEAM in value and rules[number + 1 : number + 2] in _SEAM_CLOSES:
            for repair, change in repairs(value, plan.spelled_before):
                if repair not in without:
                    value = RULES[repair](value, change)
    return RULES["accent"](value, "")


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
