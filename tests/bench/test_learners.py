import pytest
from bench.learners import compare, interval, practise, predicted, run
from bench.minds import KINDS, mind
from bench.policies import Ojala, path

from ojala.learning.scheduling import Schedule, replay


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_learner(kind: str) -> None:
    one, two = mind(kind, 3, 50), mind(kind, 3, 50)

    assert [one.answer(n % 7, n / 9) for n in range(60)] == [
        two.answer(n % 7, n / 9) for n in range(60)
    ]


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", ["steady", "activated"])
def test_our_policy_masters_more_than_the_others_in_the_same_time(kind: str) -> None:
    counts = {name: mastered[-1] for name, mastered in run(kind, 0, [30]).items()}

    assert counts["ojala"] > max(counts["random"], counts["leitner"], counts["sm2"])


def test_a_learner_who_is_misled_masters_nothing_before_being_put_right() -> None:
    learner = mind("misled", 1, 100)
    wrong = next(iter(learner.misconceptions))

    assert not learner.answer(wrong, 0.0)[0]
    assert not learner.masters(wrong, 0.0) or wrong not in learner.misconceptions


def test_the_cards_of_a_simulated_learner_replay_from_the_log() -> None:
    policy = Ojala(path(60))
    practise(policy, "quick", 0, [8], minutes=4)

    assert policy.cards == replay(policy.log, Schedule(policy.retention, policy.parameters))


def test_predictions_are_scored_for_every_way_of_predicting() -> None:
    found, losses = predicted("forgetful", 0, 12)

    assert found
    assert set(losses) == {"default", "fitted", "average", "sm2"}


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    compare(1, [1], jobs=1)

    assert "activated" in capsys.readouterr().out


def test_an_interval_is_told_beside_its_mean() -> None:
    assert interval([10.0, 12.0]).split() == ["11.0", "±", "12.7"]
