from hypothesis import given
from hypothesis import strategies as st

from ojala.diagnosis import SegmentKind, difference

KINDS = SegmentKind
TEXT = st.text(alphabet="tenga iáx", max_size=60)


def _shown(given: str, due: str) -> list[tuple[str, str, str]]:
    return [(s.kind.value, s.given, s.due) for s in difference(given, due)]


def test_letters_are_marked_as_same_extra_missing_and_changed() -> None:
    assert _shown("tena", "tenga") == [
        ("same", "ten", "ten"),
        ("missing", "", "g"),
        ("same", "a", "a"),
    ]
    assert _shown("tenia", "tenía")[1] == ("changed", "i", "í")
    assert _shown("tengga", "tenga")[1] == ("extra", "g", "")


def test_words_are_aligned_before_letters() -> None:
    assert _shown("ha salido", "haya salido") == [
        ("same", "ha", "ha"),
        ("missing", "", "ya"),
        ("same", " salido", " salido"),
    ]


def test_nothing_is_one_missing_segment_and_the_same_text_one_segment() -> None:
    assert _shown("", "tenga") == [("missing", "", "tenga")]
    assert _shown("tenga", "tenga") == [("same", "tenga", "tenga")]
    assert _shown("", "") == []


def test_a_very_long_text_is_one_changed_segment() -> None:
    assert _shown("x" * 5000, "tenga") == [("changed", "x" * 5000, "tenga")]


@given(TEXT, TEXT)
def test_the_segments_spell_both_texts(given_text: str, due: str) -> None:
    segments = difference(given_text, due)
    assert "".join(segment.given for segment in segments) == given_text
    assert "".join(segment.due for segment in segments) == due


@given(TEXT, TEXT)
def test_a_segment_says_what_it_is(given_text: str, due: str) -> None:
    for segment in difference(given_text, due):
        assert (segment.kind is KINDS.SAME) is (segment.given == segment.due)
        assert (segment.kind is KINDS.EXTRA) is (not segment.due)
        assert (segment.kind is KINDS.MISSING) is (not segment.given)
