import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "best"),
    [
        ("Empezaron a hablar hasta que ____ algo.", "oír", "Ind"),
        ("Cuando ____ a casa, te llamaré.", "llegar", "Sub"),
        ("Cuando ____ a casa, comió algo.", "llegar", "Ind"),
        ("Y cuando se ____, quiere convertirse en profesor.", "jubilar", "Sub"),
        ("Pensaba contártelo cuando ____ solos.", "estar", "Sub"),
        ("En cuanto lo ____, te aviso.", "saber", "Sub"),
        ("En cuanto lo ____, me avisó.", "saber", "Ind"),
        ("En cuanto ____, salen los murciélagos.", "oscurecer", "Ind"),
        ("Suspendió la persecución para esperar hasta que ____ el resto.", "llegar", "Sub"),
        ("Esperó hasta que ____ el resto.", "llegar", "Ind"),
        ("Dimitió después de que la prensa ____ las fotos.", "publicar", "Sub"),
        ("Después de que ____, iremos al cine.", "cenar", "Sub"),
        ("Una vez que lo ____, repitió.", "probar", "Ind"),
        ("La próxima vez que ____, trae fotos.", "venir", "Sub"),
        ("La última vez que ____, nevaba.", "venir", "Ind"),
        ("Cada día que ____, llueve.", "pasar", "Ind"),
        ("Siempre que ____ al centro, se pierde.", "ir", "Ind"),
        ("Puedes quedarte, siempre que no ____ ruido.", "hacer", "Sub"),
    ],
)
def test_a_clause_of_time_states_what_was_and_leaves_open_what_lies_ahead(
    sentence: str, lemma: str, best: str
) -> None:
    assert mood_in_text(sentence, lemma).best.value == best
