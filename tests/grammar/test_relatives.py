import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "trigger"),
    [
        ("Pensó en la radio que ____.", "comprar", "relativa-definida"),
        ("Lo encontró en un puesto que ____ libre.", "estar", "relativa-indefinida"),
        ("No había nada más que ____ gracioso.", "ser", "relativa-negada"),
        ("Hay quien ____ lo contrario.", "pensar", "hay-quien"),
        ("No existe remedio que lo ____.", "curar", "no-existe-que"),
        ("No conoce a nadie que ____ ruso.", "hablar", "no-encontrar-indefinido-que"),
        ("Soy de los que ____.", "madrugar", "ser-de-los-que"),
        ("Cuanto más ____, más sabrás.", "estudiar", "cuanto-mas"),
        ("Coge cuanto ____.", "necesitar", "cuanto"),
        ("Lo conté a quien ____.", "querer", "quien"),
        ("Está en la ciudad, donde ____ su hermana.", "vivir", "relativa-explicativa"),
        ("Llévalo donde ____.", "querer", "donde"),
    ],
)
def test_what_kind_of_relative_a_clause_is_is_found(
    sentence: str, lemma: str, trigger: str | None
) -> None:
    found = mood_in_text(sentence, lemma).trigger
    assert (found.id if found else None) == trigger
