"""An order puts one quantity, or a sum of them, above another.

`above 2023Q1 + 2023Q2 + 2023Q3`, `below 2 x china`, `above a above b`: each link of a chain
begins with what the link before it names. Orders are strict; `same as` is equal. Over a series
it holds in each period; amounts are compared in one currency.
"""

from fractions import Fraction

from cloudkb.check.constraints.constraint_model import ABOVE_ZERO, ONE, ZERO, ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.subjects import Said
from cloudkb.interval import exactly
from cloudkb.model import Operand, Order

FIGURES = (Order,)
ORDER = Kind("order", number="lead", compares=True)
SAME = Kind("same", compares=True)


def claimed(model: ConstraintModel, said: Said) -> None:
    """Put each link's sum above, below or beside the next, in each period of a series."""
    for step in model.steps(said):
        _ordered(model, step, said)


def _ordered(model: ConstraintModel, said: Said, whole: Said) -> None:
    figure = said.figure
    assert isinstance(figure, Order)
    document = said.claim.document
    before = [(model.name(model.quantity(said), document), ONE)]
    for link in figure.chain:
        after = _terms(model, said, link.terms)
        if after is None:
            return
        if link.relation == "same":
            terms = before + [(name, -factor) for name, factor in after]
            model.claim_row(whole, SAME, terms, exactly(ZERO))
        else:
            upper, lower = (before, after) if link.relation == "above" else (after, before)
            terms = upper + [(name, -factor) for name, factor in lower]
            model.claim_row(whole, ORDER, terms, ABOVE_ZERO)
        before = after


def _terms(
    model: ConstraintModel, said: Said, operands: tuple[Operand, ...]
) -> list[tuple[str, Fraction]] | None:
    found = [(model.operand(said, one), model.weight(said, one)) for one in operands]
    if any(quantity is None for quantity, _ in found):
        return None
    return [
        (model.name(quantity, said.claim.document), factor)
        for quantity, factor in found
        if quantity is not None
    ]
