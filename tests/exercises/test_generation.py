"""Sentences to practise an item with."""

from ojala.content.assembly import sentence_of
from ojala.content.sources import Record
from ojala.exercises.generation import Source, Variety, chance, drafts
from ojala.exercises.indexes import frames_by_item, frames_by_predicate, predicates_by_pattern
from ojala.exercises.item import Item
from ojala.exercises.material import Content, index_by_item
from ojala.exercises.sentence import Sentence
from tests.exercises.small import COME, TRIGGERS, frame

WISH = Item.parse("mood:querer-que/influence")
GO = Item.parse("form:sub_pres/ir-g/1p-2p")
NO_FRAME = Source(frame=lambda _frame, _trigger: False, written=False)
WRITTEN: Record = {
    "id": "querer-que-001", "trigger": "querer-que", "text": "Quiero que [cojas] el coche.",
    "lemma": "coger", "cell": "sub_pres.2s", "gloss": "I want you to take the car.",
    "level": "B1", "region": "es", "cue": "Quiero que",
}  # fmt: skip


def content(*sentences: Sentence, **changes: object) -> Content:
    only = frame(COME, **changes)
    return Content(
        triggers=TRIGGERS,
        sentences=sentences,
        by_item=index_by_item(sentences),
        frames_by_item=frames_by_item([only], TRIGGERS),
        predicates_by_pattern=predicates_by_pattern([only]),
        frames_by_predicate=frames_by_predicate([only]),
    )


def texts(item: Item, material: Content, variety: Variety = Variety.ANY) -> set[str]:
    found = drafts(item, material, chance("cloze", item, 1), variety)
    return {draft.sentence.plain for draft in found}


def test_written_and_fresh_sentences_take_turns() -> None:
    found = texts(WISH, content(sentence_of(WRITTEN, TRIGGERS)))
    assert "Quiero que cojas el coche." in found
    assert "Quiero que vengas a cenar." in found


def test_american_practice_has_no_word_or_person_of_spain() -> None:
    found = texts(WISH, content(sentence_of(WRITTEN, TRIGGERS)), Variety.AMERICA)
    assert "Quiero que vengan a cenar." in found
    assert not {"Quiero que cojas el coche.", "Quiero que vengáis a cenar."} & found


def test_a_frame_of_the_other_side_is_left_out() -> None:
    assert texts(WISH, content(region="es"), Variety.AMERICA) == set()
    assert texts(WISH, content(region="es"), Variety.SPAIN)


def test_a_form_is_practised_in_its_persons_alone() -> None:
    assert texts(GO, content()) == {"Quiero que vengáis a cenar."}


def test_the_same_spanish_keeps_the_english_of_its_frame() -> None:
    own = [
        frame(takes=[], own=["venir a cenar|come to dinner"], es="<Quiero que> {clause}."),
        frame(takes=[], own=["venir a cenar|come round for dinner"], es="<Deseo que> {clause}."),
    ]
    material = Content(
        triggers=TRIGGERS,
        sentences=(),
        by_item={},
        frames_by_item=frames_by_item(own, TRIGGERS),
        predicates_by_pattern=predicates_by_pattern(own),
        frames_by_predicate=frames_by_predicate(own),
    )
    found = drafts(GO, material, chance("cloze", GO, 1), Variety.ANY)
    glosses = {(draft.sentence.plain.split()[0], draft.sentence.gloss) for draft in found}
    assert glosses == {
        ("Quiero", "I want you to come to dinner."),
        ("Deseo", "I want you to come round for dinner."),
    }


def test_an_item_without_material_has_no_drafts() -> None:
    assert texts(Item.parse("mood:no-such/thing"), content()) == set()


def test_where_no_frame_will_do_no_dice_are_thrown() -> None:
    rng = chance("cloze", GO, 1)
    before = rng.getstate()

    assert list(drafts(GO, content(), rng, Variety.ANY, NO_FRAME)) == []
    assert list(drafts(WISH, content(), rng, Variety.ANY, NO_FRAME)) == []
    assert rng.getstate() == before


def test_where_no_frame_will_do_each_written_sentence_comes_once() -> None:
    bread = {**WRITTEN, "id": "querer-que-002", "text": "Quiero que [cojas] el pan."}
    written = [sentence_of(record, TRIGGERS) for record in (WRITTEN, bread)]
    source = Source(frame=lambda _frame, _trigger: False)

    found = list(drafts(WISH, content(*written), chance("a", WISH, 1), Variety.ANY, source))
    assert sorted(draft.sentence.id for draft in found) == ["querer-que-001", "querer-que-002"]


def test_predicates_that_no_fitting_frame_takes_are_passed_over() -> None:
    leave = COME | {"es": "salir a cenar", "en": "go out for dinner"}
    frames = [frame(COME), frame(leave, tense="sub_imp_ra"), frame(leave)]
    known = predicates_by_pattern(frames)
    both = known[GO] + tuple(one for them in known.values() for one in them)
    material = Content(
        triggers=TRIGGERS,
        predicates_by_pattern={**known, GO: tuple(dict.fromkeys(both))},
        frames_by_predicate=frames_by_predicate(frames),
    )
    of_one = Source(frame=lambda one, _trigger: one.predicates[0].lemma == "venir", written=False)

    found = drafts(GO, material, chance("cloze", GO, 1), Variety.ANY, of_one)
    assert {draft.sentence.lemma for draft in found} == {"venir"}
