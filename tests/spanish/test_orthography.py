"""Spelling: syllable nuclei, stress and written accents."""

from pathlib import Path

import pytest

from ojala.spanish.orthography import (
    accent_rule,
    fold,
    mark,
    nuclei,
    respell,
    stress,
    strip_accents,
    syllables,
    write,
)

_STRESS = Path(__file__).parents[1] / "gold" / "verbs" / "stress.txt"


def words_of_known_stress() -> list[tuple[str, int]]:
    lines = _STRESS.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return [(word, int(row[0])) for row in rows for word in row[1:]]


def test_two_thousand_words_are_stressed_where_they_are() -> None:
    words = words_of_known_stress()
    assert len(words) >= 2000
    wrong = []
    for word, from_end in words:
        groups = nuclei(word)
        place = next(n for n, group in enumerate(groups) if stress(word) in group)
        if len(groups) - place != from_end:
            wrong.append(word)
    assert wrong == []


def test_accents_are_written_where_they_stand() -> None:
    words = [word for word, _ in words_of_known_stress()]
    assert [w for w in words if write(mark(w, stress(w))) != w] == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("construir", "cons truir"),
        ("prohíbe", "pro hí be"),
        ("averigüéis", "a ve ri güéis"),
        ("guitarra", "gui ta rra"),
        ("oíais", "o í ais"),
        ("leáis", "le áis"),
        ("ahuecar", "a hue car"),
        ("instante", "ins tan te"),
        ("perspicaz", "pers pi caz"),
        ("obstáculo", "obs tá cu lo"),
        ("atlas", "a tlas"),
        ("subrayar", "su bra yar"),
        ("estoy", "es toy"),
        ("quiero", "quie ro"),
        ("chiita", "chi i ta"),
        ("rehuíamos", "re huí a mos"),
        ("aéreo", "a é re o"),
        ("uruguayo", "u ru gua yo"),
        ("y", "y"),
        ("pst", "pst"),
    ],
)
def test_words_are_cut_into_syllables(word: str, parts: str) -> None:
    assert syllables(word) == tuple(parts.split())


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("prohíbe", "hiatus"),
        ("dió", "monosyllable"),
        ("pst", "monosyllable"),
        ("habló", "oxytone-vowel-n-s"),
        ("hablár", "oxytone-other"),
        ("robóts", "oxytone-other"),
        ("háblo", "paroxytone-vowel-n-s"),
        ("árbol", "paroxytone-other"),
        ("bíceps", "paroxytone-other"),
        ("hablábamos", "proparoxytone"),
    ],
)
def test_each_accent_has_its_rule(marked: str, rule: str) -> None:
    assert accent_rule(marked).id == rule


def test_a_word_without_vowels_has_no_stress() -> None:
    assert stress("pst") == -1


def test_folding_keeps_only_the_n_with_tilde() -> None:
    assert fold("averigüé, ñu") == "averigue, ñu"
    assert strip_accents("averigüé") == "averigüe"


@pytest.mark.parametrize(
    ("stem", "was", "now", "spelled"),
    [
        ("toc", "a", "e", "toqu"),
        ("pag", "a", "é", "pagu"),
        ("averigu", "a", "e", "averigü"),
        ("cruz", "a", "e", "cruc"),
        ("venc", "e", "o", "venz"),
        ("cog", "e", "a", "coj"),
        ("distingu", "i", "a", "disting"),
        ("delinqu", "i", "o", "delinc"),
        ("habl", "a", "e", "habl"),
        ("toc", "a", "o", "toc"),
    ],
)
def test_a_stem_is_respelled_so_that_it_sounds_the_same(
    stem: str, was: str, now: str, spelled: str
) -> None:
    assert respell(stem, was, now) == spelled
