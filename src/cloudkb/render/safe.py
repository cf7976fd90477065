"""Untrusted text made safe to look at: what could steer a terminal is shown, never obeyed."""

import re
from functools import cache

_STEERING = (
    (0x00, 0x20),  # C0: escape, bell, backspace, carriage return
    (0x7F, 0xA0),  # delete and C1, whose 0x9B some terminals take for escape + [
    (0x061C, 0x061D),
    (0x200B, 0x2010),  # zero width and direction marks
    (0x2028, 0x202F),  # line separators, embeddings and overrides of direction
    (0x2060, 0x2070),
    (0xD800, 0xE000),  # half characters, which no encoding can write
    (0xFEFF, 0xFF00),
    (0xFFF9, 0xFFFC),
    (0xE0000, 0xE0080),  # tags: a second, invisible ASCII
)

# the runner takes :: at the start of a line, spaces before it aside, and ##[ anywhere
_COMMAND = re.compile(r"(?m)^\s*::|##\[")


def _steers(code: int) -> bool:
    return any(first <= code < end for first, end in _STEERING)


class _Table(dict[int, str | int]):
    """A table for `str.translate` that learns each character when it is first met."""

    def __init__(self, kept: str, spaces: str, json: bool = False) -> None:
        super().__init__({ord(character): character for character in kept})
        self.update({ord(character): " " for character in spaces})
        self._json = json

    def __missing__(self, code: int) -> str | int:
        spelled: str | int = code
        if _steers(code):
            spelled = _json_escape(code) if self._json else _escape(code)
        self[code] = spelled
        return spelled


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(code: int) -> str:
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


@cache
def _table(kind: str) -> _Table:
    if kind == "json":
        # JSON escapes C0 itself, and its own line breaks are no text
        return _Table("\n\t\r", "", json=True)
    return _Table("\n\t", "") if kind == "lines" else _Table("", "\n\t\r")


def one_line(text: str) -> str:
    """The text on one line, every control and direction character spelled out."""
    return text if text.isascii() and text.isprintable() else text.translate(_table("line"))


def lines(text: str) -> str:
    """The text with its line breaks and tabs, everything else that steers spelled out."""
    return text if text.isascii() and text.isprintable() else text.translate(_table("lines"))


def in_json(text: str) -> str:
    r"""JSON text with the characters that steer terminals written as \u escapes."""
    return text.translate(_table("json"))


def in_job(text: str) -> str:
    """Text for the log of a GitHub job, in which no line can be read as a workflow command."""
    return _COMMAND.sub(lambda found: found[0][:-1] + " " + found[0][-1], text)
