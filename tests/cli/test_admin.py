import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from ojala.cli import app
from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.storage.tables import AccountRow

GOOD = "correcto caballo pila grapa"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a migrated database that the command will use."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'ojala.db'}"
    monkeypatch.setenv("OJALA_DATABASE_URL", url)

    async def prepare() -> None:
        database = Database(url)
        await migrate.upgrade(database)
        await database.close()

    asyncio.run(prepare())
    return url


def roles(url: str) -> list[tuple[str, str]]:
    async def read() -> list[tuple[str, str]]:
        database = Database(url)
        async with database.transaction(read_only=True) as tx:
            rows = await tx.execute(select(AccountRow.email, AccountRow.role))
            found = [(row.email, row.role) for row in rows]
        await database.close()
        return found

    return asyncio.run(read())


def test_the_first_administrator_is_made_at_the_prompt(url: str) -> None:
    made = CliRunner().invoke(app, ["admin", "create", "Root@example.com"], input=f"{GOOD}\n")
    again = CliRunner().invoke(app, ["admin", "create", "root@example.com"], input="x\n")

    assert (made.exit_code, again.exit_code) == (0, 0)
    assert "a new account" in made.output
    assert GOOD not in made.output
    assert roles(url) == [("root@example.com", "admin")]


@pytest.mark.parametrize(("email", "password"), [("root", GOOD), ("root@example.com", "weak")])
def test_what_cannot_be_an_administrator_is_refused(url: str, email: str, password: str) -> None:
    refused = CliRunner().invoke(app, ["admin", "create", email], input=f"{password}\n")

    assert refused.exit_code == 2
    assert roles(url) == []
