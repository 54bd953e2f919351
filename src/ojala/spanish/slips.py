"""Learners' errors: the forms that come out when one rule is left out or put in the wrong place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from ojala.spanish.analysis import analyze
from ojala.spanish.cells import ALL_CELLS, COMPOUND_TENSES
from ojala.spanish.classes import ConjugationClass, Verb, conjugation_classes
from ojala.spanish.conjugation import conjugate
from ojala.spanish.derivation import rows_of_cell
from ojala.spanish.endings import ENDINGS
from ojala.spanish.features import Cell, Person, Tense
from ojala.spanish.lexicon import look_up
from ojala.spanish.orthography import VOWELS, acute, strip_accents, write
from ojala.spanish.plans import Plan, plans
from ojala.spanish.steps import SEAM
from ojala.spanish.workshop import carry_out


@dataclass(frozen=True, slots=True)
class ErrorForm:
    """A wrong form for a cell, the rule that was broken, and whether the text exists elsewhere.

    `real` is true for a form that the same verb has in another cell: *hablo* for *habló*.
    """

    text: str
    rule: str
    real: bool = False


Slip = Callable[[Verb, str], Iterator[str]]
_REGULAR = {"ar": "amar", "er": "temer", "ir": "partir"}
_OTHERS = {"ar": ("er", "ir"), "er": ("ar", "ir"), "ir": ("er", "ar")}
_YO_RULES = frozenset({"velar", "add-consonant", "stem"})
_PAST = frozenset({"ind_pret", "sub_imp_ra", "sub_imp_se", "sub_fut"})
# What is heard alike, the letter to put for it, and before which letters it is ("" for any).
_SOUNDS = (
    ("c", "s", "eiéí"), ("c", "z", "eiéí"), ("s", "c", "eiéí"), ("z", "s", ""), ("z", "c", "eiéí"),
    ("s", "z", "aeioucáéíóú"), ("b", "v", ""), ("v", "b", ""), ("ll", "y", ""), ("y", "ll", "aeo"),
    ("g", "j", "eiéí"), ("j", "g", "eiéí"), ("qu", "k", ""), ("h", "", ""), ("ñ", "n", ""),
    ("rr", "r", ""), ("gü", "gu", ""), ("c", "k", "aouáóú"),
)  # fmt: skip


def _text(plan: Plan, *without: str) -> str:
    return carry_out(plan, frozenset(without))[-1].after


def _leaving_out(*rules: str) -> Slip:
    """Make the slip of forgetting some rules."""

    def slip(verb: Verb, row: str) -> Iterator[str]:
        for plan in plans(verb, row):
            yield _text(plan, *rules)

    return slip


def _altered(**fields: str) -> Slip:
    """Make the slip of taking the verb for one whose class lacks a trait."""

    def slip(verb: Verb, row: str) -> Iterator[str]:
        pattern: ConjugationClass = replace(verb.pattern, **fields)  # type: ignore[arg-type]  # str
        for plan in plans(Verb(verb.lemma, pattern), row):
            yield _text(plan)

    return slip


def _regularised(verb: Verb, row: str) -> Iterator[str]:
    """Conjugate by the regular class: *sabo, tenió, rompido*."""
    regular = conjugation_classes()[_REGULAR[verb.conjugation]]
    for plan in plans(Verb(verb.lemma, regular), row):
        yield _text(plan)


def _yo_stem_skipped(verb: Verb, row: str) -> Iterator[str]:
    """Forget the stem of yo: *conoza, tena*."""
    theme = "a" if verb.conjugation == "ar" else "e"
    for plan in plans(verb, row):
        if any(rule in _YO_RULES for rule, _ in plan.stem_rules):
            yield _text(replace(plan, spelled_before=theme), *_YO_RULES)


def _with_stem(verb: Verb, row: str, *rules: tuple[str, str]) -> Iterator[str]:
    """Put the endings of a row on a stem that belongs elsewhere."""
    regular = conjugation_classes()[_REGULAR[verb.conjugation]]
    for plan in plans(Verb(verb.lemma, regular), row):
        base = tuple(step for step in plan.stem_rules if step[0] != "stress-stem")
        stress = tuple(step for step in plan.stem_rules if step[0] == "stress-stem")
        if base and base[-1][0] == "drop-ending":
            yield _text(replace(plan, stem_rules=(*base, *rules, *stress)))


def _diphthong_overused(verb: Verb, row: str) -> Iterator[str]:
    """Keep the diphthong where the stress has left: *tienemos, encuentré*."""
    if verb.pattern.stressed in {"ie", "ue"} and _is_unstressed(verb, row):
        where = "glide" if verb.conjugation == "ar" else "mute"
        shift = verb.pattern.stressed
        yield from _with_stem(
            verb, row, ("stress-stem", where), ("diphthong", shift), ("unstress", "")
        )


def _is_unstressed(verb: Verb, row: str) -> bool:
    return not any(
        rule == "stress-stem" for plan in plans(verb, row) for rule, _ in plan.stem_rules
    )


def _closing_overused(verb: Verb, row: str) -> Iterator[str]:
    """Close the vowel where it stays open: *convirtimos, pidimos, durmías*."""
    change = {"i": "e>i", "u": "o>u"}.get(verb.pattern.weak)
    if change:
        yield from _with_stem(verb, row, ("close-vowel", change))


def _yo_stem_overused(verb: Verb, row: str) -> Iterator[str]:
    """Carry the stem of yo into the rest of the present: *conozces, pongues*."""
    if row.startswith(("ind_pres", "imp_aff")) and verb.pattern.yo:
        for plan in plans(verb, "sub_pres.1p"):
            ending = ENDINGS[verb.conjugation].get(row)
            if ending:
                rules = tuple(step for step in plan.stem_rules if step[0] != "source")
                marked = (
                    ending if ending != strip_accents(ending) else acute(ending[0]) + ending[1:]
                )
                stem = carry_out(replace(plan, stem_rules=rules, cell_rules=()))[-1].after
                yield write(stem + marked) if marked == ending else stem + ending


def _strong_stem_overused(verb: Verb, row: str) -> Iterator[str]:
    """Carry the stem of the preterite into the present: *pudes, tuva*."""
    if verb.pattern.preterite and row.startswith(("ind_pres", "sub_pres", "imp_")):
        change = ("preterite-stem", f"{verb.tail_stem}>{verb.pattern.preterite}")
        yield from _with_stem(verb, row, change)


def _strong_ending(verb: Verb, row: str) -> Iterator[str]:
    """Put the regular, stressed endings on a strong stem: *tuvió, pusí, dijieron*."""
    if verb.pattern.preterite and row.split(".", maxsplit=1)[0] in _PAST:
        change = ("preterite-stem", f"{verb.tail_stem}>{verb.pattern.preterite}")
        yield from _with_stem(verb, row, change)


def _ending_class(verb: Verb, row: str) -> Iterator[str]:
    """Take the endings of another conjugation: *vivó, quitió, viajía, suberíamos*."""
    for other in _OTHERS[verb.conjugation]:
        yield from _with_endings_of(other, verb, row)
    if row.startswith(("ind_fut", "cond")):
        for other in _OTHERS[verb.conjugation]:
            for plan in plans(verb, row):
                swapped = ("infinitive", strip_accents(verb.lemma)[:-2] + other)
                if len(plan.stem_rules) == 1:
                    yield _text(replace(plan, stem_rules=(swapped,)))


def _with_endings_of(other: str, verb: Verb, row: str) -> Iterator[str]:
    mine, theirs = ENDINGS[verb.conjugation], ENDINGS[other]
    key = "ind_pret.3p" if row.split(".", maxsplit=1)[0] in _PAST - {"ind_pret"} else row
    key = {"imp_neg": f"sub_pres.{row[-2:]}"}.get(row.split(".", maxsplit=1)[0], key)
    if key not in mine or key not in theirs:
        return
    for plan in plans(verb, row):
        rules = tuple(
            (rule, theirs[key]) if rule == "ending" and argument == mine[key] else (rule, argument)
            for rule, argument in plan.cell_rules
        )
        yield _text(replace(plan, cell_rules=rules))


def _stress_shifted(verb: Verb, row: str) -> Iterator[str]:
    """Stress the stem where the ending is stressed: *téngamos, puédamos*."""
    if row in {"sub_pres.1p", "imp_aff.1p", "imp_neg.1p"}:
        for plan in plans(verb, "sub_pres.1s"):
            yield carry_out(plan)[-2].after.replace(SEAM, "") + "mos"


def _preterite_s(verb: Verb, row: str) -> Iterator[str]:
    """Give tú an s in the preterite too: *hablastes*."""
    if row == "ind_pret.2s":
        for plan in plans(verb, row):
            yield _text(plan) + "s"


def _analogical(verb: Verb, row: str) -> Iterator[str]:
    """Trade -ig- and -y- in the stem of yo: *haiga, vaiga, traya, oya*."""
    for plan in plans(verb, row):
        stem, seam, ending = carry_out(plan)[-2].after.partition(SEAM)
        if seam and stem.endswith("ig") and verb.pattern.yo == "ig":
            yield write(stem.removesuffix("ig") + "y" + ending)
        elif seam and stem.endswith("y") and verb.pattern.yo:
            yield write(stem.removesuffix("y") + "ig" + ending)


def _accent_dropped(verb: Verb, row: str) -> Iterator[str]:
    """Forget the written accent: *prohibe, hablo* for *habló*."""
    for plan in plans(verb, row):
        yield strip_accents(_text(plan))


def _accent_added(verb: Verb, row: str) -> Iterator[str]:
    """Write the stress where the rules leave it unwritten: *dió, cuénto*."""
    for plan in plans(verb, row):
        yield carry_out(plan)[-2].after.replace(SEAM, "")


def _accent_misplaced(verb: Verb, row: str) -> Iterator[str]:
    """Put the accent on another vowel: *hablára, estudíe*."""
    for plan in plans(verb, row):
        plain = strip_accents(_text(plan))
        for index, letter in enumerate(plain):
            if letter in VOWELS:
                yield plain[:index] + acute(letter) + plain[index + 1 :]


def _sound_alike(verb: Verb, row: str) -> Iterator[str]:
    """Write another letter for the same or nearly the same sound: *hize, conosca*."""
    for plan in plans(verb, row):
        text = _text(plan)
        for index in range(len(text)):
            for old, new, before in _SOUNDS:
                end = index + len(old)
                heard = text.startswith(old, index) and text[index - 1 : index] + old != "ch"
                if heard and (not before or text[end : end + 1] in tuple(before)):
                    yield text[:index] + new + text[end:]


SLIPS: Mapping[str, Slip] = MappingProxyType(
    {
        "accent-dropped": _accent_dropped,
        "accent-added": _accent_added,
        "diphthong-skipped": _leaving_out("diphthong"),
        "diphthong-overused": _diphthong_overused,
        "closing-skipped": _leaving_out("close-vowel"),
        "closing-overused": _closing_overused,
        "yo-stem-skipped": _yo_stem_skipped,
        "strong-stem-skipped": _altered(preterite=""),
        "strong-ending": _strong_ending,
        "future-stem-skipped": _leaving_out("future-stem"),
        "participle-regularised": _altered(participle=""),
        "imperative-regularised": _altered(imperative=""),
        "spelling-skipped": _leaving_out("spell"),
        "glide-kept": _leaving_out("glide-absorbed"),
        "glide-not-y": _leaving_out("glide-y"),
        "regularised": _regularised,
        "ending-class": _ending_class,
        "stress-shifted": _stress_shifted,
        "preterite-s": _preterite_s,
        "analogical-stem": _analogical,
        "yo-stem-overused": _yo_stem_overused,
        "strong-stem-overused": _strong_stem_overused,
        "accent-misplaced": _accent_misplaced,
        "sound-alike": _sound_alike,
    }
)


def errors(lemma: str, cell: Cell) -> tuple[ErrorForm, ...]:
    """Generate the wrong forms learners give for a cell, each with the rule they broke.

    What is right for the cell is never among them. A text that several slips lead to stands once,
    under the first; `real` marks what the verb has in another cell. Compound cells err in their
    participle. Raises `NotAVerb` for what cannot be an infinitive.
    """
    return _errors(lemma, cell)


@lru_cache(maxsize=4096)
def _errors(lemma: str, cell: Cell) -> tuple[ErrorForm, ...]:
    simple = cell.tense not in COMPOUND_TENSES
    return tuple(
        ErrorForm(text, rule, simple and _is_real(text, lemma))
        for text, rule in wrong_forms(lemma, cell).items()
    )


def wrong_forms(lemma: str, cell: Cell) -> Mapping[str, str]:
    """Return the texts of `errors` and the rules they broke, in far less time.

    Most of it is what it takes to tell whether the verb has a form in another cell.
    """
    if cell.tense in COMPOUND_TENSES:
        return _wrong_compounds(lemma, cell)
    right = {form.text for form in conjugate(lemma).forms(cell)}
    found: dict[str, str] = {}
    for rule, slip in SLIPS.items():
        for text in _slip_forms(lemma, cell, slip) if right else ():
            if text not in right:
                found.setdefault(text, rule)
    return found


def _slip_forms(lemma: str, cell: Cell, slip: Slip) -> Iterator[str]:
    for row in rows_of_cell(cell):
        for verb in look_up(lemma).readings:
            yield from slip(verb, row)


def _is_real(text: str, lemma: str) -> bool:
    return any(analysis.lemma == lemma for analysis in analyze(text))


def _wrong_compounds(lemma: str, cell: Cell) -> Mapping[str, str]:
    helper = conjugate("haber").forms(Cell(COMPOUND_TENSES[cell.tense], cell.person))
    participles = wrong_forms(lemma, Cell(Tense.PART))
    return {f"{one.text} {text}": rule for one in helper for text, rule in participles.items()}


def recognise_error(lemma: str, text: str) -> tuple[tuple[Cell, ErrorForm], ...]:
    """Find every cell of a verb for which a wrong form is a known slip; nothing for right forms.

    Letter slips that any word can suffer (`accent-misplaced`, `sound-alike`) count only where no
    slip in the rules explains the form.
    """
    known = [
        (cell, error)
        for cell in ALL_CELLS
        if cell.tense not in COMPOUND_TENSES and cell.person is not Person.VOS
        for error in errors(lemma, cell)
        if error.text == text
    ]
    strong = [pair for pair in known if pair[1].rule not in {"accent-misplaced", "sound-alike"}]
    return tuple(strong or known)
