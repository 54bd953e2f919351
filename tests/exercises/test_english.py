"""The English of a predicate, said of somebody in the English of a frame."""

import pytest

from ojala.content.maker import NOBODY, PRONOUNS, named_subject, predicate_of
from ojala.exercises.english import gloss, pronouns
from ojala.exercises.predicate import Subject
from ojala.spanish.features import Person

YO, TU, _VOS, _USTED, NOSOTROS, VOSOTROS, _USTEDES = PRONOUNS
SISTER = named_subject("mi hermana|my sister|f", thing=False)
GUESTS = named_subject("los invitados|the guests|mp", thing=False)
TRAIN = named_subject("el tren|the train|m", thing=True)
CALL = predicate_of({"es": "llamar a la abuela", "en": "call {his} grandma"})
TIRED = predicate_of({"es": "estar cansad@", "en": "be tired"})


@pytest.mark.parametrize(
    ("token", "sister", "me"),
    [
        ("{s} {pres}", "my sister calls her grandma", "I call my grandma"),
        ("{s} {no pres}", "my sister doesn't call her grandma", "I don't call my grandma"),
        ("{s} {past}", "my sister called her grandma", "I called my grandma"),
        ("{s} {no past}", "my sister didn't call her grandma", "I didn't call my grandma"),
        ("{s} {perf}", "my sister has called her grandma", "I have called my grandma"),
        ("{s} {no perf}", "my sister hasn't called her grandma", "I haven't called my grandma"),
        ("{s} {plup}", "my sister had called her grandma", "I had called my grandma"),
        ("{s} {will}", "my sister will call her grandma", "I will call my grandma"),
        ("{s} {no will}", "my sister won't call her grandma", "I won't call my grandma"),
        ("{s} {no would}", "my sister wouldn't call her grandma", "I wouldn't call my grandma"),
        ("{s} {is ing}", "my sister is calling her grandma", "I am calling my grandma"),
        ("{s} {no is ing}", "my sister isn't calling her grandma", "I am not calling my grandma"),
        ("{s} {was ing}", "my sister was calling her grandma", "I was calling my grandma"),
        ("{obj} to {base}", "my sister to call her grandma", "me to call my grandma"),
        ("{obj} {no base}", "my sister not call her grandma", "me not call my grandma"),
        ("{poss} {no ing}", "my sister's not calling her grandma", "my not calling my grandma"),
        ("{s} {pres_will}", "my sister will call her grandma", "I will call my grandma"),
    ],
)
def test_an_event_is_said_of_somebody(token: str, sister: str, me: str) -> None:
    assert gloss(token, CALL, SISTER) == sister
    assert gloss(token, CALL, YO) == me


def test_several_have_several_of_what_each_has_one_of() -> None:
    eat = predicate_of({"es": "comer", "en": "eat with {his} {mouth|mouths} open"})
    assert gloss("{s} {pres}", eat, SISTER) == "my sister eats with her mouth open"
    assert gloss("{s} {pres}", eat, GUESTS) == "the guests eat with their mouths open"
    assert gloss("{s} {pres}", eat, TU) == "you eat with your mouth open"
    assert gloss("{s} {pres}", eat, VOSOTROS) == "you eat with your mouths open"


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("{s} {pres}", "the guests are tired"),
        ("{s} {no pres}", "the guests aren't tired"),
        ("{s} {past}", "the guests were tired"),
        ("{s} {no past}", "the guests weren't tired"),
        ("{s} {pres_will}", "the guests are tired"),
        ("{s} {past_would}", "the guests were tired"),
        ("{poss} {ing}", "the guests' being tired"),
    ],
)
def test_a_state_is_said_of_several(token: str, said: str) -> None:
    assert gloss(token, TIRED, GUESTS) == said


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("{s} {pres}", "my sister can come"),
        ("{s} {no pres}", "my sister can't come"),
        ("{s} {no past}", "my sister couldn't come"),
        ("{s} {were}", "my sister could come"),
        ("{s} {no were}", "my sister couldn't come"),
        ("{s} {past}", "my sister was able to come"),
        ("{s} {will}", "my sister will be able to come"),
        ("{obj} to {base}", "my sister to be able to come"),
    ],
)
def test_who_is_able_to_can(token: str, said: str) -> None:
    assert (
        gloss(token, predicate_of({"es": "poder venir", "en": "be able to come"}), SISTER) == said
    )


def test_what_is_not_so_were_so() -> None:
    assert gloss("if {s} {were}", TIRED, SISTER) == "if my sister were tired"
    assert gloss("if {s} {no were}", TIRED, YO) == "if I weren't tired"
    assert gloss("if {s} {were}", CALL, SISTER) == "if my sister called her grandma"
    assert gloss("if {s} {no were}", CALL, SISTER) == "if my sister didn't call her grandma"


def test_i_am_and_i_was() -> None:
    assert gloss("{s} {pres}, {s} {no pres}, {s} {past}", TIRED, YO) == (
        "I am tired, I am not tired, I was tired"
    )


def test_what_has_no_subject_says_it_or_there() -> None:
    rain = predicate_of({"es": "llover", "en": "it rain", "who": "none"})
    people = predicate_of({"es": "haber mucha gente", "en": "there are many people", "who": "none"})
    room = predicate_of({"es": "haber sitio", "en": "there be room", "who": "none"})
    assert gloss("I hope {s} {no pres}", rain, NOBODY) == "I hope it doesn't rain"
    assert gloss("{s} {pres}", people, NOBODY) == "there are many people"
    assert gloss("{s} {past}", room, NOBODY) == "there was room"


@pytest.mark.parametrize(
    ("subject", "his"),
    [
        (YO, "my"),
        (TU, "your"),
        (NOSOTROS, "our"),
        (VOSOTROS, "your"),
        (SISTER, "her"),
        (named_subject("mi tío|my uncle|m", thing=False), "his"),
        (GUESTS, "their"),
        (TRAIN, "its"),
        (NOBODY, "its"),
        (Subject("antecedent", "", "someone", Person.EL), "their"),
        (Subject("antecedent", "", "a flat", Person.EL, thing=True), "its"),
        (Subject("antecedent", "", "my doctor", Person.EL, "f"), "her"),
    ],
)
def test_what_belongs_to_a_subject_is_named_after_it(subject: Subject, his: str) -> None:
    assert pronouns(subject).his == his


def test_what_belongs_to_everyone_is_theirs() -> None:
    everyone = named_subject("todo el mundo|everyone|m", thing=False)
    assert gloss("{s} {pres}", CALL, everyone) == "everyone calls their grandma"


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("{obj} {ing}", "my sister always being late"),
        ("{s} {pres}", "my sister is always late"),
        ("{s} {no pres}", "my sister isn't always late"),
        ("{s} {perf}", "my sister has always been late"),
        ("{s} {will}", "my sister will always be late"),
        ("{obj} to {base}", "my sister to always be late"),
    ],
)
def test_an_adverb_before_the_verb_finds_its_place(token: str, said: str) -> None:
    late = predicate_of({"es": "llegar siempre tarde", "en": "always be late"})
    assert gloss(token, late, SISTER) == said


def test_a_verb_is_told_by_the_word_behind_it() -> None:
    rest = predicate_of({"es": "tumbarse un rato", "en": "lie down for a while"})
    deceive = predicate_of({"es": "mentir a la prensa", "en": "lie to the press"})
    assert gloss("{s} {past}", rest, SISTER) == "my sister lay down for a while"
    assert gloss("{s} {perf}", deceive, SISTER) == "my sister has lied to the press"
