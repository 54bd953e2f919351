"""What is asked before an answer, in one question instead of three, or five.

An answer in a transaction knows who asks, and holds their lock. One that is taken at once knows
neither: its question tells of both, and its writing asks whether the learner's turn is the same.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, bindparam, case, func, select, true
from sqlalchemy.dialects.postgresql import JSONB

from ojala.errors import ExerciseNotFound
from ojala.exercises.item import Item
from ojala.learning.learner import Learner
from ojala.learning.scheduling import Card
from ojala.practice.issued import SESSION_OF, session_from, session_of
from ojala.practice.values import Session
from ojala.storage.database import Transaction
from ojala.storage.direct import Question, Statements, ask
from ojala.storage.figures import Told, told_of
from ojala.storage.logins import BY_ID, BY_SECRET, Login, Shown, login_of
from ojala.storage.memories import CARD, card_of, usual_of
from ojala.storage.tables import CardRow, ChronicleRow, ExerciseRow, SessionRow


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before an answer."""

    session: Session
    """The session in which the exercise was issued: `queries.session_of`."""
    told: Told
    """The learner's chronicle: `figures.told`."""
    usual: float | None
    """Their usual seconds for a right answer: `memories.usual_seconds`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who answers, and what is known before they do."""

    login: Login
    turn: int
    """Whose turn it was to change something of the learner's when all this was read."""
    before: Before
    cards: dict[Item, Card]
    """Those of what the exercise tests: `memories.cards`."""


async def before_answer(tx: Transaction, learner: Learner, exercise_id: UUID) -> Before:
    """Ask for what is known before an answer to an exercise that was issued to the learner."""
    rows = await ask(tx, _ANSWERING, {"learner": learner.id, "exercise": exercise_id})
    asked = next((row for row in rows if row.id == exercise_id), None)
    if asked is None:
        raise ExerciseNotFound("No exercise with this id was issued to you.")
    return Before(session_from(rows), told_of(asked.chronicle, asked.latest), asked.usual)


async def enter(work: Statements, shown: Shown, exercise_id: UUID) -> Entry | None:
    """Ask who somebody is, and for what is known before their first answer to an exercise.

    None where the login does not stand, or the exercise is none of theirs, or was answered.
    """
    rows = await work.ask(_ENTERING[shown.standing], {**shown.values, "exercise": exercise_id})
    asked = [row for row in rows if row.id == exercise_id]
    if not asked or asked[0].number is not None:
        return None
    found = asked[0]
    before = Before(session_from(rows), told_of(found.chronicle, found.latest), found.usual)
    cards = (card_of(row) for row in asked if row.item is not None)
    return Entry(login_of(found), found.turn, before, {card.item: card for card in cards})


def _answering(learner: ColumnElement[UUID], of_session: Question) -> Question:
    return of_session.add_columns(
        # It stands in the rows of the exercise that is answered, which are looked for anyway.
        case((ExerciseRow.id == bindparam("exercise"), ChronicleRow.body)).label("chronicle"),
        ChronicleRow.latest,
        usual_of(learner).label("usual"),
    ).outerjoin(ChronicleRow, ChronicleRow.learner_id == SessionRow.learner_id)


def _entering(standing: Question) -> Question:
    """The same for whoever a login stands for, a row for each card of what is tested."""
    who = standing.cte("who")
    learner = select(who.c.learner_id).scalar_subquery()
    is_asked = ExerciseRow.id == bindparam("exercise")
    one = func.jsonb_array_elements(ExerciseRow.body["exercise"]["items"], type_=JSONB)
    named = one.column_valued("one")
    item = func.concat(named["kind"].astext, ":", named["key"].astext).label("id")
    tested = select(item).lateral("tested")
    return (
        _answering(learner, session_of(learner))
        .join(who, true())
        .outerjoin(tested, is_asked)
        .outerjoin(
            CardRow,
            and_(CardRow.learner_id == ExerciseRow.learner_id, CardRow.item == tested.c.id),
        )
        .add_columns(
            *(case((is_asked, who.c[name])).label(name) for name in who.columns.keys()),  # noqa: SIM118 - no dict
            *CARD,
        )
    )


_ANSWERING = _answering(bindparam("learner", type_=Uuid()), SESSION_OF)
_ENTERING = {standing: _entering(standing.plain) for standing in (BY_SECRET, BY_ID)}
