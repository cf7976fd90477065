"""A print whose precision is stated beside it, as filings state it: `decimals`."""

from fractions import Fraction

from cloudkb.figures.cursor import FigureError
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.model import Amount, Figure

DECIMALS = expression(r"INF|-?(?:0|[1-9][0-9]?)")
"""What may stand under `decimals`: XBRL 2.1, 4.6.5, within what figures can hold."""
EXACT = "INF"


def rounded_to(figure: Figure, decimals: str) -> Amount:
    """A fitted plain figure with its precision stated: half of 10**-decimals each way, INF none.

    The decimals are those of the value itself, in the unit its metric is stored in: of 14.7% with
    3 it is 0.1465 to 0.1475, of 29,900 million with -6 half a million each way. Raises
    `FigureError` where the figure is none of a plain number.
    """
    if not isinstance(figure, Amount) or figure.value is None or figure.hedges:
        raise FigureError(
            worded("decimals says to what a plain number is rounded, and this is none"),
            1,
            worded("take decimals out: the words say how near it is"),
        )
    if decimals == EXACT:
        return figure._replace(interval=Interval(figure.value, figure.value), unit_step=None)
    step = Fraction(10) ** -int(decimals)
    half = step / 2
    return figure._replace(
        interval=Interval(figure.value - half, figure.value + half), unit_step=step
    )
