import pytest

from ojala.grammar.context import parse


def openers(text: str) -> list[str]:
    sentence = parse(text)
    return [
        f"{sentence.words[sentence.verbs[place.verb].index]}<"
        f"{'' if place.frame.opener is None else sentence.words[place.frame.opener]}"
        for place in sentence.placed
    ]


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Espera que los que vinieron coman.", "espera< vinieron<que coman<que"),
        ("Aunque llueva, saldremos.", "llueva<aunque saldremos<"),
        ("Dijo (como sabes) que vendría.", "dijo< sabes<como vendría<que"),
        ("Vino (tarde) y dijo (como siempre) que no.", "vino< dijo<"),
        ("Quería que vinieran, pero no vino.", "quería< vinieran<que vino<"),
        ("Es más alto que Juan, y corre.", "es< corre<"),
        ("Tiene que salir y hay que comer.", "tiene< hay<"),
        ("No sé qué hacer.", "sé<"),
        ("No sé qué dice.", "sé< dice<qué"),
        ("No bien salió el sol, partimos.", "salió<bien partimos<"),
        ("En tanto llega, comemos.", "llega<tanto comemos<"),
        ("Tanto Ana como Juan dicen que sí.", "dicen<"),
        ("Tan pronto como llegue, comemos.", "llegue<como comemos<"),
        ("Es posible que alguien como Ana venga.", "es< venga<que"),
        ("Vive como profesor en Lima y viaja.", "vive< viaja<"),
        ("En cuanto a Juan, viene.", "viene<"),
        ("Según el diario, llueve.", "llueve<"),
        ("Lástima que sea pequeño y en ocasiones no haya sitio.", "sea<que haya<que"),
        ("Si llegas, ¿qué haces?", "llegas<si haces<qué"),
        ("Dice que hoy, si puede, viene y que no come.", "dice< puede<si viene<que come<que"),
        ("Busca a quien contar todo.", "busca<"),
        ("Y que no venga.", "venga<que"),
        ("Como si fuera ayer.", "fuera<si"),
    ],
)
def test_each_verb_is_placed_in_its_clause(text: str, placed: str) -> None:
    assert openers(text) == placed.split()
