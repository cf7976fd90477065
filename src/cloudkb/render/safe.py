"""Untrusted text made safe to look at: what could steer a terminal is shown, never obeyed."""

import re
from collections.abc import Callable
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

# characters that compare as if they were not there; those in _STEERING are spelled out before
_UNSEEN = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
# GitHub's runner obeys a line that begins with ::, whatever spaces stand before it, and one
# that holds ##[ anywhere (actions/runner, ActionCommand.cs); Azure's obeys ##vso[. Both
# compare by the rules of a language, which leave out what cannot be seen.
_SPACES = "\t\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_OPENING = rf"(?m)^[{_SPACES}{_UNSEEN}]*:(?=[{_UNSEEN}]*:)"
_INSIDE = rf"#[{_UNSEEN}]*#[{_UNSEEN}\w]*\["


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
    r"""JSON text in which what steers, and what a runner obeys, is written as \u escapes.

    Its lines begin with signs of JSON, so that none of them begins a command.
    """
    return _spelled("#", _INSIDE, text.translate(_table("json")), _json_escape)


def in_job(text: str) -> str:
    r"""Text for a job's log, in which no line can be read as a command: \x3a: for ::, ##\x5b."""
    return _spelled("#", _INSIDE, _spelled(":", _OPENING, text, _escape), _escape)


def opens_command(text: str) -> bool:
    """Tell whether a line that begins with the text may be a command."""
    return ":" in text and re.match(_OPENING, text) is not None


def _spelled(sign: str, pattern: str, text: str, escape: Callable[[int], str]) -> str:
    """The text with the last character of all that the pattern finds spelled out."""
    # most texts need no pattern, and to compile one takes as long as many answers
    if sign not in text:
        return text
    return re.sub(pattern, lambda found: found[0][:-1] + escape(ord(found[0][-1])), text)
