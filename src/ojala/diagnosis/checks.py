"""The checks: one function for each thing that can be found, in one ordered tuple."""

from collections import Counter
from collections.abc import Callable, Iterator

from ojala.diagnosis.case import SPOTTED, Case
from ojala.diagnosis.cells import finite, persons
from ojala.diagnosis.findings import Finding, FindingKind
from ojala.diagnosis.forms import one_tense
from ojala.diagnosis.hearing import DICTATION
from ojala.diagnosis.interference import english
from ojala.diagnosis.normalization import bare, latin, readable
from ojala.spanish.features import Cell, Mood, Person

Check = Callable[[Case], Iterator[Finding]]

_BY_MOOD = {
    Mood.INDICATIVE: FindingKind.INDICATIVE,
    Mood.CONDITIONAL: FindingKind.CONDITIONAL,
    Mood.IMPERATIVE: FindingKind.IMPERATIVE,
    Mood.SUBJUNCTIVE: FindingKind.SUBJUNCTIVE,
}
_BY_NONFINITE = {
    Mood.INFINITIVE: FindingKind.INFINITIVE,
    Mood.GERUND: FindingKind.GERUND,
    Mood.PARTICIPLE: FindingKind.PARTICIPLE,
}
_LETTERS = frozenset("abcdefghijklmnñopqrstuvwxyzáéíóúü")
_VOWELS = frozenset("aeiouáéíóúüy")
_MOST_CONSONANTS = 4
# Kinds in which one may as well write the sentence out.
_IN_CONTEXT = frozenset({"transformation", "translation", "correction"})


def empty(case: Case) -> Iterator[Finding]:
    """Nothing was given, or nothing but punctuation."""
    if not case.given.words:
        yield _finding(case, FindingKind.EMPTY)


def unreadable(case: Case) -> Iterator[Finding]:
    """The verb is no attempt that we can read: English, not Spanish at all, or not this verb."""
    if case.right or case.reading or case.choice or not case.given.words:
        return
    word = " ".join(case.given.verb) or " ".join(case.given.words)
    if not case.given.verb:
        yield _finding(case, FindingKind.WORD_MISSING, due=" ".join(case.due.verb))
    elif all(english(part, case.lemma) for part in case.given.verb):
        yield _finding(case, FindingKind.ENGLISH, word)
    elif not any(map(_spanish, case.given.verb)):
        yield _finding(case, FindingKind.NOT_SPANISH, word)
    else:
        yield _finding(case, FindingKind.OTHER_FORM, word)


def _spanish(word: str) -> bool:
    """Whether the letters could be a Spanish word's."""
    run = longest = 0
    for letter in word:
        run = 0 if letter in _VOWELS else run + 1
        longest = max(longest, run)
    return longest < _MOST_CONSONANTS and longest < len(word) and set(word) <= _LETTERS


def chosen(case: Case) -> Iterator[Finding]:
    """The wrong choice, or an error seen where there is none, or none where there is one."""
    if case.choice is not None:
        yield _finding(case, case.choice)


def mood(case: Case) -> Iterator[Finding]:
    """A finite form in another mood than the one that was due."""
    cells = _cells(case)
    if cells and cells[0].tense.mood is not cells[1].tense.mood and all(map(finite, cells)):
        yield _finding(case, _BY_MOOD[cells[0].tense.mood], cells[0].tense.value)


def nonfinite(case: Case) -> Iterator[Finding]:
    """An infinitive, gerund or participle where another form was due."""
    cells = _cells(case)
    if not cells or finite(cells[0]) or cells[0].tense.mood is cells[1].tense.mood:
        return
    clause = case.due.que and not case.given.que and cells[0].tense.mood is Mood.INFINITIVE
    kind = FindingKind.INFINITIVE_FOR_CLAUSE if clause else _BY_NONFINITE[cells[0].tense.mood]
    yield _finding(case, kind, cells[0].tense.value)


def clause(case: Case) -> Iterator[Finding]:
    """A finite clause where the infinitive was due."""
    cells = _cells(case)
    if cells and finite(cells[0]) and not finite(cells[1]):
        yield _finding(case, FindingKind.CLAUSE_FOR_INFINITIVE, cells[0].tense.value)


def que(case: Case) -> Iterator[Finding]:
    """The clause was to bring its *que* and does not."""
    cells = _cells(case)
    missing = case.due.que and not case.given.que and not case.choice
    if missing and (not cells or finite(cells[0])):
        yield _finding(case, FindingKind.QUE_MISSING)


def tense(case: Case) -> Iterator[Finding]:
    """Another tense than the one that was due."""
    cells = _cells(case)
    if case.reading is None or not cells or not case.reading.gap.tense:
        return
    subjunctive = cells[1].tense.mood is Mood.SUBJUNCTIVE
    kind = FindingKind.SEQUENCE if subjunctive else FindingKind.TENSE
    yield _finding(case, kind, one_tense(cells[0].tense).value)


def person(case: Case) -> Iterator[Finding]:
    """Another person or number than the one that was due."""
    if case.reading is None or not _cells(case):
        return
    between = case.reading.gap
    if between.person:
        yield _finding(case, FindingKind.PERSON, case.reading.cell.person.value)
    elif between.number:
        yield _finding(case, FindingKind.NUMBER, case.reading.cell.person.value)


def another_verb(case: Case) -> Iterator[Finding]:
    """A form of another verb."""
    if case.other is not None:
        yield _finding(case, FindingKind.VERB, case.other.lemma, other=case.other.lemma)


def interference(case: Case) -> Iterator[Finding]:
    """A form that a neighbouring language has for this verb."""
    if case.foreign is not None:
        yield _finding(case, case.foreign.kind, case.given.verb[0])


def inside(case: Case) -> Iterator[Finding]:
    """What failed inside the form: stem, ending, spelling, accent."""
    for failure in case.reading.failures if case.reading else ():
        detail = f"{failure.given}/{failure.due}"
        kind = FindingKind.STEM if failure.kind is FindingKind.OTHER_FORM else failure.kind
        yield _finding(
            case, kind, detail, part=failure.given, due_part=failure.due, **_meaning(case, kind)
        )


def _meaning(case: Case, kind: FindingKind) -> dict[str, str]:
    """What the form means with the accent as given, where it means something."""
    if kind is not FindingKind.ACCENT_FORM or not case.cells:
        return {}
    return {"given_reading": one_tense(case.cells[0].tense).value}


def beside(case: Case) -> Iterator[Finding]:
    """What failed beside the form: the auxiliary, the participle, words too many or too few."""
    for failure in case.extra:
        yield _finding(case, failure.kind, failure.given, part=failure.given, due_part=failure.due)


def misheard(case: Case) -> Iterator[Finding]:
    """A word of a dictation taken for another: the verb's twin in -ra or -se is one as well."""
    for failure in case.misheard:
        yield _finding(case, failure.kind, failure.given, part=failure.given, due_part=failure.due)
    if case.exercise.kind == DICTATION and _is_twin(case):
        part, due_part = " ".join(case.given.verb), " ".join(case.due.verb)
        yield _finding(case, FindingKind.MISHEARD, part, part=part, due_part=due_part)


def _is_twin(case: Case) -> bool:
    """Whether the verb is another form of the very cell that was due."""
    exact = case.reading is not None and not case.reading.failures and not case.reading.gap.size
    alone = len(case.given.verb) == len(case.due.verb) and not case.extra and case.other is None
    return exact and alone and case.given.verb != case.due.verb


def pronouns(case: Case) -> Iterator[Finding]:
    """Object and reflexive pronouns: missing, too many, others, or in another place."""
    none = not case.given.clitics and not case.due.clitics
    if not case.given.verb or case.right or case.choice or none:
        return
    given, due = Counter(case.given.clitics), Counter(case.due.clitics)
    missing, extra = list((due - given).elements()), list((given - due).elements())
    part, due_part = " ".join(extra), " ".join(missing)
    if missing and extra:
        yield _finding(case, FindingKind.PRONOUN_WRONG, part, part=part, due_part=due_part)
    elif missing:
        yield _finding(case, FindingKind.PRONOUN_MISSING, due_part, due_part=due_part)
    elif extra:
        yield _finding(case, FindingKind.PRONOUN_EXTRA, part, part=part)
    elif given and _misplaced(case):
        yield _finding(case, FindingKind.PRONOUN_MISPLACED, " ".join(case.given.clitics))


def _misplaced(case: Case) -> bool:
    attached = case.given.enclitic is not case.due.enclitic
    return attached or case.given.clitics != case.due.clitics


def words(case: Case) -> Iterator[Finding]:
    """The words around the verb: missing, too many, or in another order."""
    single = len(case.given.words) == len(case.due.words) == 1
    if case.given.words == case.due.words or case.choice or single or not case.given.verb:
        return
    given, due = Counter(case.given.rest), Counter(case.due.rest)
    missing = [w for w in (due - given).elements() if w != "que"]
    extra = list((given - due).elements())
    if missing:
        yield _finding(case, FindingKind.WORD_MISSING, " ".join(missing), due=" ".join(missing))
    if extra and not (extra == ["que"] and _is_clause(case)):
        yield _finding(case, FindingKind.WORD_EXTRA, " ".join(extra), part=" ".join(extra))
    alike = Counter(case.given.words) == Counter(case.due.words)
    if alike and not missing and not extra and not _misplaced(case):
        yield _finding(case, FindingKind.WORD_ORDER)


def _is_clause(case: Case) -> bool:
    cells = _cells(case)
    return cells is not None and finite(cells[0]) and not finite(cells[1])


def address(case: Case) -> Iterator[Finding]:
    """The form of vos where that of tú was expected, from someone who does not use vos."""
    cells = _cells(case)
    if not cells or not case.cells or case.right or Person.VOS in case.policy.address:
        return
    people = (cells[0].person, cells[1].person)
    if people == (Person.VOS, Person.TU):
        yield _finding(case, FindingKind.ADDRESS, Person.VOS.value)


def surface(case: Case) -> Iterator[Finding]:
    """What differs on the surface only: repeated words, look-alike letters, capitals, signs.

    Words that were marked come as they stand, with the signs beside them: *¡Qué pena que*.
    """
    if not case.right or case.exercise.kind == SPOTTED:
        return
    if case.repeated and case.exercise.kind not in _IN_CONTEXT:
        yield _finding(case, FindingKind.REPEATED)
    text, due = case.text, readable(case.answer.text)
    if latin(text) != text:
        yield _finding(case, FindingKind.LETTERS)
    if case.repeated or latin(text) == due:
        return
    if bare(latin(text)) != bare(due):
        yield _finding(case, FindingKind.CAPITAL)
    if bare(latin(text)).lower() != latin(text).lower() != due.lower():
        yield _finding(case, FindingKind.PUNCTUATION)


CHECKS: tuple[Check, ...] = (
    empty,
    unreadable,
    chosen,
    mood,
    nonfinite,
    clause,
    que,
    tense,
    person,
    another_verb,
    interference,
    inside,
    beside,
    misheard,
    pronouns,
    words,
    address,
    surface,
)


def _cells(case: Case) -> tuple[Cell, Cell] | None:
    """The cell that was given and the one that was due, where the form could be read."""
    return (case.reading.cell, case.reading.due) if case.reading and not case.right else None


def _alike(case: Case) -> tuple[Cell, ...]:
    """What else the due form can be, where the exercise names no cell: *sea* goes with yo too."""
    if case.answer.cell is not None or case.verb is None:
        return ()
    return case.verb.cells.get(case.due.verb[0], ())


def _said(case: Case) -> str:
    """What is talked about: of a whole sentence its verb, else all that was given."""
    verb = case.given.verb
    return " ".join(verb) if case.reading and len(case.given.words) > len(verb) else case.text


def _finding(case: Case, kind: FindingKind, detail: str = "", **words: str) -> Finding:
    cells = _cells(case)
    arguments = {
        "given": _said(case),
        "due": case.answer.text.removesuffix("."),
        "lemma": case.lemma,
        **words,
    }
    if cells:
        arguments |= {
            "given_tense": one_tense(cells[0].tense).value,
            "due_tense": one_tense(cells[1].tense).value,
            "due_mood": cells[1].tense.mood.value,
            "being": "is" if case.cells else "looks",
            "given_person": persons(cells[0], case.cells),
            "due_person": persons(cells[1], _alike(case)),
        }
    return Finding(kind, detail, tuple(sorted(arguments.items())))
