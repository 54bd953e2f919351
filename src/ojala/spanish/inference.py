"""What the shape of a word says: whether it can be an infinitive, and of which class."""

from collections.abc import Iterator

from ojala.spanish.orthography import VOWELS

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzáéíóúüñ")
_ENDINGS = ("ar", "er", "ir", "ír")
_ONSETS = frozenset(
    (
        *"bcdfghjklmnñpqrstvwxyz",
        *("ch", "ll", "rr", "bl", "br", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "kl", "kr"),
        *("pl", "pr", "tr", "tl", "gn", "ps", "pt", "sh", "ts", "th", "wh", "kn", "qu", "gu"),
        *("sc", "sk", "sl", "sm", "sn", "sp", "st", "str", "spr", "scr", "tw", "zh"),
    )
)
_CODAS = frozenset((*"bcdfghjklmnprstxyzwvñ", "ns", "bs", "rs", "ls", "ks", "st", "nk"))
_PREFIXES = (
    "anti", "ante", "auto", "bien", "co", "con", "contra", "contro", "des", "de", "dis", "em", "en",
    "entre", "equi", "ex", "extra", "fore", "foto", "geo", "hiper", "in", "infra", "inter", "intra",
    "macro", "mal", "maxi", "mega", "meta", "micro", "mini", "mono", "multi", "neo", "para", "per",
    "poli", "por", "pos", "post", "pre", "pro", "re", "requete", "retro", "semi", "sobre", "so",
    "son", "sub", "super", "sus", "tele", "trans", "tras", "tri", "ultra", "vice", "a",
)  # fmt: skip


def is_infinitive(word: str) -> bool:
    """Whether a word has the shape of a Spanish infinitive."""
    stem = word[:-2]
    if word[-2:] not in _ENDINGS or not stem or not set(word) <= _LETTERS:
        return False
    if any(letter in "áéíóú" for letter in stem):
        return False
    if word[-2:] != "ar" and (stem[-1] == "i" or (stem[-1] == "u" and word[-2:] == "er")):
        return stem.endswith(("qu", "gu"))
    if (word[-2:] == "ír") != (word[-2:] in {"ír", "ir"} and stem[-1] in "aeo"):
        return False
    return _pronounceable(word)


def _pronounceable(word: str) -> bool:
    """Whether every run of consonants can be cut into the end and the start of syllables."""
    runs = _consonant_runs(word)
    if runs and word[0] not in VOWELS and runs[0] not in _ONSETS:
        return False
    inner = runs[1:-1] if word[0] not in VOWELS else runs[:-1]
    return all(_cuts(run) for run in inner)


def _consonant_runs(word: str) -> list[str]:
    spaced = "".join(" " if letter in VOWELS else letter for letter in word)
    return spaced.split()


def _cuts(run: str) -> bool:
    if run in _ONSETS:
        return True
    for cut in range(1, len(run)):
        coda, onset = run[:cut], run[cut:]
        if onset in _ONSETS and coda in _CODAS:
            return True
    return False


def bases(lemma: str) -> Iterator[str]:
    """Name the verbs a lemma could be a prefixed form of, longest prefix first."""
    for prefix in sorted(_PREFIXES, key=len, reverse=True):
        rest = lemma.removeprefix(prefix)
        if rest != lemma and len(rest) > 3:  # noqa: PLR2004 (shorter rests are chance)
            yield rest
            if rest.startswith("rr"):
                yield rest[1:]


# Endings that only verbs of one family have, whatever stands before them.
_FAMILIES = (
    ("poner", "poner"), ("tener", "tener"), ("venir", "venir"), ("traer", "traer"),
    ("solver", "volver"), ("volver", "volver"), ("scribir", "escribir"), ("hacer", "hacer"),
    ("decir", "predecir"), ("ferir", "sentir"), ("vertir", "sentir"), ("sentir", "sentir"),
    ("gerir", "sentir"), ("seguir", "pedir"), ("pedir", "pedir"), ("vestir", "pedir"),
    ("quirir", "adquirir"), ("cubrir", "abrir"), ("ducir", "conducir"), ("grafiar", "vaciar"),
    ("salir", "salir"), ("valer", "valer"), ("caer", "caer"), ("oír", "oír"), ("reír", "reír"),
    ("hibir", "partir"),
)  # fmt: skip


def inferred_class(lemma: str) -> str:
    """Name the class that new and rare verbs of this shape follow."""
    for ending, name in _FAMILIES:
        if lemma.endswith(ending):
            return name
    if lemma.endswith("ar"):
        return "actuar" if lemma.endswith("uar") and lemma[-4:-3] not in "gcq" else "amar"
    if lemma.endswith("er"):
        vowel_before_c = lemma.endswith("cer") and lemma[-4:-3] in VOWELS
        return "conocer" if vowel_before_c or lemma.endswith("scer") else "temer"
    if lemma.endswith("ucir"):
        return "lucir"
    if lemma.endswith("güir") or (lemma.endswith("uir") and lemma[-4:-3] not in "gq"):
        return "huir"
    return "partir"
