from ojala.grammar.words import HOMOGRAPH_ADJECTIVES, HOMOGRAPH_NOUNS, NEVER_VERBS, words


def test_a_list_of_words_is_a_set() -> None:
    assert words("a b  a") == {"a", "b"}


def test_homographs_are_words_that_can_be_verbs() -> None:
    assert "casa" in HOMOGRAPH_NOUNS
    assert "seguro" in HOMOGRAPH_ADJECTIVES
    assert not NEVER_VERBS & {"casa", "quiere"}
