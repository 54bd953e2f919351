import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "best"),
    [
        ("Aunque ____ sorprendente, ganaron.", "parecer", "Sub"),
        ("Aunque ____ mucho, saldremos.", "llover", "Sub"),
        ("Aunque ____ mucho, salió y bailó.", "llover", "Ind"),
        ("Es un buen sitio, aunque ____ caro.", "ser", "Ind"),
        ("Se puede ver, aunque solo ____ un momento.", "ser", "Sub"),
        ("Aunque ____ cara.", "ser", "Ind"),
        ("Si ____ tiempo, viajaría más.", "tener", "Sub"),
        ("Si ____ tiempo, viajo mucho.", "tener", "Ind"),
        ("Si ____ elegida, aseguró que ella estaría bajo investigación.", "ser", "Sub"),
        ("Dijo que si ____ tarde, cenaban fuera.", "llegar", "Ind"),
        ("Si ____.", "poder", "Ind"),
        ("Me gustaría ir en enero, así ____ ver los fuegos.", "poder", "Ind"),
        ("No lo haré así me ____ el doble.", "pagar", "Sub"),
        ("No lo hago porque me ____, sino porque quiero.", "obligar", "Sub"),
        ("No salgo porque ____ mucho.", "llover", "Ind"),
        ("Según lo que ____, está bien.", "decir", "Ind"),
        ("Como ____, la amistad se rompió.", "ser", "Sub"),
        ("Corta el jamón como ____.", "querer", "Sub"),
        ("Hazlo tal como te ____.", "decir", "Sub"),
        ("Lo hizo como ____.", "poder", "Ind"),
        ("Coloca el cuadro de modo que se ____ bien.", "ver", "Sub"),
        ("Llovió, de modo que no ____.", "salir", "Ind"),
        ("De modo que no ____.", "salir", "Ind"),
    ],
)
def test_an_adverbial_clause_states_or_supposes(sentence: str, lemma: str, best: str) -> None:
    assert mood_in_text(sentence, lemma).best.value == best
