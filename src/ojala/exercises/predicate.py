"""Predicates and subjects: what can be said of whom, in Spanish and in English."""

import re
from dataclasses import dataclass

from ojala.spanish.features import Person

_CLITICS = "(?:me|te|se|nos|os|les|le|los|las|lo|la)"
_INFINITIVE = re.compile(rf"^(\w*[aeiáéí]r)({_CLITICS}{{0,3}})$")
_SPLIT = re.compile(_CLITICS)
_REFLEXIVE = {
    Person.YO: "me",
    Person.TU: "te",
    Person.VOS: "te",
    Person.NOSOTROS: "nos",
    Person.VOSOTROS: "os",
}
_POSSESSIVE = {Person.YO: "mi", Person.TU: "tu", Person.VOS: "tu"}
_FIRST = frozenset({Person.YO, Person.NOSOTROS})
_SPEAKER = re.compile(r"\b(con nosotros|de mí|a mi lado)\b")
"""Complements that are the speaker: *venir con nosotros* is not said of *yo*."""
_SECOND = frozenset({Person.TU, Person.VOS, Person.VOSOTROS})


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what the clause is about: a person of the conversation, people, or a thing."""

    code: str
    """`tú`, `usted`, `él`…: how frames name the kind of subject it is."""
    spanish: str
    """How it is said; empty where Spanish leaves it out."""
    english: str
    person: Person
    gender: str = "m"
    thing: bool = False
    fields: frozenset[str] = frozenset()
    child: bool = False

    @property
    def shown(self) -> str:
        """What to show beside the verb where the sentence leaves the subject out."""
        return "" if self.spanish or self.code in {"none", "antecedent"} else self.code


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with its complements and the English of both, ready to be said of a subject."""

    id: str
    lemma: str
    clitics: tuple[str, ...]
    """Pronouns before the finite verb; `se` stands for the one that agrees with the subject."""
    infinitive: str
    """The infinitive with its pronouns, as it is written."""
    complement: str
    english: str
    fits: frozenset[str]
    field: str
    level: str = "B1"
    who: str = "any"
    subjects: tuple[Subject, ...] = ()
    state: bool = False
    inverted: bool = False
    region: str = ""
    register: str = ""

    def suits(self, subject: Subject) -> bool:
        """Tell whether it can be said of this kind of subject: nobody helps himself."""
        if self.region == "am" and subject.code == "vosotros":
            return False
        if self.who == "adult" and subject.child:
            return False
        if self.field == "school" and subject.code == "usted":
            return False  # pupils are not addressed so
        if {"me", "nos"} & set(self.clitics) or _SPEAKER.search(self.complement):
            return subject.person not in _FIRST
        if "te" in self.clitics or "os" in self.clitics:
            return subject.person not in _SECOND and not subject.code.startswith("usted")
        return self.who != "plural" or subject.person.value.endswith("p")


def split_infinitive(word: str) -> tuple[str, tuple[str, ...]]:
    """Split *irse* into *ir* and its pronouns; raises `ValueError` if it is no infinitive."""
    match = _INFINITIVE.match(word)
    if not match:
        raise ValueError(f"not an infinitive: {word!r}")
    verb, pronouns = match.groups()
    if pronouns and not re.search(r"[aeoáéó]ír$", verb):
        verb = verb[:-2] + verb[-2:].translate(str.maketrans("áéí", "aei"))
    return verb, tuple(_SPLIT.findall(pronouns))


def clitics_for(predicate: Predicate, person: Person) -> str:
    """Return the pronouns as they stand before the finite verb."""
    return " ".join(_agreeing(predicate.clitics, person))


def infinitive_for(predicate: Predicate, person: Person) -> str:
    """Return the infinitive with its pronouns, the reflexive one agreeing: *irse* → *irme*."""
    if not predicate.clitics:
        return predicate.infinitive
    stem = predicate.infinitive.removesuffix("".join(predicate.clitics))
    return stem + "".join(_agreeing(predicate.clitics, person))


def _agreeing(clitics: tuple[str, ...], person: Person) -> tuple[str, ...]:
    return tuple(_REFLEXIVE.get(person, "se") if c == "se" else c for c in clitics)


_SLOT = re.compile(r"\{([^{}]+)\}|(?<=\w)@")


def agree(text: str, subject: Subject) -> str:
    """Fill the slots of a Spanish complement that agree with the subject."""
    return _SLOT.sub(lambda match: _slot(match.group(1), subject), text) if text else text


def _slot(slot: str | None, subject: Subject) -> str:
    plural = subject.person.value.endswith("p")
    feminine = subject.gender == "f"
    if slot is None:
        return ("a" if feminine else "o") + ("s" if plural else "")
    if slot == "se":
        return _REFLEXIVE.get(subject.person, "se")
    if slot.startswith("nuestr"):
        return _possessive(slot, subject.person)
    choices = slot.split("|")
    return choices[plural] if len(choices) == 2 else choices[2 * plural + feminine]  # noqa: PLR2004


def _possessive(slot: str, person: Person) -> str:
    """Turn *nuestras* into the possessive of the person, in its gender and number."""
    if person is Person.NOSOTROS:
        return slot
    if person is Person.VOSOTROS:
        return slot.replace("nuestr", "vuestr", 1)
    return _POSSESSIVE.get(person, "su") + ("s" if slot.endswith("s") else "")
