"""Records of the content files turned into core values."""

from collections.abc import Iterator, Mapping

from ojala.content.sources import Record
from ojala.exercises.exercise import Answer
from ojala.exercises.sentence import Sentence, marked_form
from ojala.exercises.skills import items_for
from ojala.exercises.unit import Bilingual, Example, Unit
from ojala.grammar.trigger import Trigger
from ojala.spanish import analyze
from ojala.spanish.features import Cell, Mood, Person, Tense

_ASKED_AS = {Mood.IMPERATIVE: Mood.SUBJUNCTIVE, Mood.CONDITIONAL: Mood.INDICATIVE}


def cell_of(text: str) -> Cell:
    """Read a cell from its written form; raises `ValueError` if it is none."""
    tense, _, person = text.partition(".")
    return Cell(Tense(tense), Person(person))


def sentence_of(record: Record, triggers: Mapping[str, Trigger]) -> Sentence:
    """Return the sentence that a checked record describes."""
    cell = cell_of(record["cell"])
    trigger = triggers[record["trigger"]]
    reading = record.get("reading") or reading_for(trigger, cell.tense.mood)
    marked_form(record["text"])
    also = tuple(_also(entry, record["lemma"], cell.person) for entry in record.get("also", ()))
    optional = ("cue", "subject", "context", "region")
    return Sentence(
        id=record["id"],
        trigger=trigger.id,
        reading=reading,
        text=record["text"],
        lemma=record["lemma"],
        cell=cell,
        gloss=record["gloss"],
        level=record["level"],
        also=also,
        items=items_for(
            record["lemma"], cell, trigger=trigger.id, reading=reading, rule=trigger.sequence.value
        ),
        **{key: record.get(key, "") for key in optional},
    )


def reading_for(trigger: Trigger, mood: Mood) -> str:
    """Return the reading of a trigger that takes a mood, the unmarked one before the marked."""
    asked = _ASKED_AS.get(mood, mood)
    fitting = sorted((r for r in trigger.readings if r.mood is asked), key=lambda r: r.marked)
    if fitting:
        return fitting[0].id
    raise ValueError(f"{trigger.id} has no reading for {mood.name.lower()}")


def _also(entry: Record, lemma: str, person: Person) -> Answer:
    """Return what is right as well; of the same person, where its form leaves that open."""
    cells = [found.cell for found in analyze(entry["text"]) if found.lemma == lemma]
    cell = next((one for one in cells if one.person is person), cells[0] if cells else None)
    return Answer(entry["text"], cell, entry["note"], entry.get("meaning", ""))


def unit_of(record: Record) -> Unit:
    """Return the unit that a checked record describes."""
    texts = ("title", "rule", "contrast", "trap", "practice")
    return Unit(
        id=record["id"],
        level=record["level"],
        order=record["order"],
        examples=tuple(Example(entry["es"], entry["en"]) for entry in record["example"]),
        triggers=tuple(record.get("triggers", ())),
        forms=tuple(record.get("forms", ())),
        prerequisites=tuple(record.get("prerequisites", ())),
        weight=float(record.get("weight", 1.0)),
        **{key: Bilingual(record[key]["en"], record[key]["es"]) for key in texts},
    )


def records_of(contents: Iterator[Record], key: str) -> Iterator[Record]:
    """Yield the records of several files."""
    for content in contents:
        yield from content[key]
