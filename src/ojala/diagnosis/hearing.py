"""Hearing: the words of a dictation beside those that were said."""

from ojala.diagnosis.difference import LIMIT, aligned
from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.normalization import fold
from ojala.diagnosis.parts import Failure
from ojala.spanish import analyze

DICTATION = "dictation"
# Words that are no verb forms, and which a missing or added accent can turn another word into.
_WORDS = """
este esta estas de se te tu el mi si mas aun que como cuando donde quien sabia sabias seria serias
hacia ira vario varia varias continuo continua publico critico practico contrario solo medio rio
amen papa pie fe
"""
_OTHER_WORDS = frozenset(_WORDS.split())


def is_word(text: str) -> bool:
    """Whether letters without the accent that was due are another word of Spanish."""
    return text in _OTHER_WORDS or any(one.form.is_of_today for one in analyze(text))


def heard(
    given: tuple[str, ...], due: tuple[str, ...], form: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[Failure, ...]]:
    """Mend the words that were taken for others, the verb apart, and say which they were.

    Words that were added or left out stay as they are: they were not taken for others.
    """
    if len(given) > LIMIT:
        return given, ()
    start, place, kept, failures = _place(due, form), 0, list[str](), list[Failure]()
    for word, said in aligned(given, due):
        mended = said and word and word != said and not start <= place < start + len(form)
        if mended:
            failures.append(Failure(_taken(word, said), word, said))
        kept += filter(None, [said if mended else word])
        place += bool(said)
    return tuple(kept), tuple(failures)


def _place(words: tuple[str, ...], form: tuple[str, ...]) -> int:
    """Where a form begins among words that hold it."""
    return next(n for n in range(len(words)) if words[n : n + len(form)] == form)


def _taken(given: str, due: str) -> FindingKind:
    """A word without its accent is the same word still, unless it is another one without it."""
    unaccented = given == fold(due) and not is_word(given)
    return FindingKind.WORD_ACCENT if unaccented else FindingKind.MISHEARD
