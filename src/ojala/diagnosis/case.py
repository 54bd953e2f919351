"""A case: one response beside one accepted answer, with everything the checks look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ojala.diagnosis.cells import finite, gap
from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.forms import COMPOUND, SIMPLE_OF, VerbForms, verb_forms
from ojala.diagnosis.hearing import DICTATION, heard, is_word
from ojala.diagnosis.interference import Foreign, english, foreign
from ojala.diagnosis.normalization import fold, normal, readable
from ojala.diagnosis.parts import LIMIT, Failure, Reading, Target, accents, readings
from ojala.diagnosis.policy import Policy
from ojala.diagnosis.words import (
    HABER,
    Wording,
    participles,
    subjects_of,
    without_context,
    wording_of_answer,
    wording_of_given,
)
from ojala.exercises.exercise import BLANK, NO_ERROR, Answer, Exercise
from ojala.spanish import Analysis, analyze
from ojala.spanish.features import Cell, Mood, Person, Tense

# The other verbs learners put beside a participle.
_FALSE_AUXILIARIES = ("ser", "estar", "tener", "ir")
# What somebody writes who does not know.
_GIVING_UP = frozenset(
    tuple(phrase.split())
    for phrase in (
        "no sé", "no se", "no lo sé", "no lo se", "ni idea", "idk", "i dont know", "dont know",
    )
)  # fmt: skip
# Of a long answer only so many words are tried as the verb.
_MOST_TRIED = 4
# A reading this cheap is better than taking the form for another verb: *podan* is *puedan*.
_PLAUSIBLE = 2.05


@dataclass(frozen=True, slots=True)
class Case:
    """One response beside one accepted answer."""

    exercise: Exercise
    policy: Policy
    answer: Answer
    text: str
    """What was given, composed and visible, but otherwise as typed."""
    given: Wording
    due: Wording
    repeated: bool = False
    """Whether words of the sentence around the blank were typed again."""
    verb: VerbForms | None = None
    reading: Reading | None = None
    """The likeliest reading of the verb; None where it is not this verb at all."""
    cells: tuple[Cell, ...] = ()
    """All the cells that the given verb form can fill."""
    other: Analysis | None = None
    """The given verb form as a form of another verb."""
    foreign: Foreign | None = None
    choice: FindingKind | None = None
    """What a wrong choice is, where the answer was to be chosen and not formed."""
    extra: tuple[Failure, ...] = ()
    """What failed beside the verb form: the auxiliary, the participle, words too many."""
    misheard: tuple[Failure, ...] = ()
    """The words of a dictation, the verb apart, that were taken for others."""

    @property
    def right(self) -> bool:
        """Whether the words are those of the answer."""
        return self.given.words == self.due.words and not self.misheard

    @property
    def lemma(self) -> str:
        """The infinitive of the verb that was due, or what the exercise names in its place."""
        return self.verb.lemma if self.verb else self.exercise.lemma

    @property
    def only_verb_differs(self) -> bool:
        """Whether the words are those of the answer, in order, with another form of the verb."""
        due = list(self.due.words)
        named = {word for person in self._persons for word in subjects_of(person)}
        given = [word for word in self.given.words if word in due or word not in named]
        return len(due) == len(given) and all(
            one == other or (one in self.given.verb and other in self.due.verb)
            for one, other in zip(given, due, strict=True)
        )

    @property
    def _persons(self) -> set[Person]:
        """Who the subject may be; where no cell is named, anybody the form goes with."""
        due = () if self.reading is None else (self.reading.due,)
        exact = self.reading is not None and not self.reading.gap.size
        alike = self.cells if exact and self.answer.cell is None else ()
        return {cell.person for cell in (*due, *alike)}

    @property
    def cost(self) -> float:
        """How far the response is from this answer; compared between answers only."""
        if self.right:
            return 0.0
        words = 0.5 * abs(len(self.given.words) - len(self.due.words))
        if self.reading is None:
            return LIMIT + 1 + words
        return 0.1 + self.reading.cost + 0.1 * self.reading.gap.size + words + len(self.extra)


def open_case(exercise: Exercise, text: str, answer: Answer, policy: Policy) -> Case:
    """Put a response beside an answer and read its verb."""
    verb = verb_of(exercise.lemma, answer)
    words, due_words = words_of(text), words_of(answer.text)
    misheard: tuple[Failure, ...] = ()
    if exercise.kind == DICTATION:
        words, misheard = heard(words, due_words, tuple(normal(answer.form).split()))
    kept = () if words in _GIVING_UP and words != due_words else words
    if len(kept) > len(due_words):
        kept = without_context(words, due_words, normal_sentence(exercise.sentence))
    due = wording_of_answer(due_words, verb, tuple(normal(answer.form).split()))
    case = Case(
        exercise,
        policy,
        answer,
        readable(text),
        wording_of_given(kept, due, verb),
        due,
        repeated=bool(kept) and kept != words,
        verb=verb,
        misheard=misheard,
    )
    if case.right or not case.given.words:
        return case
    choice = _choice(case)
    return _read(case) if choice is None else replace(case, choice=choice)


# Kinds of exercise in which the answer is no verb form.
SPOTTED = "trigger_spotting"
_CHOSEN = frozenset({"meaning", SPOTTED})


def _choice(case: Case) -> FindingKind | None:
    if any(answer.text == NO_ERROR for answer in case.exercise.answers):
        return FindingKind.NO_ERROR
    if case.given.words == (NO_ERROR,):
        return FindingKind.ERROR_MISSED
    if case.exercise.kind == SPOTTED:
        return _spotted(case)
    return FindingKind.CHOICE if case.exercise.kind in _CHOSEN else None


def _spotted(case: Case) -> FindingKind:
    """What is wrong with the words that were marked: some lack, some decide nothing."""
    given, due = set(case.given.words), set(case.due.words)
    if given & set(normal(case.answer.form).split()) - due:
        return FindingKind.TRIGGER_VERB
    if due.isdisjoint(given):
        return FindingKind.TRIGGER_OTHER
    return FindingKind.TRIGGER_EXTRA if due <= given else FindingKind.TRIGGER_PART


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in normal form; the sign that all is right is a word too."""
    words = tuple(normal(text).split())
    return (NO_ERROR,) if not words and NO_ERROR in text else words


def normal_sentence(sentence: str) -> str:
    """The sentence in normal form, its blank kept."""
    return BLANK.join(f" {normal(part)} " for part in sentence.split(BLANK, 1))


def verb_of(lemma: str, answer: Answer) -> VerbForms | None:
    """The verb of an answer; where two share a form (*ser/ir*), the one that has it."""
    verbs = [verb_forms(name.strip()) for name in lemma.split("/")]
    word = normal(answer.text)
    known = [verb for verb in verbs if verb is not None]
    return next((verb for verb in known if word in verb.cells), known[0] if known else None)


def _read(case: Case) -> Case:
    if case.verb is None or not case.due.verb or _is_english(case, case.verb):
        return case
    if len(case.due.verb) > 1:
        return _read_compound(case, case.verb)
    if len(case.given.verb) > 1:
        return _read_many(case, case.verb)
    return _read_word(case, case.verb, case.due.verb[0], _due_cells(case, case.verb))


def _is_english(case: Case, verb: VerbForms) -> bool:
    given = case.given.verb
    return bool(given) and all(w not in verb.cells and english(w, verb.lemma) for w in given)


def _due_cells(case: Case, verb: VerbForms) -> tuple[Cell, ...]:
    """The cells that were due; without one in the answer, all that its form can fill."""
    if case.answer.cell is not None:
        return (case.answer.cell,)
    word = case.due.verb[0]
    spelt = verb.spelt(fold(word))  # *guió* is found under *guio*
    cells = verb.cells.get(word) or tuple(c for text in spelt for c in verb.cells[text])
    return tuple(c for c in cells if c.tense.mood is not Mood.IMPERATIVE) or cells


def _read_word(case: Case, verb: VerbForms, right: str, due: Sequence[Cell]) -> Case:
    """Read one given word as an attempt at one form."""
    word = case.given.verb[0] if case.given.verb else ""
    cells = _meant(cells_of(word, verb), due, case.policy)
    case = replace(case, cells=cells)
    if not word or not due:
        return case
    exact = _exact(cells, due)
    if word != right and fold(word) == fold(right) and (exact is None or exact.cost):
        return replace(case, reading=_accented(word, right, due[0], cells))
    if exact is not None:
        return replace(case, reading=exact)
    return _read_unknown(case, verb, right, due)


def _meant(cells: tuple[Cell, ...], due: Sequence[Cell], policy: Policy) -> tuple[Cell, ...]:
    """The cells without those of vos, for someone who does not use vos and was not asked for it."""
    second = {Person.TU, Person.VOS, Person.NONE}
    if Person.VOS in policy.address or any(cell.person in second for cell in due):
        return cells
    return tuple(cell for cell in cells if cell.person is not Person.VOS)


def _exact(cells: Sequence[Cell], due: Sequence[Cell]) -> Reading | None:
    """The nearest of the cells that a form fills to those that were due."""
    options = [Reading(c, d, (), float(gap(c, d).size)) for c in cells for d in due]
    return min(options, key=_cost, default=None)


def _accented(word: str, right: str, due: Cell, cells: Sequence[Cell]) -> Reading:
    """The letters are right and the accent is not: it may make another form, or another word."""
    if cells or is_word(word):
        return Reading(due, due, (Failure(FindingKind.ACCENT_FORM, word, right),), 0.5)
    return Reading(due, due, (Failure(accents(word, right), word, right),), 0.5)


def _cost(reading: Reading) -> float:
    return reading.cost


def _read_unknown(case: Case, verb: VerbForms, right: str, due: Sequence[Cell]) -> Case:
    """Read a word that is no form of the verb: foreign, misbuilt, or of another verb."""
    word = case.given.verb[0]
    strange = foreign(word, verb.lemma)
    if strange is not None:
        person = Person.NONE if strange.tense is Tense.INF else due[0].person
        meant = Cell(strange.tense, person)
        return replace(case, foreign=strange, reading=_exact((meant,), due))
    options = [r for cell in due for r in readings(word, Target.of(right, cell, verb))]
    best = min(options, key=_cost, default=None)
    if best is not None and (best.cost <= _PLAUSIBLE or best.only_accents):
        return replace(case, reading=best)
    other = _as_another_verb(word, due, verb.lemma)
    if other is not None:
        return replace(case, other=other, reading=_exact((other.cell,), due))
    return replace(case, reading=best if best is not None and best.cost <= LIMIT else None)


def _as_another_verb(word: str, due: Sequence[Cell], lemma: str) -> Analysis | None:
    found = [analysis for analysis in analyze(word) if analysis.lemma != lemma]
    return min(found, key=lambda a: min(gap(a.cell, d).size for d in due), default=None)


def cells_of(word: str, verb: VerbForms) -> tuple[Cell, ...]:
    """The cells that a word fills in this verb; a participle may agree (*cerradas*)."""
    if word in verb.cells:
        return verb.cells[word]
    if word.endswith(("a", "os", "as")):
        masculine = word.removesuffix("s")[:-1] + "o"
        return tuple(c for c in verb.cells.get(masculine, ()) if c.tense is Tense.PART)
    return ()


def _read_compound(case: Case, verb: VerbForms) -> Case:
    """The answer is an auxiliary and a participle."""
    due = _due_compound(case)
    given = case.given.verb
    haber = verb_forms(HABER)
    if haber is None or not due:
        return case
    if len(given) == 1:
        return _read_simple_for_compound(case, verb, haber, due[0])
    if len(given) != len(case.due.verb):
        return _read_many(case, verb)
    simple = [Cell(SIMPLE_OF.get(cell.tense, cell.tense), cell.person) for cell in due]
    single = replace(case, given=replace(case.given, verb=given[:1]))
    read = replace(_read_word(single, haber, case.due.verb[0], simple), given=case.given)
    extra = tuple(_participle_failure(given[1], case.due.verb[1], verb))
    if read.other is not None and read.other.lemma in _FALSE_AUXILIARIES:
        extra = (Failure(FindingKind.AUXILIARY, given[0], case.due.verb[0]), *extra)
        read = replace(read, other=None)
    return replace(read, reading=_compounded(read.reading), extra=extra)


def _due_compound(case: Case) -> tuple[Cell, ...]:
    if case.answer.cell is not None:
        return (case.answer.cell,)
    haber = verb_forms(HABER)
    cells = haber.cells.get(case.due.verb[0], ()) if haber else ()
    return tuple(Cell(COMPOUND[c.tense], c.person) for c in cells if c.tense in COMPOUND)


def _compounded(reading: Reading | None) -> Reading | None:
    """The reading of an auxiliary as a reading of the compound it makes."""
    if reading is None:
        return None
    cell, due = reading.cell, reading.due
    return replace(
        reading,
        cell=Cell(COMPOUND.get(cell.tense, cell.tense), cell.person),
        due=Cell(COMPOUND.get(due.tense, due.tense), due.person),
    )


def _participle_failure(given: str, due: str, verb: VerbForms) -> Iterator[Failure]:
    if given not in (due, *participles(verb)):
        yield Failure(FindingKind.PARTICIPLE_FORM, given, due)


def _read_simple_for_compound(case: Case, verb: VerbForms, haber: VerbForms, due: Cell) -> Case:
    """One word was given where an auxiliary and a participle were due."""
    word = case.given.verb[0]
    auxiliary, participle = case.due.verb
    if word in participles(verb):
        missing = Failure(FindingKind.WORD_MISSING, word, auxiliary)
        return replace(case, reading=Reading(due, due, (), 1.0), extra=(missing,))
    if word in haber.cells and word not in verb.cells:
        simple = Cell(SIMPLE_OF[due.tense], due.person)
        read = _read_word(case, haber, auxiliary, (simple,))
        missing = Failure(FindingKind.WORD_MISSING, word, participle)
        return replace(read, reading=_compounded(read.reading), extra=(missing,))
    simple = Cell(SIMPLE_OF[due.tense], due.person)
    cells = _meant(cells_of(word, verb), (due,), case.policy)
    if cells:
        return replace(case, cells=cells, reading=_exact(cells, (due,)))
    target = next(iter(verb.texts.get(simple, ())), participle)
    read = _read_word(case, verb, target, (simple,))
    if read.reading is None:
        return read
    return replace(read, reading=replace(read.reading, due=due, cost=read.reading.cost + 1))


def _read_many(case: Case, verb: VerbForms) -> Case:
    """Several words were given: a compound, or the verb among other words."""
    given = case.given.verb
    due = _due_cells(case, verb) if len(case.due.verb) == 1 else _due_compound(case)
    haber = verb_forms(HABER)
    pair = len(given) == len(("ha", "salido"))
    if pair and haber and given[0] in haber.cells and given[1] in participles(verb) and due:
        cells = tuple(
            Cell(COMPOUND[c.tense], c.person) for c in haber.cells[given[0]] if c.tense in COMPOUND
        )
        return replace(case, cells=cells, reading=_exact(cells, due))
    if len(case.due.verb) != 1:
        return case
    helper = _helper(given, verb)
    if helper and due:
        extra = (Failure(FindingKind.WORD_EXTRA, given[0]),)
        return replace(case, cells=helper, reading=_exact(helper, due), extra=extra)
    found = [word for word in given if cells_of(word, verb)]
    tries = [_read_one_of(case, verb, word, due) for word in (found or given)[:_MOST_TRIED]]
    read = [attempt for attempt in tries if attempt.reading is not None]
    return min(read, key=lambda attempt: attempt.cost, default=case)


_HELPERS = frozenset({"estar", "ir", "poder", "deber", "querer"})


def _helper(given: Sequence[str], verb: VerbForms) -> tuple[Cell, ...]:
    """The cells of *esté* in *esté hablando*, of *va* in *va a hablar*: the mood lies in them."""
    last = {cell.tense for cell in cells_of(given[-1], verb)}
    if last.isdisjoint({Tense.GER, Tense.INF}) or given[0] in verb.cells:
        return ()
    found = (one for one in analyze(given[0]) if one.lemma in _HELPERS)
    return tuple(dict.fromkeys(one.cell for one in found if finite(one.cell)))


def _read_one_of(case: Case, verb: VerbForms, word: str, due: Sequence[Cell]) -> Case:
    """Read one of several words as the verb and the others as words too many."""
    single = replace(case, given=replace(case.given, verb=(word,)))
    read = _read_word(single, verb, case.due.verb[0], due)
    others = list(case.given.verb)
    others.remove(word)
    extra = tuple(Failure(FindingKind.WORD_EXTRA, other) for other in others)
    return replace(read, given=case.given, extra=extra)
