"""What a session may be about and how long it lasts, from the form to the last exercise."""

from datetime import timedelta

import pytest

from ojala.content.course import Course, course
from ojala.errors import NothingToPractise
from ojala.exercises.item import ItemKind
from ojala.practice.setup import Setup
from ojala.practice.values import Aim, Issued, Wish
from tests.practice.conftest import Ana


@pytest.fixture(scope="module")
def whole() -> Course:
    return course()


async def practised(ana: Ana, wish: Wish, most: int = 30) -> list[Issued]:
    """Go through a session, always right, as far as it goes."""
    session = await ana.start(wish)
    issued: list[Issued] = []
    while len(issued) < most and (one := await ana.next(session.id)):
        await ana.answer(one, one.exercise.answers[0].text)
        issued.append(one)
    return issued


def test_an_empty_form_wishes_for_what_comes_next(whole: Course) -> None:
    assert Setup().wish(whole) == Wish()


def test_enter_in_the_field_of_verbs_means_these_verbs(whole: Course) -> None:
    assert Setup(verbs="tuviéramos, IR").wish(whole).verbs == ("tener", "ir")
    assert Setup(aim="quick", verbs="tener").wish(whole).verbs == ()


@pytest.mark.parametrize(
    "setup",
    [
        Setup(aim="verbs", verbs="xyzzy"),
        Setup(aim="verbs"),
        Setup(aim="family", family="nowhere"),
        Setup(trigger="nowhere"),
        Setup(item=["mood:nowhere/never"]),
    ],
)
def test_what_has_no_sentences_is_refused(whole: Course, setup: Setup) -> None:
    with pytest.raises(NothingToPractise):
        setup.wish(whole)


def test_a_family_of_rules_and_a_tense_are_chosen_by_name(whole: Course) -> None:
    rules = Setup(aim="family", family="emotion", tense="sub_imp").wish(whole).items
    forms = Setup(aim="tense", family="emotion", tense="sub_imp").wish(whole).items

    assert {item.kind for item in rules} == {ItemKind.MOOD}
    assert all("sub_imp" in item.key for item in forms)


async def test_chosen_verbs_are_the_only_ones_asked_for(ana: Ana, whole: Course) -> None:
    issued = await practised(ana, Setup(aim="verbs", verbs="poner, pedir").wish(whole))

    assert len(issued) == 10
    assert {one.exercise.lemma for one in issued} == {"poner", "pedir"}


async def test_review_alone_brings_nothing_new(ana: Ana) -> None:
    assert await practised(ana, Wish(Aim.REVIEW)) == []
    known = {item for one in await practised(ana, Wish()) for item in one.exercise.items}
    ana.wait(timedelta(days=30))
    issued = await practised(ana, Wish(Aim.REVIEW))

    assert issued
    assert {one.choice.item for one in issued} <= known


async def test_weak_spots_are_items_met_before(ana: Ana) -> None:
    known = {item for one in await practised(ana, Wish()) for item in one.exercise.items}
    issued = await practised(ana, Wish(Aim.WEAK))

    assert issued
    assert {one.choice.item for one in issued} <= known


async def test_an_endless_session_goes_on_and_its_queue_can_be_told_again(ana: Ana) -> None:
    issued = await practised(ana, Wish(endless=True), most=25)
    session = await ana.session(issued[0].session_id)

    assert len(issued) == 25
    assert session.finished_at is None
    assert session.plan.extensions
    assert session.queue.done == 25


async def test_an_endless_session_of_nothing_ends(ana: Ana) -> None:
    assert await practised(ana, Wish(Aim.REVIEW, endless=True)) == []


async def test_a_session_by_the_clock_ends_when_its_time_is_up(ana: Ana) -> None:
    session = await ana.start(Wish(minutes=3))
    one = await ana.next(session.id)
    assert one is not None
    ana.wait(timedelta(minutes=3))
    await ana.answer(one, one.exercise.answers[0].text)

    assert await ana.next(session.id) is None
    assert (await ana.session(session.id)).finished_at is not None
