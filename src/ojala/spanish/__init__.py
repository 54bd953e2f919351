"""Spanish verbs: features, spelling, conjugation, derivation and analysis.

Importing costs a few milliseconds: the three questions import what answers them when first asked,
the other names when first used. Whoever only conjugates does not pay for analysis.
"""

from importlib import import_module

TYPE_CHECKING = False  # as in typing, whose import would cost more than the rest of this module
if TYPE_CHECKING:
    from ojala.spanish.analysis import Analysis
    from ojala.spanish.conjugation import Form, Paradigm
    from ojala.spanish.derivation import Derivation, NoSuchForm, all_derivations
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
    "errors": "slips",
    "recognise_error": "slips",
    "replay": "workshop",
}


def conjugate(lemma: str) -> "Paradigm":
    """Conjugate a verb: all its forms by cell; raises `NotAVerb` for what is no infinitive."""
    from ojala.spanish.conjugation import conjugate as answer  # noqa: PLC0415 (at first use)

    return answer(lemma)


def analyze(text: str, *, fold_accents: bool = False) -> "tuple[Analysis, ...]":
    """Read a form as every verb and cell it can be; with `fold_accents`, accents are overlooked."""
    from ojala.spanish.analysis import analyze as answer  # noqa: PLC0415 (at first use)

    return answer(text, fold_accents=fold_accents)


def explain(lemma: str, cell: "Cell", text: str | None = None) -> "Derivation":
    """Derive one form of a verb step by step: the form given, else the preferred one."""
    from ojala.spanish.derivation import explain as answer  # noqa: PLC0415 (at first use)

    return answer(lemma, cell, text)


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
