"""Explanations: what is said about a diagnosis, as message keys and the words that go in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ojala.diagnosis.cells import SOMEBODY
from ojala.diagnosis.findings import FACTS, ErrorClass, Finding, FindingKind
from ojala.diagnosis.forms import one_tense, verb_forms
from ojala.diagnosis.policy import Step
from ojala.diagnosis.reasons import reason_of, reasons
from ojala.diagnosis.textfinding import TextFinding
from ojala.diagnosis.verdict import Diagnosis, Verdict
from ojala.exercises.exercise import Exercise
from ojala.spanish.features import Cell, Mood, Person, Tense


@dataclass(frozen=True, slots=True)
class Message:
    """A message by its key, with the words that go in it."""

    key: str
    arguments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is said after an answer, in the order in which it is read."""

    step: Step
    praise: Message | None
    """What is right about a wrong answer."""
    message: Message
    """The first finding, specific to this trigger, this verb and this answer."""
    hint: Message | None
    """Where to start, once the prompt alone has not helped."""
    readings: Message | None
    """Both readings of a form that can be two things."""
    others: tuple[Message, ...]
    """The further findings, each in a few words."""
    note: Message | None
    """Why this answer is right too, where another one is taught first."""
    rule: str
    """The id of the trigger whose lesson to link to."""
    cell: Cell | None
    """The cell whose derivation to show; None where the form is not to be given away."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message, in reading order."""
        ordered = (self.praise, self.message, self.hint, self.readings, self.note)
        return tuple(message for message in ordered if message is not None)


# Kinds with one message whatever was due; the others are split in `_variant`.
_BY_MOOD_DUE: Mapping[FindingKind, tuple[str, ...]] = {
    FindingKind.INDICATIVE: ("Sub", "Cnd", "Imp"),
    FindingKind.CONDITIONAL: ("Sub", "si", "Ind", "Imp"),
    FindingKind.IMPERATIVE: ("Sub", "Ind", "Cnd"),
    FindingKind.SUBJUNCTIVE: ("Ind", "Cnd", "Imp"),
}
_CUED = frozenset({"Sub", "si"})
_SEQUENCES = ("past", "present", "perfect", "pluperfect", "simple", "other")
_HINTS = (
    "sub_pres", "sub_pres-irregular", "sub_imp", "sub_perf", "sub_plup", "inf", "form", "stem",
    "accent", "person",
)  # fmt: skip
_PRAISES = ("mood", "mood-tense")
NOTES = ("se-form", "ra-form", "marked", "other-reading", "variant", "regional")
_STEPS = ("prompt", "form")
_NAMED = "named-tense"
_OF_TENSE = frozenset({ErrorClass.MOOD, ErrorClass.TENSE, ErrorClass.NONFINITE})
_PAST = frozenset({Tense.SUB_IMP_RA, Tense.SUB_PLUP_RA})


def explain(diagnosis: Diagnosis, exercise: Exercise, *, step: Step = Step.FORM) -> Explanation:
    """Say what there is to say about a diagnosis, giving away no more than the step allows."""
    if diagnosis.first is None:
        return _plain(diagnosis, exercise, step)
    spoken = _spoken(diagnosis.findings)
    arguments = _arguments(spoken, diagnosis, exercise)
    shown = step is Step.FORM or diagnosis.verdict.accepted
    variant = _NAMED if _is_named(spoken, exercise) else _variant(spoken, arguments)
    key = f"{variant}.{_STEPS[shown]}"
    return Explanation(
        step=step,
        praise=_praise(diagnosis, arguments),
        message=Message(key, arguments),
        hint=_hint(diagnosis, spoken, arguments) if step is Step.HINT and not shown else None,
        readings=_readings(diagnosis, arguments),
        others=tuple(_brief(f, diagnosis, exercise) for f in diagnosis.findings if f is not spoken),
        note=_note(diagnosis),
        rule=exercise.trigger,
        cell=diagnosis.answer.cell if shown else None,
    )


def _spoken(findings: Sequence[Finding]) -> Finding:
    """The finding to talk about: the first, unless another verb was conjugated altogether."""
    return next((f for f in findings if f.kind is FindingKind.VERB), findings[0])


def _plain(diagnosis: Diagnosis, exercise: Exercise, step: Step) -> Explanation:
    """What is said about a right answer."""
    due = diagnosis.answer.text.removesuffix(".")  # the message has a full stop of its own
    arguments = {"given": diagnosis.given, "due": due, "lemma": exercise.lemma}
    return Explanation(
        step=step,
        praise=None,
        message=Message("correct", arguments),
        hint=None,
        readings=None,
        others=(),
        note=_note(diagnosis),
        rule=exercise.trigger,
        cell=diagnosis.answer.cell,
    )


def _arguments(finding: Finding, diagnosis: Diagnosis, exercise: Exercise) -> Mapping[str, str]:
    return {
        "cue": exercise.cue,
        "given": diagnosis.given,
        "due": diagnosis.answer.text.removesuffix("."),
        "lemma": exercise.lemma,
        "reason": reason_of(exercise.trigger),
        **dict(finding.arguments),
    }


def _is_named(finding: Finding, exercise: Exercise) -> bool:
    """Whether another tense was given than the one that the question itself names."""
    return exercise.kind == "conjugation" and finding.error_class in _OF_TENSE


def _variant(finding: Finding, arguments: Mapping[str, str]) -> str:
    """The key of a finding's message, split where one wording would not fit all cases."""
    kind = finding.kind
    if kind in _BY_MOOD_DUE:
        return f"{kind.value}.{_of_mood(finding, arguments)}"
    if kind is FindingKind.SEQUENCE:
        return f"{kind.value}.{_of_sequence(arguments)}"
    if kind is FindingKind.ACCENT_FORM:
        return f"{kind.value}.{'verb' if arguments.get('given_reading') else 'word'}"
    return kind.value


def _of_mood(finding: Finding, arguments: Mapping[str, str]) -> str:
    due, cue = arguments["due_mood"], arguments["cue"]
    conditional = finding.kind is FindingKind.CONDITIONAL and due == Mood.SUBJUNCTIVE
    name = "si" if conditional and cue.lower().split()[:1] == ["si"] else due
    return name if cue or name not in _CUED - {"si"} else f"{name}-nocue"


def _of_sequence(arguments: Mapping[str, str]) -> str:
    """Which way the tense went wrong: too early, too late, or finished and not."""
    given, due = Tense(arguments["given_tense"]), Tense(arguments["due_tense"])
    if due in _PAST and given not in _PAST:
        return "past"
    if given in _PAST and due not in _PAST:
        return "present"
    names = {Tense.SUB_PERF: "perfect", Tense.SUB_PLUP_RA: "pluperfect"}
    if due in names:
        return names[due]
    return "simple" if given in names else "other"


def _praise(diagnosis: Diagnosis, arguments: Mapping[str, str]) -> Message | None:
    """What is right about a wrong answer, where the subjunctive was due and was chosen."""
    if diagnosis.verdict is not Verdict.WRONG or "due_mood" not in arguments:
        return None
    classes = {finding.error_class for finding in diagnosis.findings}
    kinds = {finding.kind for finding in diagnosis.findings}
    away = {ErrorClass.MOOD, ErrorClass.NONFINITE, ErrorClass.CLAUSE}
    unlike = {FindingKind.ACCENT_FORM, FindingKind.MISHEARD, FindingKind.WORD_ACCENT}
    if classes & away or kinds & unlike or arguments["due_mood"] != "Sub":
        return None
    name = "mood" if FindingKind.SEQUENCE in kinds else "mood-tense"
    return Message(f"praise.{name}", arguments)


_STEM_KINDS = frozenset(k for k, facts in FACTS.items() if facts.error_class is ErrorClass.STEM)
_ACCENT_KINDS = frozenset(k for k in FindingKind if k.value.startswith("accent"))
_PERSON_KINDS = frozenset({FindingKind.PERSON, FindingKind.NUMBER})


def _hint(diagnosis: Diagnosis, first: Finding, arguments: Mapping[str, str]) -> Message | None:
    """Where to start: the stem, the stress, the person, or the form to build on."""
    if first.kind in _STEM_KINDS and arguments.get("due_part"):
        return Message("hint.stem", arguments)
    if first.kind in _ACCENT_KINDS:
        return Message("hint.accent", arguments)
    if first.kind in _PERSON_KINDS:
        return Message("hint.person", arguments)
    cell = diagnosis.answer.cell
    verb = verb_forms(arguments["lemma"])
    if cell is None or verb is None:
        return None
    return Message(*_hint_of_cell(cell, dict(arguments)))


def _hint_of_cell(cell: Cell, arguments: dict[str, str]) -> tuple[str, Mapping[str, str]]:
    verb = verb_forms(arguments["lemma"])
    tense = one_tense(cell.tense)
    arguments |= {"due_tense": tense.value, "due_person": cell.person.value}
    yo = verb.texts.get(Cell(Tense.IND_PRES, Person.YO), ()) if verb else ()
    ellos = verb.texts.get(Cell(Tense.IND_PRET, Person.ELLOS), ()) if verb else ()
    if tense is Tense.SUB_PRES and yo:
        name = "sub_pres" if yo[0].endswith("o") else "sub_pres-irregular"
        return f"hint.{name}", arguments | {"base": yo[0]}
    if tense is Tense.SUB_IMP_RA and ellos:
        return "hint.sub_imp", arguments | {"base": ellos[0]}
    named = {Tense.SUB_PERF: "sub_perf", Tense.SUB_PLUP_RA: "sub_plup", Tense.INF: "inf"}
    return f"hint.{named.get(tense, 'form')}", arguments


def _readings(diagnosis: Diagnosis, arguments: Mapping[str, str]) -> Message | None:
    """Both readings of a form that belongs to two tenses, where neither is what was due."""
    tenses = dict.fromkeys(one_tense(cell.tense) for cell in diagnosis.readings)
    plain = [tense.value for tense in tenses if tense.mood is not Mood.IMPERATIVE]
    settled = diagnosis.verdict.accepted or arguments.get("due_tense") in plain
    if settled or len(plain) < len(("one", "other")):
        return None
    return Message("readings", {**arguments, "one": plain[0], "other": plain[1]})


def _brief(finding: Finding, diagnosis: Diagnosis, exercise: Exercise) -> Message:
    return Message(f"brief.{finding.kind.value}", _arguments(finding, diagnosis, exercise))


def _note(diagnosis: Diagnosis) -> Message | None:
    note = diagnosis.answer.note
    if not diagnosis.verdict.accepted or note not in NOTES:
        return None
    return Message(f"note.{note}", {"due": diagnosis.answer.text, "given": diagnosis.given})


CHECKED = (
    FindingKind.INDICATIVE,
    FindingKind.CONDITIONAL,
    FindingKind.SUBJUNCTIVE,
    FindingKind.SEQUENCE,
    FindingKind.INFINITIVE,
    FindingKind.CLAUSE_FOR_INFINITIVE,
)
"""What the checker of free text can find."""


def explain_finding(finding: TextFinding, text: str) -> Message:
    """Say what was found in a text that somebody wrote."""
    start, end = finding.cue or (finding.start, finding.end)
    arguments = {
        "given": finding.text,
        "due": " / ".join(finding.suggestions),
        "cue": text[start:end],
    }
    return Message(f"check.{finding.kind.value}", arguments)


def keys() -> Iterator[str]:
    """Every key that an explanation can name: what a catalogue has to hold."""
    yield "correct"
    yield "readings"
    yield from (f"check.{kind.value}" for kind in CHECKED)
    for kind in FindingKind:
        yield f"brief.{kind.value}"
        for variant in _variants(kind):
            yield from (f"{variant}.{step}" for step in _STEPS)
    yield from (f"{_NAMED}.{step}" for step in _STEPS)
    yield from (f"hint.{name}" for name in _HINTS)
    yield from (f"praise.{name}" for name in _PRAISES)
    yield from (f"note.{name}" for name in NOTES)
    yield from (f"tense.{tense.value}" for tense in Tense)
    yield from (f"person.{person.value}" for person in Person)
    yield f"person.{SOMEBODY}"
    yield from (f"reason.{name}" for name in reasons())
    yield from ("being.is", "being.looks")


def _variants(kind: FindingKind) -> Iterator[str]:
    if kind in _BY_MOOD_DUE:
        for name in _BY_MOOD_DUE[kind]:
            yield f"{kind.value}.{name}"
            if name in _CUED - {"si"}:
                yield f"{kind.value}.{name}-nocue"
    elif kind is FindingKind.SEQUENCE:
        yield from (f"{kind.value}.{name}" for name in _SEQUENCES)
    elif kind is FindingKind.ACCENT_FORM:
        yield from (f"{kind.value}.{name}" for name in ("verb", "word"))
    else:
        yield kind.value
