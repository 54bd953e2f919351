"""Tags: cells as Universal Dependencies features and as UniMorph tags, both ways.

UD writes a compound tense as two words; its cells are given here by the auxiliary's features with
`Aspect=Perf`. Neither scheme tells vos from tú everywhere, so vos is marked (`Polite=Infm` in UD,
`LGSPEC3` in UniMorph) where it has forms of its own, and -ra from -se by `Variant` and `LGSPEC1/2`.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ojala.spanish.cells import ALL_CELLS, COMPOUND_TENSES
from ojala.spanish.features import Cell, Mood, Person, Tense

_UD_TENSES: Mapping[Tense, str] = MappingProxyType(
    {
        Tense.IND_PRES: "Mood=Ind|Tense=Pres",
        Tense.IND_IMP: "Mood=Ind|Tense=Imp",
        Tense.IND_PRET: "Mood=Ind|Tense=Past",
        Tense.IND_FUT: "Mood=Ind|Tense=Fut",
        Tense.COND: "Mood=Cnd",
        Tense.SUB_PRES: "Mood=Sub|Tense=Pres",
        Tense.SUB_IMP_RA: "Mood=Sub|Tense=Imp|Variant=Ra",
        Tense.SUB_IMP_SE: "Mood=Sub|Tense=Imp|Variant=Se",
        Tense.SUB_FUT: "Mood=Sub|Tense=Fut",
        Tense.IMP_AFF: "Mood=Imp",
        Tense.IMP_NEG: "Mood=Imp|Polarity=Neg",
        Tense.INF: "VerbForm=Inf",
        Tense.GER: "VerbForm=Ger",
        Tense.PART: "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part",
    }
)
_UD_PERSONS: Mapping[Person, str] = MappingProxyType(
    {
        Person.YO: "Number=Sing|Person=1",
        Person.TU: "Number=Sing|Person=2",
        Person.VOS: "Number=Sing|Person=2|Polite=Infm",
        Person.EL: "Number=Sing|Person=3",
        Person.NOSOTROS: "Number=Plur|Person=1",
        Person.VOSOTROS: "Number=Plur|Person=2",
        Person.ELLOS: "Number=Plur|Person=3",
        Person.NONE: "",
    }
)
_UNIMORPH_TENSES: Mapping[Tense, str] = MappingProxyType(
    {
        Tense.IND_PRES: "IND;PRS",
        Tense.IND_IMP: "IND;PST;IPFV",
        Tense.IND_PRET: "IND;PST;PFV",
        Tense.IND_FUT: "IND;FUT",
        Tense.COND: "COND",
        Tense.SUB_PRES: "SBJV;PRS",
        Tense.SUB_IMP_RA: "SBJV;PST;LGSPEC1",
        Tense.SUB_IMP_SE: "SBJV;PST;LGSPEC2",
        Tense.SUB_FUT: "SBJV;FUT",
        Tense.IMP_AFF: "POS;IMP",
        Tense.IMP_NEG: "NEG;IMP",
        Tense.INF: "NFIN",
        Tense.GER: "V.CVB;PRS",
        Tense.PART: "V.PTCP;PST;MASC;SG",
    }
)
_UNIMORPH_PERSONS: Mapping[Person, str] = MappingProxyType(
    {
        Person.YO: "1;SG",
        Person.TU: "2;SG",
        Person.VOS: "2;SG;LGSPEC3",
        Person.EL: "3;SG",
        Person.NOSOTROS: "1;PL",
        Person.VOSOTROS: "2;PL",
        Person.ELLOS: "3;PL",
        Person.NONE: "",
    }
)
_NONFINITE = frozenset({Mood.INFINITIVE, Mood.GERUND, Mood.PARTICIPLE})


def to_ud(cell: Cell) -> str:
    """Write a cell as UD features, in alphabetical order.

    >>> to_ud(Cell(Tense.SUB_PRES, Person.EL))
    'Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin'
    """
    simple = COMPOUND_TENSES.get(cell.tense, cell.tense)
    features = f"{_UD_TENSES[simple]}|{_UD_PERSONS[cell.person]}".strip("|").split("|")
    if simple.mood not in _NONFINITE:
        features.append("VerbForm=Fin")
    if simple is not cell.tense:
        features.append("Aspect=Perf")
    return "|".join(sorted(features))


def from_ud(features: str) -> tuple[Cell, ...]:
    """Read UD features: every cell that has them all, as where -ra and -se are not told apart."""
    given = frozenset(features.split("|"))
    matches = [cell for cell in ALL_CELLS if given <= _ud_sets()[cell]]
    perfect = "Aspect=Perf" in given
    vos = "Polite=Infm" in given
    return tuple(
        cell
        for cell in matches
        if (cell.tense in COMPOUND_TENSES) == perfect
        and (cell.person is Person.VOS) == vos
        and (cell.tense is Tense.IMP_NEG) == ("Polarity=Neg" in given)
    )


@cache
def _ud_sets() -> Mapping[Cell, frozenset[str]]:
    return {cell: frozenset(to_ud(cell).split("|")) for cell in ALL_CELLS}


def to_unimorph(cell: Cell) -> str:
    """Write a cell as a UniMorph tag.

    >>> to_unimorph(Cell(Tense.SUB_IMP_RA, Person.NOSOTROS))
    'V;SBJV;PST;LGSPEC1;1;PL'
    """
    simple = COMPOUND_TENSES.get(cell.tense, cell.tense)
    perfect = "PRF" if simple is not cell.tense else ""
    whole = f"{_UNIMORPH_TENSES[simple]};{perfect};{_UNIMORPH_PERSONS[cell.person]}"
    parts = [part for part in whole.split(";") if part]
    return ";".join(parts if parts[0].startswith("V.") else ["V", *parts])


@cache
def _unimorph_cells() -> Mapping[frozenset[str], Cell]:
    return {frozenset(to_unimorph(cell).split(";")): cell for cell in ALL_CELLS}


def from_unimorph(tag: str) -> Cell | None:
    """Read a UniMorph tag, its parts in any order; nothing for what is no Spanish verb form."""
    return _unimorph_cells().get(frozenset(tag.split(";")))
