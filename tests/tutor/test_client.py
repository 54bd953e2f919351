import asyncio
from collections.abc import AsyncIterator

import pytest

from ojala.tutor.client import Chat
from ojala.tutor.values import Away, Message, Usage
from tests.tutor.model_server import (
    KEY,
    MODEL,
    Act,
    Parrot,
    begin,
    chunk,
    nothing,
    page,
    pieces,
    say,
    status,
    words,
)

ASKED = (Message("system", "be kind"), Message("user", "{}"))
SOON = {"Retry_After_Ms": "1"}


@pytest.fixture
async def chat(model: Parrot) -> AsyncIterator[Chat]:
    made = Chat(url=model.url, key=KEY, name=MODEL, patience=5, retries=2)
    yield made
    await made.close()


async def heard(chat: Chat) -> tuple[str, Usage | None]:
    said, usage = "", None
    async for piece in chat.stream(ASKED):
        if isinstance(piece, Usage):
            usage = piece
        else:
            said += piece
    return said, usage


async def test_an_answer_comes_in_pieces_with_what_it_cost(chat: Chat, model: Parrot) -> None:
    model.says("one line", "another")

    assert await heard(chat) == ("one line\nanother", Usage(120, 45))
    assert model.headers[0]["authorization"] == f"Bearer {KEY}"
    assert model.asked[0]["model"] == MODEL
    assert [m["role"] for m in model.asked[0]["messages"]] == ["system", "user"]
    assert (chat.name, chat.host) == (MODEL, "127.0.0.1")


async def test_a_server_that_does_not_say_what_it_cost_is_heard_all_the_same(
    chat: Chat, model: Parrot
) -> None:
    model.will(say("hello", usage=None))

    assert await heard(chat) == ("hello", None)


async def test_a_server_that_knows_no_limits_is_asked_plainly_from_then_on(
    chat: Chat, model: Parrot
) -> None:
    model.will(status(422), say("a"), say("b"))

    assert (await heard(chat))[0] == "a"
    assert (await heard(chat))[0] == "b"
    assert ["max_completion_tokens" in asked for asked in model.asked] == [True, False, False]


@pytest.mark.parametrize("code", [429, 500, 503])
async def test_what_may_pass_is_tried_again(chat: Chat, model: Parrot, code: int) -> None:
    model.will(status(code, **SOON), status(code, **SOON), say("at last"))

    assert (await heard(chat))[0] == "at last"
    assert len(model.asked) == 3


BROKEN: dict[str, Act] = {
    "too many, for too long": status(429, **SOON),
    "a fault, again and again": status(500, **SOON),
    "a wrong key": status(401),
    "no such model": status(404),
    "no sense in the request": status(400),
    "no JSON": pieces("data: {\n\n"),
    "cut in the middle": pieces(words("half a sen")),
    "cut without a word": pieces(),
    "too long": say("never ending", end="length"),
    "an error on the way": pieces(words("a"), 'data: {"error": {"message": "no"}}\n\n'),
    "a page": page("<h1>It works</h1>"),
    "an empty list": page("[]", "application/json"),
    "no choices": pieces(chunk(choices=None)),
    "choices of another kind": pieces(chunk(choices=["x"])),
    "words of another kind": pieces(chunk(choices=[{"index": 0, "delta": {"content": [1]}}])),
    "a cost of another kind": pieces(words("a", "stop"), chunk(usage={"prompt_tokens": "many"})),
}


@pytest.mark.parametrize("act", BROKEN.values(), ids=BROKEN)
async def test_whatever_goes_wrong_there_is_no_answer(chat: Chat, model: Parrot, act: Act) -> None:
    model.will(act)

    with pytest.raises(Away):
        await heard(chat)


async def test_nobody_there_is_no_answer_either() -> None:
    chat = Chat(url="http://127.0.0.1:9/v1", key="", name=MODEL, patience=5, retries=0)

    with pytest.raises(Away):
        await heard(chat)
    await chat.close()


async def test_a_server_that_takes_its_time_is_not_waited_for(model: Parrot) -> None:
    model.will(nothing)
    chat = Chat(url=model.url, key="", name=MODEL, patience=0.05, retries=0)

    with pytest.raises(Away):
        await heard(chat)
    await chat.close()


async def test_whoever_stops_listening_hangs_up(chat: Chat, model: Parrot) -> None:
    model.will(begin(words("hello")))
    stream = chat.stream(ASKED)
    assert await anext(stream) == "hello"
    await stream.aclose()

    await asyncio.wait_for(model.left.wait(), 20)
