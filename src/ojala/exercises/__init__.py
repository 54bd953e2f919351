"""Exercises: the items that are learnt and the questions that practise them."""

from ojala.exercises.exercise import BLANK, NO_ERROR, Answer, Exercise, Response
from ojala.exercises.generation import Variety
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.kinds import KINDS, Kind
from ojala.exercises.material import Content, NoMaterialError

__all__ = [
    "BLANK",
    "KINDS",
    "NO_ERROR",
    "Answer",
    "Content",
    "Exercise",
    "Item",
    "ItemKind",
    "Kind",
    "NoMaterialError",
    "Response",
    "Variety",
]
