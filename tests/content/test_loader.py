from ojala.content.loader import assemble, load


def test_what_is_made_from_the_sources_is_what_is_loaded() -> None:
    made, loaded = assemble(), load()
    assert made.sentences == loaded.sentences
    assert made.predicates == loaded.predicates
    assert made.units == loaded.units
    assert [frame.id for frame in made.frames] == [frame.id for frame in loaded.frames]
    assert made.items == loaded.items
