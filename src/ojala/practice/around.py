"""What is shown around a session: the way in, nothing due, and its summary."""

from datetime import datetime

from ojala.content.course import Course
from ojala.learning import mastery
from ojala.learning.learner import Preferences
from ojala.learning.mastery import NextStep
from ojala.practice.service import Outlook
from ojala.practice.values import Session
from ojala.practice.views import Action, Landing, NothingDue, Placement, Skill, Summary
from ojala.web.naming import item_name, rule_address
from ojala.web.templating import translator
from ojala.web.when import when

MOST_NAMED = 3
"""How many skills a sentence of the summary names."""
NEW = 30
"""Somebody who has met fewer items is new, and may know more than they have shown."""
SESSIONS = "/practice/sessions"


def landing(outlook: Outlook, chosen: Preferences, language: str) -> Landing:
    """Show somebody who comes back the way on; who is still new may be placed."""
    speak = translator(language)
    if outlook.open_exercise is not None:
        way = Action(f"/practice/exercises/{outlook.open_exercise}", speak("landing.resume"), "get")
    else:
        way = Action(SESSIONS, speak("landing.practise" if outlook.due else "landing.new"))
    undecided = chosen.placed is None and not chosen.unplaced
    return Landing(resume=way, due=outlook.due, offer=undecided and outlook.met < NEW)


def placement(chosen: Preferences, course: Course) -> Placement | None:
    """Say where a test has placed a learner."""
    if chosen.placed is None:
        return None
    low, high = chosen.placed.likely
    return Placement(chosen.placed.level, low, high, len(course.presumed(chosen)))


def nothing_due(outlook: Outlook, now: datetime, language: str) -> NothingDue:
    """Say when the next review is, and what may be done meanwhile."""
    speak = translator(language)
    returns = speak("nothing-due.never")
    if outlook.next_due is not None:
        returns = speak("nothing-due.returns", when=when(outlook.next_due, now, language))
    rules = Action("/triggers", speak("nothing-due.rules"), "get")
    if outlook.new:
        return NothingDue(returns, Action(SESSIONS, speak("landing.new")), (rules,))
    return NothingDue(returns, rules)


def summary(
    made: mastery.Summary, session: Session, course: Course, now: datetime, language: str
) -> Summary:
    """Sum a session up: three sentences, then the figures, then one thing to do."""
    skills = (*made.went_well, *made.to_repair)
    return Summary(
        lines=(
            _went(made, session, course, language),
            _slipped(made, course, language),
            _returning(skills, now, language),
        ),
        skills=tuple(_skill(skill, course, now, language) for skill in skills),
        next=_next(made, language),
    )


def _went(made: mastery.Summary, session: Session, course: Course, language: str) -> str:
    speak = translator(language)
    firsts = [issued.attempts[0] for issued in session.issued if issued.attempts]
    right = sum(attempt.diagnosis.verdict.accepted for attempt in firsts)
    counted = speak("summary.went", right=right, asked=len(firsts))
    good = [item_name(skill.item, course.content.triggers, language) for skill in made.went_well]
    if not good:
        return counted
    return f"{counted} {speak('summary.stood', names=_list(good, language))}"


def _slipped(made: mastery.Summary, course: Course, language: str) -> str:
    speak = translator(language)
    bad = [item_name(skill.item, course.content.triggers, language) for skill in made.to_repair]
    return speak("summary.slipped", names=_list(bad, language)) if bad else speak("summary.clean")


def _returning(skills: tuple[mastery.Skill, ...], now: datetime, language: str) -> str:
    speak = translator(language)
    dates = sorted(skill.returns for skill in skills if skill.returns)
    if not dates:
        return speak("summary.nothing-returns")
    first = when(dates[0], now, language)
    same = sum(when(date, now, language) == first for date in dates)
    if same == len(dates):
        return speak("summary.all-return", when=first)
    last = when(dates[-1], now, language)
    return speak("summary.some-return", count=same, when=first, last=last)


def _list(names: list[str], language: str) -> str:
    """Join some names, and count the rest; the names themselves may hold commas."""
    shown = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        shown.append(translator(language)("summary.more", count=len(names) - MOST_NAMED))
    return "; ".join(shown)


def _skill(skill: mastery.Skill, course: Course, now: datetime, language: str) -> Skill:
    return Skill(
        name=item_name(skill.item, course.content.triggers, language),
        right=skill.asked - skill.missed,
        asked=skill.asked,
        returns=when(skill.returns, now, language) if skill.returns else "",
        rule=rule_address(skill.item),
    )


def _next(made: mastery.Summary, language: str) -> Action:
    speak = translator(language)
    if made.next_step is NextStep.REST:
        return Action("/", speak("summary.rest"), "get")
    mending = made.next_step is NextStep.REPAIR
    items = tuple(item.id for item in made.next_items) if mending else ()
    return Action(SESSIONS, speak(f"next.{made.next_step.value}"), items=items)
