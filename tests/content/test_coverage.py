from ojala.content.coverage import coverage, sentences_of
from ojala.exercises.material import Content
from tests.exercises.small import COME, RAIN, TRIGGERS, frame


def test_a_line_makes_a_sentence_of_each_subject_and_filling() -> None:
    two = {"day": ["hoy|today", "mañana|tomorrow"]}
    named = frame(COME, RAIN, who=["tú", "él"])
    assert sentences_of(named) == 3
    filled = frame(COME, who=["tú"], es="{day} <quiero que> {clause}.", fill=two)
    assert sentences_of(filled) == 2


def test_an_infinitive_has_the_subject_of_its_frame() -> None:
    wish = {"es": "<Quiero> {inf}.", "tense": "inf", "reading": "wish"}
    assert sentences_of(frame(COME, RAIN, **wish)) == 1


def test_a_trigger_without_material_is_told_too_and_lines_alike_count_once() -> None:
    line = frame(who=["tú"])
    rows = {row.trigger: row for row in coverage(Content(triggers=TRIGGERS, frames=(line, line)))}
    assert rows["querer-que"].made == 1
    assert rows["ojala"].made == rows["ojala"].written == 0
    assert len(rows) == len(TRIGGERS)


def test_lines_that_fill_their_places_with_other_words_make_other_sentences() -> None:
    day = frame(COME, who=["tú"], es="{day} <quiero que> {clause}.", fill={"day": ["hoy|today"]})
    week = frame(COME, who=["tú"], es="{day} <quiero que> {clause}.", fill={"day": ["ya|now"]})
    (row,) = (
        row
        for row in coverage(Content(triggers=TRIGGERS, frames=(day, week, day)))
        if row.trigger == "querer-que"
    )
    assert row.made == 2
