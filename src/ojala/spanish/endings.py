"""The regular endings, each with its stress marked; one without leaves it to the stem."""

from collections.abc import Mapping
from types import MappingProxyType

PERSONS = ("1s", "2s", "2v", "3s", "1p", "2p", "3p")

_PRESENT_A = "o as ás a ámos áis an"
_PRESENT_E = "o es és e émos éis en"
_PRESENT_I = "o es ís e ímos ís en"
_SUBJUNCTIVE_E = "e es es e émos éis en"
_SUBJUNCTIVE_A = "a as as a ámos áis an"
_IMPERFECT_A = "ába ábas ábas ába ábamos ábais ában"
_IMPERFECT_I = "ía ías ías ía íamos íais ían"
_PRETERITE_A = "é áste áste ó ámos ásteis áron"
_PRETERITE_I = "í íste íste ió ímos ísteis iéron"
_STRONG = "e íste íste o ímos ísteis iéron"
_FUTURE = "é ás ás á émos éis án"
_CONDITIONAL = "ía ías ías ía íamos íais ían"

_BY_CONJUGATION = {
    "ar": {
        "ind_pres": _PRESENT_A,
        "ind_imp": _IMPERFECT_A,
        "ind_pret": _PRETERITE_A,
        "sub_pres": _SUBJUNCTIVE_E,
        "imp_aff": "- a á - - ád -",
        "ger": "ándo",
        "part": "ádo",
        "vos_sub": "és",
    },
    "er": {
        "ind_pres": _PRESENT_E,
        "ind_imp": _IMPERFECT_I,
        "ind_pret": _PRETERITE_I,
        "sub_pres": _SUBJUNCTIVE_A,
        "imp_aff": "- e é - - éd -",
        "ger": "iéndo",
        "part": "ído",
        "vos_sub": "ás",
    },
    "ir": {
        "ind_pres": _PRESENT_I,
        "ind_imp": _IMPERFECT_I,
        "ind_pret": _PRETERITE_I,
        "sub_pres": _SUBJUNCTIVE_A,
        "imp_aff": "- e í - - íd -",
        "ger": "iéndo",
        "part": "ído",
        "vos_sub": "ás",
    },
}
_COMMON = {
    "ind_fut": _FUTURE,
    "cond": _CONDITIONAL,
    "strong": _STRONG,
    "sub_imp_ra": "ra ras ras ra ramos rais ran",
    "sub_imp_se": "se ses ses se semos seis sen",
    "sub_fut": "re res res re remos reis ren",
}


def _table(conjugation: str) -> dict[str, str]:
    """Lay the endings of one conjugation out as `tense.person`."""
    table: dict[str, str] = {}
    for tense, line in (_BY_CONJUGATION[conjugation] | _COMMON).items():
        endings = line.split()
        persons = PERSONS if len(endings) > 1 else ("-",)
        table |= {f"{tense}.{p}": e for p, e in zip(persons, endings, strict=True) if e != "-"}
    return table


ENDINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {name: MappingProxyType(_table(name)) for name in ("ar", "er", "ir")}
)
