"""Taking apart a form that does not exist: the likeliest cell it was meant for, and what failed."""

from collections.abc import Iterator
from dataclasses import dataclass

from ojala.diagnosis.cells import Gap, gap
from ojala.diagnosis.endings import Ending, splits
from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.forms import VerbForms, one_tense, stem_of, stems
from ojala.diagnosis.normalization import fold
from ojala.diagnosis.stems import alike, stem_finding
from ojala.spanish.features import Cell, Mood, Person, Tense

_IRREGULAR = frozenset({"strong", "glide"})
_FUTURES = frozenset({Tense.IND_FUT, Tense.COND})


_ACCENTS = frozenset(
    {FindingKind.ACCENT_MISSING, FindingKind.ACCENT_EXTRA, FindingKind.ACCENT_MISPLACED}
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that failed inside a form: what, and the two spellings beside each other."""

    kind: FindingKind
    given: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading what was given: the cell it aims at, its failures, and what it costs."""

    cell: Cell
    due: Cell
    failures: tuple[Failure, ...] = ()
    cost: float = 0.0

    @property
    def gap(self) -> Gap:
        """How the cell aimed at differs from the cell that was due."""
        return gap(self.cell, self.due)

    @property
    def only_accents(self) -> bool:
        """Whether the form exists but for its accent."""
        return all(failure.kind in _ACCENTS for failure in self.failures)


# The costs put readings in the order in which a teacher would think of them; they are compared,
# never added up across answers. A known stem in the wrong place comes before a slip of one letter,
# and that before a stem from nowhere.
_COSTS = {
    FindingKind.SPELLING_CHANGE: 1.0,
    FindingKind.ACCENT_MISSING: 0.3,
    FindingKind.ACCENT_EXTRA: 0.5,
    FindingKind.ACCENT_MISPLACED: 0.5,
    FindingKind.SPELLING: 1.5,
    FindingKind.TYPO: 2.6,
    FindingKind.ENDING: 2.1,
    FindingKind.OTHER_FORM: 3.0,
    FindingKind.STEM: 2.2,
    FindingKind.VERB: 9.0,
}
_USUAL = 2.0
# A present in the wrong mood is the commonest error of all; no other slip of cell is as likely.
_MOOD, _OVERUSE, _CELL = 1.2, 2.5, 3.0
# Nobody means vos or a command by accident.
_FAR_FETCHED = 2.0
LIMIT = 4.5


@dataclass(frozen=True, slots=True)
class Target:
    """What was due: the form, the cell it fills, the verb, and the form taken apart."""

    form: str
    cell: Cell
    verb: VerbForms
    stem: str | None
    tail: str

    @classmethod
    def of(cls, form: str, cell: Cell, verb: VerbForms) -> "Target":
        """Take apart the form that was due."""
        stem = stem_of(form, cell, verb)
        return cls(form, cell, verb, stem, fold(form)[len(stem) :] if stem is not None else "")


def readings(form: str, target: Target) -> Iterator[Reading]:
    """Every way of reading a form that does not exist as an attempt at this verb."""
    yield from _but_for_its_accent(form, target)
    yield from _but_for_an_s(form, target)
    letters, due_letters = fold(form), fold(target.form)
    if letters != due_letters and sounds(letters) == sounds(due_letters):
        yield _reading(target, Failure(FindingKind.SPELLING, form, target.form))
    if one_letter(letters, due_letters):
        yield _reading(target, Failure(FindingKind.TYPO, form, target.form))
    whole = ""
    for split in splits(form):
        stem, ending = fold(split.stem), split.ending
        if _same(ending.cell, target.cell):
            if split.accented or ending.conjugation not in _IRREGULAR:
                yield _in_its_cell(stem, ending, target)
            continue
        yield from _in_another_cell(stem, ending, target)
        if split.stem != whole:
            whole = split.stem
            yield from _garbled(stem, ending, target)


def _reading(target: Target, *failures: Failure) -> Reading:
    return Reading(target.cell, target.cell, failures, sum(map(_cost, failures)))


def _cost(failure: Failure) -> float:
    return _COSTS.get(failure.kind, _USUAL)


def _same(one: Cell, other: Cell) -> bool:
    return one.person is other.person and one_tense(one.tense) is one_tense(other.tense)


def _but_for_its_accent(form: str, target: Target) -> Iterator[Reading]:
    for text in target.verb.spelt(fold(form)):
        for cell in target.verb.cells[text]:
            cost = _cell_cost(cell, target.cell) + _COSTS[FindingKind.ACCENT_MISSING]
            yield Reading(cell, target.cell, (Failure(accents(form, text), form, text),), cost)


def _but_for_an_s(form: str, target: Target) -> Iterator[Reading]:
    """*Hablastes* for *hablaste*: the s of all other forms of tú."""
    text = form.removesuffix("s")
    for cell in target.verb.cells.get(text, ()) if form.endswith("stes") else ():
        cost = _cell_cost(cell, target.cell) + _COSTS[FindingKind.ACCENT_MISSING]
        yield Reading(cell, target.cell, (Failure(FindingKind.ENDING, "stes", "ste"),), cost)


def accents(form: str, due: str) -> FindingKind:
    """How the accents of two texts with the same letters differ."""
    marked, due_marked = form != fold(form), due != fold(due)
    if marked and due_marked:
        return FindingKind.ACCENT_MISPLACED
    return FindingKind.ACCENT_MISSING if due_marked else FindingKind.ACCENT_EXTRA


def _cell_cost(cell: Cell, due: Cell) -> float:
    between = gap(cell, due)
    subjunctive = due.tense.mood is Mood.SUBJUNCTIVE
    voseo = cell.person is Person.VOS and due.person is not Person.VOS
    cost = _FAR_FETCHED * (between.rare or voseo) + 0.05 * between.size
    if between.mood:
        return cost + (_MOOD if subjunctive else _OVERUSE)
    return cost + (_USUAL if subjunctive else _CELL) * bool(between.size)


def _in_its_cell(stem: str, ending: Ending, target: Target) -> Reading:
    """The ending is one for the cell that was due: its conjugation or the stem went wrong."""
    verb = target.verb
    wrong_stem = _stem_failure(stem, ending, target.stem, target.cell, verb)
    wrong_ending = _ending_failure(ending, target)
    if wrong_stem and wrong_ending:
        if wrong_ending.kind is FindingKind.ENDING_CLASS and alike(stem, target.stem or ""):
            wrong_stem = None  # *tengue*: the spelling is what that ending calls for
        elif stem == verb.root and ending.conjugation in (verb.conjugation, "glide"):
            wrong_ending = None  # *estara* for *estuviera*: all of it regular
    return _reading(target, *filter(None, (wrong_stem, wrong_ending)))


def _stem_failure(
    stem: str, ending: Ending, due: str | None, cell: Cell, verb: VerbForms
) -> Failure | None:
    known = any(alike(stem, one) for one in stems(verb.lemma).known)
    if due is None:
        return Failure(FindingKind.REGULARISED if known else FindingKind.STEM, stem)
    if cell.tense in _FUTURES and ending.conjugation not in _IRREGULAR and stem == verb.root:
        # *ten-ería* for *tendr-ía*: the ending is whole, so it is the stem that went wrong.
        return None if stem == due else Failure(FindingKind.FUTURE_STEM, stem, due)
    if stem == due:
        return None
    kind = stem_finding(stem, due, cell, verb)
    if kind is FindingKind.STEM and not known:
        if one_letter(stem, due):
            kind = FindingKind.TYPO
        else:
            kind = FindingKind.OTHER_FORM if stem[:1] == due[:1] else FindingKind.VERB
    return Failure(kind, stem, due)


def _ending_failure(ending: Ending, target: Target) -> Failure | None:
    text = fold(ending.text)
    whole_future = target.cell.tense in _FUTURES and text.endswith(target.tail)
    if not target.tail or text == target.tail or whole_future:
        return None
    if len(text) > len("io") and _without_glide(text) == _without_glide(target.tail):
        # *dijieron, leieron, quiseron*: the right ending, with an i too many or too few.
        return Failure(FindingKind.SPELLING_CHANGE, text, target.tail)
    own = ending.conjugation in (*_IRREGULAR, target.verb.conjugation)
    kind = FindingKind.ENDING if own and len(text) < len("era") else FindingKind.ENDING_CLASS
    return Failure(kind, ending.text, target.tail)


def _without_glide(tail: str) -> str:
    return tail.replace("i", "").replace("y", "")


def _in_another_cell(stem: str, ending: Ending, target: Target) -> Iterator[Reading]:
    """The ending is one of this verb's, for another cell; the stem may have failed besides."""
    verb = target.verb
    if ending.conjugation not in (*_IRREGULAR, verb.conjugation):
        return
    between = gap(ending.cell, target.cell)
    if target.cell.tense.mood is not Mood.SUBJUNCTIVE and not between.mood:
        return  # outside the subjunctive a form that does not exist is a matter of form first
    due = stems(verb.lemma).of.get(ending.cell)
    failure = _stem_failure(stem, ending, due, ending.cell, verb) if due is not None else None
    if failure is not None and failure.kind is not FindingKind.OTHER_FORM:
        cost = _cell_cost(ending.cell, target.cell) + _cost(failure)
        yield Reading(ending.cell, target.cell, (failure,), cost)


def _garbled(stem: str, ending: Ending, target: Target) -> Iterator[Reading]:
    """The stem is one of this verb's, the ending one of Spanish, and they do not fit the cell."""
    if stem not in stems(target.verb.lemma).known:
        return
    failures = [Failure(FindingKind.ENDING, ending.text, target.tail)]
    if target.stem is not None and stem != target.stem:
        failures.insert(
            0, Failure(stem_finding(stem, target.stem, target.cell, target.verb), stem, target.stem)
        )
    # Where the subjunctive is due, an ending of another cell says which cell was meant.
    far = _FAR_FETCHED / 2 * (target.cell.tense.mood is Mood.SUBJUNCTIVE)
    yield Reading(target.cell, target.cell, tuple(failures), sum(map(_cost, failures)) + far)


def one_letter(given: str, due: str) -> bool:
    """Whether one letter too many, too few or other than due is all that parts two texts."""
    if given == due or abs(len(given) - len(due)) > 1:
        return False
    start = 0
    while start < min(len(given), len(due)) and given[start] == due[start]:
        start += 1
    longer = max(len(given), len(due))
    return given[start + (len(given) == longer) :] == due[start + (len(due) == longer) :]


_SOUNDS = (
    ("qu", "k"), ("ch", "¢"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("z", "s"), ("ge", "je"),
    ("gi", "ji"), ("gue", "ge"), ("gui", "gi"), ("v", "b"), ("ll", "y"), ("h", ""),
)  # fmt: skip


def sounds(form: str) -> str:
    """A rough spelling by sound, in which *quiso* and *quizo* are one."""
    for letters, sound in _SOUNDS:
        form = form.replace(letters, sound)
    return form
