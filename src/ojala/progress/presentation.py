"""From what progress knows to what its pages show, in the learner's language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from ojala.content.course import Course
from ojala.diagnosis.normalization import fold
from ojala.exercises.exercise import BLANK, NO_ERROR
from ojala.learning import mastery
from ojala.learning.achievements import Achievement
from ojala.learning.attempts import Interval, Tally
from ojala.learning.learner import Learner
from ojala.learning.tallies import Dimension
from ojala.progress import plots, queries, service, views
from ojala.web.dates import decimal, written_day
from ojala.web.naming import pattern_name
from ojala.web.templating import translator

PERSONS = {
    "1s": "*yo*",
    "2s": "*tú*",
    "2v": "*vos*",
    "3s": "*él, ella, usted*",
    "1p": "*nosotros*",
    "2p": "*vosotros*",
    "3p": "*ellos, ustedes*",
}
SHOWN = 15
"""How many triggers a table holds: the most practised ones."""
Speak = Callable[..., str]


def overview(found: service.Overview, language: str) -> views.Overview:
    """Set out where a learner stands."""
    speak = translator(language)
    levels = tuple((speak(f"level.{one}"), found.levels.get(one, 0)) for one in mastery.Level)
    return views.Overview(
        drive=drive(found.drive, language),
        year=plots.calendar_year(found.calendar),
        weeks=tuple(
            views.Week(
                written_day(week[0].day, language),
                tuple(square.count for square in week) + (None,) * (7 - len(week)),
            )
            for week in found.calendar
            if any(square.count for square in week)
        ),
        map=mastery_map(found.places, speak),
        levels=levels,
        total=sum(found.levels.values()),
    )


def drive(found: service.Drive, language: str) -> views.Drive:
    """Say what is done today, the days in a row and the level."""
    speak = translator(language)
    lines = [speak("progress.today", count=found.done)]
    if found.goal:
        lines = [speak("progress.goal", done=found.done, goal=found.goal)]
    if found.streak is not None:
        lines.append(speak("progress.streak", count=found.streak.days))
        if found.streak.longest > found.streak.days:
            lines.append(speak("progress.longest", count=found.streak.longest))
    return views.Drive(
        lines=tuple(lines),
        percent=round(100 * found.reached),
        goal=found.goal,
        repairable=len(found.streak.repairable) if found.streak else 0,
        level=found.standing.level,
        into=found.standing.into,
        needed=found.standing.needed,
    )


def mastery_map(places: Iterable[service.Place], speak: Speak) -> views.Map:
    """Lay the cells out: families down, tenses across."""
    held = {(place.cell.family, place.cell.tense): place for place in places}
    tenses = [tense for tense in _TENSES if any(tense == column for _, column in held)]
    families = dict.fromkeys(family for family, _ in held)
    lines = (
        views.Family(
            speak(f"family.{family}"),
            tuple(_cell(held.get((family, tense)), speak) for tense in tenses),
        )
        for family in families
    )
    return views.Map(
        tenses=tuple(speak(f"series.{tense}") for tense in tenses),
        families=tuple(sorted(lines, key=lambda line: fold(line.name))),
    )


_TENSES = (
    *("sub_pres", "sub_imp", "sub_perf", "sub_plup", "ind_pres", "ind_pret", "ind_imp"),
    *("ind_perf", "ind_plup", "ind_fut", "cond", "imp_aff", "imp_neg"),
)
"""The columns of the map, the subjunctive first."""


def _cell(place: service.Place | None, speak: Speak) -> views.Cell | None:
    if place is None:
        return None
    return views.Cell(
        id=place.cell.id,
        tense=speak(f"series.{place.cell.tense}"),
        percent=None if place.recall is None else round(100 * place.recall),
        seen=place.moods.seen,
        items=place.moods.items,
        due=place.moods.due,
    )


def accuracy(found: service.Accuracy, course: Course, language: str) -> views.Accuracy:
    """Set out how often and how fast a learner is right."""
    speak = translator(language)
    by = found.by
    tables = (
        _table("tense", by[Dimension.TENSE], lambda key: speak(f"series.{key}")),
        _table("family", found.families, lambda key: speak(f"family.{key}")),
        _table("trigger", _most(by[Dimension.TRIGGER]), lambda key: _trigger(key, course), _rule),
        _table("class", by[Dimension.VERB_CLASS], lambda key: pattern_name(key, speak)),
        _table("person", by[Dimension.PERSON], lambda key: PERSONS.get(key, key)),
    )
    missed = {item.id for mistake in found.mistakes for item in mistake.missed}
    return views.Accuracy(
        lines=tuple(_misuse(found, speak)),
        weeks=tuple(
            _share(written_day(monday, language), "", tally)
            for monday, tally in found.weeks
            if tally.count
        ),
        tables=tuple(table for table in tables if table.rows),
        mistakes=tuple(_mistake(one) for one in found.mistakes),
        items=tuple(sorted(missed)),
    )


def _misuse(found: service.Accuracy, speak: Speak) -> Iterable[str]:
    """Say how often a subjunctive stood where none belongs, and the other way round."""
    for key, share in (("overuse", found.overuse), ("underuse", found.underuse)):
        if share is not None:
            yield speak(f"accuracy.{key}", **_range(share), count=share.count)


def _range(share: Interval) -> dict[str, int]:
    return {
        "percent": round(100 * share.share),
        "low": round(100 * share.low),
        "high": round(100 * share.high),
    }


def _table(
    key: str,
    tallies: Mapping[str, Tally],
    name: Callable[[str], str],
    href: Callable[[str], str] = lambda _: "",
) -> views.Table:
    rows = (_share(name(one), href(one), tally) for one, tally in tallies.items() if one)
    return views.Table(key, tuple(sorted(rows, key=lambda row: (row.percent, -row.count))))


def _share(name: str, href: str, tally: Tally) -> views.Share:
    found = tally.accuracy
    assert found is not None  # noqa: S101 - a tally that is kept has counted something
    return views.Share(name, href, **_range(found), count=found.count, seconds=tally.pace)


def _most(tallies: Mapping[str, Tally]) -> Mapping[str, Tally]:
    ordered = sorted(tallies.items(), key=lambda pair: -pair[1].count)
    return dict(ordered[:SHOWN])


def _trigger(key: str, course: Course) -> str:
    found = course.content.triggers.get(key)
    return f"*{found.name if found else key}*"


def _rule(key: str) -> str:
    return f"/triggers/{key}"


def _mistake(one: queries.Mistake) -> views.Mistake:
    exercise = one.exercise
    first = exercise.answers[0]
    answer = first.form if first.text == NO_ERROR else first.text
    shown = "…" if any(map(str.isalpha, exercise.sentence.replace(BLANK, ""))) else answer
    return views.Mistake(
        href=f"/practice/exercises/{one.id}",
        sentence=exercise.sentence.replace(BLANK, shown).replace("….", "…"),
        gloss=exercise.gloss,
        given=one.given,
        answer=answer,
    )


def foresight(found: service.Foresight, language: str) -> views.Foresight:
    """Set what was foretold beside what came about, and the days to come."""
    speak = translator(language)
    known = found.calibration
    lines = [speak("memory.none")]
    if known.rmse is not None and known.log_loss is not None:
        count = sum(one.observed.count for one in known.bins)
        lines = [
            speak("memory.error", percent=round(100 * known.rmse), reviews=count),
            speak("memory.loss", loss=decimal(known.log_loss, 3, language)),
        ]
    return views.Foresight(
        lines=tuple(lines),
        scatter=plots.calibration_scatter(known),
        bins=tuple(
            views.Bin(
                round(100 * one.predicted),
                round(100 * one.observed.share),
                round(100 * one.observed.low),
                round(100 * one.observed.high),
                one.observed.count,
            )
            for one in known.bins
        ),
        bars=plots.forecast_bars(found.forecast),
        loads=tuple(
            (written_day(load.day, language), load.due, load.planned) for load in found.forecast
        ),
        fitted=found.fitted,
    )


def reached(
    found: Mapping[Achievement, datetime], learner: Learner, language: str
) -> tuple[views.Reached, ...]:
    """List every achievement, those that were reached with their day."""
    return tuple(
        views.Reached(
            one.value, written_day(learner.day(found[one]), language) if one in found else ""
        )
        for one in Achievement
    )
