"""Of whom a predicate can be said."""

from dataclasses import replace

from ojala.exercises.predicate import Predicate, Subject
from ojala.spanish.features import Person

YO = Subject("yo", "", "", Person.YO)
VOSOTROS = Subject("vosotros", "", "", Person.VOSOTROS)
HERMANA = Subject("él", "mi hermana", "my sister", Person.EL, "f")


def predicate(complement: str = "a tiempo", **changes: str) -> Predicate:
    plain = Predicate(
        id="venir", lemma="venir", clitics=(), infinitive="venir", complement=complement,
        english="come", fits=frozenset({"event"}), field="life",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # only text is changed here


def test_the_speaker_does_not_come_with_us() -> None:
    assert not predicate("con nosotros").suits(YO)
    assert predicate("con nosotros").suits(HERMANA)


def test_american_words_are_not_said_of_vosotros() -> None:
    assert not predicate(region="am").suits(VOSOTROS)
    assert predicate(region="es").suits(VOSOTROS)


def test_a_child_does_what_children_do() -> None:
    child = replace(HERMANA, child=True)

    assert not predicate(who="adult").suits(child)
    assert predicate().suits(child)
    assert predicate(who="adult").suits(HERMANA)
