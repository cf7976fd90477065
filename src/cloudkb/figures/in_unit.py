"""A measured figure in the unit of its metric: converted exactly, or refused with what to write."""

from fractions import Fraction

from cloudkb.figures.cursor import FigureError
from cloudkb.figures.measures import conversion, offset, units
from cloudkb.figures.rates import ANYTHING
from cloudkb.figures.suggestions import write
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Amount, Change
from cloudkb.words import unit_parts, unit_text, unit_worded


def in_unit_of(figure: Amount | Change, wanted: str) -> Amount | Change:
    """A figure in a metric's unit: `12.5 TWh` on GWh is 12,450 to 12,550.

    What stands behind `per` is the metric's where the print names none. Levels of temperature
    are moved, differences are not. Raises FigureError where the two are of different dimensions.
    """
    kind, measure, per = unit_parts(wanted)
    printed = _unit_of(figure, kind)
    if figure.unit is None and kind == "measure":
        spelling = figure.spelling
        level = isinstance(figure, Amount)
        whole = f"{spelling} {wanted}" if level else before_base(spelling, wanted)
        raise FigureError(worded("which unit?"), len(spelling) + 1, write(whole))
    by = None if kind in ("ratio", "date", "entity") else _factor(figure, printed, wanted)
    if by is None:
        raise _unfit(figure, printed, wanted)
    by_level = offset(printed, wanted) if isinstance(figure, Amount) and not per else Fraction(0)
    return _moved(figure, by, by_level)._replace(
        unit=None if figure.unit is None and kind == "money" else kind,  # type: ignore[arg-type]
        measure=measure if kind == "measure" else figure.measure,
        per=per,
    )


def before_base(spelling: str, words: str) -> str:
    """The spelling of a change with words behind its size: +3 km yoy."""
    size, against, base = spelling.rpartition(" vs " if " vs " in spelling else " ")
    return f"{size} {words}{against}{base}"


def _unit_of(figure: Amount | Change, kind: str) -> str:
    """The unit that is printed, as fact files write it; a bare number counts, or is money."""
    per = "" if figure.per == ANYTHING else figure.per
    return unit_text(figure.unit or (kind if kind == "money" else "count"), figure.measure, per)


def _factor(figure: Amount | Change, printed: str, wanted: str) -> Fraction | None:
    kind, _, per = unit_parts(wanted)
    of, measure, below = unit_parts(printed)
    if of == "ratio" or (of != kind and "measure" not in (of, kind)):
        return None
    if below or (figure.per and not per):
        # a rate on a metric that is none, unless the two are one dimension: TB/s on Gbps
        rate = figure.per != ANYTHING or bool(per)
        return conversion(printed, wanted) if rate and (per or below in units().named) else None
    whole = conversion(printed, wanted) if of == "measure" and per else None
    return conversion(unit_text(of, measure, per), wanted) if whole is None else whole


def _moved(figure: Amount | Change, by: Fraction, offset_by: Fraction) -> Amount | Change:
    if by == 1 and not offset_by:
        return figure
    low, high, low_open, high_open = figure.interval
    ends = [None if end is None else end * by + offset_by for end in (low, high)]
    return figure._replace(
        interval=Interval(ends[0], ends[1], low_open, high_open),
        value=None if figure.value is None else figure.value * by + offset_by,
        unit_step=None if figure.unit_step is None else figure.unit_step * by,
    )


def _unfit(figure: Amount | Change, printed: str, wanted: str) -> FigureError:
    """What was found, what was expected, and the line to write."""
    kind, _, per = unit_parts(wanted)
    of, _, below = unit_parts(printed)
    plain = kind in ("money", "ratio", "count") and not per
    told = printed if of == "measure" or below else of
    if plain and (of == "measure" or below):
        hint = worded("give the metric unit: {unit}", unit=told)
    elif per and below:
        hint = worded(
            "write what it is per {per}, or give the metric unit: {unit}", per=per, unit=told
        )
    else:
        hint = worded(
            "write a figure in {wanted}, or give the metric unit: {unit}",
            wanted=unit_worded(wanted),
            unit=told,
        )
    return FigureError(
        worded(
            "a figure in {unit} on a metric in {wanted}",
            unit=unit_worded(told),
            wanted=unit_worded(wanted),
        ),
        1,
        hint,
    )
