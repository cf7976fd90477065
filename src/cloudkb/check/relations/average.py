"""`average`: a level of a period lies between those of the periods that fill it.

For what is a level of the whole period: rates and shares, margins of what adds up over what is
never negative, prices by weight or energy, amounts by day; not for rates per counted thing or
area, nor where a snapshot is divided by, which grow with the period. What accumulates otherwise
(churn, inflation) is `fixed`. Formed for printed levels alone.
"""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb import figures
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.formulas import holds_sentence
from cloudkb.check.constraints.instances import metrics_of
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.constraints.prints import meaning
from cloudkb.check.constraints.quantities import Quantity, Span, VariableMeaning, span_of
from cloudkb.check.relations.calendar_sum import fewest
from cloudkb.check.solver.problem import Row
from cloudkb.equations import read
from cloudkb.interval import Interval, exactly
from cloudkb.language import in_chinese, worded
from cloudkb.model import Metric


def _sentence(story: Teller, row: Row) -> str:
    """What its parts make of a whole, or the whole and all other parts of one."""
    about, others, side = level_left(story, row)
    named = naming.listed([story.short(one) for one in others])
    reached = story.spelled(story.unit(about), side, bare=in_chinese())
    if in_chinese():
        reached = f"{'不高于' if side.low is None else '不低于'}{reached}"
    told = {"named": named, "reached": reached, "name": story.name(about)}
    if row.interval.low is None:
        if len(others) == 1:
            return worded(
                "{named} are {reached}, and {name} lies between its parts",
                "{named}{reached}，而{name}介于其各部分之间",
                **told,
            )
        return worded(
            "{named} are {reached}, and {name} lies between its parts",
            "{named}都{reached}，而{name}介于其各部分之间",
            **told,
        )
    return worded(
        "beside {named}, {name} alone can be {reached}",
        "除{named}外，只有{name}可以{reached}",
        **told,
    )


def level_left(story: Teller, row: Row) -> tuple[str, list[Quantity], Interval]:
    """The level that a row bounds, those whose prints bound it, and where they leave it.

    A row without a low end bounds the whole by its parts; else a part by the whole and the others.
    """
    about = next(name for name, _ in row.terms if story.variable(name).kind != "holds")
    others = [story.variable(name).quantity for name, _ in row.terms if name != about]
    factor = Fraction(dict(row.terms)[about])
    if row.interval.high is not None:
        return about, others, Interval(None, row.interval.high - len(others)).scale(factor)
    assert row.interval.low is not None
    return about, others, Interval(row.interval.low + len(others)).scale(factor)


IDENTITY = Kind("average", _sentence, role="follows")
STANDS = Kind("stands", lambda story, row: holds_sentence(story.label(row.label)), role="of-claim")

LevelEnd = tuple[Fraction, str]
"""What a level is at most, or at least with its sign turned, and the claim that prints it."""
_TIME = frozenset(("s", "month"))


def identity(model: ConstraintModel) -> None:
    """Put each level of a period between the fewest printed ones that fill it."""
    metrics = {name for name in model.vocabulary.metrics if _is_average(model, name)}
    series: dict[Quantity, dict[Span, Quantity]] = {}
    for quantity in model.in_order():
        span = span_of(quantity.period) if quantity.metric in metrics else None
        if span is not None:
            series.setdefault(quantity._replace(period=""), {})[span] = quantity
    for spans in series.values():
        for span, whole in spans.items() if len(spans) > 2 else ():
            inside = {
                one: part
                for one, part in spans.items()
                if span[0] <= one[0] and one[1] <= span[1] and model.printed.get(part)
            }
            inside.pop(span, None)
            parts = fewest(span, inside)
            if len(parts) > 1:
                for sign in (1, -1):
                    _between(model, whole, parts, sign)


def _is_average(model: ConstraintModel, name: str) -> bool:
    """Tell whether a metric's level of a period is a mean of those of its parts."""
    metrics = model.vocabulary.metrics
    metric = metrics[name]
    if metric.over_time != "level":
        return False
    tied = [metrics[one] for one in (metric.share_of, *(metric.ratio_of or ())) if one]
    if tied:
        return all(one.over_time == "adds" for one in tied) and not tied[-1].negative
    return _is_mean_unit(metric) and not _accumulates(model, name)


def _is_mean_unit(metric: Metric) -> bool:
    """A plain level, one by time, or a price by what is sold; by area or by head it is a sum."""
    if not metric.per:
        return metric.unit not in ("date", "entity")
    per = figures.dimension(metric.per)
    if per is None or per.things:
        return False
    bases = {base for base, _ in per.powers}
    is_length = per.powers in ((("m", 1),), (("m", 2),))
    return bool(bases) and (bases <= _TIME or (metric.unit == "money" and not is_length))


def _accumulates(model: ConstraintModel, name: str) -> bool:
    """Tell whether a formula makes it of a snapshot, and not by the month or day."""
    metrics = model.vocabulary.metrics
    for formula in model.vocabulary.formulas:
        tied = metrics_of(formula)
        is_by_time = {leaf.kind for leaf in read(formula.text).leaves()} & {"months", "days"}
        counts = any(metrics[one].over_time == "snapshot" for one in tied)
        if name in tied and counts and not is_by_time:
            return True
    return False


def _between(model: ConstraintModel, whole: Quantity, parts: Sequence[Quantity], sign: int) -> None:
    """Put a whole at or below the greatest of its parts, and what is left at or above the whole.

    With the sign turned, at or above the least.
    """
    ends = {part: _end(model, part, sign) for part in parts}
    if None not in ends.values():
        known = [end for end in ends.values() if end is not None]
        most = max(end for end, _ in known) + len(known)
        terms = {model.variable(whole): Fraction(sign)}
        terms |= {_stands(model, part, ends[part]): ONE for part in parts}
        model.identity_row(IDENTITY, whole, terms, Interval(None, most))
    reached = _end(model, whole, -sign)
    if reached is None:
        return
    for part in parts:
        rest = [one for one in parts if one != part]
        below = [end for one in rest if (end := ends[one]) is not None and end[0] < -reached[0]]
        if len(below) == len(rest):
            terms = {model.variable(part): Fraction(sign), _stands(model, whole, reached): -ONE}
            terms |= {_stands(model, one, ends[one]): -ONE for one in rest}
            least = -reached[0] - len(parts)
            model.identity_row(IDENTITY, whole, terms, Interval(least))


def _end(model: ConstraintModel, quantity: Quantity, sign: int) -> LevelEnd | None:
    """What prints leave for a level at most, rounded or cut; at least, with its sign turned."""
    found: list[LevelEnd] = []
    for figure, claim in model.levels(quantity):
        printed = meaning(figure, claim.exact)
        interval = printed.wide or printed.interval
        end = interval.high if sign > 0 else interval.low
        if end is not None:
            found.append((sign * end, claim.id))
    return min(found, default=None)


def _stands(model: ConstraintModel, quantity: Quantity, end: LevelEnd | None) -> str:
    """An unknown that is 1 where a claim holds, and anything where it is set aside."""
    assert end is not None
    name = f"stands {end[1]} for {quantity.name}"
    if name not in model.variables:
        model.unknown(name, VariableMeaning("holds", quantity, value=end[1]), Interval())
        model.rows.append(Row(((name, ONE),), exactly(ONE), end[1], kind=STANDS.name))
    return name
