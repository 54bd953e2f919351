"""What is wrong with a stem: the rule that was missed, by the shape of the right one."""

from functools import lru_cache

from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.forms import VerbForms, one_tense, stems
from ojala.spanish.features import Cell, Person, Tense

_DIPHTHONGS = (("e", "ie"), ("o", "ue"), ("u", "ue"), ("i", "ie"), ("o", "hue"), ("e", "ye"))
_RAISED = (("e", "i"), ("o", "u"))
# Spellings of one sound before different vowels.
_RESPELT = frozenset(
    frozenset(pair)
    for pair in (
        ("c", "qu"), ("c", "z"), ("g", "gu"), ("g", "j"), ("gu", "gü"), ("qu", "z"),
        ("i", "y"), ("u", "uy"), ("c", "cu"),
    )
)  # fmt: skip
_PRETERITE = frozenset({Tense.IND_PRET, Tense.SUB_IMP_RA, Tense.SUB_FUT})
_FUTURE = frozenset({Tense.IND_FUT, Tense.COND})
_PRESENT = frozenset({Tense.IND_PRES, Tense.SUB_PRES, Tense.IMP_AFF})
_YO = Cell(Tense.IND_PRES, Person.YO)


@lru_cache(maxsize=1024)
def respelt(stem: str, due: str) -> bool:
    """Whether two stems sound alike and differ only in how their last consonant is written."""
    start = 0
    for one, other in zip(stem, due, strict=False):
        if one != other:
            break
        start += 1
    rests = frozenset({stem[start:], due[start:]})
    mute = rests == {"u", ""} and stem[:start].endswith("g")
    return (rests in _RESPELT and start > 0) or mute


@lru_cache(maxsize=1024)
def diphthongised(stem: str) -> frozenset[str]:
    """The stem with its last vowel broken into a diphthong, wherever Spanish could do so."""
    return _changed(stem, _DIPHTHONGS)


@lru_cache(maxsize=1024)
def raised(stem: str) -> frozenset[str]:
    """The stem with its last vowel raised, as *pid-* from *ped-*."""
    return _changed(stem, _RAISED)


def _changed(stem: str, changes: tuple[tuple[str, str], ...]) -> frozenset[str]:
    heard = stem[:-1] if stem.endswith(("gu", "qu")) else stem
    last = max(heard.rfind(vowel) for vowel in "aeiou")
    if last < 0:
        return frozenset()
    vowel = stem[last]
    return frozenset(stem[:last] + new + stem[last + 1 :] for old, new in changes if vowel == old)


def stem_finding(stem: str, due: str, cell: Cell, verb: VerbForms) -> FindingKind:
    """Name the rule that turns this stem into the due one."""
    root = verb.root
    if alike(stem, due) and stem[-1:] == root[-1:]:
        return FindingKind.SPELLING_CHANGE
    known = any(alike(stem, one) for one in stems(verb.lemma).known)
    if _in(due, diphthongised(root)):
        return _of_diphthong(stem, root, known=known)
    if _in(due, raised(root)) and one_tense(cell.tense) in _PRESENT:
        return _missing_raise(stem, root)
    if _in(stem, diphthongised(root)) and (alike(due, root) or due == root):
        return FindingKind.DIPHTHONG_OVERUSED
    if known and _in(stem, raised(root)) and alike(due, root):
        return FindingKind.STEM_VOWEL
    return _by_tense(stem, due, cell, verb, known=known)


def _of_diphthong(stem: str, root: str, *, known: bool) -> FindingKind:
    if stem == root or alike(stem, root):
        return FindingKind.DIPHTHONG_MISSING
    vowel = known and _in(stem, raised(root))
    return FindingKind.STEM_VOWEL if vowel else FindingKind.STEM


def _missing_raise(stem: str, root: str) -> FindingKind:
    return (
        FindingKind.DIPHTHONG_OVERUSED
        if _in(stem, diphthongised(root))
        else (FindingKind.STEM_VOWEL if alike(stem, root) else FindingKind.STEM)
    )


def _by_tense(stem: str, due: str, cell: Cell, verb: VerbForms, *, known: bool) -> FindingKind:
    tense = one_tense(cell.tense)
    if tense in _PRETERITE and known:
        return FindingKind.PRETERITE_STEM
    if tense in _FUTURE and known:
        return FindingKind.FUTURE_STEM
    if tense in _PRESENT and (known or _in(stem, diphthongised(verb.root))):
        on_yo = stems(verb.lemma).of.get(_YO) == due
        return FindingKind.YO_STEM if on_yo else FindingKind.REGULARISED
    return FindingKind.STEM


def alike(stem: str, due: str) -> bool:
    """Whether two stems are the same but for how their last consonant is written."""
    return stem == due or respelt(stem, due)


def _in(stem: str, options: frozenset[str]) -> bool:
    return any(alike(stem, option) for option in options)
