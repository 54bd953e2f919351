"""Clauses: what is known about the place where a mood has to be chosen."""

from dataclasses import dataclass
from enum import StrEnum

from ojala.grammar.trigger import Reading, Trigger
from ojala.spanish.features import Tense


class Polarity(StrEnum):
    """Whether the governor is negated."""

    AFFIRMATIVE = "affirmative"
    NEGATIVE = "negative"


class Time(StrEnum):
    """When the event of the clause lies, seen from the moment of speaking or of the main verb."""

    PAST = "past"
    HABITUAL = "habitual"
    FUTURE = "future"


class Antecedent(StrEnum):
    """Whether a relative clause describes someone or something identified."""

    SPECIFIC = "specific"
    UNSPECIFIC = "unspecific"


class Stance(StrEnum):
    """Whether the speaker asserts the clause or only imagines it."""

    ASSERTED = "asserted"
    HYPOTHETICAL = "hypothetical"


class Relation(StrEnum):
    """How the event of the clause lies to the governing one."""

    BEFORE = "before"
    SAME = "same"
    AFTER = "after"


class Sphere(StrEnum):
    """The four kinds of governing tense that the sequence of tenses tells apart."""

    PRESENT = "present"
    PAST = "past"
    CONDITIONAL = "conditional"
    IMPERATIVE = "imperative"


_SPHERES = {
    Tense.IND_PRES: Sphere.PRESENT,
    Tense.IND_FUT: Sphere.PRESENT,
    Tense.IND_PERF: Sphere.PRESENT,
    Tense.IND_FUT_PERF: Sphere.PRESENT,
    Tense.SUB_PRES: Sphere.PRESENT,
    Tense.SUB_PERF: Sphere.PRESENT,
    Tense.COND: Sphere.CONDITIONAL,
    Tense.COND_PERF: Sphere.CONDITIONAL,
    Tense.IMP_AFF: Sphere.IMPERATIVE,
    Tense.IMP_NEG: Sphere.IMPERATIVE,
}
_PAST_TENSES = frozenset(
    {
        Tense.IND_IMP,
        Tense.IND_PRET,
        Tense.IND_PLUP,
        Tense.IND_ANT,
        Tense.SUB_IMP_RA,
        Tense.SUB_IMP_SE,
        Tense.SUB_PLUP_RA,
        Tense.SUB_PLUP_SE,
    }
)


def sphere(tense: Tense) -> Sphere | None:
    """Tell the sphere of a governing tense; `None` where it has none, as an infinitive."""
    return Sphere.PAST if tense in _PAST_TENSES else _SPHERES.get(tense)


@dataclass(frozen=True, slots=True)
class Clause:
    """One governed clause; every feature may be unknown, and what is unknown excludes nothing."""

    trigger: Trigger
    polarity: Polarity | None = None
    time: Time | None = None
    antecedent: Antecedent | None = None
    stance: Stance | None = None
    governor: Tense | None = None
    """The tense of the governing verb."""
    relation: Relation | None = None
    same_subject: bool | None = None
    reading: str = ""
    """The id of the reading that is meant, where that is known."""

    def allows(self, reading: Reading) -> bool:
        """Tell whether the reading is possible here, as far as is known."""
        if self.reading and reading.id != self.reading:
            return False
        return all(self._fits(feature, values) for feature, values in reading.when.items())

    def _fits(self, feature: str, values: frozenset[str]) -> bool:
        known = self._governing() if feature == "governor" else getattr(self, feature)
        return known is None or known in values

    def _governing(self) -> Sphere | None:
        return None if self.governor is None else sphere(self.governor)
