import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing

import pytest

from ojala.tutor.client import Chat
from ojala.tutor.telling import MOST_EXAMPLES, MOST_LINES, Telling, tidy, tokens
from ojala.tutor.values import Message, Outcome, Part, PartKind, Usage, Way
from tests.tutor.conftest import KNOWN, case
from tests.tutor.model_server import MODEL, Act, Parrot, begin, nothing, pieces, say, words

RIGHT = "After *no creo que* comes the subjunctive: *tenga*."
MORE = "You wrote *tiene*, which tells a fact."
WRONG = "After *no creo que* comes the indicative."
ASKED = (Message("system", "be kind"), Message("user", "{}"))
EXAMPLES = [
    "No creo que [vengan] tus primos. | a",
    "No creo que [sea] tarde. | b",
    "No creo que Luis lo [sepa]. | c",
    "No creo que [llueva] mañana. | d",
    "No creo que Marta [viva] aquí. | e",
    "No creo que [exista] otra solución. | f",
]
OWN = case().own


Begin = Callable[..., Telling]


@pytest.fixture
async def telling(model: Parrot) -> AsyncIterator[Begin]:
    """Has the model asked."""
    chat = Chat(url=model.url, key="", name=MODEL, patience=5, retries=0)

    def begin_telling(way: Way = Way.EXPLAIN, patience: float = 5) -> Telling:
        return Telling(chat, ASKED, case=case(), way=way, known=KNOWN, patience=patience)

    yield begin_telling
    await chat.close()


async def told(made: Telling) -> list[Part]:
    return [part async for part in made.parts()]


def said(*lines: str) -> list[Part]:
    return [Part(PartKind.SAID, line) for line in lines]


async def test_lines_that_hold_are_told_and_their_cost_is_known(
    model: Parrot, telling: Begin
) -> None:
    model.says(RIGHT, "", f"- {MORE}")
    made = telling()

    assert await told(made) == said(RIGHT, MORE)
    assert (made.outcome, made.withheld) == (Outcome.ANSWERED, 0)
    assert made.usage == Usage(120, 45)


async def test_a_line_is_told_as_soon_as_it_is_whole(model: Parrot, telling: Begin) -> None:
    model.will(begin(words(RIGHT + "\n"), words("and")))
    made = telling()

    async with aclosing(made.parts()) as parts:
        assert await anext(parts) == said(RIGHT)[0]
    assert made.outcome is Outcome.LEFT
    assert made.usage.completion > 0


async def test_our_own_explanation_stands_in_the_place_of_the_first_line_withheld(
    model: Parrot, telling: Begin
) -> None:
    model.says(RIGHT, WRONG, MORE, WRONG)
    made = telling()

    assert await told(made) == [*said(RIGHT), *OWN, *said(MORE)]
    assert (made.outcome, made.withheld) == (Outcome.PARTLY, 2)
    assert made.faults == {"mood": 2}


async def test_where_nothing_holds_our_own_explanation_is_all(
    model: Parrot, telling: Begin
) -> None:
    model.says(WRONG, WRONG)
    made = telling()

    assert await told(made) == list(OWN)
    assert made.outcome is Outcome.WITHHELD


async def test_an_empty_answer_is_none(model: Parrot, telling: Begin) -> None:
    model.says("")
    made = telling()

    assert await told(made) == list(OWN)
    assert made.outcome is Outcome.WITHHELD


CUT: dict[str, Act] = {
    "in the middle of a line": pieces(words(RIGHT + "\n"), words("After *no creo")),
    "by its own limit": say(RIGHT, "After *no creo", end="length"),
    "by nonsense": pieces(words(RIGHT + "\n"), "data: {{{\n\n"),
}


@pytest.mark.parametrize("act", CUT.values(), ids=CUT)
async def test_what_came_before_an_answer_was_cut_stands_and_half_a_line_does_not(
    model: Parrot, telling: Begin, act: Act
) -> None:
    model.will(act)
    made = telling()

    assert await told(made) == [*said(RIGHT), *OWN]
    assert made.outcome is Outcome.CUT


async def test_without_an_answer_our_own_explanation_costs_nothing(
    model: Parrot, telling: Begin
) -> None:
    model.will(pieces())
    made = telling()

    assert await told(made) == list(OWN)
    assert (made.outcome, made.usage) == (Outcome.FAILED, Usage())


async def test_nobody_waits_for_a_slow_answer(model: Parrot, telling: Begin) -> None:
    model.will(nothing)
    made = telling(patience=0.05)

    assert await told(made) == list(OWN)
    assert made.outcome is Outcome.FAILED


async def test_an_answer_that_stops_on_the_way_is_not_waited_for_either(
    model: Parrot, telling: Begin
) -> None:
    model.will(begin(words(RIGHT + "\n")))
    made = telling(patience=1)

    assert await told(made) == [*said(RIGHT), *OWN]
    assert made.outcome is Outcome.CUT


async def test_a_chatterbox_is_interrupted(model: Parrot, telling: Begin) -> None:
    model.says(*[f"{MORE} {number}" for number in range(40)])
    made = telling()

    assert len(await told(made)) < 2 * MOST_LINES
    assert made.usage == Usage(sum(tokens(one.content) for one in ASKED), made.usage.completion)


async def test_examples_are_told_as_far_as_they_are_proved(model: Parrot, telling: Begin) -> None:
    model.says("Here you are:", EXAMPLES[0], EXAMPLES[0], "No creo que [viene]. | x", *EXAMPLES)
    made = telling(Way.EXAMPLES)

    parts = await told(made)

    assert [part.text for part in parts] == [
        line.partition(" |")[0] for line in EXAMPLES[:MOST_EXAMPLES]
    ]
    assert {part.kind for part in parts} == {PartKind.EXAMPLE}
    assert made.faults == {"example": 2}


async def test_where_examples_are_few_the_course_has_its_own(model: Parrot, telling: Begin) -> None:
    model.says(EXAMPLES[0], "No creo que [viene] Ana. | x")
    made = telling(Way.EXAMPLES)

    parts = await told(made)

    assert [part.kind for part in parts] == [
        PartKind.EXAMPLE,
        PartKind.OWN_EXAMPLE,
        PartKind.OWN_EXAMPLE,
    ]
    assert made.outcome is Outcome.PARTLY


async def test_without_a_model_there_are_examples_of_the_course(
    model: Parrot, telling: Begin
) -> None:
    model.will(pieces())
    made = telling(Way.EXAMPLES)

    assert await told(made) == list(case().own_examples)
    assert len(case().own_examples) == 3


class Whisperer:
    """A model that says one thing and is told when it was heard."""

    name, host = "whisperer", "here"

    def __init__(self) -> None:
        self.closed = asyncio.Event()

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | Usage]:
        """Say a line, then wait for ever."""
        assert messages
        try:
            yield RIGHT + "\n"
            await asyncio.Event().wait()
        finally:
            self.closed.set()

    async def close(self) -> None:
        """Nothing to close."""


async def test_whoever_leaves_hangs_up_on_the_model() -> None:
    model = Whisperer()
    made = Telling(model, ASKED, case=case(), way=Way.EXPLAIN, known=KNOWN, patience=60)
    async with aclosing(made.parts()) as parts:
        await anext(parts)

    assert model.closed.is_set()


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("- *venga* is right", "*venga* is right"),
        ("2) one", "one"),
        ("*venga*\u200b", "*venga*"),
        ("**venga**", "*venga*"),
        ("  ", ""),
    ],
)
def test_a_line_is_read_without_bullets_and_invisible_letters(line: str, read: str) -> None:
    assert tidy(line) == read
