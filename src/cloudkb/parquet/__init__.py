"""Parquet files: read as rows of text without trusting them, and written.

The only room that knows DuckDB, which the extra `cloudkb[parquet]` brings, and it knows nothing
of claims. DuckDB is asked in memory, about one file, with everything shut that could reach
another file, the network or an extension.
"""

import importlib.util

from cloudkb.parquet.columns import ColumnKind, UnreadableError

__all__ = ["HINT", "SUFFIX", "ColumnKind", "UnreadableError", "available", "is_parquet"]

SUFFIX = ".parquet"
HINT = 'pip install "cloudkb[parquet]"'
"""What makes Parquet files readable where they are not."""


def is_parquet(path: str) -> bool:
    """Whether a path is that of a Parquet file, by its ending."""
    return path[-len(SUFFIX) :].lower() == SUFFIX


def available() -> bool:
    """Whether DuckDB is installed; it is not imported."""
    return importlib.util.find_spec("duckdb") is not None
