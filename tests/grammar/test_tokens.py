from hypothesis import given
from hypothesis import strategies as st

from ojala.grammar.tokens import tokenise, tones


def test_words_numbers_marks_and_the_blank_are_tokens() -> None:
    tokens = tokenise("Son 12.453,5 €, ¿no se ____?")
    assert [token.text for token in tokens] == [
        "Son",
        "12.453,5",
        "€",
        ",",
        "¿",
        "no",
        "se",
        "____",
        "?",
    ]
    assert [token.text for token in tokens if token.is_blank] == ["____"]
    assert tokens[0].is_capital
    assert tokens[0].is_word
    assert not tokens[3].is_word


def test_a_dot_after_an_abbreviation_ends_nothing() -> None:
    assert "." not in [
        token.text for token in tokenise("El Dr. Ruiz vive en EE. UU. desde 3300 a. C.")[:-1]
    ]
    assert tokenise("Vino.")[-1].text == "."
    assert tokenise(". Vino")[0].text == "."
    assert "." not in [token.text for token in tokenise("el núm. uno, av. tal, vol. dos")]


def test_each_token_knows_whether_it_is_asked_or_exclaimed() -> None:
    tokens = tokenise("Sí. ¿Vienes? ¡Ven! Bueno, qué? no")
    assert "".join(tone or "-" for tone in tones(tokens)) == "--???!!!????-"


@given(st.text(max_size=60))
def test_tokens_are_found_where_they_say(text: str) -> None:
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text
