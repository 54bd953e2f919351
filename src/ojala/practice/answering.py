"""The one question before an answer: what `queries.session_of` and `figures.told` find in three.

The writing after it is one statement too (`storage/writing.py`); between them an answer asks for
the usual pace and for the cards of what the diagnosis found.
"""

from uuid import UUID

from sqlalchemy import and_, bindparam, case, select
from sqlalchemy.orm import aliased

from ojala.errors import ExerciseNotFound
from ojala.learning.learner import Learner
from ojala.practice.queries import ISSUED, PLAN, gathered
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
    plan = PLAN.validate_python(asked.plan)
    issued = gathered(rows)
    session = Session(asked.session_id, asked.started_at, asked.finished_at, plan, issued)
    return session, told_of(asked.chronicle, asked.latest)


_MINE = aliased(ExerciseRow)
_ASKED = ExerciseRow.id == bindparam("exercise")
# The documents that all rows would share stand in those of the exercise that is answered.
_ANSWERING = (
    ISSUED.add_columns(
        SessionRow.started_at,
        SessionRow.finished_at,
        case((_ASKED, SessionRow.plan)).label("plan"),
        case((_ASKED, ChronicleRow.body)).label("chronicle"),
        ChronicleRow.latest,
    )
    .join(
        SessionRow,
        and_(
            SessionRow.learner_id == ExerciseRow.learner_id,
            SessionRow.id == ExerciseRow.session_id,
        ),
    )
    .outerjoin(ChronicleRow, ChronicleRow.learner_id == ExerciseRow.learner_id)
    .where(
        ExerciseRow.session_id
        == select(_MINE.session_id)
        .where(_MINE.learner_id == bindparam("learner"), _MINE.id == bindparam("exercise"))
        .scalar_subquery()
    )
)
