"""The least a program of this kind can be: Typer, sqlite3, a Rich table. What cloudkb is beside."""

import sqlite3

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def query(
    base: str = typer.Option("cloudkb.db", help="The base."),
    provider: str = typer.Option("", help="An entity."),
    limit: int = typer.Option(1000, help="At most so many rows."),
) -> None:
    """Print claims."""
    connection = sqlite3.connect(base)
    table = Table()
    for title in ("figure", "period", "source", "said"):
        table.add_column(title)
    for row in connection.execute(
        "SELECT coalesce(figure, says), period, source, date FROM claims "
        "WHERE ? IN ('', entity) ORDER BY number LIMIT ?",
        (provider, limit),
    ):
        table.add_row(*(cell or "" for cell in row))
    Console().print(table)


@app.command()
def other() -> None:
    """Do something else."""


if __name__ == "__main__":
    app()
