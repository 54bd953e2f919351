"""What there is to practise now, and what the pages make of it."""

from datetime import timedelta

from ojala.exercises.item import Item
from ojala.learning.mastery import NextStep, Skill, Summary
from ojala.practice import around, presentation, service
from ojala.practice.service import Outlook
from ojala.practice.values import Issued, Session
from ojala.practice.views import Phase, Screen
from tests.practice.conftest import MORNING, Ana


async def outlook(ana: Ana) -> Outlook:
    async with ana.database.transaction(read_only=True) as tx:
        return await service.outlook(tx, learner=ana.learner, course=ana.course, now=ana.now)


async def begun(ana: Ana) -> tuple[Session, Issued]:
    session = await ana.start()
    issued = await ana.next(session.id)
    assert issued is not None
    return session, issued


async def shown(ana: Ana, issued: Issued, language: str = "en") -> Screen:
    async with ana.database.transaction(read_only=True) as tx:
        session, feedback = await service.feedback(tx, learner=ana.learner, exercise_id=issued.id)
    issued = session.exercise(issued.id)
    return presentation.screen(
        issued, session, feedback, ana.course, now=ana.now, language=language
    )


def right(issued: Issued) -> str:
    return issued.exercise.answers[0].text


async def test_a_newcomer_has_something_new_and_nothing_due(ana: Ana) -> None:
    found = await outlook(ana)
    assert found.open_exercise is None
    assert (found.due, found.next_due) == (0, None)
    assert found.new > 0


async def test_an_open_exercise_is_found_again(ana: Ana) -> None:
    _, issued = await begun(ana)
    assert (await outlook(ana)).open_exercise == issued.id
    view = around.landing(await outlook(ana), ana.learner.preferences, "en")
    assert view.resume is not None
    assert view.resume.href == f"/practice/exercises/{issued.id}"


async def test_what_was_practised_falls_due(ana: Ana) -> None:
    session, issued = await begun(ana)
    await ana.answer(issued, right(issued))
    async with ana.database.transaction() as tx:
        await service.end_session(tx, learner=ana.learner, session_id=session.id, now=ana.now)
    ana.wait(timedelta(days=30))
    found = await outlook(ana)
    assert found.due > 0
    assert found.open_exercise is None
    assert around.landing(found, ana.learner.preferences, "en").due == found.due


async def test_the_first_page_asks_what_the_first_session_begins_with(ana: Ana) -> None:
    promised = service.first_exercise(ana.course, ana.learner.preferences, MORNING, seed=1)
    _, issued = await begun(ana)
    assert promised == issued.exercise


async def test_an_unanswered_exercise_is_asked(ana: Ana) -> None:
    _, issued = await begun(ana)
    view = await shown(ana, issued)
    assert view.phase is Phase.ASKING
    assert view.feedback is None
    assert view.question.reason
    assert view.bar.done == 0


async def test_a_right_answer_is_told_when_it_returns(ana: Ana) -> None:
    _, issued = await begun(ana)
    await ana.answer(issued, right(issued))
    view = await shown(ana, issued, "es")
    assert view.phase is Phase.DONE
    assert view.feedback is not None
    assert view.feedback.answer == right(issued)
    assert view.feedback.returns.startswith("Vuelve ")
    assert view.feedback.rule is not None


async def test_a_wrong_answer_comes_back_in_the_session(ana: Ana) -> None:
    _, issued = await begun(ana)
    await ana.answer(issued, None)
    view = await shown(ana, issued)
    assert view.revealed
    assert view.feedback is not None
    assert view.feedback.returns == "It comes back in this session."


async def test_a_slip_is_marked_and_may_be_mended(ana: Ana) -> None:
    _, issued = await begun(ana)
    slip = right(issued) + "s"
    await ana.answer(issued, slip)
    view = await shown(ana, issued)
    assert view.feedback is not None
    assert "".join(run.text for run in view.feedback.letters) == slip
    assert (view.phase is Phase.RETRYING) == (view.feedback.answer == "")


def test_nothing_due_says_when_the_next_review_comes() -> None:
    due = MORNING + timedelta(days=1)
    view = around.nothing_due(Outlook(None, 0, 0, due, met=1), MORNING, "en")
    assert view.returns == "The next review comes tomorrow."
    assert view.next.method == "get"
    fresh = around.nothing_due(Outlook(None, 0, 3, None, met=0), MORNING, "en")
    assert fresh.next.method == "post"


def skill(item: str, *, missed: int = 0, days: float | None = 1.0) -> Skill:
    returns = None if days is None else MORNING + timedelta(days=days)
    return Skill(Item.parse(item), asked=2, missed=missed, returns=returns)


async def test_the_summary_is_prose_before_figures(ana: Ana) -> None:
    session, _ = await begun(ana)
    good = tuple(skill(f"form:sub_pres/{ending}/all") for ending in ("ar", "er", "ir", "er-g"))
    bad = (skill("mood:cuando/future", missed=1, days=3),)
    made = Summary(good, bad, NextStep.REPAIR, (bad[0].item,))
    view = around.summary(made, session, ana.course, MORNING, "en")
    went, slipped, returning = view.lines
    assert went.endswith("present subjunctive: *-ir*; and one more.")
    assert slipped == "What slipped: *cuando* + subjunctive."
    assert returning == "4 things return tomorrow, the last of them in 3 days."
    assert view.skills[-1].rule == "/triggers/cuando"
    assert view.next.text == "Mend what slipped"


async def test_a_summary_without_slips_or_dates_says_so(ana: Ana) -> None:
    session, _ = await begun(ana)
    made = Summary((), (), NextStep.REST, ())
    view = around.summary(made, session, ana.course, MORNING, "en")
    assert view.lines == (
        "0 of 0 right at the first try.",
        "Nothing slipped.",
        "Nothing is due for now.",
    )
    assert view.next.method == "get"


async def test_when_all_returns_together_it_is_said_once(ana: Ana) -> None:
    session, _ = await begun(ana)
    alone = (skill("form:sub_pres/ar/all"), skill("form:sub_pres/er/all", days=None))
    made = Summary(alone, (), NextStep.LEARN, ())
    view = around.summary(made, session, ana.course, MORNING, "en")
    assert view.lines[2] == "All of it returns tomorrow."
    assert view.skills[1].returns == ""
