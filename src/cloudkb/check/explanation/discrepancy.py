"""By how much a figure misses what the rest leaves, and what rounding could do about it."""

from fractions import Fraction

from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.card_style import Unit
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Row
from cloudkb.figures.decimals import decimal_text
from cloudkb.interval import Interval
from cloudkb.language import worded

_CUT_EXPLAINS = 2
"""A print that was cut lies at most one unit off, two half-units: cutting alone never needs
intervals more than twice as wide."""

_SLIGHTLY = Fraction(11, 10)


def misses(story: Story, unit: Unit, rest: Interval, printed: Interval) -> str:
    """`That is 4.05 points too much`: what is printed against what the rest leaves."""
    over = rest.high is not None and printed.low is not None and printed.low >= rest.high
    under = rest.low is not None and printed.high is not None and printed.high <= rest.low
    if unit[0] == FLAG or not (over or under):
        return "both cannot be"
    gap = printed.low - rest.high if over else rest.low - printed.high  # type: ignore[operator]
    exact = rest.is_point() and printed.is_point()
    if unit[0] == "day":
        if not gap:
            return "both cannot be"
        return (
            f"that is {distance(story, unit, gap, exact=exact)} too {'late' if over else 'early'}"
        )
    if not gap:
        return "that is just out of reach: one of the two bounds excludes its end"
    apart = distance(story, unit, gap, exact=exact).removesuffix(" times")
    return f"that is {apart} too {'much' if over else 'little'}"


def distance(story: Story, unit: Unit, gap: Fraction, *, exact: bool) -> str:
    """How far two intervals lie apart: `at least` so far, unless both are `exact` numbers."""
    told = story.apart(unit, gap)
    return (
        told
        if exact or told.startswith(worded("at least {end}", end=""))
        else worded("at least {end}", end=told)
    )


def between(story: Story, unit: Unit, one: Row, other: Row, gap: Fraction) -> str:
    """How far two prints of one thing lie apart: `at least 44亿元 apart (45亿元 as printed)`."""
    exact = one.interval.is_point() and other.interval.is_point()
    far = f"{distance(story, unit, gap, exact=exact)} apart"
    middles = [_middle(row) for row in (one, other)]
    if exact or None in middles:
        return far
    told = story.apart(unit, abs(middles[0] - middles[1]))  # type: ignore[operator]
    return (
        far if told.startswith(worded("at least {end}", end="")) else f"{far} ({told} as printed)"
    )


def _middle(row: Row) -> Fraction | None:
    """The number that was printed, where its ends come from rounding; else None."""
    low, high = row.interval.low, row.interval.high
    if low is None or high is None or not (row.plain or low == high):
        return None
    return (low + high) / 2 / Fraction(row.terms[0][1])


def widened(strain: Fraction | None, unit: Unit, joined: bool = True) -> str:
    """What rounding could do about a clash, to follow a sentence without its stop.

    `joined` when that sentence says how large a gap is, which is what rounding would explain.
    """
    if unit[0] in (FLAG, "day"):
        return ""
    if strain is not None and strain <= _CUT_EXPLAINS:
        return f". What is printed would have to be taken {factor(strain)} times as loosely"
    return ": no rounding explains it" if joined else ". No rounding explains it"


def factor(strain: Fraction) -> str:
    """The strain, rounded up: 1.01, 1.4, 28."""
    places = 0 if strain >= 10 else 1 if strain >= _SLIGHTLY else 2
    return decimal_text(strain, places, up=True, separators=True)
