import pytest

from ojala.diagnosis import Accents, Policy, Retries
from ojala.exercises.generation import Variety
from ojala.learning.learner import Preferences
from ojala.spanish.features import Person


def test_somebody_who_never_chooses_has_the_standard_policy() -> None:
    assert Preferences().policy == Policy()


def test_the_choices_that_touch_a_verdict_are_the_policy() -> None:
    chosen = Preferences(accents=Accents.STRICT, retries=Retries.SLIPS)

    assert chosen.policy.accents is Accents.STRICT
    assert chosen.policy.retries is Retries.SLIPS


@pytest.mark.parametrize(
    ("variety", "said"),
    [
        (Variety.SPAIN, {Person.TU, Person.VOSOTROS}),
        (Variety.AMERICA, {Person.TU}),
        (Variety.VOSEO, {Person.VOS}),
    ],
)
def test_a_variety_says_you_in_its_own_way(variety: Variety, said: set[Person]) -> None:
    assert Preferences(variety=variety).policy.address == said
