"""A Parquet file as rows of texts, a batch in memory at a time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from cloudkb.language import worded
from cloudkb.parquet.asking import MEMORY, connected_to, path_of_bytes, quoted
from cloudkb.parquet.columns import ColumnKind, UnreadableError, column_kind

MOST_ROWS = 20_000_000
MOST_TEXT = 1 << 32
"""Bytes of all texts of a file, unpacked; a million claims have some 150 MB."""
LONGEST = 80_000
"""Bytes of one text: 20,000 characters have at most as many."""
LONGEST_LIST = 1_000
BATCH = 10_000
"""Rows in memory at a time."""

TOO_LONG = "\0"
"""What stands for a text or a list beyond what may be: no text begins with it that is taken."""
_MOST_TOLD = 160

ParquetValue = Any
"""Of a text its text, of a list a list of texts, of yes or no a bool; None where there is none."""


class Look(NamedTuple):
    """What a file holds, by its own account and one pass over its texts."""

    columns: Mapping[str, ColumnKind]
    types: Mapping[str, str]
    """What DuckDB calls the type of each column."""
    rows: int


class ParquetTable:
    """An open Parquet file; made by `opened`."""

    def __init__(self, connection: Any, path: str) -> None:
        """Ask which columns there are. Raises as DuckDB does."""
        self._connection = connection
        self._path = path
        found = connection.execute(
            f"DESCRIBE SELECT * FROM {_FILE.replace('file_row_number = true, ', '')}", [path]
        ).fetchall()
        types = {str(row[0]): str(row[1]) for row in found}
        rows = int(self._one("SELECT count(*) FROM {file}")[0])
        self.look = Look({name: column_kind(one) for name, one in types.items()}, types, rows)
        self._cut: set[str] = set()
        """Columns in which something is too long."""

    def measure(self, names: Sequence[str]) -> None:
        """See how long the texts of some columns are. Raises `UnreadableError` beyond all sense."""
        if self.look.rows > MOST_ROWS:
            raise UnreadableError(
                worded(
                    "this file holds {rows:,} rows; {most:,} are read",
                    rows=self.look.rows,
                    most=MOST_ROWS,
                ),
                worded("split it: a year or a document a file"),
            )
        texts = [name for name in names if self.look.columns[name] in ("text", "list", "notes")]
        if not texts or not self.look.rows:
            return
        measured = ", ".join(f"max({length}), sum({length})" for length in map(self._length, texts))
        row = self._one(f"SELECT {measured} FROM {{file}}")
        longest = {name: int(row[2 * at] or 0) for at, name in enumerate(texts)}
        whole = sum(int(row[2 * at + 1] or 0) for at in range(len(texts)))
        if whole > MOST_TEXT:
            raise UnreadableError(
                worded(
                    "the texts of this file are {size:,.1f} GB long; {most:.1f} GB are read",
                    size=whole / 1e9,
                    most=MOST_TEXT / 1e9,
                ),
                worded("split it: a year or a document a file"),
            )
        self._cut = {name for name in texts if longest[name] > LONGEST}

    def _length(self, name: str) -> str:
        column = quoted(name)
        if self.look.columns[name] == "text":
            return f"strlen({column})"
        return f"CASE WHEN len({column}) > {LONGEST_LIST} THEN {LONGEST + 1}" \
               f" ELSE strlen({column}::VARCHAR) END"  # fmt: skip

    def batches(
        self, names: Sequence[str], *also: str, where: str = "true", size: int = BATCH
    ) -> Iterator[list[tuple[ParquetValue, ...]]]:
        """The rows in order: the number of each, from 1, the values of `also`, then its cells.

        `also` and `where` are SQL of ours, which may look at `{file}`. What is beyond bounds, which
        `measure` looked for, is the text `TOO_LONG`.
        """
        shown = ", ".join(("file_row_number + 1", *also, *map(self._shown, names)))
        query = f"SELECT {shown} FROM {_FILE} WHERE {where.replace('{file}', _FILE)}"
        with _told():
            found = self._connection.execute(query, [self._path])
            while rows := found.fetchmany(size):
                yield rows

    def _shown(self, name: str) -> str:
        column, kind = quoted(name), self.look.columns[name]
        if kind in ("day", "whole"):
            return f"{column}::VARCHAR"
        if name not in self._cut:
            return column
        short = f"CASE WHEN {self._length(name)} <= {LONGEST} THEN {column}"
        return f"{short} ELSE {_STAND_IN[kind]} END" if kind != "notes" else f"{short} END"

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The answer to a query of ours about `{file}`, whole."""
        with _told():
            rows: list[tuple[Any, ...]] = self._connection.execute(
                query.replace("{file}", _FILE), [self._path]
            ).fetchall()
        return rows

    def _one(self, query: str) -> tuple[Any, ...]:
        (row,) = self.ask(query)
        return row


_FILE = "read_parquet($1, file_row_number = true, hive_partitioning = false)"
_STAND_IN = {"text": "chr(0)", "list": "[chr(0)]"}


@contextmanager
def opened(data: bytes) -> Iterator[ParquetTable]:
    """A Parquet file by its bytes. Raises `UnreadableError`, then and while it is read."""
    if data[:4] != b"PAR1" and data[:4] != b"PARE":
        raise UnreadableError(
            worded("this is no Parquet file: it does not begin with PAR1"),
            worded("write it again, or take it out"),
        )
    with path_of_bytes(data) as path, connected_to(path) as connection:
        with _told():
            table = ParquetTable(connection, str(path))
        yield table


@contextmanager
def _told() -> Iterator[None]:
    """What DuckDB, or the way of a value to Python, raises becomes `UnreadableError`."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException:
        raise UnreadableError(
            worded(
                "this file needs more than {memory} of memory to be read",
                memory=MEMORY.replace("GB", " GB"),
            ),
            worded("write it again in smaller row groups, or split it"),
        ) from None
    except (duckdb.Error, ValueError, OverflowError, RuntimeError, SystemError) as error:
        raise UnreadableError(
            worded(
                "this Parquet file is damaged, or of a kind that is not read: {why}",
                why=_reason(error),
            ),
            worded("write it again, or take it out"),
        ) from None
    except MemoryError:
        raise UnreadableError(worded("this file needs more memory than there is")) from None


def _reason(error: Exception) -> str:
    """What DuckDB says, in one line and without the place its copy of the file had."""
    text = re.sub(r"['\"]?/(?:proc/self/fd/\d+|\S*rows\.parquet)['\"]?", "it", str(error))
    text = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text.partition("\n")[0]).strip()
    return text[:_MOST_TOLD]
