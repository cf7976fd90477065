"""Records as lines of YAML: in block style a key a line, in braces on one line."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cloudkb.model import FieldValue
from cloudkb.writer.scalars import scalar

GUESS = "  # guess"
UNKNOWN = "?"


class WrittenRecord(NamedTuple):
    """A record to be written: its keys in order."""

    fields: Mapping[str, FieldValue]
    guesses: frozenset[str] = frozenset()

    def plain(self) -> list[tuple[str, FieldValue]]:
        """What it says, as `Span.plain` tells it."""
        return [
            (key, value if isinstance(value, str) else list(value))
            for key, value in self.fields.items()
        ]


def entry(
    fields: Mapping[str, FieldValue],
    order: Sequence[str],
    guesses: frozenset[str] = frozenset(),
    unknown: frozenset[str] = frozenset(),
) -> WrittenRecord:
    """A record with its keys in the order of the format, `?` for what is not known."""
    known = {key: value for key, value in fields.items() if value and key not in unknown}
    every = {**known, **dict.fromkeys(unknown, UNKNOWN)}
    return WrittenRecord({key: every[key] for key in order if key in every}, guesses & known.keys())


def block(one: WrittenRecord, indent: str, first: str = "") -> list[str]:
    """A line for each key, behind `indent`; the first behind `first` instead."""
    made = []
    for number, (key, value) in enumerate(one.fields.items()):
        before = first if first and not number else indent
        guess = GUESS if key in one.guesses else ""
        made.append(f"{before}{key}: {_value(value, key, flow=False)}{guess}")
    return made


def braces(one: WrittenRecord) -> str:
    """The record between braces, on one line; guesses are not marked there."""
    pairs = (f"{key}: {_value(value, key, flow=True)}" for key, value in one.fields.items())
    return "{" + ", ".join(pairs) + "}"


def braces_by_line(one: WrittenRecord, indent: str) -> list[str]:
    """The record between braces, a line for each key, so that guesses can be marked."""
    made = []
    for number, (key, value) in enumerate(one.fields.items()):
        comma = "," if number + 1 < len(one.fields) else ""
        before = indent + ("{" if not number else " ")
        guess = GUESS if key in one.guesses else ""
        made.append(f"{before}{key}: {_value(value, key, flow=True)}{comma}{guess}")
    made.append(f"{indent}}}")
    return made


def _value(value: FieldValue, key: str, *, flow: bool) -> str:
    if isinstance(value, str):
        return scalar(value, key, flow=flow)
    return "[" + ", ".join(scalar(each, key, flow=True) for each in value) + "]"
