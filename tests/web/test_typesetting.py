"""How sentences are cut and forms are marked."""

from hypothesis import given
from hypothesis import strategies as st

from ojala.web.typesetting import (
    Role,
    Segment,
    blank_width,
    bracketed,
    prose,
    segments,
)


def test_a_sentence_is_cut_at_its_cue_and_its_blank() -> None:
    assert segments("Mi madre quiere que yo la ____ los domingos.", "quiere que") == (
        Segment("Mi madre "),
        Segment("quiere que", Role.CUE),
        Segment(" yo la "),
        Segment("____", Role.BLANK),
        Segment(" los domingos."),
    )


def test_a_cue_at_the_start_is_found_whatever_its_case() -> None:
    assert segments("Cuando ____, avísame.", "cuando")[0] == Segment("Cuando", Role.CUE)


def test_a_cue_is_not_found_inside_another_word() -> None:
    assert segments("Aunque ____ si casi nada.", "si")[3] == Segment("si", Role.CUE)


def test_the_verb_of_a_sentence_without_a_blank_is_marked_beside_its_cue() -> None:
    assert segments("No creo que venga.", "no creo que", "venga") == (
        Segment("No creo que", Role.CUE),
        Segment(" "),
        Segment("venga", Role.VERB),
        Segment("."),
    )


def test_a_cue_in_two_parts_is_marked_twice() -> None:
    cut = segments("No es que ____ caro, sino feo.", "No es que … sino")
    assert [piece.text for piece in cut if piece.role is Role.CUE] == ["No es que", "sino"]


def test_a_cue_that_does_not_occur_marks_nothing() -> None:
    assert segments("Ojalá ____.", "quiere que") == (
        Segment("Ojalá "),
        Segment("____", Role.BLANK),
        Segment("."),
    )


def test_an_example_is_cut_at_its_bracketed_verb() -> None:
    assert bracketed("Quiero que [vengas].", "Quiero que") == (
        Segment("Quiero que", Role.CUE),
        Segment(" "),
        Segment("vengas", Role.VERB),
        Segment("."),
    )


def test_an_example_without_brackets_is_read_as_a_sentence() -> None:
    assert bracketed("Quiero ir.") == (Segment("Quiero ir."),)


@given(st.text(max_size=40), st.text(max_size=10))
def test_cutting_loses_no_letter(sentence: str, cue: str) -> None:
    assert "".join(piece.text for piece in segments(sentence, cue)) == sentence


def test_a_blank_fits_every_answer_and_is_never_narrow() -> None:
    assert blank_width("ser", ("sea",)) == 10
    assert blank_width("desenvolver", ("desenvolviésemos",)) >= len("desenvolviésemos")


def test_prose_escapes_first_and_sets_spanish_in_italics() -> None:
    assert prose("*que* <b>") == '<i lang="es">que</i> &lt;b&gt;'
    assert prose("*-ar*") == '<i lang="es" class="ending">-ar</i>'
    assert prose("~quiero que <u>~") == '<s lang="es">quiero que &lt;u&gt;</s>'
