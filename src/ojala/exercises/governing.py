"""The words that govern, as somebody looks them up: *creer*, *alegrarse de*, *antes de*."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ojala.exercises.frame import marked_cue
from ojala.exercises.orders import surroundings
from ojala.exercises.realization import Choice
from ojala.grammar.trigger import Trigger
from ojala.spanish import analyze
from ojala.spanish.features import Person, Tense

_VERBAL = frozenset(
    {"volition", "emotion", "evaluation", "doubt", "assertion", "certainty", "dual", "noun"}
    | {"perception", "perception_negated", "infinitive", "question"}
)
"""Categories whose expressions hold a verb to conjugate."""
_COMMON = frozenset({"ser", "estar", "haber", "tener", "hacer", "ir", "poder", "valer", "creer"})
_NOBODY = ("It ", "There ", "That ", "{s} may")
"""How the English begins where a verb in the third person, first in its sentence, is no command."""
PREPOSITIONS = frozenset({"a", "de", "para", "sin", "hasta", "por", "con"})
_IF = re.compile(r"\b(if|whether)\b")
_SPEAKING = frozenset({Person.YO, Person.TU, Person.NOSOTROS})
_CLITICS: Mapping[str, Person] = {
    "me": Person.YO,
    "te": Person.TU,
    "nos": Person.NOSOTROS,
    "os": Person.VOSOTROS,
}
_NAMES: Mapping[str, str] = {"dios": "Dios"}
"""Words of an expression that keep their capital."""
_HEAD_VERB = re.compile(r"\{([^{}]+)\}")
_THIRD = frozenset({Person.EL, Person.ELLOS})


@dataclass(frozen=True, slots=True)
class Governing:
    """The governing words of a sentence: what to look up, and who the verb in them is said of."""

    words: str
    verb: str = ""
    person: Person = Person.NONE


def governing(choice: Choice, trigger: Trigger) -> Governing | None:
    """Return the governing words to translate with; None where there are several ways to go."""
    said = marked_cue(surroundings(choice)[0])
    tokens = [_NAMES.get(word, word) for word in said.lower().split()]
    if "{" in marked_cue(choice.frame.spanish) or not tokens:
        return None
    # Where English says *if*, *me importa si* would be right as well: *que* is given.
    if_so = trigger.category != "condition" and bool(_IF.search(choice.frame.english))
    if trigger.category not in _VERBAL or trigger.id == "preposicion-infinitivo":
        return Governing(" ".join(tokens) if if_so else _without_que(tokens))
    # *Tener que* is the verb to look up, and no question.
    due = choice.frame.slot == "inf" or if_so
    found = _with_verb([word for word in tokens if word != "no"], trigger, joined=due)
    first = choice.frame.spanish.startswith("<")
    ordered = found and first and found.person is Person.EL
    return None if ordered and not choice.frame.english.startswith(_NOBODY) else found


def _without_que(tokens: list[str], *, verbal: bool = False) -> str:
    """Leave out a *que* that an infinitive could replace: whether it is due is the question."""
    joined = len(tokens) > 1 and tokens[-1] == "que"
    free = joined and (tokens[-2] in PREPOSITIONS or verbal)
    return " ".join(tokens[:-1] if free else tokens)


def _with_verb(tokens: list[str], trigger: Trigger, *, joined: bool) -> Governing | None:
    clitics = [word for word in tokens[:2] if word in _CLITICS]
    rest = tokens[len(clitics) :]
    # *Mi mayor deseo es que*: a noun is not taken for the verb it looks like.
    found = _present(rest[0], trigger.heads, known=trigger.category == "noun") if rest else None
    if found is None or len(clitics) > 1:
        return None
    lemma, person = found
    if lemma in {"ser", "estar"} and person in _SPEAKING:
        return None  # *soy partidaria*: nothing tells who speaks
    reflexive = bool(clitics) and _CLITICS[clitics[0]] is person
    if clitics and not reflexive and person not in _THIRD:
        return None
    said_of = Person.NONE if clitics and not reflexive else person
    words = _without_que([f"{lemma}{'se' * reflexive}", *rest[1:]], verbal=not joined)
    return Governing(words, rest[0], said_of)


@lru_cache(maxsize=2048)
def _present(word: str, heads: tuple[str, ...], *, known: bool) -> tuple[str, Person] | None:
    """Return the verb of a present and its person; None where it is no present, or unclear."""
    verbs = [verbs for head in heads for verbs in _HEAD_VERB.findall(head)]
    named = {lemma.removesuffix("se") for one in verbs for lemma in one.split("|")} | _COMMON
    every = analyze(word)
    fitting = [one for one in every if one.lemma in named] or ([] if known else every)
    present = {(o.lemma, o.cell.person) for o in fitting if o.cell.tense is Tense.IND_PRES}
    return next(iter(present)) if len(present) == 1 else None
