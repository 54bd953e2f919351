import pytest

from ojala.exercises.item import Item, ItemKind


def test_an_item_reads_back_from_its_written_form() -> None:
    item = Item(ItemKind.MOOD, "querer-que/affirmative")

    assert Item.parse(item.id) == item


def test_a_text_without_a_key_is_no_item() -> None:
    with pytest.raises(ValueError, match="not an item"):
        Item.parse("mood")
