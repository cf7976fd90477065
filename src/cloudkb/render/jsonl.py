"""Rows 3 (.jsonl): the published shape as JSON, a line each."""

import json
from typing import Any

from cloudkb.render import safe

TAKES = "data"


def render(data: Any) -> str:
    """JSON lines, UTF-8 unescaped."""
    rows = data if isinstance(data, list | tuple) else [data]
    return safe.in_json("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
