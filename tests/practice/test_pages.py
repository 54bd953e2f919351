"""Practice as a browser without scripts does it, and as a script asks for parts of it."""

import re
from collections.abc import AsyncIterator, Mapping

import pytest
from httpx2 import AsyncClient, Response

from ojala.practice.pages import seconds
from tests.visitors import visiting

WRONG = "zapato"


@pytest.fixture
async def visitor(database_url: str) -> AsyncIterator[AsyncClient]:
    """Somebody with a browser."""
    async with visiting(database_url) as visitor:
        yield visitor


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the first form of a page."""
    main = page.partition("<main")[2].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main))


def action(page: str, ending: str) -> str:
    """The address of a form or a button of a page, by how it ends."""
    found = re.search(rf'action="([^"]*{re.escape(ending)})"', page)
    assert found is not None, ending
    return found.group(1)


async def begin(visitor: AsyncClient, text: str = WRONG) -> Response:
    """Answer the sentence of the first page."""
    page = (await visitor.get("/")).text
    return await visitor.post(action(page, "/start"), data={**hidden(page), "text": text})


async def answer(visitor: AsyncClient, page: str, **more: str) -> Response:
    return await visitor.post(action(page, "/answer"), data={**hidden(page), "text": WRONG, **more})


async def give_up(visitor: AsyncClient, page: str) -> Response:
    return await visitor.post(action(page, "/reveal"), data=hidden(page))


async def go_on(visitor: AsyncClient, page: str) -> Response:
    return await visitor.post(action(page, "/exercises"))


async def next_question(visitor: AsyncClient, page: Response) -> Response:
    """Give up what is open, and go on to the next sentence with a blank, or to the end."""
    while True:
        if 'data-phase="done"' not in page.text:
            page = await give_up(visitor, page.text)
        page = await go_on(visitor, page.text)
        blank = 'class="blank"' in page.text and 'class="task"' not in page.text
        if blank or 'data-phase="asking"' not in page.text:
            return page


async def test_the_first_page_asks_at_once_and_makes_nobody_known(visitor: AsyncClient) -> None:
    reply = await visitor.get("/")
    assert reply.status_code == 200
    assert 'name="text"' in reply.text
    assert not visitor.cookies


async def test_the_first_answer_begins_the_first_session(visitor: AsyncClient) -> None:
    reply = await begin(visitor)
    assert reply.url.path.startswith("/practice/exercises/")
    assert 'id="feedback"' in reply.text
    again = await visitor.get("/practice")
    assert again.url.path in {reply.url.path, "/"}


async def test_a_stale_first_page_records_nothing(visitor: AsyncClient) -> None:
    page = (await visitor.get("/")).text
    fields = {**hidden(page), "sentence": "Another one ____."}
    reply = await visitor.post("/start", data={**fields, "text": WRONG})
    assert 'data-phase="asking"' in reply.text


async def test_nothing_typed_is_no_answer(visitor: AsyncClient) -> None:
    reply = await begin(visitor, "  ")
    assert 'data-phase="asking"' in reply.text
    reply = await answer(visitor, reply.text, text=" ")
    assert 'data-phase="asking"' in reply.text


async def test_an_answer_sent_twice_is_judged_once(visitor: AsyncClient) -> None:
    asked = await next_question(visitor, await begin(visitor))
    first = await answer(visitor, asked.text)
    second = await answer(visitor, asked.text)
    assert first.text == second.text
    assert first.url == second.url


async def test_giving_up_shows_the_answer(visitor: AsyncClient) -> None:
    asked = await next_question(visitor, await begin(visitor))
    shown = await give_up(visitor, asked.text)
    assert "Here it is." in shown.text
    assert 'class="verb-right"' in shown.text


async def test_what_was_tried_stays_beside_the_answer_of_who_gives_up(visitor: AsyncClient) -> None:
    asked = await next_question(visitor, await begin(visitor))
    named = re.search(r'class="lemma".*?<span lang="es">(\w+)</span>', asked.text)
    assert named is not None
    tried = await answer(visitor, asked.text, text=named[1])
    assert 'data-phase="retrying"' in tried.text
    shown = await give_up(visitor, tried.text)
    assert "Here it is." in shown.text
    assert "You wrote" in shown.text
    assert 'class="verb-right"' in shown.text


async def test_a_hint_is_given_and_the_answer_is_not(visitor: AsyncClient) -> None:
    asked = await next_question(visitor, await begin(visitor))
    while '/hint"' not in asked.text:
        asked = await next_question(visitor, asked)
    hinted = await visitor.post(action(asked.text, "/hint"), data=hidden(asked.text))
    assert 'class="hint feedback"' in hinted.text
    assert 'data-phase="asking"' in hinted.text


async def test_a_script_gets_the_part_that_changes_without_a_detour(visitor: AsyncClient) -> None:
    asked = await next_question(visitor, await begin(visitor))
    reply = await visitor.post(
        action(asked.text, "/answer"),
        data={**hidden(asked.text), "text": WRONG},
        headers={"Ojala-Fragment": "screen"},
        follow_redirects=False,
    )
    assert reply.status_code == 200
    assert reply.text.lstrip().startswith('<div id="screen"')
    assert "<html" not in reply.text


async def test_a_session_leads_to_its_summary(visitor: AsyncClient) -> None:
    page = await begin(visitor)
    for _ in range(60):
        page = await next_question(visitor, page)
        if page.url.path.endswith("/summary"):
            break
    assert "That is the session" in page.text
    assert 'data-phase="' not in page.text


async def test_a_session_can_be_ended_early(visitor: AsyncClient) -> None:
    page = await begin(visitor)
    summary = await visitor.post(action(page.text, "/end"))
    assert summary.url.path.endswith("/summary")
    home = await visitor.get("/practice")
    assert home.url.path == "/"
    assert "/practice/sessions" in home.text


async def test_somebody_who_comes_back_is_led_on(visitor: AsyncClient) -> None:
    asked = await next_question(visitor, await begin(visitor))
    home = await visitor.get("/")
    assert asked.url.path in home.text
    assert (await visitor.get("/practice")).url.path == asked.url.path


async def test_a_session_begun_from_the_menu_asks_something(visitor: AsyncClient) -> None:
    reply = await visitor.post("/practice/sessions")
    assert 'data-phase="asking"' in reply.text
    waiting = await visitor.get("/practice/nothing-due")
    assert "Nothing is due" in waiting.text


@pytest.mark.parametrize("chosen", [{"trigger": "querer-que"}, {"unit": "querer-que"}])
async def test_one_rule_or_one_lesson_can_be_practised(
    visitor: AsyncClient, chosen: Mapping[str, str]
) -> None:
    reply = await visitor.post("/practice/sessions", data=dict(chosen))
    assert "You chose it." in reply.text


async def test_chosen_items_are_practised_alone(visitor: AsyncClient) -> None:
    item = "mood:querer-que/influence"
    reply = await visitor.post("/practice/sessions", data={"item": item})
    assert "/triggers/querer-que" in (await give_up(visitor, reply.text)).text


async def test_what_has_no_sentences_cannot_be_practised(visitor: AsyncClient) -> None:
    reply = await visitor.post("/practice/sessions", data={"trigger": "nada"})
    assert reply.status_code == 404


async def test_what_is_somebody_elses_is_not_found(visitor: AsyncClient) -> None:
    theirs = await begin(visitor)
    visitor.cookies.clear()
    unknown = await visitor.get(theirs.url.path)
    assert unknown.status_code == 401
    await begin(visitor)
    assert (await visitor.get(theirs.url.path)).status_code == 404


async def test_who_was_right_may_say_so_and_is_told_that_it_was_noted(visitor: AsyncClient) -> None:
    asked = await next_question(visitor, await begin(visitor))
    wrong = await answer(visitor, asked.text)
    while 'data-phase="done"' not in wrong.text:
        wrong = await answer(visitor, wrong.text)
    noted = await visitor.post(action(wrong.text, "/objections"), data={"kind": "report"})

    assert 'class="noted' in noted.text
    assert "/objections" not in noted.text


BAD: Mapping[str, tuple[str, dict[str, str], int]] = {
    "too long": ("answer", {"text": "a" * 10_000}, 422),
    "not text": ("answer", {"text": "a\0b"}, 422),
    "a number that is none": ("answer", {"text": "a", "number": "x"}, 422),
    "a third answer": ("answer", {"text": "a", "number": "3"}, 409),
}


@pytest.mark.parametrize("case", BAD)
async def test_bad_input_gets_a_page_that_says_so(visitor: AsyncClient, case: str) -> None:
    asked = await next_question(visitor, await begin(visitor))
    where, fields, status = BAD[case]
    reply = await visitor.post(f"{asked.url.path}/{where}", data=fields)
    assert reply.status_code == status
    assert "Nothing you have practised is lost." in reply.text
    assert 'data-phase="asking"' in (await visitor.get(asked.url.path)).text


@pytest.mark.parametrize(
    ("text", "value"), [("4.2", 4.2), ("", None), ("x", None), ("-1", None), ("nan", None)]
)
def test_the_time_a_script_measured_is_read_with_care(text: str, value: float | None) -> None:
    assert seconds(text) == value


async def test_a_session_is_set_up_by_a_form(visitor: AsyncClient) -> None:
    page = (await visitor.get("/practice/new")).text
    assert 'value="emotion"' in page
    assert "Nothing is due for now." in page
    assert 'value="review"' not in page
    reply = await visitor.post(
        "/practice/sessions", data={"aim": "tense", "tense": "sub_imp", "length": "3"}
    )
    assert "data-countdown" in reply.text
    assert "0 done" in reply.text
    page = (await visitor.get("/practice/new")).text
    assert "sentences" in page


async def test_verbs_that_nothing_turns_on_are_a_page_that_says_so(visitor: AsyncClient) -> None:
    reply = await visitor.post("/practice/sessions", data={"aim": "verbs", "verbs": "xyzzy"})
    assert reply.status_code == 404
    assert "sentences" in reply.text
