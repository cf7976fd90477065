"""Rows to a Parquet file, one by one, however many there are."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cloudkb.parquet.asking import connected_to, literal, private_folder, quoted
from cloudkb.parquet.columns import ColumnKind

_TYPES: dict[ColumnKind, str] = {"text": "VARCHAR", "list": "VARCHAR[]", "yes": "BOOLEAN"}
ROWS_IN_GROUP = 122_880
"""What DuckDB writes and reads at a time."""


def write(
    path: Path,
    columns: Mapping[str, ColumnKind],
    rows: Iterable[Mapping[str, Any]],
    notes: Mapping[str, tuple[str, ...]] | None = None,
) -> int:
    """Write rows of columns by name; return how many. What a row lacks is null.

    `notes` gives the names within columns of kind `notes`. The file is made beside its place and
    moved there when it is whole; the same rows give the same bytes with the same DuckDB.

    Raises `UnreadableError` without DuckDB, `OSError` where the place cannot be written.
    """
    types = {name: _type(name, kind, notes or {}) for name, kind in columns.items()}
    with private_folder() as folder:
        lines, made = folder / "rows.ndjson", folder / "rows.parquet"
        count = _write_lines(lines, columns, rows)
        with connected_to(lines, made) as connection:
            shape = ", ".join(f"{literal(name)}: {literal(one)}" for name, one in types.items())
            listed = ", ".join(map(quoted, columns))
            source = (
                f"read_json({literal(str(lines))}, format = 'newline_delimited',"
                f" columns = {{{shape}}}, maximum_object_size = {_LARGEST_ROW})"
                if count
                else f"(SELECT {', '.join(f'NULL::{one} AS {quoted(name)}' for name, one in types.items())} WHERE false)"  # noqa: E501
            )
            connection.execute(
                f"COPY (SELECT {listed} FROM {source}) TO {literal(str(made))}"
                f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_IN_GROUP})"
            )
        put(made, path)
    return count


_LARGEST_ROW = 16 * 1024 * 1024


def _type(name: str, kind: ColumnKind, notes: Mapping[str, tuple[str, ...]]) -> str:
    if kind == "notes":
        return f"STRUCT({', '.join(f'{quoted(key)} VARCHAR' for key in notes[name])})[]"
    return _TYPES[kind]


def _write_lines(
    path: Path, columns: Mapping[str, ColumnKind], rows: Iterable[Mapping[str, Any]]
) -> int:
    count = 0
    with path.open("w", encoding="ascii") as file:
        for count, row in enumerate(rows, 1):  # noqa: B007
            unknown = row.keys() - columns.keys()
            if unknown:
                raise KeyError(f"no column is called {min(unknown)}")
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
    return count


def put(made: Path, path: Path) -> None:
    """Move a file that was made elsewhere to its place, whole or not at all."""
    import os
    import shutil

    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as target, made.open("rb") as source:
            shutil.copyfileobj(source, target)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
