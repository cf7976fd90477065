"""Claims as a Parquet file that may stand among the fact files again."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cloudkb.exporting.records import Recorder, kinds
from cloudkb.model import Claim, ClaimDraft, Document, Vocabulary
from cloudkb.parquet import UnreadableError
from cloudkb.parquet.asking import private_folder
from cloudkb.parquet.reading import opened
from cloudkb.parquet.writing import write
from cloudkb.reader.documents import IGNORED
from cloudkb.reader.table_rows import COLUMNS, DOCUMENT, LISTS, NOTES, OF_DOCUMENT, YES_NO

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


def with_drafts(before: bytes | None, document: str, drafts: Iterable[ClaimDraft]) -> bytes:
    """A Parquet file with claims to be written behind those it holds; None: a new one.

    What a draft guesses is no longer marked: a cell has no remark. Raises `UnreadableError` for a
    file that cannot be read, or where DuckDB is not installed.
    """
    there = list(_rows(before)) if before is not None else []
    with private_folder() as folder:
        path = folder / "claims.parquet"
        told = any(key.startswith(OF_DOCUMENT) for row in there for key in row)
        new = (_draft_row(document, draft) for draft in drafts)
        write_records(path, (*there, *new), documents=told)
        return path.read_bytes()


def _rows(data: bytes) -> Iterator[dict[str, Any]]:
    with opened(data) as table:
        odd = sorted(table.look.columns.keys() - {*COLUMNS})
        if odd:
            raise UnreadableError(
                f"this file has a column {odd[0][:60]}, which claims have not", "mend it first"
            )
        names = list(table.look.columns)
        for rows in table.batches(names):
            for _, *cells in rows:
                yield {name: cell for name, cell in zip(names, cells, strict=True) if cell}


def _draft_row(document: str, draft: ClaimDraft) -> dict[str, Any]:
    row: dict[str, Any] = {DOCUMENT: document, **dict.fromkeys(draft.unknown, "?")}
    for key, value in draft.fields.items():
        if key in YES_NO:
            row[key] = value in ("yes", "true")
        elif key in LISTS:
            row[key] = [value] if isinstance(value, str) else list(value)
        else:
            row[key] = value
    return row
