"""The `ojala` command: every subcommand, one a line."""

import sys

import typer

from ojala.cli import (
    admin,
    backups,
    bench,
    content,
    diagnosis,
    exercise,
    language,
    mood,
    operations,
    practice,
    remark,
    replay,
)

app = typer.Typer(
    name="ojala",
    help="Ojalá: mastering the Spanish subjunctive.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(practice.practice)
app.command()(language.conjugate)
app.command()(language.analyze)
app.command()(mood.mood)
app.command()(diagnosis.diagnose)
app.command()(diagnosis.check)
app.add_typer(content.app, name="content")
app.command()(exercise.exercise)
app.command()(operations.serve)
app.command()(operations.work)
app.command()(operations.migrate)
app.command()(operations.doctor)
app.command()(backups.backup)
app.command()(backups.restore)
app.command()(backups.migrate_database)
app.command()(replay.replay)
app.command()(remark.remark)
app.add_typer(bench.app, name="bench")
app.add_typer(admin.app, name="admin")


def main() -> None:
    """Run the command with UTF-8 on every stream, whatever the locale."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # text streams, always
    app()
