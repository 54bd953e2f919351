"""Findings: the closed list of what can be said about an answer, and what each is evidence of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ojala.exercises.item import ItemKind


class Severity(StrEnum):
    """How much a finding weighs: a notice is accepted, a slip earns a second try."""

    NOTICE = "notice"
    SLIP = "slip"
    ERROR = "error"


class ErrorClass(StrEnum):
    """The coarse classes in which learner corpora count errors."""

    NONE = ""
    MOOD = "mood"
    TENSE = "tense"
    PERSON = "person-number"
    STEM = "stem"
    ENDING = "ending-class"
    SPELLING = "accent-or-spelling"
    NONFINITE = "nonfinite"
    CLAUSE = "clause-for-infinitive"
    OTHER = "other-form"


class FindingKind(StrEnum):
    """Everything a diagnosis can find, in the order in which it is taught."""

    EMPTY = "empty"
    NOT_SPANISH = "not-spanish"
    CHOICE = "choice"
    NO_ERROR = "no-error"
    ERROR_MISSED = "error-missed"
    TRIGGER_PART = "trigger-part"
    TRIGGER_VERB = "trigger-verb"
    TRIGGER_OTHER = "trigger-other"
    TRIGGER_EXTRA = "trigger-extra"
    INDICATIVE = "mood-indicative"
    CONDITIONAL = "mood-conditional"
    IMPERATIVE = "mood-imperative"
    SUBJUNCTIVE = "mood-subjunctive"
    INFINITIVE = "nonfinite-infinitive"
    GERUND = "nonfinite-gerund"
    PARTICIPLE = "nonfinite-participle"
    INFINITIVE_FOR_CLAUSE = "infinitive-for-clause"
    CLAUSE_FOR_INFINITIVE = "clause-for-infinitive"
    QUE_MISSING = "que-missing"
    SEQUENCE = "tense-sequence"
    TENSE = "tense"
    PERSON = "person"
    NUMBER = "number"
    VERB = "verb"
    AUXILIARY = "auxiliary"
    PARTICIPLE_FORM = "participle-form"
    ENGLISH = "interference-english"
    PORTUGUESE = "interference-portuguese"
    ITALIAN = "interference-italian"
    FRENCH = "interference-french"
    DIPHTHONG_MISSING = "diphthong-missing"
    DIPHTHONG_OVERUSED = "diphthong-overused"
    STEM_VOWEL = "stem-vowel"
    YO_STEM = "yo-stem"
    PRETERITE_STEM = "preterite-stem"
    FUTURE_STEM = "future-stem"
    REGULARISED = "stem-regularised"
    STEM = "stem"
    ENDING_CLASS = "ending-class"
    ENDING = "ending"
    SPELLING_CHANGE = "spelling-change"
    SPELLING = "spelling"
    TYPO = "typo"
    ACCENT_FORM = "accent-other-form"
    ACCENT_MISSING = "accent-missing"
    ACCENT_EXTRA = "accent-extra"
    ACCENT_MISPLACED = "accent-misplaced"
    OTHER_FORM = "other-form"
    PRONOUN_MISSING = "pronoun-missing"
    PRONOUN_EXTRA = "pronoun-extra"
    PRONOUN_WRONG = "pronoun-wrong"
    PRONOUN_MISPLACED = "pronoun-misplaced"
    MISHEARD = "misheard"
    WORD_ACCENT = "word-accent"
    WORD_MISSING = "word-missing"
    WORD_EXTRA = "word-extra"
    WORD_ORDER = "word-order"
    WORDS = "words"
    ADDRESS = "address"
    REPEATED = "repeated"
    CAPITAL = "capital"
    PUNCTUATION = "punctuation"
    LETTERS = "letters"

    @property
    def facts(self) -> "Facts":
        """What is true of every finding of this kind."""
        return FACTS[self]

    @property
    def order(self) -> int:
        """Its place in the order of teaching."""
        return _ORDER[self]


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for every finding of one kind: weight, class, and what it says of the items."""

    severity: Severity
    error_class: ErrorClass
    against: frozenset[ItemKind] = frozenset()
    """The kinds of item it shows to be missed."""
    silent: frozenset[ItemKind] = frozenset()
    """The kinds of item about which an answer with this finding says nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One recognised error or notice: its kind, the finer detail, and words for its message."""

    kind: FindingKind
    detail: str = ""
    arguments: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.kind.facts.severity

    @property
    def error_class(self) -> ErrorClass:
        """The coarse class it belongs to."""
        return self.kind.facts.error_class


_MOOD = frozenset({ItemKind.MOOD})
_FORM = frozenset({ItemKind.FORM})
_SEQUENCE = frozenset({ItemKind.SEQUENCE})
_ALL = _MOOD | _FORM | _SEQUENCE
_NONE: frozenset[ItemKind] = frozenset()


def _notice(error_class: ErrorClass = ErrorClass.NONE) -> Facts:
    return Facts(Severity.NOTICE, error_class)


def _slip(
    error_class: ErrorClass = ErrorClass.OTHER, against: frozenset[ItemKind] = _NONE
) -> Facts:
    return Facts(Severity.SLIP, error_class, against)


def _error(
    error_class: ErrorClass, against: frozenset[ItemKind], silent: frozenset[ItemKind] = _NONE
) -> Facts:
    return Facts(Severity.ERROR, error_class, against, silent)


# An answer in the wrong mood says nothing about the form that was due: *tiene* for *tenga* may
# come from somebody who knows *tenga* well. A wrong form in the right mood (*tena*) shows the mood.
_WRONG_MOOD = _error(ErrorClass.MOOD, _MOOD, _FORM | _SEQUENCE)
_NOT_FINITE = _error(ErrorClass.NONFINITE, _MOOD, _FORM | _SEQUENCE)
_WRONG_CHOICE = _error(ErrorClass.OTHER, _MOOD, _FORM | _SEQUENCE)
_WRONG_TENSE = _error(ErrorClass.TENSE, _SEQUENCE, _FORM)
_WRONG_FORM = _error(ErrorClass.OTHER, _FORM)
_WRONG_STEM = _error(ErrorClass.STEM, _FORM)
_WRONG_ENDING = _error(ErrorClass.ENDING, _FORM)

FACTS: Mapping[FindingKind, Facts] = {
    FindingKind.EMPTY: _error(ErrorClass.OTHER, _ALL),
    FindingKind.NOT_SPANISH: _error(ErrorClass.OTHER, _ALL),
    FindingKind.CHOICE: _WRONG_CHOICE,
    FindingKind.NO_ERROR: _WRONG_CHOICE,
    FindingKind.ERROR_MISSED: _WRONG_CHOICE,
    FindingKind.TRIGGER_PART: _WRONG_CHOICE,
    FindingKind.TRIGGER_VERB: _WRONG_CHOICE,
    FindingKind.TRIGGER_OTHER: _WRONG_CHOICE,
    FindingKind.TRIGGER_EXTRA: _WRONG_CHOICE,
    FindingKind.INDICATIVE: _WRONG_MOOD,
    FindingKind.CONDITIONAL: _WRONG_MOOD,
    FindingKind.IMPERATIVE: _WRONG_MOOD,
    FindingKind.SUBJUNCTIVE: _WRONG_MOOD,
    FindingKind.INFINITIVE: _NOT_FINITE,
    FindingKind.GERUND: _NOT_FINITE,
    FindingKind.PARTICIPLE: _NOT_FINITE,
    FindingKind.INFINITIVE_FOR_CLAUSE: _NOT_FINITE,
    FindingKind.CLAUSE_FOR_INFINITIVE: _error(ErrorClass.CLAUSE, _MOOD, _FORM | _SEQUENCE),
    FindingKind.QUE_MISSING: _slip(),
    FindingKind.SEQUENCE: _WRONG_TENSE,
    FindingKind.TENSE: _WRONG_TENSE,
    FindingKind.PERSON: _error(ErrorClass.PERSON, _FORM),
    FindingKind.NUMBER: _error(ErrorClass.PERSON, _FORM),
    FindingKind.VERB: _error(ErrorClass.OTHER, _NONE, _FORM),
    FindingKind.AUXILIARY: _WRONG_FORM,
    FindingKind.PARTICIPLE_FORM: _WRONG_FORM,
    FindingKind.ENGLISH: _error(ErrorClass.OTHER, _ALL),
    FindingKind.PORTUGUESE: _WRONG_FORM,
    FindingKind.ITALIAN: _WRONG_FORM,
    FindingKind.FRENCH: _WRONG_FORM,
    FindingKind.DIPHTHONG_MISSING: _WRONG_STEM,
    FindingKind.DIPHTHONG_OVERUSED: _WRONG_STEM,
    FindingKind.STEM_VOWEL: _WRONG_STEM,
    FindingKind.YO_STEM: _WRONG_STEM,
    FindingKind.PRETERITE_STEM: _WRONG_STEM,
    FindingKind.FUTURE_STEM: _WRONG_STEM,
    FindingKind.REGULARISED: _WRONG_STEM,
    FindingKind.STEM: _WRONG_STEM,
    FindingKind.ENDING_CLASS: _WRONG_ENDING,
    FindingKind.ENDING: _WRONG_ENDING,
    FindingKind.SPELLING_CHANGE: _slip(ErrorClass.SPELLING, _FORM),
    FindingKind.SPELLING: Facts(Severity.SLIP, ErrorClass.SPELLING, _NONE, _FORM),
    FindingKind.TYPO: Facts(Severity.SLIP, ErrorClass.SPELLING, _NONE, _FORM),
    FindingKind.ACCENT_FORM: Facts(Severity.SLIP, ErrorClass.SPELLING, _FORM, _MOOD | _SEQUENCE),
    FindingKind.ACCENT_MISSING: _slip(ErrorClass.SPELLING, _FORM),
    FindingKind.ACCENT_EXTRA: _slip(ErrorClass.SPELLING, _FORM),
    FindingKind.ACCENT_MISPLACED: _slip(ErrorClass.SPELLING, _FORM),
    FindingKind.OTHER_FORM: _error(ErrorClass.OTHER, _FORM, _MOOD | _SEQUENCE),
    FindingKind.PRONOUN_MISSING: _slip(),
    FindingKind.PRONOUN_EXTRA: _slip(),
    FindingKind.PRONOUN_WRONG: _slip(),
    FindingKind.PRONOUN_MISPLACED: _slip(),
    FindingKind.MISHEARD: _slip(),
    FindingKind.WORD_ACCENT: _slip(ErrorClass.SPELLING),
    FindingKind.WORD_MISSING: _slip(),
    FindingKind.WORD_EXTRA: _slip(),
    FindingKind.WORD_ORDER: _slip(),
    FindingKind.WORDS: _slip(),
    FindingKind.ADDRESS: _notice(),
    FindingKind.REPEATED: _notice(),
    FindingKind.CAPITAL: _notice(),
    FindingKind.PUNCTUATION: _notice(),
    FindingKind.LETTERS: _notice(),
}

_ORDER: Mapping[FindingKind, int] = {kind: place for place, kind in enumerate(FindingKind)}
