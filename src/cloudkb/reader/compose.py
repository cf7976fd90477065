"""YAML events to nodes. The only module that knows yaml.

Events, not `yaml.load`: every word keeps its place and its spelling (010 stays 010, no
stays no), a repeated key is seen, and reading stops at a depth no fact file needs long
before nesting could exhaust anything.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.model import Finding, Place, RuleName
from cloudkb.reader import nodes
from cloudkb.reader.decoding import LONGEST, Refused
from cloudkb.reader.nodes import Listing, Mapping, Node, Nothing, Scalar, place
from cloudkb.reader.traps import loose_signs, question_mark, syntax_finding

# libyaml's parser where PyYAML came with it, else PyYAML's own, ten times slower
_Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


DEEPEST = 16
"""Levels of nesting; the deepest fact needs six."""
# YAML 1.1 ends a line at NEL, LS and PS, which editors and YAML 1.2 do not, and libyaml and
# PyYAML skip a byte order mark each in its own way: the parser never sees them
_HIDDEN = {"\x85": "\ufdd0", "\u2028": "\ufdd1", "\u2029": "\ufdd2", "\ufeff": "\ufdd3"}
_SHOWN = {ord(stand_in): sign for sign, stand_in in _HIDDEN.items()}
# a value that is left open, which YAML takes for the start of a key
_OPEN = expression(r"\?(?=[ ]*(?:[,}\]\r\n]| #|\Z))")
_BEFORE_VALUE = (":", "-", ",", "[", "{")
_SHOWN[0xFDD4] = "?"

_GLUED = expression(r"[|>][-+0-9]*#")
_SCALAR = yaml.ScalarEvent
_new: Any = tuple.__new__
_LISTING = yaml.SequenceStartEvent


def compose(
    path: str, text: str, note: Callable[[Finding], None], stop_after: str | None = None
) -> Node | None:
    """The node at the top of a file; None when the file is empty.

    What is refused but does not end reading goes to `note`. With `stop_after`, reading
    ends when that key of the top mapping has its value.

    Raises `Refused` for text that is no YAML, for nesting deeper than 16 levels, and for more
    than 2,000,000 keys and values.
    """
    return _Composer(path, text, note).document(stop_after)


def parser(text: str) -> Callable[[], Any]:
    """What gives the events of a text one by one; marks count its characters."""
    return _events(_hidden(text))


def _events(text: str) -> Callable[[], Any]:
    following: Callable[[], Any] = _Parser(text).get_event
    return following


def _hidden(text: str) -> str:
    """The text with stand-ins for what the parser must not see; itself where there is nothing."""
    if not text.isascii():
        for sign, stand_in in _HIDDEN.items():
            text = text.replace(sign, stand_in)
    if "?" in text:
        hidden = _OPEN.sub(_stand_in, text)
        # a text of which nothing is hidden stays the very same
        text = text if hidden == text else hidden
    return text


def _stand_in(found: re.Match[str]) -> str:
    """What the parser sees of a ? at the end of a value: another sign where it is all of it."""
    text, at = found.string, found.start()
    while at and text[at - 1] == " ":
        at -= 1
    return "\ufdd4" if text[at - 1 : at] in _BEFORE_VALUE and at < found.start() else "?"


def shown(text: str) -> str:
    """The text of an event as it is written: without the stand-ins of signs that are hidden."""
    return text.translate(_SHOWN)


class _Composer:
    def __init__(self, path: str, text: str, note: Callable[[Finding], None]) -> None:
        self.path = path
        self.text = text
        self.note = note
        self.braces = 0
        """How many open brackets and braces the parser is in."""
        self.left = nodes.MOST_WORDS
        """How many more of them are read."""
        self.texts: list[tuple[int, int, str | None]] | None = None
        """Start, end and style of each text, where signs outside them matter."""
        hidden = _hidden(text)
        self.hides = hidden is not text
        if self.hides or "\t" in text:
            self.texts = []
        self.next: Callable[[], Any] = _events(hidden)

    def document(self, stop_after: str | None) -> Node | None:
        try:
            self.next()
            event = self.next()
            if type(event) is yaml.StreamEndEvent:
                return None
            node = self._node(self.next(), 0, stop_after)
            if stop_after is None:
                self.next()
                event = self.next()
                if type(event) is not yaml.StreamEndEvent:
                    self._report(
                        event,
                        "yaml-syntax",
                        worded("a second YAML document begins here"),
                        worded("one document a file: put what follows into a file of its own"),
                    )
                elif self.texts is not None:
                    for finding in loose_signs(self.path, self.text, self.texts):
                        self.note(finding)
            return node
        except yaml.MarkedYAMLError as error:
            raise Refused(syntax_finding(self.path, self.text, error)) from None
        except yaml.YAMLError as error:
            raise Refused(
                Finding(
                    "yaml-syntax",
                    "error",
                    worded("this is no YAML: {problem}", problem=worded(str(error))),
                    Place(self.path),
                )
            ) from None

    def _node(self, event: Any, depth: int, stop_after: str | None = None) -> Node:
        kind = type(event)
        if kind is _SCALAR:
            return self._scalar(event)
        self.left -= 1
        if self.left < 0:
            raise Refused(self._too_many(event))
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if kind is yaml.AliasEvent:
            self._report(
                event,
                "yaml-trap",
                worded("{text} is a YAML alias, and fact files have none", text=f"*{event.anchor}"),
                worded("put text that begins with * into quotes; repeat what is meant"),
            )
            return Nothing(line, column)
        if depth >= DEEPEST:
            raise Refused(
                Finding(
                    "limit",
                    "error",
                    worded("nested deeper than {most} levels", most=DEEPEST),
                    Place(self.path, line, column),
                    hint=worded("facts need six levels at most"),
                )
            )
        if event.anchor is not None or event.tag is not None:
            self._marked(event)
        self.braces += event.flow_style
        made = (
            self._listing(Listing(line, column), depth)
            if kind is _LISTING
            else self._mapping(Mapping(line, column), depth, stop_after)
        )
        self.braces -= event.flow_style
        return made

    def _listing(self, listing: Listing, depth: int) -> Node:
        add = listing.items.append
        event = self.next()
        while type(event) is not yaml.SequenceEndEvent:
            add(self._node(event, depth + 1))
            event = self.next()
        return listing

    def _mapping(self, mapping: Mapping, depth: int, stop_after: str | None) -> Node:
        items = mapping.items
        following, scalar = self.next, self._scalar
        event = following()
        while type(event) is not yaml.MappingEndEvent:
            key = scalar(event) if type(event) is _SCALAR else self._node(event, depth + 1)
            event = following()
            value = scalar(event) if type(event) is _SCALAR else self._node(event, depth + 1)
            if type(key) is not Scalar:
                if type(key) is not Nothing:
                    self._complain(
                        key,
                        "yaml-syntax",
                        worded("a key must be one word"),
                        worded(
                            "put text that begins with {square} or {curly} into quotes",
                            square="[",
                            curly="{",
                        ),
                    )
            elif key.text in items:
                first = items[key.text][0]
                self._complain(
                    key,
                    "repeated-key",
                    worded(
                        "{key} stands here again; it is on line {line} already",
                        key=key.text,
                        line=first.line,
                    ),
                    worded("keep one of the two"),
                )
                # which of the two is meant cannot be known: the fact is left out
                items[key.text] = (items[key.text][0], Nothing(key.line, key.column))
            else:
                items[key.text] = (key, value)
                if stop_after is not None and key.text == stop_after:
                    return mapping
            event = following()
        return mapping

    def _scalar(self, event: Any) -> Scalar | Nothing:
        text = event.value
        self.left -= 1
        if self.left < 0:
            raise Refused(self._too_many(event))
        if self.texts is not None:
            self.texts.append((event.start_mark.index, event.end_mark.index, event.style))
            if self.hides:
                text = text.translate(_SHOWN)
        if self.braces and "?" in text and text != "?" and not event.style:
            self.note(question_mark(self.path, text, event))
        if event.style in ("|", ">") and _GLUED.match(self.text, event.start_mark.index):
            self._report(
                event,
                "yaml-trap",
                worded(
                    "# directly behind {sign} stops PyYAML's own parser and others",
                    sign=event.style,
                ),
                worded("put the text into quotes, or a space behind {sign}", sign=event.style),
            )
        if event.tag is None and event.anchor is None and len(text) <= LONGEST:
            return _new(Scalar, (text, event.start_mark, event.end_mark, event.style))  # type: ignore[no-any-return]
        if event.tag is not None or event.anchor is not None:
            self._marked(event)
        else:
            self._report(
                event,
                "limit",
                worded(
                    "this text has {length:,} characters; {most:,} are allowed",
                    length=len(text),
                    most=LONGEST,
                ),
                worded("a note says it in a few sentences"),
            )
        return Nothing(event.start_mark.line + 1, event.start_mark.column + 1)

    def _too_many(self, event: Any) -> Finding:
        return Finding(
            "limit",
            "error",
            worded(
                "this file holds more than {most:,} keys and values, and is not read",
                most=nodes.MOST_WORDS,
            ),
            Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1),
            hint=worded("put each document into a file of its own"),
        )

    def _marked(self, event: Any) -> None:
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._report(
                event,
                "yaml-trap",
                worded("{text} is read as a YAML tag, and what it marks is lost", text=shown),
                worded("put the text into quotes: {text}", text=f"'{shown}'"),
            )
        else:
            self._report(
                event,
                "yaml-trap",
                worded("{text} is read as a YAML anchor", text=f"&{event.anchor}"),
                worded("put the text into quotes: {text}", text=f"'&{event.anchor}'"),
            )

    def _report(self, event: Any, rule: RuleName, message: str, hint: str) -> None:
        mark = event.start_mark
        at = Place(self.path, mark.line + 1, mark.column + 1)
        self.note(Finding(rule, "error", message, at, hint=hint))

    def _complain(self, node: Node, rule: RuleName, message: str, hint: str) -> None:
        self.note(Finding(rule, "error", message, place(self.path, node), hint=hint))
