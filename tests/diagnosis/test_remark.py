from ojala.diagnosis import Accents, Policy, Remark, Verdict, remark
from tests.diagnosis.cases import exercise, judged

TENGA = ("tener", "tenga", "sub_pres.3s")


def test_a_mended_rule_gives_and_never_takes_back() -> None:
    wrong, right = judged(*TENGA, "tiene"), judged(*TENGA, "tenga")
    mended, stricter = Remark(before=wrong, after=right), Remark(before=right, after=wrong)

    assert mended.in_favour
    assert not mended.against
    assert mended.standing.verdict is Verdict.CORRECT
    assert stricter.against
    assert not stricter.in_favour
    assert stricter.standing.verdict is Verdict.CORRECT


def test_an_answer_named_otherwise_differs_and_one_named_alike_does_not() -> None:
    mood, stem = judged(*TENGA, "tiene"), judged(*TENGA, "tena")

    assert Remark(mood, stem).differs
    assert Remark(mood, stem).standing is stem
    assert not Remark(mood, mood).differs


def test_an_answer_is_judged_anew_by_the_settings_of_its_day() -> None:
    asked = exercise("llevar", "llevéis", "sub_pres.2p")
    lenient = judged("llevar", "llevéis", "sub_pres.2p", "lleveis")
    strict = remark(asked, "lleveis", lenient, Policy(accents=Accents.STRICT))

    assert not remark(asked, "lleveis", lenient, Policy()).differs
    assert strict.against
