"""The lexicon: its size, its defects, and what it says of words it does not have."""

import pytest

from ojala.spanish import Cell, NotAVerb, Person, Tense, conjugate
from ojala.spanish.classes import conjugation_classes, read_data
from ojala.spanish.inference import inferred_class, is_infinitive
from ojala.spanish.lexicon import lexicon, look_up, parse_header, parse_line
from ojala.spanish.similarity import closest, distance, one_slip_away, sound


def test_it_is_compact_and_complete() -> None:
    assert len(lexicon()) >= 8200
    assert len(read_data("lexicon.txt").encode()) < 60_000


def test_every_class_it_names_exists_and_every_class_is_used() -> None:
    named = {name for section in lexicon().values() for name in section.required + section.accepted}
    assert named == set(conjugation_classes())


def test_every_lemma_fits_the_tail_of_its_classes() -> None:
    for lemma in lexicon():
        for verb in look_up(lemma).readings:
            assert lemma.endswith(verb.pattern.tail), lemma


def test_a_header_names_classes_marks_and_ending() -> None:
    section, ending = parse_header("[contar|amar ~jugar !i se weather] -ar")
    assert (section.required, section.accepted) == (("contar", "amar"), ("jugar",))
    assert (section.defect, section.pronominal, section.use) == ("i", True, "weather")
    assert ending == "ar"


def test_a_line_shares_what_stands_before_the_hyphen() -> None:
    assert list(parse_line("acab- = al")) == ["acab", "acabal"]
    assert list(parse_line("habl =")) == ["habl", ""]


@pytest.mark.parametrize(
    ("lemma", "name"),
    [
        ("escrolear", "amar"),
        ("requetehacer", "hacer"),
        ("autoconstruir", "huir"),
        ("contrarrotar", "amar"),
        ("flurefacer", "conocer"),
        ("plomper", "temer"),
        ("grunducir", "conducir"),
        ("frolucir", "lucir"),
        ("pleguir", "partir"),
        ("trogüir", "huir"),
        ("plotuir", "huir"),
        ("trofuar", "actuar"),
        ("plocuar", "amar"),
        ("blogografiar", "vaciar"),
        ("sobrescribir", "inscribir"),
    ],
)
def test_the_class_of_a_new_verb_follows_its_shape(lemma: str, name: str) -> None:
    assert look_up(lemma).classes[0] == name


def test_a_prefix_brings_the_class_of_its_verb_but_not_a_third_person_defect() -> None:
    assert look_up("recontradecir").classes == look_up("contradecir").classes
    assert look_up("reacontecer").section.defect == ""
    assert look_up("contrarreponer").classes == ("poner",)


@pytest.mark.parametrize(
    "word",
    ["casa", "hablare", "ar", "xyzar", "rier", "huer", "bhtar", "oir", "pedír", "dár", "", "añ-ar"],
)
def test_what_is_no_infinitive_is_told_apart(word: str) -> None:
    assert not is_infinitive(word)
    with pytest.raises(NotAVerb):
        conjugate(word)


@pytest.mark.parametrize("word", ["oír", "guglear", "delinquir", "erguir", "instar"])
def test_what_could_be_an_infinitive_passes(word: str) -> None:
    assert is_infinitive(word)
    assert inferred_class(word)


@pytest.mark.parametrize(
    ("lemma", "tense", "person", "count"),
    [
        ("aterir", Tense.IND_PRES, Person.YO, 0),
        ("aterir", Tense.IND_PRES, Person.NOSOTROS, 1),
        ("aterir", Tense.SUB_PRES, Person.EL, 0),
        ("aterir", Tense.IMP_AFF, Person.VOSOTROS, 1),
        ("aterir", Tense.IMP_AFF, Person.TU, 0),
        ("acontecer", Tense.IND_PRES, Person.EL, 1),
        ("acontecer", Tense.IND_PRES, Person.YO, 0),
        ("acontecer", Tense.IND_PERF, Person.YO, 0),
        ("acontecer", Tense.IND_PERF, Person.EL, 1),
        ("acontecer", Tense.IMP_AFF, Person.EL, 0),
        ("soler", Tense.IND_PRET, Person.YO, 0),
        ("soler", Tense.IND_IMP, Person.YO, 1),
        ("poder", Tense.IMP_AFF, Person.TU, 0),
        ("balbucir", Tense.IND_PRES, Person.YO, 0),
        ("balbucir", Tense.IMP_AFF, Person.TU, 1),
        ("balbucir", Tense.IMP_AFF, Person.EL, 0),
    ],
)
def test_defective_verbs_leave_cells_empty(
    lemma: str, tense: Tense, person: Person, count: int
) -> None:
    assert len(conjugate(lemma).forms(Cell(tense, person))) == count


def test_variants_are_labelled() -> None:
    forms = conjugate("inscribir").forms(Cell(Tense.PART))
    assert [(f.text, f.required, sorted(f.labels)) for f in forms] == [
        ("inscrito", True, []),
        ("inscripto", False, ["rioplatense", "variant"]),
    ]
    assert conjugate("haber").forms(Cell(Tense.IND_PRES, Person.EL))[1].labels >= {"impersonal"}


def test_weather_verbs_and_pronominal_verbs_are_marked() -> None:
    assert conjugate("nevar").use == "weather"
    assert conjugate("arrepentir").only_pronominal
    assert not conjugate("lavar").only_pronominal


def test_slips_are_counted() -> None:
    assert distance("tener", "tenre", 2) == 1
    assert distance("tener", "temer", 2) == 1
    assert distance("tener", "contener", 2) == 3
    assert distance("abcd", "wxyz", 2) == 3
    assert closest("tenerr", ["tener", "poner", "x"], 3) == ("tener",)
    assert "ab" in set(one_slip_away("a"))
    assert sound("vaya") == sound("balla")


def test_two_neighbours_swapped_are_one_slip() -> None:
    assert "tener" in set(one_slip_away("etner"))
    assert not is_infinitive("ábrer")
    assert is_infinitive("abstraer")
    assert not is_infinitive("abktlpar")
