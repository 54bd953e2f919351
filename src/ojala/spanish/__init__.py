"""Spanish verbs: features, spelling, conjugation, derivation and analysis."""

from ojala.spanish.analysis import Analysis, analyze
from ojala.spanish.conjugation import Form, Paradigm, conjugate
from ojala.spanish.features import Cell, Mood, Person, Tense
from ojala.spanish.lexicon import NotAVerb

__all__ = [
    "Analysis",
    "Cell",
    "Form",
    "Mood",
    "NotAVerb",
    "Paradigm",
    "Person",
    "Tense",
    "analyze",
    "conjugate",
]
