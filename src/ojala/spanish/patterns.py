"""Patterns: a class compiled once for each kind of stem end, to be filled by any verb of the class.

Deriving form by form is exact but slow. What differs between two verbs of one class is only what
stands before the last letters of their stems, so one derivation serves them all; the tests hold
both ways equal over the whole lexicon.
"""

from dataclasses import dataclass

from ojala.spanish.classes import Verb
from ojala.spanish.orthography import VOWELS, has_hiatus, strip_accents
from ojala.spanish.plans import SIMPLE_CELLS, Application, Plan, plans
from ojala.spanish.rules import RULES
from ojala.spanish.workshop import Memory, text_of

# The form of vos that differs from the tú form beside it stands in a row of its own.
VOSEO_ROWS = ("sub_pres.2v+", "imp_neg.2v+")
ROWS = (*SIMPLE_CELLS, *VOSEO_ROWS)
Table = dict[str, tuple[str, ...]]
_RESPELLED = frozenset("cgzñqj")
_BASES = frozenset({"source", "infinitive", "drop-ending", "prefix"})


@dataclass(frozen=True, slots=True)
class Stem:
    """How to build one stem of a verb: where to start, which rules, how many letters to cut."""

    start: str
    rules: tuple[Application, ...]
    cut: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """The stems a class needs and, for each form, its row and what comes after which stem."""

    stems: tuple[Stem, ...]
    lines: tuple[tuple[str, int, str], ...]
    more: tuple[tuple[str, int, str, bool, str], ...]


def stem_width(stem: str) -> int:
    """How many letters at the end of a stem its spelling and accents can depend on."""
    last = stem[-1:]
    if last in VOWELS:
        before = stem[-2:-1]
        return 3 if before == "h" else 2 if before in VOWELS or before in "gq" else 1
    if last == "l":
        return 2 if stem[-2:-1] == "l" else 0
    return 1 if last in _RESPELLED else 0


def _has_vowel(text: str) -> bool:
    return any(letter in VOWELS for letter in text)


def pattern_key(verb: Verb) -> tuple[str, str, str, bool, bool]:
    """Tell what must agree for two verbs to share a pattern."""
    stem = verb.stem
    width = stem_width(stem)
    return (
        verb.pattern.id,
        verb.lemma[-2:],
        stem[len(stem) - width :] if width <= len(stem) else stem,
        _has_vowel(stem[: max(len(stem) - width, 0)]),
        _has_vowel(verb.prefix),
    )


def _start(verb: Verb, start: str) -> str:
    if start == "base":
        return verb.stem
    return verb.prefix if start == "prefix" else strip_accents(verb.lemma)


def build_root(verb: Verb, stem: Stem) -> str:
    """Build the part of a verb's stem that no ending can change."""
    if not stem.rules:
        value = _start(verb, stem.start)
        return value[: len(value) - stem.cut] if stem.cut < len(value) else ""
    value = _start(verb, stem.start)
    for rule, argument in stem.rules:
        value = RULES[rule](value, argument)
    if not has_hiatus(value):
        value = strip_accents(value)
    return value[: len(value) - stem.cut] if stem.cut < len(value) else ""


def _stem_of(plan: Plan, width: int) -> Stem:
    """Read a plan's stem rules without what is peculiar to its verb."""
    names = [rule for rule, _ in plan.stem_rules]
    start = "base" if "drop-ending" in names else "prefix" if "prefix" in names else "future"
    rules = tuple(step for step in plan.stem_rules if step[0] not in _BASES)
    if [rule for rule, _ in rules] == ["stress-stem"] and rules[0][1] in {"glide", "mute"}:
        rules = ()  # the stress of a regular stem leaves no mark in its root
    return Stem(start, rules, width if plan.spelled_before else 0)


def compile_pattern(verb: Verb) -> Pattern:
    """Derive every form of one verb and keep what other verbs of its kind share with it."""
    width = stem_width(verb.stem)
    roots: dict[Stem, str] = {}
    memory: Memory = {}
    lines: dict[str, tuple[str, int, str]] = {}
    more: list[tuple[str, int, str, bool, str]] = []
    for row in ROWS:
        for plan in plans(verb, row):
            stem = _stem_of(plan, width)
            if stem not in roots:
                roots[stem] = build_root(verb, stem)
            rest = text_of(plan, memory)[len(roots[stem]) :]
            if plan.required and row not in lines:
                lines[row] = (row, list(roots).index(stem), rest)
            else:
                more.append((row, list(roots).index(stem), rest, plan.required, plan.label))
    return Pattern(tuple(roots), tuple(lines.values()), tuple(more))


_PATTERNS: dict[tuple[str, str, str, bool, bool], Pattern] = {}


def pattern_of(verb: Verb) -> Pattern:
    """Return the pattern of a verb, compiled when first needed."""
    key = pattern_key(verb)
    found = _PATTERNS.get(key)
    if found is None:
        found = _PATTERNS[key] = compile_pattern(verb)
    return found
