"""Which rules build which form: the plan of a cell, before any of it is carried out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ojala.spanish.classes import Verb
from ojala.spanish.endings import ENDINGS, PERSONS
from ojala.spanish.orthography import mark, strip_accents

Application = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules for one form: first those for its stem, then those from the ending on."""

    stem: str
    stem_rules: tuple[Application, ...]
    cell_rules: tuple[Application, ...]
    spelled_before: str
    required: bool = True
    label: str = ""

    @property
    def rules(self) -> tuple[Application, ...]:
        """All rules in the order they apply; spelling and accent follow by themselves."""
        return self.stem_rules + self.cell_rules


_RHIZOTONIC = frozenset({"1s", "2s", "3s", "3p"})
_FROM_SUBJUNCTIVE = frozenset({"3s", "1p", "3p"})
_PAST_SUBJUNCTIVES = frozenset({"sub_imp_ra", "sub_imp_se", "sub_fut"})
_FUTURES = frozenset({"ind_fut", "cond"})
_OWN_TO_VOS = frozenset({"ind_pres", "imp_aff"})
_VOS_SUBJUNCTIVE = ("sub_pres", "2v+")
_WEAK = frozenset({"ind_pret.3s", "ind_pret.3p", "ger.-"})
_SHIFTS = {
    "ie": ("diphthong", "ie"),
    "ue": ("diphthong", "ue"),
    "i": ("close-vowel", "e>i"),
    "u": ("close-vowel", "o>u"),
}
_YO = {
    "zc": ("velar", "zc"),
    "zg": ("velar", "zg"),
    "c>g": ("velar", "g"),
    "g": ("add-consonant", "g"),
    "ig": ("add-consonant", "ig"),
    "y": ("add-consonant", "y"),
}


def plans(verb: Verb, cell: str) -> Iterator[Plan]:
    """All ways this class fills a cell, the preferred one first; none where it has no form."""
    tense, person = cell.split(".")
    if person == "2v" and tense not in _OWN_TO_VOS:
        person = "2s"  # vos shares the form of tú; in the subjunctive 2v+ is its own beside it
        cell = f"{'sub_pres' if tense == 'imp_neg' else tense}.{person}"
    for form, required, label in _variants(_outright_forms(verb, cell)):
        if form == "=":
            yield from _ruled(verb, tense, person)
        else:
            yield _whole(verb, form, required=required, label=label)


def _outright_forms(verb: Verb, cell: str) -> str:
    """Read the forms that the class gives outright; `=` stands for the form that rules build."""
    pattern = verb.pattern
    outright = {"part.-": pattern.participle, "imp_aff.2s": pattern.imperative}
    return pattern.cells.get(cell) or outright.get(cell) or "="


def _ruled(verb: Verb, tense: str, person: str) -> Iterator[Plan]:
    """Plan the forms of a cell that rules build."""
    if tense in _PAST_SUBJUNCTIVES:
        yield from _past_subjunctive(verb, tense, person)
    elif tense in _FUTURES:
        yield from _future(verb, tense, person)
    elif tense == "imp_neg" or (tense == "imp_aff" and person in _FROM_SUBJUNCTIVE):
        yield from _from_subjunctive(verb, person)
    elif f"{tense}.{person}" in ENDINGS[verb.conjugation] or (tense, person) == _VOS_SUBJUNCTIVE:
        yield _regular(verb, tense, person)


def _from_subjunctive(verb: Verb, person: str) -> Iterator[Plan]:
    """Plan the commands that are borrowed from the subjunctive: no hables, hable, hablemos."""
    cell = f"sub_pres.{person}"
    for plan in plans(verb, cell) if person != "1s" else ():
        yield replace(plan, stem_rules=(("source", cell), *plan.stem_rules))


def _variants(text: str) -> Iterator[tuple[str, bool, str]]:
    """Read `required|~accepted|~label:accepted`."""
    for variant in text.split("|"):
        label, _, form = variant.removeprefix("~").rpartition(":")
        yield form, not variant.startswith("~"), label


def _whole(verb: Verb, form: str, *, required: bool, label: str) -> Plan:
    base = (("prefix", verb.prefix),)
    return Plan("prefix", base, (("whole-form", form),), "", required, label)


def _past_subjunctive(verb: Verb, tense: str, person: str) -> Iterator[Plan]:
    ending = ENDINGS[verb.conjugation][f"{tense}.{person}"]
    for base in plans(verb, "ind_pret.3p"):
        if base.required:
            rules = (*base.cell_rules, ("past-base", "ron"), ("ending", ending))
            source = (("source", "ind_pret.3p"), *base.stem_rules)
            yield Plan(base.stem, source, rules, base.spelled_before)


def _future(verb: Verb, tense: str, person: str) -> Iterator[Plan]:
    ending = ("ending", ENDINGS[verb.conjugation][f"{tense}.{person}"])
    infinitive = strip_accents(verb.lemma)
    base = (("infinitive", infinitive),)
    tail = strip_accents(verb.pattern.tail)
    for number, (stem, required, label) in enumerate(_variants(verb.pattern.future or tail)):
        change = (("future-stem", f"{tail}>{stem}"),) if stem != tail else ()
        yield Plan(f"future{number}", base + change, (ending,), "", required, label)


def _regular(verb: Verb, tense: str, person: str) -> Plan:
    """Plan a cell that is stem and ending."""
    ending = _ending(verb, tense, person)
    slot, rules, spelled = _stem(verb, tense, person)
    return Plan(slot, (*_base(verb), *rules), (("ending", ending),), spelled)


def _ending(verb: Verb, tense: str, person: str) -> str:
    table = ENDINGS[verb.conjugation]
    if tense == "ind_pret" and verb.pattern.preterite:
        return table[f"strong.{person}"]
    ending = table["vos_sub.-"] if person == "2v+" else table[f"{tense}.{person}"]
    if verb.pattern.ending_stressed and not (verb.pattern.yo and _is_yo(tense, person)):
        return mark(ending, 0) if ending == strip_accents(ending) else ending
    return ending


def _is_yo(tense: str, person: str) -> bool:
    return tense == "sub_pres" or (tense == "ind_pres" and person == "1s")


def _base(verb: Verb) -> tuple[Application, ...]:
    return (("infinitive", verb.lemma), ("drop-ending", verb.lemma[-2:]))


def _stem(verb: Verb, tense: str, person: str) -> tuple[str, tuple[Application, ...], str]:
    """Name the stem of a cell, the rules that build it, and the vowel its spelling fits."""
    pattern = verb.pattern
    spelled = "a" if verb.conjugation == "ar" else "e"
    if tense == "ind_pret" and pattern.preterite:
        return _strong(verb, person)
    if tense == "ind_imp" and pattern.imperfect:
        return "imperfect", (("imperfect-stem", f"{verb.tail_stem}>{pattern.imperfect}"),), "a"
    if pattern.yo and _is_yo(tense, person):
        return _yo_stem(verb, person)
    rhizotonic = person in _RHIZOTONIC and tense in {"ind_pres", "sub_pres"}
    if (rhizotonic or (tense == "imp_aff" and person == "2s")) and not verb.pattern.ending_stressed:
        return "stressed", _stressed_stem(verb), spelled
    weak_cell = f"{tense}.{person}" in _WEAK or (tense == "sub_pres" and verb.conjugation == "ir")
    if pattern.weak and weak_cell:
        return "weak", (_outright(verb, pattern.weak) or _SHIFTS[pattern.weak],), spelled
    own = _outright(verb, f"={pattern.stem}") if pattern.stem else None
    return "base", (own,) if own else (), spelled


def _outright(verb: Verb, change: str) -> Application | None:
    """Read `=stem`: the class gives this stem outright."""
    return ("stem", f"{verb.tail_stem}>{change[1:]}") if change.startswith("=") else None


def _strong(verb: Verb, person: str) -> tuple[str, tuple[Application, ...], str]:
    stem = verb.pattern.preterite
    change = ("preterite-stem", f"{verb.tail_stem}>{stem}")
    spelled = "j" if stem.endswith("j") else "e"
    if person in {"1s", "3s"}:
        return "strong-stressed", (change, ("stress-stem", "last")), spelled
    return "strong", (change,), spelled


def _yo_stem(verb: Verb, person: str) -> tuple[str, tuple[Application, ...], str]:
    yo = verb.pattern.yo
    change = ("stem", f"{verb.tail_stem}>{yo[1:]}") if yo.startswith("=") else _YO[yo]
    if person in _RHIZOTONIC:
        where = "last" if yo == "y" else "mute"
        return "yo-stressed", (change, ("stress-stem", where)), "a"
    return "yo", (change,), "a"


def _stressed_stem(verb: Verb) -> tuple[Application, ...]:
    shift = verb.pattern.stressed
    if shift == "hiatus":
        return (("stress-stem", "closed"),)
    if shift == "y":
        return (_YO["y"], ("stress-stem", "last"))
    if shift.startswith("="):
        return (("stem", f"{verb.tail_stem}>{shift[1:]}"), ("stress-stem", "last"))
    where = ("stress-stem", "glide" if verb.conjugation == "ar" else "mute")
    return (where, _SHIFTS[shift]) if shift else (where,)


SIMPLE_CELLS: tuple[str, ...] = (
    *(
        f"{tense}.{person}"
        for tense in (
            "ind_pres",
            "ind_imp",
            "ind_pret",
            "ind_fut",
            "cond",
            "sub_pres",
            "sub_imp_ra",
            "sub_imp_se",
            "sub_fut",
        )
        for person in PERSONS
    ),
    *(f"imp_aff.{person}" for person in PERSONS[1:]),
    *(f"imp_neg.{person}" for person in PERSONS[1:]),
    "ger.-",
    "part.-",
)
