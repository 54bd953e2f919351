"""The workshop: where plans are carried out, step by step, and derivations replayed."""

from ojala.spanish.plans import Application, Plan
from ojala.spanish.rules import RULES, repairs
from ojala.spanish.steps import SEAM, Step

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


Memory = dict[tuple[tuple[Application, ...], str], str]


def text_of(plan: Plan, memory: Memory) -> str:
    """Carry a plan out for its result alone, remembering what plans of one verb have in common."""
    rules = plan.rules[1:] if plan.rules[0][0] == "source" else plan.rules
    found = memory.get((rules, plan.spelled_before))
    if found is None:
        value = _value_of(rules, plan.spelled_before, memory)
        found = memory[rules, plan.spelled_before] = RULES["accent"](value, "")
    return found


def _value_of(rules: tuple[Application, ...], spelled_before: str, memory: Memory) -> str:
    """Apply rules and the repairs at every seam that is about to close."""
    if not rules:
        return ""
    before, (rule, argument) = rules[:-1], rules[-1]
    start = memory.get((before, f"{spelled_before}+"))
    if start is None:
        start = memory[before, f"{spelled_before}+"] = _value_of(before, spelled_before, memory)
    value = RULES[rule](start, argument)
    if rule == "ending":
        for repair, change in repairs(value, spelled_before):
            value = RULES[repair](value, change)
    return value


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
