import pytest

from ojala.grammar.text import governed, mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "trigger"),
    [
        ("Vino. Imposible que ____.", "volver", "ser-posible-que"),
        ("Dijo en la radio que ____.", "venir", "decir-que"),
        ("Pensó en la radio que ____.", "comprar", "relativa-definida"),
        ("Dijo Ana que ____.", "venir", "decir-que"),
        ("Dijo el ministro que ____.", "venir", "decir-que"),
        ("Ana igual ____ mañana.", "venir", None),
        ("No es consciente de que ____.", "ganar", "no-estar-seguro-de-que"),
        ("Sería conveniente se ____ las arquetas.", "limpiar", "ser-conveniente-que"),
        ("Es un viaje que esperan nunca se ____.", "producir", "esperar-que"),
        ("Rogamos ____ silencio.", "guardar", "rogar-que"),
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
        ("Lo encontró en un puesto que ____ libre.", "estar", "relativa-indefinida"),
        ("No había nada más que ____ gracioso.", "ser", "relativa-negada"),
        ("Por mí, como si no ____.", "venir", "como-si-indicativo"),
        ("Como siempre llueve, como si no ____ bastante.", "ser", "como-si"),
        ("Será cuando él ____.", "decir", "ser-cuando"),
        ("Hay quien ____ lo contrario.", "pensar", "hay-quien"),
        ("No existe remedio que lo ____.", "curar", "no-existe-que"),
        ("No conoce a nadie que ____ ruso.", "hablar", "no-encontrar-indefinido-que"),
        ("Soy de los que ____.", "madrugar", "ser-de-los-que"),
        ("¿Quién eres tú para que te ____?", "obedecer", "no-ser-quien-para-que"),
        ("Es demasiado tarde para que ____.", "salir", "demasiado-para-que"),
        ("No importa a qué hora ____.", "llegar", "no-importa-que"),
        ("¡Quién ____ volar!", "poder", "quien-exclamativo"),
        ("Igual ____ mañana.", "venir", "a-lo-mejor"),
        ("Lo mismo ____ mañana.", "venir", "a-lo-mejor"),
        ("Dice que quizás ____.", "llover", "quizas"),
        ("Quiere que quizás ____.", "llover", "querer-que"),
        ("Es el pueblo que quizás ____ más.", "crecer", "quizas"),
        ("Dios ____ que salga bien.", "querer", "dios-quiera-que"),
        ("Cueste lo que ____, iremos.", "costar", "pase-lo-que-pase"),
        ("Gritó que ____ fuego.", "haber", "gritar-que"),
        ("Le da miedo salir y que lo ____.", "ver", "tener-miedo-de-que"),
        ("Cuanto más ____, más sabrás.", "estudiar", "cuanto-mas"),
        ("Coge cuanto ____.", "necesitar", "cuanto"),
        ("Lo conté a quien ____.", "querer", "quien"),
        ("Está en la ciudad, donde ____ su hermana.", "vivir", "relativa-explicativa"),
        ("Llévalo donde ____.", "querer", "donde"),
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
