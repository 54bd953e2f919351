"""The grammatical features of a Spanish verb form: mood, tense, person and number."""

from dataclasses import dataclass
from enum import StrEnum


class Mood(StrEnum):
    """A mood, or the non-finite form in its place; the values are UD's `Mood` and `VerbForm`."""

    INDICATIVE = "Ind"
    SUBJUNCTIVE = "Sub"
    CONDITIONAL = "Cnd"
    IMPERATIVE = "Imp"
    INFINITIVE = "Inf"
    GERUND = "Ger"
    PARTICIPLE = "Part"


class Tense(StrEnum):
    """A tense of one mood, as Spanish grammars list them (*presente de subjuntivo*)."""

    IND_PRES = "ind_pres"
    IND_IMP = "ind_imp"
    IND_PRET = "ind_pret"
    IND_FUT = "ind_fut"
    COND = "cond"
    SUB_PRES = "sub_pres"
    SUB_IMP_RA = "sub_imp_ra"
    SUB_IMP_SE = "sub_imp_se"
    SUB_FUT = "sub_fut"
    IMP_AFF = "imp_aff"
    IMP_NEG = "imp_neg"
    INF = "inf"
    GER = "ger"
    PART = "part"
    IND_PERF = "ind_perf"
    IND_PLUP = "ind_plup"
    IND_ANT = "ind_ant"
    IND_FUT_PERF = "ind_fut_perf"
    COND_PERF = "cond_perf"
    SUB_PERF = "sub_perf"
    SUB_PLUP_RA = "sub_plup_ra"
    SUB_PLUP_SE = "sub_plup_se"
    SUB_FUT_PERF = "sub_fut_perf"
    INF_PERF = "inf_perf"
    GER_PERF = "ger_perf"

    @property
    def mood(self) -> Mood:
        """The mood this tense belongs to."""
        return _MOOD_OF[self]


_MOODS = {
    "ind": Mood.INDICATIVE,
    "sub": Mood.SUBJUNCTIVE,
    "cond": Mood.CONDITIONAL,
    "inf": Mood.INFINITIVE,
    "ger": Mood.GERUND,
    "part": Mood.PARTICIPLE,
    "imp": Mood.IMPERATIVE,
}
_MOOD_OF = {tense: _MOODS[tense.value.split("_", 1)[0]] for tense in Tense}


class Person(StrEnum):
    """Person and number together; `2v` is vos; `3s` and `3p` also serve usted and ustedes."""

    YO = "1s"
    TU = "2s"
    VOS = "2v"
    EL = "3s"
    NOSOTROS = "1p"
    VOSOTROS = "2p"
    ELLOS = "3p"
    NONE = "-"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a paradigm: a tense and a person (`Person.NONE` where the form has none)."""

    tense: Tense
    person: Person = Person.NONE

    @property
    def id(self) -> str:
        """The cell in writing, as in `sub_pres.3s`."""
        return f"{self.tense}.{self.person}"
