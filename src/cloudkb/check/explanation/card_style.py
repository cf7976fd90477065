"""One card, one unit, the print's own: in which scale, currency and unit its numbers are told."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from cloudkb.figures.meaning import UNITS
from cloudkb.figures.printing import Manner, Style, manner, style
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Claim, Reading
from cloudkb.words import unit_text

PrintUnit = tuple[str, str]
"""What numbers are told in (`figures.printing.style`), and the currency."""

_OF_RATIOS = ("ratio", "relative", "points", "")
_DWARFED = 1000
"""How many times greater the greatest print is where one is told in a scale of its own."""
_IN_FULL_BELOW = 10**7
"""Numbers that one print has in full are told in full below it."""


class CardStyle:
    """The style of a card, from the prints on it."""

    def __init__(
        self, own: Iterable[Claim], others: Iterable[Claim], *, outscaled: bool = False
    ) -> None:
        """Take each unit from the card's own claims where they print it, else from the others.

        `outscaled` tells in the unit of others who print what is a thousand times as great, 亿
        beside 万, where own may be a slip.
        """
        self._manners: dict[PrintUnit, Manner] = {}
        self._greatest: dict[PrintUnit, Fraction] = {}
        self._language: Manner | None = None
        """For units that nobody prints."""
        for claims in (own, others):
            prints: dict[PrintUnit, list[Reading]] = {}
            for claim in claims:
                for reading in claim.readings:
                    if isinstance(reading.figure, Amount | Change):
                        prints.setdefault(print_unit(reading.figure), []).append(reading)
            for unit, readings in prints.items():
                greatest, known = max(map(_size, readings)), self._greatest.get(unit)
                self._greatest[unit] = max(greatest, known or greatest)
                if known is None or (outscaled and known * _DWARFED <= greatest):
                    self._manners[unit] = _leading(readings, unit[0])
            spoken = [one for unit in prints if unit[0] not in _OF_RATIOS for one in prints[unit]]
            if spoken and self._language is None:
                self._language = Manner(_leading(spoken, "").language)

    def of(self, unit: PrintUnit, interval: Interval | None = None, *, own: bool = False) -> Style:
        """How the numbers of a unit are told: as its print is, else by the size of an interval.

        `own` gives an interval far below the greatest print a scale of its own: 万 beside 亿.
        """
        like = self._manners.get(unit, self._language)
        if unit[0] == "points" and unit not in self._manners:
            ratio = self._manners.get(("ratio", ""))
            if ratio is not None and UNITS.get(ratio.unit) == UNITS["times"]:
                return style("ratio", "", interval, ratio)
        greatest = self._greatest.get(unit)
        if own and like is not None and greatest is not None and interval is not None:
            size = max((abs(end) for end in interval.ends), default=Fraction(0))
            if size * _DWARFED <= greatest:
                like = like._replace(scale=0)
        return style(unit[0], unit[1], interval, like)


def print_unit(figure: Amount | Change) -> PrintUnit:
    """What a print is told in."""
    if isinstance(figure, Change) and figure.change_unit != "absolute":
        return figure.change_unit, ""
    unit = unit_text(figure.unit, figure.measure, figure.per)
    return unit, figure.currency or "" if figure.unit == "money" else ""


def _size(reading: Reading) -> Fraction:
    figure = reading.figure
    ends = figure.interval.ends if isinstance(figure, Amount | Change) else ()
    return max((abs(end) for end in ends), default=Fraction(0))


def _leading(readings: Sequence[Reading], unit: str) -> Manner:
    """The manner of the greatest print, of those in Chinese if there are any.

    Numbers that one prints in full in the same unit are told in full as long as they are short.
    """
    manners = {reading.text: manner(reading.text, unit) for reading in readings}
    chinese = [one for one in readings if manners[one.text].language == "zh"]
    greatest = max(chinese or readings, key=_size)
    found = manners[greatest.text]
    alike = [one for one in manners.values() if one.rate == found.rate]
    if any(one.scale == 1 for one in alike) and _size(greatest) < _IN_FULL_BELOW:
        return found._replace(scale=1)
    return found
