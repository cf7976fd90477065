"""Numbers that stand in the same words: read twice, reckoned from then on.

A table prints thousands of numbers between the same words, and what the words make of a number of
one shape (so many digits, so many of them behind a point, zeros at its end) is linear in it. Of
words and a shape the first two numbers are read by the grammar, then the smallest and the largest
of the shape; only where one line goes through all four, and all else is equal, are further
numbers laid on it. What the shape does not settle is always read: numbers of less than three
digits, years, numbers that another one beside them belongs to.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.interval import Interval
from cloudkb.late import expression
from cloudkb.model import Amount, Change

_NUMBER = expression(
    r"(?![12][0-9]{3}(?![0-9.,]))(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}|0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?(?![0-9.,'])"
)
_OTHER = expression(r"(?<![0-9])(?![12][0-9]{3}(?![0-9.,]))[0-9]+")
"""A number beside it that is no year: told from another one by its length alone."""
_YEAR = expression("(?<![0-9])[12][0-9]{3}(?![0-9.,])")
_SEVENS = str.maketrans("0123456789", "7" * 10)
_ALONE = expression("[0-9]+(?![0-9.,'])")
_FEWEST = 100
"""Smaller numbers are remembered one by one."""
_MOST = 20_000
"""Words and shapes that are kept."""


class Running(NamedTuple):
    """What stands around a number, in places of the text."""

    start: int
    end: int
    kind: Literal["figure", "change", "rank"]
    interval: Interval
    unit: str
    """money, ratio, count, measure or points; empty for a bare number."""
    currency: str
    """A code, or the sign that several share: 元, $."""
    measure: str
    whole: Amount | Change | None
    """The record, where the print is one that a claim could hold."""


Read = Callable[[str, int], Running | None]
"""Reads the figure around the number at a place of a clause."""


class SameWords:
    """A reader that remembers what words make of the numbers between them."""

    def __init__(self, read: Read) -> None:
        """Of the reader that reads whatever is not remembered."""
        self._read = read
        self._known: dict[tuple[str, str, str], _Seen] = {}

    def read(self, cased: str, at: int) -> Running | None:
        """Read the figure around the number at a place, as the reader would."""
        shaped = _NUMBER.match(cased, at)
        found = shaped or _ALONE.match(cased, at)
        if found is None:
            return self._read(cased, at)
        printed, end = found[0], found.end()
        number = int(printed.replace(",", "").replace(".", ""))
        is_settled = shaped is None or number < _FEWEST
        shape = printed if is_settled else _shape(printed)
        key = _alike(cased[:at]), shape, _alike(cased[end:])
        seen = self._known.get(key)
        if seen is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            seen = self._known[key] = _Seen()
        if seen.line is not None:
            return seen.line(printed, number)
        read = self._read(cased, at)
        if read is None:
            seen.is_crooked = True
        elif seen.first is None:
            seen.first = _Sample(printed, number, read)
        elif not seen.is_crooked and (is_settled or number != seen.first.number):
            extremes = self._extremes(key)
            if len(extremes) == 2 and self._is_apart(key, extremes):
                samples = [*extremes, seen.first, _Sample(printed, number, read)]
                seen.line = (lambda *_: read) if is_settled else _line(samples)
            seen.is_crooked = seen.line is None
        return read

    def _extremes(self, key: tuple[str, str, str]) -> "list[_Sample]":
        """The smallest and the largest number of a shape, as far as they are read."""
        before, shape, after = key
        found = []
        for printed in (_smallest(shape), shape.replace("d", "9").replace("n", "9")):
            number = int(printed.replace(",", "").replace(".", ""))
            read = self._read(before + printed + after, len(before))
            if read is not None:
                found.append(_Sample(printed, number, read))
        return found

    def _is_apart(self, key: tuple[str, str, str], extremes: "list[_Sample]") -> bool:
        """Whether no number beside it has a part in it: whatever it is, the same is read."""
        before, _, after = key
        if "7" not in before and "7" not in after:
            return True
        # beside the smallest all are larger, beside the largest all are smaller
        for one, digit in zip(extremes, "91", strict=True):
            whole = before.replace("7", digit) + one.printed + after.replace("7", digit)
            if self._read(whole, len(before)) != one.read:
                return False
        return True


def _smallest(shape: str) -> str:
    return shape.replace("d", "1", 1).replace("d", "0").replace("n", "1")


def _alike(words: str) -> str:
    """Words with sevens for every number that is no year."""
    if _YEAR.search(words) is not None:
        return _OTHER.sub(_sevens, words)
    return words.translate(_SEVENS)


def _sevens(found: re.Match[str]) -> str:
    return "7" * len(found[0])


def _shape(printed: str) -> str:
    """Its digits as d, the last that is not 0 as n; zeros at either end as they are."""
    bare = printed.rstrip("0.,")
    last = bare[-1:]
    first = len(printed) - len(printed.lstrip("0.,"))
    middle = re.sub("[0-9]", "d", bare[first:-1])
    return printed[:first] + middle + ("n" if last else "") + printed[len(bare) :]


class _Sample(NamedTuple):
    printed: str
    number: int
    read: Running


class _Seen:
    """What words made of the first numbers in them."""

    __slots__ = ("first", "is_crooked", "line")

    def __init__(self) -> None:
        self.first: _Sample | None = None
        self.line: Callable[[str, int], Running] | None = None
        self.is_crooked = False


class _Along(NamedTuple):
    """(by * number + start) / below."""

    by: int
    start: int
    below: int

    def at(self, number: int) -> Fraction:
        return Fraction(self.by * number + self.start, self.below)


class _Line(NamedTuple):
    """What words make of every number of a shape."""

    like: Running
    low: _Along | None
    high: _Along | None
    value: _Along | None
    before: str
    """What the spelling of the record has before the number, and behind it."""
    after: str

    def at(self, printed: str, number: int) -> Running:
        """What they make of one."""
        like = self.like
        _, _, low_open, high_open = like.interval
        interval = Interval(
            None if self.low is None else self.low.at(number),
            None if self.high is None else self.high.at(number),
            low_open,
            high_open,
        )
        whole = like.whole
        if whole is not None:
            value = None if self.value is None else self.value.at(number)
            spelling = self.before + printed.replace(",", "") + self.after
            if isinstance(whole, Amount):
                whole = Amount(
                    whole.form, interval, whole.unit, whole.currency, whole.measure, whole.hedges,
                    value, whole.unit_step, spelling, whole.per,
                )  # fmt: skip
            else:
                whole = whole._replace(interval=interval, value=value, spelling=spelling)
        return Running(
            like.start, like.end, like.kind, interval, like.unit, like.currency, like.measure, whole
        )


_NOTHING = Interval()


def _line(samples: list[_Sample]) -> Callable[[str, int], Running] | None:
    """The line through all samples; None where there is none."""
    numbers, reads = [one.number for one in samples], [one.read for one in samples]
    spelled = {
        ("", "") if read.whole is None
        else tuple(read.whole.spelling.split(printed.replace(",", "")))
        for printed, _, read in samples
    }  # fmt: skip
    parts = spelled.pop()
    if spelled or len(parts) != 2 or len({_frame(read) for read in reads}) > 1:
        return None
    try:
        low = _along(numbers, [read.interval.low for read in reads])
        high = _along(numbers, [read.interval.high for read in reads])
        value = _along(numbers, [None if one.whole is None else one.whole.value for one in reads])
    except _CrookedError:
        return None
    return _Line(reads[0], low, high, value, *parts).at


def _frame(read: Running) -> Running:
    """All of it that is no number of its own."""
    _, _, low_open, high_open = read.interval
    bare = _NOTHING._replace(low_open=low_open, high_open=high_open)
    whole = read.whole
    if whole is not None:
        same = whole.interval == read.interval
        whole = whole._replace(interval=bare, value=None, spelling="" if same else "apart")
    return read._replace(interval=bare, whole=whole)


class _CrookedError(Exception):
    """Values lie on no line."""


def _along(numbers: list[int], values: "list[Fraction | None]") -> _Along | None:
    """The line on which values lie; None where all are None. Raises _CrookedError."""
    known = [one for one in values if one is not None]
    if not known:
        return None
    if len(known) < len(values):
        raise _CrookedError
    by = (known[1] - known[0]) / (numbers[1] - numbers[0])
    start = known[0] - by * numbers[0]
    if any(by * number + start != value for number, value in zip(numbers, known, strict=True)):
        raise _CrookedError
    below = by.denominator * start.denominator
    return _Along(by.numerator * start.denominator, start.numerator * by.denominator, below)
