import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ojala.diagnosis.normalization import LONGEST, fold, latin, normal, readable

MARKS = "\u0301\u0303\u0308ñÑüé\u0430\u0435İß'\u2019¡. \u200f"
TEXT = st.one_of(st.text(), st.text(alphabet=MARKS, max_size=30))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Tenga\u00a0 razón. ", "tenga razón"),
        ("tenga\u0301s", "tengás"),
        ("\uff54\uff45\uff4e", "ten"),
        ("\u202btenga\u202c", "tenga"),
        ("t\u0435nga", "tenga"),
        ("¡tenga!", "tenga"),
        ("ten-ga", "ten ga"),
        ("l\u2019ha", "lha"),
        ("", ""),
    ],
)
def test_the_normal_form_sets_the_keyboard_aside(text: str, expected: str) -> None:
    assert normal(text) == expected


def test_accents_are_folded_and_the_tilde_of_the_letter_is_not() -> None:
    assert fold("averigüéis mañana") == "averigueis mañana"
    assert fold("ñandú " * 9) == "ñandu " * 9


def test_a_text_too_long_to_be_an_answer_is_cut_and_never_equal_to_one() -> None:
    assert len(readable("a" * 10_000)) < LONGEST + 20
    assert normal("a" * 10_000) != normal("a" * LONGEST)
    assert normal("tenga" + " " * 10_000 + "x") != "tenga"


@given(TEXT)
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert readable(readable(text)) == readable(text)


@example("\u00b4\u00c8", "NFD")  # a stray acute before a letter that has a grave already
@given(TEXT, st.sampled_from(["NFC", "NFD"]))
def test_composed_and_decomposed_are_one(text: str, form: str) -> None:
    again = unicodedata.normalize(form, text)  # type: ignore[arg-type]  # a literal, drawn
    assert normal(again) == normal(text)


def test_latin_text_stays_as_it_is() -> None:
    assert latin("¿Qué año?") == "¿Qué año?"
