"""A text as it is read: markup taken away, lines joined, every place known in the file.

Reading is done on a `View`. A character of it knows from where to where it stood in the file, so
that a number broken by a tag, an entity or the end of a line is one number, and is marked whole.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import unescape
from typing import Literal, NamedTuple

Markup = Literal["plain", "markdown", "html"]
"""How a text is marked up."""

BREAK = "\x1e"
"""Parts what does not belong together: paragraphs, cells, headings."""
HIDDEN = "\x1f"
"""Stands for what is no prose: code, addresses, the number of a list or footnote."""

_ENDINGS: dict[str, Markup] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_LOOKS_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|div|p|article|table)\b", re.I)

_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|svg|pre|code)\b[^>]*>.*?(?:</\1\s*>|\Z)"
    r"|<(/?)([a-z][a-z0-9-]*)[^<>]*(?:>|(?=<)|\Z)|<![^>]*>|&(?:#[0-9]{1,7}"
    r"|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?",
    re.I | re.S,
)
_INLINE = (
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub time tt u var wbr "
)
"""Tags that part no words. All others do."""
_NOTE = re.compile(r"\s*[\[(（【]?[0-9]{1,3}[\])）】]?\s*</sup *>", re.I)

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[`~]* *$|\Z)", re.M | re.S)
_MARKDOWN = re.compile(
    r"(?P<code>`+)[^`\n]+?(?P=code)"
    r"|(?P<image>!?)\[(?P<label>[^\[\]\n]*)\](?P<target>"
    r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: +\"[^\"\n]*\")?\)"
    r"|\[[^\[\]\n]*\])"
    r"|\[\^[^\]\n]+\]:?"
    r"|<(?:https?:|mailto:)[^>\n]*>"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|\*{1,3}|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9])|~~"
    r"|^[ \t>]*#{1,6}[ \t]+|^[ \t]*>+|^[ \t]*(?:[-+*]|[0-9]{1,3}[.)])[ \t]+"
    r"|^[ \t]*\|?[ \t:|-]*-{3,}[ \t:|-]*$"
    r"|\|",
    re.M,
)

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'，。；、（）]+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"
    r"|(?<![\w./-])[\w-]++(?:/[\w-]++)+\.[a-z]{2,5}\b",
    re.I,
)
_BULLET = re.compile(r"(?:[-*•·●▪–—]|[0-9]{1,2}[.)]) ")
_LINE_END = re.compile(r"[ \t\u3000]*(?:\r?\n[ \t\u3000]*)+")


class ViewStrip(NamedTuple):
    """A strip of a view, and where it stands in the file."""

    at: int
    """Where it begins in the view."""
    length: int
    start: int
    end: int
    """In the file: as long as the strip where it stands there as it is read, else all of it stands
    for each of its characters."""

    @property
    def is_same(self) -> bool:
        """Whether each character stands in the file as it is read."""
        return self.end - self.start == self.length


class PrintedText(NamedTuple):
    """A text as it came, and what is known of it."""

    text: str
    markup: Markup = "plain"
    document: str = ""
    """The id of the document that the text is; empty where it is none of the base."""
    published: str = ""
    """Its date, YYYY-MM-DD, from which last year is counted; else the base or the text says it."""


class View(NamedTuple):
    """A text without its markup."""

    text: str
    runs: tuple[ViewStrip, ...]
    begins: tuple[int, ...]
    """Where each of them begins in the view."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the file, in code points, of a place in the view."""
        first, last = self._run(start), self._run(end - 1)
        return (
            first.start + start - first.at if first.is_same else first.start,
            last.start + end - last.at if last.is_same else last.end,
        )

    def _run(self, at: int) -> ViewStrip:
        return self.runs[bisect_right(self.begins, at) - 1]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the view of a place in the file, as `span` gave it."""
        first = self.runs[max(bisect_right(self.runs, start, key=_begins_in_file) - 1, 0)]
        last = self.runs[max(bisect_right(self.runs, end - 1, key=_begins_in_file) - 1, 0)]
        at = first.at + (min(start - first.start, first.length) if first.is_same else 0)
        stop = last.at + (min(end - last.start, last.length) if last.is_same else last.length)
        return at, max(stop, at + 1)


def _begins_in_file(run: ViewStrip) -> int:
    return run.start


def markup_of(name: str, text: str) -> Markup:
    """How a text is marked up, by the ending of its file's name, else by how it begins."""
    for ending, markup in _ENDINGS.items():
        if name.lower().endswith(ending):
            return markup
    return "html" if _LOOKS_HTML.match(text) else "plain"


def view(text: str, markup: Markup = "plain") -> View:
    """The text as it is read."""
    if markup == "html":
        pieces = _html(text)
    elif markup == "markdown":
        pieces = _markdown(text)
    else:
        pieces = iter([TextRun(0, len(text), text)])
    return _joined(_without_addresses(pieces))


class TextRun(NamedTuple):
    """A run of the file and what it says: itself, or one character for all of it."""

    start: int
    end: int
    says: str


def _html(text: str) -> Iterator[TextRun]:
    at = 0
    for found in _HTML.finditer(text):
        if found.start() < at:
            continue
        if found.start() > at:
            yield TextRun(at, found.start(), text[at : found.start()])
        at = found.end()
        tag = (found[3] or "").lower()
        if found[0].startswith("&"):
            yield TextRun(found.start(), at, unescape(found[0]).replace("\n", " ") or " ")
        elif tag == "sup" and not found[2] and (note := _NOTE.match(text, at)) is not None:
            yield TextRun(found.start(), note.end(), HIDDEN)
            at = note.end()
        elif found[1]:
            yield TextRun(found.start(), at, BREAK if found[1].lower() != "code" else HIDDEN)
        elif tag and tag != "sup" and tag not in _inline():
            yield TextRun(found.start(), at, BREAK)
    if at < len(text):
        yield TextRun(at, len(text), text[at:])


@cache
def _inline() -> frozenset[str]:
    return frozenset(_INLINE.split())


def _markdown(text: str) -> Iterator[TextRun]:
    at = 0
    for fence in _FENCE.finditer(text):
        yield from _marked_lines(text, at, fence.start())
        yield TextRun(fence.start(), fence.end(), BREAK)
        at = fence.end()
    yield from _marked_lines(text, at, len(text))


def _marked_lines(text: str, at: int, stop: int) -> Iterator[TextRun]:
    for found in _MARKDOWN.finditer(text, at, stop):
        if found.start() < at:
            continue
        if found.start() > at:
            yield TextRun(at, found.start(), text[at : found.start()])
        at = found.end()
        mark = found[0].strip()
        if found["label"] is not None:
            yield TextRun(found.start("label"), found.end("label"), found["label"])
            yield TextRun(found.start("target"), at, "" if not found["image"] else HIDDEN)
        elif found["code"] or mark.startswith("<") or found[0].startswith("[^"):
            yield TextRun(found.start(), at, HIDDEN)
        elif mark == "|" or mark.startswith(("#", ">", "-", "+", "|", ":")) or mark[-1:] in ".)":
            yield TextRun(found.start(), at, BREAK)
    if at < stop:
        yield TextRun(at, stop, text[at:stop])


def _without_addresses(pieces: Iterator[TextRun]) -> Iterator[TextRun]:
    for piece in pieces:
        if piece.end - piece.start != len(piece.says):
            yield piece
            continue
        at = 0
        for found in _ADDRESS.finditer(piece.says):
            if found.start() > at:
                yield _part(piece, at, found.start())
            at = found.end()
            yield TextRun(piece.start + found.start(), piece.start + at, HIDDEN)
        if at < len(piece.says):
            yield _part(piece, at, len(piece.says))


def _part(piece: TextRun, start: int, end: int) -> TextRun:
    return TextRun(piece.start + start, piece.start + end, piece.says[start:end])


# --- put together --------------------------------------------------------------------------------


def _joined(pieces: Iterator[TextRun]) -> View:
    """The pieces in one, the lines of a paragraph joined."""
    known = list(pieces)
    says = "".join(piece.says for piece in known)
    kept: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for found in _LINE_END.finditer(says):
        if found.start() < at:
            continue
        kept.append(says[at : found.start()])
        places.append((at, found.start()))
        join = _join(says, found)
        if join:
            kept.append(join)
            places.append((found.start(), found.start() + 1))
        at = found.end()
    kept.append(says[at:])
    places.append((at, len(says)))
    runs = tuple(_runs(known, places))
    return View("".join(kept), runs, tuple(run.at for run in runs))


def _runs(pieces: Sequence[TextRun], places: Sequence[tuple[int, int]]) -> Iterator[ViewStrip]:
    """Where the kept places of the pieces stand in the view and in the file."""
    at = number = begun = 0
    for start, stop in places:
        while start < stop:
            piece = pieces[number]
            end = begun + len(piece.says)
            if end <= start:
                begun, number = end, number + 1
                continue
            length = min(end, stop) - start
            if piece.end - piece.start == len(piece.says):
                first = piece.start + start - begun
                yield ViewStrip(at, length, first, first + length)
            else:
                yield ViewStrip(at, length, piece.start, piece.end)
            at += length
            start += length


def _join(says: str, end: re.Match[str]) -> str:
    """What stands for the end of a line: a break, a space, or nothing inside a number."""
    before, after = says[end.start() - 1 : end.start()], says[end.end() : end.end() + 1]
    if before in ("", BREAK) or after in ("", BREAK) or end[0].count("\n") > 1:
        return BREAK
    if _BULLET.match(says, end.end()):
        return BREAK
    if after.isdigit() and before in ",." and says[end.start() - 2 : end.start() - 1].isdigit():
        return ""
    if _is_han(before) or _is_han(after):
        # a number may run on in Chinese
        return "" if _is_han(before) and (_is_han(after) or after.isdigit()) else " "
    return " "


def _is_han(sign: str) -> bool:
    return "\u3000" < sign <= "\u9fff" or "\uff00" <= sign <= "\uff60"


def line_finder(text: str) -> Callable[[int], tuple[int, int]]:
    """Tells the line and column, from 1, of a place in a text."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def find(at: int) -> tuple[int, int]:
        line = bisect_right(lines, at)
        return line, at - lines[line - 1] + 1

    return find
