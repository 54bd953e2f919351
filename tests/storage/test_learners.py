from uuid import UUID

from ojala.diagnosis import Accents, Retries
from ojala.exercises.generation import Variety
from ojala.learning.learner import Learner, Preferences
from ojala.storage.learners import dump_preferences, learner_of
from ojala.storage.tables import LearnerRow

ID = UUID(int=7)


def test_preferences_come_back_as_they_were_stored() -> None:
    chosen = Preferences(
        session_size=5,
        parameters=(0.1, 0.2),
        variety=Variety.VOSEO,
        accents=Accents.STRICT,
        retries=Retries.NEVER,
    )

    assert learner_of(LearnerRow(id=ID, preferences=dump_preferences(chosen))) == Learner(
        ID, chosen
    )


def test_whoever_came_before_a_choice_existed_has_its_default() -> None:
    assert learner_of(
        LearnerRow(id=ID, preferences={"session_size": 5})
    ).preferences == Preferences(5)
