"""Units: the stations of the path, each a short lesson and the items it introduces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same text for readers of English and of Spanish."""

    en: str
    es: str


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a lesson: a Spanish sentence, its point in brackets, and its English."""

    es: str
    en: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One station of the path: a lesson, what it introduces, and what should come before."""

    id: str
    level: str
    order: int
    title: Bilingual
    rule: Bilingual
    contrast: Bilingual
    trap: Bilingual
    practice: Bilingual
    """What to do: the habit that makes the rule usable."""
    examples: tuple[Example, ...]
    triggers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Form items it introduces, as prefixes of their keys: `sub_pres/ar`, `sub_imp`."""
    prerequisites: tuple[str, ...] = ()
    weight: float = 1.0
    """How much more often than others its items deserve practice, from measured errors."""
