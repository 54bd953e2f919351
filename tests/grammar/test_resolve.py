import pytest

from ojala.grammar.text import governed, mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "trigger"),
    [
        ("Ana igual ____ mañana.", "venir", None),
        ("Sería conveniente se ____ las arquetas.", "limpiar", "ser-conveniente-que"),
        ("Es un viaje que esperan nunca se ____.", "producir", "esperar-que"),
        ("Rogamos ____ silencio.", "guardar", "rogar-que"),
        ("No importa a qué hora ____.", "llegar", "no-importa-que"),
        ("¡Quién ____ volar!", "poder", "quien-exclamativo"),
        ("Igual ____ mañana.", "venir", "a-lo-mejor"),
        ("Lo mismo ____ mañana.", "venir", "a-lo-mejor"),
        ("Dice que quizás ____.", "llover", "quizas"),
        ("Quiere que quizás ____.", "llover", "querer-que"),
        ("Es el pueblo que quizás ____ más.", "crecer", "quizas"),
        ("Dios ____ que salga bien.", "querer", "dios-quiera-que"),
        ("Cueste lo que ____, iremos.", "costar", "pase-lo-que-pase"),
        ("Quiero ____ contigo.", "ir", "mismo-sujeto"),
        ("Es importante ____ bien.", "dormir", "evaluacion-infinitivo"),
        ("Tengo algo que ____.", "decir", "relativa-de-infinitivo"),
        ("Hay que ____.", "estudiar", "hay-que"),
        ("De ____ sabido, habría ido.", "haber", "de-infinitivo"),
        ("Come antes de ____.", "salir", "preposicion-infinitivo"),
        ("En cuanto a la casa, ____ cara.", "ser", None),
        ("El informe ____ tarde.", "llegar", None),
    ],
)
def test_what_governs_a_blank_is_found(sentence: str, lemma: str, trigger: str | None) -> None:
    found = mood_in_text(sentence, lemma).trigger
    assert (found.id if found else None) == trigger


def test_a_form_in_ra_about_something_known_is_a_literary_pluperfect() -> None:
    verb = next(v for v in governed("El pueblo que lo viera nacer.") if v.text == "viera")
    assert verb.trigger is not None
    assert verb.trigger.id == "ra-pluscuamperfecto"


def test_an_event_joins_the_event_outside_rather_than_a_state_inside() -> None:
    text = "Salió antes de que el juez decidiera que no era válida y ____ ganador a otro."
    found = mood_in_text(text, "declarar").trigger
    assert found is not None
    assert found.id == "antes-de-que"


def test_a_statement_is_no_command() -> None:
    verb = governed("No vienes mañana.")[0]
    assert verb.trigger is None
    assert {option.mood.value for option in verb.options} == {"Sub", "Ind"}
