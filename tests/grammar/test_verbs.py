import pytest

from ojala.grammar.tokens import tokenise
from ojala.grammar.verbs import find_verbs, form_readings, lexical
from ojala.spanish.features import Mood, Tense


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("La casa de mi hermana está lejos.", "está"),
        ("La letra de la canción la escribió Ana.", "escribió"),
        ("Los invito a cenar.", "invito"),
        ("Las llamas de la casa se ven.", "ven"),
        ("Que la llama no se apague.", "apague"),
        ("Quiere que la llama viva.", "Quiere"),
        ("Hablamos con Clinton y Marcos.", "Hablamos"),
        ("Dígale que venga.", "Dígale venga"),
        ("Trata de que no te vean.", "Trata vean"),
        ("Trata de blancas.", ""),
        ("Noticias de hoy.", ""),
        ("Trabajo de noche y duermo de día.", "duermo"),
        ("Ha llegado ya y no ha podido comer.", "Ha ha"),
        ("Ha siempre llegado tarde.", "Ha"),
        ("Quiere quedarse despierto.", "Quiere"),
        ("Puede comer mucho.", "Puede"),
        ("Es posible que llueva.", "Es llueva"),
        ("Fuera de casa, llamó.", "llamó"),
        ("Si fuera de aquí, iría.", "fuera iría"),
        ("En el peor permitiría la venta.", "permitiría"),
        ("Yo no pretendia eso.", "pretendia"),
        ("Los muros reforzados con piedra.", ""),
        ("El equipo gana y el partido acaba.", "gana acaba"),
        ("Vino blanco y canto gregoriano.", "Vino"),
        ("Las acciones nuevas suben.", "suben"),
        ("Vosotros marchaos ya.", "marchaos"),
        ("El las vio.", "vio"),
        ("Queda un cabo suelto.", "Queda"),
    ],
)
def test_finite_verbs_are_told_from_their_homographs(sentence: str, verbs: str) -> None:
    tokens = tokenise(sentence)
    assert [tokens[verb.index].text for verb in find_verbs(tokens)] == verbs.split()


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


def test_pronouns_come_off_a_form_with_or_without_its_accent() -> None:
    assert lexical("callate")[2] or lexical("cállate")[2]
    assert lexical("decirle")[2] == ("le",)
    assert lexical("para") == ((), (), ())
    assert lexical("2015") == ((), (), ())


def test_a_form_alone_has_all_its_readings() -> None:
    assert ("venir", Tense.SUB_PERF) in {
        (lemma, cell.tense) for lemma, cell in form_readings("haya venido")
    }
    assert ("venir", Tense.SUB_PRES) in {
        (lemma, cell.tense) for lemma, cell in form_readings("venga")
    }
    assert form_readings("de verdad") == ()
