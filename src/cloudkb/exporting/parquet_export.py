"""Claims as a Parquet file that may stand among the fact files again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from cloudkb.exporting.records import Recorder, kinds
from cloudkb.language import worded
from cloudkb.model import Claim, ClaimDraft, Document, Vocabulary
from cloudkb.parquet import UnreadableError
from cloudkb.parquet.asking import private_folder
from cloudkb.parquet.text_rows import opened
from cloudkb.parquet.writing import write
from cloudkb.reader.documents import IGNORED
from cloudkb.reader.table_rows import (
    COLUMNS,
    DOCUMENT,
    LISTS,
    NOTES,
    OF_DOCUMENT,
    YES_NO,
    column_fits,
)

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
    new = (_draft_row(document, draft) for draft in drafts)
    if before is None:
        return _written(new, documents=False)
    with _rows(before) as (there, told):
        return _written(chain(there, new), documents=told)


def with_superseded(before: bytes | None, more: Mapping[int, Sequence[str]]) -> bytes:
    """A Parquet file in which rows, by number from 1, supersede more claims; raises as above.

    All else of it says what it said, as text.
    """
    with _rows(before or b"") as (there, told):
        return _written(_superseding(there, more), documents=told)


def _superseding(
    rows: Iterable[dict[str, Any]], more: Mapping[int, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, 1):
        if number in more:
            row["supersedes"] = list(dict.fromkeys((*row.get("supersedes", ()), *more[number])))
        yield row


def _written(rows: Iterable[Mapping[str, Any]], *, documents: bool) -> bytes:
    with private_folder() as folder:
        path = folder / "claims.parquet"
        write_records(path, rows, documents=documents)
        return path.read_bytes()


@contextmanager
def _rows(data: bytes) -> Iterator[tuple[Iterator[dict[str, Any]], bool]]:
    """The rows of a file, and whether they tell of documents."""
    with opened(data) as table:
        odd = sorted(
            name
            for name, kind in table.look.columns.items()
            if name not in COLUMNS or not column_fits(name, kind)
        )
        if odd:
            raise UnreadableError(
                worded(
                    "the table beside it has a column {name} that is none of claims, or of a type "
                    "that is not read",
                    name=odd[0][:60],
                ),
                worded("mend it first"),
            )
        names = list(table.look.columns)
        rows = (
            {name: _cell(name, cell) for name, cell in zip(names, cells, strict=True) if cell}
            for batch in table.batches(names)
            for _, *cells in batch
        )
        yield rows, any(name.startswith(OF_DOCUMENT) for name in names)


def _cell(name: str, cell: Any) -> Any:
    """A cell as columns of claims are written: other programs may write them otherwise."""
    if name in LISTS and isinstance(cell, str):
        return [cell]
    return cell in ("yes", "true", True) if name in YES_NO else cell


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
