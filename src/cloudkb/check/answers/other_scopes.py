"""What a claim would say on another basis: its rows, moved to a scope that others state.

A plain figure binds nothing but the basis in use. Whether it would fit a special scope, or one of
the two bases that its period lies across, is told beside that.
"""

from collections.abc import Iterable, Sequence

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.copies import origins
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.subjects import Said, Subjects
from cloudkb.check.solver.problem import Row
from cloudkb.model import Amount, Change, Claim, Facts

ScopeReading = tuple[str, tuple[Row, ...]]
"""A scope, empty for the basis a claim stands on, and its rows there."""


def scope_readings(model: ConstraintModel, claim: Claim, rows: Sequence[Row]) -> list[ScopeReading]:
    """A claim's rows as it stands, then as on each scope that what it names plainly has too."""
    found: list[ScopeReading] = [("", tuple(rows))]
    if claim.scope:
        return found
    plain = {quantity for quantity in quantities(model, rows) if not quantity.scope}
    scopes = {quantity: _scopes(model, quantity) for quantity in plain}
    for scope in sorted(set().union(*scopes.values())):
        places = {
            quantity: quantity._replace(scope=scope)
            for quantity in plain
            if scope in scopes[quantity]
        }
        there = tuple(on_other_quantities(model, row, places) for row in rows)
        if all(one is not None and is_known(model, one) for one in there):
            found.append((scope, tuple(one for one in there if one is not None)))
    return found


def on_other_scopes(model: ConstraintModel, quantity: Quantity) -> list[Quantity]:
    """A plain quantity on each scope that somebody gives the same entity, metric and `in`."""
    if quantity.scope:
        return []
    return [quantity._replace(scope=scope) for scope in sorted(_scopes(model, quantity))]


def quantities_across_bases(facts: Facts, claims: Iterable[Claim]) -> list[Quantity]:
    """Quantities of claims that lie across two bases, on each of these, to be formed."""
    subjects = Subjects(facts, origins(facts))
    found = set()
    for claim in claims:
        metric = facts.vocabulary.metrics.get(claim.metric or "")
        if metric is None or not subjects.defaults.of_claim(claim).across:
            continue
        for number, reading in enumerate(claim.readings):
            if isinstance(reading.figure, Amount | Change):
                said = Said(claim, metric, reading.figure, "", number)
                quantity = subjects.quantity(said, currency=reading.figure.currency or "")
                for scope in subjects.defaults.scopes(claim.entity, metric):
                    found.add(quantity._replace(scope=scope))
    return sorted(found)


def on_other_quantities(
    model: ConstraintModel, row: Row, places: "dict[Quantity, Quantity]"
) -> Row | None:
    """A row as it would be said of other quantities; None when it speaks of more than such."""
    terms = []
    for name, factor in row.terms:
        variable = model.variables.get(name)
        if variable is None or variable.kind not in ("quantity", "ratio"):
            return None
        quantity = places.get(variable.quantity, variable.quantity)
        if variable.lower is None:
            terms.append((quantity.name, factor))
            continue
        lower = places.get(variable.lower, variable.lower)
        known = model.known_ratio(quantity, lower)
        terms.append((known or f"{quantity.name} / {lower.name}", factor))
    return row._replace(terms=tuple(terms))


def is_known(model: ConstraintModel, row: Row) -> bool:
    """Tell whether the model knows all that a row speaks of."""
    return all(name in model.variables for name, _ in row.terms)


def quantities(model: ConstraintModel, rows: Iterable[Row]) -> set[Quantity]:
    """The quantities that rows speak of, those too that a ratio is of."""
    names = {name for row in rows for name, _ in row.terms} & model.variables.keys()
    found = {model.variables[name].quantity for name in names}
    return found | {one for name in names if (one := model.variables[name].lower) is not None}


def _scopes(model: ConstraintModel, quantity: Quantity) -> frozenset[str]:
    return model.scopes_of.get(quantity[:3], frozenset())
