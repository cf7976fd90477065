"""Where a number of a text stands: its sentence, its clause, its paragraph."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cloudkb.texts.view import BREAK, View

_SENTENCE = re.compile(
    rf"{BREAK}+|[。！？；!?;]+[”」』\"’)）]*|\.(?=[”\"’)]*(?:\s+[”\"’(]*[A-Z0-9\u3400-\u9fff]|\s*$))"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Inc|Corp|Co|Ltd|No|vs|approx|Mr|Mrs|Ms|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|etc|cf|fig))$"
)
_CLAUSE = re.compile(
    r"[，、：（）—:()]|,(?![0-9])|(?<![0-9]),"
    r"|(?<=\s)(?:and|while|but|whereas|versus|vs|against)(?=\s)|而(?!且)|但"
)


_LONGEST = 800
"""Code points of a sentence."""


class Stretch(NamedTuple):
    """A part of the view of a text."""

    start: int
    end: int


class Passages:
    """The sentences of a view, and the clauses of each."""

    def __init__(self, view: View) -> None:
        """Cut the text at the ends of sentences, and of paragraphs."""
        self.text = view.text
        self.sentences: list[Stretch] = []
        self.breaks: list[bool] = []
        """Whether a paragraph ends before the sentence."""
        at, broken = 0, True
        for found in _SENTENCE.finditer(self.text):
            is_break = found[0][0] == BREAK
            if found[0] == "." and _ABBREVIATED.search(
                self.text, max(at, found.start() - 8), found.start()
            ):
                continue
            self._add(at, found.start() if is_break else found.end(), broken)
            broken = is_break or (broken and found.end() == at)
            at = found.end()
        self._add(at, len(self.text), broken)
        self._starts = [one.start for one in self.sentences]

    def _add(self, start: int, end: int, broken: bool) -> None:
        while end - start > _LONGEST:
            # a table, or a text without stops: cut anywhere but inside a word
            cut = self.text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
            self._add(start, cut, broken)
            start, broken = cut, False
        if self.text[start:end].strip():
            self.sentences.append(Stretch(start, end))
            self.breaks.append(broken)

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds a place."""
        return max(bisect_right(self._starts, at) - 1, 0)

    def clauses(self, sentence: int, spots: Sequence[Stretch]) -> list[int]:
        """Where the clauses of a sentence begin; no clause begins inside a spot."""
        start, end = self.sentences[sentence]
        inside = [one for one in spots if one.start < end and one.end > start]
        found = [start]
        number = 0
        for cut in _CLAUSE.finditer(self.text, start, end):
            while number < len(inside) and inside[number].end <= cut.start():
                number += 1
            if number < len(inside) and inside[number].start < cut.end():
                continue
            found.append(cut.end())
        return found


def places(view: View, spans: Sequence[tuple[int, int]]) -> list[Stretch]:
    """Where spans of the file stand in its view."""
    return [Stretch(*view.place(*one)) for one in spans]


# --- paragraphs as fact files count them -----------------------------------------------------

_BLOCK = re.compile(r"[ \t>]*(?:#{1,6}\s|[-+*]\s|[0-9]{1,3}[.)]\s|\|)")


class Paragraphs:
    """The paragraphs of a file as `where` counts them: p1 is the title, where it is there."""

    def __init__(self, text: str, markup: str, view: View, title: str = "") -> None:
        """Of plain text each line that is not empty, of Markdown and HTML each block."""
        spans = _of_view(view) if markup == "html" else _of_lines(text, joined=markup == "markdown")
        self._starts = [start for start, _ in spans]
        wanted = "".join(title.split())
        same = [
            number
            for number, (start, end) in enumerate(spans)
            if wanted and "".join(text[start:end].strip(" #\t\r\n").split()) == wanted
        ]
        self._first = same[-1] if same else 0

    def at(self, place: int) -> int:
        """The number of the paragraph at a place of the file; below 1 before the title."""
        return max(bisect_right(self._starts, place) - 1, 0) - self._first + 1


def _of_lines(text: str, *, joined: bool) -> list[tuple[int, int]]:
    """Lines that are not empty; `joined`, those of one block are one."""
    found: list[tuple[int, int]] = []
    at, empty = 0, True
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        end = at + len(line)
        if line.strip():
            if joined and not empty and found and not _BLOCK.match(line):
                found[-1] = found[-1][0], end
            else:
                found.append((at, end))
        empty = not line.strip() or bool(re.match(r"[ \t>]*#{1,6}\s", line))
        at = end
    return found


def _of_view(view: View) -> list[tuple[int, int]]:
    found = []
    for block in re.finditer(f"[^{BREAK}]+", view.text):
        if block[0].strip():
            found.append(view.span(*block.span()))
    return found
