"""Backups: one file with everything, which says what it holds so that restoring can prove it.

A backup is a ZIP file of the database's own dump and a manifest with the fingerprint of every
table, both taken of the same moment. Restoring compares what arrived with the manifest.
"""

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import URL, make_url, text

from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.storage.fingerprints import Fingerprint, fingerprints

MANIFEST, DUMP = "manifest.json", "dump"


class BackupError(Exception):
    """A backup that cannot be made, read or restored."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the kind of database, the moment, the schema, and every table."""

    kind: str
    made_at: str
    revision: str | None
    tables: Mapping[str, Fingerprint]

    @classmethod
    def parse(cls, told: str) -> "Manifest":
        """Read a manifest."""
        given: dict[str, Any] = json.loads(told)
        held = {name: Fingerprint(**each) for name, each in given["tables"].items()}
        return cls(given["kind"], given["made_at"], given["revision"], held)

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(each.rows for each in self.tables.values())


async def back_up(url: str, file: Path, *, now: datetime) -> Manifest:
    """Write a backup of a database that may be in use; the file appears when it is whole."""
    address = make_url(url)
    with TemporaryDirectory(dir=file.parent) as folder:
        dump = Path(folder) / DUMP
        dumping = _dump_sqlite if _is_embedded(address) else _dump_postgresql
        tables, revision = await dumping(address, dump)
        manifest = Manifest(address.get_backend_name(), now.isoformat(), revision, tables)
        whole = Path(folder) / "whole"
        with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
            archive.write(dump, DUMP)
        whole.chmod(0o600)
        whole.replace(file)
    return manifest


async def restore(file: Path, url: str) -> Manifest:
    """Fill an empty database from a backup, and prove that it holds what the backup held."""
    address = make_url(url)
    manifest = read(file)
    if manifest.kind != address.get_backend_name():
        raise BackupError(
            f"this is a backup of {manifest.kind}: restore it there, then `ojala migrate-database`"
        )
    if manifest.revision != migrate.head():
        raise BackupError(
            f"its schema is {manifest.revision}, not {migrate.head()}: restore with the version "
            "that made it, then upgrade"
        )
    await _refuse_unless_empty(url)
    with TemporaryDirectory() as folder, ZipFile(file) as archive:
        dump = Path(archive.extract(DUMP, folder))
        loading = _load_sqlite if _is_embedded(address) else _load_postgresql
        await loading(address, dump)
    found, _ = await _contents(url)
    differing = [name for name, each in manifest.tables.items() if found.get(name) != each]
    if differing:
        raise BackupError(f"what was restored is not what was saved: {', '.join(differing)}")
    return manifest


def read(file: Path) -> Manifest:
    """The manifest of a backup."""
    try:
        with ZipFile(file) as archive:
            return Manifest.parse(archive.read(MANIFEST).decode())
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise BackupError(f"{file} is not a backup: {error}") from error


def _is_embedded(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, pool_size=1)
    try:
        yield database
    finally:
        await database.close()


async def _contents(url: str) -> tuple[dict[str, Fingerprint], str | None]:
    async with _opened(url) as database:
        revision = await migrate.current(database)
        if migrate.is_behind(revision):
            raise BackupError("run `ojala migrate` first: the schema is not that of this version")
        async with database.transaction(read_only=True) as tx:
            return await fingerprints(tx), revision


async def _refuse_unless_empty(url: str) -> None:
    async with _opened(url) as database:
        if await migrate.current(database) is not None:
            raise BackupError("the database is not empty: restore into a new one")


async def _dump_sqlite(address: URL, dump: Path) -> tuple[dict[str, Fingerprint], str | None]:
    source = Path(address.database or "")

    def copy() -> None:
        if not source.exists():
            raise BackupError(f"there is no database at {source}")
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(dump)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")

    await asyncio.to_thread(copy)
    # The copy is of one moment, so it is the copy that is counted.
    return await _contents(f"sqlite+aiosqlite:///{dump}")


async def _load_sqlite(address: URL, dump: Path) -> None:
    target = Path(address.database or "")
    for leftover in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
        leftover.unlink(missing_ok=True)
    await asyncio.to_thread(shutil.copyfile, dump, target)


async def _dump_postgresql(address: URL, dump: Path) -> tuple[dict[str, Fingerprint], str | None]:
    async with _opened(address.render_as_string(hide_password=False)) as database:
        revision = await migrate.current(database)
        repeatable = database.engine.execution_options(isolation_level="REPEATABLE READ")
        async with repeatable.connect() as connection:
            # pg_dump and we look at the same moment, however busy the database is.
            snapshot = await connection.scalar(text("SELECT pg_export_snapshot()"))
            await _run(
                address, "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={dump}"
            )
            async with database.session(connection) as tx:
                return await fingerprints(tx), revision


async def _load_postgresql(address: URL, dump: Path) -> None:
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    await _run(address, "pg_restore", *options, "--dbname", address.database or "", str(dump))


async def _run(address: URL, program: str, *options: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, which is private."""
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not installed: it comes with PostgreSQL's client")
    environment = {
        **os.environ,
        "PGHOST": address.host or "localhost",
        "PGPORT": str(address.port or 5432),
        "PGUSER": address.username or "",
        "PGDATABASE": address.database or "",
        "PGPASSWORD": str(address.password or ""),
    }
    process = await asyncio.create_subprocess_exec(
        found, *options, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, told = await process.communicate()
    if process.returncode:
        raise BackupError(f"{program}: {told.decode(errors='replace').strip()}")
