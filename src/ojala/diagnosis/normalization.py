"""The normal form of a text: what remains once keyboard, input method and layout are set aside."""

import re
import unicodedata

# Letters of other alphabets that look like Latin ones, and accents that lean the wrong way:
# keyboards and copied text bring them in.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХаекмнорсухіјѕԁɡӏΑΒΕΗΙΚΜΝΟΡΤΥΧΖανορτυχικɑıƖ\u0300\u0302",
    "ABEKMHOPCTYXaekmhopcyxijsdglABEHIKMNOPTYXZavoptuxikail\u0301\u0301",
)
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u00b4`\u02bc\u2032", "'"))
# Marks, formats, controls, surrogates, private and unassigned: nothing that a reader sees.
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
# A dead key that did not take: its acute stands beside the vowel and not on it.
_STRAY_ACUTE = re.compile("\u00b4([aeiouAEIOU])|([aeiouAEIOU])\u00b4")
_TILDE = "\u0303"
# No answer is longer, and ordering a long run of marks takes time that grows faster than it.
LONGEST = 2_000
_CUT = " etcétera"


def readable(text: str) -> str:
    """The text composed, without invisible characters, its spaces single; case and marks kept."""
    if text.isascii() and text.isalpha() and len(text) <= LONGEST:
        return text
    whole = unicodedata.normalize("NFC", _shortened(text))
    typed = _STRAY_ACUTE.sub("\\1\\2\u0301", whole)
    composed = unicodedata.normalize("NFKC", typed)
    seen = "".join(_visible(character) for character in composed)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _shortened(text: str) -> str:
    """The text, cut where it is too long to be an answer, with a word that tells it was."""
    spaced = " ".join(text.split()) if len(text) > LONGEST else text
    return spaced if len(spaced) <= LONGEST else spaced[:LONGEST] + _CUT


def _visible(character: str) -> str:
    if character.isascii() or character.isalpha():
        return character if character.isprintable() else " "
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _UNSEEN else character


def latin(text: str) -> str:
    """The text with look-alikes from other alphabets read as the Latin letters they resemble."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text).translate(_LOOKALIKES)
    return unicodedata.normalize("NFC", decomposed).translate(_APOSTROPHES)


def bare(text: str) -> str:
    """The text without punctuation and symbols: letters, their marks, digits and single spaces."""
    if text.isalpha() or text.replace(" ", "").isalpha():
        return text
    return " ".join("".join(map(_lettered, text)).split())


def _lettered(character: str) -> str:
    if character.isalnum() or unicodedata.category(character)[0] == "M":
        return character
    return " " if character != "'" else ""


def normal(text: str) -> str:
    """The form in which answers are compared: readable, Latin, bare, in lower case."""
    return unicodedata.normalize("NFC", bare(latin(readable(text))).lower())


def fold(text: str) -> str:
    """The text without accents and diaeresis; ñ stays, being a letter and not an n with a mark."""
    if text.isascii():
        return text
    for marked, plain in _SPANISH:
        text = text.replace(marked, plain)
    return text if text.replace("ñ", "").isascii() else _folded(text)


# Nearly all that is folded is Spanish; the rest goes the long way. Replacing is ten times faster
# than `translate`, which looks up every letter.
_SPANISH = tuple(zip("áéíóúü", "aeiouu", strict=True))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    kept = (c for c in decomposed if c == _TILDE or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(kept))
