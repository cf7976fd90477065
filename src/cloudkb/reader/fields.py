"""The keys of one fact: which are there, which are missing, and what they hold."""

import re
from collections.abc import Sequence

from cloudkb.language import marked, worded
from cloudkb.lines import lines
from cloudkb.model import Finding, Place, RuleName, Severity
from cloudkb.parquet import is_parquet
from cloudkb.reader.nodes import Listing, Mapping, Node, Nothing, Scalar, place
from cloudkb.reader.traps import cut_text, empty_value, odd_key
from cloudkb.words import joined, nearest

_GUESSED = 20


class File:
    """A fact file while it is read: where complaints about it go."""

    def __init__(self, path: str, text: str) -> None:
        """Nothing is wrong with it yet."""
        self.path = path
        self.unit = "row" if is_parquet(path) else "line"
        """What its places count."""
        self.findings: list[Finding] = []
        self._text = text
        self._lines: list[str] | None = None
        self.errors = 0
        """Errors so far, those told before counted again: what they stand in is not sound."""
        self._told: set[tuple[str, str, Place]] = set()

    def line(self, word: Scalar) -> str:
        """The line a word begins on, as written."""
        if self._lines is None:
            self._lines = lines(self._text)
        return self._lines[word.line - 1] if word.line <= len(self._lines) else ""

    def spot(self, number: int) -> str:
        """A line, or a row, of this file in words."""
        if self.unit == "row":
            return worded("row {number}", number=number)
        return worded("line {number}", number=number)

    def on(self, number: int) -> str:
        """Where something stands: on a line, or in a row."""
        if self.unit == "row":
            return worded("in row {number}", number=number)
        return worded("on line {number}", number=number)

    def place(self, node: Node) -> Place:
        """Where a node of this file stands."""
        return place(self.path, node)

    def within(self, node: Scalar, column: int) -> Place:
        """The place of a character of a text; quoted ones begin behind their quote."""
        at = self.place(node)
        if node.line != node.end_line or node.style in ("|", ">"):
            return at
        shift = column - 1 + (1 if node.style else 0)
        return at._replace(column=min(at.column + shift, max(at.end_column - 1, at.column)))

    def items(self, key: str, value: Node, hint: str, *, may_be_empty: bool) -> list[Node]:
        """What stands in the list under a key; none, and a complaint, where it is no list."""
        if isinstance(value, Listing):
            return value.items
        is_empty = isinstance(value, Scalar) and not value.text and may_be_empty
        if not is_empty and not isinstance(value, Nothing):
            self.complain("bad-value", worded("{key} is a list", key=key), value, hint)
        return []

    def complain(
        self,
        rule: RuleName,
        message: str,
        node: Node | Place,
        hint: str = "",
        severity: Severity = "error",
        claims: tuple[str, ...] = (),
    ) -> None:
        """Note one complaint at a node."""
        at = node if isinstance(node, Place) else self.place(node)
        self.errors += severity == "error"
        # a group's key is looked at again with each of its claims
        if (rule, message, at) in self._told:
            return
        self._told.add((rule, message, at))
        self.findings.append(Finding(rule, severity, message, at, hint=hint, claims=claims))


def guessed(word: str, options: Sequence[str], otherwise: str) -> str:
    """A hint: the option that a word was probably meant to be, else what helps otherwise."""
    close = near(word, options)
    return worded("did you mean {close}?", close=close) if close else otherwise


def near(word: str, options: Sequence[str]) -> str:
    """The option a word was probably meant to be; empty when none is close."""
    found = nearest(word.casefold(), options) if 2 < len(word) < 100 else []
    return found[0] if found else ""


UNKNOWN = ("?", "？")
"""What stands for a value that nobody has filled in yet."""
_FILL = {
    "entity": marked("write whom or what it is about: cloudkb list entities"),
    "metric": marked("write what is measured: cloudkb list metrics"),
    "figure": marked("write what is printed, as it is printed"),
    "period": marked(
        "write what time it is about, 2023Q4, or take period out where none is stated"
    ),
    "source": marked("write who says so, or take source out where the document itself does"),
    "date": marked("write when it was said, or take date out where it was the document's date"),
    "in": marked("write the market or company it is measured in, or take in out"),
    "title": marked("write the title as printed"),
    "id": marked("write a short name: small letters, digits, hyphens"),
    "published": marked("write when it was published: 2024-03-26, 2024-03~"),
}


def _is_open(pair: tuple[Scalar, Node]) -> bool:
    """Whether a value, or one of a list, is a ? and nothing else."""
    value = pair[1]
    if isinstance(value, Listing):
        return any(isinstance(one, Scalar) and one.text in UNKNOWN for one in value.items)
    return isinstance(value, Scalar) and value.text in UNKNOWN


class Fields:
    """The keys of one mapping, checked against those that mean something."""

    __slots__ = ("_file", "_items", "_node", "sound", "trapped", "what")

    def __init__(
        self,
        file: File,
        node: Node,
        what: str,
        allowed: frozenset[str],
        required: Sequence[str] = (),
    ) -> None:
        """Report unknown and missing keys; `sound` tells whether the fact can be used.

        `trapped` tells that YAML cut a value off: what is left of it is not judged.
        """
        self._file = file
        self._node = node
        self.what = what
        self.sound = True
        self.trapped = False
        self._items: dict[str, tuple[Scalar, Node]] = {}
        if not isinstance(node, Mapping):
            self.sound = False
            if not isinstance(node, Nothing):
                example = ", ".join(f"{key}: …" for key in required or ("id",))
                file.complain(
                    "bad-value",
                    worded("{what} is a mapping of keys", what=what),
                    node,
                    worded("write {{{example}}}", example=example),
                )
            return
        self._items = node.items
        if any(map(_is_open, node.items.values())):
            self._leave_open()
        lost = False
        unknown = [key for key in node.items if key not in allowed]
        for number, key in enumerate(unknown):
            word, value = node.items[key]
            # guessing is slow: a mapping of a thousand odd keys is no slip of the hand
            options = sorted(allowed) if number < _GUESSED else []
            lost = self._unknown(key, word, value, options) or lost
        for key in required:
            if key not in node.items:
                self.sound = False
                if not lost:
                    file.complain(
                        "missing-key",
                        worded("{what} has no {key}", what=what, key=key),
                        node,
                        worded("add {key}: …", key=key),
                    )

    def _leave_open(self) -> None:
        """Report what is not filled in yet; nothing else is said of it."""
        self.sound = False
        self._items = dict(self._items)
        for key, (word, value) in self._items.items():
            if _is_open((word, value)):
                self._items[key] = word, self._closed(key, value)

    def _closed(self, key: str, value: Node) -> Node:
        if isinstance(value, Listing):
            kept = Listing(value.line, value.column)
            kept.items = [self._closed(key, item) for item in value.items]
            return kept
        if not isinstance(value, Scalar) or value.text not in UNKNOWN:
            return value
        self._file.complain(
            "not-filled-in",
            worded("{key} is not filled in yet", key=key),
            value,
            worded(_FILL[key])
            if key in _FILL
            else worded("write it in place of the ?, or take {key} out", key=key),
        )
        return Nothing(value.line, value.column)

    def _unknown(self, key: str, word: Scalar, value: Node, options: Sequence[str]) -> bool:
        """Report a key that means nothing; True when it may be a missing key, mistyped."""
        empty = isinstance(value, Scalar) and not value.text
        odd = odd_key(key, empty, options)
        self.sound = False
        if odd is None and empty and options and self._cut(word):
            return True
        if odd:
            self.trapped = True
            self._file.complain("yaml-trap", odd[0], word, odd[1])
            return True
        close = near(key, options)
        shown = key if len(key) <= 60 else key[:59] + "…"
        hint = (
            worded("did you mean {close}?", close=close)
            if close
            else worded("keys of {what}: {options}", what=self.what, options=joined(options))
            if options
            else worded("take it out")
        )
        self._file.complain(
            "unknown-key",
            worded("{what} has no key {shown}", what=self.what, shown=shown),
            word,
            hint,
        )
        return bool(close) and close not in self._items

    def _cut(self, word: Scalar) -> bool:
        """Whether a key is the rest of a text that a comma cut, which is then told."""
        trap = cut_text(self._file.line(word), word)
        if trap is None:
            return False
        self.sound, self.trapped = False, True
        if trap[0]:
            self._file.complain("yaml-trap", trap[0], word, trap[1])
        return True

    def refuse(
        self, key: str, message: str, hint: str, *, rule: RuleName = "bad-value", column: int = 0
    ) -> None:
        """Complain of what a key holds, or of its text at a `column`: the fact is not sound."""
        self.sound = False
        at = self.within(key, column) if column else self.place(key)
        self._file.complain(rule, message, at, hint)

    def __contains__(self, key: str) -> bool:
        """Whether the key is written."""
        return key in self._items

    def written(self) -> tuple[str, ...]:
        """The keys that are written."""
        return tuple(self._items)

    def node(self, key: str) -> Node | None:
        """What the key holds, as it is written."""
        pair = self._items.get(key)
        return pair[1] if pair is not None else None

    def place(self, key: str) -> Place:
        """Where the key's value stands, or the fact when it is not written."""
        pair = self._items.get(key)
        return self._file.place(pair[1] if pair is not None else self._node)

    def within(self, key: str, column: int) -> Place:
        """The place of a character of the key's text, counted from 1."""
        value = self.node(key)
        return self._file.within(value, column) if isinstance(value, Scalar) else self.place(key)

    def text(self, key: str, default: str = "") -> str:
        """The text of a key, the default where it is not written; what is no text is reported."""
        pair = self._items.get(key)
        if pair is None:
            return default
        value = pair[1]
        if type(value) is Scalar and value.text:
            return value.text
        self.refuse_value(key, pair[0], value)
        return default

    def refuse_value(self, key: str, word: Scalar, value: Node) -> None:
        """Report a value that is no text: a list, a mapping, or nothing at all."""
        self.sound = False
        if isinstance(value, Nothing):
            return
        if isinstance(value, Scalar):
            if self._cut(word):
                return
            trap = empty_value(self._file.line(word), word)
            if trap:
                spot = Place(self._file.path, word.line, trap[2])
                self._file.complain("yaml-trap", trap[0], spot, trap[1])
            else:
                self._file.complain(
                    "missing-key",
                    worded("{key} has no value", key=key),
                    word,
                    worded("write one after {key}:, or take the key out", key=key),
                )
            return
        hint = worded("write {key}: text", key=key)
        if key == "figure" and isinstance(value, Listing):
            hint = worded(
                "readings the text leaves open go under either: [-16pp vs 2018, -16% vs 2018]"
            )
        elif isinstance(value, Mapping):
            hint = worded('put text that begins with {{ into quotes: {key}: "…"', key=key)
        found = (
            worded("{key} takes one text, and this is a list", key=key)
            if isinstance(value, Listing)
            else worded("{key} takes one text, and this is a mapping", key=key)
        )
        self._file.complain(
            "bad-value",
            found,
            value,
            hint,
        )

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list; one text alone counts as a list of one."""
        return tuple(text for text, _ in self.words(key))

    def words(self, key: str) -> tuple[tuple[str, Scalar], ...]:
        """The texts of a list, each with its node; one text alone counts as a list of one."""
        pair = self._items.get(key)
        if pair is None:
            return ()
        value = pair[1]
        found = value.items if isinstance(value, Listing) else [value]
        made = []
        for item in found:
            if isinstance(item, Scalar) and item.text:
                made.append((item.text, item))
            elif not isinstance(item, Nothing):
                self.sound = False
                self._file.complain(
                    "bad-value",
                    worded("{key} takes a list of names", key=key),
                    item,
                    worded("write {key}: [one, another]", key=key),
                )
        return tuple(made)

    def choice(self, key: str, options: Sequence[str], default: str) -> str:
        """One of a few words."""
        word = self.text(key, default)
        if word == default or word in options:
            return word
        hint = guessed(word, options, worded("write one of {options}", options=joined(options)))
        self.refuse(key, worded("{key} cannot be {word}", key=key, word=word[:60]), hint)
        return default


def currency_code(fields: Fields) -> str:
    """The code under `currency`, empty where there is none; a finding when it is no code."""
    currency = fields.text("currency")
    if currency and not re.fullmatch("[A-Z]{3}", currency):
        fields.refuse(
            "currency",
            worded("{currency} is no currency", currency=currency[:40]),
            worded("write the three letters of ISO 4217: CNY, USD"),
        )
    return currency
