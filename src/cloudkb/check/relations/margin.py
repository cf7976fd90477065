"""`margin`: a margin is one metric of an entity divided by another one.

For a metric with `ratio_of: [gross_profit, revenue]`: of the same entity, in, scope and period; a
snapshot beside what is of a period counts as of the period's last day, and a ratio of two
snapshots is of that day itself. What is money, as of `ratio_of: [gdp, population]`, is money in the
same currency over a count.
"""

from collections.abc import Collection, Iterator

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.instances import counted_on
from cloudkb.check.constraints.kinds import Kind, ToldSoFar
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.ties import Tie, currencies_of
from cloudkb.check.relations.formula import multiplied_or_divided
from cloudkb.check.relations.share import of_whole, ratio_sentence
from cloudkb.check.solver.problem import Constraint, Narrowing, Row


def divided(told: ToldSoFar, step: Narrowing, constraint: Constraint) -> str:
    """`$397 billion divided by 9.05 million makes $43,867 for …`, or as a share is told."""
    if isinstance(constraint, Row):
        return ""
    if told.story.unit(constraint.left)[0] in ("ratio", "relative"):
        return of_whole(told, step, constraint)
    return multiplied_or_divided(told, step, constraint)


IDENTITY = Kind("margin", ratio_sentence, divided)


def identity(model: ConstraintModel) -> None:
    """Tie margins to what they are made of, where one of the two is named beside the margin."""
    currencies: dict[tuple[str, ...], set[str]] = {}
    for one in model.named:
        currencies.setdefault(one[:5], set()).add(one.currency)
    for margin in model.in_order():
        pair = model.vocabulary.metrics[margin.metric].ratio_of
        if pair is None:
            continue
        upper, lower = (_member(model, margin, metric) for metric in pair)
        if upper is None or lower is None:
            continue
        named = set().union(*(currencies.get(one[:5], set()) for one in (upper, lower)))
        if model.vocabulary.metrics[margin.metric].unit == "money":
            named = {margin.currency} if named else set()
        for currency in sorted(named):
            both = (_in_currency(model, one, currency) for one in (upper, lower))
            model.is_ratio(IDENTITY, margin, *both)


def ties(model: ConstraintModel, spoken: Collection[Quantity]) -> Iterator[Tie]:
    """Each named margin with what it is made of, in every currency in which one is spoken of."""
    money = currencies_of(spoken)
    for margin in sorted(spoken):
        metric = model.vocabulary.metrics[margin.metric]
        if metric.ratio_of is None:
            continue
        upper, lower = (_member(model, margin, one) for one in metric.ratio_of)
        if upper is None or lower is None or model.may_be_negative(lower):
            continue
        both = money.get(upper[:4], set()) | money.get(lower[:4], set())
        if metric.unit == "money":
            both = {margin.currency} if both else set()
        for currency in sorted(both):
            yield Tie((margin, *(_in_currency(model, one, currency) for one in (upper, lower))))


def _member(model: ConstraintModel, margin: Quantity, metric: str) -> Quantity | None:
    """What is divided, or divides, beside a margin; its currency is open."""
    period = counted_on(model.vocabulary.metrics[metric], margin.period)
    return model.placed(margin, margin._replace(metric=metric, period=period))


def _in_currency(model: ConstraintModel, one: Quantity, currency: str) -> Quantity:
    money = model.vocabulary.metrics[one.metric].unit == "money"
    return one._replace(currency=currency if money else "")
