"""The vocabulary, for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from cloudkb.language import worded
from cloudkb.model import Column, Page, Table

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
            " ".join(
                filter(None, (row["name"] if row["name"] != row["id"] else "", row["name_zh"]))
            ),
            row["kind"] or "",
            str(row["claims"]),
            ", ".join(row["aliases"]),
        ]
        for row in rows
    ]
    used = sum(1 for row in rows if row["claims"])
    title = f"{len(rows):,} {kind}" + (f" · {used:,} used" if used < len(rows) else "")
    option = _OPTIONS.get(kind, kind.rstrip("s"))
    most = max(rows, key=lambda row: row["claims"], default=None)
    # claims are not filtered by a formula
    asked = most if kind != "formulas" else None
    notes = (
        (worded("Next: {command}", command=f"cloudkb query --{option} {asked['id']}"),)
        if asked
        else ()
    )
    return Page(title, (Table(_COLUMNS, cells),), notes)
