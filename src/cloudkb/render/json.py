"""Rows 2, cards 2, findings 3 (.json): the published shape as one JSON document."""

import json
from typing import Any

from cloudkb.render import safe

TAKES = "data"


def render(data: Any) -> str:
    """JSON text, UTF-8 unescaped, one row a line where the answer is a list."""
    if not isinstance(data, list | tuple):
        return safe.in_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
    if not data:
        return "[]\n"
    rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in data)
    return safe.in_json(f"[\n{rows}\n]\n")
