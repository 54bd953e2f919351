import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "trigger"),
    [
        ("Vino. Imposible que ____.", "volver", "ser-posible-que"),
        ("Dijo en la radio que ____.", "venir", "decir-que"),
        ("Dijo Ana que ____.", "venir", "decir-que"),
        ("Dijo el ministro que ____.", "venir", "decir-que"),
        ("No es consciente de que ____.", "ganar", "no-estar-seguro-de-que"),
        ("Es un error y no cree que ____ peor.", "ser", "no-creer-que"),
        ("No creas que ____ fácil.", "ser", "no-creas-que"),
        ("Hace mucho que no ____.", "llover", "hace-tiempo-que"),
        ("Por muy tarde que ____, llámame.", "ser", "por-muy-que"),
        ("Por mucho dinero que ____, no basta.", "tener", "por-mucho-nombre-que"),
        ("Por difícil que ____, se puede.", "ser", "por-adjetivo-que"),
        ("Es más fácil de lo que ____.", "parecer", "mas-de-lo-que"),
        ("Mira lo alto que ____.", "estar", "lo-adjetivo-que"),
        ("Con lo cansado que ____, vete.", "estar", "con-lo-adjetivo-que"),
        ("Ven, que te ____.", "ver", "imperativo-que"),
        ("Date prisa, que ____ tarde.", "llegar", "pues"),
        ("Si llaman, que ____.", "esperar", "que-orden-indirecta"),
        ("¿Quién eres tú para que te ____?", "obedecer", "no-ser-quien-para-que"),
        ("Es demasiado tarde para que ____.", "salir", "demasiado-para-que"),
        ("Gritó que ____ fuego.", "haber", "gritar-que"),
        ("Eso permite así que todos ____.", "entrar", "permitir-que"),
        ("Está tan contenta que ____.", "cantar", "tan-que"),
        ("Le da miedo salir y que lo ____.", "ver", "tener-miedo-de-que"),
    ],
)
def test_what_que_opens_is_found(sentence: str, lemma: str, trigger: str | None) -> None:
    found = mood_in_text(sentence, lemma).trigger
    assert (found.id if found else None) == trigger
