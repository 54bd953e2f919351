"""Mistakes: wrong forms that learners really write, as often as they write them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from ojala.exercises.distractors import wrong_moods, wrong_only
from ojala.exercises.draft import Draft
from ojala.exercises.item import ItemKind
from ojala.exercises.moods import alternates
from ojala.grammar.trigger import Sequence, Trigger
from ojala.grammar.words import HOMOGRAPH_NOUNS, INTERROGATIVES
from ojala.spanish import analyze, conjugate
from ojala.spanish.features import Cell, Mood, Person, Tense
from ojala.spanish.slips import wrong_forms

_MOOD = frozenset(ItemKind)
_FORM = frozenset({ItemKind.FORM})
_TENSE = frozenset({ItemKind.SEQUENCE, ItemKind.FORM})
_UNSEEN = ("accent", "sound-alike", "stress-shifted", "ending-class")
"""Slips of the pen, and forms that hardly anybody writes: *esquiimos* for *esquiamos*."""
_BEFORE_INFINITIVES = frozenset({"apenas", "nada-mas-que"})
"""Triggers behind which many write an infinitive too: *apenas llegar*."""
_POLITE = frozenset({"command", "main_ra"})
"""Categories in which the other mood says something else that is right: *No fumas. Quería…*"""
_AMBIGUOUS = frozenset(
    {"como-condicional", "como-causal", "asi-aunque", "pues", "o-sea", "no-porque"}
    | {"mientras", "a-medida-que", "cuidado-con-que"}
    | {"dios-quiera-que", "viva", "que-deseo", "que-orden-indirecta"}
    | {"no-saber-si", "no-saber-cuando", "quien-sabe-si"}
)
"""Triggers whose words say something else that is right with the other mood, or the same in some
countries: *Como gritáis… Dios quiere que… ¡Que viene Ana!*, Mexican *No sé si venga*."""
_TOLD_OF = frozenset({Tense.IND_PRET, Tense.IND_IMP, Tense.IND_PLUP})
"""Past tenses beside which a relative clause takes a literary -ra: *la casa que compraran*."""
_ASKING = INTERROGATIVES | {"si"}
_SUPPLETIVE = frozenset({"ir", "ser"})
_TIMELESS = frozenset({Sequence.PAST_ONLY, Sequence.CONDITION})
"""Rules of sequence that never admit the present subjunctive."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong form in the place of the right one."""

    text: str
    about: frozenset[ItemKind]
    """What somebody who mends it shows to know."""


def mistake_in(
    draft: Draft, trigger: Trigger, rng: Random, about: ItemKind | None = None
) -> Mistake | None:
    """Draw a mistake as often as learners make it; None where nothing is wrong in any reading.

    Where it is to be `about` something, one that does not show whether that is known is no choice.
    What is wrong is drawn before the form: most ways of going wrong are then never looked into.
    """
    left = [way for way in _WAYS if about is None or about in way.about]
    while left:
        (way,) = rng.choices(left, [one.share for one in left])
        found = _wrong(way, draft, trigger)
        if found:
            return rng.choice(found)
        left.remove(way)
    return None


def mistakes(draft: Draft, trigger: Trigger) -> tuple[Mistake, ...]:
    """Return the mistakes that learners make here and that are wrong in any reading."""
    return tuple(mistake for way in _WAYS for mistake in _wrong(way, draft, trigger))


def _wrong(way: "_Way", draft: Draft, trigger: Trigger) -> tuple[Mistake, ...]:
    return tuple(Mistake(text, way.about) for text in wrong_only(draft, way.texts(draft, trigger)))


def _moods(draft: Draft, trigger: Trigger) -> Iterator[str]:
    """Yield the other mood, where the sentence as it stands admits it in no sense."""
    if not _settled(draft, trigger):
        return
    forms = wrong_moods(draft, trigger)
    if draft.sentence.cell.tense is Tense.INF:
        forms = forms[:1] if trigger.id == "preposicion-infinitivo" else forms[1:2]
    elif trigger.category == "si":
        forms = forms[-1:]  # *si tendría*
    for text in forms[:1]:
        if draft.sentence.cell.tense is not Tense.INF or text not in HOMOGRAPH_NOUNS:
            yield text  # *¿queréis cena?* is right


def _settled(draft: Draft, trigger: Trigger) -> bool:
    """Tell whether one mood alone makes sense here, the English set aside."""
    clitics = draft.choice is not None and draft.choice.predicate.clitics
    tense = draft.sentence.cell.tense
    enclitic = clitics and tense is Tense.INF
    literary = trigger.category == "relative" and tense in _TOLD_OF
    if trigger.category in _POLITE or trigger.id in _AMBIGUOUS or enclitic or literary:
        return False
    if tense is Tense.INF and _ASKING & set(draft.sentence.cue.lower().split()):
        return False  # *no sé qué hacer*, and what somebody does: *no sé qué hace*
    return not alternates(trigger) or (trigger.category == "temporal" and _lies_ahead(draft))


def _lies_ahead(draft: Draft) -> bool:
    """Tell whether the main verb is in the future, so that *cuando* can mean no habit."""
    words = draft.sentence.blanked.lower().replace(",", "").replace(".", "").split()
    return draft.sentence.cell.tense is Tense.SUB_PRES and any(map(_is_future, words))


@lru_cache(maxsize=4096)
def _is_future(word: str) -> bool:
    tenses = {found.cell.tense for found in analyze(word)}
    return tenses == {Tense.IND_FUT}


def _infinitives(draft: Draft, trigger: Trigger) -> Iterator[str]:
    """Yield the infinitive behind *que* or *cuando*: *cuando terminar la universidad*."""
    choice = draft.choice
    if trigger.id in _BEFORE_INFINITIVES or draft.sentence.level != "A2":
        return  # whoever is beyond the beginning conjugates
    if choice and choice.frame.slot == "clause" and not choice.predicate.clitics:
        yield draft.sentence.lemma


def _tenses(draft: Draft, trigger: Trigger) -> Iterator[str]:
    """Yield the present subjunctive where only a past one can stand: *como si sea*."""
    cell = draft.sentence.cell
    if trigger.sequence in _TIMELESS and cell.tense is Tense.SUB_IMP_RA:
        for form in conjugate(draft.sentence.lemma).forms(Cell(Tense.SUB_PRES, cell.person))[:1]:
            yield form.text


def _persons(draft: Draft, _trigger: Trigger) -> Iterator[str]:
    """Yield the singular beside several people: *espero que mis padres venga*."""
    choice, cell = draft.choice, draft.sentence.cell
    if choice and choice.subject.spanish and cell.person is Person.ELLOS:
        for form in conjugate(draft.sentence.lemma).forms(Cell(cell.tense, Person.EL))[:1]:
            yield form.text


def _forms(draft: Draft, _trigger: Trigger) -> Iterator[str]:
    """Yield forms that do not exist, built by a rule left out or misplaced."""
    if draft.sentence.cell.tense.mood is Mood.INFINITIVE or draft.sentence.lemma in _SUPPLETIVE:
        return
    yield from _misbuilt(draft.sentence.lemma, draft.sentence.cell)


@lru_cache(maxsize=4096)
def _misbuilt(lemma: str, cell: Cell) -> tuple[str, ...]:
    wrong = wrong_forms(lemma, cell).items()
    seen = (text for text, rule in wrong if not rule.startswith(_UNSEEN))
    return tuple(text for text in seen if not analyze(text))


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of going wrong."""

    texts: Callable[[Draft, Trigger], Iterator[str]]
    about: frozenset[ItemKind]
    """What somebody who mends it shows to know."""
    share: int
    """Of all places where a subjunctive was due, in thousandths (reference: error taxonomy)."""


_WAYS = (
    _Way(_moods, _MOOD, 206),
    _Way(_infinitives, _MOOD, 33),
    _Way(_tenses, _TENSE, 29),
    _Way(_persons, _FORM, 10),
    _Way(_forms, _FORM, 24),
)
