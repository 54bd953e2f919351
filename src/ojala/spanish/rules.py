"""The rules that build a form, each a pure function of the form so far and one argument.

A form under construction bears its stress as an acute and its seam as `+` (*toc+é*). `spell` and
`write_accent` come last. A derivation is a sequence of these rules, so it can be replayed, and a
learner's error is the same sequence with one rule left out or exchanged.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ojala.spanish.orthography import (
    VOWELS,
    consonant_change,
    mark,
    marked_index,
    nuclei,
    stress,
    stressed_vowel,
    strip_accents,
    vowel_indices,
    write,
)
from ojala.spanish.steps import SEAM

Rule = Callable[[str, str], str]
_DIACRITIC = frozenset({"sé", "dé"})
_BREAKS = MappingProxyType({"é": "ié", "í": "ié", "ó": "ué", "ú": "ué"})


def keep(value: str, _: str) -> str:
    """State a fact without changing the form."""
    return value


def start(_: str, argument: str) -> str:
    """Begin from the word given."""
    return argument


def drop_ending(value: str, argument: str) -> str:
    """Take the infinitive's ending away."""
    return value[: -len(argument)]


def replace_tail(value: str, argument: str) -> str:
    """Exchange the end of the stem: `ten>tuv`."""
    old, new = argument.split(">")
    return value.removesuffix(old) + new


def stress_stem(value: str, argument: str) -> str:
    """Stress the stem: its last syllable, its last closed vowel or its last vowel outright."""
    core = _core(value, argument)
    if not vowel_indices(core):
        return value  # s-, d-, v-: nothing there to stress
    if argument == "closed":
        index = max(i for i in vowel_indices(core) if core[i] in "iu")
    elif argument == "last":
        index = vowel_indices(core)[-1]
    else:
        index = stressed_vowel(nuclei(core)[-1], core)
    return mark(value, index)


def _core(value: str, argument: str) -> str:
    """Find the part of a stem in which its stressed vowel is sought: no mute u, no final glide."""
    if argument == "mute" and value[-2:] in {"gu", "qu"}:
        return value[:-1]
    if argument == "glide" and value[-1:] in {"i", "u"} and vowel_indices(value[:-1]):
        return value[:-1]
    return value.removesuffix("y")


def diphthong(value: str, _: str) -> str:
    """Break the stressed vowel: é to ié, ó to ué."""
    index = marked_index(value) or 0
    broken = _BREAKS[value[index]]
    before = value[:index]
    if not before:
        broken = "yé" if broken == "ié" else "hué"
    elif before.endswith("g") and broken == "ué":
        broken = "üé"
    return before + broken + value[index + 1 :]


def close_vowel(value: str, argument: str) -> str:
    """Close the stem's vowel: e to i, o to u."""
    old, new = argument.split(">")
    for form, closed in ((mark(old, 0), mark(new, 0)), (old, new)):
        head, found, rest = value.rpartition(form)
        if found:
            return head + closed + rest
    return value


def unstress(value: str, _: str) -> str:
    """Take the stress off a stem again: what a learner does who keeps a diphthong (*encuentré*)."""
    return strip_accents(value)


def add_consonant(value: str, argument: str) -> str:
    """Lengthen the stem: pon- to pong-, hu- to huy-."""
    return value.replace("ü", "u") + argument if argument == "y" else value + argument


def velar(value: str, argument: str) -> str:
    """Turn the stem's final c into zc, zg or g."""
    return value.removesuffix("c").removesuffix("s") + argument


def add_ending(value: str, argument: str) -> str:
    """Put the ending on, at a seam."""
    return value + SEAM + argument


def past_base(value: str, argument: str) -> str:
    """Take the -ron of the preterite's third person away: tuviéron to tuvié."""
    return _seamless(value).removesuffix(argument)


def change_before_seam(value: str, argument: str) -> str:
    """Respell the consonant before the ending so that its sound stays."""
    old, new = argument.split(">")
    stem, ending = value.split(SEAM)
    return stem.removesuffix(old) + new + SEAM + ending


def glide_to_y(value: str, _: str) -> str:
    """Write y for the unstressed i of an ending between vowels or at the start of a word."""
    stem, ending = value.split(SEAM)
    return stem.replace("ü", "u") + SEAM + "y" + ending[1:]


def absorb_glide(value: str, _: str) -> str:
    """Drop the unstressed i of an ending: ñ, ll, j or another i has taken it in."""
    stem, ending = value.split(SEAM)
    return stem + SEAM + ending[1:]


def suppletive(value: str, argument: str) -> str:
    """Take a form that no rule builds, its stress marked; what stands before it is kept."""
    return value + mark(argument, stress(argument))


def _seamless(value: str) -> str:
    return value.replace(SEAM, "")


def write_accent(value: str, _: str) -> str:
    """Close the seam and write the accent, or leave it out, by the rules of 2010."""
    joined = _seamless(value)
    return joined if joined in _DIACRITIC else write(joined)


def join_participle(value: str, argument: str) -> str:
    """Put the participle after the auxiliary."""
    return f"{value} {argument}"


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "class": keep,
        "source": keep,
        "infinitive": start,
        "drop-ending": drop_ending,
        "stem": replace_tail,
        "preterite-stem": replace_tail,
        "future-stem": replace_tail,
        "imperfect-stem": replace_tail,
        "prefix": start,
        "stress-stem": stress_stem,
        "diphthong": diphthong,
        "close-vowel": close_vowel,
        "add-consonant": add_consonant,
        "unstress": unstress,
        "velar": velar,
        "ending": add_ending,
        "past-base": past_base,
        "spell": change_before_seam,
        "glide-y": glide_to_y,
        "glide-absorbed": absorb_glide,
        "whole-form": suppletive,
        "accent": write_accent,
        "compound": join_participle,
    }
)


def repairs(value: str, spelled_before: str) -> list[tuple[str, str]]:
    """Which spelling rules a seam asks for: the stem as spelled before `a` or `e`, then its ending.

    >>> repairs("toc+é", "a")
    [('spell', 'c>qu')]
    """
    stem, ending = value.split(SEAM)
    following = strip_accents(ending[:1])
    if following == "i" and ending[:1] == "i" and strip_accents(ending[1:2]) in VOWELS:
        glide = _glide_repair(stem, spelled_before)
        return [(glide, "")] if glide else []
    change = (
        consonant_change(stem, spelled_before, following) if spelled_before in _VOWELS else None
    )
    return [("spell", f"{change[0]}>{change[1]}")] if change else []


_VOWELS = frozenset("ae")


def _glide_repair(stem: str, spelled_before: str) -> str:
    """Which rule meets an ending's unstressed i after this stem, if any."""
    if stem.endswith(("ll", "ñ", "i")) or (spelled_before == "j" and stem.endswith("j")):
        return "glide-absorbed"
    if not stem:
        return "glide-y"
    mute = stem.endswith(("gu", "qu")) and spelled_before == "e"
    return "glide-y" if stem[-1] in VOWELS and not mute else ""
