"""The vocabulary, for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from cloudkb.language import in_chinese, worded
from cloudkb.model import Column, Page, Table
from cloudkb.views.pages.titles import titled
from cloudkb.words import joined, plural, unit_worded

_COLUMNS = (
    *map(Column, ("id", "name", "kind")),
    Column("claims", right=True),
    Column("also", wide=True, quiet=True),
)
_OPTIONS = {"entities": "entity", "periods": "period"}


def page(kind: str, rows: Sequence[Mapping[str, Any]]) -> Page:
    """What there is of a kind, and the query for what is used most."""
    cells = [
        [
            row["id"],
            _names(row),
            unit_worded(row["kind"]) if kind == "metrics" else worded(row["kind"] or ""),
            str(row["claims"]),
            joined(row["aliases"]),
        ]
        for row in rows
    ]
    used = sum(1 for row in rows if row["claims"])
    title = plural(len(rows), kind, kind)
    if used < len(rows):
        title += " · " + worded("{number} used", number=f"{used:,}")
    option = _OPTIONS.get(kind, kind.rstrip("s"))
    most = max(rows, key=lambda row: row["claims"], default=None)
    # claims are not filtered by a formula
    asked = most if kind != "formulas" else None
    notes = (
        (worded("Next: {command}", command=f"cloudkb query --{option} {asked['id']}"),)
        if asked
        else ()
    )
    return Page(title, (Table(titled(*_COLUMNS), cells),), notes)


def _names(row: Mapping[str, Any]) -> str:
    """What it is called, in the language spoken first."""
    name = row["name"] if row["name"] != row["id"] else ""
    both = (row["name_zh"], name) if in_chinese() else (name, row["name_zh"])
    return " ".join(dict.fromkeys(filter(None, both)))
