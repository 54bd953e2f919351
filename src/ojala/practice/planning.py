"""What a session holds: choices for a wish, from what lies on the desk."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ojala.content.course import LEVELS, Course
from ojala.exercises.generation import chance
from ojala.exercises.item import Item, ItemKind
from ojala.learning.kinds import HEARD, PLAIN, kinds_for
from ojala.learning.scheduling import Card
from ojala.learning.selection import Candidate, Choice, Desk, plan, practise
from ojala.practice.values import Aim, Session, Wish


def choices_for(wish: Wish, desk: Desk, size: int) -> tuple[Choice, ...]:
    """Choose what to practise; where items or verbs are named, the weakest first, due or not.

    A placement test chooses as it goes: what helps most depends on the answers so far.
    """
    if wish.places:
        return ()
    if wish.items or wish.verbs or wish.aim in {Aim.WEAK, Aim.LISTEN}:
        return practise(_wanted(wish, desk), desk.cards, desk.now, size, desk.parameters)
    if wish.aim is Aim.REVIEW:
        return plan(replace(desk, limits=replace(desk.limits, new=0)), size)
    return plan(desk, size)


def more_for(wish: Wish, desk: Desk, size: int) -> tuple[Choice, ...]:
    """Choose what comes after everything planned: more of it, or else what is weakest."""
    return choices_for(wish, desk, size) or choices_for(replace(wish, aim=Aim.WEAK), desk, size)


def kinds_next(
    item: Item,
    session: Session,
    card: Card | None,
    course: Course,
    seed: int,
    *,
    newcomer: bool = False,
    hears: bool = False,
) -> Sequence[str]:
    """The kinds to try for an item; who has answered nothing yet completes a sentence first.

    So does everybody in a placement test, that all are measured by the same. Who wishes to
    listen does nothing else, as long as there is a voice.
    """
    if hears and session.plan.wish.aim is Aim.LISTEN:
        return (HEARD, PLAIN)
    if newcomer or session.plan.wish.places:
        return (PLAIN,)
    recent = [issued.exercise.kind for issued in session.issued]
    rng = chance("kinds", item, seed)
    both = course.both_moods(item)
    return kinds_for(item, card, recent, rng, both_moods=both, hears=hears)


def reach_next(item: Item, session: Session, course: Course) -> str:
    """The level up to which an item is asked about.

    A placement test asks at the item's own. Who listens hears what is above theirs as well:
    beyond reach a sentence would have to be completed instead.
    """
    own, reach = course.levels[item], session.plan.reach
    if session.plan.wish.places:
        return own
    if session.plan.wish.aim is Aim.LISTEN:
        return max(own, reach, key=LEVELS.index)
    return reach


def askable(item: Item, session: Session, course: Course) -> Item:
    """The item to ask for: where no exercise asks for it, one whose exercise told of it."""
    told = (one.choice.item for one in reversed(session.issued) if item in one.exercise.items)
    candidates = chain((item,), told, (candidate.item for candidate in course.path))
    return next(one for one in candidates if course.content.practises(one))


def _wanted(wish: Wish, desk: Desk) -> Iterator[Candidate]:
    named = frozenset(wish.items)
    forms = wish.verbs or (wish.aim is Aim.LISTEN and not _met_a_form(desk))
    for candidate in desk.path:
        if wish.items:
            wanted = candidate.item in named
        elif forms:
            wanted = candidate.item.kind is ItemKind.FORM
        else:
            wanted = candidate.item in desk.cards and _suits(wish, candidate)
        if wanted:
            yield candidate


def _met_a_form(desk: Desk) -> bool:
    return any(item.kind is ItemKind.FORM for item in desk.cards)


def _suits(wish: Wish, candidate: Candidate) -> bool:
    """Whether something met before can be practised so: forms alone can be heard."""
    return wish.aim is not Aim.LISTEN or candidate.item.kind is ItemKind.FORM
