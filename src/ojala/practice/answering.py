"""The one question before an answer: what takes three where each is asked for by itself.

The writing after it is one statement too (`storage/writing.py`); between them an answer asks for
the cards of what the diagnosis found.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, case

from ojala.errors import ExerciseNotFound
from ojala.learning.learner import Learner
from ojala.practice.issued import SESSION_OF, session_from
from ojala.practice.values import Session
from ojala.storage.database import Transaction
from ojala.storage.direct import ask
from ojala.storage.figures import Told, told_of
from ojala.storage.memories import USUAL_SECONDS
from ojala.storage.tables import ChronicleRow, ExerciseRow, SessionRow


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before an answer."""

    session: Session
    """The session in which the exercise was issued: `queries.session_of`."""
    told: Told
    """The learner's chronicle: `figures.told`."""
    usual: float | None
    """Their usual seconds for a right answer: `memories.usual_seconds`."""


async def before_answer(tx: Transaction, learner: Learner, exercise_id: UUID) -> Before:
    """Ask for what is known before an answer to an exercise that was issued to the learner."""
    rows = await ask(tx, _ANSWERING, {"learner": learner.id, "exercise": exercise_id})
    asked = next((row for row in rows if row.id == exercise_id), None)
    if asked is None:
        raise ExerciseNotFound("No exercise with this id was issued to you.")
    return Before(session_from(rows), told_of(asked.chronicle, asked.latest), asked.usual)


_ANSWERING = SESSION_OF.add_columns(
    # It stands in the rows of the exercise that is answered, which are looked for anyway.
    case((ExerciseRow.id == bindparam("exercise"), ChronicleRow.body)).label("chronicle"),
    ChronicleRow.latest,
    USUAL_SECONDS.label("usual"),
).outerjoin(ChronicleRow, ChronicleRow.learner_id == SessionRow.learner_id)
