"""Rows of Parquet files as claims: each goes the way of a claim in YAML.

A row is a mapping of its cells. Its number is its line, the place of a column in the file its
column. A column that is wrong leaves the file out, as a wrong key leaves out its claim.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from cloudkb.language import marked, worded
from cloudkb.model import Claim, Document, Finding, Place
from cloudkb.parquet import UnreadableError
from cloudkb.parquet.columns import ColumnKind
from cloudkb.reader import nodes
from cloudkb.reader.claim_keys import CLAIM_KEYS
from cloudkb.reader.claims import ClaimReader
from cloudkb.reader.declared_names import Names
from cloudkb.reader.decoding import LONGEST, REFUSED, character
from cloudkb.reader.documents import KEYS as DOCUMENT_KEYS
from cloudkb.reader.fields import File, guessed
from cloudkb.words import joined

DOCUMENT = "document"
"""The column of the document a row is of."""
OF_DOCUMENT = f"{DOCUMENT}_"
"""What the columns begin with that say something of the document itself."""
LISTS = ("either", "supersedes", "same_as")
YES_NO = ("exact",)
NOTES = (f"{OF_DOCUMENT}ignored",)
_FIRST = ("id", "entity", "metric", "in", "scope", "period", "figure", "either", "says", "kind")
_OF_DOCUMENT_FIRST = ("title", "published")


def _ordered(keys: frozenset[str], first: tuple[str, ...]) -> tuple[str, ...]:
    return (*first, *sorted(keys - {*first}))


COLUMNS = (
    DOCUMENT,
    *_ordered(CLAIM_KEYS, _FIRST),
    *(f"{OF_DOCUMENT}{key}" for key in _ordered(DOCUMENT_KEYS - {"id"}, _OF_DOCUMENT_FIRST)),
)
"""All that mean something, in the order they are written in; in a file they stand in any."""
MOST_FINDINGS = 10_000
"""Complaints about rows that are told of one file; a kilobyte each."""
_MOST_READERS = 500
_MOST_TOLD = 20
_TEXTS: tuple[ColumnKind, ...] = ("text", "whole", "day")
_TEXT = marked("text, as printed")
_WANTED: dict[str, str] = {
    **dict.fromkeys(LISTS, marked("a list of texts")),
    **dict.fromkeys(YES_NO, marked("yes or no")),
    **dict.fromkeys(NOTES, marked("a list of texts under text, where and reason")),
}


RowsRead = tuple[tuple[Claim, ...], tuple[Finding, ...]]
"""Claims of some rows, and what is wrong with them."""


def read_rows(path: str, data: bytes, names: Names) -> Iterator[RowsRead]:
    """The claims of a Parquet file, and what is wrong with its rows, a batch at a time."""
    file = File(path, "")
    try:
        from cloudkb.parquet.text_rows import opened

        with opened(data) as table:
            kept = _columns(file, table)
            if kept is not None:
                yield from _Rows(file, names, table, kept).batches()
    except UnreadableError as error:
        _refuse(file, error)
    yield (), tuple(file.findings)


def read_documents(file: File, data: bytes) -> list[nodes.Mapping]:
    """What the rows of a file say of documents, once for each; empty where nothing is readable.

    That a file cannot be read is told with its claims.
    """
    from cloudkb.parquet.text_rows import opened

    try:
        with opened(data) as table:
            kept = _columns(File(file.path, ""), table)
            names = [name for name in kept or () if name.startswith(OF_DOCUMENT)]
            if not names or DOCUMENT not in table.look.columns:
                return []
            return list(_documents(file, table, names))
    except UnreadableError:
        return []


def _documents(file: File, table: Any, names: list[str]) -> Iterator[nodes.Mapping]:
    known: dict[str, tuple[int, dict[str, Any]]] = {}
    places = _places(table)
    said = " OR ".join(f'"{name}" IS NOT NULL' for name in names)
    # the first row of each account of a document
    columns = ", ".join(f'"{name}"' for name in (DOCUMENT, *names))
    first = (
        f"file_row_number IN (SELECT min(file_row_number) FROM {{file}} WHERE {said}"
        f" GROUP BY {columns})"
    )
    for rows in table.batches((DOCUMENT, *names), where=first):
        for number, document, *cells in rows:
            row = _RowNodes(file, number, places)
            values = {
                name.removeprefix(OF_DOCUMENT): value
                for name, cell in zip(names, cells, strict=True)
                if (value := row.node(name, cell)) is not None
            }
            name = row.node(DOCUMENT, document)
            if not values or not isinstance(name, nodes.Scalar):
                continue
            told = {key: _plain(value) for key, value in values.items()}
            at, before = known.setdefault(name.text, (number, told))
            if at == number:
                node = nodes.Mapping(number, 1)
                node.items = {
                    key: (row.word(f"{OF_DOCUMENT}{key}", key), one) for key, one in values.items()
                }
                node.items["id"] = row.word(DOCUMENT, "id"), name
                yield node
            elif told != before:
                odd = next(key for key in told | before if told.get(key) != before.get(key))
                file.complain(
                    "repeated-id",
                    worded(
                        "the {key} of {name} is told otherwise in row {number}",
                        key=odd,
                        name=name.text[:60],
                        number=at,
                    ),
                    Place(file.path, number, 1),
                    worded("tell the same of a document in all its rows, or only in one"),
                )


def _plain(node: nodes.Node) -> Any:
    if isinstance(node, nodes.Listing):
        return [_plain(item) for item in node.items]
    if isinstance(node, nodes.Mapping):
        return {key: _plain(value) for key, (_, value) in node.items.items()}
    return node.text if isinstance(node, nodes.Scalar) else None


def _refuse(file: File, error: UnreadableError) -> None:
    file.complain("unreadable-parquet", error.message, Place(file.path), error.hint)


def _columns(file: File, table: Any) -> list[str] | None:
    """The columns to read; None, and findings, where one cannot be."""
    look = table.look
    known = [name for name in COLUMNS if name in look.columns]
    odd = [name for name in look.columns if name not in COLUMNS]
    for name in odd[:_MOST_TOLD]:
        shown = name.encode("utf-8", "replace").decode()[:60]
        file.complain(
            "unknown-key",
            worded("a claim has no key {key}, and this file has a column of that name", key=shown),
            Place(file.path),
            guessed(name, COLUMNS, worded("take the column out; note: takes remarks")),
        )
    if len(odd) > _MOST_TOLD:
        file.complain(
            "unknown-key",
            worded("{number:,} more columns mean nothing here", number=len(odd) - _MOST_TOLD),
            Place(file.path),
            worded("columns of claims: {columns} and others", columns=joined(COLUMNS[:_MOST_TOLD])),
        )
    for name in known:
        if not column_fits(name, look.columns[name]):
            wanted = worded(_WANTED.get(name, _TEXT))
            file.complain(
                "bad-value",
                worded(
                    "the column {name} holds {types}, and is to hold {wanted}",
                    name=name,
                    types=look.types[name][:60],
                    wanted=wanted,
                ),
                Place(file.path),
                worded("a number loses the digits it was printed with: write it as text")
                if name == "figure"
                else worded("write it as {wanted}", wanted=wanted),
            )
    if not known and not odd:
        file.complain("missing-key", worded("this file has no columns"), Place(file.path))
    elif DOCUMENT not in known:
        file.complain(
            "missing-key",
            worded("this file has no column document, which names the document of each row"),
            Place(file.path),
            worded(
                "add it; a document is declared by document: in YAML, or by columns "
                "document_title and document_published"
            ),
        )
    if file.errors:
        return None
    table.measure(known)
    return known


def column_fits(name: str, kind: ColumnKind) -> bool:
    """Whether a column that claims have may hold what this kind of column holds."""
    if name in NOTES:
        return kind == "notes"
    if name in LISTS:
        return kind in ("list", "text")
    return kind in _TEXTS or (name in YES_NO and kind == "yes")


def _places(table: Any) -> dict[str, int]:
    """At which place each column of a file stands, from 0."""
    return {name: at for at, name in enumerate(table.look.columns)}


class _RowNodes:
    """The cells of one row as nodes, with what cannot be taken told and left out."""

    __slots__ = ("_file", "_places", "number")

    def __init__(self, file: File, number: int, places: Mapping[str, int]) -> None:
        self._file = file
        self.number = number
        self._places = places

    def word(self, column: str, text: str) -> nodes.Scalar:
        mark = nodes.WordMark(self.number - 1, self._places[column])
        return nodes.Scalar(text, mark, mark, None)

    def node(self, name: str, cell: Any) -> nodes.Node | None:
        """What a cell says; None where it says nothing."""
        if cell is None or cell == "" or cell == []:
            return None
        if type(cell) is str:
            if (cell.isprintable() and len(cell) <= LONGEST) or self._takes(name, cell):
                return self.word(name, cell)
            return nodes.Nothing(self.number, self._places[name] + 1)
        if isinstance(cell, bool):
            return self.word(name, "yes" if cell else "no")
        if isinstance(cell, dict):
            made = nodes.Mapping(self.number, self._places[name] + 1)
            for key, value in cell.items():
                if (node := self.node(name, value)) is not None:
                    made.items[key] = self.word(name, key), node
            return made
        listing = nodes.Listing(self.number, self._places[name] + 1)
        items = (self.node(name, one) for one in cell)
        listing.items = [one for one in items if one is not None]
        return listing

    def _place(self, name: str) -> Place:
        return Place(self._file.path, self.number, self._places[name] + 1)

    def _takes(self, name: str, cell: str) -> bool:
        """Whether a text with signs that no printer prints can be taken."""
        found = REFUSED.search(cell)
        if found is None and len(cell) <= LONGEST:
            return True
        if cell == "\0" or found is None:
            self._file.complain(
                "limit",
                worded("{name} is longer than {longest:,} characters", name=name, longest=LONGEST),
                self._place(name),
                worded("a note says it in a few sentences"),
            )
        else:
            self._file.complain(
                "bad-value",
                worded(
                    "found {found} in {name}; facts hold text only",
                    found=character(found[0]),
                    name=name,
                ),
                self._place(name),
                worded("delete the character; the file may have been damaged"),
            )
        return False


class _Rows:
    """Reads the rows of one file."""

    def __init__(self, file: File, names: Names, table: Any, columns: list[str]) -> None:
        self._file = file
        self._names = names
        self._table = table
        self._columns = [name for name in columns if name in CLAIM_KEYS]
        self._places = _places(table)
        self._readers: dict[str, ClaimReader] = {}
        self._last: ClaimReader | None = None
        self._findings = 0
        self._unknown: dict[str, tuple[int, int]] = {}
        """Documents nobody declares: how many rows name them, and the first that does."""

    def batches(self) -> Iterator[RowsRead]:
        """What each ten thousand rows give, then what is told of the file."""
        same_id, same_quantity = self._doubles()
        id_hash, said_hash = self._hashes()
        path, columns = self._file.path, self._columns
        figure = self._places.get("figure", 0) + 1
        for rows in self._table.batches((DOCUMENT, *self._columns), id_hash, said_hash):
            claims: list[Claim] = []
            for number, named, said, document, *cells in rows:
                reader = self._reader(number, document, cells)
                if reader is None:
                    continue
                reader.row(
                    _plain_values(columns, cells),
                    (Place(path, number), Place(path, number, figure, number, figure)),
                    partial(self._mapping, number, cells),
                    same_id is not None and named not in same_id,
                    said not in same_quantity,
                )
                if reader.claims:
                    claims += reader.claims
                    reader.claims.clear()
            yield tuple(claims), tuple(self._told())
        if self._last is not None:
            self._last.waiting.tell()
        if self._findings > MOST_FINDINGS:
            self._file.complain(
                "limit",
                worded(
                    "{number:,} more complaints about this file are not told",
                    number=self._findings - MOST_FINDINGS,
                ),
                Place(self._file.path),
                worded("mend what is told first: most of them are alike"),
            )
        for name, (count, first) in self._unknown.items():
            about = {"name": name[:60], "count": count}
            self._file.complain(
                "unknown-name",
                worded(
                    "no document that can be read is called {name}, and {count:,} row of it is "
                    "left out",
                    **about,
                )
                if count == 1
                else worded(
                    "no document that can be read is called {name}, and {count:,} rows of it are "
                    "left out",
                    **about,
                ),
                Place(self._file.path, first),
                self._names.hint("document", name),
            )

    def _told(self) -> list[Finding]:
        """What is new to tell: of a file that is wrong in most rows the first are enough."""
        found = self._file.findings[: max(0, MOST_FINDINGS - self._findings)]
        self._findings += len(self._file.findings)
        self._file.findings.clear()
        return found

    def _hashes(self) -> tuple[str, str]:
        def hashed(*names: str) -> str:
            kept = [f'"{name}"' for name in names if name in self._columns or name == DOCUMENT]
            return f"hash({', '.join(kept)})"

        said = hashed(DOCUMENT, "entity", "metric", "figure", "either")
        return hashed(DOCUMENT, "id"), said

    def _doubles(self) -> tuple[set[int] | None, set[int]]:
        """Hashes that ids, and figures of quantities, share: only those are remembered.

        The first is None where a row has no id, and one is made for it: then all are.
        """
        by_id, by_said = self._hashes()
        found = []
        for each in (by_id, by_said):
            query = f"SELECT {each} FROM {{file}} GROUP BY 1 HAVING count(*) > 1"
            found.append({int(row[0]) for row in self._table.ask(query)})
        without = "SELECT 1 FROM {file} WHERE id IS NULL OR id::VARCHAR = '' LIMIT 1"
        unnamed = "id" not in self._columns or self._table.ask(without)
        return (None if unnamed else found[0]), found[1]

    def _reader(self, number: int, name: Any, cells: list[Any]) -> ClaimReader | None:
        """Who reads the claims of a row; None where it holds none, or nobody can."""
        reader = self._readers.get(name)
        empty = not any(cells)
        if reader is not None:
            return None if empty else reader
        node = _RowNodes(self._file, number, self._places).node(DOCUMENT, name)
        if node is None and not empty:
            self._file.complain(
                "missing-key",
                worded("this row names no document"),
                Place(self._file.path, number),
                worded("write its id into the column document"),
            )
        if not isinstance(node, nodes.Scalar) or empty:
            return None
        document = self._names.documents.get(node.text)
        if not isinstance(document, Document):
            count, first = self._unknown.get(node.text, (0, number))
            self._unknown[node.text] = count + 1, first
            return None
        if len(self._readers) >= _MOST_READERS:
            self._readers.clear()
        reader = ClaimReader(self._file, self._names, document, self._last)
        self._readers[name] = self._last = reader
        return reader

    def _mapping(self, number: int, cells: list[Any]) -> nodes.Mapping:
        made = nodes.Mapping(number, 1)
        row = _RowNodes(self._file, number, self._places)
        items = made.items
        for name, cell in zip(self._columns, cells, strict=True):
            if cell is not None:
                node = row.node(name, cell)
                if node is not None:
                    items[name] = row.word(name, name), node
        return made


def _plain_values(columns: list[str], cells: list[Any]) -> dict[str, str] | None:
    """The cells of a row that say something, where all of them are texts of plain signs."""
    values = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
    try:
        whole = "".join(values.values())
    except TypeError:
        return None
    return values if whole.isprintable() and len(whole) <= LONGEST else None


class Counted(NamedTuple):
    """What claims of a file are about, as it is written there."""

    entity: str
    metric: str
    within: str
    scope: str
    document: str
    rows: int


def quantities(data: bytes) -> list[Counted]:
    """What the rows of a Parquet file are about, by one look at five of its columns.

    In the order of their first rows. What the document gives (`in`, `scope`) is not in it, nor
    what a figure names besides. Raises `UnreadableError`.
    """
    from cloudkb.parquet.text_rows import opened

    with opened(data) as table:
        wanted = ("entity", "metric", "in", "scope", DOCUMENT)
        shown = ", ".join(
            f"""coalesce("{name}"::VARCHAR, '')""" if name in table.look.columns else "''"
            for name in wanted
        )
        rows = table.ask(
            f"SELECT {shown}, count(*) FROM {{file}} GROUP BY 1, 2, 3, 4, 5"
            " ORDER BY min(file_row_number)"
        )
    return [Counted._make(row) for row in rows]
