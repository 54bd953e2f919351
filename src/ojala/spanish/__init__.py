"""Spanish verbs: features, spelling, conjugation, derivation and analysis."""

from ojala.spanish.analysis import Analysis, analyze
from ojala.spanish.conjugation import Form, Paradigm, conjugate
from ojala.spanish.derivation import Derivation, NoSuchForm, all_derivations, explain
from ojala.spanish.errors import ErrorForm, errors, recognise_error
from ojala.spanish.features import Cell, Mood, Person, Tense
from ojala.spanish.lexicon import NotAVerb
from ojala.spanish.steps import Step
from ojala.spanish.workshop import replay

__all__ = [
    "Analysis",
    "Cell",
    "Derivation",
    "ErrorForm",
    "Form",
    "Mood",
    "NoSuchForm",
    "NotAVerb",
    "Paradigm",
    "Person",
    "Step",
    "Tense",
    "all_derivations",
    "analyze",
    "conjugate",
    "errors",
    "explain",
    "recognise_error",
    "replay",
]
