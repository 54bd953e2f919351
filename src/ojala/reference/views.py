"""What the reference pages show: frozen values, already in the reader's language."""

from dataclasses import dataclass

from ojala.web.typesetting import Letters, Segment


@dataclass(frozen=True, slots=True)
class Example:
    """A Spanish sentence with its trigger and verb marked, and what it means."""

    segments: tuple[Segment, ...]
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One reading of a trigger: its mood, why, and sentences that show it."""

    mood: str
    """`Sub`, `Ind`, `Inf`…, or empty where no verb follows."""
    why: str
    examples: tuple[Example, ...]
    marked: bool = False
    """Right, but unusual."""


@dataclass(frozen=True, slots=True)
class TriggerLine:
    """A trigger in the list of all."""

    id: str
    name: str
    gloss: str
    level: str
    moods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriggerGroup:
    """The triggers of one letter."""

    title: str
    lines: tuple[TriggerLine, ...]


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """All triggers, or those a search found."""

    query: str
    groups: tuple[TriggerGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class TriggerPage:
    """The rule of one trigger; verdicts link to it."""

    id: str
    name: str
    gloss: str
    topic: str
    level: str
    readings: tuple[ReadingView, ...]
    same_subject: str = ""
    """What to do when both verbs have the same subject, in a sentence."""
    related: tuple[TriggerLine, ...] = ()

    @property
    def two_moods(self) -> bool:
        """Whether the readings ask for different moods, to be set face to face."""
        return len({reading.mood for reading in self.readings}) > 1


@dataclass(frozen=True, slots=True)
class FormView:
    """One form of a verb, with the letters marked that a regular verb would not have."""

    text: str
    letters: tuple[Letters, ...]
    cell: str
    chosen: bool = False
    """Whether its derivation is shown."""
    note: str = ""
    """`vos`, or `variant` for a form that is accepted beside the first."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """The forms of one person across the tenses of a table; a gap where the verb has none."""

    person: str
    forms: tuple[tuple[FormView, ...], ...]


@dataclass(frozen=True, slots=True)
class TenseTable:
    """Some tenses of one mood, side by side."""

    title: str
    tenses: tuple[str, ...]
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """How one form is built, step by step."""

    text: str
    place: str
    """Which form it is, in words: *present subjunctive, yo*."""
    stages: tuple[tuple[Letters, ...], ...]
    """The form as it grows, what each stage adds marked."""
    sentences: tuple[str, ...]
    """Why, rule by rule; a stressed vowel stands in brackets."""


@dataclass(frozen=True, slots=True)
class VerbPage:
    """A verb with all its forms."""

    lemma: str
    nonfinite: tuple[FormView, ...]
    tables: tuple[TenseTable, ...]
    built: Built | None = None
    inferred: bool = False
    """Not in the lexicon: conjugated by its ending."""
    found: str = ""
    """What was searched for, where it was a form of this verb."""
    readings: tuple[str, ...] = ()
    """What the searched form can be, in words."""


@dataclass(frozen=True, slots=True)
class VerbSearch:
    """Looking for a verb: what was asked, what is near it, and some to begin with."""

    query: str
    suggestions: tuple[str, ...]
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckNote:
    """What is said about one verb of a checked text."""

    kind: str
    """`right`, `wrong`, or `both` where the other mood would be right with another meaning."""
    start: int
    end: int
    form: str
    why: str
    rule: str
    """The id of the rule that decides; empty where none has a page."""
    name: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class CheckedPiece:
    """A stretch of a checked text, with its note and the note's number where it is a verb."""

    text: str
    note: CheckNote | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with its verbs judged."""

    text: str
    pieces: tuple[CheckedPiece, ...]
    notes: tuple[CheckNote, ...]
    judged: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """A trigger whose two moods mean two things."""

    id: str
    name: str
    gloss: str
    level: str
    sides: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class ContrastLevel:
    """The contrasts of one level."""

    level: str
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in the list of the path."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PathLevel:
    """The lessons of one level, in order."""

    level: str
    lessons: tuple[LessonLine, ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One lesson of the path."""

    id: str
    level: str
    title: str
    rule: str
    contrast: str
    trap: str
    practice: str
    examples: tuple[Example, ...]
    rules: tuple[TriggerLine, ...]
    next: LessonLine | None
