"""The mood decision: which moods a clause accepts, which reading decides, and what differs."""

from dataclasses import dataclass
from enum import StrEnum

from ojala.grammar.clause import Clause
from ojala.grammar.sequence import Admitted, admitted
from ojala.grammar.trigger import Reading, Trigger
from ojala.spanish.features import Mood

FINITE = (Mood.SUBJUNCTIVE, Mood.INDICATIVE)


class Status(StrEnum):
    """How a mood stands in a clause."""

    REQUIRED = "required"
    OPEN = "open"
    MARKED = "marked"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Option:
    """One mood in one clause: how it stands, which reading takes it, and in which tenses."""

    mood: Mood
    status: Status
    reading: Reading | None
    """The reading that takes this mood; `None` where it is excluded."""
    tenses: tuple[Admitted, ...] = ()


@dataclass(frozen=True, slots=True)
class MoodJudgement:
    """The verdict on one clause: every mood with its standing, the preferred one first."""

    trigger: Trigger
    options: tuple[Option, ...]

    @property
    def best(self) -> Option:
        """The mood to choose when nothing else is known."""
        return self.options[0]

    @property
    def accepted(self) -> frozenset[Mood]:
        """Every mood that is right here, the marked ones included."""
        return frozenset(o.mood for o in self.options if o.status is not Status.EXCLUDED)

    def option(self, mood: Mood) -> Option:
        """Find how a mood stands here; one that no reading takes is excluded."""
        for option in self.options:
            if option.mood is mood:
                return option
        return Option(mood, Status.EXCLUDED, None)

    def difference(self, language: str = "en") -> tuple[str, ...]:
        """Say what each accepted mood means, where more than one is right; empty otherwise."""
        readings = [o.reading for o in self.options if o.reading]
        if len(readings) < 2:
            return ()
        return tuple(r.why_es if language == "es" else r.why_en for r in readings)


def mood(clause: Clause) -> MoodJudgement:
    """Decide the mood of a clause."""
    if clause.same_subject and clause.trigger.infinitive:
        return MoodJudgement(clause.trigger, (_infinitive(clause), *map(_excluded, FINITE)))
    possible = [reading for reading in clause.trigger.readings if clause.allows(reading)]
    deciding = _by_mood(possible)
    alone = len(deciding) == 1
    options = [
        Option(mood, _status(reading, alone=alone), reading, admitted(clause, mood))
        for mood, reading in deciding.items()
    ]
    options.sort(key=lambda option: option.status is Status.MARKED)
    missing = (mood for mood in FINITE if mood not in deciding)
    return MoodJudgement(clause.trigger, (*options, *map(_excluded, missing)))


def _by_mood(readings: list[Reading]) -> dict[Mood, Reading]:
    """Pick for each mood the first unmarked reading that takes it, else the first marked one."""
    deciding: dict[Mood, Reading] = {}
    for reading in sorted(readings, key=lambda reading: reading.marked):
        if reading.mood is not None:
            deciding.setdefault(reading.mood, reading)
    return deciding


def _status(reading: Reading, *, alone: bool) -> Status:
    if alone:
        return Status.REQUIRED
    return Status.MARKED if reading.marked else Status.OPEN


def _excluded(mood: Mood) -> Option:
    return Option(mood, Status.EXCLUDED, None)


def _infinitive(clause: Clause) -> Option:
    reading = Reading(
        id="same-subject",
        mood=Mood.INFINITIVE,
        why_en="Both verbs have the same subject: the infinitive takes the place of the clause.",
        why_es="Los dos verbos tienen el mismo sujeto: el infinitivo sustituye a la oración.",
    )
    return Option(Mood.INFINITIVE, Status.REQUIRED, reading, admitted(clause, Mood.INFINITIVE))
