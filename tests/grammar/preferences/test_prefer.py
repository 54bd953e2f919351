import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "best"),
    [
        ("Quiere que vengan y ____ algo.", "traer", "Sub"),
        ("Cree que tienen razón y que no ____ caro.", "ser", "Ind"),
        ("Dice que vienen y que ____ pronto.", "salir", "Ind"),
        ("Pide que ____ y que regresen.", "salir", "Sub"),
        ("¡Si al menos me ____!", "escuchar", "Sub"),
        ("¡Si ____ volar!", "poder", "Sub"),
        ("____ hasta 2016 y esto merece atención.", "avanzar", "Sub"),
        ("Me ____ mucho los gatos.", "gustar", "Ind"),
    ],
)
def test_a_verb_follows_its_parallel_else_what_is_usual(
    sentence: str, lemma: str, best: str
) -> None:
    assert mood_in_text(sentence, lemma).best.value == best
