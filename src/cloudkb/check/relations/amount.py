"""A figure, a range or a bound says between which values its quantity lies.

`figure: 26.7%` is 0.2665 to 0.2675; over a series it says so of each period. Where documents
print an amount in the currency of the entity's books and translate it, each at one rate for all
it prints of the period and within a tenth of each other, it is what any of these rates makes of it.
"""

from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.constraints.prints import meaning
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.solver.problem import Row
from cloudkb.language import worded
from cloudkb.model import Amount

FIGURES = (Amount,)


def _printed(story: Teller, row: Row) -> str:
    return worded(
        "{name} is printed as {figure}",
        "{name}原文为{figure}",
        name=story.name(row.terms[0][0]),
        figure=story.phrase(row),
    )


def _converted(story: Teller, row: Row) -> str:
    return worded(
        "{printed}, which others convert at another rate",
        "{printed}，其他文档按另一汇率折算",
        printed=_printed(story, row),
    )


FIGURE = Kind("figure", _printed, number="print")
CONVERTED = Kind("converted", _converted, number="print")


def claimed(model: ConstraintModel, said: Said) -> None:
    """Bound the claim's quantity from both sides, or from one."""
    figure = said.figure
    assert isinstance(figure, Amount)
    for step in model.steps(said):
        quantity = model.quantity(step, currency=figure.currency or "")
        model.printed[quantity].append(said)
        name = model.name(quantity, said.claim.document)
        if said.converted is not None:
            model.claim_row(said, CONVERTED, [(name, ONE)], said.converted)
            continue
        printed = meaning(figure, said.claim.exact)
        model.claim_row(said, FIGURE, [(name, ONE)], *printed)
