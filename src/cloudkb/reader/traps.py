"""What YAML makes of signs that sources print, said in words that help.

The signs are YAML's own (YAML 1.2, 5.3 "Indicator Characters"): after a space, # begins
a comment, > and | a block, ! a tag, & and * anchors, and between braces a comma ends
the value.
"""

import re
from typing import Any

from cloudkb.model import Finding, Place

_BLOCK = re.compile(r":\s+([>|])(?![+-]?\d?\s*(?:#.*)?$)(.*)")
_OPENER = re.compile(r"[:\-]\s+([%@`*&!\[\]{}])(.*)")
_COLON = re.compile(r"^\s*(?:- )?([\w-]+):\s+([^\"'\[{>|#\s].*?:\s.*)$")
_TAB = re.compile(r"^ *\t")


def syntax_finding(path: str, text: str, error: Any) -> Finding:
    """The finding for a text that is no YAML; `error` is yaml's own."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    place = Place(path, line, column)
    problem = _in_words(error)
    if "maximum" in problem or "nesting" in problem or "depth" in problem:
        return Finding(
            "limit",
            "error",
            "nested deeper than YAML itself can follow",
            place,
            hint="facts need six levels at most",
        )
    if _TAB.match(written):
        return Finding(
            "yaml-trap",
            "error",
            "a tab indents this line, and YAML indents by spaces",
            Place(path, line, written.index("\t") + 1),
            hint="replace the tab by two spaces",
        )
    if found := _BLOCK.search(written):
        return _trap(
            Place(path, line, found.start(1) + 1),
            found[1],
            found[1] + found[2],
            "starts a folded text in YAML",
        )
    if found := _COLON.match(written):
        value = found[2].rstrip()
        return Finding(
            "yaml-trap",
            "error",
            "a colon and a space inside a text start another key in YAML",
            Place(path, line, found.start(2) + value.index(": ") + 1 if ": " in value else column),
            hint=f"put the text into quotes: {found[1]}: {_quoted(value)}",
        )
    if (found := _OPENER.search(written)) and "could not find expected" not in problem:
        sign, rest = found[1], found[2].rstrip()
        if sign not in "[{" or (sign == "[" and "]" not in rest):
            return _trap(
                Place(path, line, found.start(1) + 1),
                sign,
                sign + rest,
                "has a meaning of its own in YAML",
            )
    return Finding(
        "yaml-syntax",
        "error",
        f"this is no YAML: {problem}",
        place,
        hint="the fault is here or just before: an open bracket or quote, or an indent",
    )


def _trap(place: Place, sign: str, text: str, does: str) -> Finding:
    return Finding(
        "yaml-trap",
        "error",
        f"{sign} {does}",
        place,
        hint=f"put the text into quotes: {_quoted(text.strip())}",
    )


def _in_words(error: Any) -> str:
    problem = str(error.problem or error.context or "it ends too early")
    context = f" ({error.context})" if error.context and error.problem else ""
    return f"{problem}{context}"


def _quoted(text: str) -> str:
    text = text if len(text) <= 60 else text[:59] + "…"
    return (
        f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
    )


def empty_value(lines: list[str], line: int, key: str) -> tuple[str, str, int] | None:
    """Why a key has no value although something is written: (message, hint, column).

    None when nothing is written there.
    """
    written = lines[line - 1] if line <= len(lines) else ""
    found = re.search(re.escape(key) + r"\s*:\s+([#>|!&])(\S.*)?", written)
    if not found:
        return None
    sign, rest = found[1], (found[2] or "").rstrip(" }")
    what = {"#": "starts a comment", "!": "starts a tag", "&": "starts an anchor"}
    does = what.get(sign, "starts a text on the lines below")
    return (
        f"{sign} {does} in YAML, so {key} is empty",
        f"put the text into quotes: {key}: {_quoted(sign + rest)}",
        found.start(1) + 1,
    )


def odd_key(key: str, value_is_empty: bool) -> tuple[str, str] | None:
    """Why a key is none that was meant: (message, hint); None when it is merely unknown."""
    if value_is_empty and ":" in key:
        name, _, rest = key.partition(":")
        return (
            f"{key} is read as one key: YAML wants a space after the colon",
            f"write {name}: {rest}",
        )
    if value_is_empty and re.match(r"\d", key):
        return (
            f"a comma between braces ends a value in YAML: {key} is read as a key",
            'put a figure with a comma into quotes: figure: "10,093亿元"',
        )
    return None
