"""Conjugation classes: what a model verb does beyond regular endings, spelling and accents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

TYPE_CHECKING = False  # as in typing, whose import costs more than this module
if TYPE_CHECKING:
    from typing import Any


@dataclass(frozen=True, slots=True)
class ConjugationClass:
    """One class, named after its model verb; an empty field means that nothing happens there."""

    id: str
    tail: str = ""
    stem: str = ""
    stressed: str = ""
    weak: str = ""
    yo: str = ""
    imperfect: str = ""
    preterite: str = ""
    future: str = ""
    participle: str = ""
    imperative: str = ""
    ending_stressed: bool = False
    cells: Mapping[str, str] = field(default_factory=dict)


DATA = "content/data/verbs"


def read_data(name: str) -> str:
    """Read one of the packaged verb files."""
    from importlib import resources  # noqa: PLC0415 (10 ms that only the first verb need pay)

    return resources.files("ojala").joinpath(DATA, name).read_text(encoding="utf-8")


def read_tables(name: str) -> "dict[str, Any]":
    """Read one of the packaged TOML files."""
    import tomllib  # noqa: PLC0415 (as above)

    return tomllib.loads(read_data(name))


@cache
def conjugation_classes() -> Mapping[str, ConjugationClass]:
    """Return all classes by name, read once, at the first verb."""
    found = {}
    for name, fields in read_tables("classes.toml").items():
        cells = MappingProxyType(fields.pop("cells", {}))
        found[name] = ConjugationClass(name, cells=cells, **fields)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb read by one class: its lemma and the parts that the rules work on."""

    lemma: str
    pattern: ConjugationClass

    @property
    def conjugation(self) -> str:
        """The infinitive's ending without accent: ar, er or ir."""
        return self.lemma[-2:].replace("í", "i")

    @property
    def stem(self) -> str:
        """The lemma without its ending."""
        return self.lemma[:-2]

    @property
    def prefix(self) -> str:
        """What stands before the part shared by the class: the de- of detener."""
        return self.lemma[: len(self.lemma) - len(self.pattern.tail)] if self.pattern.tail else ""

    @property
    def tail_stem(self) -> str:
        """The stem of the shared part: the ten- of detener."""
        return self.pattern.tail[:-2] if self.pattern.tail else self.stem
