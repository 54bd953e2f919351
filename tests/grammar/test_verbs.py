from ojala.grammar.tokens import tokenise
from ojala.grammar.verbs import find_verbs
from ojala.spanish.features import Mood, Tense


def test_a_compound_tense_is_one_verb() -> None:
    verb = find_verbs(tokenise("No lo había visto."))[0]
    assert verb.tense is Tense.IND_PLUP
    assert verb.lemmas == {"ver"}
    assert verb.negated
    assert verb.clitics == ("lo",)


def test_a_verb_knows_the_moods_of_its_form() -> None:
    assert find_verbs(tokenise("Que venga."))[0].moods >= {Mood.SUBJUNCTIVE}
    assert find_verbs(tokenise("Nadie quiere."))[0].negated
    assert find_verbs(tokenise("Ni siquiera Ana lo sabe."))[0].negated
    assert find_verbs(tokenise("Que ____."))[0].tense is None
