import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "best"),
    [
        ("Encontraron a un hombre que ____ ruso.", "hablar", "Ind"),
        ("Quieren encontrar a un hombre que ____ ruso.", "hablar", "Sub"),
        ("Crearon una red que ____ a los vecinos.", "ayudar", "Ind"),
        ("Busca un mediocentro que ____ ayudar al equipo.", "poder", "Sub"),
        ("Busco un libro que ____ ayer en esta mesa.", "dejar", "Ind"),
        ("Busco a una señora que ____ tamales.", "vender", "Sub"),
        ("Es un jardín botánico que se ____ en Italia.", "encontrar", "Ind"),
        ("¿Conoces algún sitio que ____ abierto?", "estar", "Sub"),
        ("La persona que ____ el concurso irá a Cuba.", "ganar", "Sub"),
        ("La persona que ____ el concurso fue a Cuba.", "ganar", "Ind"),
        ("Puedes venir en cualquier momento que ____.", "querer", "Sub"),
        ("Un litro o la cantidad que ____.", "querer", "Sub"),
        ("El lector que ____ algún insulto será expulsado.", "escribir", "Sub"),
        ("No hay nadie que lo ____.", "saber", "Sub"),
        ("Mi tía, que ____ en Cádiz, viene hoy.", "vivir", "Ind"),
        ("Han recomendado que las mujeres que lo ____ acudan.", "llevar", "Ind"),
        ("Haz lo que ____.", "querer", "Sub"),
        ("El que lo ____, que lo diga.", "saber", "Sub"),
        ("Irá, independientemente de quien ____.", "ganar", "Sub"),
        ("Lo limitaron a quienes ____ allí.", "estar", "Ind"),
        ("No me gusta lo que ____.", "ver", "Ind"),
        ("Hay gente muy muy muy muy muy muy muy muy muy amable que ____.", "venir", "Ind"),
        ("Todos los niños que lo ____ ríen.", "ver", "Ind"),
    ],
)
def test_a_relative_clause_follows_how_open_its_antecedent_is(
    sentence: str, lemma: str, best: str
) -> None:
    assert mood_in_text(sentence, lemma).best.value == best
