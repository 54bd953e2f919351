"""Diagnosing: an exercise and a response become a verdict with all its findings."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ojala.diagnosis.case import Case, open_case, words_of
from ojala.diagnosis.checks import CHECKS, Check
from ojala.diagnosis.difference import difference
from ojala.diagnosis.findings import Finding, FindingKind, Severity
from ojala.diagnosis.policy import Accents, Policy
from ojala.diagnosis.verdict import Diagnosis, Verdict
from ojala.exercises.exercise import Answer, Exercise, Response
from ojala.exercises.item import Item, ItemKind

# Counts up whenever a change here could change a verdict, so that past answers can be re-marked.
VERSION = "2"
# Of many accepted answers only those that share most words are looked at closely.
_MOST_COMPARED = 4
# Who is asked for one bare form and gives another mood or tense does not have that form.
_FORM_ALONE = {ItemKind.FORM}

_UNACCENTED = frozenset({FindingKind.ACCENT_MISSING, FindingKind.WORD_ACCENT})


def diagnose(
    exercise: Exercise,
    response: Response,
    policy: Policy | None = None,
    checks: Sequence[Check] = CHECKS,
) -> Diagnosis:
    """Judge a response: total over any text, and the same for the same arguments."""
    chosen = policy or Policy()
    case = _nearest(exercise, response.text, chosen)
    findings = in_teaching_order(finding for check in checks for finding in check(case))
    if not findings and not case.right and not case.only_verb_differs:
        findings = (Finding(FindingKind.WORDS),)  # what no check names is still not the answer
    verdict = _verdict(findings, chosen)
    shown, missed = _evidence(exercise.items, findings, verdict)
    told = verdict.accepted or case.given.verb or case.choice
    return Diagnosis(
        verdict=verdict,
        findings=findings,
        answer=case.answer,
        shown=shown if told else frozenset(),  # who writes no verb shows nothing of it
        missed=missed,
        given=case.text,
        readings=case.cells,
        difference=difference(case.text, case.answer.text),
    )


def _nearest(exercise: Exercise, text: str, policy: Policy) -> Case:
    """The case against the accepted answer nearest to what was given; the first where they tie."""
    words = words_of(text)
    answers = exercise.answers or (Answer(""),)
    right = [answer for answer in answers if words_of(answer.text) == words]
    if len(answers) > _MOST_COMPARED:
        answers = tuple(sorted(answers, key=lambda answer: _unlike(words, answer)))[:_MOST_COMPARED]
    cases = [open_case(exercise, text, answer, policy) for answer in right[:1] or answers]
    return min(cases, key=lambda case: case.cost)


def _unlike(words: tuple[str, ...], answer: Answer) -> int:
    """How many words an answer and a response do not share."""
    given, due = Counter(words), Counter(words_of(answer.text))
    return (given - due).total() + (due - given).total()


def in_teaching_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order in which they are taught, each said once."""
    return tuple(sorted(set(findings), key=lambda f: (f.kind.order, f.detail, f.arguments)))


def _verdict(findings: Sequence[Finding], policy: Policy) -> Verdict:
    if not findings:
        return Verdict.CORRECT
    accepted = all(_accepted(finding, policy) for finding in findings)
    return Verdict.ALMOST if accepted else Verdict.WRONG


def _accepted(finding: Finding, policy: Policy) -> bool:
    lenient = policy.accents is Accents.LENIENT and finding.kind in _UNACCENTED
    return lenient or finding.severity is Severity.NOTICE


def _evidence(
    items: Sequence[Item], findings: Sequence[Finding], verdict: Verdict
) -> tuple[frozenset[Item], frozenset[Item]]:
    """What the answer shows to be known and what to be missed; it may be silent on the rest."""
    if verdict.accepted:
        return frozenset(items), frozenset()
    against = {kind for finding in findings for kind in finding.kind.facts.against}
    silent = {kind for finding in findings for kind in finding.kind.facts.silent}
    if against and {item.kind for item in items} == _FORM_ALONE:
        return frozenset(), frozenset(items)
    missed = frozenset(item for item in items if item.kind in against - _outweighed(findings))
    shown = frozenset(item for item in items if item.kind not in against | silent)
    return shown, missed


def _outweighed(findings: Sequence[Finding]) -> frozenset[object]:
    """Kinds of item on which a finding keeps silent for good: a form in the wrong mood."""
    first = findings[0].kind.facts
    return frozenset(first.silent - first.against)
