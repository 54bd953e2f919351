"""Reasons: why a trigger asks for the subjunctive, told in one clause by the family it is of."""

from collections.abc import Iterator, Mapping

from ojala.grammar.inventory import triggers

FACT = "fact"
"""The reason of all that has no reason of its own: it is not stated as a fact."""
_FAMILIES = {
    "order": "command",
    "wish": "volition optative",
    "feeling": "emotion",
    "judgement": "evaluation",
    "doubt": "doubt assertion certainty perception_negated",
    "aim": "purpose consequence_purpose",
    "ahead": "temporal",
    "imagined": "si as_if",
    "condition": "condition exception temporal_condition",
    "absent": "without",
    "unknown": "relative",
    "open": "concession doubt_adverb reduplicative",
}
_BY_CATEGORY: Mapping[str, str] = {
    category: reason for reason, line in _FAMILIES.items() for category in line.split()
}


def reason_of(trigger_id: str) -> str:
    """The name of the reason of a trigger, known or not."""
    trigger = triggers().get(trigger_id)
    return _BY_CATEGORY.get(trigger.category, FACT) if trigger else FACT


def reasons() -> Iterator[str]:
    """The name of every reason."""
    yield FACT
    yield from _FAMILIES
