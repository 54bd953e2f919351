"""Selection: what to practise next, and why.

Due items come first, those on the brink of being forgotten before those long lost and those
still safe; new ones are let in between them, in the order of the path. Triggers and moods are
mixed, about half of what is asked is not a subjunctive, and the mixture aims at the share of
success from which people learn most.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from heapq import nsmallest
from itertools import islice
from typing import TypeAlias

from ojala.exercises.item import Item
from ojala.learning.memory import DAY, DEFAULT_PARAMETERS, Parameters, forgetting
from ojala.learning.scheduling import Card, overdue

WINDOW = 24
"""How far down a list one may reach for the sake of the mixture."""
NEW_EVERY = 4
"""Among reviews, about one in so many places goes to a new item."""
STRAINED, OVERWHELMED = 0.15, 0.3
"""So far below the success aimed at, less that is new is let in, and nothing any more."""
NEW_SUCCESS = 0.6
"""The success expected of an item that is met for the first time."""
TAUGHT_SUCCESS = 0.9
"""The success expected of an item that was met a moment ago."""
ESTABLISHED = 1.0
"""The stability, in days, from which a prerequisite counts as met."""
WEAK_LAPSES = 3
"""From so many lapses an item counts as a weak spot."""
WEAK_SHARE = 6
"""Of a session about one in so many may be a weak spot, while there is anything else to ask."""
REACH = 8
"""How many places of a ranking a session may use up for each exercise it holds."""
OTHER_POOL, SAME_FAMILY, LEANING, ONE_SIDED = 12.0, 20.0, 6.0, 36.0
"""How many places it is worth going down for the right difficulty, for another family, and for
the other mood, where one leads by one and where it leads by more."""
NEW_REACH = 4
"""How far down the path one may reach for the sake of the mixture."""
BRINK = 0.05
"""How near to the brink of being forgotten is near enough, so that weights tell."""


class Reason(StrEnum):
    """Why an item was chosen; the value names the message that tells the learner."""

    DUE = "due"
    WEAK = "weak"
    NEW = "new"
    BLOCK = "block"
    CONTRAST = "contrast"
    RETURNS = "returns"
    CHOSEN = "chosen"
    PLACEMENT = "placement"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item as selection sees it: what it asks for and what it stands beside."""

    item: Item
    subjunctive: bool | None = None
    """Whether it asks for a subjunctive; `None` where the item can go with either mood."""
    family: str = ""
    """The kind of trigger or tense; not asked twice running where that can be helped."""
    group: str = ""
    """Siblings share it: items that would give one another away, one of which is asked a day."""
    requires: frozenset[Item] = frozenset()
    """The items of the path to establish first."""
    weight: float = 1.0
    """What forgetting it costs beside the others: how often the language needs it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a day may hold, and the share of success to aim at."""

    reviews: int = 100
    new: int = 8
    success: float = 0.85


@dataclass(frozen=True, slots=True)
class Today:
    """What the learner's day has held so far."""

    reviews: int = 0
    new: int = 0
    seen: frozenset[Item] = frozenset()
    success: float | None = None
    """The share remembered of the last hundred reviews or so; `None` while there are few."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One item to practise, and the reason it was chosen, with the figures behind it."""

    item: Item
    reason: Reason
    recall: float | None = None
    """The predicted probability of recall; `None` for what was never seen."""
    overdue: int = 0
    """Whole days since it fell due."""
    lapses: int = 0
    """How often it was forgotten before."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything one selection looks at: the path in order, the learner's cards, and the time."""

    path: Sequence[Candidate]
    cards: Mapping[Item, Card]
    now: datetime
    until: datetime
    """The end of the learner's day: what falls due before it is due today."""
    limits: Limits = Limits()
    today: Today = Today()
    parameters: Parameters = DEFAULT_PARAMETERS


def select(desk: Desk) -> Choice | None:
    """Return what to practise next, or `None` when today's work is done."""
    return next(iter(plan(desk, 1)), None)


def plan(desk: Desk, length: int = 20) -> tuple[Choice, ...]:
    """Return a practice session of at most `length` choices, in order.

    A new item brings a second exercise of the same item at once; after that it is mixed in.
    """
    mixture, pools = _Mixture(desk.limits.success), _pools(desk, length)
    while len(mixture.choices) < length and (drawn := pools.draw(mixture)):
        mixture.add(drawn)
    return tuple(mixture.choices[:length])


def practise(
    candidates: Iterable[Candidate],
    cards: Mapping[Item, Card],
    now: datetime,
    length: int = 20,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> tuple[Choice, ...]:
    """Return a session over chosen items, due or not, the weakest first and well mixed.

    This is what a click on a cell of the mastery map or on recent mistakes asks for; with every
    item that has a card, it is practice of one's weak spots. Few items are asked several times.
    """
    recall = forgetting(parameters)
    chosen = (
        _Drawable(candidate, _choice(Reason.CHOSEN, candidate.item, card, now, known))
        for candidate in candidates
        for card in (cards.get(candidate.item),)
        for known in (0.0 if card is None else recall(card.state, now),)
    )
    ranked = nsmallest(length, chosen, key=lambda drawable: drawable.success)
    mixture = _Mixture(0.0)
    remaining: list[_Drawable] = []
    while len(mixture.choices) < length and ranked:
        remaining = remaining or list(ranked)
        mixture.add(mixture.take([remaining]))
    return tuple(mixture.choices)


@dataclass(frozen=True, slots=True)
class _Drawable:
    """A candidate with the choice it would become, and how urgent that is."""

    candidate: Candidate
    choice: Choice

    @property
    def success(self) -> float:
        """The success to be expected."""
        if self.choice.recall is not None:
            return self.choice.recall
        return NEW_SUCCESS if self.choice.reason is Reason.NEW else TAUGHT_SUCCESS


@dataclass(slots=True)
class _Mixture:
    """A session in the making, which knows how well it is mixed."""

    target: float
    choices: list[Choice] = field(default_factory=list)
    family: str | None = None
    lean: int = 0
    """Subjunctives asked so far less everything else."""
    expected: float = 0.0

    @property
    def hard(self) -> bool:
        """Whether less success is to be expected so far than is aimed at."""
        return self.expected < self.target * len(self.choices)

    def add(self, drawn: _Drawable) -> None:
        self._append(drawn)
        if drawn.choice.reason is Reason.NEW:
            self._append(replace(drawn, choice=replace(drawn.choice, reason=Reason.BLOCK)))

    def _append(self, drawn: _Drawable) -> None:
        self.choices.append(drawn.choice)
        self.expected += drawn.success
        self.family = drawn.candidate.family
        if drawn.candidate.subjunctive is not None:
            self.lean += 1 if drawn.candidate.subjunctive else -1

    def take(self, pools: Sequence[list[_Drawable]], reach: int = WINDOW) -> _Drawable:
        """Remove and return what is near the top of the pools and good for the mixture.

        The first pool is preferred to the next.
        """
        _, turn, place = min(
            (place + OTHER_POOL * turn + self._clash(pool[place]), turn, place)
            for turn, pool in enumerate(pools)
            for place in range(min(reach, len(pool)))
        )
        return pools[turn].pop(place)

    def _clash(self, drawable: _Drawable) -> float:
        """Return how many places further down something that mixes better may be taken from."""
        candidate = drawable.candidate
        clash = SAME_FAMILY if candidate.family and candidate.family == self.family else 0.0
        if candidate.subjunctive is not None and self.leans(candidate):
            clash += ONE_SIDED if abs(self.lean) > 1 else LEANING
        return clash

    def leans(self, candidate: Candidate) -> bool:
        """Return whether a candidate would tilt the moods further."""
        return self.lean > 0 if candidate.subjunctive else self.lean < 0


@dataclass(slots=True)
class _Pools:
    """What a session is drawn from."""

    hard: list[_Drawable]
    """What is due and less likely recalled than the share of success to aim at."""
    easy: list[_Drawable]
    """What else is due."""
    fresh: list[_Drawable]
    """What is due today, but was practised less than a day ago: it gains by waiting."""
    new: list[_Drawable]
    contrast: list[_Drawable]
    reviews: int
    """How many reviews today still admits: the rest of a backlog waits for tomorrow."""
    allowed: int
    """How many new items today still admits: none while a backlog is being worked off."""
    every: int
    """Among so many reviews one new item is let in."""
    lopsided: bool
    """Whether more subjunctives are known than anything else."""

    def draw(self, mixture: _Mixture) -> _Drawable | None:
        """Remove and return what comes next, together with its siblings; `None` at the end."""
        due = self._due(mixture)
        if self.contrast and mixture.lean > 0 and _only_subjunctives(*(due or [self.new])):
            return self._take(mixture, [self.contrast])
        if self.new and self.allowed > 0 and (self._turn(mixture) or not due):
            self.allowed -= 1
            return self._begin(mixture)
        due = due or ([self.fresh] if self.fresh and self.reviews > 0 else ())
        if not due:
            return None
        self.reviews -= 1
        return self._take(mixture, due)

    def _begin(self, mixture: _Mixture) -> _Drawable:
        """Remove and return a new item: no subjunctive where one leads and others wait far on."""
        leads = mixture.lean > 0 or (self.lopsided and mixture.lean == 0)
        if leads and _only_subjunctives(self.new[:NEW_REACH]):
            other = next((one for one in self.new if one.candidate.subjunctive is False), None)
            if other is not None:
                self.new.remove(other)
                return self._take(mixture, [[other]])
        return self._take(mixture, [self.new], NEW_REACH)

    def _turn(self, mixture: _Mixture) -> bool:
        """Return whether it is a new item's turn among the reviews."""
        return len(mixture.choices) % self.every == self.every - 1 and not mixture.hard

    def _due(self, mixture: _Mixture) -> Sequence[list[_Drawable]]:
        """Return the reviews to draw from: rather easy ones after too many that were hard."""
        pools = (self.easy, self.hard) if mixture.hard else (self.hard, self.easy)
        return pools if self.reviews > 0 and any(pools) else ()

    def _take(
        self, mixture: _Mixture, pools: Sequence[list[_Drawable]], reach: int = WINDOW
    ) -> _Drawable:
        drawn = mixture.take(pools, reach)
        if group := drawn.candidate.group:
            for others in (self.hard, self.easy, self.fresh, self.new, self.contrast):
                others[:] = [other for other in others if other.candidate.group != group]
        return drawn


def _only_subjunctives(*pools: list[_Drawable]) -> bool:
    within = [drawable for pool in pools for drawable in pool[:WINDOW]]
    return bool(within) and all(drawable.candidate.subjunctive is True for drawable in within)


def _pools(desk: Desk, length: int) -> _Pools:
    """Return what the desk holds that may be asked today: due, new, and to set beside them."""
    buried = _groups(desk.path, desk.today.seen)
    find, until = desk.cards.get, desk.until
    dealt = [(c, find(c.item)) for c in desk.path if c.group not in buried]
    due = [(c, card) for c, card in dealt if card is not None and card.due < until]
    later = (
        (c, d) for c, d in dealt if d is not None and d.due >= until and c.subjunctive is False
    )
    waiting = (c for c, card in dealt if card is None and _ready(c, desk.cards))
    front = list(islice(waiting, WINDOW + length))
    others = islice((c for c in waiting if c.subjunctive is False), length)
    room = max(desk.limits.reviews - desk.today.reviews, 0)
    soonest = nsmallest(WINDOW, later, key=lambda row: row[1].due)
    priced = _priced(due, desk)
    weak = [row for row in priced if row[5].lapses >= WEAK_LAPSES]
    firm = [row for row in priced if row[5].lapses < WEAK_LAPSES]
    chosen = [*nsmallest(max(length // WEAK_SHARE + 1, length - len(firm)), weak), *firm]
    rested = [row for row in chosen if desk.now - row[5].state.last_review >= DAY]
    fresh = [row for row in chosen if desk.now - row[5].state.last_review < DAY]
    hard = [row for row in rested if row[3] < desk.limits.success]
    easy = [row for row in rested if row[3] >= desk.limits.success]
    most, ease = WINDOW + REACH * length, _ease(desk)
    return _Pools(
        hard=_dearest(hard, Reason.DUE, desk, most),
        easy=_dearest(easy, Reason.DUE, desk, most),
        fresh=_dearest(fresh, Reason.DUE, desk, most),
        new=[_Drawable(c, Choice(c.item, Reason.NEW)) for c in (*front, *others)],
        contrast=_dearest(_priced(soonest, desk), Reason.CONTRAST, desk, WINDOW),
        reviews=room,
        allowed=0 if len(due) >= room or not ease else max(desk.limits.new - desk.today.new, 0),
        every=round(NEW_EVERY / (ease or 1)),
        lopsided=sum(1 if c.subjunctive else -1 for c, card in dealt if card is not None) > 0,
    )


def _ease(desk: Desk) -> float:
    """Return how much of the usual new material a learner can take on, from 0 to 1."""
    if desk.today.success is None:
        return 1.0
    lacking = desk.limits.success - desk.today.success
    return min(max((OVERWHELMED - lacking) / (OVERWHELMED - STRAINED), 0.0), 1.0)


_Priced: TypeAlias = tuple[float, int, int, float, Candidate, Card]
"""A card with its rank, its lapses below zero, its place on the path, and its recall.

The lowest comes first. Lapses decide only between equals: what has often slipped is no nearer to
being forgotten for that, and learners who practise it sooner master less.
"""


def _priced(known: Iterable[tuple[Candidate, Card]], desk: Desk) -> list[_Priced]:
    """Rank cards by how near they are to being forgotten, and by what forgetting them costs.

    What is about to be lost gains most by practice: what is long lost must be learnt again
    anyway, and what is safe can wait.
    """
    recall, now, wish = forgetting(desk.parameters), desk.now, desk.limits.success
    return [
        ((abs(r - wish) + BRINK) / c.weight, -card.lapses, place, r, c, card)
        for place, (c, card) in enumerate(known)
        for r in (recall(card.state, now),)
    ]


def _dearest(priced: Iterable[_Priced], reason: Reason, desk: Desk, most: int) -> list[_Drawable]:
    """Return the items that it costs most to leave for later, the dearest first."""
    return [
        _Drawable(candidate, _choice(reason, candidate.item, card, desk.now, recall))
        for *_, recall, candidate, card in nsmallest(most, priced)
    ]


def _ready(candidate: Candidate, cards: Mapping[Item, Card]) -> bool:
    """Return whether everything to establish first is established."""
    met = (cards.get(item) for item in candidate.requires)
    return all(card is not None and card.state.stability >= ESTABLISHED for card in met)


def _choice(reason: Reason, item: Item, card: Card | None, now: datetime, recall: float) -> Choice:
    if card is None:
        return Choice(item, reason)
    weak = reason is Reason.DUE and card.lapses >= WEAK_LAPSES
    late = overdue(card, now).days
    return Choice(item, Reason.WEAK if weak else reason, recall, late, card.lapses)


def _groups(path: Iterable[Candidate], seen: Collection[Item]) -> set[str]:
    if not seen:
        return set()
    return {candidate.group for candidate in path if candidate.item in seen and candidate.group}
