"""What Alembic does for us, on a connection: imported only where a schema is to be changed."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, all from here: there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def scripts() -> ScriptDirectory:
    """The revisions as Alembic reads them."""
    return ScriptDirectory.from_config(configuration())


def upgrade(connection: Connection, revision: str) -> None:
    """Migrate up to `revision`."""
    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Migrate down to `revision`."""
    command.downgrade(configuration(connection), revision)
