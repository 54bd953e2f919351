import csv

import pytest

from ojala.grammar.forms import form_readings
from ojala.grammar.inventory import triggers
from ojala.grammar.mood import Status
from ojala.grammar.text import GovernedVerb, governed, mood_in_text
from ojala.spanish.features import Mood
from tests.reference import reference_file

SUB, IND = Mood.SUBJUNCTIVE, Mood.INDICATIVE


def at(text: str, word: str) -> GovernedVerb:
    return next(verb for verb in governed(text) if verb.text == word)


def test_every_governed_verb_of_a_sentence_is_found() -> None:
    found = governed("Espero que cuando llegues me digas si Ana ha venido.")
    assert [verb.text for verb in found] == ["Espero", "llegues", "digas", "ha venido"]
    assert [verb.trigger.id if verb.trigger else "" for verb in found[1:3]] == [
        "cuando",
        "esperar-que",
    ]


def test_a_verb_says_where_it_stands() -> None:
    text = "Quiero que vengas."
    verb = at(text, "vengas")
    assert text[verb.start : verb.end] == "vengas"
    assert verb.cue is not None
    assert text[slice(*verb.cue)] == "Quiero que"


def test_a_wish_excludes_the_indicative() -> None:
    verb = mood_in_text("Quiero que los niños ____ pronto.", "dormir")
    assert verb.best is SUB
    assert verb.status(IND) is Status.EXCLUDED
    assert verb.form("dormir") == "duerman"


def test_a_sentence_without_a_blank_is_refused() -> None:
    with pytest.raises(ValueError, match="no blank"):
        mood_in_text("Quiero dormir.", "dormir")


def test_moods_in_real_sentences() -> None:
    right: dict[bool, list[bool]] = {True: [], False: []}
    excluded = 0
    with reference_file("mood_in_context.tsv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source, delimiter="\t"):
            verb = mood_in_text(row["sentence"], row["lemma"])
            right[row["expected"] == "either"].append(verb.best.value == row["mood"])
            excluded += verb.status(Mood(row["mood"])) is Status.EXCLUDED
    assert sum(right[False]) / len(right[False]) >= 0.99
    assert sum(right[True]) / len(right[True]) >= 0.90
    assert excluded == 0


def test_every_example_in_the_inventory_is_read_as_its_trigger() -> None:
    for trigger in triggers().values():
        for reading in trigger.readings:
            for example in reading.holds if reading.mood else ():
                form = example[example.index("[") + 1 : example.index("]")]
                blanked = example.replace(f"[{form}]", "____")
                lemmas = {lemma for lemma, _ in form_readings(form)}
                verbs = [mood_in_text(blanked, lemma) for lemma in lemmas]
                verbs += governed(example.translate(_NO_BRACKETS))
                assert trigger in [verb.trigger for verb in verbs], example


_NO_BRACKETS = str.maketrans("", "", "[]")


def test_without_certainty_the_other_mood_keeps_its_tenses() -> None:
    verb = mood_in_text("El libro que ____ es mío.", "leer")
    other = next(option for option in verb.options if option.mood is SUB)
    assert other.status is Status.MARKED
    assert other.tenses


def test_what_is_most_likely_is_still_open() -> None:
    for word in ("probable", "seguro", "previsible"):
        verb = mood_in_text(f"Lo más {word} es que no ____ nadie.", "venir")
        assert (verb.best, verb.status(Mood.INDICATIVE)) == (SUB, Status.OPEN)
