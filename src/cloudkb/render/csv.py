"""Rows 4 (.csv): the published shape as CSV, exact, guarded for spreadsheets on request."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from cloudkb.render import safe

TAKES = "data"
HEEDS = ("excel",)

# a cell that begins with one of these is run as a formula by spreadsheets
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(data: Any, *, excel: bool = False) -> str:
    """CSV with a header line; `excel` adds the byte order mark and guards formulas.

    A row that a job's log would take for a command is quoted, which changes no value.
    """
    rows = [_flat(row) for row in (data if isinstance(data, list | tuple) else [data])]
    out = io.StringIO(newline="")
    plain = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    if rows:
        keys = list(dict.fromkeys(key for row in rows for key in row))
        plain.writerow(keys)
        for row in rows:
            cells = [_cell(row.get(key), excel) for key in keys]
            (quoted if safe.opens_command(cells[0]) else plain).writerow(cells)
    return ("\ufeff" if excel else "") + out.getvalue()


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}_{inner}": item for inner, item in value.items()}
        else:
            flat[key] = value
    return flat


def _cell(value: Any, excel: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | Mapping):
        if all(isinstance(item, str) for item in value):
            return _cell("; ".join(value), excel)
        return _cell(json.dumps(value, ensure_ascii=False), excel)
    text = safe.lines(str(value))
    return "'" + text if excel and text.startswith(_FORMULA) else text
