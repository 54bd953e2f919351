"""Is a sentence somebody wrote an exercise? The engine decides, and says why where it is none."""

from collections.abc import Mapping
from dataclasses import dataclass

from ojala.exercises.answers import twin
from ojala.exercises.draft import draft_of, exercise_of, lowered
from ojala.exercises.exercise import BLANK, Answer, Exercise
from ojala.exercises.sentence import Sentence, marked_form
from ojala.exercises.skills import items_for
from ojala.grammar.mood import Option, Status
from ojala.grammar.text import GovernedVerb, mood_in_text
from ojala.spanish import analyze
from ojala.spanish.features import Cell, Mood

LONGEST_SENTENCE = 300

SIDES = {
    Mood.INDICATIVE: Mood.INDICATIVE,
    Mood.CONDITIONAL: Mood.INDICATIVE,
    Mood.SUBJUNCTIVE: Mood.SUBJUNCTIVE,
}
"""The side of the choice on which a form stands; other forms are not asked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """An exercise as its author writes it, the form in brackets: `Quiero que [vengas]`."""

    text: str
    gloss: str = ""
    lemma: str = ""
    """The verb, where its form could be another's, too."""
    context: str = ""
    also: tuple[str, ...] = ()
    """Further right answers: forms of the same verb."""


class Fault(Exception):
    """Why a sentence is no exercise: the key of a message and what fills it."""

    def __init__(self, key: str, words: Mapping[str, str] | None = None) -> None:
        super().__init__(key)
        self.key, self.words = key, dict(words or {})


def checked(written: Written) -> Exercise:
    """The exercise that a sentence makes; raises `Fault` where its answer would not be right."""
    form = _form(written)
    lemma, cells = _verb(form, written.lemma.strip().lower())
    found = _governed(written.text.replace(f"[{form}]", BLANK), lemma)
    cell = _right_cell(cells, found, lemma)
    also = tuple(
        Answer(text, _right_cell(_verb(text, lemma)[1], found, lemma), "variant")
        for text in written.also
    )
    return _exercise(written, lemma, cell, found, also)


def _right_cell(cells: list[Cell], found: GovernedVerb, lemma: str) -> Cell:
    """The cell a form fills here; raises `Fault` where its mood or its tense does not fit."""
    cell = _cell(cells, found)
    option = _option(found, cell)
    if option.status is Status.EXCLUDED:
        name = found.trigger.name if found.trigger else ""
        form = found.form(lemma)
        raise Fault("mood", {"rule": name, "mood": found.best.value, "form": form})
    _refuse_tense(cell, option, found, lemma)
    return cell


def _option(found: GovernedVerb, cell: Cell) -> Option:
    return next(one for one in found.options if one.mood is SIDES[cell.tense.mood])


def _form(written: Written) -> str:
    if len(written.text) > LONGEST_SENTENCE:
        raise Fault("long", {"most": str(LONGEST_SENTENCE)})
    try:
        form = marked_form(written.text)
    except ValueError:
        raise Fault("no-form") from None
    if BLANK in written.text:
        raise Fault("no-form")
    return form


def _verb(form: str, lemma: str) -> tuple[str, list[Cell]]:
    """The verb that a form is of, and the finite cells it can fill."""
    known = analyze(lowered(form))
    if not known:
        raise Fault("not-a-verb", {"form": form})
    if all(one.clitics for one in known):
        raise Fault("pronoun", {"form": form})
    found = [one for one in known if one.cell.tense.mood in SIDES and not one.clitics]
    lemmas = list(dict.fromkeys(one.lemma for one in found))
    if not lemmas:
        raise Fault("not-finite", {"form": form})
    if lemma and lemma.removesuffix("se") not in lemmas and lemma not in lemmas:
        raise Fault("not-of", {"form": form, "lemma": lemma})
    if not lemma and len(lemmas) > 1:
        raise Fault("which-verb", {"form": form, "verbs": ", ".join(lemmas)})
    chosen = lemmas[0] if not lemma else lemma if lemma in lemmas else lemma.removesuffix("se")
    return chosen, list(dict.fromkeys(one.cell for one in found if one.lemma == chosen))


def _governed(sentence: str, lemma: str) -> GovernedVerb:
    try:
        found = mood_in_text(sentence, lemma)
    except ValueError:
        raise Fault("no-rule") from None
    if found.trigger is None:
        raise Fault("no-rule")
    return found


def _cell(cells: list[Cell], found: GovernedVerb) -> Cell:
    """The reading of the form that suits the sentence best: its mood first, then its person."""

    def unsuitable(cell: Cell) -> tuple[bool, bool, bool]:
        status = found.status(SIDES[cell.tense.mood])
        return (
            status is Status.EXCLUDED,
            cell.tense.mood is not found.best,
            cell.person is not found.person,
        )

    return min(cells, key=unsuitable)


def _refuse_tense(cell: Cell, option: Option, found: GovernedVerb, lemma: str) -> None:
    tenses = {admitted.tense for admitted in option.tenses}
    other = twin(cell)
    if found.certain and tenses and not tenses & {cell.tense, other.tense if other else cell.tense}:
        raise Fault("tense", {"form": found.form(lemma)})


def _exercise(
    written: Written, lemma: str, cell: Cell, found: GovernedVerb, also: tuple[Answer, ...]
) -> Exercise:
    trigger, reading = found.trigger, _option(found, cell).reading
    if trigger is None or reading is None:
        raise Fault("no-rule")
    items = items_for(
        lemma, cell, trigger=trigger.id, reading=reading.id, rule=trigger.sequence.value
    )
    sentence = Sentence(
        id="",
        trigger=trigger.id,
        reading=reading.id,
        text=written.text,
        lemma=lemma,
        cell=cell,
        gloss=written.gloss,
        cue=_cue(found, written),
        level=trigger.level,
        context=written.context,
        also=also,
        items=items,
    )
    return exercise_of("cloze", draft_of(sentence))


def _cue(found: GovernedVerb, written: Written) -> str:
    """The words that decide, unless the blank parts them."""
    start, end = found.cue or (0, 0)
    words = written.text[start:end]
    return "" if "[" in words or "]" in words else words
