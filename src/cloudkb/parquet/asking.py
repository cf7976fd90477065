"""A DuckDB that can reach what it is shown, and nothing else."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cloudkb.language import worded
from cloudkb.parquet.columns import UnreadableError

MEMORY = "1GB"
"""What DuckDB may use at most. It writes nothing to the disk to make do with less."""

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "memory_limit": MEMORY,
    "temp_directory": "",
    # one keeps rows in order without holding them, and the same rows give the same bytes
    "threads": 1,
}


@contextmanager
def connected_to(*paths: Path) -> Iterator[Any]:
    """A connection that opens these files alone. Raises `UnreadableError` without DuckDB."""
    try:
        import duckdb
    except ImportError:
        raise UnreadableError(
            worded("Parquet files are read with DuckDB, which is not installed"),
            worded('install it, pip install "cloudkb[parquet]", and run the command again'),
        ) from None
    connection = duckdb.connect(":memory:", config=_SETTINGS)
    try:
        allowed = ", ".join(literal(str(path)) for path in paths)
        connection.execute(f"SET allowed_paths = [{allowed}]")
        connection.execute("SET enable_external_access = false")
        # it would be drawn on standard output, into whatever is printed there
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


@contextmanager
def path_of_bytes(data: bytes) -> Iterator[Path]:
    """A place where DuckDB finds these bytes, and nobody else: in memory where there is a way."""
    if not hasattr(os, "memfd_create"):
        with private_folder() as folder:
            path = folder / "rows.parquet"
            path.write_bytes(data)
            yield path
        return
    handle = os.memfd_create("rows.parquet", os.MFD_CLOEXEC)
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(data)
        yield Path(f"/proc/self/fd/{handle}")
    finally:
        os.close(handle)


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder of this process alone: DuckDB takes signs in the names of others for patterns."""
    with tempfile.TemporaryDirectory(prefix="cloudkb-") as name:
        yield Path(name)


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """The name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
