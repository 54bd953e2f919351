"""An answer under way: what the model says comes in pieces and goes out in lines, each checked."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from math import ceil

import structlog

from ojala.diagnosis.normalization import readable
from ojala.tutor.checking import Fault, fault
from ojala.tutor.examples import proven
from ojala.tutor.values import (
    Away,
    Case,
    Message,
    Model,
    Outcome,
    Part,
    PartKind,
    Usage,
    Way,
)

LONGEST_ANSWER = 4_000
"""Characters after which nobody listens any more."""
MOST_LINES = 12
MOST_EXAMPLES, FEW_EXAMPLES = 5, 3
"""How many examples are shown; with fewer than a few, the course adds its own."""
LETTERS_A_TOKEN = 3
"""For servers that do not say what an answer cost: rather too dear than too cheap."""
_BULLET = re.compile(r"^(?:[-\u2013\u2022*]|\d+[.)])\s+")


def tokens(text: str) -> int:
    """About how many tokens a text is."""
    return ceil(len(text) / LETTERS_A_TOKEN)


class Telling:
    """One answer while it is told, and what there is to note of it in the end."""

    def __init__(
        self,
        model: Model,
        sent: tuple[Message, ...],
        *,
        case: Case,
        way: Way,
        known: frozenset[str],
        patience: float,
    ) -> None:
        self._model = model
        self._sent = sent
        self._case = case
        self._way = way
        self._known = known
        self._patience = patience
        self._received = ""
        self._usage: Usage | None = None
        self._stood_in = False
        self.outcome = Outcome.LEFT
        self.shown: list[Part] = []
        self.faults: Counter[str] = Counter()

    @property
    def usage(self) -> Usage:
        """What it cost, as the server says; else about what it must have cost."""
        if self._usage is not None:
            return self._usage
        if not self._received and self.outcome is Outcome.FAILED:
            return Usage()
        asked = sum(tokens(message.content) for message in self._sent)
        return Usage(asked, tokens(self._received))

    @property
    def withheld(self) -> int:
        """How many lines were not shown."""
        return self.faults.total()

    async def parts(self) -> AsyncGenerator[Part]:
        """The answer, line by line; where something is amiss, the engine's own words."""
        failed = False
        try:
            async with aclosing(self._lines()) as lines:
                async for line in lines:
                    for part in await asyncio.to_thread(self._judged, line):
                        self.shown.append(part)
                        yield part
        except (Away, TimeoutError) as error:
            structlog.get_logger("ojala.tutor").warning("no answer", reason=repr(error))
            failed = True
        for part in self._rest(failed=failed):
            self.shown.append(part)
            yield part
        self.outcome = self._came_of_it(failed=failed)

    async def _lines(self) -> AsyncGenerator[str]:
        """Whole lines, as soon as each is whole."""
        deadline = asyncio.get_running_loop().time() + self._patience
        begun, lines = "", 0
        async with aclosing(self._pieces(deadline)) as pieces:
            async for piece in pieces:
                *whole, begun = (begun + piece).split("\n")
                for line in filter(None, map(tidy, whole)):
                    yield line
                    lines += 1
                if lines >= MOST_LINES or len(self._received) > LONGEST_ANSWER:
                    return
        if last := tidy(begun):
            yield last

    async def _pieces(self, deadline: float) -> AsyncGenerator[str]:
        """What arrives before the deadline."""
        async with aclosing(self._model.stream(self._sent)) as stream:
            while True:
                async with asyncio.timeout_at(deadline):
                    piece = await anext(stream, None)
                if piece is None:
                    return
                if isinstance(piece, Usage):
                    self._usage = piece
                    continue
                self._received += piece
                yield piece

    def _judged(self, line: str) -> Iterable[Part]:
        """A line as it is shown, or what stands in its place."""
        if self._way is Way.EXAMPLES:
            return self._example(line)
        found = fault(line, self._case, self._known)
        if found is None:
            return (Part(PartKind.SAID, line),)
        self.faults[found.value] += 1
        return self._own()

    def _example(self, line: str) -> Iterable[Part]:
        if sum(part.kind is PartKind.EXAMPLE for part in self.shown) >= MOST_EXAMPLES:
            return ()
        found = proven(line, self._case, self._known)
        if found is None:
            self.faults[Fault.EXAMPLE.value] += 1
            return ()
        return () if found in self.shown else (found,)

    def _rest(self, *, failed: bool) -> Iterator[Part]:
        """What is added at the end, where too little came."""
        said = sum(part.kind in (PartKind.SAID, PartKind.EXAMPLE) for part in self.shown)
        if self._way is Way.EXAMPLES:
            missing = max(FEW_EXAMPLES - said, 0)
            yield from self._case.own_examples[:missing]
        elif failed or not said:
            yield from self._own()

    def _own(self) -> Iterable[Part]:
        """The engine's own explanation, once."""
        again, self._stood_in = self._stood_in, True
        return () if again else self._case.own

    def _came_of_it(self, *, failed: bool) -> Outcome:
        said = any(part.kind in (PartKind.SAID, PartKind.EXAMPLE) for part in self.shown)
        if failed:
            return Outcome.CUT if said or self.faults else Outcome.FAILED
        if not said:
            return Outcome.WITHHELD
        return Outcome.PARTLY if self.faults else Outcome.ANSWERED


def tidy(line: str) -> str:
    """A line as it is read: no invisible letters, no bullet, bold as if it were italic."""
    return _BULLET.sub("", readable(line).replace("**", "*")).strip()


def instead(case: Case, way: Way) -> tuple[Part, ...]:
    """What is told where no model is asked."""
    return case.own_examples if way is Way.EXAMPLES else case.own
