"""What is asked directly is what SQLAlchemy would have brought."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from ojala.practice import service
from ojala.practice.values import Wish
from ojala.storage import direct, logins
from tests.practice.conftest import MORNING, Ana


async def test_whoever_practises_is_told_the_same_by_either_way(
    ana: Ana, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[object, int] = {}
    ask = direct._ask  # noqa: SLF001 - between the two ways

    def by_both(session: Session, statement: direct.Question, values: direct.Values) -> list[Any]:
        rows = ask(session, statement, values)
        usual = session.connection().execute(statement, values).all()
        assert rows == [tuple(row) for row in usual]
        assert [list(row._asdict()) for row in rows] == [list(row._fields) for row in usual]
        asked[statement] = max(asked.get(statement, 0), len(rows))
        return rows

    monkeypatch.setattr(direct, "_ask", by_both)
    monkeypatch.setattr(direct, "_is_heard", lambda _connection: False)
    session = await ana.start(Wish())
    for text in ("zzzz", "zzzz", ""):
        issued = await ana.next(session.id)
        assert issued is not None
        await ana.answer(issued, text or issued.exercise.answers[0].text)
        async with ana.database.transaction() as tx:
            await service.feedback(tx, learner=ana.learner, exercise_id=issued.id)
        if text:
            await ana.undo(issued)
    async with ana.database.transaction() as tx:
        _, secret = await logins.add(tx, ana.learner.id, MORNING)
        assert await logins.find(tx, secret, MORNING) is not None

    assert sum(rows > 0 for rows in asked.values()) > 6
