"""What can be made for each item."""

from ojala.exercises.indexes import frames_by_item, frames_by_predicate, predicates_by_pattern
from ojala.exercises.item import Item
from tests.exercises.small import COME, RAIN, TRIGGERS, frame

WANTS = frame(COME, RAIN)
WANTED = frame(COME, es="<Quería que> {clause}.", en="I wanted {obj} to {base}.", tense="sub_imp")
INFINITIVE = frame(COME, es="<Quiero> {inf}.", en="I want to {base}.", tense="inf", reading="wish")


def test_a_frame_is_found_under_its_mood_and_its_sequence() -> None:
    found = frames_by_item([WANTS, WANTED, INFINITIVE], TRIGGERS)
    assert found[Item.parse("mood:querer-que/influence")] == (WANTS, WANTED)
    assert found[Item.parse("sequence:sequence/sub_imp")] == (WANTED,)
    assert found[Item.parse("mood:querer-que/wish")] == (INFINITIVE,)


def test_a_frame_is_found_under_its_predicates_and_series() -> None:
    found = frames_by_predicate([WANTS, WANTED])
    assert found == {
        ("venir-a-cenar", "sub_pres"): (WANTS,),
        ("llover", "sub_pres"): (WANTS,),
        ("venir-a-cenar", "sub_imp"): (WANTED,),
    }


def test_a_predicate_is_found_under_the_patterns_of_its_persons() -> None:
    found = predicates_by_pattern([WANTS, WANTED, INFINITIVE])
    assert {item.id: [predicate.lemma for predicate in them] for item, them in found.items()} == {
        "form:sub_pres/ir-g/1s-2s-3s-3p": ["venir"],
        "form:sub_pres/ir-g/1p-2p": ["venir"],
        "form:sub_pres/er-o-ue/1s-2s-3s-3p": ["llover"],
        "form:sub_imp/strong/1p": ["venir"],
        "form:sub_imp/strong/all": ["venir"],
    }
