"""The checker of free text: the mood errors of a text, and nothing that it is not sure of."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ojala.diagnosis.clauses import clause_errors
from ojala.diagnosis.evidence import TOLD, Evidence, evidence
from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.sentences import sentences
from ojala.diagnosis.suggestions import in_indicative, in_subjunctive
from ojala.diagnosis.textfinding import TextFinding
from ojala.grammar.mood import Status
from ojala.grammar.text import GovernedVerb, governed
from ojala.spanish.features import Mood, Tense

LONGEST = 20_000
"""Texts are read up to here."""
_MOST_FINDINGS = 500


def check(text: str) -> tuple[TextFinding, ...]:
    """Find the mood errors of a text, in its order; abstain where more than one reading is open."""
    return tuple(islice(_findings(text[:LONGEST]), _MOST_FINDINGS))


def _findings(text: str) -> Iterator[TextFinding]:
    told = not _addresses(text)
    narrated = False
    for start, sentence in sentences(text):
        verbs = governed(sentence)
        for finding in _in_sentence(sentence, verbs, narrated=narrated and told):
            yield finding.moved(start)
        narrated = narrated or _narrates(sentence, verbs)


# A text in which these stand may tell its reader to do something.
_ADDRESS = re.compile(
    r"\b(usted|ustedes|uds?|le|les|señor|señora|señores|estimad[oa]s?|por favor|tu|tus|te|ti)\b",
    re.IGNORECASE,
)
_WRITER = re.compile(
    r"\b(yo|mi|mis|me|nos|nuestr[oa]s?|soy|estoy|tengo|\w+amos|\w+emos|\w+imos)\b", re.IGNORECASE
)


def _addresses(text: str) -> bool:
    return _ADDRESS.search(text) is not None


def _narrates(sentence: str, verbs: Sequence[GovernedVerb]) -> bool:
    """Whether a sentence is about the writer, or about the past."""
    past = any(verb.verb.tenses and verb.verb.tenses <= TOLD for verb in verbs)
    return past or _WRITER.search(sentence) is not None


def _in_sentence(
    sentence: str, verbs: Sequence[GovernedVerb], *, narrated: bool
) -> list[TextFinding]:
    cases = evidence(sentence, verbs, narrated=narrated)
    found = [finding for case in cases if (finding := _judge(case)) is not None]
    clauses = list(clause_errors(sentence, verbs))
    taken = {finding.start for finding in clauses}
    found = [finding for finding in found if finding.start not in taken] + clauses
    return sorted(found, key=lambda finding: finding.start)


def _judge(evidence: Evidence) -> TextFinding | None:
    moods = evidence.moods
    if moods == {Mood.SUBJUNCTIVE}:
        return _subjunctive(evidence)
    if moods and Mood.SUBJUNCTIVE not in moods:
        return _indicative(evidence)
    return None  # *siente, crea*: it may be the right mood of another verb


def _finding(
    evidence: Evidence, kind: FindingKind, suggestions: tuple[str, ...]
) -> TextFinding | None:
    """The finding, unless there is nothing better to suggest."""
    verb = evidence.verb
    better = tuple(form for form in suggestions if form.lower() != verb.text.lower())
    rule = verb.trigger.id if verb.trigger else ""
    finding = TextFinding(verb.start, verb.end, verb.text, kind, better, rule, verb.cue)
    return finding if better else None


# What takes the subjunctive whoever speaks, so that the indicative is an error.
_STRICT = frozenset(
    {"volition", "purpose", "evaluation", "emotion", "doubt", "without", "condition", "exception"}
    | {"as_if", "optative", "noun", "consequence_purpose", "perception_negated"}
)
_BOTH_MOODS = frozenset(
    {"el-que", "el-hecho-de-que", "que-deseo", "que-orden-indirecta", "suponiendo-que", "dado-que"}
    | {"como-si-indicativo", "por-si", "segun-que", "mientras-no", "lo-importante-es-que"}
)
_AHEAD = frozenset(
    {"cuando", "en-cuanto", "tan-pronto-como", "hasta-que", "una-vez-que", "despues-de-que"}
    | {"luego-de-que", "antes-de-que", "apenas", "para-cuando", "la-proxima-vez-que"}
)
_WISHED = frozenset({"volition", "purpose", "optative", "temporal"})
_CONDITIONALS = frozenset({Tense.COND, Tense.COND_PERF})
_NOT_PAST = frozenset({Tense.IND_PRES, Tense.IND_FUT, Tense.IND_PERF}) | _CONDITIONALS


def _indicative(evidence: Evidence) -> TextFinding | None:
    """An indicative or a conditional where the subjunctive is due."""
    verb, trigger = evidence.verb, evidence.verb.trigger
    if trigger is None or evidence.far or not evidence.exact:
        return None
    conditional = evidence.tenses <= _CONDITIONALS
    kind = FindingKind.CONDITIONAL if conditional else FindingKind.INDICATIVE
    past = trigger.category == "si" and (conditional or evidence.imagined)
    any_ = trigger.category in ("relative", "optative") and conditional and evidence.any_whatever
    if past or any_ or (trigger.id == "cuando" and conditional):
        return _finding(evidence, kind, in_subjunctive(verb, past=True))
    imagined = trigger.id == "donde" and evidence.unknown_antecedent
    ahead = trigger.id == "para-cuando" and evidence.tenses <= _NOT_PAST
    if ahead or imagined or (trigger.category == "relative" and evidence.valued):
        return _finding(evidence, kind, in_subjunctive(verb))
    if verb.best is not Mood.SUBJUNCTIVE or not _wants_subjunctive(evidence):
        return None
    return _finding(evidence, kind, in_subjunctive(verb))


def _wants_subjunctive(evidence: Evidence) -> bool:
    verb, trigger = evidence.verb, evidence.verb.trigger
    if trigger is None or trigger.id in _BOTH_MOODS:
        return False
    if evidence.polite_conditional and trigger.category not in _WISHED:
        return False
    if trigger.category in _STRICT:
        return verb.certain and not (trigger.category == "evaluation" and evidence.after_noun)
    if trigger.category == "temporal":
        ahead = evidence.tenses & _NOT_PAST and Tense.IND_IMP not in evidence.tenses
        late = trigger.id in _AHEAD and bool(ahead)
        return late or verb.status(Mood.INDICATIVE) is Status.EXCLUDED
    if trigger.category == "relative":
        told = bool(evidence.tenses & _NOT_PAST) or evidence.denied_antecedent
        return told and evidence.unknown_antecedent and not evidence.tenses <= _CONDITIONALS
    return trigger.category == "si"


# Asserting, causing, concluding: what follows is told as a fact.
_FACTS = frozenset({"assertion", "consequence", "certainty", "indirect_question"})
_THOUGHTS = frozenset({"creer-que", "pensar-que", "saber-que", "parecer-que", "opinar-que"})
_CAUSES = frozenset({"porque", "ya-que", "puesto-que", "como-causal"})
_ORDERS = frozenset({"command", "main_ra"})
# The -ra forms that stand in main clauses of their own right.
_POLITE = frozenset({"querer", "deber", "poder", "haber", "parecer"})
_RA = frozenset({Tense.SUB_PLUP_RA})
# After these what follows is seen from the past, and seldom still to come.
_LASTING = frozenset({Tense.IND_IMP, Tense.IND_PLUP})
_PAST_GOVERNORS = frozenset({Tense.IND_PRET, Tense.IND_IMP, Tense.IND_PLUP})
_PAST = frozenset({Tense.SUB_IMP_RA, Tense.SUB_IMP_SE, Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE})


def _subjunctive(evidence: Evidence) -> TextFinding | None:
    """A subjunctive where there is nothing to ask for it, or in its wrong tense."""
    verb = evidence.verb
    command = verb.trigger is not None and verb.trigger.category in _ORDERS
    if verb.best is Mood.SUBJUNCTIVE and not (command and evidence.no_command):
        return _sequence(evidence)
    polite = verb.verb.lemmas & _POLITE and evidence.tenses <= _PAST
    if polite or evidence.tenses <= _RA or not evidence.exact or not _is_overuse(evidence):
        return None
    return _finding(evidence, FindingKind.SUBJUNCTIVE, in_indicative(verb))


def _is_overuse(evidence: Evidence) -> bool:
    trigger = evidence.verb.trigger
    if trigger is None or (trigger.category in _ORDERS and evidence.no_command):
        return evidence.plain_statement
    if trigger.category == "si":
        return not evidence.tenses & _PAST
    if evidence.far:
        return False
    if trigger.category == "relative":
        return _describes_something_real(evidence)
    return _tells_what_recurs(evidence) or _states_a_fact(evidence)


def _describes_something_real(evidence: Evidence) -> bool:
    trigger = evidence.verb.trigger
    now_in_the_past = evidence.tenses <= {Tense.SUB_PRES} and evidence.told_beside
    if now_in_the_past and not evidence.unknown_antecedent:
        return True
    definite = trigger is not None and trigger.id == "relativa-definida"
    known = evidence.known_fact or evidence.existing_antecedent
    return known or (definite and evidence.known_antecedent)


def _tells_what_recurs(evidence: Evidence) -> bool:
    """*Me encanta cuando…*, and *cada vez que…* in the past."""
    rule = evidence.verb.trigger.id if evidence.verb.trigger else ""
    clause = evidence.verb.clause
    past = clause is not None and clause.governor in _PAST_GOVERNORS
    return (rule == "cuando" and evidence.pleased) or (rule == "cada-vez-que" and past)


def _states_a_fact(evidence: Evidence) -> bool:
    trigger = evidence.verb.trigger
    if trigger is None or evidence.after_negation:
        return False
    if trigger.id in _CAUSES or trigger.id in _THOUGHTS:
        return True
    return trigger.category in _FACTS and evidence.verb.certain


def _sequence(evidence: Evidence) -> TextFinding | None:
    """A present subjunctive after a governor in the past that leaves it no room."""
    verb, clause = evidence.verb, evidence.verb.clause
    if clause is None or verb.trigger is None or not verb.certain or evidence.far:
        return None
    strict = verb.trigger.category in _STRICT and clause.governor in _LASTING
    before = verb.trigger.id == "antes-de-que" and clause.governor in _PAST_GOVERNORS
    if not (strict or before) or evidence.tenses & _PAST or evidence.still_holds:
        return None
    return _finding(evidence, FindingKind.SEQUENCE, in_subjunctive(verb, past=True))
