"""Likeness of words: how many slips of the fingers or the ear lie between two spellings."""

from collections.abc import Iterable, Iterator

from ojala.spanish.orthography import fold


def distance(left: str, right: str, limit: int) -> int:
    """Edit distance with swaps of neighbours as one slip; `limit + 1` when it is more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before = before, row
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other
            row.append(min(cost, older[j - 2] + 1) if swapped else cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def closest(word: str, words: Iterable[str], count: int, limit: int = 2) -> tuple[str, ...]:
    """Find the words nearest to one, accents folded, best first, none beyond `limit` slips."""
    target = fold(word.lower())
    scored = []
    for candidate in words:
        if abs(len(candidate) - len(target)) <= limit:
            slips = distance(target, fold(candidate), limit)
            if slips <= limit:
                scored.append((slips, candidate[:1] != word[:1], len(candidate), candidate))
    return tuple(candidate for *_, candidate in sorted(scored)[:count])


_ALIKE = (
    ("qu", "k"),
    ("h", ""),
    ("v", "b"),
    ("z", "s"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("ll", "y"),
    ("ge", "je"),
    ("gi", "ji"),
)


def sound(word: str) -> str:
    """Spell a word roughly as most of America says it: what sounds alike comes out alike."""
    spelled = fold(word)
    for letters, heard in _ALIKE:
        spelled = spelled.replace(letters, heard)
    return spelled


_ALPHABET = "abcdefghijklmnñopqrstuvxyz"


def one_slip_away(word: str) -> Iterator[str]:
    """Spell a word with each single slip: a letter left out, changed, added, or two swapped."""
    for cut in range(len(word) + 1):
        head, tail = word[:cut], word[cut:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _ALPHABET if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _ALPHABET)
