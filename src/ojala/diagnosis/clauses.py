"""Infinitives that should be clauses, and clauses that should be infinitives, in free text."""

from collections.abc import Iterator, Sequence

from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.forms import verb_forms
from ojala.diagnosis.textfinding import TextFinding
from ojala.grammar.forms import lexical
from ojala.grammar.text import GovernedVerb
from ojala.grammar.tokens import Token, tokenise
from ojala.spanish import conjugate
from ojala.spanish.features import Cell, Mood, Person, Tense

# What stands before a *que* that always brings a clause with a verb of its own.
_BEFORE_QUE = {
    ("para",): "para-que",
    ("antes", "de"): "antes-de-que",
    ("después", "de"): "despues-de-que",
    ("sin",): "sin-que",
    ("hasta",): "hasta-que",
    ("a", "fin", "de"): "a-fin-de-que",
    ("con", "tal", "de"): "con-tal-de-que",
    ("en", "caso", "de"): "en-caso-de-que",
    ("ojalá",): "ojala",
}
_WISHES = {
    "querer": "querer-que",
    "esperar": "esperar-que",
    "desear": "desear-que",
    "necesitar": "necesitar-que",
    "preferir": "preferir-que",
    "pedir": "pedir-que",
    "recomendar": "recomendar-que",
    "sugerir": "sugerir-que",
    "permitir": "permitir-que",
    "gustar": "gustar-que",
}
_SMALL = frozenset({"no", "me", "te", "se", "nos", "os", "lo", "la", "los", "las", "le", "les"})
_STOPS = frozenset({"que", "a", "de", "para", "por", "sin", "al", "en", "con", "y", "o", "ni"})
_PERSONS = {
    "yo": Person.YO,
    "tú": Person.TU,
    "nosotros": Person.NOSOTROS,
    "nosotras": Person.NOSOTROS,
    "ellos": Person.ELLOS,
    "ellas": Person.ELLOS,
    "ustedes": Person.ELLOS,
}
_PLURAL = frozenset({"los", "las", "mis", "tus", "sus", "unos", "unas", "nuestros", "nuestras"})
_REACH = 6
_UNLIKE_NOUNS = frozenset({Tense.COND, Tense.IND_FUT, Tense.SUB_IMP_RA})
_PAST = frozenset({Tense.IND_IMP, Tense.IND_PRET, Tense.IND_PLUP, Tense.COND})


def clause_errors(sentence: str, verbs: Sequence[GovernedVerb]) -> Iterator[TextFinding]:
    """The errors of a sentence in which a clause and an infinitive have changed places."""
    tokens = tokenise(sentence)
    ends = {verb.verb.end: verb for verb in verbs}
    for place, token in enumerate(tokens):
        if token.lower in ("que", "ojalá"):
            yield from _infinitive_after(tokens, place, ends)
        if token.lower in _PREPOSITIONS:
            yield from _after_preposition(tokens[place + 1 : place + 2])
    for verb in verbs:
        yield from _clause_for_infinitive(verb, ends)
        yield from _same_subject(tokens, verb, ends)


def _infinitive_after(
    tokens: Sequence[Token], que: int, ends: dict[int, GovernedVerb]
) -> Iterator[TextFinding]:
    """An infinitive after *para que*, *quiero que* and their like."""
    rule, governor = _rule_of(tokens, que, ends)
    place = _infinitive_at(tokens, que + 1, ends) if rule else None
    if place is None:
        return
    token = tokens[place]
    lemma = next(name for name, cell in lexical(token.lower)[1] if cell.tense is Tense.INF)
    past = governor is not None and bool(governor.verb.tenses & _PAST)
    tense = Tense.SUB_IMP_RA if past else Tense.SUB_PRES
    cell = Cell(tense, _subject(tokens[que + 1 : place]))
    forms = tuple(form.text for form in conjugate(lemma).forms(cell)[:1])
    kind = FindingKind.INFINITIVE
    yield TextFinding(token.start, token.end, token.text, kind, forms, rule)


def _rule_of(
    tokens: Sequence[Token], que: int, ends: dict[int, GovernedVerb]
) -> tuple[str, GovernedVerb | None]:
    """What brings the clause: words before *que*, or a verb of wishing."""
    before = tuple(token.lower for token in tokens[max(0, que - 3) : que + 1])
    for words, rule in _BEFORE_QUE.items():
        whole = words if words == ("ojalá",) else (*words, "que")
        if before[-len(whole) :] == whole:
            return rule, None
    governor = ends.get(que - 1)
    lemmas = governor.verb.lemmas if governor else frozenset()
    return next((rule for lemma, rule in _WISHES.items() if lemma in lemmas), ""), governor


def _infinitive_at(
    tokens: Sequence[Token], start: int, ends: dict[int, GovernedVerb]
) -> int | None:
    """The infinitive that stands where the clause should have its verb."""
    for place in range(start, min(start + _REACH, len(tokens))):
        word = tokens[place].lower
        if _is_infinitive(word):
            return place
        if place in ends or word in _STOPS or not tokens[place].is_word or _is_finite(word):
            return None
    return None


def _is_finite(word: str) -> bool:
    """Whether a word is a verb whatever stands around it: no noun looks like these tenses."""
    return any(cell.tense in _UNLIKE_NOUNS for _, cell in lexical(word)[0])


def _is_infinitive(word: str) -> bool:
    ending = word.endswith(("ar", "er", "ir", "arse", "erse", "irse"))
    return ending and any(cell.tense is Tense.INF for _, cell in lexical(word)[1])


def _subject(between: Sequence[Token]) -> Person:
    words = [token.lower for token in between if token.lower not in _SMALL]
    named = [_PERSONS[word] for word in words if word in _PERSONS]
    if named:
        return named[-1]
    return Person.ELLOS if words and words[0] in _PLURAL else Person.EL


# After these a verb cannot be finite.
_PREPOSITIONS = frozenset({"para", "sin"})
_MODALS = frozenset({"poder", "deber", "querer", "soler"})
_NOT_INDICATIVE = frozenset({Mood.SUBJUNCTIVE, Mood.IMPERATIVE})


def _after_preposition(following: Sequence[Token]) -> Iterator[TextFinding]:
    """A subjunctive straight after *para* or *sin*; nouns look like those of verbs in -ar."""
    for token in following:
        finite, infinite, clitics = lexical(token.lower)
        moods = {cell.tense.mood for _, cell in finite}
        lemmas = tuple(sorted({lemma for lemma, _ in finite}))
        verbal = all(lemma.endswith(("er", "ir")) for lemma in lemmas)
        if lemmas and moods <= _NOT_INDICATIVE and verbal and not infinite and not clitics:
            kind = FindingKind.CLAUSE_FOR_INFINITIVE
            rule = "preposicion-infinitivo"
            yield TextFinding(token.start, token.end, token.text, kind, lemmas, rule)


def _clause_for_infinitive(
    verb: GovernedVerb, ends: dict[int, GovernedVerb]
) -> Iterator[TextFinding]:
    """A subjunctive straight after *poder, deber, querer*."""
    modal = ends.get(verb.verb.start - 1)
    if modal is None or not _is_plain(verb) or not verb.verb.moods <= _NOT_INDICATIVE:
        return
    if modal.verb.lemmas & _MODALS:
        yield _instead(verb, tuple(sorted(verb.verb.lemmas)))


def _is_plain(verb: GovernedVerb) -> bool:
    """Whether the word is a form as it stands, and not one with pronouns or without its accent."""
    forms = (verb_forms(lemma) for lemma in verb.verb.lemmas)
    return any(form is not None and verb.text.lower() in form.cells for form in forms)


def _same_subject(
    tokens: Sequence[Token], verb: GovernedVerb, ends: dict[int, GovernedVerb]
) -> Iterator[TextFinding]:
    """*Quiero que yo vaya*: one subject, so the infinitive."""
    if verb.trigger is None or verb.trigger.id not in _WISHES.values() or verb.cue is None:
        return
    after = [token for token in tokens if verb.cue[1] <= token.start < verb.start]
    governor = next((g for g in ends.values() if g.start == verb.cue[0]), None)
    persons = {cell.person for _, cell in governor.verb.readings} if governor else set()
    if persons == {Person.YO} and [token.lower for token in after] == ["yo"]:
        yield _instead(verb, tuple(sorted(verb.verb.lemmas)))


def _instead(verb: GovernedVerb, lemmas: tuple[str, ...]) -> TextFinding:
    kind = FindingKind.CLAUSE_FOR_INFINITIVE
    rule = verb.trigger.id if verb.trigger else "mismo-sujeto"
    return TextFinding(verb.start, verb.end, verb.text, kind, lemmas, rule, verb.cue)
