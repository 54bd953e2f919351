"""Spanish that is cited in a line: where it stands, and whether each of its words can be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ojala.content.course import Course
from ojala.spanish import Mood, analyze
from ojala.spanish.analysis import nearest_forms

_CITED = re.compile(r"\*([^*]+)\*|“([^”]+)”|«([^»]+)»|\"([^\"]+)\"")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
"""A whole word: *teng-* and *-ga* are parts of one."""
_ENGLISH = re.compile(
    r"\b(the|to|that|is|are|was|were|you|they|she|it|we|if|of|and|my|your|his|her|will|would|"
    r"not|don't|doesn't|do|does|did|have|had|i|i'm|for|in|on|at|this|there)\b",
    re.IGNORECASE,
)
"""Words that tell that what stands between quotation marks is a translation."""
_NOUN_FOLLOWS = """
el la los las un una unos unas lo del al de en con por sin sobre entre hasta desde hacia mi mis tu
tus su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa esos esas aquel aquella
mucho mucha muchos muchas poco poca otro otra otros otras cada todo toda todos todas ningún ninguna
algún alguna muy más tan qué buen buena gran primer primera
"""
_BEFORE_NOUNS = frozenset(_NOUN_FOLLOWS.split())
_VERBAL = re.compile(
    r"(?:[áéi]?ramos|iera[ns]?|iese[ns]?|ásemos|iésemos|aba[ns]?|ábamos|[aei]ría[ns]?|[aei]réis"
    r"|[aei]r[éá]s?|[aei]rán|aron|ieron|aste|iste|asteis|isteis|ió|áis|éis|ando|iendo)$"
)
"""Endings that hardly any noun has."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A run of Spanish in a line, and where it stands there with its marks."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(_WORD.findall(self.text))

    @property
    def moods(self) -> frozenset[Mood]:
        """The moods it can be, where it is one verb form and nothing else."""
        return frozenset(one.cell.tense.mood for one in analyze(self.text.strip(" .,¡!¿?…")))


def citations(line: str) -> Iterator[Citation]:
    """The Spanish of a line: what stands between asterisks, or quoted and not English."""
    for found in _CITED.finditer(line):
        text = next(filter(None, found.groups()))
        if found.group(1) or not _ENGLISH.search(text):
            yield Citation(text, found.start(), found.end())


def invented(citation: Citation, known: frozenset[str]) -> str:
    """The first word that looks like a verb form and is none; empty where there is none."""
    before = ""
    for place, word in enumerate(citation.words):
        lower = word.lower()
        named = place > 0 and word[0].isupper()
        noun = before in _BEFORE_NOUNS
        if not (named or lower in known) and _is_invented(lower, noun=noun):
            return word
        before = lower
    return ""


def _is_invented(word: str, *, noun: bool) -> bool:
    readings = analyze(word)
    if readings:
        return not any(one.form.is_of_today for one in readings)
    return bool(_VERBAL.search(word)) or (not noun and bool(nearest_forms(word, 1)))


@lru_cache(maxsize=4)
def vocabulary(course: Course) -> frozenset[str]:
    """Every word of the course, none of which is taken for an invented form; and the commonest."""
    content = course.content
    texts = [f"{sentence.plain} {sentence.context}" for sentence in content.sentences]
    texts += [f"{one.complement} {one.infinitive}" for one in content.predicates]
    texts += [f"{frame.spanish} {frame.context}" for frame in content.frames]
    texts += [trigger.name for trigger in content.triggers.values()]
    return _COMMON | {word.lower() for text in texts for word in _WORD.findall(text)}


_NAMES = "subjuntivo indicativo infinitivo imperativo presente pretérito pluscuamperfecto verbo"
_COMMON = frozenset(_NAMES.split())
