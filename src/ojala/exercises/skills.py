"""Which items a form is evidence about: a form pattern is what is learnt, not a verb."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ojala.exercises.item import Item, ItemKind
from ojala.spanish import conjugate
from ojala.spanish.features import Cell, Person, Tense

_SERIES = {
    Tense.SUB_IMP_RA: "sub_imp",
    Tense.SUB_IMP_SE: "sub_imp",
    Tense.SUB_PLUP_RA: "sub_plup",
    Tense.SUB_PLUP_SE: "sub_plup",
}
_NON_FINITE = frozenset({Tense.INF, Tense.GER, Tense.PART, Tense.INF_PERF, Tense.GER_PERF})
_COMPOUND = frozenset(
    {
        Tense.IND_PERF,
        Tense.IND_PLUP,
        Tense.IND_ANT,
        Tense.IND_FUT_PERF,
        Tense.COND_PERF,
        Tense.SUB_PERF,
        Tense.SUB_PLUP_RA,
        Tense.SUB_PLUP_SE,
        Tense.SUB_FUT_PERF,
    }
)
_PRESENT = frozenset({Tense.IND_PRES, Tense.SUB_PRES, Tense.IMP_AFF, Tense.IMP_NEG})
_PRETERITE = frozenset({Tense.IND_PRET, Tense.SUB_IMP_RA, Tense.SUB_IMP_SE, Tense.SUB_FUT})
# Persons that share what is hard about a tense; the rest of a tense is one group, `all`.
_BOOT = {"1s-2s-3s-3p": "1s 2s 3s 3p", "1p-2p": "1p 2p", "2v": "2v"}
_GROUPS = {
    Tense.IND_PRES: {"1s": "1s", "2s-3s-3p": "2s 3s 3p", "1p-2p": "1p 2p", "2v": "2v"},
    Tense.SUB_PRES: _BOOT,
    Tense.IMP_AFF: {"2s": "2s", "2p": "2p", "2v": "2v", "3s-3p-1p": "3s 3p 1p"},
    Tense.IMP_NEG: _BOOT,
    Tense.IND_PRET: {"1s": "1s", "2s-1p-2p": "2s 2v 1p 2p", "3s-3p": "3s 3p"},
    Tense.SUB_IMP_RA: {"1p": "1p"},
    Tense.SUB_IMP_SE: {"1p": "1p"},
}
_GROUP_OF = {
    tense: {person: name for name, persons in groups.items() for person in persons.split()}
    for tense, groups in _GROUPS.items()
}
_VOWEL_CHANGES = (("e", "ie"), ("o", "ue"), ("u", "ue"), ("e", "i"), ("i", "ie"), ("o", "u"))
_ALONE = frozenset({"haber", "saber", "caber", "estar", "dar", "ser", "ir"})
"""Verbs whose present subjunctive is like no other's."""


def series(tense: Tense) -> str:
    """Return the tense as one skill: the -ra and -se forms are two spellings of the same."""
    return _SERIES.get(tense, tense.value)


def group(cell: Cell) -> str:
    """Return the persons that share the difficulty of this cell."""
    return _GROUP_OF.get(cell.tense, {}).get(cell.person.value, "all")


def form_item(lemma: str, cell: Cell) -> Item | None:
    """Return the form item of a cell; an infinitive, shown under the blank, has none."""
    if cell.tense in _NON_FINITE:
        return None
    key = f"{series(cell.tense)}/{pattern(lemma, cell.tense)}/{group(cell)}"
    return Item(ItemKind.FORM, key)


def mood_item(trigger: str, reading: str) -> Item:
    """Return the item of choosing the mood of one reading of a trigger."""
    return Item(ItemKind.MOOD, f"{trigger}/{reading}")


def sequence_item(rule: str, cell: Cell) -> Item | None:
    """Return the item of choosing the subjunctive tense, where the governing verb decides it."""
    if not series(cell.tense).startswith("sub_") or rule in UNGOVERNED:
        return None
    return Item(ItemKind.SEQUENCE, f"{rule}/{series(cell.tense)}")


UNGOVERNED = frozenset({"free", "none", "present"})
"""Rules of sequence that leave the tense to meaning, or leave only one."""


def items_for(lemma: str, cell: Cell, *, trigger: str, reading: str, rule: str) -> tuple[Item, ...]:
    """Return every item that one form in one place is evidence about."""
    found: Iterable[Item | None] = (
        mood_item(trigger, reading),
        form_item(lemma, cell),
        sequence_item(rule, cell),
    )
    return tuple(item for item in found if item)


@lru_cache(maxsize=4096)
def pattern(lemma: str, tense: Tense) -> str:
    """Name the pattern by which a verb makes a tense: `ar`, `ir-e-ie`, `er-g`, `estar`."""
    if tense in _COMPOUND:
        return _participle_pattern(lemma)
    if tense in _PRESENT:
        return _present_pattern(lemma)
    if tense in _PRETERITE:
        return _preterite_pattern(lemma)
    cell = Cell(tense, Person.YO)
    regular = {"ind_fut": f"{_bare(lemma)}é", "cond": f"{_bare(lemma)}ía"}
    expected = regular.get(tense.value, _imperfect(lemma))
    return "regular" if _form(lemma, cell) == expected else "irregular"


def _bare(lemma: str) -> str:
    """Return the infinitive without the accent of *oír*, *reír*."""
    return lemma.removesuffix("ír") + "ir" if lemma.endswith("ír") else lemma


def _imperfect(lemma: str) -> str:
    return lemma[:-2] + ("aba" if lemma.endswith("ar") else "ía")


def _form(lemma: str, cell: Cell) -> str:
    forms = conjugate(lemma).forms(cell)
    return forms[0].text if forms else ""


def _participle_pattern(lemma: str) -> str:
    ending = "ado" if lemma.endswith("ar") else r"[ií]do"
    made = _form(lemma, Cell(Tense.PART))
    return "regular" if re.fullmatch(re.escape(lemma[:-2]) + ending, made) else "irregular"


def _present_pattern(lemma: str) -> str:
    """Compare the stem of *que él…* with the stem of the infinitive."""
    verb_class, stem = _bare(lemma)[-2:], lemma[:-2]
    vowel = "a" if verb_class == "ar" else "e"
    made = _form(lemma, Cell(Tense.SUB_PRES, Person.EL))
    if lemma in _ALONE:
        return f"verb-{lemma}"
    if lemma.endswith("ver") and made.endswith("vea"):
        return "verb-ver"
    if _sound(made) == _sound(stem + vowel):
        return verb_class if made[:-1] == stem else f"{verb_class}-spelling"
    return f"{verb_class}-{_change(stem, vowel, made)}"


def _preterite_pattern(lemma: str) -> str:
    """Compare *ellos…* in the preterite with what the infinitive leads one to expect."""
    verb_class, stem = _bare(lemma)[-2:], lemma[:-2]
    made = _form(lemma, Cell(Tense.IND_PRET, Person.ELLOS))
    if lemma in {"ser", "ir", "dar"}:
        return f"verb-{lemma}"
    if made.endswith(("yeron", "jeron")):
        return made[-5]
    if not _form(lemma, Cell(Tense.IND_PRET, Person.YO)).endswith(("é", "í", "i")):
        return "strong"
    if made == stem + ("aron" if verb_class == "ar" else "ieron"):
        return verb_class
    ending = "eron" if stem.endswith("e") else "ieron"
    change = _change(stem, "e", made.removesuffix(ending).removesuffix("eron") + "e")
    return f"{verb_class}-{change}"


def _change(stem: str, vowel: str, made: str) -> str:
    """Name what happened to a stem: `e-ie`, `zc`, `g`, `y`, `accent`, `absorbed`."""
    sound = _sound(made)
    if _plain(sound) == _sound(stem + vowel):
        return "accent" if sound != _plain(sound) else "absorbed"
    for old, new in _VOWEL_CHANGES:
        place = stem.rfind(old)
        if place >= 0 and _sound(stem[:place] + new + stem[place + 1 :] + vowel) == _plain(sound):
            return f"{old}-{new}"
    return "zc" if made[-3:-1] == "zc" else made[-2]


_ACCENTS = str.maketrans("áéíóú", "aeiou")


def _plain(sound: str) -> str:
    """Leave out accents, and the letters that a word begins with only because of a diphthong."""
    plain = sound.translate(_ACCENTS)
    return re.sub("^hue", "ue", re.sub("^ye", "ie", plain))


def _sound(word: str) -> str:
    """Write a word by its sounds up to its last vowel, so that *busque* and *busca* are one."""
    text = re.sub(r"qu(?=[eiéí])", "k", word)
    text = re.sub(r"gu(?=[eiéí])", "G", text)
    text = re.sub(r"c(?=[eiéí])", "z", text).replace("gü", "gu")
    text = re.sub(r"g(?=[eiéí])", "j", text).replace("c", "k").replace("G", "g")
    return text[:-1]
