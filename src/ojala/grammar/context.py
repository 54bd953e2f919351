"""The context of one verb: its clause, the clause outside, and what can be read off around it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ojala.grammar.clause import Sphere, sphere
from ojala.grammar.forms import lexical
from ojala.grammar.frames import Frame, Placed, place_verbs
from ojala.grammar.governors import Finder, Governor
from ojala.grammar.tokens import Token, tokenise
from ojala.grammar.verbs import Verb, find_verbs
from ojala.grammar.words import (
    ADVERSATIVES,
    COORDINATORS,
    HARD_STOPS,
    QUOTES,
)
from ojala.spanish.features import Mood, Tense

_FUTURE = frozenset({Tense.IND_FUT, Tense.IND_FUT_PERF, Tense.IMP_AFF, Tense.IMP_NEG})
_NO_COMMANDS = frozenset({"ser", "haber", "parecer", "poder", "existir", "deber", "hacer"})
_NEAR = 12
_FAR = 40
_MODALS = frozenset({"deber", "tener", "haber", "poder", "querer", "ir", "pensar", "necesitar"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence taken apart: tokens, finite verbs, and the clause of each verb."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    verbs: tuple[Verb, ...]
    placed: tuple[Placed, ...]
    finder: Finder


def parse(text: str) -> Sentence:
    """Take a sentence apart."""
    tokens = tokenise(text)
    verbs = find_verbs(tokens)
    placed = tuple(place_verbs(tokens, verbs))
    words = tuple(token.lower for token in tokens)
    return Sentence(tokens, words, verbs, placed, Finder(tokens, verbs))


@dataclass(frozen=True, slots=True)
class Context:
    """One verb of a sentence, seen from where it stands."""

    sentence: Sentence
    place: Placed
    lemma: str = ""
    """The lemma that fills the blank, where the verb is one."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the whole sentence."""
        return self.sentence.words

    @property
    def verb(self) -> Verb:
        """The verb itself."""
        return self.sentence.verbs[self.place.verb]

    @property
    def frame(self) -> Frame:
        """The clause the verb stands in."""
        return self.place.frame

    @property
    def nearby(self) -> tuple[Verb, ...]:
        """The verbs around this one, itself included; a few, so that long texts stay cheap."""
        number = self.place.verb
        return self.sentence.verbs[max(0, number - _NEAR) : number + _NEAR + 1]

    @property
    def neighbours(self) -> tuple[Placed, ...]:
        """The same verbs in their clauses."""
        number = self.place.verb
        return self.sentence.placed[max(0, number - _NEAR) : number + _NEAR + 1]

    @property
    def around(self) -> tuple[str, ...]:
        """The words around the verb."""
        start, end = self.verb.start, self.verb.end
        return self.words[max(0, start - _FAR) : end + _FAR]

    @property
    def opener(self) -> int | None:
        """The index of the word that opens the clause."""
        return self.frame.opener

    @property
    def opening(self) -> str:
        """The word that opens the clause; empty in a main clause."""
        return "" if self.opener is None else self.words[self.opener]

    @property
    def matrix(self) -> Verb | None:
        """The verb of the clause outside, the nearest before the opening word if there is one."""
        frame = self.frame.outer
        while frame is not None and not frame.verbs:
            frame = frame.outer
        if frame is None:
            return None
        verbs = self.sentence.verbs
        opened = len(self.words) if self.opener is None else self.opener
        first_after = bisect_left(frame.verbs, opened, key=lambda n: verbs[n].index)
        next_one = bisect_right(frame.verbs, self.place.verb)
        later = verbs[frame.verbs[next_one]] if next_one < len(frame.verbs) else None
        if first_after and later is not None and self._leads(later):
            return later
        return verbs[frame.verbs[max(0, first_after - 1)]]

    def _leads(self, later: Verb) -> bool:
        """Tell whether the clause heads the second part of its sentence (*y cuando…, …*)."""
        opener = self.opener or 0
        fresh = opener and self.words[opener - 1] in COORDINATORS | ADVERSATIVES | {",", "…"}
        gap = range(self.verb.end + 1, min(later.start, self.verb.end + _FAR))
        return bool(fresh) and any(self.words[k] == "," for k in gap)

    @property
    def joined(self) -> Verb | None:
        """The verb to which this one is coordinated."""
        return None if self.place.joined is None else self.sentence.verbs[self.place.joined]

    @property
    def fronted(self) -> bool:
        """Whether the clause comes before the one it depends on."""
        matrix = self.matrix
        return matrix is not None and self.opener is not None and matrix.index > self.opener

    def before(self, index: int, count: int = 1) -> tuple[str, ...]:
        """Give the words just before a place."""
        return self.words[max(0, index - count) : index]

    def inside(self) -> tuple[str, ...]:
        """Give the words of the clause before its verb."""
        start = self.verb.start
        opened = self.joined.end + 1 if self.joined else self.frame.start
        return self.words[max(opened, start - _FAR) : start]


def matrix_tense(context: Context, governor: Governor | None = None) -> Tense | None:
    """Give the tense of what governs the clause."""
    if governor is not None and governor.tense is not None:
        return governor.tense
    return settled(context.matrix) if context.matrix else None


def settled(verb: Verb) -> Tense | None:
    """Give the tense of a verb; `None` where the form is both present and past (*hablamos*)."""
    return None if {Tense.IND_PRES, Tense.IND_PRET} <= verb.tenses else verb.tense


def looks_ahead(context: Context) -> bool:
    """Tell whether the clause outside speaks of what is still to come."""
    matrix = context.matrix
    if matrix is None:
        return False
    if matrix.tenses & _FUTURE - {Tense.IMP_AFF} or is_command(context.sentence, matrix):
        return True
    after = context.words[matrix.end + 1 : matrix.end + 3]
    present = matrix.tense is Tense.IND_PRES
    if matrix.tense is Tense.COND or (matrix.moods == {Mood.SUBJUNCTIVE}):
        return True
    leads = any(is_infinitive(word) for word in after)
    return present and leads and bool(matrix.lemmas & _MODALS)


def is_command(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a verb is a command: a form for it, at the head of its clause."""
    if not verb.tenses & {Tense.IMP_AFF, Tense.SUB_PRES, Tense.IMP_NEG}:
        return False
    if verb.clitics and verb.start == verb.index and Tense.IMP_AFF in verb.tenses:
        return True
    before = sentence.words[verb.start - 1] if verb.start else "."
    if verb.start == 0 and Tense.IMP_AFF in verb.tenses and not verb.lemmas & _NO_COMMANDS:
        return True
    heads = before in HARD_STOPS | QUOTES or (before == "," and Mood.INDICATIVE not in verb.moods)
    return heads and (Mood.INDICATIVE not in verb.moods or verb.tense is Tense.IMP_AFF)


def is_infinitive(word: str) -> bool:
    """Tell whether a word is an infinitive."""
    return any(cell.tense is Tense.INF for _, cell in lexical(word)[1])


def is_past(tense: Tense | None) -> bool:
    """Tell whether a governing tense is past."""
    return tense is not None and sphere(tense) is Sphere.PAST


def infinitive_between(context: Context) -> bool:
    """Tell whether an infinitive stands between the clause outside and this one."""
    matrix, opener = context.matrix, context.opener
    if matrix is None or opener is None or matrix.index > opener:
        return False
    return any(is_infinitive(word) for word in context.words[matrix.end + 1 : opener])
