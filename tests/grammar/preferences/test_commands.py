import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "best"),
    [
        ("No te ____, no te preocupes.", "preocupar", "Sub"),
        ("No ____ tan alto.", "hablar", "Sub"),
        ("No ____ hasta que llegue tu madre y nos diga algo sobre el viaje.", "hablar", "Ind"),
        ("No ____ ayer, estaba enfermo.", "venir", "Ind"),
        ("No ____ difícil.", "ser", "Ind"),
        ("No ____ miedo.", "tener", "Sub"),
    ],
)
def test_no_and_a_verb_forbid_or_state(sentence: str, lemma: str, best: str) -> None:
    assert mood_in_text(sentence, lemma).best.value == best
