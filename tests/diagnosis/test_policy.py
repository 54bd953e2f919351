import pytest

from ojala.diagnosis import Policy, Retries, Step, next_step, retry_worthwhile
from tests.diagnosis.cases import judged

TENGA = ("tener", "tenga", "sub_pres.3s")


@pytest.mark.parametrize(
    ("given", "any_", "slips"),
    [
        ("tenga", False, False),
        ("tenga.", False, False),
        ("", False, False),
        ("xkcd", False, False),
        ("tiene", True, False),
        ("tinga", True, True),
        ("ténga", True, True),
        ("me tenga", True, True),
        ("tena", True, False),
    ],
)
def test_a_second_try_is_offered_where_there_is_something_to_mend(
    given: str, *, any_: bool, slips: bool
) -> None:
    diagnosis = judged(*TENGA, given)
    assert retry_worthwhile(diagnosis) is any_
    assert retry_worthwhile(diagnosis, Policy(retries=Retries.SLIPS)) is slips
    assert not retry_worthwhile(diagnosis, Policy(retries=Retries.NEVER))


def test_help_comes_in_three_steps() -> None:
    wrong = judged(*TENGA, "tiene")
    steps = [next_step(wrong, attempts=attempts) for attempts in (1, 2, 3, 4)]
    assert steps == [Step.PROMPT, Step.HINT, Step.FORM, Step.FORM]


def test_the_form_is_shown_at_once_where_nothing_is_left_to_try() -> None:
    assert next_step(judged(*TENGA, "tenga"), attempts=1) is Step.FORM
    assert next_step(judged(*TENGA, ""), attempts=1) is Step.FORM
    never = Policy(retries=Retries.NEVER)
    assert next_step(judged(*TENGA, "tiene"), attempts=1, policy=never) is Step.FORM
