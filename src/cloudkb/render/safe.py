"""Untrusted text made safe to look at: what could steer a terminal is shown, never obeyed."""

_STEERING = [
    *range(0x20),  # C0: escape, bell, backspace, carriage return
    *range(0x7F, 0xA0),  # delete and C1, whose 0x9B some terminals take for escape + [
    0x061C,
    *range(0x200B, 0x2010),  # zero width and direction marks
    *range(0x2028, 0x202F),  # line separators, embeddings and overrides of direction
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),  # tags: a second, invisible ASCII
]


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


_VISIBLE = {code: _escape(code) for code in _STEERING}
_ONE_LINE = _VISIBLE | {0x09: " ", 0x0A: " ", 0x0D: " "}
_LINES = {code: text for code, text in _VISIBLE.items() if code not in (0x09, 0x0A)}
# JSON escapes C0 itself; the rest are legal inside strings, so only their spelling changes
_JSON = {
    code: "".join(
        f"\\u{unit:04x}"
        for unit in (
            [code]
            if code < 0x10000
            else [0xD800 + ((code - 0x10000) >> 10), 0xDC00 + ((code - 0x10000) & 0x3FF)]
        )
    )
    for code in _STEERING
    if code >= 0x7F
}


def one_line(text: str) -> str:
    """The text on one line, every control and direction character spelled out."""
    return text if text.isascii() and text.isprintable() else text.translate(_ONE_LINE)


def lines(text: str) -> str:
    """The text with its line breaks and tabs, everything else that steers spelled out."""
    return text.translate(_LINES)


def in_json(text: str) -> str:
    r"""JSON text with the characters that steer terminals written as \u escapes."""
    return text.translate(_JSON)
