"""What reasoning adds to an answer of printed figures: values nobody prints, and conflicts."""

from collections.abc import Iterable

from cloudkb import periods
from cloudkb.check.answers.implied import implied, worth_telling
from cloudkb.check.constraints import slicing
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity, period_of
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.check.solver import prover
from cloudkb.interval import Interval
from cloudkb.model import AskedQuantity, Facts, Implications, Implied


def find(facts: Facts, asked: Iterable[AskedQuantity], claims: Iterable[str]) -> Implications:
    """What claims leave for the quantities asked for, and which of the claims clash.

    Only what rests on claims is told, and only quantities that claims name.
    """
    asked, shown = list(asked), set(claims)
    about = {(one.entity, one.metric) for one in asked}
    about |= {(one.entity, one.metric or "") for one in facts.claims if one.id in shown}
    reasoner = Reasoner(slicing.of_quantities(facts, sorted(about)))
    model = reasoner.model
    named = {one: quantity for one in asked if (quantity := _named(model, one)) is not None}
    unknowns = {quantity.name for quantity in named.values()}
    unknowns |= {name for row in model.rows if row.label in shown for name, _ in row.terms}
    found = reasoner.near(sorted(unknowns))
    prepared = prover.Prover(found.system, exact=True)
    values: dict[AskedQuantity, Implied] = {}
    for one, quantity in named.items():
        if model.printed.get(quantity):
            continue
        bounds = prepared.implied(((quantity.name, 1),))
        kept = worth_telling(model, quantity.name, bounds)
        if kept != Interval():
            values[one] = implied(model, quantity.name, bounds.narrowed(kept))
    clashing: dict[str, set[str]] = {}
    for conflict in found.conflicts:
        for label in conflict.labels if not conflict.rounding else ():
            if label in shown:
                clashing.setdefault(label, set()).update(set(conflict.labels) - {label})
    return Implications(
        values, {claim: tuple(sorted(each)) for claim, each in sorted(clashing.items())}
    )


def _named(model: ConstraintModel, one: AskedQuantity) -> Quantity | None:
    """The quantity meant, where claims name exactly one."""
    metric = model.vocabulary.metrics.get(one.metric)
    period = one.period
    if metric is not None and metric.over_time == "snapshot" and period:
        period = periods.snapshot_day(period_of(period)).text
    about = (*one[:3], one.scope, period)
    fitting = [quantity for quantity in model.named if quantity[:5] == about]
    return fitting[0] if len(fitting) == 1 else None
