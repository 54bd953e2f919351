"""From what practice knows to what its pages show, in the learner's language."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from ojala.content.course import EVERYTHING, Course
from ojala.diagnosis import Diagnosis, Step, Verdict
from ojala.diagnosis.difference import SegmentKind
from ojala.diagnosis.normalization import fold, normal
from ojala.exercises.exercise import NO_ERROR, Answer, Exercise
from ojala.exercises.skills import series
from ojala.learning.learner import Preferences
from ojala.learning.placement import LONGEST
from ojala.practice import service, texts
from ojala.practice.answering import Feedback
from ojala.practice.sealing import seal
from ojala.practice.setup import MINUTES
from ojala.practice.values import POINTED, Attempt, Issued, Objection, Session
from ojala.practice.views import (
    Bar,
    Link,
    Meaning,
    Phase,
    Question,
    Screen,
    SetUp,
)
from ojala.practice.views import Feedback as FeedbackView
from ojala.spanish.features import Tense
from ojala.web.building import Stage, stages
from ojala.web.templating import translator
from ojala.web.typesetting import Change, Letters, blank_width, segments
from ojala.web.when import when

_TENSES = frozenset(series(tense) for tense in Tense)


def question(
    exercise: Exercise, course: Course, language: str, *, settled: bool = False
) -> Question:
    """Show an exercise as it is asked, or once it is settled."""
    trigger = course.content.triggers.get(exercise.trigger)
    spotting = exercise.kind == "trigger_spotting"
    return Question(
        exercise="",
        kind=exercise.kind,
        task=texts.task(exercise, language),
        prompts=_prompts(exercise),
        words=_words(exercise),
        verb=_verb(exercise) if spotting else (),
        segments=segments(
            exercise.sentence, exercise.cue, _pointed_at(exercise) if settled else ""
        ),
        gloss=texts.gloss(exercise, settled=settled),
        lemma=exercise.lemma if exercise.kind in _NAMING_THE_VERB else "",
        width=blank_width(exercise.lemma, tuple(answer.text for answer in exercise.answers)),
        topic=translator(language)(f"family.{trigger.category}") if trigger else "",
        level=exercise.level,
        subject=exercise.subject,
        context=exercise.context,
        options=() if spotting else exercise.options,
        heard=seal(exercise.spoken) if exercise.spoken else "",
    )


_NAMING_THE_VERB = frozenset({"cloze", "mood_choice", "conjugation"})


def _pointed_at(exercise: Exercise) -> str:
    """The verb that an exercise was about which had no blank."""
    return exercise.answers[0].form if exercise.kind in POINTED else ""


def _prompts(exercise: Exercise) -> tuple[str, ...]:
    """The sentences to work from."""
    if exercise.kind == "translation":
        return (exercise.gloss,)
    if exercise.kind in {"transformation", "correction"}:
        return (exercise.prompt,)
    return tuple(exercise.prompt.split("\n")[:2]) if exercise.kind == "combining" else ()


def _words(exercise: Exercise) -> tuple[str, ...]:
    """The words to use or to mark."""
    if exercise.kind == "translation":
        return tuple(exercise.prompt.split(" · "))
    if exercise.kind == "combining":
        return (exercise.prompt.split("\n")[2],)
    return exercise.options if exercise.kind == "trigger_spotting" else ()


def _verb(exercise: Exercise) -> tuple[int, ...]:
    """The places of the verb among the words that can be marked."""
    form = normal(exercise.answers[0].form).split()
    words = [normal(word) for word in exercise.options]
    starts = (n for n in range(len(words)) if words[n : n + len(form)] == form)
    start = next(starts, 0)
    return tuple(range(start, start + len(form)))


def screen(
    issued: Issued,
    session: Session,
    feedback: Feedback | None,
    course: Course,
    *,
    now: datetime,
    language: str,
    objections: Collection[Objection] = (),
    preferences: Preferences = EVERYTHING,
) -> Screen:
    """Show an exercise in the state it is in."""
    phase = _phase(feedback)
    asked = question(issued.exercise, course, language, settled=phase is Phase.DONE)
    reason = translator(language)(f"reason.{issued.choice.reason.value}")
    return Screen(
        bar=_bar(session),
        question=replace(asked, exercise=str(issued.id), reason=reason),
        phase=phase,
        number=len(issued.attempts) + 1,
        feedback=_feedback(feedback, course, now, language) if feedback else None,
        hints=() if phase is Phase.DONE else texts.hints(issued, course, language),
        more_hints=(
            preferences.hints
            and issued.may_hint
            and issued.hints < service.MOST_HINTS
            and not session.plan.wish.places
        ),
        accent_keys=preferences.accent_keys,
        revealed=feedback is not None and not feedback.attempt.response.strip(),
        noted=_noted(objections, language),
    )


def _noted(objections: Collection[Objection], language: str) -> str:
    if not objections:
        return ""
    undone = Objection.UNDONE in objections
    return translator(language)("practice.undone" if undone else "practice.noted")


def _bar(session: Session) -> Bar:
    queue, wish = session.queue, session.plan.wish
    ends = session.started_at + timedelta(minutes=wish.minutes)
    return Bar(
        str(session.id),
        queue.done,
        len(queue.remaining),
        goes_on=wish.goes_on,
        ends=ends.isoformat() if wish.minutes else "",
        most=LONGEST if wish.places else 0,
    )


def set_up(course: Course, due: int, size: int, language: str) -> SetUp:
    """Show what a session can be about."""
    speak = translator(language)
    tenses = [name for name in course.families if name in _TENSES]
    rules = [(name, speak(f"family.{name}")) for name in course.families if name not in _TENSES]
    return SetUp(
        due=due,
        size=size,
        families=tuple(sorted(rules, key=lambda rule: fold(rule[1]))),
        tenses=tuple((name, speak(f"series.{name}")) for name in tenses),
        minutes=MINUTES,
    )


def _phase(feedback: Feedback | None) -> Phase:
    if feedback is None:
        return Phase.ASKING
    return Phase.DONE if feedback.step is Step.FORM else Phase.RETRYING


def _feedback(feedback: Feedback, course: Course, now: datetime, language: str) -> FeedbackView:
    exercise, diagnosis = feedback.issued.exercise, feedback.attempt.diagnosis
    tried = _tried(feedback)
    settled = _phase(feedback) is Phase.DONE
    chosen = bool(exercise.options)  # a form picked from several has no slips in its letters
    return FeedbackView(
        verdict=diagnosis.verdict.value,
        typed=tried.response,
        sentences=_sentences(feedback, course, language),
        letters=() if chosen else typed_letters(tried.diagnosis),
        answer=exercise.placed(_read(diagnosis.answer)) if settled else "",
        answer_letters=_due(exercise, tried.diagnosis) if settled and not chosen else (),
        stages=_stages(exercise, diagnosis) if settled else (),
        meanings=meanings(exercise, diagnosis) if settled else (),
        also=also(exercise, diagnosis) if settled else (),
        returns=_returns(feedback, now, language),
        rule=_rule(exercise, course) if settled or not exercise.spoken else None,
        spoken=exercise.filled(_read(diagnosis.answer)) if settled else "",
    )


def _tried(feedback: Feedback) -> Attempt:
    """What was tried, which stays in sight: the attempt itself, or the one before giving up."""
    first, last = feedback.issued.attempts[0], feedback.attempt
    same = first.diagnosis.answer == last.diagnosis.answer
    return first if same and not last.response.strip() else last


def _read(answer: Answer) -> str:
    """Return an answer as it is read: where nothing was to be mended, the form as it stands."""
    return answer.form if answer.text == NO_ERROR else answer.text


def _sentences(feedback: Feedback, course: Course, language: str) -> tuple[str, ...]:
    """Leave out the *yes* that the verdict has said, and a meaning: it would be set as Spanish."""
    told = texts.sentences(feedback, course, language)
    if feedback.issued.exercise.kind == "meaning":
        named = f"*{feedback.attempt.diagnosis.answer.text.rstrip('.')}*"
        told = tuple(sentence for sentence in told if named not in sentence)
    return told if feedback.attempt.diagnosis.first else told[1:]


def typed_letters(diagnosis: Diagnosis) -> tuple[Letters, ...]:
    """Mark what was typed: letters that do not belong, and places where some lack."""
    marks = {SegmentKind.SAME: Change.SAME, SegmentKind.MISSING: Change.MISSING}
    runs = diagnosis.difference
    given = sum(len(run.given) for run in runs)
    same = sum(len(run.given) for run in runs if run.kind is SegmentKind.SAME)
    if all(run.kind is SegmentKind.SAME for run in runs) or 2 * same < given:
        return ()  # nothing to mark, or another word altogether
    return tuple(Letters(run.given, marks.get(run.kind, Change.EXTRA)) for run in runs)


def due_letters(diagnosis: Diagnosis) -> tuple[Letters, ...]:
    """Mark in the right form the letters that what was typed did not have."""
    if not typed_letters(diagnosis):
        return ()
    return tuple(
        Letters(run.due, Change.SAME if run.kind is SegmentKind.SAME else Change.EXTRA)
        for run in diagnosis.difference
        if run.due
    )


def _due(exercise: Exercise, diagnosis: Diagnosis) -> tuple[Letters, ...]:
    """The letters due as they stand in the blank, where the first may begin the sentence."""
    runs = due_letters(diagnosis)
    placed = (replace(run, text=exercise.placed(run.text)) for run in runs[:1])
    return (*placed, *runs[1:])


def _stages(exercise: Exercise, diagnosis: Diagnosis) -> tuple[Stage, ...]:
    """Show how the form is built to somebody who did not have it."""
    cell = diagnosis.answer.cell
    if diagnosis.verdict is Verdict.CORRECT or cell is None or exercise.kind in POINTED:
        return ()
    return stages(exercise.lemma, cell)


def meanings(exercise: Exercise, diagnosis: Diagnosis) -> tuple[Meaning, ...]:
    """Tell what each mood would mean, where more than one is right."""
    others = [answer for answer in exercise.answers if answer.meaning]
    if not others:
        return ()
    first = exercise.answers[0]
    shown = _read(diagnosis.answer) if diagnosis.verdict.accepted else ""
    return tuple(
        Meaning(_read(answer), answer.meaning or exercise.gloss, yours=_read(answer) == shown)
        for answer in (first, *(other for other in others if other is not first))
    )


def also(exercise: Exercise, diagnosis: Diagnosis) -> tuple[str, ...]:
    """Name the other forms that would have been right in the same sense."""
    if exercise.kind in POINTED or exercise.answers[0].text == NO_ERROR:
        return ()
    said = diagnosis.answer.form or diagnosis.answer.text

    def stands_beside(answer: Answer) -> bool:
        return (answer.form or answer.text) != said and not answer.meaning

    first, *others = exercise.answers
    candidates = others if any(answer.meaning for answer in others) else (first, *others)
    forms = (answer.form or answer.text for answer in candidates if stands_beside(answer))
    return tuple(dict.fromkeys(forms))


def _returns(feedback: Feedback, now: datetime, language: str) -> str:
    speak = translator(language)
    missed = feedback.issued.attempts[0].diagnosis.missed
    if any(choice.item in missed for choice in feedback.session.queue.remaining):
        return speak("practice.comes-back")
    if feedback.returns is None:
        return ""
    return speak("practice.returns", when=when(feedback.returns, now, language))


def _rule(exercise: Exercise, course: Course) -> Link | None:
    trigger = course.content.triggers.get(exercise.trigger)
    return Link(f"/triggers/{trigger.id}", f"*{trigger.name}*") if trigger else None
