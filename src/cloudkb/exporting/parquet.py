"""Claims as a Parquet file that may stand among the fact files again."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cloudkb.exporting.records import Recorder, kinds
from cloudkb.model import Claim, Document, Vocabulary
from cloudkb.parquet.writing import write
from cloudkb.reader.documents import IGNORED
from cloudkb.reader.table_rows import COLUMNS, NOTES, OF_DOCUMENT

_IGNORED = tuple(sorted(IGNORED))


def write_claims(
    path: Path, claims: Iterable[Claim], vocabulary: Vocabulary, documents: Mapping[str, Document]
) -> int:
    """Write claims, and what is said of their documents; return how many rows there are.

    Claims are drawn one by one: any number fits into memory. Raises as `write_records`.
    """
    return write_records(path, Recorder(vocabulary, documents).rows(claims), documents=True)


def write_records(
    path: Path, records: Iterable[Mapping[str, Any]], *, documents: bool = False
) -> int:
    """Write claims as a fact file says them, each with the id of its document; return how many.

    `documents`: there are columns about documents, too; else those are declared in YAML. A list
    stands under `either`, `supersedes` and `same_as`, True under `exact`, a text under any other
    key of a claim.

    Raises `UnreadableError` where DuckDB is not installed, `KeyError` for a key that claims have
    not, `OSError` where the place cannot be written.
    """
    columns = COLUMNS if documents else [one for one in COLUMNS if not one.startswith(OF_DOCUMENT)]
    return write(path, kinds(columns), records, dict.fromkeys(NOTES, _IGNORED))
