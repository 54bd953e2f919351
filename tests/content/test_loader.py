from ojala.content.loader import assemble, load
from ojala.spanish import analyze


def test_what_is_made_from_the_sources_is_what_is_loaded() -> None:
    made, loaded = assemble(), load()
    assert made.sentences == loaded.sentences
    assert made.predicates == loaded.predicates
    assert made.units == loaded.units
    assert [frame.id for frame in made.frames] == [frame.id for frame in loaded.frames]
    assert made.items == loaded.items


def test_what_is_right_as_well_is_of_the_same_person_where_its_form_can_be() -> None:
    others = [
        (sentence.text, answer.text)
        for sentence in load().sentences
        for answer in sentence.also
        if answer.cell and answer.cell.person is not sentence.cell.person
        if sentence.cell.person in {found.cell.person for found in analyze(answer.text)}
    ]

    assert others == []
