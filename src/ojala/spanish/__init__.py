"""Spanish verbs: features, spelling, conjugation, derivation and analysis."""

from ojala.spanish.analysis import Analysis, analyze
from ojala.spanish.conjugation import Form, Paradigm, conjugate
from ojala.spanish.derivation import Derivation, Step, derivations, replay
from ojala.spanish.errors import ErrorForm, errors, recognise_error
from ojala.spanish.features import Cell, Mood, Person, Tense
from ojala.spanish.lexicon import NotAVerb

__all__ = [
    "Analysis",
    "Cell",
    "Derivation",
    "ErrorForm",
    "Form",
    "Mood",
    "NotAVerb",
    "Paradigm",
    "Person",
    "Step",
    "Tense",
    "analyze",
    "conjugate",
    "derivations",
    "errors",
    "recognise_error",
    "replay",
]
