"""Forms: what a word can be as a verb, out of context."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ojala.grammar.words import EVERYDAY_VERBS, NEVER_VERBS
from ojala.spanish import analyze
from ojala.spanish.features import Cell, Mood, Tense

Reading = tuple[str, Cell]
"""A lemma and the cell it may fill."""

_FINITE = frozenset({Mood.INDICATIVE, Mood.SUBJUNCTIVE, Mood.CONDITIONAL, Mood.IMPERATIVE})
COMPOUND = {
    Tense.IND_PRES: Tense.IND_PERF,
    Tense.IND_IMP: Tense.IND_PLUP,
    Tense.IND_PRET: Tense.IND_ANT,
    Tense.IND_FUT: Tense.IND_FUT_PERF,
    Tense.COND: Tense.COND_PERF,
    Tense.SUB_PRES: Tense.SUB_PERF,
    Tense.SUB_IMP_RA: Tense.SUB_PLUP_RA,
    Tense.SUB_IMP_SE: Tense.SUB_PLUP_SE,
}


@lru_cache(maxsize=4096)
def lexical(word: str) -> tuple[tuple[Reading, ...], tuple[Reading, ...], tuple[str, ...]]:
    """Give the finite and the infinite readings of a word out of context, and its clitics."""
    if word in NEVER_VERBS or not word.isalpha():
        return (), (), ()
    finite: list[Reading] = []
    infinite: list[Reading] = []
    clitics: tuple[str, ...] = ()
    for lemma, cell, tail in _analyses(word):
        clitics = clitics or tail
        home = finite if cell.tense.mood in _FINITE else infinite
        if cell.tense is not Tense.SUB_FUT:
            home.append((lemma, cell))
    if any(lemma in EVERYDAY_VERBS for lemma, _ in (*finite, *infinite)):
        finite, infinite = _usual(finite), _usual(infinite)
    return tuple(finite), tuple(infinite), clitics


def _usual(readings: list[Reading]) -> list[Reading]:
    """Drop the readings of rare verbs, where an everyday verb has the form too."""
    return [reading for reading in readings if reading[0] in EVERYDAY_VERBS]


_TAIL = re.compile(r"(me|te|se|nos|os)?(lo|la|le|los|las|les|me|te|se|nos|os)$")
_PLAIN = str.maketrans("áéíóú", "aeiou")
_LEADS = frozenset({Tense.IMP_AFF, Tense.INF, Tense.GER})


def _analyses(word: str) -> Iterator[tuple[str, Cell, tuple[str, ...]]]:
    """Analyse a word as it is, else with pronouns cut off, else with a forgotten accent."""
    found = analyze(word)
    plain = [analysis for analysis in found if not analysis.clitics]
    for analysis in plain or found:
        yield analysis.lemma, analysis.cell, analysis.clitics
    if found:
        return
    if word.endswith(_UNACCENTED):
        for analysis in analyze(word, fold_accents=True):
            if not (word.endswith("ian") or analysis.lemma in EVERYDAY_VERBS):
                continue
            yield analysis.lemma, analysis.cell, ()
    yield from _enclitic(word)


def _enclitic(word: str) -> Iterator[tuple[str, Cell, tuple[str, ...]]]:
    tail = _TAIL.search(word)
    if tail is None or len(word) - len(tail[0]) < _SHORTEST or word.endswith(_PARTICIPLES):
        return
    clitics = tuple(part for part in tail.groups() if part)
    for bare in {word[: tail.start()], word[: tail.start()].translate(_PLAIN)}:
        for spelled in (
            (bare, bare + "s", bare + "d") if clitics[0] in {"nos", "os", "se"} else (bare,)
        ):
            for analysis in analyze(spelled):
                if analysis.cell.tense in _LEADS:
                    yield analysis.lemma, analysis.cell, clitics


_SHORTEST = 2
_PARTICIPLES = ("ados", "idos", "adas", "idas")
_UNACCENTED = ("ia", "ian", "ias", "iamos")


def form_readings(form: str) -> tuple[Reading, ...]:
    """Give every reading of a form by itself, of one word or compound (*haya venido*)."""
    parts = form.lower().split()
    every = [(analysis.lemma, analysis.cell) for analysis in analyze(parts[-1])]
    plain = tuple(_usual(every) or every)
    if len(parts) == 1:
        return plain
    return tuple(
        (lemma, Cell(COMPOUND[auxiliary.cell.tense], auxiliary.cell.person))
        for lemma, cell in plain
        for auxiliary in analyze(parts[0])
        if cell.tense is Tense.PART and auxiliary.cell.tense in COMPOUND
    )
