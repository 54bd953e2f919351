import pytest

from ojala.exercises.sentence import marked_form


def test_the_marked_form_is_found() -> None:
    assert marked_form("Ojalá [llueva].") == "llueva"


@pytest.mark.parametrize("text", ["Ojalá llueva.", "Ojalá [llueva] y [nieve]."])
def test_a_sentence_with_no_form_or_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        marked_form(text)
