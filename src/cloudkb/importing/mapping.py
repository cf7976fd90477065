"""What the columns of a table mean: guessed once, kept beside the facts, edited by people.

    import: {file: table.csv, header: 1, documents: [note-2024]}
    group: {source: idc}
    columns:
      公司: entity
      营收(亿元): {metric: revenue, figure: "{}亿元"}
    names: {entity: {阿里: aliyun, 合计: ignored}}

A column is a key of claims, whose values its cells are; or a group of keys with the print around
each of its cells; or `ignored`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from cloudkb.importing.record import ImportRefused
from cloudkb.language import worded
from cloudkb.model import Finding
from cloudkb.reader.claim_keys import CLAIM_KEYS
from cloudkb.reader.decoding import Refused, decode
from cloudkb.reader.spans import NodeSpan, spans
from cloudkb.words import joined
from cloudkb.writer.declaring import inline

IGNORED = "ignored"
CELL_KEYS = frozenset(
    ("entity", "metric", "period", "figure", "unit", "in", "scope", "source", "date", "currency",
     "note", "kind", "where", "year", "quarter", "month", IGNORED)
)  # fmt: skip
"""What cells of a column may hold; `year`, `quarter` and `month` together are a period."""
ColumnMap = str | Mapping[str, str]


class TableMap(NamedTuple):
    """A table's mapping."""

    file: str
    sheet: str = ""
    header: tuple[int, int] = (1, 1)
    """The first and last row of headers."""
    documents: tuple[str, ...] = ()
    """What was imported by it, earliest first."""
    group: Mapping[str, str] = MappingProxyType({})
    columns: Mapping[str, ColumnMap] = MappingProxyType({})
    names: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def mapping_text(mapping: TableMap) -> str:
    """The text of the file that keeps a mapping."""
    first, last = mapping.header
    head: dict[str, Any] = {"file": mapping.file}
    if mapping.sheet:
        head["sheet"] = mapping.sheet
    head["header"] = str(first) if first == last else f"{first}-{last}"
    head["documents"] = list(mapping.documents)
    lines = [
        "# What the columns mean to cloudkb import; edit it as you like (cloudkb help import)",
        f"import: {inline(head)}",
    ]
    if mapping.group:
        lines.append(f"group: {inline(mapping.group)}")
    lines.append("columns:")
    lines += [f"  {inline(name)}: {inline(each)}" for name, each in mapping.columns.items()]
    names = {kind: each for kind, each in mapping.names.items() if each}
    if names:
        lines.append("names:")
        for kind, each in names.items():
            lines.append(f"  {kind}:")
            lines += [f"    {inline(name)}: {inline(key)}" for name, key in each.items()]
    return "\n".join([*lines, ""])


def read_mapping(text: str, file: str) -> TableMap:
    """A mapping from the text of its file; raises `ImportRefused` for what it does not mean."""
    top = _top(text, file)
    known = ("import", "group", "columns", "names")
    for key, _ in top.items:
        if key.text not in known:
            raise ImportRefused(
                worded("{file}: a mapping has no {key}", file=file, key=key.text[:40]),
                worded("it has {keys}", keys=joined(known)),
            )
    head = _texts(top.get("import"))
    documents = head.get("documents", ())
    columns = {
        name.text: value.text if value.kind == "text" else _flat(value, file)
        for name, value in _pairs(top.get("columns"))
    }
    for name, column in columns.items():
        check_column(name, column, file)
    names = {kind.text: _flat(value, file) for kind, value in _pairs(top.get("names"))}
    return TableMap(
        str(head.get("file", "")),
        str(head.get("sheet", "")),
        _rows(str(head.get("header", "1")), file),
        (documents,) if isinstance(documents, str) else tuple(documents),
        _flat(top.get("group"), file),
        columns,
        names,
    )


def column_words(column: ColumnMap) -> str:
    """What a column was taken for, in a few words."""
    if isinstance(column, str):
        return column
    shown = [value for key, value in column.items() if key != "figure"]
    form = column["figure"].replace("{}", "…")
    return ", ".join([*shown, form] if form != "…" or not shown else shown)


def check_column(name: str, column: ColumnMap, file: str) -> None:
    """Raise `ImportRefused` for a column that means nothing."""
    if isinstance(column, str):
        if column not in CELL_KEYS:
            raise ImportRefused(
                worded(
                    "{file}: cells of {name} cannot be {column}",
                    file=file,
                    name=name[:40],
                    column=column[:40],
                ),
                worded(
                    "one of {keys}; or {{metric: NAME, figure: '{{}}%'}}",
                    keys=joined(sorted(CELL_KEYS)),
                ),
            )
        return
    for key in column:
        if key not in CLAIM_KEYS or key == "id":
            raise ImportRefused(
                worded(
                    "{file}: column {name}: a claim has no key {key}",
                    file=file,
                    name=name[:40],
                    key=key[:40],
                ),
                "",
            )
    if column.get("figure", "").count("{}") != 1:
        raise ImportRefused(
            worded(
                "{file}: column {name} does not say what is printed around its cells",
                file=file,
                name=name[:40],
            ),
            worded('write figure: "{bare}", or "{bare}亿元", once with {bare}', bare="{}"),
        )


def _top(text: str, file: str) -> NodeSpan:
    refused: list[Finding] = []
    try:
        top = spans(file, decode(file, text.encode()), refused.append)
    except Refused as error:
        refused.append(error.finding)
        top = None
    errors = [one for one in refused if one.severity == "error"]
    if errors:
        raise ImportRefused(
            worded("{place}: {message}", place=errors[0].place.told, message=errors[0].message),
            errors[0].hint,
        )
    if top is None or top.kind != "mapping":
        raise ImportRefused(
            worded("{file} is no mapping", file=file), worded("delete it, and it is guessed again")
        )
    return top


def _pairs(span: NodeSpan | None) -> tuple[tuple[NodeSpan, NodeSpan], ...]:
    return span.items if span is not None and span.kind == "mapping" else ()


def _texts(span: NodeSpan | None) -> dict[str, str | list[str]]:
    return {
        key.text: value.text if value.kind == "text" else [each.text for each in value.items]
        for key, value in _pairs(span)
    }


def _flat(span: NodeSpan | None, file: str) -> dict[str, str]:
    found = {}
    for key, value in _pairs(span):
        if value.kind != "text":
            raise ImportRefused(
                worded("{file}: {key} takes a text", file=file, key=key.text[:40]),
                worded("write one value"),
            )
        found[key.text] = value.text
    return found


def _rows(text: str, file: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    last = last or first
    if not (first.isdecimal() and last.isdecimal() and 0 < int(first) <= int(last)):
        raise ImportRefused(
            worded("{file}: header: {text} is no row", file=file, text=text[:20]),
            worded("write 1, or 1-2"),
        )
    return int(first), int(last)
