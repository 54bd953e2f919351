"""The one question before an answer: what `queries.session_of` and `figures.told` find in three.

The writing after it is one statement too (`storage/writing.py`); between them an answer asks for
the usual pace and for the cards of what the diagnosis found.
"""

from uuid import UUID

from sqlalchemy import bindparam, case

from ojala.errors import ExerciseNotFound
from ojala.learning.learner import Learner
from ojala.practice.issued import SESSION_OF, session_from
from ojala.practice.values import Session
from ojala.storage.database import Transaction
from ojala.storage.direct import ask
from ojala.storage.figures import Told, told_of
from ojala.storage.tables import ChronicleRow, ExerciseRow, SessionRow


async def before_answer(
    tx: Transaction, learner: Learner, exercise_id: UUID
) -> tuple[Session, Told]:
    """The session in which an exercise was issued to the learner, and their chronicle."""
    rows = await ask(tx, _ANSWERING, {"learner": learner.id, "exercise": exercise_id})
    asked = next((row for row in rows if row.id == exercise_id), None)
    if asked is None:
        raise ExerciseNotFound("No exercise with this id was issued to you.")
    return session_from(rows), told_of(asked.chronicle, asked.latest)


_ANSWERING = SESSION_OF.add_columns(
    # It stands in the rows of the exercise that is answered, which are looked for anyway.
    case((ExerciseRow.id == bindparam("exercise"), ChronicleRow.body)).label("chronicle"),
    ChronicleRow.latest,
).outerjoin(ChronicleRow, ChronicleRow.learner_id == SessionRow.learner_id)
