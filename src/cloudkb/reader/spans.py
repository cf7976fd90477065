"""Where every node of a fact file begins and ends, for whoever writes into its text.

Indexes count characters of the text from 0. What a node of block style ends at is the end of
its last word: blank lines and comments below it belong to nobody.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from cloudkb.reader.compose import compose, parser, shown


class NodeSpan(NamedTuple):
    """A text, list or mapping, and where it stands."""

    kind: str
    """`text`, `list` or `mapping`."""
    start: int
    end: int
    """One past its last character."""
    column: int
    """Of its first character, from 0; of a list in block style the column of its dashes."""
    style: str
    """Of a text its quote or block sign, empty where it is plain; else `flow` or `block`."""
    text: str = ""
    items: tuple[Any, ...] = ()
    """Of a list its spans; of a mapping pairs of them."""

    @property
    def is_flow(self) -> bool:
        """Whether it stands in brackets or braces."""
        return self.style == "flow"

    def get(self, key: str) -> "NodeSpan | None":
        """What a mapping holds under a key; the first where it stands there twice."""
        pairs = self.items if self.kind == "mapping" else ()
        return next((value for name, value in pairs if name.text == key), None)

    def plain(self) -> Any:
        """What it says, without places: texts, lists, and mappings as lists of pairs."""
        if self.kind == "text":
            return self.text
        if self.kind == "list":
            return [item.plain() for item in self.items]
        return [(key.plain(), value.plain()) for key, value in self.items]


def spans(path: str, text: str, note: Callable[[Any], None]) -> NodeSpan | None:
    """The span at the top of a file, None when it is empty; `text` has no byte order mark.

    What the reader refuses goes to `note`. Raises `Refused`, as `compose` does.
    """
    if compose(path, text, note) is None:
        return None
    following = parser(text)
    following()
    following()
    return _span(following, following())


def _span(following: Callable[[], Any], event: Any) -> NodeSpan:
    start, column = event.start_mark.index, event.start_mark.column
    kind = type(event)
    if kind is yaml.ScalarEvent:
        style = event.style or ""
        return NodeSpan("text", start, event.end_mark.index, column, style, shown(event.value))
    if kind is yaml.AliasEvent:
        return NodeSpan("text", start, event.end_mark.index, column, "*", event.anchor)
    items: list[Any] = []
    end = start
    is_list = kind is yaml.SequenceStartEvent
    style = "flow" if event.flow_style else "block"
    inner = following()
    while type(inner) not in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
        first = _span(following, inner)
        items.append(first if is_list else (first, _span(following, following())))
        end = max(end, (items[-1] if is_list else items[-1][1]).end)
        inner = following()
    if event.flow_style:
        end = inner.end_mark.index
    return NodeSpan("list" if is_list else "mapping", start, end, column, style, "", tuple(items))


def is_text(word: str) -> bool:
    """Whether a word without quotes is a text to every YAML reader: no number, day or yes."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    every = (*resolvers.get(word[:1], ()), *resolvers.get(None, ()))
    return not any(pattern.match(word) for _, pattern in every)
