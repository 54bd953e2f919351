"""Frames: which word opens the clause of each finite verb, in one pass over the sentence.

A stack holds the clauses that are open. A word such as *que* or *cuando* opens one; a finite verb
fills the innermost one that still wants a verb; a second verb joins the clause only by way of a
coordinator, else it closes that clause and belongs to the one outside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ojala.grammar.forms import lexical
from ojala.grammar.tokens import Token
from ojala.grammar.verbs import Verb
from ojala.grammar.words import (
    ADVERSATIVES,
    CLOSING,
    COORDINATORS,
    FLEXIBLE,
    HARD_STOPS,
    INTERROGATIVES,
    OPENING,
    QUOTES,
    SMALL_ADVERBS,
    SUBORDINATORS,
)

_COMPARED = frozenset({"más", "menos", "mejor", "peor", "mayor", "menor", "igual", "mismo", "otra"})
_OBLIGATION = frozenset({"haber", "tener"})


@dataclass(slots=True)
class Frame:
    """One clause: the word that opens it, and the verbs it has been found to hold."""

    opener: int | None
    """The index of the opening word; `None` for a main clause."""
    outer: "Frame | None" = None
    verbs: list[int] = field(default_factory=list)
    """Positions in the list of verbs; the first fills the clause, the rest are coordinated."""
    fleeting: bool = False
    """Dropped at the next comma or coordinator unless a verb has come."""
    parallel: "Frame | None" = None
    """The clause that *y que* continues."""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """One verb in its clause."""

    verb: int
    frame: Frame
    joined: int | None = None
    """The verb of the same clause to which this one is coordinated."""


class _Pass:
    """The state of the one pass: the stack and what has come since the last verb."""

    def __init__(self, tokens: Sequence[Token], verbs: Sequence[Verb]) -> None:
        self.tokens = tokens
        self.verbs = verbs
        self.by_index = {verb.index: n for n, verb in enumerate(verbs)}
        self.starts = {verb.start for verb in verbs}
        self.stack = [Frame(None)]
        self.resume: list[int] = []
        self.placed: list[Placed] = []
        self.coordinator: int | None = None
        self.last_popped: Frame | None = None

    def run(self) -> list[Placed]:
        for i in range(len(self.tokens)):
            self.step(i)
        return self.placed

    def step(self, i: int) -> None:
        word = self.tokens[i].lower
        if i in self.by_index:
            self.place(self.by_index[i])
        elif word in HARD_STOPS and not self.continues(i):
            self.stack = [Frame(None, start=i + 1)]
            self.coordinator = None
        elif word in OPENING and not (word in CLOSING and self.resume):
            self.resume.append(len(self.stack))
            self.push(Frame(None, self.stack[-1], start=i + 1))
        elif word in CLOSING and self.resume:
            del self.stack[max(1, self.resume.pop()) :]
        elif word in COORDINATORS or word in ADVERSATIVES:
            self.drop_fleeting()
            self.coordinator = i
        elif word == ",":
            self.drop_fleeting()
        elif opens_clause(self.tokens, i, self.by_index) and not self.is_likeness(i):
            self.open(i)

    def continues(self, i: int) -> bool:
        """Tell whether an opening mark only sets off the second half of a sentence."""
        return self.tokens[i].lower in {"¿", "¡"} and i > 0 and self.tokens[i - 1].lower == ","

    def is_likeness(self, i: int) -> bool:
        """Tell whether *como* only likens inside a clause that still wants its verb."""
        if self.tokens[i].lower != "como" or self.tokens[i - 1].lower == ",":
            return False
        top = self.stack[-1]
        waits = top.opener is not None and not top.verbs
        return waits and i + 1 not in self.starts

    def push(self, frame: Frame) -> None:
        self.stack.append(frame)

    def drop_fleeting(self) -> None:
        self.stack = [frame for frame in self.stack if frame.verbs or not frame.fleeting]

    def open(self, i: int) -> None:
        parallel = self.parallel_to(i)
        fleeting = self.tokens[i].lower in FLEXIBLE or _compares(self.tokens, i)
        self.push(Frame(i, self.stack[-1], fleeting=fleeting, parallel=parallel, start=i + 1))

    def parallel_to(self, i: int) -> Frame | None:
        """Find the clause that *y que* continues, and close it."""
        before = self.tokens[i - 1].lower if i else ""
        if before not in COORDINATORS | ADVERSATIVES or self.tokens[i].lower != "que":
            return None
        for depth in range(len(self.stack) - 1, 0, -1):
            frame = self.stack[depth]
            if frame.opener is not None and frame.verbs and self.is_que(frame.opener):
                del self.stack[depth:]
                return frame
        return None

    def is_que(self, i: int | None) -> bool:
        return i is not None and self.tokens[i].lower in {"que", "porque"}

    def place(self, n: int) -> None:
        link = self.link(n)
        while len(self.stack) > 1 and self.stack[-1].verbs and not self.joins(link):
            self.stack.pop()
        frame = self.stack[-1]
        joined = frame.verbs[-1] if frame.verbs and link else None
        frame.verbs.append(n)
        self.placed.append(Placed(n, frame, joined))
        self.coordinator = None

    def joins(self, link: str) -> bool:
        if link == "loose":
            return all(frame.verbs for frame in self.stack[1:]) and (
                bool(self.stack[0].verbs) or self.is_que(self.stack[-1].opener)
            )
        return link == "tight"

    def link(self, n: int) -> str:
        """Tell how the verb hangs on a coordinator: tightly (*y no vino*), loosely, or not."""
        if self.coordinator is None:
            return ""
        word = self.tokens[self.coordinator].lower
        if word in {"pero", "mas"}:
            return ""
        between = self.tokens[self.coordinator + 1 : self.verbs[n].start]
        if all(token.lower in SMALL_ADVERBS or token.lower in QUOTES for token in between):
            return "tight"
        return "loose" if len(between) <= _LOOSE else ""


_LOOSE = 8
"""How many words may stand between a coordinator and the verb it still may join."""


def place_verbs(tokens: Sequence[Token], verbs: Sequence[Verb]) -> list[Placed]:
    """Find the clause of every finite verb."""
    return _Pass(tokens, verbs).run()


def opens_clause(tokens: Sequence[Token], i: int, verbs: dict[int, int]) -> bool:
    """Tell whether the word opens a clause with a finite verb."""
    word = tokens[i].lower
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if word in INTERROGATIVES:
        return not _infinitive(after)
    if word == "bien":
        return i > 0 and tokens[i - 1].lower == "no" and _verb_near(tokens, i, verbs, 4)
    if word == "tanto":
        return i > 0 and tokens[i - 1].lower in {"en", "hasta"} and _verb_near(tokens, i, verbs, 5)
    if word not in SUBORDINATORS:
        return False
    if word == "que":
        before = tokens[i - 1].lower if i else ""
        return after != "sí" and not (_infinitive(after) and _obliges(before))
    if word in {"quien", "quienes", "donde", "cual", "cuales"}:
        return not _infinitive(after)
    if after == "que" or (word == "como" and after == "si"):
        return False
    if word == "cuanto" and after in {"a", "al", "antes"}:
        return False
    return word not in FLEXIBLE or _flexible_opens(tokens, i, verbs)


def _obliges(word: str) -> bool:
    """Tell whether *que* and an infinitive go with the word (*hay que*, *nada que*)."""
    finite, infinite, _ = lexical(word)
    if any(lemma in _OBLIGATION for lemma, _ in (*finite, *infinite)):
        return True
    return word in {"nada", "algo", "mucho", "poco", "más", "nadie", "tanto"} or not finite


def _flexible_opens(tokens: Sequence[Token], i: int, verbs: dict[int, int]) -> bool:
    word = tokens[i].lower
    if word in {"cuando", "mientras", "cual"}:
        return _verb_near(tokens, i, verbs, 40)
    if (
        word == "como"
        and tokens[i - 1].lower != "pronto"
        and {"tan", "tanto", "tanta", "tantos", "tantas"}
        & {token.lower for token in tokens[max(0, i - 7) : i]}
    ):
        return False
    if word in {"como", "según", "conforme", "pues"}:
        first = i == 0 or tokens[i - 1].lower in HARD_STOPS | QUOTES | {","}
        return _verb_near(tokens, i, verbs, 12 if first and word != "según" else 4)
    return _verb_near(tokens, i, verbs, 12)


def _verb_near(tokens: Sequence[Token], i: int, verbs: dict[int, int], reach: int) -> bool:
    """Tell whether a finite verb follows within reach, before the clause could end."""
    for j in range(i + 1, min(len(tokens), i + 1 + reach)):
        if j in verbs:
            return True
        word = tokens[j].lower
        if word in HARD_STOPS or (word == "," and reach < 20):
            return False
        if word in {"que", "quien"} | SUBORDINATORS - FLEXIBLE:
            return False
    return False


def _infinitive(word: str) -> bool:
    _, infinite, _ = lexical(word)
    return any(cell.tense.value == "inf" for _, cell in infinite)


def _compares(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether *que* may be the *than* of a comparison, which needs no verb."""
    if tokens[i].lower != "que":
        return False
    return any(token.lower in _COMPARED for token in tokens[max(0, i - 4) : i])
