"""A text as YAML that every reader gives back character by character."""

import re

from cloudkb.language import worded
from cloudkb.reader.decoding import REFUSED
from cloudkb.reader.spans import is_text
from cloudkb.writer.refusal import WriteError

_PLAIN = re.compile(r"(?:[^\s\ufeff\-?:,\[\]{}#&*!|>'\"%@`]|-(?=\S))(?:[^\s\ufeff]| (?=\S))*")
"""No sign of YAML's own in front, no space outside, none but single ones inside."""
_COLON_OR_COMMENT = re.compile(r":(?:\s|\Z)|\s#")
_IN_BRACES = re.compile(r"[,\[\]{}?:]")
_BARE_TIME = re.compile(r"[1-9]\d{3}|\d{4}-\d\d-\d\d")
_TIMES = ("period", "date", "published", "accessed", "archived")
"""Keys under which a year and a day stand without quotes, as everywhere in fact files."""
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NEEDS_ESCAPE = re.compile("[\n\r\t\x85\u2028\u2029\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def scalar(text: str, key: str, *, flow: bool) -> str:
    """A value as it is written under a key; `flow` between braces, where more signs count.

    Quoted wherever some reader would take it for a number, a day, yes or no, or for a sign of
    YAML. Raises `WriteError` for characters that no fact file may hold.
    """
    if odd := REFUSED.search(text) or _SURROGATE.search(text):
        raise WriteError(
            worded(
                "{key} holds the character U+{odd:04X}, which fact files do not",
                key=key,
                odd=ord(odd[0]),
            ),
            worded("take it out"),
        )
    if _is_plain(text, key, flow):
        return text
    if '"' in text and not _NEEDS_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _is_plain(text: str, key: str, flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _COLON_OR_COMMENT.search(text):
        return False
    if flow and _IN_BRACES.search(text):
        return False
    if text.startswith(("---", "...")):
        return False
    return is_text(text) or (key in _TIMES and _BARE_TIME.fullmatch(text) is not None)


def _escaped(sign: str) -> str:
    if sign in _ESCAPED:
        return _ESCAPED[sign]
    return f"\\u{ord(sign):04X}" if _NEEDS_ESCAPE.match(sign) else sign
