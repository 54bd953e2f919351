"""The endings of Spanish verbs, so that a form that does not exist can still be taken apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ojala.diagnosis.normalization import fold
from ojala.spanish.features import Cell, Person, Tense

_PERSONS = (Person.YO, Person.TU, Person.EL, Person.NOSOTROS, Person.VOSOTROS, Person.ELLOS)
_IMPERFECT = "{0} {0}s {0} {1}mos {0}is {0}n"

# One line a tense: the six persons, then vos where it has its own ending.
_AR = {
    Tense.IND_PRES: "o as a amos áis an ás",
    Tense.IND_IMP: "aba abas aba ábamos abais aban",
    Tense.IND_PRET: "é aste ó amos asteis aron",
    Tense.IND_FUT: "aré arás ará aremos aréis arán",
    Tense.COND: "aría arías aría aríamos aríais arían",
    Tense.SUB_PRES: "e es e emos éis en és",
    Tense.SUB_IMP_RA: _IMPERFECT.format("ara", "ára"),
    Tense.SUB_IMP_SE: _IMPERFECT.format("ase", "áse"),
    Tense.SUB_FUT: _IMPERFECT.format("are", "áre"),
}
_ER = {
    Tense.IND_PRES: "o es e emos éis en és",
    Tense.IND_IMP: "ía ías ía íamos íais ían",
    Tense.IND_PRET: "í iste ió imos isteis ieron",
    Tense.IND_FUT: "eré erás erá eremos eréis erán",
    Tense.COND: "ería erías ería eríamos eríais erían",
    Tense.SUB_PRES: "a as a amos áis an ás",
    Tense.SUB_IMP_RA: _IMPERFECT.format("iera", "iéra"),
    Tense.SUB_IMP_SE: _IMPERFECT.format("iese", "iése"),
    Tense.SUB_FUT: _IMPERFECT.format("iere", "iére"),
}
_IR = _ER | {
    Tense.IND_PRES: "o es e imos ís en ís",
    Tense.IND_FUT: "iré irás irá iremos iréis irán",
    Tense.COND: "iría irías iría iríamos iríais irían",
}
# Strong preterites (*tuve, dijeron*), the short futures (*tendr-é*) and the -y- of *leyera*.
_STRONG = {
    Tense.IND_PRET: "e iste o imos isteis eron",
    Tense.SUB_IMP_RA: _IMPERFECT.format("era", "éra"),
    Tense.SUB_IMP_SE: _IMPERFECT.format("ese", "ése"),
    Tense.SUB_FUT: _IMPERFECT.format("ere", "ére"),
    Tense.IND_FUT: "é ás á emos éis án",
    Tense.COND: "ía ías ía íamos íais ían",
}
_GLIDE = {
    Tense.IND_PRET: "í íste yó ímos ísteis yeron",
    Tense.SUB_IMP_RA: _IMPERFECT.format("yera", "yéra"),
    Tense.SUB_IMP_SE: _IMPERFECT.format("yese", "yése"),
}
_NONFINITE = {
    "ar": {Tense.INF: "ar", Tense.GER: "ando", Tense.PART: "ado", Tense.IMP_AFF: "ad"},
    "er": {Tense.INF: "er", Tense.GER: "iendo", Tense.PART: "ido", Tense.IMP_AFF: "ed"},
    "ir": {Tense.INF: "ir", Tense.GER: "iendo", Tense.PART: "ido", Tense.IMP_AFF: "id"},
}
_TABLES = {"ar": _AR, "er": _ER, "ir": _IR, "strong": _STRONG, "glide": _GLIDE}
LONGEST_ENDING = 9


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending: its letters, the cell it marks, and the conjugation it belongs to."""

    text: str
    cell: Cell
    conjugation: str
    """`ar`, `er` or `ir`; `strong` or `glide` for the irregular sets."""


@dataclass(frozen=True, slots=True)
class Split:
    """A form taken apart into a stem and an ending."""

    stem: str
    ending: Ending
    accented: bool
    """Whether the ending carries the accent that it should."""


def _rows() -> Iterator[Ending]:
    for conjugation, table in _TABLES.items():
        for tense, line in table.items():
            for person, text in zip((*_PERSONS, Person.VOS), line.split(), strict=False):
                yield Ending(text, Cell(tense, person), conjugation)
    for conjugation, forms in _NONFINITE.items():
        for tense, text in forms.items():
            person = Person.VOSOTROS if tense is Tense.IMP_AFF else Person.NONE
            yield Ending(text, Cell(tense, person), conjugation)


@cache
def endings() -> Mapping[str, tuple[Ending, ...]]:
    """Every ending by its letters without accents."""
    table: dict[str, tuple[Ending, ...]] = {}
    for ending in _rows():
        key = fold(ending.text)
        table[key] = (*table.get(key, ()), ending)
    return table


@cache
def endings_of(cell: Cell) -> tuple[str, ...]:
    """The endings that mark a cell, without accents, the longest first."""
    found = {text for text, several in endings().items() if cell in (e.cell for e in several)}
    return tuple(sorted(found, key=len, reverse=True))


def splits(form: str) -> Iterator[Split]:
    """Every way of taking a form apart into a stem and a known ending, longest ending first."""
    table = endings()
    for length in range(min(LONGEST_ENDING, len(form)), 0, -1):
        tail = form[-length:]
        for ending in table.get(fold(tail), ()):
            yield Split(form[:-length], ending, accented=tail == ending.text)
