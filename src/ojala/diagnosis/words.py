"""An answer as words: the verb in it, its pronouns, *que*, *no*, and whatever else there is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ojala.diagnosis.forms import VerbForms, verb_forms
from ojala.diagnosis.normalization import fold
from ojala.exercises.exercise import BLANK
from ojala.spanish.features import Cell, Person, Tense

CLITICS = ("me", "te", "se", "nos", "os", "lo", "la", "los", "las", "le", "les")
_SUBJECTS = """
yo tú tu vos usted ud él el ella nosotros nosotras vosotros vosotras ustedes uds ellos ellas
"""
SUBJECTS = frozenset(_SUBJECTS.split())
_BY_PERSON = {
    Person.YO: ("yo",),
    Person.TU: ("tú", "tu"),
    Person.VOS: ("vos", "tú", "tu"),
    Person.EL: ("él", "el", "ella", "usted", "ud"),
    Person.NOSOTROS: ("nosotros", "nosotras"),
    Person.VOSOTROS: ("vosotros", "vosotras"),
    Person.ELLOS: ("ellos", "ellas", "ustedes", "uds"),
}
_FUNCTION = frozenset({*CLITICS, *SUBJECTS, "que", "no"})
HABER = "haber"
_WITH_SE = frozenset({Tense.INF, Tense.GER})
_WITH_ENCLITICS = _WITH_SE | {Tense.IMP_AFF}
_MOST_ENCLITICS = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an answer, sorted by what they do."""

    words: tuple[str, ...]
    verb: tuple[str, ...]
    """The verb: one word, or an auxiliary and its participle; empty where there is none."""
    clitics: tuple[str, ...] = ()
    enclitic: bool = False
    """Whether the pronouns come after the verb, as a rule written on to it."""
    rest: tuple[str, ...] = ()
    """All other words, subject pronouns left out."""

    @property
    def que(self) -> bool:
        """Whether the clause brings its own *que*."""
        return "que" in self.rest


def wording_of_answer(
    words: Sequence[str], verb: VerbForms | None, form: tuple[str, ...] = ()
) -> Wording:
    """Sort the words of an accepted answer, whose verb is known; `form` names it where it can."""
    for place in range(len(words) if form else 0):
        if tuple(words[place : place + len(form)]) == form:
            return _sorted(words, place, len(form))
    for place, word in enumerate(words):
        following = words[place + 1 : place + 2]
        haber = verb_forms(HABER)
        if haber and word in haber.cells and following and is_participle(following[0]):
            return _sorted(words, place, 2)
        stem, clitics = without_enclitics(word, verb)
        if verb is None or word in verb.cells or clitics:
            return _sorted(words, place, 1, stem, clitics)
    return _sorted(words, max(len(words) - 1, 0), 1)


def _sorted(
    words: Sequence[str], place: int, length: int, stem: str = "", clitics: tuple[str, ...] = ()
) -> Wording:
    outside = (*words[:place], *words[place + length :])
    free = tuple(word for word in outside if word in CLITICS)
    rest = tuple(word for word in outside if word not in CLITICS)
    verb = (stem,) if clitics else tuple(words[place : place + length])
    return Wording(tuple(words), verb, (*free, *clitics), bool(clitics), rest)


def wording_of_given(words: Sequence[str], due: Wording, verb: VerbForms | None) -> Wording:
    """Sort the words of a response by what the due answer holds."""
    expected = Counter(due.rest)
    kept: list[str] = []
    candidates: list[str] = []
    clitics: list[str] = []
    after = False
    for word in words:
        alone = len(words) == 1
        if expected[word] > 0:
            expected[word] -= 1
            kept.append(word)
        elif word in CLITICS and not alone:
            clitics.append(word)
            after = after or bool(candidates)
        elif word in _FUNCTION and not alone:
            kept.extend([word] if word not in SUBJECTS else [])
        else:
            candidates.append(word)
    found = tuple(candidates)
    if len(found) != 1:
        return Wording(tuple(words), found, tuple(clitics), rest=tuple(kept))
    stem, attached = without_enclitics(found[0], verb, due.clitics)
    return Wording(
        tuple(words), (stem,), (*clitics, *attached), bool(attached) or after, tuple(kept)
    )


def subjects_of(person: Person) -> tuple[str, ...]:
    """The pronouns that may stand as subject of a form, and may as well be left out."""
    return _BY_PERSON.get(person, ())


def without_enclitics(
    word: str, verb: VerbForms | None, due: tuple[str, ...] = ()
) -> tuple[str, tuple[str, ...]]:
    """Part a word into a form of this verb and the pronouns written on to it, if it has any.

    The pronouns that are due are read off any form (*acuerdese* for *se acuerde*).
    """
    if verb is None or word in verb.cells or verb.spelt(fold(word)):
        return word, ()
    stem = word
    attached: tuple[str, ...] = ()
    for _ in range(_MOST_ENCLITICS):
        clitic = next((c for c in sorted(CLITICS, key=len, reverse=True) if stem.endswith(c)), "")
        if not clitic or len(clitic) >= len(stem):
            break
        stem, attached = stem[: -len(clitic)], (clitic, *attached)
        forms = verb.spelt(fold(stem))
        if forms and (attached == due or _any_takes_enclitics(verb, forms, attached)):
            return (stem if stem in forms else forms[0]), attached
    return word, ()


def _any_takes_enclitics(verb: VerbForms, forms: Sequence[str], attached: tuple[str, ...]) -> bool:
    """Whether pronouns are written on to one of these: an infinitive, a gerund or a command.

    A lone *se* after what could be a command is rather the end of a subjunctive in -se.
    """
    taking = _WITH_ENCLITICS if attached != ("se",) else _WITH_SE
    return any(cell.tense in taking for form in forms for cell in verb.cells[form])


def is_participle(word: str) -> bool:
    """Whether a word could stand beside haber, by its ending or as a known irregular."""
    return word.endswith(("do", "to", "so", "cho"))


def participles(verb: VerbForms) -> tuple[str, ...]:
    """The participles of a verb, the preferred one first."""
    return verb.texts.get(Cell(Tense.PART), ())


def without_context(words: Sequence[str], due: Sequence[str], sentence: str) -> tuple[str, ...]:
    """The words of a response without those that the sentence already has around the blank."""
    before, _, after = sentence.partition(BLANK)
    kept = _without_start(list(words), due, before.split())
    return tuple(_without_end(kept, due, after.split()))


def _without_start(words: list[str], due: Sequence[str], context: list[str]) -> list[str]:
    for count in range(min(len(context), len(words) - 1), 0, -1):
        if words[:count] == context[-count:] and list(due[:count]) != words[:count]:
            return words[count:]
    again = words[:1] == ["que"] != list(due[:1]) and _que_before_subject(context)
    return words[1:] if again else words


def _que_before_subject(context: list[str]) -> bool:
    """Whether the blank comes after *que* and a pronoun: *que tú ____*, answered *que vengas*."""
    return context[-2:-1] == ["que"] and context[-1] in SUBJECTS


def _without_end(words: list[str], due: Sequence[str], context: list[str]) -> list[str]:
    for count in range(min(len(context), len(words) - 1), 0, -1):
        if words[-count:] == context[:count] and list(due[-count:]) != words[-count:]:
            return words[:-count]
    return words
