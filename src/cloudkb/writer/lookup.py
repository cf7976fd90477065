"""Where what was added to a fact file stands in it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cloudkb.lines import lines
from cloudkb.reader.decoding import Refused
from cloudkb.reader.spans import NodeSpan, spans
from cloudkb.writer.parsed import BREAK


class Added(NamedTuple):
    """The last claim of a file; lines and columns count from 1."""

    line: int
    column: int
    keys: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...]
    """Each key, from where to where its value stands."""

    def key_at(self, line: int, column: int) -> str:
        """The key whose value stands at a place; empty where that is about all of the claim."""
        return next((key for key, start, end in self.keys if start <= (line, column) < end), "")

    def holds(self, line: int, column: int) -> bool:
        """Whether a place lies in the claim."""
        return (self.line, self.column) <= (line, column) < max(end for _, _, end in self.keys)


def last_claim(text: str) -> Added:
    """Where the last claim of a fact file stands, which `insert_claims` wrote."""
    text = text.removeprefix("\ufeff")
    found = _claims(text)
    assert found is not None
    item: NodeSpan = found.items[-1]
    keys = tuple(
        (name.text, _place(text, value.start), _place(text, value.end + 1))
        for name, value in item.items
    )
    return Added(*_place(text, item.start), keys)


def entered(text: str) -> Counter[tuple[str, str]]:
    """The figures of a fact file: how many, by paragraph and print without its spaces.

    Those too of claims that cannot be read yet. Nothing of a file that is no YAML.
    """
    try:
        found = _claims(text.removeprefix("\ufeff"))
    except Refused:
        return Counter()
    return Counter(_entered(found, "")) if found is not None else Counter()


def _claims(text: str) -> NodeSpan | None:
    """What stands under the `claims` of a fact file that has no byte order mark."""
    top = spans("", text, lambda finding: None)
    return None if top is None else top.get("claims")


def _entered(claims: NodeSpan, where: str) -> Iterator[tuple[str, str]]:
    for item in claims.items if claims.kind == "list" else ():
        values = {name.text: value for name, value in item.items} if item.kind == "mapping" else {}
        there = values["where"].text if "where" in values else where
        if "claims" in values:
            yield from _entered(values["claims"], there)
        elif "figure" in values:
            yield there, "".join(values["figure"].text.split())


def _place(text: str, at: int) -> tuple[int, int]:
    before = lines(f"{text[:at]}.")
    return len(before), len(before[-1])


def without_claims(text: str) -> str:
    """The text of a fact file with nothing under its `claims`."""
    marked = text.removeprefix("\ufeff")
    found = _claims(marked)
    return text if found is None else marked[: found.start] + marked[found.end :]


def claim_lines(text: str) -> list[int]:
    """The line of each item under the `claims` of a fact file, from 1."""
    text = text.removeprefix("\ufeff")
    found = _claims(text)
    return line_numbers(text, found.items if found is not None and found.kind == "list" else ())


def line_numbers(text: str, items: Iterable[NodeSpan]) -> list[int]:
    """The line on which each of some spans begins, from 1."""
    starts = [0, *(one.end() for one in BREAK.finditer(text))]
    return [bisect_right(starts, item.start) for item in items]
