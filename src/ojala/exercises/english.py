"""The English of a predicate in every form a gloss needs: *call*, *calls*, *hasn't called*."""

import re
from dataclasses import dataclass

from ojala.exercises.english_verbs import gerund, participle, past, third
from ojala.exercises.predicate import Predicate, Subject
from ojala.spanish.features import Person

_TOKEN = re.compile(
    r"\{(no )?(base|pres|past|were|perf|plup|will|would|is ing|was ing|ing|pres_will|past_would"
    r"|s|obj|poss)\}"
)
_INDEFINITE = re.compile(r"(an?|some\w*|any\w*|every\w*|no\w*|the (only|first|one|kind))\b")
_ANYBODY = re.compile(r"(some|any|every|no)(one|body)\b")
_SLOT = re.compile(r"\{(his|him|himself|he)\}")
_NUMBER = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
"""What each has one of and several have several of: `{mouth|mouths}`."""
_ADVERBS = frozenset({"always", "never"})
_HELPING = frozenset(
    """am is are was were isn't aren't wasn't weren't has have had hasn't haven't hadn't do does did
    don't doesn't didn't will won't would wouldn't not""".split()  # noqa: SIM905 - easily read
)
_ABLE = re.compile(r"(am|is|are|was|were)( not|n't)? able to\b")


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The English pronouns that refer back to one subject."""

    he: str
    him: str
    his: str
    himself: str
    singular_third: bool = False


_I = Pronouns("I", "me", "my", "myself")
_YOU = Pronouns("you", "you", "your", "yourself")
_YOU_ALL = Pronouns("you", "you", "your", "yourselves")
_WE = Pronouns("we", "us", "our", "ourselves")
_THEY = Pronouns("they", "them", "their", "themselves")
_HE = Pronouns("he", "him", "his", "himself", singular_third=True)
_SHE = Pronouns("she", "her", "her", "herself", singular_third=True)
_SOMEBODY = Pronouns("they", "them", "their", "themselves", singular_third=True)
_IT = Pronouns("it", "it", "its", "itself", singular_third=True)
_BY_CODE = {
    "yo": _I,
    "tú": _YOU,
    "vos": _YOU,
    "usted": _YOU,
    "nosotros": _WE,
    "vosotros": _YOU_ALL,
    "ustedes": _YOU_ALL,
    "none": _IT,
}


def pronouns(subject: Subject) -> Pronouns:
    """Return the English pronouns for a subject."""
    if subject.code in _BY_CODE:
        return _BY_CODE[subject.code]
    if subject.person is Person.ELLOS:
        return _THEY
    if _ANYBODY.match(subject.english):
        return _SOMEBODY
    if subject.code == "antecedent" and _INDEFINITE.match(subject.english):
        return _IT if subject.thing else _SOMEBODY
    if subject.thing:
        return _IT
    return _SHE if subject.gender == "f" else _HE


def gloss(template: str, predicate: Predicate, subject: Subject) -> str:
    """Put the predicate, said of the subject, into the English of a frame."""
    who = pronouns(subject)
    always, head, rest = _head(predicate.english)
    phrase = _SLOT.sub(lambda m: getattr(who, m.group(1)), _numbered(rest, subject))
    verb = _Verb(
        head,
        who,
        behind=rest.partition(" ")[0],
        plural=_plural(predicate.english, who),
        state=predicate.state,
    )
    named = _named(predicate.english, subject, who)

    def fill(match: re.Match[str]) -> str:
        name = match.group(2)
        if name in named:
            return named[name]
        negated = bool(match.group(1))
        said = f"{_placed(always, verb.form(name, negated=negated))} {phrase}".rstrip()
        return said if name == "past" and not negated else _ABLE.sub(_can, said)

    return _TOKEN.sub(fill, template)


def _can(able: re.Match[str]) -> str:
    """Say *can* for *is able to*; but *was able to* may be a deed done, and stays."""
    if able.group(1) in {"was", "were"}:
        return "couldn't" if able.group(2) else "could"
    return "can't" if able.group(2) else "can"


def _numbered(phrase: str, subject: Subject) -> str:
    several = subject.person.value.endswith("p")
    return _NUMBER.sub(lambda match: match.group(2 if several else 1), phrase)


def _head(english: str) -> tuple[str, str, str]:
    """Split off the verb that inflects: *there are many people* → *be*, *many people*.

    An adverb before it comes first: *always be late* → *always*, *be*, *late*.
    """
    words = english.split(" ")
    adverb = words.pop(0) if words[0] in _ADVERBS else ""
    if words[0] in {"there", "it"} and len(words) > 1:
        words = words[1:]
        words[0] = "be" if words[0] in {"is", "are"} else words[0]
    return adverb, words[0], " ".join(words[1:])


def _placed(adverb: str, verb: str) -> str:
    """Put an adverb before the verb, or behind the first helping one: *has always been*."""
    if not adverb:
        return verb
    first, _, rest = verb.partition(" ")
    words = (first, adverb, rest) if first in _HELPING else (adverb, verb)
    return " ".join(filter(None, words))


def _plural(english: str, who: Pronouns) -> bool:
    return not who.singular_third if not english.startswith("there ") else "there are " in english


def _named(english: str, subject: Subject, who: Pronouns) -> dict[str, str]:
    first = english.split(" ", maxsplit=1)[0]
    if subject.code == "none":
        return {"s": first, "obj": first, "poss": first}
    if subject.english in {"", who.he}:
        return {"s": who.he, "obj": who.him, "poss": who.his}
    owner = subject.english + ("'" if subject.english.endswith("s") else "'s")
    return {"s": subject.english, "obj": subject.english, "poss": owner}


@dataclass(frozen=True, slots=True)
class _Verb:
    """An English verb that agrees with its subject."""

    head: str
    who: Pronouns
    behind: str
    """The word behind it, by which *lie down* is not *lie*."""
    plural: bool
    state: bool

    def form(self, name: str, *, negated: bool) -> str:
        """Return the form a gloss name asks for."""
        if name in {"pres_will", "past_would"}:
            first, second = name.split("_")
            name = first if self.state else second
        if name == "were":
            if self.head == "be":
                return "weren't" if negated else "were"
            name = "past"
        if negated:
            return self._negated(name)
        return self._affirmed(name)

    def _affirmed(self, name: str) -> str:
        auxiliary, _, main = _SHAPES.get(name, name).rpartition(" ")
        made = {"base": self.head, "past": self._past(), "pres": self._pres(self.head)}
        made |= {"ing": gerund(self.head), "done": participle(self.head, self.behind)}
        helped = {"have": self._pres("have"), "is": self._pres("be"), "was": self._was()}
        return f"{helped.get(auxiliary, auxiliary)} {made[main]}".lstrip()

    def _negated(self, name: str) -> str:
        if name in {"base", "ing"}:
            return f"not {self._affirmed(name)}"
        if name in {"pres", "past"} and self.head != "be":
            return f"{self._pres('do') if name == 'pres' else 'did'}n't {self.head}"
        auxiliary, _, rest = self._affirmed(name).partition(" ")
        return f"{_NOT.get(auxiliary, f'{auxiliary}n{_APOSTROPHE}t')} {rest}".rstrip()

    def _past(self) -> str:
        return self._was() if self.head == "be" else past(self.head, self.behind)

    def _was(self) -> str:
        return "was" if self.who is _I or not self.plural else "were"

    def _pres(self, verb: str) -> str:
        if verb == "be" and self.plural:
            return "am" if self.who is _I else "are"
        return verb if self.plural else third(verb)


_APOSTROPHE = "'"
_NOT = {"am": "am not", "will": "won't"}
_SHAPES = {
    "perf": "have done",
    "plup": "had done",
    "will": "will base",
    "would": "would base",
    "is ing": "is ing",
    "was ing": "was ing",
}
