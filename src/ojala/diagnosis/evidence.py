"""What speaks for and against calling a verb of a text an error: its surroundings, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ojala.diagnosis.forms import SIMPLE_OF, verb_forms
from ojala.grammar.text import GovernedVerb
from ojala.grammar.tokens import Token, tokenise
from ojala.spanish.features import Cell, Mood, Person, Tense

_JOINTS = """
que si donde adonde cuando aunque como mientras para cual cuales quien quienes cuyo ojalá
cuanto según apenas porque pues
"""
_SUBORDINATORS = frozenset(_JOINTS.split())
# Verbs that may drop their *que*: *espero nunca se produzca, le ruego acepte*.
_WITHOUT_QUE = frozenset(
    {"esperar", "desear", "rogar", "pedir", "temer", "suplicar", "solicitar", "agradecer", "creer"}
)
_BEFORE_NOUNS = """
el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella mi tu su mis
tus sus nuestro nuestra de del a al en con por sin sobre entre hasta desde cada todo toda gran mayor
menor mejor otro otra algún alguna ningún ninguna primer primera más muy buen mal
"""
_NOUN_SIGNS = frozenset(_BEFORE_NOUNS.split())
_SOMEBODY = frozenset({"alguien", "algo", "algún", "alguna"})
_NOW = frozenset(
    {"hoy", "mañana", "ahora", "todavía", "actualmente", "siempre", "nunca", "próximo"}
)
_NOT_VERBS = frozenset({"para", "como", "entre", "sobre", "bajo", "nada"})
_CONVENIENT = frozenset({"conveniente", "necesario", "importante", "posible", "mejor"})
_SUBJECTS = frozenset(
    {"yo", "tú", "él", "ella", "usted", "nosotros", "nosotras", "ellos", "ellas", "ustedes"}
)
_SEEKING = frozenset({"querer", "buscar", "necesitar", "desear", "preferir", "esperar", "soñar"})
_NEGATIVES = frozenset({"nada", "nadie", "ningún", "ninguna", "ninguno"})
_LOOSE = frozenset(
    {"todo", "toda", "todos", "todas", "más", "menos", "mejor", "peor", "único", "única"}
)
_ASKING = frozenset({"?", "qué", "quién", "cuál", "dónde", "alguien", "algo", "cualquier", "ojalá"})
_THERE = frozenset({"haber", "existir", "tener", "conocer"})
_NEAR = 6
_CERTAIN = frozenset({"obvio", "evidente", "cierto", "verdad", "indudable", "claro", "seguro"})
_JUDGED = frozenset(
    {"justo", "injusto", "importante", "necesario", "bueno", "malo", "mejor", "peor", "posible"}
    | {"imposible", "probable", "normal", "lógico", "raro", "extraño", "triste", "increíble"}
    | {"interesante", "fácil", "difícil", "natural", "bonito", "terrible", "esencial", "vital"}
)
_DEGREES = frozenset({"muy", "tan", "bastante", "también", "siempre", "realmente", "totalmente"})
_DEFINITE = frozenset(
    {"el", "la", "los", "las", "al", "del", "mi", "mis", "su", "sus", "tu", "tus"}
)
_POLITE = frozenset({"querer", "poder", "deber", "gustar", "tener"})
_NOUNS = """
calle informe corte baile pase viaje nombre coste ataque choque toque saque pique aporte arranque
avance balance alcance embarque empate encaje enlace escape goce golpe peine quite rescate roce tope
trote transporte trueque desgaste desfile despegue debate contraste combate cierre cante base apunte
aparte ajuste aparente presente enfrente des sobre entre mate cruce nade desembarque renombre talle
fiche bote remate plante cese lote disfrute
"""
_NEVER = frozenset((*_NOUNS.split(), "viva", "vivan", "sea", "verse", "vaya", "ande"))
# Verbs whose forms are nearly always those of a common one (*podemos, eres, verse*).
_RARE = frozenset({"podar", "erar", "versar", "pudrir", "mamar", "puar", "vengar", "entrever"})
# Verbs that nobody is told to do.
_NOT_COMMANDED = frozenset({"haber", "poder", "gustar", "existir", "parecer", "soler", "doler"})
_EXISTENCE = frozenset({"haber", "existir", "tener", "conocer", "encontrar"})
_AND = frozenset({"y", "e"})
_OR = _AND | {"o", "u"}
_PUNCTUATION = frozenset(",.;:!?¡¿…()\"'«»“”—-")
_PAST = frozenset({Tense.SUB_IMP_RA, Tense.SUB_IMP_SE, Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE})
_CONDITIONAL = frozenset({Tense.COND, Tense.COND_PERF})
TOLD = frozenset({Tense.IND_IMP, Tense.IND_PRET, Tense.IND_PLUP})
_COMMANDED = frozenset({Person.EL, Person.ELLOS, Person.NOSOTROS})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verb of a text with what stands around it."""

    verb: GovernedVerb
    words: tuple[str, ...]
    """The sentence in lower case, word by word, signs included."""
    others: tuple[GovernedVerb, ...]
    """The verbs before this one, the nearest last."""
    text: str
    narrated: bool = False
    """Whether the text tells of the writer and addresses nobody."""
    conditional_beside: bool = False
    """Whether the verb before or after is a conditional."""
    told_beside: bool = False
    """Whether the verb before or after tells of the past."""

    @property
    def cells(self) -> tuple[tuple[str, Cell], ...]:
        """What the form can be, commands left out."""
        return tuple(
            (lemma, cell)
            for lemma, cell in self.verb.verb.readings
            if cell.tense.mood is not Mood.IMPERATIVE and lemma not in _RARE
        )

    @property
    def tenses(self) -> frozenset[Tense]:
        """The tenses the form can be."""
        return frozenset(cell.tense for _, cell in self.cells)

    @property
    def moods(self) -> frozenset[Mood]:
        """The moods the form can be."""
        return frozenset(tense.mood for tense in self.tenses)

    @property
    def exact(self) -> bool:
        """Whether the form is written as it should be: what lacks an accent may be another word."""
        word = self.verb.text.lower().split()[0]
        return any(_has(lemma, cell, word) for lemma, cell in self.cells)

    @property
    def far(self) -> bool:
        """Whether another verb, or a sign, stands between the words that decide and this verb."""
        cue = self.verb.cue or (self.verb.start, self.verb.start)
        between = [other for other in self.others if other.start >= cue[1]]
        parted = bool(between) and not self._coordinated(between)
        return parted or not _PUNCTUATION.isdisjoint(self.text[cue[0] : cue[1]])

    def _coordinated(self, between: Sequence[GovernedVerb]) -> bool:
        """Whether it goes on from one subjunctive before: *que lo intente y aprenda*."""
        one = between[-1].verb
        joined = self.words[one.end + 1 : self.verb.verb.start]
        present = self.tenses <= {Tense.IND_PRES}
        alone = present and len(between) == 1 and set(joined) <= _OR and bool(joined)
        return alone and one.moods <= {Mood.SUBJUNCTIVE, Mood.IMPERATIVE}

    @property
    def unknown_antecedent(self) -> bool:
        """Whether what the relative clause describes is sought or denied."""
        cue = self.verb.cue
        before = [other for other in self.others if cue and other.start < cue[1]][-2:]
        nearby = self._before_cue()
        if not _NEGATIVES.isdisjoint(nearby):
            return True
        sought = any(_seeks(other) for other in before)
        if not before and not _SOMEBODY.isdisjoint(nearby):
            return True
        return sought and _DEFINITE.isdisjoint(nearby)

    @property
    def still_holds(self) -> bool:
        """Whether the sentence speaks of now or of what is to come."""
        return not _NOW.isdisjoint(self.words)

    @property
    def denied_antecedent(self) -> bool:
        """Whether there is said to be nothing of the kind."""
        cue = self.verb.cue
        before = [other for other in self.others if cue and other.start < cue[1]][-1:]
        nobody = not _NEGATIVES.isdisjoint(self._before_cue())
        return nobody or any(o.verb.negated and o.verb.lemmas & _EXISTENCE for o in before)

    @property
    def any_whatever(self) -> bool:
        """Whether *cualquier cosa que…* stands in an imagined world."""
        nearby = self.text[: self.verb.start].lower().split()[-10:]
        last = self.others[-1].verb if self.others else None
        imagined = last is not None and last.tenses and last.tenses <= _CONDITIONAL
        return bool(imagined) and not {"cualquier", "cualquiera"}.isdisjoint(nearby)

    @property
    def known_antecedent(self) -> bool:
        """Whether a relative clause tells of something definite, as things are."""
        cue = self.verb.cue
        before = [other for other in self.others if cue and other.start < cue[1]][-1:]
        plain = all(o.verb.moods == {Mood.INDICATIVE} and not o.verb.negated for o in before)
        real = plain and not any(_seeks(other) for other in before)
        nearby = self._before_cue()
        asked = not _ASKING.isdisjoint(self.words)
        return real and bool(before) and not asked and _LOOSE.isdisjoint(nearby)

    @property
    def existing_antecedent(self) -> bool:
        """Whether a relative clause tells of somebody or something that is said to exist."""
        last = self.others[-1] if self.others else None
        if last is None or not self.known_antecedent or not last.verb.lemmas & _THERE:
            return False
        between = self.words[last.verb.end + 1 : self.verb.verb.start]
        direct = len(between) <= _NEAR and between.count("que") == 1
        return direct and not any(word.endswith(("ar", "er", "ir")) for word in between)

    @property
    def known_fact(self) -> bool:
        """Whether *es obvio que* and its like state what follows as a fact."""
        return self._after_being(_CERTAIN) and not self.after_negation

    @property
    def valued(self) -> bool:
        """Whether *es justo que* and its like pass judgement on what follows."""
        return self._after_being(_JUDGED)

    def _after_being(self, adjectives: frozenset[str]) -> bool:
        last = next((o for o in reversed(self.others) if o.verb.lemmas & {"ser", "parecer"}), None)
        if last is None:
            return False
        between = self.words[last.verb.end + 1 : self.verb.verb.start]
        plain = [*(word for word in between if word not in _DEGREES), "", ""]
        close = len(between) <= _NEAR and between.count("que") == 1
        return close and plain[0] in adjectives and plain[1] == "que"

    @property
    def after_negation(self) -> bool:
        """Whether the verb before is negated: *no porque sea…*."""
        return bool(self.others) and self.others[-1].verb.negated

    def _before_cue(self) -> tuple[str, ...]:
        """The antecedent: the last words up to the cue's end."""
        cue = self.verb.cue
        return tuple(self.text[: cue[1]].lower().split()[-4:]) if cue else ()

    @property
    def after_noun(self) -> bool:
        """Whether an article since the last verb makes the words that decide describe a noun."""
        start = self.others[-1].end if self.others else 0
        cue = self.verb.cue
        words = self.text[start : cue[1]].lower().split() if cue else []
        return not _NOUN_SIGNS.isdisjoint(words)

    @property
    def polite_conditional(self) -> bool:
        """Whether the form is a conditional of its own right: *querría, podría*."""
        conditional = {Tense.COND, Tense.COND_PERF}
        return self.tenses <= conditional and bool(self.verb.verb.lemmas & _POLITE)

    @property
    def imagined(self) -> bool:
        """Whether the other half of the sentence is conditional: *si tenía…, iría*."""
        told = {Tense.IND_IMP, Tense.IND_PRET}
        return self.tenses <= told and self.conditional_beside

    @property
    def no_command(self) -> bool:
        """Whether the form cannot be a command: its tense, or a pronoun before it, forbids it."""
        verb = self.verb.verb
        ahead = bool(verb.clitics) and not verb.negated
        named = self._previous() in _SUBJECTS or self.narrated
        free = bool(verb.lemmas & _NOT_COMMANDED) and not verb.negated
        familiar = not verb.negated and {cell.person for _, cell in self.cells} == {Person.TU}
        return self.tenses <= _PAST or ahead or named or free or familiar

    @property
    def pleased(self) -> bool:
        """Whether *me gusta cuando…* tells of what happens again and again."""
        last = self.others[-1].verb if self.others else None
        return last is not None and bool(last.lemmas & {"gustar", "encantar"})

    @property
    def plain_statement(self) -> bool:
        """Whether the verb stands in a statement of its own, where no subjunctive can."""
        doubled = self.words.count(self.verb.text.lower()) > 1  # *sea como sea*
        if doubled or self._is_noun() or self._is_joined() or self._may_be_command():
            return False
        last = self._verb_before()
        if last is None:
            return True
        free = self._previous() in _CONVENIENT or last.verb.lemmas & _WITHOUT_QUE
        cells = (c for lemma, c in last.verb.readings if lemma not in _RARE)
        return not free and all(cell.tense.mood is not Mood.SUBJUNCTIVE for cell in cells)

    def _verb_before(self) -> GovernedVerb | None:
        """The verb before this one, words that are seldom verbs passed over."""
        verbs = (other for other in reversed(self.others) if other.text not in _NOT_VERBS)
        return next(verbs, None)

    def _previous(self) -> str:
        """The word before the verb and its pronouns."""
        start = self.verb.verb.start
        return self.words[start - 1] if start else ""

    def _is_noun(self) -> bool:
        word = self.verb.text.lower()
        plain = not self.verb.verb.clitics and not self.verb.verb.negated
        if word in _NEVER:
            return plain and self._previous() not in _SUBJECTS
        if plain and word == "fuera" and self._previous() not in _SUBJECTS | _AND:
            return True
        return plain and self._previous() in _NOUN_SIGNS

    def _is_joined(self) -> bool:
        """Whether a conjunction stands between the verb before and this one."""
        last = self._verb_before()
        start = last.verb.end + 1 if last else 0
        between = self.words[start : self.verb.verb.start]
        once = "vez" in between and "una" in between
        return once or not _SUBORDINATORS.isdisjoint(between)

    def _may_be_command(self) -> bool:
        if self.tenses & _PAST or self.verb.verb.clitics:
            return False
        if self.verb.verb.lemmas & _NOT_COMMANDED or self._previous() in _SUBJECTS:
            return False
        if any(other.verb.tenses and other.verb.tenses <= TOLD for other in self.others):
            return False
        persons = {cell.person for _, cell in self.cells}
        return bool(persons & _COMMANDED) and self._opens() and not self.narrated

    def _opens(self) -> bool:
        previous = self._previous()
        if previous in _AND and self.others:
            return self._after_sign_before_and()
        if previous == "," and self.others:
            return self._subordinate(self.others[-1])
        return not previous or previous == "favor" or not previous[0].isalnum()

    def _subordinate(self, other: GovernedVerb) -> bool:
        """Whether a conjunction stands before another verb: *si puede, venga*."""
        return not _SUBORDINATORS.isdisjoint(self.words[: other.verb.start])

    def _after_sign_before_and(self) -> bool:
        start = self.verb.verb.start
        return start > 1 and self.words[start - 2] in _PUNCTUATION


def _seeks(other: GovernedVerb) -> bool:
    """Whether a verb makes what follows sought, imagined or denied."""
    verb = other.verb
    imagined = verb.tenses <= {Tense.COND, Tense.COND_PERF, Tense.IND_FUT}
    there = verb.lemmas & _EXISTENCE
    denied = there and (verb.negated or verb.moods <= {Mood.SUBJUNCTIVE, Mood.IMPERATIVE})
    return bool(verb.lemmas & _SEEKING or denied) or (imagined and bool(verb.tenses))


def evidence(
    sentence: str, verbs: Sequence[GovernedVerb], *, narrated: bool = False
) -> Iterator[Evidence]:
    """Each verb of a sentence with what stands around it."""
    words = tuple(token_word(token) for token in tokenise(sentence))
    for place, verb in enumerate(verbs):
        around = (*verbs[max(0, place - 1) : place], *verbs[place + 1 : place + 2])
        beside = any(other.verb.tenses and other.verb.tenses <= _CONDITIONAL for other in around)
        others = tuple(verbs[max(0, place - 6) : place])
        told = any(other.verb.tenses and other.verb.tenses <= TOLD for other in around)
        yield Evidence(verb, words, others, sentence, narrated, beside, told)


def token_word(token: Token) -> str:
    """The word of a token, in lower case."""
    return token.text.lower()


def _has(lemma: str, cell: Cell, word: str) -> bool:
    if cell.tense in SIMPLE_OF:
        lemma, cell = "haber", Cell(SIMPLE_OF[cell.tense], cell.person)
    verb = verb_forms(lemma)
    return verb is not None and word in verb.cells
