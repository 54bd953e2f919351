"""The `ojala` command: its groups, one a line."""

import typer

from ojala.cli import bench, content, mood

app = typer.Typer(help="Master the Spanish subjunctive.", no_args_is_help=True)
app.add_typer(content.app, name="content")
app.add_typer(bench.app, name="bench")
app.command()(mood.mood)


def main() -> None:
    """Run the command."""
    app()
