"""Mood from raw text: every governed verb of a sentence, and what may stand in a blank."""

from dataclasses import dataclass, replace

from ojala.grammar.clause import Clause
from ojala.grammar.context import Context, Sentence, parse
from ojala.grammar.features import clause_of
from ojala.grammar.filling import form_of, person_of, tense_of
from ojala.grammar.mood import FINITE, MoodJudgement, Option, Status, mood
from ojala.grammar.preferences.prefer import prefer
from ojala.grammar.resolution import Resolution
from ojala.grammar.resolve import rejoined, resolve
from ojala.grammar.sequence import Admitted, admitted
from ojala.grammar.trigger import Trigger
from ojala.grammar.verbs import Verb
from ojala.spanish.features import Mood, Person, Tense


@dataclass(frozen=True, slots=True)
class GovernedVerb:
    """One finite verb of a sentence with what governs it."""

    text: str
    start: int
    """Where the verb group begins in the sentence, in characters; it ends at `end`."""
    end: int
    verb: Verb
    trigger: Trigger | None
    clause: Clause | None
    judgement: MoodJudgement | None
    best: Mood
    """The mood the context makes likeliest."""
    certain: bool
    """Whether the grammar leaves no doubt, so that another mood may be called wrong."""
    tense: Tense
    """The tense of `best` that fits the sentence."""
    person: Person
    """The person the sentence makes likeliest; for a verb that is there, its own."""
    cue: tuple[int, int] | None = None
    """Where the words that decide begin and end in the sentence, in characters."""

    def form(self, lemma: str) -> str:
        """Give the form of a verb that fits best; empty where the verb lacks it."""
        return form_of(lemma, self.tense, self.person)

    def status(self, mood: Mood) -> Status:
        """Tell how a mood stands here; nothing is excluded unless that is certain."""
        if self.judgement is None:
            return Status.OPEN
        status = self.judgement.option(mood).status
        if self.certain:
            return status
        return {Status.EXCLUDED: Status.MARKED, Status.REQUIRED: Status.OPEN}.get(status, status)

    @property
    def options(self) -> tuple[Option, ...]:
        """Both finite moods (or the infinitive) as they stand here, the likeliest first."""
        found = {} if self.judgement is None else {o.mood: o for o in self.judgement.options}
        for each in FINITE:
            known = found.get(each, Option(each, Status.OPEN, None))
            found[each] = replace(known, status=self.status(each), tenses=self._tenses(known))
        return tuple(sorted(found.values(), key=lambda option: option.mood is not self.best))

    def _tenses(self, option: Option) -> tuple[Admitted, ...]:
        if option.tenses or self.clause is None or self.status(option.mood) is Status.EXCLUDED:
            return option.tenses
        return admitted(self.clause, option.mood)


def governed(text: str) -> tuple[GovernedVerb, ...]:
    """Find every finite verb of a text with its trigger, its moods and how sure that is."""
    sentence = parse(text)
    return tuple(
        _judge(sentence, n, text, _lemma(sentence, n)) for n in range(len(sentence.placed))
    )


def mood_in_text(text: str, lemma: str) -> GovernedVerb:
    """Decide the mood of the one blank of a sentence; raise `ValueError` where there is none."""
    sentence = parse(text)
    for n, place in enumerate(sentence.placed):
        if not sentence.verbs[place.verb].readings:
            return _judge(sentence, n, text, lemma)
    raise ValueError("the sentence has no blank")


def _lemma(sentence: Sentence, n: int) -> str:
    verb = sentence.verbs[sentence.placed[n].verb]
    return verb.readings[0][0] if verb.readings else ""


def _judge(sentence: Sentence, n: int, text: str, lemma: str) -> GovernedVerb:
    context = rejoined(Context(sentence, sentence.placed[n], lemma))
    found = resolve(context)
    clause = clause_of(context, found)
    judgement = mood(clause) if clause else None
    verb = context.verb
    best = _best(context, found, judgement)
    first, last = sentence.tokens[verb.index], sentence.tokens[verb.end]
    return GovernedVerb(
        text=text[first.start : last.end],
        start=first.start,
        end=last.end,
        verb=verb,
        trigger=clause.trigger if clause else None,
        clause=clause,
        judgement=judgement,
        best=best,
        certain=_is_certain(found) and not _is_courtesy(judgement, lemma),
        tense=_tense(context, best, judgement),
        person=person_of(context, relative=found.antecedent is not None),
        cue=_cue(sentence, found),
    )


def _best(context: Context, found: Resolution, judgement: MoodJudgement | None) -> Mood:
    certain = _is_certain(found)
    required = judgement is not None and judgement.best.status is Status.REQUIRED
    firm = certain or (found.governor and found.governor.trigger.category not in _GUESSED)
    if judgement is not None and required and firm:
        return judgement.best.mood
    preferred = prefer(context, found)
    barred = certain and judgement is not None and preferred not in judgement.accepted
    if preferred is not None and not barred:
        return preferred
    return judgement.best.mood if judgement and judgement.accepted else Mood.INDICATIVE


def _tense(context: Context, best: Mood, judgement: MoodJudgement | None) -> Tense:
    admitted = judgement.option(best).tenses if judgement else ()
    return tense_of(context, best, tuple(choice.tense for choice in admitted))


def _is_certain(found: Resolution) -> bool:
    governor = found.governor
    if governor is None or not governor.near:
        return False
    trigger = governor.trigger
    return trigger.category not in _GUESSED and trigger.id not in _GUESSED_TRIGGERS


_GUESSED = frozenset(
    {
        "relative",
        "si",
        "comparison",
        "main_ra",
        "reduplicative",
        "infinitive",
        "command",
    }
)
"""Categories told apart by their surroundings, which can mislead."""
_GUESSED_TRIGGERS = frozenset(
    {
        "mientras-que",
        "por-adjetivo-que",
        "por-muy-que",
        "si-bien",
        "pensar-en-que",
        "como-causal",
        "como-condicional",
        "como-modo",
        "es-que",
        "pues",
        "imperativo-que",
        "tan-que",
        "asi-aunque",
    }
    | {"el-que", "que-deseo", "que-orden-indirecta", "que-orden-repetida", "imperativo-usted"}
    | {"imperativo-nosotros", "no-saber-cuando", "el-problema-es-que", "lo-adjetivo-que"}
)


def _is_courtesy(judgement: MoodJudgement | None, lemma: str) -> bool:
    """Tell whether a form in -ra may stand for a conditional (*creo que quisiera verlo*)."""
    required = judgement is not None and judgement.best.mood is Mood.INDICATIVE
    return required and lemma in {"querer", "poder", "deber", "haber"}


def _cue(sentence: Sentence, found: Resolution) -> tuple[int, int] | None:
    governor = found.governor
    if governor is None:
        return None
    return sentence.tokens[governor.start].start, sentence.tokens[governor.end].end
