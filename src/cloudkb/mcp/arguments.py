"""Whether what a tool is given fits what it takes: the few words of JSON Schema that tools use."""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from cloudkb.mcp.tools import Schema, Tool
from cloudkb.words import nearest

LONGEST_TEXT = 10_000
"""Characters of an argument that says nothing else."""
_TOLD = 10
"""Arguments of which is told what is wrong."""

_TYPES: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "string": ("text", lambda value: isinstance(value, str)),
    "boolean": ("true or false", lambda value: isinstance(value, bool)),
    "integer": (
        "a whole number",
        lambda value: isinstance(value, int) and not isinstance(value, bool),
    ),
}


def faults(tool: Tool, given: Mapping[str, Any]) -> list[str]:
    """What is wrong with the arguments, a sentence each; empty where they fit."""
    found = []
    for name, value in islice(given.items(), len(tool.properties) + _TOLD):
        schema = tool.properties.get(name)
        if schema is None:
            near = nearest(name[:60], list(tool.properties))
            hint = f"did you mean {near[0]}?" if near else "it takes " + ", ".join(tool.properties)
            found.append(f"{tool.name} takes no {name[:60]}: {hint}")
        elif fault := _fault(schema, value):
            found.append(f"{name}: {fault}")
    found += [f"{name} is missing" for name in tool.required if name not in given]
    return found[:_TOLD]


def _fault(schema: Schema, value: Any) -> str:
    what, fits = _TYPES[schema["type"]]
    if not fits(value):
        return f"{what} is expected"
    if isinstance(value, str):
        return _text_fault(schema, value)
    least = schema.get("minimum")
    return f"{least} is the least" if least is not None and value < least else ""


def _text_fault(schema: Schema, value: str) -> str:
    choices = schema.get("enum")
    if choices is not None and value not in choices:
        return "one of " + ", ".join(choices)
    most = schema.get("maxLength", LONGEST_TEXT)
    if len(value) > most:
        return f"{len(value):,} characters, at most {most:,} are taken"
    if "\0" in value:
        return "a NUL is no text"
    if not value.isascii() and any("\ud800" <= one <= "\udfff" for one in value):
        return "half a character (a lone surrogate) is no text"
    return ""
