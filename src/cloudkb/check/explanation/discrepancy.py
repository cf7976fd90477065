"""By how much a figure misses what the rest leaves, and what rounding could do about it."""

from collections.abc import Iterable
from fractions import Fraction

from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.card_style import PrintUnit
from cloudkb.check.explanation.punctuation import capital, sentence
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Row
from cloudkb.figures.decimals import decimal_text
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import Step

_CUT_EXPLAINS = 2
"""A print that was cut lies at most one unit off, two half-units: cutting alone never needs
intervals more than twice as wide."""

_SLIGHTLY = Fraction(11, 10)


def misses(
    story: Story, unit: PrintUnit, rest: Interval, printed: Interval, *, it: bool = False
) -> str:
    """`that is 4.05 points too much`: what is printed against what the rest leaves.

    `it` where the sentence before speaks of the figure: `it is 4.05 points too much`.
    """
    text = _misses(story, unit, rest, printed)
    return text.replace("that is", "it is") if it and not in_chinese() else text


def clash_sentence(
    story: Story,
    unit: PrintUnit,
    strain: Fraction | None,
    about: str,
    rest: Interval,
    printed: Interval,
    labels: Iterable[str],
) -> Step:
    """The step that ends a proof: by how much a print misses what the rest leaves for it."""
    text = sentence(f"{capital(misses(story, unit, rest, printed))}{widened(strain, unit)}")
    return Step("clash", text, about, printed, tuple(labels))


def _misses(story: Story, unit: PrintUnit, rest: Interval, printed: Interval) -> str:
    over = rest.high is not None and printed.low is not None and printed.low >= rest.high
    under = rest.low is not None and printed.high is not None and printed.high <= rest.low
    if unit[0] == FLAG or not (over or under):
        return worded("both cannot be")
    gap = printed.low - rest.high if over else rest.low - printed.high  # type: ignore[operator]
    exact = rest.is_point() and printed.is_point()
    if unit[0] == "day":
        if not gap:
            return worded("both cannot be")
        far = distance(story, unit, gap, "晚了" if over else "早了", exact=exact)
        return worded("that is {far} too late" if over else "that is {far} too early", far=far)
    if not gap:
        return worded("that is just out of reach: one of the two bounds excludes its end")
    far = distance(story, unit, gap, "高出" if over else "低了", exact=exact)
    if in_chinese():
        return f"倍数{far.removesuffix('倍')}" if unit[0] == "times" else far
    return f"that is {far.removesuffix(' times')} too {'much' if over else 'little'}"


def distance(story: Story, unit: PrintUnit, gap: Fraction, zh: str, *, exact: bool = False) -> str:
    """How far two intervals lie apart: `at least` so far, unless both are `exact` numbers.

    `zh` is the verb before it in Chinese: 至少相差5亿元.
    """
    size, is_least = story.distance(unit, gap)
    is_least = is_least or not exact
    if in_chinese():
        return f"{'至少' if is_least else ''}{zh}{size}"
    return worded("at least {end}", end=size) if is_least else size


def gap_words(story: Story, unit: PrintUnit, gap: Fraction, *, exact: bool = False) -> str:
    """`at least 44亿元 apart`, behind a verb."""
    far = distance(story, unit, gap, "相差", exact=exact)
    return far if in_chinese() else f"{far} apart"


def gap_between(story: Story, unit: PrintUnit, one: Row, other: Row, gap: Fraction) -> str:
    """How far two prints of one thing lie apart: `at least 44亿元 apart (45亿元 as printed)`."""
    exact = one.interval.is_point() and other.interval.is_point()
    far = gap_words(story, unit, gap, exact=exact)
    middles = [_middle(story, row) for row in (one, other)]
    if exact or None in middles:
        return far
    size, is_least = story.distance(unit, abs(middles[0] - middles[1]))  # type: ignore[operator]
    return far if is_least else worded("{far} ({size} as printed)", far=far, size=size)


def _middle(story: Story, row: Row) -> Fraction | None:
    """The number that was printed, where its ends come from rounding; else None."""
    low, high = row.interval.low, row.interval.high
    if low is None or high is None or getattr(story.figure(row), "value", None) is None:
        return None
    return (low + high) / 2 / Fraction(row.terms[0][1])


def widened(strain: Fraction | None, unit: PrintUnit, joined: bool = True) -> str:
    """What rounding could do about a clash, to follow a sentence without its stop.

    `joined` when that sentence says how large a gap is, which is what rounding would explain.
    """
    if unit[0] in (FLAG, "day"):
        return ""
    if strain is not None and strain <= _CUT_EXPLAINS:
        return worded(
            ". What is printed would have to be taken {times} times as loosely",
            times=factor(strain),
        )
    return worded(": no rounding explains it" if joined else ". No rounding explains it")


def factor(strain: Fraction) -> str:
    """The strain, rounded up: 1.01, 1.4, 28."""
    places = 0 if strain >= 10 else 1 if strain >= _SLIGHTLY else 2
    return decimal_text(strain, places, up=True, separators=True)
