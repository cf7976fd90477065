"""Stories of one sum in one sentence: parts against a whole, orders, differences, directions."""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import multiple
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.discrepancy import distance
from cloudkb.check.explanation.headline_prints import ONE, SHARES, ZERO, Prints
from cloudkb.check.relations import kind
from cloudkb.check.relations.average import IDENTITY as AVERAGE
from cloudkb.check.relations.change import DIFFERENCE, DIRECTION, LOSS, POINTS
from cloudkb.check.relations.order import ORDER, SAME
from cloudkb.check.relations.shares import IDENTITY as OF_A_WHOLE
from cloudkb.check.relations.trend import TREND
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval, exactly
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Change, Trend
from cloudkb.words import led

FractionTerms = Sequence[tuple[str, Fraction]]
_GAPS = (POINTS.name, DIFFERENCE.name)
_WAYS = (DIRECTION.name, TREND.name)
_ORDERS = (ORDER.name, SAME.name)


def one_row(prints: Prints) -> str:
    """A row whose unknowns all have prints, or cannot be negative, and that these break."""
    for row in prints.ties:
        if kind(row).role == "of-claim" or not any(name in prints.of for name, _ in row.terms):
            continue
        terms = [(name, Fraction(factor)) for name, factor in row.terms]
        total = _total(prints, terms)
        if not total.meets(row.interval) and (text := _told(prints, row, terms, total)):
            return text
    return ""


def _total(prints: Prints, terms: FractionTerms) -> Interval:
    total = exactly(ZERO)
    for name, factor in terms:
        total = total.plus(prints.interval(name).scale(factor))
    return total


def _told(prints: Prints, row: Row, terms: FractionTerms, total: Interval) -> str:
    if any(prints.story.unit(name)[0] in (FLAG, "day") for name, _ in terms):
        return ""
    if row.kind == LOSS.name:
        return _loss(prints, row, terms)
    if row.kind in (*_GAPS, *_WAYS):
        return _step(prints, row, terms, total)
    if row.kind in _ORDERS:
        return _order(prints, row, terms)
    if row.kind == OF_A_WHOLE.name:
        return _shares(prints, row, terms, total)
    if row.kind == AVERAGE.name or row.label in prints.story.model.claims:
        return ""
    return _whole(prints, row, terms) or _solved(prints, row, terms)


# --- parts and wholes ----------------------------------------------------------------------


def _whole(prints: Prints, row: Row, terms: FractionTerms) -> str:
    """`9亿元 and 8亿元 add up to 16.9 to 17.1亿元 for 2023H1, not to 15亿元`."""
    if row.interval not in (exactly(ZERO), Interval(ZERO)):
        return ""
    wholes = [(name, factor) for name, factor in terms if factor > 0]
    parts = [name for name, factor in terms if factor < 0]
    if len(wholes) != 1 or wholes[0][0] not in prints.of or not _alike(prints, terms):
        return ""
    whole, times = wholes[0]
    known = prints.by_speaker(name for name in parts if name in prints.of)
    scaled = [(name, -factor / times) for name, factor in terms if factor < 0]
    made = _total(prints, scaled)
    is_least = len(known) < len(parts) or row.interval.high is None
    if is_least and (not made.low or prints.interval(whole).high is None):
        return ""
    if not is_least and not all(factor == ONE for _, factor in scaled):
        return ""
    if len(known) == 1 and is_least:
        return worded(
            "{part} is more than the {printed}{whose}",
            part=prints.each(known),
            printed=prints.signed(whole),
            whose=prints.whose(whole),
        )
    if len(known) == 1:
        return worded(
            "{one} and {other} are not the same",
            one=prints.each(known),
            other=prints.each([whole]),
        )
    return worded(
        "{parts} add up to {bound}{whose}, more than the {printed}"
        if is_least
        else "{parts} add up to {bound}{whose}, not to {printed}",
        parts=prints.listed(known),
        **prints.beside(whole, made.from_low() if is_least else made),
    )


def _alike(prints: Prints, terms: FractionTerms) -> bool:
    """Tell whether all is added up in one unit, once, or compared in two of one dimension."""
    units = {prints.story.unit(name) for name, _ in terms}
    return len(terms) == 2 or (len(units) == 1 and len({abs(one) for _, one in terms}) == 1)


def _solved(prints: Prints, row: Row, terms: FractionTerms) -> str:
    """A formula solved for what it is about: `100亿元 less 60亿元 leaves …, not 50亿元`."""
    about = row.label.split(":", 2)[-1]
    own = dict(terms).get(about)
    others = [(name, factor) for name, factor in terms if name != about]
    if not own or about not in prints.of or not all(name in prints.of for name, _ in others):
        return ""
    scaled = [(name, -factor / own) for name, factor in others]
    if any(abs(factor) != ONE for _, factor in scaled) or row.interval != exactly(ZERO):
        return ""
    plus = prints.listed([name for name, factor in scaled if factor > 0])
    minus = prints.listed([name for name, factor in scaled if factor < 0])
    if not plus:
        return ""
    return worded(
        "{plus} less {minus} leave {bound}{whose}, not {printed}"
        if minus
        else "{plus} make {bound}{whose}, not {printed}",
        plus=plus,
        minus=minus,
        **prints.beside(about, _total(prints, scaled)),
    )


def _shares(prints: Prints, row: Row, terms: FractionTerms, total: Interval) -> str:
    named = prints.by_speaker(name for name, _ in terms if name in prints.of)
    bound = prints.spell(("ratio", ""), total.from_low(), row.interval)
    if len(named) == 1:
        return worded("{share} is more than the whole", share=prints.signed(named[0]))
    shares = prints.listed(named, SHARES)
    return worded("{shares} add up to {bound}, more than the whole", shares=shares, bound=bound)


# --- steps from one to another -------------------------------------------------------------


def _step(prints: Prints, row: Row, terms: FractionTerms, total: Interval) -> str:
    """`from 36.7% in 2022 to 26.7% in 2023 it went down by 9.9 to 10.1 points, not by 5.8`."""
    upper = [name for name, factor in terms if factor == ONE]
    lower = [name for name, factor in terms if factor == -ONE]
    if len(terms) != 2 or not upper or not lower or not _alike(prints, terms):
        return ""
    story = prints.story
    now, before = upper[0], lower[0]
    known = [name for name in (now, before) if name in prints.of]
    if len(known) < 2:
        (missing,) = {now, before} - set(known)
        return worded(
            "{known} and {change} leave less than nothing{whose}",
            known=prints.each(known),
            change=story.phrase(row),
            whose=prints.whose(missing),
        )
    if row.kind == TREND.name:
        # a trend that falls puts what came before above what came after
        now, before, total = _in_time(prints, now, before, total)
    named = {"before": prints.each([before]), "now": prints.each([now])}
    if row.kind in _WAYS:
        if story.variable(now).kind == "ratio":
            return _growth_steps(prints, row, now, before, total)
        falls = total.high is not None and total.high <= 0
        way = marked(
            "from {before} to {now} it stayed the same; it is said to be {said}"
            if total == exactly(ZERO)
            else "from {before} to {now} it fell; it is said to be {said}"
            if falls
            else "from {before} to {now} it rose; it is said to be {said}"
        )
        return worded(way, said=story.phrase(row), **named)
    return worded(
        "from {before} to {now} it {moved}, not {said}",
        **named,
        moved=movement_words(prints, story.row_unit(row), total, row.interval),
        said=story.phrase(row) + prints.by([row]),
    )


def _loss(prints: Prints, row: Row, terms: FractionTerms) -> str:
    """`from -8.4亿元 to -5.2亿元 the loss narrowed 37 to 39%; said to have changed by -8%`."""
    figure = prints.story.figure(row)
    if len(terms) != 2 or not isinstance(figure, Change):
        return ""
    (now, _), (before, _) = sorted(terms, key=lambda one: one[1] != ONE)
    if now not in prints.of or before not in prints.of:
        return ""
    losses = [prints.interval(name).mirrored() for name in (now, before)]
    if not all(loss.is_positive() for loss in losses):
        return ""
    changed = losses[0].over(losses[1]).shift(-ONE)
    if changed.meets(figure.interval):
        return ""
    told = {
        "before": prints.each([before]),
        "now": prints.each([now]),
        "said": prints.story.phrase(row).removeprefix("a loss changed by "),
    }
    if changed.high is not None and changed.high <= 0:
        size = prints.spell(("ratio", ""), changed.mirrored(), figure.interval.mirrored())
        return worded(
            "from {before} to {now} the loss narrowed {size}; it is said to have changed by {said}",
            "{before}到{now}，亏损收窄{size}，与“{said}”不符",
            size=size,
            **told,
        )
    return worded(
        "from {before} to {now} the loss changed by {size}; it is said to have changed by {said}",
        "{before}到{now}，亏损变动{size}，与“{said}”不符",
        size=prints.spell(("relative", ""), changed, figure.interval),
        **told,
    )


def _growth_steps(prints: Prints, row: Row, now: str, before: str, total: Interval) -> str:
    """`growth rose from +20% in 2021 to +30% in 2022; it is said to be falling`."""
    figure = prints.story.figure(row)
    rises = total.low is not None and total.low >= 0
    said = prints.story.phrase(row)
    if isinstance(figure, Trend) and not in_chinese():
        said = figure.direction
    return worded(
        "growth stayed the same from {before} to {now}; it is said to be {said}"
        if total == exactly(ZERO)
        else "growth rose from {before} to {now}; it is said to be {said}"
        if rises
        else "growth fell from {before} to {now}; it is said to be {said}",
        before=prints.each([before]),
        now=prints.each([now]),
        said=said,
    )


def _in_time(prints: Prints, one: str, other: str, total: Interval) -> tuple[str, str, Interval]:
    first, second = (prints.variable(name).quantity.period for name in (one, other))
    return (one, other, total) if first > second else (other, one, total.mirrored())


def movement_words(
    prints: Prints, unit: tuple[str, str], total: Interval, against: Interval
) -> str:
    """Which way something went and how far: `went 9.90 to 10.10 points down`."""
    if total.high is not None and total.high <= 0:
        size = prints.spell(unit, total.mirrored(), against.mirrored())
        return led("下降", size) if in_chinese() else f"went {size} down"
    size = prints.spell(unit, total, against)
    if total.low is not None and total.low >= 0:
        return led("上升", size) if in_chinese() else f"went {size} up"
    return led("变动", size) if in_chinese() else f"changed by {size}"


def _order(prints: Prints, row: Row, terms: FractionTerms) -> str:
    """`437亿元 for A is not above the 459亿元 for B, but at least 21亿元 below`."""
    if not all(name in prints.of for name, _ in terms):
        return ""
    above = [(name, factor) for name, factor in terms if factor > 0]
    below = [(name, -factor) for name, factor in terms if factor < 0]
    if not above or not below or len({prints.story.unit(name) for name, _ in terms}) > 1:
        return ""
    upper, lower = _total(prints, above), _total(prints, below)
    gap = upper.gap(lower)
    same = row.kind == SAME.name
    is_exact = upper.is_point() and lower.is_point()
    unit = prints.story.unit(above[0][0])
    text = worded(
        "{one} is not the same as {other}" if same else "{one} is not above {other}",
        one=_sum(prints, above),
        other=_sum(prints, below),
    )
    if not gap:
        return text
    prints.story.show(unit, gap)
    far = distance(prints.story, unit, gap, "相差" if same else "还差", exact=is_exact)
    return text + worded(": {far} lie between them" if same else ": {far} short", far=far)


def _sum(prints: Prints, terms: FractionTerms) -> str:
    told = []
    for name, factor in terms:
        told.append(multiple(factor, prints.each([name])))
    return naming.listed(told) + (worded(" together") if len(told) > 1 else "")
