"""What a filing reports, before any of it is a claim."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cloudkb.importing.record import ImportRefused, Origin
from cloudkb.language import worded
from cloudkb.model import Finding

_LARGEST = 64_000_000
"""Bytes of one file; the largest filings have some twenty million."""

Dimensions = tuple[tuple[str, str], ...]
"""Axes with their members, by axis; empty for the company as a whole."""


class Context(NamedTuple):
    """What a fact is about, but for its concept: days, first and last, and dimensions."""

    start: str | None
    """None for a day."""
    end: str
    dimensions: Dimensions = ()


class Reported(NamedTuple):
    """A number that is reported."""

    concept: str
    """With the prefix of its taxonomy: `us-gaap:Assets`."""
    context: Context
    unit: str
    """`USD`, `shares`, `USD/shares`, `pure`, or a unit of the filer's own, as `Vendor`."""
    value: Fraction
    decimals: str
    """As stated: `-6`, `INF`; empty where nothing is."""
    origin: Origin

    @property
    def half(self) -> Fraction:
        """What rounding may hide, each way; nothing where no precision is stated."""
        if self.decimals in ("", "INF"):
            return Fraction(0)
        return Fraction(10) ** -int(self.decimals) / 2


class Summation(NamedTuple):
    """A concept and those it is the weighted sum of, as a calculation linkbase says."""

    role: str
    whole: str
    parts: tuple[tuple[str, Fraction], ...]
    origin: Origin


def are_days(start: object, end: str) -> bool:
    """Whether both are days of the calendar, ISO 8601, the first no later; `start` may be None."""
    try:
        last = date.fromisoformat(end)
        return start is None or date.fromisoformat(str(start)) <= last
    except ValueError:
        return False


def refuse_large(file: str, data: bytes) -> None:
    """Raise `ImportRefused` for a file that is larger than filings are."""
    if len(data) > _LARGEST:
        raise ImportRefused(
            worded("{file} has {count:,} bytes", file=file, count=len(data)),
            worded("at most {count:,} are read", count=_LARGEST),
        )


class Filing(NamedTuple):
    """All that one filing reports."""

    company: str
    """A short name: the prefix of its own taxonomy, or of its name."""
    name: str
    number: str
    """What the scheme calls it: its CIK."""
    form: str
    """10-K, 10-Q; empty where nobody says."""
    published: str
    """As fact files write it."""
    facts: tuple[Reported, ...]
    summations: tuple[Summation, ...] = ()
    labels: Mapping[str, str] = {}
    """What concepts and members are called, where the filing says so."""
    labels_zh: Mapping[str, str] = {}
    """The same in Chinese."""
    passed: Mapping[str, int] = {}
    """What was passed over, and how many of it."""
    refused: tuple[Finding, ...] = ()
    """What cannot be taken."""
    document: str = ""
    """What the document is called, where that is not after the file."""
    url: str = ""
