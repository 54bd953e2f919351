import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "form"),
    [
        ("Quiero que los niños ____ pronto.", "dormir", "duerman"),
        ("Quería que Ana y Luis ____.", "venir", "vinieran"),
        ("Es posible que tú ____ razón.", "tener", "tengas"),
        ("Lo dijo a quienes ____.", "venir", "vinieron"),
        ("Los que lo ____ ganan.", "saber", "saben"),
        ("Quiere que vengamos y lo ____.", "ver", "veamos"),
        ("Llegó y ____ todo.", "comer", "comió"),
        ("Es posible que se ____ huracanes.", "formar", "formen"),
        ("Es normal que ____ construidos.", "ser", "sean"),
        ("¿Quieres que ____?", "venir", "vengas"),
        ("Dijo que la casa ____ lejos.", "estar", "estaba"),
        ("Dice que la casa ____ lejos.", "estar", "está"),
        ("Gasta como si ____ rico.", "ser", "fuera"),
        ("Vino ayer. Para que la gente lo ____.", "ver", "viera"),
        ("Un perro que ____ mucho.", "ladrar", "ladra"),
        ("Unos perros que ____ mucho.", "ladrar", "ladran"),
        ("Quiero ____ contigo.", "ir", "ir"),
        ("Temo que la mesa de mis padres ____.", "caer", "caiga"),
        ("Hace falta que ____.", "abolir", "abola"),
        ("El miedo a que ____ los disturbios crece.", "volver", "vuelvan"),
        ("Puedes venir cuando ____.", "querer", "quieras"),
        ("El banco prevé que la economía ____.", "crecer", "crecerá"),
        ("El banco preveía que la economía ____.", "crecer", "crecería"),
    ],
)
def test_the_form_fits_its_sentence(sentence: str, lemma: str, form: str) -> None:
    assert mood_in_text(sentence, lemma).form(lemma) == form


def test_a_form_the_verb_lacks_is_empty() -> None:
    assert mood_in_text("Quiero que tú ____.", "llover").form("llover") in {"", "lluevas"}
