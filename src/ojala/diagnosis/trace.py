"""The trace of a form: how it comes about, on one line, with the step that failed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.forms import SIMPLE_OF, VerbForms, verb_forms
from ojala.diagnosis.verdict import Diagnosis
from ojala.diagnosis.words import HABER, participles
from ojala.spanish.derivation import Derivation, derivations
from ojala.spanish.features import Cell
from ojala.spanish.orthography import strip_accents, write
from ojala.spanish.steps import Step

_SEAM = "+"
_UNSEEN = frozenset({"class", "source", "stress-stem", "unstress", "prefix"})
# The rules in which a finding lies, the likeliest first.
_RULES: Mapping[FindingKind, tuple[str, ...]] = {
    FindingKind.DIPHTHONG_MISSING: ("diphthong",),
    FindingKind.DIPHTHONG_OVERUSED: ("close-vowel", "preterite-stem", "drop-ending"),
    FindingKind.STEM_VOWEL: ("close-vowel", "diphthong", "drop-ending"),
    FindingKind.YO_STEM: ("add-consonant", "velar", "stem", "diphthong", "close-vowel"),
    FindingKind.PRETERITE_STEM: ("preterite-stem", "close-vowel", "ending", "whole-form"),
    FindingKind.FUTURE_STEM: ("future-stem",),
    FindingKind.REGULARISED: ("stem", "whole-form", "add-consonant"),
    FindingKind.STEM: ("stem", "preterite-stem", "add-consonant", "velar", "drop-ending"),
    FindingKind.ENDING_CLASS: ("ending",),
    FindingKind.ENDING: ("ending",),
    FindingKind.SPELLING_CHANGE: ("spell", "glide-y", "glide-absorbed", "ending"),
    FindingKind.ACCENT_FORM: ("accent",),
    FindingKind.ACCENT_MISSING: ("accent",),
    FindingKind.ACCENT_EXTRA: ("accent",),
    FindingKind.ACCENT_MISPLACED: ("accent",),
}


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One station on the way to a form: the rule that led there, and what it looks like."""

    rule: str
    text: str
    failed: bool = False


def trace(diagnosis: Diagnosis, lemma: str) -> tuple[TraceStep, ...]:
    """The way to the due form, the step that failed marked; empty where no rule builds it."""
    cell = diagnosis.answer.cell
    verb = verb_forms(lemma)
    if cell is None or verb is None:
        return ()
    if cell.tense in SIMPLE_OF:
        return tuple(_compound(verb, cell))
    found = derivations(verb_lemma(lemma), cell)
    if not found:
        return ()
    shown = list(_stations(found[0]))
    failed = _failed(diagnosis, shown)
    return tuple(
        TraceStep(step.rule, step.text, failed=place == failed) for place, step in enumerate(shown)
    )


def verb_lemma(lemma: str) -> str:
    """The infinitive under which the engine knows the verb."""
    verb = verb_forms(lemma)
    return verb.lemma if verb else lemma


def line(steps: tuple[TraceStep, ...]) -> str:
    """The trace as one line of text."""
    return " → ".join(f"[{step.text}]" if step.failed else step.text for step in steps)


def _stations(derivation: Derivation) -> Iterator[TraceStep]:
    """The steps that can be seen: each changes the letters of the one before."""
    last = ""
    for step in derivation.steps:
        text = _written(step)
        if step.rule not in _UNSEEN and text not in (last, "-"):
            last = text
            yield TraceStep(step.rule, text)


def _written(step: Step) -> str:
    if step.rule in ("accent", "infinitive"):
        return step.after
    if _SEAM in step.after or step.rule == "whole-form":
        return write(step.after.replace(_SEAM, ""))
    return f"{strip_accents(step.after)}-"


def _failed(diagnosis: Diagnosis, steps: list[TraceStep]) -> int | None:
    for finding in diagnosis.findings:
        for rule in _RULES.get(finding.kind, ()):
            places = [place for place, step in enumerate(steps) if step.rule == rule]
            if places:
                return places[-1]
        if finding.kind in _RULES:
            return len(steps) - 1
    return None


def _compound(verb: VerbForms, cell: Cell) -> Iterator[TraceStep]:
    """A compound tense: the form of haber, then the participle beside it."""
    haber = verb_forms(HABER)
    simple = Cell(SIMPLE_OF[cell.tense], cell.person)
    form = next(iter(haber.texts.get(simple, ()) if haber else ()), HABER)
    yield TraceStep("infinitive", HABER)
    yield TraceStep("auxiliary", form)
    yield TraceStep("participle", f"{form} {participles(verb)[0]}")
