import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "trigger"),
    [
        ("Por mí, como si no ____.", "venir", "como-si-indicativo"),
        ("Como siempre llueve, como si no ____ bastante.", "ser", "como-si"),
        ("Será cuando él ____.", "decir", "ser-cuando"),
    ],
)
def test_what_a_conjunction_opens_is_found(sentence: str, lemma: str, trigger: str | None) -> None:
    found = mood_in_text(sentence, lemma).trigger
    assert (found.id if found else None) == trigger
