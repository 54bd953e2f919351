import pytest

from ojala.grammar.tokens import tokenise
from ojala.grammar.verbs import find_verbs


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
        ("El plan, pese a las críticas, avanza.", "avanza"),
        ("Pide que no pese a nadie.", "Pide pese"),
        ("En el peor permitiría la venta.", "permitiría"),
        ("Yo no pretendia eso.", "pretendia"),
        ("Los muros reforzados con piedra.", ""),
        ("El equipo gana y el partido acaba.", "gana acaba"),
        ("Vino blanco y canto gregoriano.", "Vino"),
        ("Las acciones nuevas suben.", "suben"),
        ("Vosotros marchaos ya.", "marchaos"),
        ("El las vio.", "vio"),
        ("Queda un cabo suelto.", "Queda"),
        ("Ha logrado que prendas de interior se luzcan.", "Ha luzcan"),
        ("Infracciones y correos maliciosos.", ""),
        ("Quiero que reformas la casa.", "Quiero reformas"),
    ],
)
def test_finite_verbs_are_told_from_their_homographs(sentence: str, verbs: str) -> None:
    tokens = tokenise(sentence)
    assert [tokens[verb.index].text for verb in find_verbs(tokens)] == verbs.split()
