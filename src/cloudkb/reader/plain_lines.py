"""The claims of a file as nearly all files write them, taken from its lines without a parser.

One claim a line in braces, or a key a line; words that are plain, or in quotes with nothing
escaped in them; groups; comments. Such lines mean to every YAML parser what they say, and are
taken apart in a third of the time. Anything else gives None, and `compose` reads the file; where
both read one they agree on every word and its place (a test holds them together).
"""

import re
from collections.abc import Iterator

from cloudkb.reader.nodes import Mapping, Nothing, Scalar, WordMark

LONGEST_LINE = 1_000
"""Characters: a key ends within 1,024 (YAML 1.2, 7.4.2), and no line of a claim is as long."""
_ABSENT = ("\t", "\r", "?", "\x85", "\u2028", "\u2029", "\ufeff")
"""Signs whose meaning hangs on where they stand."""
_KEY = "[a-z][a-z0-9_]*"
_QUOTED = r"""'[^'\n]+'|"[^"\\\n]+\""""
_FIRST = r"(?:[^-:,\[\]{}#&*!|>'\"%@`=\s]|-(?=[^-:,\[\]{}#\s]))"
_IN_BRACES = r"[^:,\[\]{}#\s]+"
_ALONE = r"(?:[^:#\s]+|:(?=[^#\s]))+"
_WORD_IN_BRACES = rf"(?:{_FIRST}(?:{_IN_BRACES})?(?: +{_IN_BRACES})*|{_QUOTED})"
_WORD_ALONE = rf"(?:{_FIRST}(?:{_ALONE})?(?: +{_ALONE})*|{_QUOTED})"
_PAIR = rf"{_KEY}: {_WORD_IN_BRACES}"
_END = r" *(?: #.*)?$"
_BRACES = re.compile(rf"( *)- \{{ ?({_PAIR}(?:, {_PAIR})*) ?\}}{_END}")
_DASH = re.compile(rf"( *)- ({_KEY}: {_WORD_ALONE}){_END}")
_LINE = re.compile(rf"( *)({_KEY}: {_WORD_ALONE}){_END}")
_INNER = re.compile(rf"( *)claims:{_END}")
_DOCUMENT = re.compile(rf"document: \{{ ?({_PAIR}(?:, {_PAIR})*) ?\}}{_END}")
_DOCUMENT_BELOW = re.compile(rf"document:{_END}")
_NOTHING = re.compile(r" *(?:#.*)?$")
_ENDS = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)
"""What begins or ends one of several YAML documents in a file."""
_TOP = re.compile(rf"^claims:{_END}", re.MULTILINE)
_EACH = re.compile(rf"({_KEY}): ({_WORD_IN_BRACES})(?:, |$)")


class PlainMapping:
    """A claim, or a group of them: the text of each key; places are worked out when asked for."""

    __slots__ = ("column", "inner", "line", "parts", "values")

    def __init__(self, line: int, column: int) -> None:
        """One that begins at a place, counted from 1."""
        self.line = line
        self.column = column
        self.values: dict[str, str] = {}
        self.parts: list[tuple[int, int, str, bool]] = []
        """Line and column from 0, the text of some pairs, whether they stand in braces."""
        self.inner: list[PlainMapping] | None = None
        """The claims of a group."""

    def add(self, line: int, column: int, text: str, *, braces: bool) -> bool:
        """Take in some pairs; False where a key stands there again, or holds more claims."""
        self.parts.append((line, column, text, braces))
        if "'" in text or '"' in text:
            words = _words(line, column, text, braces=braces)
            pairs = [[key, word.text] for key, word in words]
        elif braces:
            pairs = [pair.split(": ") for pair in text.split(", ")]
        else:
            pairs = [text.split(": ", 1)]
        before = len(self.values)
        self.values.update(dict(pairs))
        return len(self.values) == before + len(pairs) and "claims" not in self.values

    def words(self) -> Iterator[tuple[str, Scalar]]:
        """Each key with its word."""
        for part in self.parts:
            yield from _words(*part[:3], braces=part[3])

    def line_of(self, key: str) -> int:
        """The line that a key stands on, from 1."""
        if len(self.parts) == 1:
            return self.line
        return next(word.line for name, word in self.words() if name == key)

    def ends(self, key: str) -> tuple[int, int, int, int]:
        """The line and column where the word of a key begins, and one past its last, from 1."""
        value, before = self.values[key], f"{key}: "
        for line, column, text, braces in self.parts:
            if braces and "'" not in text and '"' not in text:
                at = 0 if text.startswith(before) else text.find(f", {before}") + 2
            elif text.startswith(before) and text[len(before)] not in "'\"":
                at = 0
            else:
                continue
            start = column + at + len(before) + 1
            return line + 1, start, line + 1, start + len(value)
        word = next(word for name, word in self.words() if name == key)
        return word.line, word.column, word.end_line, word.end_column

    def node(self) -> Mapping:
        """The mapping as the parser would give it, but for the claims of a group."""
        made = Mapping(self.line, self.column)
        for key, word in self.words():
            at = WordMark(word.start.line, word.start.column - len(key) - 2)
            made.items[key] = Scalar(key, at, WordMark(at.line, at.column + len(key)), None), word
        if self.inner is not None:
            word = Scalar("claims", None, None, None)
            made.items["claims"] = word, Nothing(self.line, self.column)
        return made


def read(text: str) -> list[PlainMapping] | None:
    """What stands under `claims:` in a file; None where any line there is not as plain as that.

    What is above it is looked at by `document`.
    """
    top = _TOP.search(text)
    if top is None or any(sign in text for sign in _ABSENT):
        return None
    if _ENDS.search(text, 0, top.start()) is not None:
        return None
    lines = text[top.start() :].split("\n")
    if max(map(len, lines)) > LONGEST_LINE:
        return None
    return _Lines().read(lines[1:], text.count("\n", 0, top.start()) + 1)


def document(text: str) -> Mapping | None:
    """The node of the document above the claims; None where it, or what stands there, is not plain.

    What stands below is not looked at.
    """
    top = _TOP.search(text)
    head = "" if top is None else text[: top.start()]
    if any(sign in head for sign in _ABSENT):
        return None
    lines = head.split("\n")
    made: PlainMapping | None = None
    is_below, depth = False, 0
    for number, line in enumerate(lines):
        if _NOTHING.match(line) is not None:
            continue
        found = _LINE.match(line) if is_below else _DOCUMENT.match(line)
        if len(line) > LONGEST_LINE or (made is not None and not is_below):
            return None
        if found is None:
            if is_below or _DOCUMENT_BELOW.match(line) is None:
                return None
            is_below = True
            continue
        if made is None:
            depth = len(found[1]) if is_below else 0
            made = PlainMapping(number + 1, depth + 1 if is_below else len("document: ") + 1)
        if is_below and len(found[1]) != (depth or -1):
            return None
        last = 2 if is_below else 1
        if not made.add(number, found.start(last), found[last], braces=not is_below):
            return None
    return None if made is None else made.node()


class _Lines:
    """The claims of some lines, one after the other."""

    def __init__(self) -> None:
        self._made: list[PlainMapping] = []
        self._items = self._made
        """Where the next claim goes: among all, or into the group that is open."""
        self._least = self._indent = 0
        """How far in the dashes of these are, and may be as long as there is none."""
        self._outer = -1
        """How far in those of groups are, where one is open."""
        self._keys: PlainMapping | None = None
        """What a key on a line of its own belongs to."""

    def read(self, lines: list[str], first: int) -> list[PlainMapping] | None:
        """All of them; None where one is not plain."""
        for number, line in enumerate(lines, first):
            found = _BRACES.match(line)
            if found is not None:
                column = found.start(2)
                if not self._begin(number, len(found[1]), column, found[2], braces=True):
                    return None
                self._keys = None
            elif _NOTHING.match(line) is None and not self._block(number, line):
                return None
        return self._made if self._items else None

    def _block(self, number: int, line: str) -> bool:
        """Take in a line of block style."""
        found = _DASH.match(line)
        if found is not None:
            return self._begin(number, len(found[1]), found.start(2), found[2], braces=False)
        if self._keys is None:
            return False
        found = _LINE.match(line)
        if found is not None:
            is_of_it = len(found[1]) == self._indent + 2
            return is_of_it and self._keys.add(number, found.start(2), found[2], braces=False)
        found = _INNER.match(line)
        # one level of groups, and nothing of a group stands below its claims
        if found is None or self._outer >= 0 or len(found[1]) != self._indent + 2:
            return False
        self._keys.inner = self._items = []
        self._outer, self._least, self._keys = self._indent, len(found[1]), None
        return True

    def _begin(self, number: int, depth: int, column: int, text: str, *, braces: bool) -> bool:
        """Begin a claim, or a group, with a dash so far in."""
        if not self._items:
            if depth < self._least:
                return False
            self._indent = depth
        elif depth != self._indent:
            if depth != self._outer:
                return False
            self._items, self._indent, self._outer = self._made, depth, -1
        self._keys = one = PlainMapping(number + 1, depth + 3)
        self._items.append(one)
        return one.add(number, column, text, braces=braces)


def _words(line: int, column: int, text: str, *, braces: bool) -> Iterator[tuple[str, Scalar]]:
    """The pairs of a text with their words."""
    if braces:
        for found in _EACH.finditer(text):
            yield found[1], _scalar(line, column + found.start(2), found[2])
    else:
        key, _, value = text.partition(": ")
        yield key, _scalar(line, column + len(key) + 2, value)


def _scalar(line: int, column: int, printed: str) -> Scalar:
    style = printed[0] if printed[0] in "\"'" else None
    start, end = WordMark(line, column), WordMark(line, column + len(printed))
    return Scalar(printed[1:-1] if style else printed, start, end, style)
