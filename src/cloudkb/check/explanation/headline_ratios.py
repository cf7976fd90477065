"""Stories of ratios in one sentence: two prints, growth and shares of levels, chains of growth."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import RATIO
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.explanation.discrepancy import gap_between
from cloudkb.check.explanation.headline_prints import GROWTHS, ONE, Prints
from cloudkb.check.relations import kind
from cloudkb.check.relations.change import LOSS, as_change
from cloudkb.check.relations.exchange_rate import IDENTITY as EXCHANGE
from cloudkb.check.relations.order import ORDER
from cloudkb.check.solver.problem import Product, Row
from cloudkb.figures.change_words import RATES
from cloudkb.interval import Interval, exactly
from cloudkb.language import in_chinese, worded
from cloudkb.words import being, led

RELATIVE = ("relative", "")


# --- two prints ----------------------------------------------------------------------------


def two_prints(prints: Prints) -> str:
    """`printed as 497亿元 and as 452亿元, at least 44亿元 apart (45亿元 as printed)`."""
    story = prints.story
    rows = [
        one
        for one in (*(row for each in prints.of.values() for row in each), *prints.ties)
        if one.label in story.model.claims
    ]
    if len(rows) != 2 or rows[0].terms != rows[1].terms or story.identities:
        return ""
    made = kind(rows[0])
    if made.number not in ("print", "growth", "gap") and made.name != "date":
        return ""
    if rows[0].interval.meets(rows[1].interval):
        return ""
    if LOSS.name in (rows[0].kind, rows[1].kind):
        said = next(row for row in rows if row.kind != LOSS.name)
        return worded(
            "printed as {figure}, and said to be a loss",
            "既称{figure}，又称亏损",
            figure=story.phrase(said),
        )
    # by name, not by place: the report is the same however files are named
    one, other = sorted(rows, key=lambda row: row.label)
    text = _both(prints, one, other)
    gap = one.interval.gap(other.interval)
    figures = [story.figure(row) for row in (one, other)]
    rated = any(getattr(figure, "rate", "") for figure in figures)
    if not gap or rated:
        return worded("{both}, which cannot both be", both=text)
    unit = story.row_unit(one)
    story.show(unit, gap)
    return worded("{both}, {apart}", both=text, apart=gap_between(story, unit, one, other, gap))


def _both(prints: Prints, one: Row, other: Row) -> str:
    """`printed as 497亿元 and as 452亿元`; in Chinese with who prints which."""
    told = {"one": prints.story.phrase(one), "other": prints.story.phrase(other)}
    if in_chinese():
        facts = prints.story.model.facts
        first, second = (prints.story.model.claims[row.label] for row in (one, other))
        who, whom = naming.speaker(first, facts), naming.speaker(second, facts)
        here, there = (naming.attribution(each, facts, speaks=True) for each in (first, second))
        if who == whom and here == there:
            return "{who}一处称{one}，一处称{other}".format(who=who, **told)
        if who == whom:
            # one speaker in two papers: 国际数据公司在甲报称5亿元，在乙报称6亿元
            who, whom = here, there.removeprefix(who)
        return "{who}称{one}，{whom}称{other}".format(who=who, whom=whom, **told)
    if kind(one).number == "print":
        return "printed as {one} and as {other}".format(**told)
    return "said to be {one} and {other}".format(**told)


# --- one product ---------------------------------------------------------------------------


def one_product(prints: Prints) -> str:
    """A ratio, its upper and its lower quantity, all printed."""
    for product in prints.products:
        names = (product.result, product.left, product.right)
        if not all(name in prints.of for name in names) or product.kind == EXCHANGE.name:
            continue
        result, left, right = map(prints.interval, names)
        if not (right.is_positive() or prints.story.model.is_never_negative(product.right)):
            continue
        if not result.meets(left.times(right)) and (text := _product(prints, product)):
            return text
    return ""


def _product(prints: Prints, product: Product) -> str:
    result, left, right = product.result, product.left, product.right
    if product.kind == RATIO.name:
        return _grown(prints, left, result, right)
    if prints.story.unit(left)[0] == "ratio" and product.kind in ("share", "margin"):
        derived = prints.interval(result).over(prints.interval(right))
        return worded(
            "{part} of {whole} is {bound}, not {printed}",
            part=prints.signed(result),
            whole=prints.signed(right),
            **prints.beside(left, derived),
        )
    made = prints.interval(left).times(prints.interval(right))
    return worded(
        "{one} times {other} make {bound}, not {printed}",
        one=prints.each([left]),
        other=prints.each([right]),
        **prints.beside(result, made),
    )


def _grown(prints: Prints, ratio: str, upper: str, lower: str) -> str:
    """`from 70.5亿元 in 2022 to 100亿元 in 2023 it went 34.6 to 49.0% up, not +10%`."""
    rows = prints.of[ratio]
    if len(rows) != 1 or kind(rows[0]).number != "growth":
        return ""
    levels = prints.interval(upper).over(prints.interval(lower))
    figure = prints.story.figure(rows[0])
    derived, printed = (as_change(one, figure) for one in (levels, prints.interval(ratio)))
    if derived.meets(printed):
        return ""
    return worded(
        "from {before} to {now} it {moved}, not {said}",
        before=prints.each([lower]),
        now=prints.each([upper]),
        moved=moved_by(prints, derived, printed, getattr(figure, "rate", "")),
        said=prints.signed(ratio),
    )


def moved_by(prints: Prints, derived: Interval, printed: Interval, rate: str = "") -> str:
    """A growth in words: `grew 34.6 to 49.0%`, `fell 3 to 4%`, `changed by -1 to +2% a year`."""
    unit = ("ratio", "")
    if derived.low is not None and derived.low >= 0:
        verb, zh, size = "grew", "增长", prints.spell(unit, derived, printed)
    elif derived.high is not None and derived.high <= 0:
        verb, zh = "fell", "下降"
        size = prints.spell(unit, derived.mirrored(), printed.mirrored())
    else:
        verb, zh, size = "changed by", "变动", prints.spell(RELATIVE, derived, printed)
    return f"{_rate(rate)}{led(zh, size)}" if in_chinese() else f"{verb} {size}{_rate(rate)}"


def _rate(rate: str) -> str:
    """A rate behind a growth, before it in Chinese: ` a year`, 年均."""
    if in_chinese():
        return RATES.get(rate, "")
    return f" {rate}" if rate else ""


# --- chains of growth ----------------------------------------------------------------------


class Grown(NamedTuple):
    """A printed growth from one quantity to another."""

    unknown: str
    lower: Quantity
    upper: Quantity


def growth_chain(prints: Prints) -> str:
    """Growth after growth beside two levels, a growth over all of it, or an order."""
    edges = [
        Grown(one, lower, prints.variable(one).quantity)
        for one in prints.growths()
        if (lower := prints.variable(one).lower) is not None
    ]
    path = _path(edges)
    if path:
        return _levels(prints, path) or _ordered(prints, path)
    for edge in edges:
        rest = _path([one for one in edges if one != edge])
        if len(rest) > 1 and (rest[0].lower, rest[-1].upper) == (edge.lower, edge.upper):
            return _overall(prints, rest, edge)
    return ""


def _path(edges: Sequence[Grown]) -> list[Grown]:
    """The edges in a row, where they make one; else nothing."""
    after = {edge.lower: edge for edge in edges}
    starts = set(after) - {edge.upper for edge in edges}
    if len(after) != len(edges) or len(starts) != 1:
        return []
    found, at = [], starts.pop()
    while at in after:
        found.append(after[at])
        at = after[at].upper
    return found if len(found) == len(edges) else []


def _factor(prints: Prints, path: Sequence[Grown]) -> Interval:
    made = exactly(ONE)
    for edge in path:
        made = made.times(prints.interval(edge.unknown))
    return made


def _growths(prints: Prints, path: Sequence[Grown]) -> str:
    return prints.listed([edge.unknown for edge in path], GROWTHS)


def _levels(prints: Prints, path: Sequence[Grown]) -> str:
    """`245.9亿元 in 2023Q1 and growth of +2.2% and +1% make 252 to 256亿元 in 2023Q3, not …`."""
    first, last = path[0].lower.name, path[-1].upper.name
    if first not in prints.of or last not in prints.of:
        return ""
    made = prints.interval(first).times(_factor(prints, path))
    if made.meets(prints.interval(last)):
        return ""
    return worded(
        "{first}, then {growths}, make {bound}{whose}, not {printed}",
        first=prints.each([first]),
        growths=_growths(prints, path),
        **prints.beside(last, made),
    )


def _overall(prints: Prints, path: Sequence[Grown], edge: Grown) -> str:
    """`-10% and -10% make -19.9 to -18.0%, not -30%`."""
    made, printed = _factor(prints, path), prints.interval(edge.unknown)
    figure = prints.story.figure(prints.of[edge.unknown][0])
    derived, said = as_change(made, figure), as_change(printed, figure)
    if made.meets(printed) or derived.meets(said):
        return ""
    rate = getattr(figure, "rate", "")
    return worded(
        "{growths} make {bound}{rate}{about} on {base}, not {printed}",
        growths=_growths(prints, path),
        bound=moved_by(prints, derived, said)
        if in_chinese()
        else prints.spell(RELATIVE, derived, said),
        rate=_rate(rate),
        about=prints.behind(edge.upper),
        base=prints.story.base(edge.upper, edge.lower),
        printed=prints.signed(edge.unknown),
    )


def _ordered(prints: Prints, path: Sequence[Grown]) -> str:
    """`+20%, +20% and +20% make at most 1.75 times 2020, not above 2 x 2020`."""
    first, last = path[0].lower.name, path[-1].upper.name
    for row in prints.ties:
        factors = {name: Fraction(factor) for name, factor in row.terms}
        if row.kind != ORDER.name or factors.keys() != {first, last}:
            continue
        if factors[first] * factors[last] >= 0:
            continue
        bound = -factors[first] / factors[last]
        said = Interval(bound, None, True) if factors[last] > 0 else Interval(None, bound)
        made = _factor(prints, path)
        if made.meets(said):
            continue
        least = prints.one_side(made, said)
        times = prints.spell(("times", ""), least, said)
        base = prints.story.base(path[-1].upper, path[0].lower)
        return worded(
            "{growths} make {times}, not {printed}",
            growths=_growths(prints, path),
            times=being(times, f"{base}的") if in_chinese() else f"{times} {base}",
            printed=prints.story.phrase(row) + prints.by([row]),
        )
    return ""
