from ojala.grammar.forms import form_readings, lexical
from ojala.spanish.features import Tense


def test_pronouns_come_off_a_form_with_or_without_its_accent() -> None:
    assert lexical("callate")[2] or lexical("cállate")[2]
    assert lexical("decirle")[2] == ("le",)
    assert lexical("para") == ((), (), ())
    assert lexical("2015") == ((), (), ())


def test_a_form_alone_has_all_its_readings() -> None:
    assert ("venir", Tense.SUB_PERF) in {
        (lemma, cell.tense) for lemma, cell in form_readings("haya venido")
    }
    assert ("venir", Tense.SUB_PRES) in {
        (lemma, cell.tense) for lemma, cell in form_readings("venga")
    }
    assert form_readings("de verdad") == ()
