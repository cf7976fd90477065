"""`exchange-rate`: one document converts with one rate for a period.

Where a document prints two quantities or more of a period in the same two currencies, each
amount is the rate times the other, with one unknown rate.
"""

from collections import defaultdict

from cloudkb.check.constraints.constraint_model import ABOVE_ZERO, ConstraintModel
from cloudkb.check.constraints.formulas import given, is_
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import Quantity, VariableMeaning
from cloudkb.check.solver.problem import Narrowing, Product
from cloudkb.language import worded


def _sentence(story: Teller, product: Product) -> str:
    one, other = story.name(product.result), story.name(product.right)
    return worded(
        "{one} and {other} are one amount, at one rate for all in the document",
        "{one}与{other}是同一金额，同一文档按同一汇率折算",
        one=one,
        other=other,
    )


def _converted(told: ToldSoFar, step: Narrowing, product: Product) -> str:
    """Two amounts make a rate, or an amount and a rate another amount."""
    upper, _, lower = given(told, step, product, where=False)
    if step.variable == product.left:
        if not upper or not lower:
            return ""
        return worded(
            "{upper} for {lower}: {derived}",
            "{upper}折合{lower}，即{derived}",
            upper=upper,
            lower=lower,
            derived=is_(told.story, step.variable, step.interval),
        )
    amount = upper or lower
    if not amount:
        return ""
    return worded(
        "at that rate {amount} makes {result}",
        "按此汇率折算{amount}，得{result}",
        amount=amount,
        result=told.result(step),
    )


IDENTITY = Kind("exchange-rate", _sentence, _converted)


def identity(model: ConstraintModel) -> None:
    """Convert all pairs of a document and a period at one rate."""
    amounts: dict[tuple[str, Quantity], dict[str, Quantity]] = defaultdict(dict)
    for quantity, prints in model.printed.items():
        if quantity.currency:
            for said in prints:
                key = (said.claim.document, quantity._replace(currency=""))
                amounts[key][quantity.currency] = quantity
    rates: dict[tuple[str, str, str, str], list[tuple[Quantity, Quantity]]] = defaultdict(list)
    for (document, plain), printed in sorted(amounts.items()):
        currencies = sorted(printed)
        for index, one in enumerate(currencies):
            for other in currencies[index + 1 :]:
                rates[document, plain.period, one, other].append((printed[one], printed[other]))
    for (document, period, one, other), pairs in sorted(rates.items()):
        if len(pairs) < 2:
            continue
        name = f"{one} per {other} @{period} in {document}"
        rate = model.unknown(
            name,
            VariableMeaning("rate", pairs[0][0], pairs[0][1], f"{one} per {other}"),
            ABOVE_ZERO,
        )
        for upper, lower in pairs:
            model.identity_product(
                IDENTITY, upper, model.variable(upper), rate, model.variable(lower)
            )
