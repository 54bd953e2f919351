import pytest

from ojala.grammar.clause import (
    Antecedent,
    Clause,
    Polarity,
    Relation,
    Sphere,
    Stance,
    Time,
    sphere,
)
from ojala.grammar.inventory import triggers
from ojala.grammar.mood import Status, mood
from ojala.grammar.sequence import Note, admitted, apodosis, tenses
from ojala.spanish.features import Mood, Tense

SUB, IND = Mood.SUBJUNCTIVE, Mood.INDICATIVE


def clause(trigger: str, **features: object) -> Clause:
    return Clause(triggers()[trigger], **features)  # type: ignore[arg-type]  # test shorthand


def test_a_wish_requires_the_subjunctive() -> None:
    judgement = mood(clause("querer-que"))
    assert judgement.best.mood is SUB
    assert judgement.best.status is Status.REQUIRED
    assert judgement.option(IND).status is Status.EXCLUDED
    assert judgement.accepted == {SUB}
    assert judgement.difference() == ()


def test_the_same_subject_takes_the_infinitive() -> None:
    judgement = mood(clause("querer-que", same_subject=True))
    assert judgement.accepted == {Mood.INFINITIVE}
    assert judgement.best.tenses[0].tense is Tense.INF


def test_the_same_subject_changes_nothing_where_no_infinitive_stands_in() -> None:
    assert mood(clause("si-bien", same_subject=True)).accepted == {IND}


def test_negated_belief_takes_the_subjunctive_and_tolerates_the_indicative() -> None:
    judgement = mood(clause("no-creer-que"))
    assert judgement.best.mood is SUB
    assert judgement.option(IND).status is Status.MARKED


def test_time_decides_after_cuando() -> None:
    assert mood(clause("cuando", time=Time.FUTURE)).accepted == {SUB}
    assert mood(clause("cuando", time=Time.HABITUAL)).accepted == {IND}
    assert mood(clause("cuando")).accepted == {SUB, IND}


def test_both_moods_come_with_what_they_mean() -> None:
    judgement = mood(clause("decir-que"))
    assert [option.status for option in judgement.options] == [Status.OPEN, Status.OPEN]
    assert judgement.difference() != judgement.difference("es")
    assert len(judgement.difference("es")) == 2


def test_an_intended_reading_decides_alone() -> None:
    assert mood(clause("decir-que", reading="order")).accepted == {SUB}
    assert mood(clause("decir-que", reading="report")).accepted == {IND}


def test_the_antecedent_decides_in_relative_clauses() -> None:
    sought = clause("relativa-indefinida", antecedent=Antecedent.UNSPECIFIC)
    assert mood(sought).accepted == {SUB}


def test_the_governing_tense_may_be_a_condition_of_a_reading() -> None:
    assert mood(clause("parecer-que", governor=Tense.IND_PRES)).accepted == {IND}
    assert mood(clause("parecer-que", governor=Tense.IND_IMP)).accepted == {SUB, IND}
    assert mood(clause("parecer-que")).accepted == {SUB, IND}


def test_stance_and_polarity_are_conditions_too() -> None:
    real = clause("el-problema-es-que", stance=Stance.ASSERTED)
    assert mood(real).accepted == {IND}
    assert mood(clause("porque", polarity=Polarity.AFFIRMATIVE)).accepted == {IND}


def test_where_no_verb_follows_no_mood_is_accepted() -> None:
    judgement = mood(clause("como-si-nada"))
    assert judgement.accepted == set()
    assert judgement.option(Mood.INFINITIVE).reading is None


@pytest.mark.parametrize(
    ("governor", "first"),
    [
        (Tense.IND_PRES, Tense.SUB_PRES),
        (Tense.IND_FUT, Tense.SUB_PRES),
        (Tense.IMP_AFF, Tense.SUB_PRES),
        (Tense.IND_PRET, Tense.SUB_IMP_RA),
        (Tense.COND, Tense.SUB_IMP_RA),
        (Tense.IND_PLUP, Tense.SUB_IMP_RA),
    ],
)
def test_the_governing_tense_sets_the_usual_tense(governor: Tense, first: Tense) -> None:
    assert tenses(clause("querer-que", governor=governor), SUB)[0] is first


def test_a_past_governor_admits_the_present_by_double_access() -> None:
    notes = {a.tense: a.note for a in admitted(clause("decir-que", governor=Tense.IND_PRET), SUB)}
    assert notes[Tense.SUB_IMP_RA] is Note.USUAL
    assert notes[Tense.SUB_PRES] is Note.DOUBLE_ACCESS


def test_the_present_after_a_conditional_is_american() -> None:
    for trigger in ("gustaria-que", "querer-que"):
        choices = admitted(clause(trigger, governor=Tense.COND), SUB)
        assert {c.note for c in choices if c.tense is Tense.SUB_PRES} == {Note.AMERICAN}


def test_a_wish_in_the_present_never_looks_back() -> None:
    assert Tense.SUB_IMP_RA not in tenses(clause("querer-que", governor=Tense.IND_PRES), SUB)
    assert Tense.SUB_IMP_RA in tenses(clause("querer-que", governor=Tense.IND_PERF), SUB)


def test_a_reaction_in_the_present_may_look_back() -> None:
    glad = clause("alegrarse-de-que", governor=Tense.IND_PRES)
    assert Tense.SUB_IMP_RA in tenses(glad, SUB)
    before = clause("alegrarse-de-que", governor=Tense.IND_PRES, relation=Relation.BEFORE)
    assert tenses(before, SUB)[0] is Tense.SUB_PERF


def test_an_earlier_event_after_a_past_prefers_the_pluperfect() -> None:
    earlier = clause("alegrarse-de-que", governor=Tense.IND_PRET, relation=Relation.BEFORE)
    assert tenses(earlier, SUB)[0] is Tense.SUB_PLUP_RA


def test_a_future_time_clause_takes_the_present_subjunctive() -> None:
    future = clause("cuando", governor=Tense.IND_FUT, time=Time.FUTURE)
    assert tenses(future, SUB) == (Tense.SUB_PRES, Tense.SUB_PERF)


def test_como_si_takes_imperfect_or_pluperfect_whatever_governs() -> None:
    as_if = clause("como-si", governor=Tense.IND_PRES)
    assert Tense.SUB_PRES not in tenses(as_if, SUB)
    assert tenses(as_if, SUB)[0] is Tense.SUB_IMP_RA


def test_si_never_takes_a_future_or_conditional() -> None:
    assert Tense.IND_FUT not in tenses(clause("si-presente"), IND)


def test_an_infinitive_governor_leaves_the_tense_open() -> None:
    assert sphere(Tense.INF) is None
    assert Tense.SUB_IMP_RA in tenses(clause("querer-que", governor=Tense.INF), SUB)
    assert sphere(Tense.SUB_IMP_RA) is Sphere.PAST


def test_an_indicative_report_after_a_past_is_shifted_back() -> None:
    assert tenses(clause("decir-que", governor=Tense.IND_PRET), IND)[0] is Tense.IND_IMP
    assert tenses(clause("decir-que"), IND)[0] is Tense.IND_PRES
    assert tenses(clause("como-si-nada"), IND) == ()


@pytest.mark.parametrize(
    ("protasis", "main"),
    [
        (Tense.IND_PRES, Tense.IND_PRES),
        (Tense.SUB_IMP_SE, Tense.COND),
        (Tense.SUB_PLUP_RA, Tense.COND_PERF),
    ],
)
def test_the_main_verb_of_a_condition_follows_the_si_clause(protasis: Tense, main: Tense) -> None:
    assert apodosis(protasis)[0].tense is main


def test_hubiera_ido_stands_beside_habria_ido() -> None:
    assert Tense.SUB_PLUP_RA in {choice.tense for choice in apodosis(Tense.SUB_PLUP_RA)}
