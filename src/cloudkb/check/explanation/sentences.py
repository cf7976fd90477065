"""What a row or product says, and what an interval of its sum stands for, in words."""

from fractions import Fraction

from cloudkb.check.constraints.formulas import formula
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation import interval_text
from cloudkb.check.explanation.story import Story, Unit
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Constraint, Row
from cloudkb.figures.wording import places_of
from cloudkb.interval import Interval
from cloudkb.model import Change, Figure, Operand

_ZERO = Fraction(0)
_DWARFED = 1000
"""How many times greater the greatest print is where one is told in a scale of its own."""


def statement(story: Story, constraint: Constraint) -> str:
    """What a row or product says, as a sentence without its stop."""
    return (kind(constraint).sentence or formula)(story, constraint)


def stands_for(story: Story, row: Row, interval: Interval) -> str:
    """The interval of a claim's row, told as its figure is: changes by their sign."""
    unit = story.row_unit(row)
    if unit[0] == FLAG or kind(row).compares:
        return ""
    if kind(row).number == "growth":
        unit, interval = ("relative", ""), as_change(interval, story.figure(row))
    if unit[0] == "day":
        return story.spelled(unit, interval)
    ends = [end for end in (interval.low, interval.high) if end is not None]
    size = own_size(story, unit, interval)
    by = interval_text.dress(interval, *unit, size, story.language)[0]
    return interval_text.spell(
        interval,
        *unit,
        places=max((places_of(end / by, 9) for end in ends), default=0),
        size=size,
        language=story.language,
        signed=kind(row).signed,
    )


def own_size(story: Story, unit: Unit, interval: Interval) -> Fraction | None:
    """The size whose scale word an interval takes: that of all, or its own far below: 万 by 亿."""
    size = story.sizes.get(unit)
    ends = (interval.low, interval.high)
    own = max((abs(end) for end in ends if end is not None), default=_ZERO)
    return own if size is not None and own * _DWARFED <= size else size


def as_change(interval: Interval, figure: Figure | None) -> Interval:
    """What is known of a ratio, said of the change that was printed: 1.03 is +3%."""
    factor = Fraction(1)
    if isinstance(figure, Change) and isinstance(figure.base, Operand) and figure.base.factor:
        factor = figure.base.factor
    return interval.scale(1 / factor).shift(Fraction(-1))
