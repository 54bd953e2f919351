"""Of whom a predicate can be said."""

from dataclasses import replace

import pytest

from ojala.exercises.predicate import (
    Predicate,
    Subject,
    agree,
    infinitive_for,
    split_infinitive,
)
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


def test_pupils_are_not_addressed_as_usted() -> None:
    usted = Subject("usted", "", "", Person.EL)

    assert not predicate(field="school").suits(usted)
    assert predicate().suits(usted)


def test_a_pronoun_inside_a_complement_follows_the_subject() -> None:
    assert agree("quedar{se} a cenar", YO) == "quedarme a cenar"
    assert agree("quedar{se} a cenar", HERMANA) == "quedarse a cenar"


def test_a_group_does_what_takes_several() -> None:
    assert not predicate(who="plural").suits(HERMANA)
    assert predicate(who="plural").suits(VOSOTROS)


def test_nobody_does_to_himself_what_is_done_to_the_listener() -> None:
    ustedes = Subject("ustedes", "", "", Person.ELLOS)
    waiting = replace(predicate(), clitics=("te",))

    assert not waiting.suits(VOSOTROS)
    assert not waiting.suits(ustedes)
    assert waiting.suits(YO)


@pytest.mark.parametrize(
    ("word", "lemma", "clitics"),
    [
        ("irse", "ir", ("se",)),
        ("decirme", "decir", ("me",)),
        ("dártelo", "dar", ("te", "lo")),
        ("reírse", "reír", ("se",)),
        ("venir", "venir", ()),
    ],
)
def test_an_infinitive_lets_go_of_its_pronouns(
    word: str, lemma: str, clitics: tuple[str, ...]
) -> None:
    assert split_infinitive(word) == (lemma, clitics)


def test_what_is_no_infinitive_is_refused() -> None:
    with pytest.raises(ValueError, match="not an infinitive: 'casa'"):
        split_infinitive("casa")


def test_the_reflexive_pronoun_of_an_infinitive_agrees() -> None:
    leaving = replace(predicate(), infinitive="irse", lemma="ir", clitics=("se",))

    assert infinitive_for(leaving, Person.YO) == "irme"
    assert infinitive_for(leaving, Person.ELLOS) == "irse"
    assert infinitive_for(predicate(), Person.YO) == "venir"


def test_a_complement_agrees_with_its_subject() -> None:
    sisters = replace(HERMANA, person=Person.ELLOS)
    nosotros = Subject("nosotros", "", "", Person.NOSOTROS)

    assert agree("cansad@", sisters) == "cansadas"
    assert agree("{feliz|felices}", sisters) == "felices"
    assert agree("{trabajador|trabajadora|trabajadores|trabajadoras}", HERMANA) == "trabajadora"
    assert agree("con {nuestros} hijos", nosotros) == "con nuestros hijos"
    assert agree("con {nuestros} hijos", VOSOTROS) == "con vuestros hijos"
    assert agree("con {nuestros} hijos", YO) == "con mis hijos"
    assert agree("{nuestro} trabajo", sisters) == "su trabajo"
    assert agree("", YO) == ""
