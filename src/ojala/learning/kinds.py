"""Kinds: which kind of exercise suits an item now, from recognising it to saying it unaided.

Where both moods go with a trigger, what they mean comes before producing them; later the kinds
are mixed, and the same kind seldom comes twice running.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from random import Random
from types import MappingProxyType
from typing import TypeAlias

from ojala.exercises.item import Item, ItemKind
from ojala.learning.scheduling import Card

PLAIN = "cloze"
"""The kind that every item can be practised with."""
HEARD = "dictation"
"""The kind that a form met before can be heard in, where there is a voice."""
_HEARD = 3.0
ESTABLISHED, IN_USE = 1.0, 10.0
"""The stability, in days, from which an item is established, and from which it is in use."""
AGAIN = 0.2
"""What is left of the weight of the kind that came last."""


class Stage(IntEnum):
    """How far an item has come: just met, becoming established, or in use."""

    MET = 0
    GROWING = 1
    USED = 2


_Weights: TypeAlias = Mapping[str, float]

_MOOD: tuple[_Weights, ...] = (
    {PLAIN: 3, "mood_choice": 3, "trigger_spotting": 3},
    {PLAIN: 5, "mood_choice": 1, "trigger_spotting": 1, "transformation": 2, "combining": 2}
    | {"correction": 2},
    {PLAIN: 3, "transformation": 3, "combining": 3, "correction": 3, "translation": 4},
)
_BOTH_MOODS: tuple[_Weights, ...] = (
    {"meaning": 1e6, "mood_choice": 1e3, PLAIN: 1},
    {
        PLAIN: 4,
        "meaning": 2,
        "mood_choice": 2,
        "transformation": 2,
        "combining": 2,
        "correction": 1,
    },
    {PLAIN: 3, "meaning": 1, "transformation": 3, "combining": 3, "correction": 2}
    | {"translation": 3},
)
_FORM: tuple[_Weights, ...] = (
    {PLAIN: 4, "conjugation": 4},
    {PLAIN: 6, "conjugation": 2, "correction": 2, "transformation": 2},
    {PLAIN: 4, "correction": 3, "transformation": 3, "translation": 3, "combining": 2},
)
_SEQUENCE: tuple[_Weights, ...] = (
    {PLAIN: 1},
    {PLAIN: 5, "transformation": 2, "correction": 1},
    {PLAIN: 3, "transformation": 2, "combining": 2, "correction": 2, "translation": 2},
)
_BY_KIND: Mapping[ItemKind, tuple[_Weights, ...]] = MappingProxyType(
    {ItemKind.MOOD: _MOOD, ItemKind.FORM: _FORM, ItemKind.SEQUENCE: _SEQUENCE}
)


def stage(card: Card | None) -> Stage:
    """Tell how far an item has come from its card; without one it is being met."""
    if card is None or card.state.stability < ESTABLISHED:
        return Stage.MET
    return Stage.USED if card.state.stability >= IN_USE else Stage.GROWING


def kinds_for(
    item: Item,
    card: Card | None,
    recent: Sequence[str],
    rng: Random,
    *,
    both_moods: bool = False,
    hears: bool = False,
) -> tuple[str, ...]:
    """Return the kinds to try for an item, the first that has material being taken.

    `recent` names the kinds that came before, the last one last; `both_moods` says that the
    item's trigger goes with either mood, `hears` that the learner can be spoken to.
    """
    table = _BOTH_MOODS if both_moods and item.kind is ItemKind.MOOD else _BY_KIND[item.kind]
    weights = dict(table[stage(card)])
    if hears and item.kind is ItemKind.FORM and stage(card) is not Stage.MET:
        weights[HEARD] = _HEARD
    if recent and recent[-1] in weights:
        weights[recent[-1]] *= AGAIN
    drawn = sorted(weights, key=lambda kind: rng.random() ** (1 / weights[kind]), reverse=True)
    return (*(kind for kind in drawn if kind != PLAIN), PLAIN) if drawn[0] != PLAIN else (PLAIN,)
