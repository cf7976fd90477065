"""A figure inside running text: where it begins and ends around a number, and what it says.

`grammar` reads a text that is nothing but a figure. Here a number stands in a sentence: the words
of the same table that belong to it are taken in on both sides, the grammar reads what they make,
and where it names a place it does not understand, the figure ends before that place.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from cloudkb.figures.amounts import PrintedAmount, amount, scan_amount
from cloudkb.figures.changes import DIRECTIONS, scan_change
from cloudkb.figures.cursor import FigureError, Text
from cloudkb.figures.numbers import scan_number
from cloudkb.figures.rates import per_behind
from cloudkb.figures.running_words import (
    AGAINST_TIME,
    CLOSING,
    COUNTED,
    DENIED_OVER,
    DENIES,
    HYPHEN,
    IDLE,
    JOINT,
    LEVELLED,
    LONGEST_LEAD,
    MADE,
    MEASURED_CHANGES,
    MILLIMETRES,
    MOST_WORDS,
    NO_CHANGE,
    OF_AMOUNT,
    OF_CHANGE,
    OWN_UNITS,
    PART,
    SIGN_BETWEEN,
    TELLS_CHANGE,
    TOOK_UP,
    TRIES,
    WIDEST,
    WORD,
)
from cloudkb.figures.same_words import Running, SameWords
from cloudkb.figures.sides import CURRENCIES
from cloudkb.figures.table.measures import BEFORE
from cloudkb.figures.units_at import unit_at
from cloudkb.interval import Interval
from cloudkb.model import Amount

_Found = TypeVar("_Found")


class _Window(NamedTuple):
    """A part of a text, read as if it were all."""

    text: Text
    base: int

    @classmethod
    def of(cls, text: Text, start: int, stop: int | None = None) -> "_Window":
        """The part between two places, the second the end where it is not named."""
        part = text._replace(cased=text.cased[start:stop], low=text.low[start:stop])
        return cls(part, start)

    @property
    def stop(self) -> int:
        return self.base + len(self.text.low)

    def upto(self, stop: int) -> "_Window":
        return self._replace(text=_Window.of(self.text, 0, stop - self.base).text)

    def read(self, start: int, at: int, scan: Callable[[Text, int], _Found]) -> _Found | None:
        """What is read from a place on, up to what is refused; None if that is not behind `at`."""
        window = self
        for _ in range(TRIES):
            try:
                return scan(window.text, start - window.base)
            except FigureError as error:
                place = window.base + error.column - 1
                if not at < place < window.stop:
                    return None
                window = window.upto(place)
        return None


def figure_at(text: Text, at: int, floor: int = 0) -> Running | None:
    """Read the figure around the number that begins at a place; None when nothing is read.

    Nothing before `floor` is taken in: what stands there belongs to the figure before.
    """
    start = max(floor, at - LONGEST_LEAD)
    found = _remembered().read(text.cased[start : _clause_end(text, at)], at - start)
    if found is None or not start:
        return found
    return found._replace(start=found.start + start, end=found.end + start)


@cache
def _remembered() -> SameWords:
    return SameWords(_figure)


@lru_cache(maxsize=16384)
def _figure(cased: str, at: int) -> Running | None:
    # the same words stand around many numbers of one text
    found = _denied(cased, at) or _taken(cased, at)
    if found is None:
        return _cut_off(cased, at)
    behind = cased[found.end - 1 : found.end + 1]
    if found.unit == "money" and _counts(cased, at, found):
        # AED 64台 is a name and a count
        found = _taken(" " * at + cased[at:], at)
    elif behind[:1] == "+" and behind[1:].isdigit():
        # 12GB+256GB is no 12 or more
        found = _taken(cased[: found.end - 1], at)
    elif found.kind == "change" and found.unit == "money" and OWN_UNITS.match(cased.lower(), at):
        # fell 5 yen to 120 yen
        found = _cut_off(cased, at)
    elif found.kind == "figure" and _moved_from(cased, found.start):
        # rose from 8,000 to 14,000: two levels
        found = _cut_off(cased[: found.end], at) or found
    return found


def _moved_from(cased: str, start: int) -> bool:
    """Whether what begins here is what something rose or fell from."""
    before = cased[:start].lower().rstrip()
    if not before.endswith(" from"):
        return False
    text = Text.of(before)
    return any(kind in DIRECTIONS for _, kind in _leading(text, len(before) - 5, 0, OF_CHANGE))


def _cut_off(cased: str, at: int) -> Running | None:
    """What is read where something else begins behind it: slid 12% to 5 million, 6.7-inch."""
    joint = JOINT.search(cased, at)
    found = _taken(cased[: joint.start()], at) if joint is not None else None
    hyphen = HYPHEN.match(cased, at) if found is None else None
    if hyphen is None:
        return found
    return _taken(f"{cased[: hyphen.end()]} {cased[hyphen.end() + 1 :]}", at)


def _counts(cased: str, at: int, found: Running) -> bool:
    """Whether a classifier follows what has a code of letters before it."""
    if not cased[found.start : at].strip()[:1].isalpha() or not cased[at : found.end].isdigit():
        return False
    return Text.of(cased).take(found.end, "classifier") is not None


def _taken(cased: str, at: int) -> Running | None:
    text = Text.of(cased, wanted="mm" if MILLIMETRES.match(cased, at) else "")
    lead = list(_leading(text, at, 0, OF_CHANGE))
    if _leads_to_level(text, lead, at):
        lead = lead[:1]
    tells = [one for one in lead if one[1] in TELLS_CHANGE]
    first = min((one[0] for one in lead if one[1] not in IDLE), default=at)
    wide = _Window.of(text, first)
    number_end = _number_end(wide, at)
    if number_end is None:
        return None
    money = any(kind in CURRENCIES for _, kind in lead[:1])
    window = wide.upto(_thing_end(wide, number_end, money=money))
    if tells or _behind(text, number_end) or text.low[at - 1 : at] == "+":
        found = _change(text, wide, at) or _bare_change(text, window, first, at)
        if found is not None and tells and found.start == first:
            return found._replace(start=_with_base(text, first))
        if found is not None:
            return found
    return _amount(text, window, at, 0)


def _with_base(text: Text, first: int) -> int:
    """Where a change begins, the time it is against included: 比上年末减少."""
    against = AGAINST_TIME.search(text.low, max(0, first - 12), first)
    return first if against is None else against.start()


def _denied(cased: str, at: int) -> Running | None:
    """What is said not to be over something is at most that: 未超过40%, did not exceed 5%."""
    for over in DENIED_OVER.finditer(cased.lower(), 0, at):
        denied = DENIES.search(cased.lower(), 0, over.start())
        money = cased[over.end() : at].lower()
        if denied is None or not SIGN_BETWEEN.fullmatch(money):
            continue
        word = "不超过" if denied[0][0] in "未没" else "at most "
        whole = cased[: denied.start()] + word + cased[over.end() :]
        shift = over.end() - denied.start() - len(word)
        found = _figure(whole, at - shift)
        if found is None or found.start < denied.start():
            return found
        return found._replace(start=denied.start(), end=found.end + shift)
    return None


def _leads_to_level(text: Text, lead: list[tuple[int, str]], at: int) -> bool:
    if len(lead) < 2:
        return False
    if lead[0][1] == "filler" and lead[1][1] == "base":
        # 较上年同期的13.9亿元
        return text.low[lead[0][0] : at].strip() == "的"
    if lead[0][1] != "reached" or lead[1][1] not in DIRECTIONS:
        return False
    return text.low[lead[0][0] : at].strip() in LEVELLED


def _clause_end(text: Text, at: int) -> int:
    close = CLOSING.search(text.low, at, at + WIDEST)
    return close.start() if close else min(len(text.low), at + WIDEST)


def _leading(text: Text, at: int, floor: int, kinds: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The words that lead to a place, nearest first: where each begins, and its kind."""
    stop = at
    while True:
        while stop > floor and text.low[stop - 1] == " ":
            stop -= 1
        found = text.ending(floor - 1, stop, *kinds)
        if found is None:
            return
        token, start = found
        word = text.low[start:stop]
        if word[0] == "年" and text.low[start - 1 : start] in tuple("上去前今本明当同0123456789"):
            # 上年增长 and 较2019年增长 are no 年增长
            again = text.ending(start, stop, *kinds)
            if again is None:
                return
            token, start = again
            word = text.low[start:stop]
        if word == "won":
            # won 230 contracts: the currency stands behind its number
            return
        if word == "up" and TOOK_UP.search(text.low, max(floor, stop - 16), stop):
            return
        if word[0].isalpha() and word.isascii() and text.low[start - 1 : start].isalpha() and start:
            return
        if token.kind == "currency code" and not text.cased[start:stop].isupper():
            return
        if token.kind in ("minus",) and word == "-" and text.low[start - 1 : start].strip():
            # the hyphen of a name or a range is no sign
            before = text.low[start - 1]
            if text.ending(floor - 1, start, "base") is not None:
                yield start, token.kind
                stop = start
                continue
            if before.isdigit() or (before.isascii() and before.isalpha()) or before in ")%":
                return
        yield start, token.kind
        stop = start


def _number_end(window: _Window, at: int) -> int | None:
    """Where the number ends, or the second one of a range; None when none begins at the place."""
    text, here = window.text, at - window.base
    digits = text.take(here, "digits")
    if digits is not None:
        return window.base + digits.end
    end = None
    for _ in range(2):
        try:
            found = scan_number(text, here)
        except FigureError:
            return None if end is None else window.base + end
        if found is None:
            break
        end = here = found[1]
        while (unit := text.take(text.skip(here), "unit", "scale", *CURRENCIES)) is not None:
            here = unit.end
        joint = text.take(text.skip(here), "to")
        if joint is None or text.low[text.skip(here) : joint.end] in ("and", "与", "和"):
            break
        here = text.skip(joint.end)
        before = text.take(here, *CURRENCIES)
        here = before.end if before is not None else here
    return None if end is None else window.base + end


def _thing_end(window: _Window, at: int, *, money: bool) -> int:
    """Where what is counted or measured ends, at the latest: a classifier, a unit, a plural."""
    text, here = window.text, window.text.skip(at - window.base)
    measured = money
    while (scale := text.take(here, "unit", "scale", "dozen", "group", *CURRENCIES)) is not None:
        counter = text.take(here, "classifier")
        if counter is not None and counter.end > scale.end:
            break
        measured = measured or scale.token.kind not in ("scale", "dozen", "group")
        here = text.skip(scale.end)
        if scale.token.name == "tenths" and text.take(here, "digit") is not None:
            # 一成五
            here += 1
    end = _unit_end(text, here, measured=measured)
    if end is None:
        end = _counted_end(text, here)
    after = text.take(
        text.skip(end), "hedge after", "hedge inside", "between after", "to", "level", *TELLS_CHANGE
    )
    return window.stop if after is not None else window.base + end


def _unit_end(text: Text, here: int, *, measured: bool) -> int | None:
    """Where a unit of measure ends, with what it is per; None where none stands."""
    try:
        unit = None if measured else unit_at(text, here)
        end = here if unit is None else unit.end
        per = per_behind(text, end)
    except FigureError:
        return here if measured else None
    if per is not None:
        return per.end
    return end if measured or unit is not None else None


def _counted_end(text: Text, here: int) -> int:
    """Where a counted thing ends: behind its classifier, or its first plural."""
    counter = text.take(here, "classifier")
    if counter is not None:
        return counter.end
    bare = end = here - (text.low[here - 1 : here] == " ")
    for place in range(MOST_WORDS):
        word = WORD.match(text.low, end)
        if word is None or text.take(
            text.skip(end), *OF_CHANGE, "to", "hedge after", "against", "no noun"
        ):
            break
        end = word.end()
        plural = word[0].endswith("s") and not word[0].endswith("ss")
        if plural or (place == 0 and word[0].strip() in COUNTED):
            return end
    return bare


def _behind(text: Text, at: int) -> bool:
    """Whether a word behind the number makes a change of it: 12% higher, 12% year-on-year."""
    here = at
    is_ratio = PART.search(text.low[max(0, at - 16) : at]) is not None
    for _ in range(3):
        here = text.skip(here)
        found = text.take(here, "unit", "filler", "adverb", "scale", *CURRENCIES)
        change = text.take(here, *TELLS_CHANGE)
        is_ratio = is_ratio or (found is not None and found.token.kind == "unit")
        if change is not None and (found is None or change.end >= found.end):
            if not is_ratio and change.token.kind in DIRECTIONS:
                return False
            if text.take(text.skip(change.end), "against") is not None:
                return True
            if text.take(text.skip(change.end), "to level") is not None:
                # 从24%增长至29%: two levels
                return False
            return text.low[here : change.end] not in NO_CHANGE
        if found is None:
            return False
        here = found.end
    return False


def _change(text: Text, window: _Window, at: int) -> Running | None:
    """A change with its base, from the words before the number on, or from the number."""
    for start in sorted({window.base, at}):
        found = window.read(start, at, scan_change)
        if found is not None:
            change, end = found
            relative = "ratio" if change.change_unit == "relative" else ""
            unit = "points" if change.change_unit == "points" else change.unit or relative
            return Running(start, _trim(text, window.base + end), "change", change.interval, unit,
                           change.currency or "", change.measure, change)  # fmt: skip
    return None


def _bare_change(text: Text, window: _Window, first: int, at: int) -> Running | None:
    """A change that leaves its base to the sentence: 增长16%, up 5 points, a 12% increase."""
    found = _amount(text, window, at, first)
    if found is None:
        return None
    sign, start, end = 0, first, found.end
    for place, kind in _leading(text, at, first, OF_CHANGE):
        word = text.take(place, kind)
        if kind in ("growth noun", *DIRECTIONS) and word is not None:
            said = text.low[place : word.end]
            if said in MADE and found.unit not in ("ratio", "points"):
                return found
            if found.unit == "measure" and said not in MEASURED_CHANGES:
                return found
            sign = word.token.value
            break
    if not sign:
        sign, end = _direction_behind(text, end)
    interval = found.interval.mirrored() if sign < 0 else found.interval
    return found._replace(start=start, end=end, kind="change", interval=interval, whole=None)


def _direction_behind(text: Text, end: int) -> tuple[int, int]:
    here = end
    for _ in range(3):
        here = text.skip(here)
        word = text.take(here, "growth noun", *DIRECTIONS)
        if word is not None:
            return word.token.value, word.end
        filler = text.take(here, "filler", "adverb", "base")
        if filler is None:
            break
        here = filler.end
    return 1, end


def _amount(text: Text, window: _Window, at: int, floor: int) -> Running | None:
    lead = list(_leading(text, at, floor, OF_AMOUNT))
    starts = [one[0] for one in lead if one[1] not in ("reached", "plus")]
    per = _per_before().search(text.low, floor, at)
    if per is None and not any(kind in ("hedge", "reached") for _, kind in lead):
        per = _per_before().search(text.low, floor, min([*starts, at]))
    starts += [per.start()] if per is not None else []
    wide = window
    if starts and min(starts) < window.base:
        wide = _Window.of(text, min(starts), window.stop)
    for start in sorted({*starts, at}):
        found = wide.read(start, at, _scanned)
        if found is not None:
            return _told(text, start, *found, wide.base)
    return None


def _scanned(text: Text, at: int) -> tuple[PrintedAmount, Amount, int] | None:
    """An amount, its record, and where it ends."""
    found = scan_amount(text, at)
    return None if found is None else (found[0], amount(found[0]), found[1])


@cache
def _per_before() -> re.Pattern[str]:
    """What an amount is per, where that stands before it: 每股, 日均."""
    return re.compile(
        f"(?:{'|'.join(map(re.escape, BEFORE))}|每[股人吨桶度辆台户天日月名家单件次]) ?$"
    )


def _told(
    text: Text, start: int, printed: PrintedAmount, record: Amount, end: int, base: int
) -> Running:
    if text.low.startswith("在", start):
        start += 1
    sign = (printed.high or printed.low).currency
    unit = "points" if printed.low.kind == "points" else (record.unit or "")
    return Running(start, _trim(text, base + end), "figure", record.interval, unit,
                   record.currency or sign, record.measure, record)  # fmt: skip


def _trim(text: Text, end: int) -> int:
    while end and text.low[end - 1] in " ,":
        end -= 1
    return end


def bare_number(text: Text, at: int) -> Interval:
    """A number alone, rounded in its last digit; unbounded where none begins at the place."""
    try:
        found = scan_number(text._replace(cased=text.cased[: at + 16], low=text.low[: at + 16]), at)
    except FigureError:
        found = None
    if found is None:
        return Interval()
    number = found[0]
    half = number.step / 2
    return Interval(number.low - half, number.high + half)


def changed_at(text: Text, at: int, end: int, floor: int) -> Running | None:
    """A change whose size is a word: doubled, nearly tripled, 翻番, flat on the quarter."""
    start = max(floor, at - LONGEST_LEAD)
    found = _changed(text.cased[start : _clause_end(text, end)], at - start, end - start)
    if found is None or not start:
        return found
    return found._replace(start=found.start + start, end=found.end + start)


@lru_cache(maxsize=4096)
def _changed(cased: str, at: int, end: int) -> Running | None:
    text = Text.of(cased)
    lead = [one for one in _leading(text, at, 0, OF_CHANGE) if one[1] not in IDLE]
    first = min((one[0] for one in lead), default=at)
    for start in sorted({first, at}):
        begun = _with_base(text, start) if start == first else start
        found = _Window.of(text, start).read(start, end, scan_change)
        if found is not None:
            change, last = found
            return Running(begun, _trim(text, start + last), "change", change.interval, "ratio",
                           "", "", change)  # fmt: skip
        said = text.low[start:end]
        try:
            alone = Text.of(f"{said} yoy" if said.isascii() else f"同比{said}")
            interval = scan_change(alone, 0)[0].interval
        except FigureError:
            continue
        return Running(begun, end, "change", interval, "ratio", "", "", None)
    return None
