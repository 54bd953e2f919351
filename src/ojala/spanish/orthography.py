"""Spanish spelling as rules: syllables, stress, written accents and spelling repairs.

Inside the engine a form carries its stress as an acute on the stressed vowel, wherever it falls
(*cuénto*, *háblas*); `write` then keeps or drops the mark as the Ortografía of 2010 asks.
"""

from dataclasses import dataclass
from itertools import pairwise

VOWELS = frozenset("aeiouáéíóúü")
_OPEN = frozenset("aeoáéó")
_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))
_STRIP = str.maketrans("áéíóú", "aeiou")
_FOLD = str.maketrans("áéíóúü", "aeiouu")


def strip_accents(text: str) -> str:
    """Drop every acute, keeping ñ and ü."""
    return text.translate(_STRIP)


def fold(text: str) -> str:
    """Drop acutes and diaereses, as careless typing does; ñ stays."""
    return text.translate(_FOLD)


def acute(vowel: str) -> str:
    """Return the vowel with an acute; letters that take none come back as they are."""
    return _ACUTE.get(vowel, vowel)


def mark(text: str, index: int) -> str:
    """Put the acute on the vowel at `index` and take it from all others."""
    plain = strip_accents(text)
    return plain[:index] + acute(plain[index]) + plain[index + 1 :]


def marked_index(text: str) -> int | None:
    """Where the first acute stands, if any."""
    for index, letter in enumerate(text):
        if letter in "áéíóú":
            return index
    return None


def vowel_indices(text: str) -> list[int]:
    """Where the letters stand that sound as vowels or glides.

    The u of *que, qui, gue, gui* is mute; y is a vowel only at the end of a word (*voy*) or alone.
    """
    last = len(text) - 1
    found = []
    for index, letter in enumerate(text):
        if letter == "u":
            before = text[index - 1] if index else ""
            if before == "q" or (before == "g" and index < last and text[index + 1] in "eéií"):
                continue
            found.append(index)
        elif letter in VOWELS or (letter == "y" and index == last):
            found.append(index)
    return found


def _touch(text: str, left: int, right: int) -> bool:
    """Whether two vowels meet: side by side, or with only a mute h between them."""
    return right == left + 1 or (right == left + 2 and text[left + 1] == "h")


def _splits(text: str, left: int, right: int, following: int | None) -> bool:
    """Whether two vowels that meet belong to two syllables."""
    first, second = text[left], text[right]
    if first in "íú":
        return second in _OPEN or second in "íú" or strip_accents(first) == second
    if first in _OPEN:
        glide_of_next = following is not None and second not in "íú" and second not in _OPEN
        return second in _OPEN or second in "íú" or glide_of_next
    return strip_accents(second) == first


def nuclei(text: str) -> list[tuple[int, ...]]:
    """Group the vowels into syllable nuclei, as the rules of written accent count them."""
    places = vowel_indices(text)
    groups: list[tuple[int, ...]] = []
    for number, place in enumerate(places):
        after = places[number + 1] if number + 1 < len(places) else None
        following = after if after is not None and _touch(text, place, after) else None
        previous = groups[-1] if groups else ()
        if (
            previous
            and _touch(text, previous[-1], place)
            and _joins(text, previous, place, following)
        ):
            groups[-1] = (*previous, place)
        else:
            groups.append((place,))
    return groups


def _joins(text: str, group: tuple[int, ...], place: int, following: int | None) -> bool:
    """Whether the vowel at `place` belongs to the syllable of the group before it."""
    if len(group) >= 3 or _splits(text, group[-1], place, following):  # noqa: PLR2004 (triphthong)
        return False
    has_open = any(text[index] in _OPEN for index in group)
    return not (has_open and text[place] in _OPEN)


def stressed_vowel(nucleus: tuple[int, ...], text: str) -> int:
    """Which vowel of a stressed syllable bears the stress: the open one, else the last."""
    for index in nucleus:
        if text[index] in _OPEN:
            return index
    return nucleus[-1]


def _ends_softly(word: str) -> bool:
    """Whether a word ends in a vowel, or in n or s after one (*cantan*, not *robots*)."""
    return word[-1] in VOWELS or (word[-1] in "ns" and word[-2:-1] in VOWELS)


def stress(word: str) -> int:
    """Index of the stressed vowel of a written word; -1 if it has no vowel."""
    written = marked_index(word)
    if written is not None:
        return written
    groups = nuclei(word)
    if not groups:
        return -1
    stressed = groups[-2] if _ends_softly(word) and len(groups) > 1 else groups[-1]
    return stressed_vowel(stressed, word)


@dataclass(frozen=True, slots=True)
class AccentRule:
    """Why a word bears a written accent or goes without."""

    id: str
    written: bool


HIATUS = AccentRule("hiatus", written=True)
MONOSYLLABLE = AccentRule("monosyllable", written=False)
OXYTONE_MARKED = AccentRule("oxytone-vowel-n-s", written=True)
OXYTONE_PLAIN = AccentRule("oxytone-other", written=False)
PAROXYTONE_MARKED = AccentRule("paroxytone-other", written=True)
PAROXYTONE_PLAIN = AccentRule("paroxytone-vowel-n-s", written=False)
PROPAROXYTONE = AccentRule("proparoxytone", written=True)


def accent_rule(marked: str) -> AccentRule:
    """Which rule of written accent decides a form whose stressed vowel is marked."""
    index = marked_index(marked)
    if index is None:
        return MONOSYLLABLE
    if has_hiatus(marked):
        return HIATUS
    groups = nuclei(marked)
    if len(groups) == 1:
        return MONOSYLLABLE
    from_end = next(n for n, group in enumerate(reversed(groups)) if index in group)
    soft = _ends_softly(marked)
    if from_end == 0:
        return OXYTONE_MARKED if soft else OXYTONE_PLAIN
    if from_end == 1:
        return PAROXYTONE_PLAIN if soft else PAROXYTONE_MARKED
    return PROPAROXYTONE


def has_hiatus(marked: str) -> bool:
    """Whether the marked vowel is an í or ú beside an open vowel: written wherever it stands."""
    index = marked_index(marked)
    return index is not None and marked[index] in "íú" and _meets_open(marked, index)


def _meets_open(text: str, index: int) -> bool:
    """Whether an open vowel stands beside the vowel at `index`, a mute h apart at most."""
    for step in (-1, 1):
        near = index + step
        if 0 <= near < len(text) and text[near] == "h":
            near += step
        if 0 <= near < len(text) and text[near] in _OPEN:
            return True
    return False


def write(marked: str) -> str:
    """Spell a form whose stressed vowel is marked: keep the acute only where it is written."""
    return marked if accent_rule(marked).written else strip_accents(marked)


_INSEPARABLE = frozenset(
    (
        *("ch", "ll", "rr", "qu", "gu", "tl", "tr", "dr"),
        *(stop + liquid for stop in "bcfgkp" for liquid in "lr"),
    )
)


def syllables(word: str) -> tuple[str, ...]:
    """Cut a word into syllables, as the rules of written accent count them.

    >>> syllables("prohíbe")
    ('pro', 'hí', 'be')
    """
    groups = nuclei(word)
    cuts = [0]
    for left, right in pairwise(groups):
        cuts.append(_cut(word, left[-1] + 1, right[0]))
    ends = [*cuts[1:], len(word)]
    return tuple(word[start:end] for start, end in zip(cuts, ends, strict=True))


def _cut(word: str, start: int, end: int) -> int:
    """Where the consonants between two vowels part: before the last one or inseparable two."""
    between = word[start:end]
    if between[-2:] in _INSEPARABLE:
        return end - 2
    return end - 1 if between else end


_BEFORE_FRONT = (("gu", "gü"), ("g", "gu"), ("c", "qu"), ("z", "c"))
_BEFORE_BACK = (("gu", "g"), ("qu", "c"), ("g", "j"), ("c", "z"))


def consonant_change(stem: str, spelled_before: str, following: str) -> tuple[str, str] | None:
    """Which letters at the end of a stem must give way to which, so that it sounds the same.

    `spelled_before` is a vowel that the stem is spelled for, `following` the one it now meets.
    """
    was_back, is_back = spelled_before in "aou", strip_accents(following) in set("aou")
    if was_back == is_back or following not in VOWELS:
        return None
    for old, new in _BEFORE_FRONT if was_back else _BEFORE_BACK:
        if stem.endswith(old):
            return old, new
    return None


def respell(stem: str, spelled_before: str, following: str) -> str:
    """Spell a stem for another vowel: toc- for e is toqu-, venc- for o is venz-.

    >>> respell("toc", "a", "e")
    'toqu'
    """
    change = consonant_change(stem, spelled_before, following)
    return stem.removesuffix(change[0]) + change[1] if change else stem
