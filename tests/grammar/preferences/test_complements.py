import pytest

from ojala.grammar.text import mood_in_text


@pytest.mark.parametrize(
    ("sentence", "lemma", "best"),
    [
        ("Dile que ____ pronto.", "venir", "Sub"),
        ("Dile que su hermano ____ pronto.", "venir", "Sub"),
        ("Mi padre me dijo que ____ la luz.", "apagar", "Sub"),
        ("El ministro dijo que ____ tarde.", "llegar", "Ind"),
        ("Dijo a sus hijos que no ____ todo.", "creer", "Sub"),
        ("Les decía que los demás no me ____ más.", "tocar", "Sub"),
        ("La respuesta fue decirle a Ana que los vecinos lo ____ todo.", "devolver", "Sub"),
        ("Me dijo que la cena ____ lista.", "estar", "Ind"),
        ("Sugiero que ____ pronto.", "salir", "Sub"),
        ("El informe sugiere que la empresa ____ dinero.", "perder", "Ind"),
        ("El informe sugiere que ____ un error.", "haber", "Ind"),
        ("Siento que no ____ venir.", "poder", "Sub"),
        ("Siento que alguien nos ____.", "mirar", "Ind"),
        ("Nunca sintió que le ____ algo.", "faltar", "Sub"),
        ("Me temo que no ____ entradas.", "quedar", "Ind"),
        ("Teme que no ____ entradas.", "quedar", "Sub"),
        ("No contaba con que el museo ____ cerrado.", "estar", "Ind"),
        ("Me aseguré de que la puerta ____ cerrada.", "estar", "Ind"),
        ("Rechazó la idea de que ____ un error.", "ser", "Sub"),
        ("Tiene la idea de que ____ un error.", "ser", "Ind"),
    ],
)
def test_a_complement_reports_orders_or_rejects(sentence: str, lemma: str, best: str) -> None:
    assert mood_in_text(sentence, lemma).best.value == best
