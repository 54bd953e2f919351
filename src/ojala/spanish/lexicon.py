"""The lexicon: every verb we know with its class, and the class of those we do not know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from ojala.spanish.classes import ConjugationClass, Verb, conjugation_classes, read_data
from ojala.spanish.inference import bases, inferred_class, is_infinitive
from ojala.spanish.similarity import closest


@dataclass(frozen=True, slots=True)
class Section:
    """What the verbs of one section share: classes, the preferred first, and other marks."""

    required: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    defect: str = ""
    pronominal: bool = False
    use: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb as the lexicon has it, or as its ending suggests."""

    lemma: str
    section: Section
    inferred: bool = False

    @property
    def classes(self) -> tuple[str, ...]:
        """All its classes, the preferred one first."""
        return self.section.required + self.section.accepted

    @property
    def readings(self) -> tuple[Verb, ...]:
        """The verb read by each of its classes."""
        known: Mapping[str, ConjugationClass] = conjugation_classes()
        return tuple(Verb(self.lemma, known[name]) for name in self.classes)


class NotAVerb(ValueError):
    """A word that cannot be a Spanish infinitive, with the verbs nearest to it."""

    def __init__(self, lemma: str) -> None:
        super().__init__(f"not a Spanish verb: {lemma}")
        self.lemma = lemma

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """The verbs nearest to the word; to find them is work, done where somebody asks."""
        return nearest(self.lemma)


def parse_header(line: str) -> tuple[Section, str]:
    """Read `[contar ~amar] -ar`: classes, variants, `!defect`, `se`; then the ending left out."""
    inside, _, ending = line[1:].partition("] -")
    first, *marks = inside.split()
    return Section(
        required=tuple(first.split("|")),
        accepted=tuple(mark[1:] for mark in marks if mark.startswith("~")),
        defect=next((mark[1:] for mark in marks if mark.startswith("!")), ""),
        pronominal="se" in marks,
        use=next((mark for mark in marks if mark in {"weather", "third"}), ""),
    ), ending


def parse_line(line: str) -> Iterator[str]:
    """Read `acab- = al all`: stems that share what stands before the hyphen."""
    shared, hyphen, rest = line.partition("- ")
    if not hyphen:
        shared, rest = "", line
    for piece in rest.split():
        yield shared + piece if piece != "=" else shared


@cache
def lexicon() -> Mapping[str, Section]:
    """Every lemma we list with its section; read once, at the first verb."""
    found: dict[str, Section] = {}
    section, ending = Section(()), ""
    for line in read_data("lexicon.txt").splitlines():
        if line.startswith("["):
            section, ending = parse_header(line)
        elif not line.startswith("#"):
            for stem in parse_line(line):
                found[stem + ending] = section
    return found


def look_up(lemma: str) -> Entry:
    """Find a verb, or infer its class; raises `NotAVerb` for what is no infinitive."""
    section = lexicon().get(lemma)
    if section is not None:
        return Entry(lemma, section)
    if not is_infinitive(lemma):
        raise NotAVerb(lemma)
    return Entry(lemma, _infer(lemma), inferred=True)


def _infer(lemma: str) -> Section:
    """Take the section of the verb this one has a prefix to, else the class of its ending."""
    known = lexicon()
    for base in bases(lemma):
        section = known.get(base)
        if section is not None and section.defect != "3":
            return section
    return Section((inferred_class(lemma),))


def nearest(word: str, limit: int = 5) -> tuple[str, ...]:
    """Find the verbs most like a word, best first."""
    return closest(word, lexicon(), limit)
