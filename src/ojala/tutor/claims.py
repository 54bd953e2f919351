"""What a line claims of moods and of who is right; each claim is held against what is so.

A claim that cannot be told apart counts as wrong: a line too few does no harm, a false one does.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ojala.diagnosis.normalization import normal
from ojala.exercises.written import SIDES
from ojala.grammar.mood import Status
from ojala.grammar.text import governed, mood_in_text
from ojala.spanish import Mood, analyze
from ojala.tutor.forms import Citation, citations
from ojala.tutor.values import Case

_FIRST_MARK = 0xE000
_SENTENCE = re.compile(r"[.!?]+")
_CLAUSE = re.compile(
    r"[,;:\u2013\u2014]"
    r"|\b(?:but|while|whereas|because|so|and|pero|mientras|porque|así que|sino|y)\b"
)
_MOOD = re.compile(r"\b(?:(subjunctiv|subjuntiv)|indicativ)", re.IGNORECASE)
_GOVERNS = re.compile(
    r"\b(?:takes?|needs?|requires?|calls? for|demands?|asks? for|wants?|triggers?|governs?|after"
    r"|followed|pide|piden|exige|exigen|requiere|lleva|llevan|rige|necesita|tras|después de)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|never|without|neither|nor|instead of|rather than|cannot|\w+n't"
    r"|nunca|sin|tampoco|ni|en vez de|en lugar de)\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\b(?:no doubt|without (?:a )?doubt|no question|not only|not just|sin duda|no solo|no sólo)\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\b(?:right|correct|correctly|fine|works?|accepted|acceptable|perfect|valid|should|must"
    r"|have to|need|use|say|write|choose|correct[oa]s?|correctamente|bien|perfect[oa]s?"
    r"|válid[oa]s?|acertad[oa]s?|vale|sirve|debes?|deberías|hay que|tienes que|se dice|usa|di"
    r"|escribe|elige)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:wrong|incorrect|incorrectly|mistakes?|mistaken|errors?|incorrect[oa]s?|mal"
    r"|equivocad[oa]s?|erróne[oa]s?|fallos?|errores)\b",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\b(?:your (?:answer|sentence|form|version|choice|verb)|you (?:are|were|got)|you're"
    r"|what you wrote|tu (?:respuesta|frase|oración|forma|versión|elección|verbo)"
    r"|lo que (?:has escrito|escribiste)|tienes razón|has acertado|acertaste)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\s*(?:which|that|que|lo que|el cual|la cual)\b", re.IGNORECASE)
_REACH = 4
"""How many words a negation reaches."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a line, each citation in it one letter from the private plane."""

    text: str
    cited: tuple[Citation, ...]

    def nearest(self, place: int) -> Citation | None:
        """The citation nearest to a place."""
        here = [n for n, letter in enumerate(self.text) if ord(letter) >= _FIRST_MARK]
        if not here:
            return None
        nearest = min(here, key=lambda n: abs(n - place))
        return self.cited[ord(self.text[nearest]) - _FIRST_MARK]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations that stand in it."""
        marks = (ord(letter) - _FIRST_MARK for letter in self.text if ord(letter) >= _FIRST_MARK)
        return tuple(self.cited[mark] for mark in marks)

    def denied(self, place: int) -> bool:
        """Whether what stands at a place is denied."""
        before = _NO_NEGATION.sub("", self.text[:place]).split()[-_REACH:]
        return _NOT.search(" ".join(before)) is not None


def moods_hold(line: str, case: Case) -> bool:
    """Whether each mood that a line names is that of the Spanish beside it, or of the case."""
    return all(
        _mood_holds(clause, found, case)
        for sentence in _sentences(line)
        for clause in _clauses(sentence)
        for found in _MOOD.finditer(clause.text)
    )


def _mood_holds(clause: _Clause, found: re.Match[str], case: Case) -> bool:
    mood = Mood.SUBJUNCTIVE if found.group(1) else Mood.INDICATIVE
    possible = _moods_of(clause.nearest(found.start()), clause, case)
    if clause.denied(found.start()):
        return bool(possible) and possible != {mood}
    return mood in possible


def _moods_of(citation: Citation | None, clause: _Clause, case: Case) -> frozenset[Mood]:
    """The moods that may be named beside a citation: its own, or those it asks for."""
    if citation is None:
        return _due(case)
    if within := _governed_moods(citation):
        return within
    own = _sides(citation.moods)
    asked = _asked_by(citation, case.exercise.lemma)
    first, second = (asked, own) if _GOVERNS.search(clause.text) else (own, asked)
    return first or second or _due(case)


def _due(case: Case) -> frozenset[Mood]:
    return _sides(answer.cell.tense.mood for answer in case.exercise.answers if answer.cell)


def _sides(moods: Collection[Mood] | Iterator[Mood]) -> frozenset[Mood]:
    return frozenset(SIDES[mood] for mood in moods if mood in SIDES)


def _governed_moods(citation: Citation) -> frozenset[Mood]:
    """The moods of the governed verbs of a whole sentence."""
    verbs = governed(citation.text) if len(citation.words) > 1 else ()
    moods = (cell.tense.mood for verb in verbs if verb.trigger for _, cell in verb.verb.readings)
    return _sides(moods)


def _asked_by(citation: Citation, lemma: str) -> frozenset[Mood]:
    """The moods that words like *quiero que* or *dudar* ask for; none where they ask for none."""
    if any(one.lemma == lemma for one in analyze(citation.text)):
        return frozenset()
    for opening in (citation.text, f"{citation.text} que"):
        found = mood_in_text(f"{opening.rstrip(' .…,')} ____.", lemma)
        if found.trigger is not None:
            usual = {Status.OPEN, Status.REQUIRED}
            asked = {option.mood for option in found.options if option.status in usual}
            return _sides(asked if found.certain else asked | found.trigger.moods)
    return frozenset()


def verdicts_hold(line: str, case: Case) -> bool:
    """Whether nothing is called right that is not, nor wrong what is right."""
    for sentence in _sentences(line):
        if not _verdict_on_learner_holds(sentence, case):
            return False
        if not all(_verdicts_on_forms_hold(clause, case) for clause in _clauses(sentence)):
            return False
    return True


def _verdict_on_learner_holds(sentence: _Clause, case: Case) -> bool:
    yours = _YOURS.search(sentence.text)
    if yours is None:
        return True
    said = {praised for praised, place in _praises(sentence) if place >= yours.start()}
    return not said or case.diagnosis.verdict.accepted in said


def _verdicts_on_forms_hold(clause: _Clause, case: Case) -> bool:
    accepted = {_accepted(one, case) for one in clause.citations if _is_candidate(one, case)}
    if len(accepted) != 1:  # nothing said of the verb's forms, or a right one beside a wrong one
        return True
    return all(praised in accepted for praised, _ in _praises(clause))


def _praises(clause: _Clause) -> Iterator[tuple[bool, int]]:
    """Each word of a clause that calls something right (True) or wrong, and where it stands."""
    for pattern, praised in ((_RIGHT, True), (_WRONG, False)):
        for found in pattern.finditer(clause.text):
            yield praised is not clause.denied(found.start()), found.start()


def _is_candidate(citation: Citation, case: Case) -> bool:
    """Whether a citation is a form of the verb that was asked for, or what the learner wrote."""
    text = normal(citation.text)
    if text == normal(case.given):
        return bool(text)
    lemma = case.exercise.lemma
    return any(one.lemma == lemma and one.cell.tense.mood in SIDES for one in analyze(text))


def _accepted(citation: Citation, case: Case) -> bool:
    text = normal(citation.text)
    return any(text in (normal(one.text), normal(one.form)) for one in case.exercise.answers)


def _sentences(line: str) -> Iterator[_Clause]:
    """The sentences of a line, its citations masked: their full stops end nothing."""
    cited = tuple(citations(line))
    masked = line
    for number, citation in reversed(list(enumerate(cited))):
        masked = masked[: citation.start] + chr(_FIRST_MARK + number) + masked[citation.end :]
    for text in _SENTENCE.split(masked):
        yield _Clause(text, cited)


def _clauses(sentence: _Clause) -> Iterator[_Clause]:
    """The clauses of a sentence; a relative one speaks of the last citation before it."""
    latest = ""
    for text in _CLAUSE.split(sentence.text):
        marks = [letter for letter in text if ord(letter) >= _FIRST_MARK]
        relative = not marks and _RELATIVE.match(text)
        yield _Clause(latest + text if relative else text, sentence.cited)
        latest = marks[-1] if marks else latest
