"""Report 1 (.html): what is not made by `tag` is text, and is escaped.

A page holds what strangers wrote. There is one way for it to become markup, and that way spells
out `<`, quotes and every character that steers, as output to a terminal does.
"""

import re
from collections.abc import Iterable
from html import escape
from string import Formatter

from cloudkb.language import in_chinese, worded
from cloudkb.render.safe import one_line
from cloudkb.words import is_chinese


class Html(str):
    """Markup that may stand in a page as it is."""

    __slots__ = ()


Content = str | None
"""What a tag may hold: markup, text (which is escaped), nothing."""
_EMPTY = frozenset(("br", "col", "input", "meta", "path", "use", "stop", "line", "circle", "rect"))
"""Elements without an end tag; those of SVG are closed in place."""
_DRAWN = frozenset(("path", "use", "stop", "line", "circle", "rect"))
_WORD = re.compile("[A-Za-z]+")
_SENTENCE = 6
"""Words from which on a text with Han characters may be an English sentence."""
_ADDRESS = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(/[!#-;=?-_a-z~]*)?")
"""An address that may be a link: https, printable ASCII, no quote, no angle bracket."""


def text(content: str) -> Html:
    """Text as markup; what is markup stays it."""
    return content if isinstance(content, Html) else Html(escape(one_line(content), quote=False))


def tag(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` is class, `data_of` data-of; True is bare, None and False left out."""
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Html(f"<{name}{told}/>" if name in _DRAWN else f"<{name}{told}>")
    inside = "".join(text(each) for each in content if each is not None)
    return Html(f"<{name}{told}>{inside}</{name}>")


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    told = escape(one_line(str(value)), quote=False).replace('"', "&quot;")
    return f' {name}="{told}"'


def joined(parts: Iterable[Content], between: str = "") -> Html:
    """Several pieces as one; what is empty is left out, and nothing stands between it."""
    return Html(text(between).join(text(each) for each in parts if each))


def in_a_row(parts: Iterable[Content]) -> Html:
    """Several pieces with commas between them, as Chinese sets them in Chinese."""
    return joined(parts, worded(", ", "、"))


def filled(template: str, **parts: Content) -> Html:
    """A message, already worded, whose {names} stand for markup or for text."""
    pieces: list[Content] = []
    for before, name, _, _ in Formatter().parse(template):
        pieces += [before, parts[name] if name else None]
    return Html("".join(text(each) for each in pieces if each))


def said(content: str, name: str = "span", **attributes: str | int | bool | None) -> Html:
    """Text from facts, with its language where a screen reader would stumble over it."""
    if language := _other_language(content):
        return tag(name, content, lang=language, **attributes)
    return tag(name, content, **attributes) if attributes or name != "span" else text(content)


def _other_language(content: str) -> str:
    """The language of a text where it is not that of the page.

    Chinese where there is a Han character; in a Chinese page English without one, and in a
    sentence that only quotes a few: they are the unit of a print.
    """
    if not in_chinese():
        return "zh" if is_chinese(content) else ""
    words = _WORD.findall(content)
    quotes = sum(1 for sign in content if is_chinese(sign))
    is_english = bool(words) if not quotes else len(words) >= _SENTENCE and quotes < len(words)
    return "en" if is_english else ""


def link(address: str, content: str) -> Html:
    """A link out of the page where the address is a plain https one; else text alone."""
    if not _ADDRESS.fullmatch(address):
        return text(content)
    return tag("a", content, href=address, rel="noopener noreferrer nofollow")


def anchor(kind: str, name: str) -> str:
    """An id of the page for something of the facts: no two names share one."""
    kept = (c if c.isascii() and (c.isalnum() or c in "-._/") else f"~{ord(c):x}~" for c in name)
    return f"{kind}-{''.join(kept)}"
