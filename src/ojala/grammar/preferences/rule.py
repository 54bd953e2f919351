"""A rule of preference, and the two moods that it chooses between."""

from collections.abc import Callable

from ojala.grammar.context import Context
from ojala.grammar.resolution import Resolution
from ojala.spanish.features import Mood

SUB, IND = Mood.SUBJUNCTIVE, Mood.INDICATIVE
Rule = Callable[[Context, Resolution], Mood | None]
