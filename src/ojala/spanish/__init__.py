"""Spanish verbs: features, spelling, conjugation, derivation and analysis.

Names are imported when first used: whoever only conjugates does not pay for analysis.
"""

from importlib import import_module

TYPE_CHECKING = False  # as in typing, whose import would cost more than the rest of this module
if TYPE_CHECKING:
    from ojala.spanish.analysis import Analysis, analyze
    from ojala.spanish.conjugation import Form, Paradigm, conjugate
    from ojala.spanish.derivation import Derivation, NoSuchForm, all_derivations, explain
    from ojala.spanish.features import Cell, Mood, Person, Tense
    from ojala.spanish.lexicon import NotAVerb
    from ojala.spanish.slips import ErrorForm, errors, recognise_error
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

_HOMES = {
    "Analysis": "analysis",
    "Cell": "features",
    "Derivation": "derivation",
    "ErrorForm": "slips",
    "Form": "conjugation",
    "Mood": "features",
    "NoSuchForm": "derivation",
    "NotAVerb": "lexicon",
    "Paradigm": "conjugation",
    "Person": "features",
    "Step": "steps",
    "Tense": "features",
    "all_derivations": "derivation",
    "analyze": "analysis",
    "conjugate": "conjugation",
    "errors": "slips",
    "explain": "derivation",
    "recognise_error": "slips",
    "replay": "workshop",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
