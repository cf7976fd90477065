"""What the claims that are there leave for what new claims are about."""

from collections.abc import Iterable, Mapping

from cloudkb.check.answers.implied import explain
from cloudkb.check.constraints import slicing
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity, QuantityError
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.model import Claim, Explained, Facts


def left(facts: Facts, names: Iterable[str]) -> Mapping[str, Explained]:
    """For each claim named, what all the others leave for the quantity it is about.

    Claims about no quantity, and those for which nothing is left open or shut, have none.
    """
    wanted = frozenset(names)
    asked = [claim for claim in facts.claims if claim.id in wanted and claim.metric]
    if not asked:
        return {}
    whole = Reasoner(slicing.of_claims(facts, wanted)).model
    others = facts._replace(claims=tuple(one for one in facts.claims if one.id not in wanted))
    about = sorted({(claim.entity, claim.metric or "") for claim in asked})
    without = Reasoner(slicing.of_quantities(others, about))
    found: dict[str, Explained] = {}
    known: dict[Quantity, Explained | None] = {}
    for claim in asked:
        quantity = _quantity(whole, claim)
        if quantity is None:
            continue
        if quantity not in known:
            known[quantity] = _left(others, quantity, without)
        one = known[quantity]
        if one is not None:
            found[claim.id] = one
    return found


def _left(facts: Facts, quantity: Quantity, reasoner: Reasoner) -> Explained | None:
    try:
        found = explain(facts, quantity.name, reasoner)
    except QuantityError:
        return None
    told = isinstance(found, Explained) and (found.low or found.high)
    return found if told else None  # type: ignore[return-value]


def _quantity(model: ConstraintModel, claim: Claim) -> Quantity | None:
    """What a claim is about, as the model names it; None where that is not one thing."""
    rows = {name for row in model.rows if row.label == claim.id for name, _ in row.terms}
    fitting = [
        quantity
        for quantity in model.named
        if quantity[:3] == (claim.entity, claim.metric, claim.within or "")
        and quantity.period == claim.period.text
        and claim.scope in (None, quantity.scope)
    ]
    said = [quantity for quantity in fitting if quantity.name in rows]
    chosen = said or fitting
    return chosen[0] if len(chosen) == 1 else None
