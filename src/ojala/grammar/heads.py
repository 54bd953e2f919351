"""Heads: how triggers look in a sentence, compiled from their notation when first needed.

`para que` is a run of words; `{pedir|rogar} que` a verb in any form, `{negarse} a que` one used
with a reflexive pronoun; `[idea|plan] de que` a noun or adjective in any number and gender;
`no {creer} que` asks for a negation and `¿ {creer} que` for a question; `a|b` are alternatives.
A head that begins with `@` names a construction that the code finds by itself.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ojala.grammar.inventory import triggers
from ojala.grammar.trigger import Trigger
from ojala.grammar.words import CONNECTIVE_PREPOSITIONS

_CONJUNCTIONS = frozenset({"que", "porque", "si"})


_PREDICATES = frozenset({"evaluation", "doubt", "emotion", "certainty"})


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a governor: a verb, a noun or adjective, or a plain word."""

    kind: str
    """`verb`, `noun` or `word`."""
    keys: frozenset[str]
    reflexive: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A governor and the words that join it to its clause."""

    trigger: Trigger
    governor: tuple[Element, ...]
    connector: str
    negated: bool
    question: bool

    @property
    def needs_copula(self) -> bool:
        """Whether this is a bare adjective, which governs only as a predicate."""
        bare = len(self.governor) == 1 and self.governor[0].kind == "noun"
        return bare and self.connector == "que" and self.trigger.category in _PREDICATES

    @property
    def may_open(self) -> bool:
        """Whether the adjective may open its sentence without a copula (*imposible que*)."""
        return self.trigger.category != "certainty"

    @property
    def weight(self) -> int:
        """How much the head pins down: the more, the more specific."""
        reflexive = self.governor[-1].reflexive
        return len(self.governor) * 2 + self.negated + self.question + reflexive


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads, ready for looking up."""

    literal: Mapping[str, Trigger]
    """Runs of words, by their text."""
    longest: int
    governed: Mapping[str, Mapping[str, tuple[Head, ...]]]
    """Governors by connector and by a key of their last element."""
    adverbs: Mapping[str, Trigger]
    """Adverbs of doubt, which open no clause of their own."""


def stem(word: str) -> str:
    """Cut the marks of gender and number off a noun or adjective."""
    for ending in ("es", "os", "as", "s", "o", "a", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending).translate(_PLAIN)
    return word.translate(_PLAIN)


_PLAIN = str.maketrans("áéíóúz", "aeiouc")


@cache
def heads() -> Heads:
    """Compile the heads of all triggers."""
    literal: dict[str, Trigger] = {}
    adverbs: dict[str, Trigger] = {}
    governed: defaultdict[str, defaultdict[str, list[Head]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for trigger in triggers().values():
        for text in trigger.heads:
            if "@" in text:
                continue
            if "{" in text or "[" in text:
                head = _head(trigger, text)
                for key in _keys(head.governor[-1]):
                    governed[head.connector][key].append(head)
            elif trigger.category == "doubt_adverb" and not text.endswith("que"):
                adverbs[text] = trigger
            else:
                literal.setdefault(text, trigger)
    frozen = {
        connector: {key: tuple(found) for key, found in by_key.items()}
        for connector, by_key in governed.items()
    }
    return Heads(literal, max(len(text.split()) for text in literal), frozen, adverbs)


def _head(trigger: Trigger, text: str) -> Head:
    words = text.split()
    question = words[0] == "¿"
    words = words[question:]
    negated = words[0] == "no"
    words = words[negated:]
    cut = len(words) - 1
    if words[cut] == "que" and words[cut - 1] in CONNECTIVE_PREPOSITIONS and cut > 1:
        cut -= 1
    governor = tuple(_element(word) for word in words[:cut])
    return Head(trigger, governor, " ".join(words[cut:]), negated, question)


def _element(word: str) -> Element:
    keys = word.strip("{}[]").split("|")
    if word.startswith("["):
        return Element("noun", frozenset(stem(key) for key in keys))
    if not word.startswith("{"):
        return Element("word", frozenset(keys))
    reflexive = all(key.endswith("se") for key in keys)
    return Element("verb", frozenset(key.removesuffix("se") for key in keys), reflexive)


def _keys(element: Element) -> list[str]:
    return [f"{element.kind}:{key}" for key in element.keys]
