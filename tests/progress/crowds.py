"""A server's database as it is after years: one learner's long log among the rows of others."""

from collections.abc import Mapping

from sqlalchemy import text

from ojala.storage.database import Database, Transaction

ANSWERS, OTHERS, PER_SESSION = 200_000, 2000, 20
OF_EACH = ("cards", "days", "tallies", "shelves")
"""What everybody has some rows of."""
SHARE = 100
"""One in how many of the others has as much as the learner."""
_OTHER = "md5('l' || n)::uuid"
_THEN = "timestamptz '2024-01-01' - n * interval '8 minutes'"
"""Before whatever was there: what is newest, and read whole, has not lost its body."""
_EMPTY = r'{"body"\: {}, "diagnosis"\: {}, "replaced"\: {}}'
_KEY = {"exercise_id": "md5('e' || n)::uuid"}
_LOG: Mapping[str, Mapping[str, str]] = {
    "sessions": {"id": "md5('s' || n)::uuid", "plan": "'{}'::jsonb"},
    "exercises": {
        "id": "md5('e' || n)::uuid",
        "session_id": f"md5('s' || n / {PER_SESSION} + 1)::uuid",
        "position": f"n % {PER_SESSION}",
        "issued_at": _THEN,
    },
    "attempts": {**_KEY, "given_at": _THEN},
    "reviews": {**_KEY, "reviewed_at": _THEN},
    "hints": {**_KEY, "level": "1"},
    "objections": {**_KEY, "kind": "'right'", "made_at": _THEN},
    "remarks": {**_KEY, "made_at": _THEN},
}
"""What an answer adds, and how the rows of one differ from those of another."""
_LIKE = dict.fromkeys(("hints", "objections", "remarks"), "attempts")
"""What tells when an answer was given that these are about."""
_ROWS = {"sessions": ANSWERS // PER_SESSION + 1, "hints": 4000, "objections": 1000, "remarks": 2000}


async def crowd(database: Database) -> None:
    """Let the only learner have given so many answers, and be one of many."""
    async with database.transaction() as tx:
        # What is copied refers to what was copied: that need not be looked up row by row.
        await tx.execute(text("SET LOCAL session_replication_role = replica"))
        await _copy(tx, "learners", "learners", f"1, {OTHERS}", {"id": _OTHER})
        begun = "(SELECT created_at AS latest FROM learners LIMIT 1)"
        empty = {"learner_id": _OTHER, "before": "'{}'::jsonb"}
        await _copy(tx, "chronicles", begun, f"1, {OTHERS}", empty)
        for table in OF_EACH:
            await _copy(tx, table, table, f"1, {OTHERS}, {SHARE}", {"learner_id": _OTHER})
        for table, changes in _LOG.items():
            one = f"(SELECT * FROM {_LIKE.get(table, table)} LIMIT 1)"  # noqa: S608 - our words
            await _copy(tx, table, one, f"1, {_ROWS.get(table, ANSWERS)}", changes)
            if table in _LIKE:
                theirs = {**changes, "learner_id": f"md5('l' || n % {OTHERS})::uuid"}
                await _copy(tx, table, one, f"1, {10 * OTHERS}", theirs)
        await tx.execute(text("ANALYZE"))


async def _copy(
    tx: Transaction, table: str, among: str, numbers: str, changes: Mapping[str, str]
) -> None:
    """Add a changed copy of each of some rows for each of these numbers."""
    changed = ", ".join(f"'{column}', {value}" for column, value in changes.items())
    await tx.execute(
        text(
            "WITH ones AS MATERIALIZED"  # noqa: S608 - our own words
            f" (SELECT to_jsonb(one) || '{_EMPTY}' AS told FROM {among} AS one)"
            f" INSERT INTO {table} SELECT made.* FROM ones, generate_series({numbers}) AS n,"
            f" jsonb_populate_record(CAST(NULL AS {table}),"
            f" told || jsonb_build_object({changed})) AS made"
        )
    )
