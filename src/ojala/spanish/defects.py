"""Defective verbs: which cells a verb leaves empty."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_STEM_STRESSED = frozenset({"1s", "2s", "3s", "3p"})


def _only_before_i(tense: str, person: str) -> bool:
    """aterir: only forms whose ending begins with i."""
    if tense == "ind_pres":
        return person not in _STEM_STRESSED
    return tense not in {"sub_pres", "imp_neg"} and (tense != "imp_aff" or person in {"2v", "2p"})


def _third_person(tense: str, person: str) -> bool:
    """acaecer: third persons and the forms without person; no imperative."""
    return not tense.startswith("imp_") and person in {"3s", "3p", "-"}


def _habitual(tense: str, _: str) -> bool:
    """soler: present, imperfect and the forms without person."""
    return tense in {"ind_pres", "ind_imp", "sub_pres", "ger", "part"}


def _no_imperative(tense: str, _: str) -> bool:
    """haber, poder: nobody is ordered to."""
    return not tense.startswith("imp_")


def _no_yo(tense: str, person: str) -> bool:
    """balbucir: borrows from balbucear whatever has the stem of yo."""
    if tense == "imp_aff":
        return person in {"2s", "2v", "2p"}
    return tense not in {"sub_pres", "imp_neg"} and (tense, person) != ("ind_pres", "1s")


_TESTS: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        "i": _only_before_i,
        "3": _third_person,
        "soler": _habitual,
        "imp": _no_imperative,
        "yo": _no_yo,
    }
)


def has_cell(defect: str, cell: str) -> bool:
    """Whether a verb with this defect, if any, fills a cell such as `sub_pres.3s`."""
    if not defect:
        return True
    tense, person = cell.split(".")
    return _TESTS[defect](tense, person.removesuffix("+"))
