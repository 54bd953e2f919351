"""Clitics: unstressed pronouns before a verb form or joined to it, with what that does to both."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ojala.spanish.features import Cell, Person, Tense
from ojala.spanish.orthography import mark, stress, strip_accents, write

# The order in which they stand: se, then second person, then first, then third.
_RANKS: Mapping[str, int] = MappingProxyType(
    {
        "se": 0,
        "te": 1,
        "os": 1,
        "me": 2,
        "nos": 2,
        "le": 3,
        "les": 3,
        "lo": 4,
        "la": 4,
        "los": 4,
        "las": 4,
    }
)
CLITICS = frozenset(_RANKS)
REFLEXIVE: Mapping[Person, str] = MappingProxyType(
    {
        Person.YO: "me",
        Person.TU: "te",
        Person.VOS: "te",
        Person.EL: "se",
        Person.NOSOTROS: "nos",
        Person.VOSOTROS: "os",
        Person.ELLOS: "se",
        Person.NONE: "se",
    }
)
_ENCLITIC = frozenset({Tense.INF, Tense.GER, Tense.IMP_AFF, Tense.INF_PERF, Tense.GER_PERF})
_NEVER = frozenset({Tense.PART})


class NoSuchCluster(ValueError):
    """Pronouns that cannot stand together."""


def cluster(pronouns: Sequence[str]) -> tuple[str, ...]:
    """Put pronouns in order, with se for le and les before lo, la, los, las.

    >>> cluster(["lo", "le"])
    ('se', 'lo')

    Raises `NoSuchCluster` for two pronouns of one rank, or for what is no clitic.
    """
    unknown = [pronoun for pronoun in pronouns if pronoun not in CLITICS]
    ordered = sorted(pronouns, key=lambda pronoun: _RANKS.get(pronoun, 0))
    ranks = [_RANKS.get(pronoun) for pronoun in ordered]
    if unknown or len(set(ranks)) != len(ranks):
        raise NoSuchCluster(" ".join(pronouns))
    if ranks[-2:] == [3, 4]:
        if 0 in ranks:
            raise NoSuchCluster(" ".join(pronouns))
        return ("se", *ordered[:-2], ordered[-1])
    return tuple(ordered)


def takes_enclitics(cell: Cell) -> bool:
    """Whether pronouns follow the forms of a cell: infinitive, gerund and affirmative command."""
    return cell.tense in _ENCLITIC


_CLASHES: Mapping[Person, frozenset[str]] = MappingProxyType(
    {
        Person.TU: frozenset({"os"}),
        Person.VOS: frozenset({"os"}),
        Person.VOSOTROS: frozenset({"te"}),
        Person.NOSOTROS: frozenset({"me"}),
    }
)


def suits(host: str, cell: Cell, pronouns: Sequence[str]) -> bool:
    """Whether a form can bear these pronouns: no command tells tú to do it to vosotros."""
    if host.endswith("l") and pronouns[0].startswith("l"):
        return False  # sal + le is said, but ll would read otherwise: it has no spelling
    return _CLASHES.get(cell.person, frozenset()).isdisjoint(pronouns)


def attach(host: str, pronouns: Sequence[str], cell: Cell) -> str:
    """Join pronouns to the end of a form, with the losses and accents this brings.

    >>> attach("sentemos", ["nos"], Cell(Tense.IMP_AFF, Person.NOSOTROS))
    'sentémonos'

    Raises `NoSuchCluster` where they cannot be joined: *sal* and *le*, *di* and *os*.
    """
    if not pronouns:
        return host
    if not suits(host, cell, pronouns):
        raise NoSuchCluster(f"{host} {' '.join(pronouns)}")
    head, space, participle = host.partition(" ")
    bare = head
    if cell.tense is Tense.IMP_AFF:
        bare = _lose_final(head, pronouns[0], cell.person)
    marked = mark(head, stress(head))[: len(bare)]
    return write(marked + "".join(pronouns)) + space + participle


def _lose_final(host: str, first: str, person: Person) -> str:
    """Drop the -s of nosotros before nos and se, and the -d of vosotros before os, but for id."""
    if person is Person.NOSOTROS and first in {"nos", "se"}:
        return host.removesuffix("s")
    if person is Person.VOSOTROS and first == "os" and host != "id":
        return host.removesuffix("d")
    return host


def place(text: str, pronouns: Sequence[str], cell: Cell) -> str:
    """Put pronouns where a form takes them: after it and joined, or before it and apart."""
    if not pronouns or cell.tense in _NEVER:
        return text
    if takes_enclitics(cell):
        return attach(text, pronouns, cell)
    return f"{' '.join(pronouns)} {text}"


def splits(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cut a word before every tail that is a well-formed row of pronouns, shortest tail first."""
    yield from _splits(word, ())


def _splits(word: str, tail: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pronoun in CLITICS:
        rest = word.removesuffix(pronoun)
        joined = (pronoun, *tail)
        if rest and rest != word and _well_formed(joined):
            yield rest, joined
            yield from _splits(rest, joined)


def _well_formed(pronouns: tuple[str, ...]) -> bool:
    ranks = [_RANKS[pronoun] for pronoun in pronouns]
    return ranks == sorted(set(ranks)) and ranks[-2:] != [3, 4]


def hosts(rest: str, first: str) -> tuple[str, ...]:
    """List the spellings, accents dropped, that a form could have had before pronouns joined it."""
    plain = strip_accents(rest)
    if first in {"nos", "se"}:
        return plain, f"{plain}s"
    return (plain, f"{plain}d") if first == "os" else (plain,)
