"""Units of measure and rates: what a unit is called, how large it is, and its dimension.

A metric's unit is a text: `money`, `ratio`, `count`, a unit of measure (`GWh`), or one of these
`per` a unit of measure or a counted thing (`money per kWh`, `GB per user`). Sizes are exact. A
calendar month is no number of days, so months and years convert to each other and to nothing
else. Nothing here reads a figure: `sides` asks which unit stands at a place of a text.
"""

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from cloudkb.figures.suggestions import like
from cloudkb.figures.table import measures as table
from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.words import UNIT_KINDS, nearest, unit_parts, unit_text, unit_worded

COMMON = (
    "GWh", "MWh", "kWh", "MW", "GW", "t", "Mt", "kg", "km", "m²", "ha", "m³", "bbl", "bpd", "TB",
    "GB", "Gbps", "PFLOPS", "GHz", "h", "day", "month", "year", "°C", "money per share",
    "money per kWh", "money per t", "money per bbl", "count per year", "GB per user",
)  # fmt: skip
"""Units that editors offer; any other is a unit as well."""
DEGREES = tuple(table.OFFSETS)
"""Units whose levels may be below zero."""
_TOLD = (*UNIT_KINDS, "", "relative", "points", "times", "absolute", "direction", "day")
_OVER_A_RATE = ("money", "count")
THING = "[a-z]+(?:-[a-z]+)*|[A-Z]{2,8}"
"""A counted thing that may stand behind per: share, seat-mile, ASM."""
_THING = expression(THING)
_LETTERS = {"k": "kK", "µ": "µμu"}
"""Prefixes with other spellings, which print the same; K only where the row says so."""


class Measure(NamedTuple):
    """A unit of measure."""

    name: str
    """Its symbol, prefix and all: GWh."""
    size: Fraction
    """How many of the coherent units of its dimension it is."""
    powers: tuple[tuple[str, int], ...]
    """Its dimension: base units with their powers, none of them 0."""
    zh: str = ""
    """What it is called in Chinese; the symbol where empty."""


class UnitOfMeasure(NamedTuple):
    """What a metric is measured in, or what is printed behind a number."""

    kind: str
    """money, ratio, count, date, entity or measure."""
    measure: str = ""
    """The name of a unit of measure, where the kind is measure."""
    per: str = ""
    """What stands behind per: the name of a unit of measure, or a counted thing; or nothing."""

    @property
    def text(self) -> str:
        """How fact files write it: `GWh`, `money per share`."""
        return unit_text(*self)


class Dimension(NamedTuple):
    """What kind of quantity: a product of base units, money and counted things.

    `things` are what is counted (`share`, -1: per share). They are told, and checked only
    where both sides name some: a number of shares is a count like any.
    """

    powers: tuple[tuple[str, int], ...] = ()
    things: tuple[tuple[str, int], ...] = ()

    def times(self, other: "Dimension", power: int = 1) -> "Dimension":
        """The dimension of a product, or with a power of -1 of a quotient."""
        return Dimension(
            _product(self.powers, other.powers, power), _product(self.things, other.things, power)
        )

    def over(self, other: "Dimension") -> "Dimension":
        """The dimension of a quotient."""
        return self.times(other, -1)

    def fits(self, other: "Dimension") -> bool:
        """Whether quantities of both can be added and compared."""
        return self.powers == other.powers and (
            self.things == other.things or not self.things or not other.things
        )

    @property
    def text(self) -> str:
        """Its name (energy), or its base units: `money per share`, `kg m2 s-2`, `a bare number`."""
        name = table.NAMES.get(" ".join(_spelled(*one) for one in self.powers))
        above = [_spelled(*one) for one in self.powers if one[1] > 0]
        below = [_spelled(one, -power) for one, power in self.powers if power < 0]
        below += [_spelled(one, -power) for one, power in self.things if power < 0]
        if name:
            above, below = (
                [worded(name)],
                below[len([1 for _, power in self.powers if power < 0]) :],
            )
        above += [_spelled(one, power) for one, power in self.things if power > 0]
        return worded(" per ", "/").join([" ".join(above) or worded("a bare number"), *below])


def _product(
    first: tuple[tuple[str, int], ...], second: tuple[tuple[str, int], ...], power: int
) -> tuple[tuple[str, int], ...]:
    powers = dict(first)
    for name, by in second:
        powers[name] = powers.get(name, 0) + by * power
    return tuple(sorted((name, by) for name, by in powers.items() if by))


def _spelled(name: str, power: int) -> str:
    name = unit_worded(name) if name == "money" else name
    return name if power == 1 else f"{name}{power}"


# --- units by their names ------------------------------------------------------------------------


class _Units(NamedTuple):
    named: dict[str, Measure]
    symbols: dict[str, list[str]]
    """Names of units by their symbols, case and all."""
    words: dict[str, list[str]]
    """Names of units by their words, in lower case, the likeliest first."""


@cache
def units() -> _Units:
    """Every unit there is, by its name, its symbols and its words."""
    made = _Units({}, {}, {})
    for row in table.TEXT.replace("\n    ", " ").splitlines():
        if not row.startswith("#"):
            _add_row(made, [cell.strip() for cell in row.split("|")])
    return made


def unit_names() -> list[str]:
    """The names of all units of measure."""
    return list(units().named)


def _add_row(made: _Units, row: list[str]) -> None:
    symbol, size, dimension, prefixes, zh, en = row
    powers = tuple(sorted(_power(each) for each in dimension.split()))
    words = {"zh": _listed(zh), "en": _listed(en)}
    plain = next((word.lstrip("*") for word in words["zh"]), "")
    whole = _fraction(size)
    _add(made, Measure(symbol, whole, powers, plain), symbol)
    for called in words.values():
        for word in called:
            # a symbol of one letter keeps its case; so does what differs from another by it
            _word(made, word.lstrip("*"), symbol)
    for letter in prefixes.replace("K", "").replace("i", ""):
        english, chinese, ten = table.PREFIXES[letter]
        named = letter + symbol
        told = next((chinese + word[1:] for word in words["zh"] if word[0] == "*"), "")
        measure = Measure(named, whole * Fraction(10) ** ten, powers, told)
        others = _LETTERS.get(letter, letter) if letter != "k" or "K" in prefixes else letter
        _add(made, measure, *(each + symbol for each in others))
        for language, prefix in (("zh", chinese), ("en", english)):
            for word in words[language]:
                if word.startswith("*"):
                    _word(made, prefix + word[1:], named)
    if "i" in prefixes:
        for binary, two in table.BINARY.items():
            _add(made, Measure(binary + symbol, whole * 2**two, powers), binary + symbol)


def _add(made: _Units, measure: Measure, *symbols: str) -> None:
    made.named[measure.name] = measure
    for symbol in symbols:
        made.symbols.setdefault(symbol, []).append(measure.name)


def _word(made: _Units, word: str, name: str) -> None:
    known = made.words.setdefault(word.lower(), [])
    if name not in known:
        known.append(name)


def _listed(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]


def _power(text: str) -> tuple[str, int]:
    if text in table.WHOLE_NAMES:
        return text, 1
    name = text.rstrip("0123456789").rstrip("-")
    return name, int(text[len(name) :] or 1)


def _fraction(text: str) -> Fraction:
    value = Fraction(1)
    for index, part in enumerate(text.replace("*", "/1*").split("*")):
        upper, *lower = part.split("/")
        number = Fraction(upper)
        for each in lower:
            number /= Fraction(each)
        value = number if not index else value * number
    return value


def meant(spelling: str) -> list[str]:
    """The units a spelling can stand for, the likeliest first: a symbol as it is, else a word."""
    known = units()
    symbols = known.symbols.get(spelling, [])
    # MB is no mb
    word = spelling if len(spelling) == 1 or symbols else spelling.lower()
    return [*symbols, *(name for name in known.words.get(word, ()) if name not in symbols)]


@cache
def counted_thing() -> dict[str, str]:
    """The name of a counted thing behind `per` by its spellings: share by shares and 股."""
    return {
        word: name
        for name, chinese, english in table.COUNTED
        for word in (name, *_listed(chinese), *_listed(english))
    }


# --- units of metrics ----------------------------------------------------------------------------


def read_unit(text: str) -> UnitOfMeasure | None:
    """Read a metric's unit as fact files write it; None when it is none.

    A unit of measure may be written in any of its spellings; what is counted behind `per` is a
    word of its own.
    """
    first, _, per = (part.strip() for part in text.partition(" per "))
    below = _denominator(per) if per else ""
    if (per and not below) or " per " in per:
        return None
    if first in UNIT_KINDS:
        return UnitOfMeasure(first, "", below) if not per or first in _OVER_A_RATE else None
    found = meant(first)
    return UnitOfMeasure("measure", found[0], below) if found else None


def _denominator(text: str) -> str:
    found = meant(text)
    if found:
        return found[0]
    alike = text.lower() in {name.lower() for name in units().named}
    return counted_thing().get(text, text.lower() if _THING.fullmatch(text) and not alike else "")


def unit_trouble(text: str) -> tuple[str, str]:
    """Why a text is no unit of a metric, and what to write instead."""
    first, _, per = (part.strip() for part in text.partition(" per "))
    if first in table.SEVERAL:
        return worded("{word} has several sizes", word=first), str(like(*table.SEVERAL[first]))
    known = [*UNIT_KINDS, *units().named]
    if per and (first in UNIT_KINDS or meant(first)):
        if first in UNIT_KINDS and first not in _OVER_A_RATE:
            return (
                worded("a {unit} is per nothing", unit=unit_worded(first)),
                worded("write unit: {unit}", unit=first),
            )
        return (
            worded("{word} is nothing to stand behind per", word=per[:60]),
            worded(
                "write one unit of measure or one word: money per kWh, count per year, GB per user"
            ),
        )
    close = nearest(first, known, 1, alike=0.6)
    return (
        worded("{key} cannot be {word}", key="unit", word=first[:60]),
        worded("did you mean {close}?", close=close[0])
        if close
        else worded("write money, ratio, count, date, entity, or a unit of measure: GWh, t, km"),
    )


@cache
def dimension(text: str) -> Dimension | None:
    """The dimension of a metric's unit; None of dates and links, which are no quantities."""
    kind, measure, per = unit_parts(text)
    if kind in ("date", "entity"):
        return None
    above = Dimension((("money", 1),)) if kind == "money" else _of(measure)
    return above.over(_of(per))


def _of(name: str) -> Dimension:
    known = units().named.get(name)
    if known is not None:
        return Dimension(known.powers)
    return Dimension((), ((name, 1),)) if name else Dimension()


@cache
def size(text: str) -> Fraction:
    """How many coherent units of its dimension one of a metric's unit is."""
    _, measure, per = unit_parts(text)
    known = units().named
    above = known[measure].size if measure else Fraction(1)
    return above / known[per].size if per in known else above


@cache
def conversion(printed: str, wanted: str) -> Fraction | None:
    """How many of the wanted unit one of the printed is; None where they are of two dimensions."""
    first, second = dimension(printed), dimension(wanted)
    if first is None or second is None or not first.fits(second):
        return None
    return size(printed) / size(wanted)


@cache
def is_rate(text: str) -> bool:
    """Tell whether a text is a unit of measure or a rate, not money, points or a direction."""
    return text not in _TOLD and read_unit(text) is not None


@cache
def offset(printed: str, wanted: str) -> Fraction:
    """What a level has to be moved by after its conversion: 0 but between temperatures."""
    scale = Fraction(0)
    for text, sign in ((printed, 1), (wanted, -1)):
        if text in table.OFFSETS:
            scale += sign * _fraction(table.OFFSETS[text])
    return scale / size(wanted) if scale and dimension(printed) == dimension(wanted) else scale * 0
