"""`share`: a share is its part divided by its whole.

For a metric with `share_of: revenue`: the whole is the revenue of the entity named by `in`, in
the same scope and period; the part is the claim's entity's revenue in it, which is all its
revenue when it is `part_of` that entity. The share is the one ratio of the two. A share of
snapshots is of the last day of its period, as they are.
"""

from collections.abc import Collection, Iterator

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.formulas import formula, given
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.ties import Tie, currencies_of
from cloudkb.check.solver.problem import Constraint, Narrowing, Row
from cloudkb.language import worded


def ratio_sentence(story: Teller, constraint: Constraint) -> str:
    """A share or a margin: a product, or the same ratio by another name."""
    if isinstance(constraint, Row):
        return formula(story, constraint)
    part, share, whole = (
        story.name(name) for name in (constraint.result, constraint.left, constraint.right)
    )
    return worded(
        "{share} is {part} divided by {whole}",
        "{share}等于{part}除以{whole}",
        share=share,
        part=part,
        whole=whole,
    )


def of_whole(told: ToldSoFar, step: Narrowing, constraint: Constraint) -> str:
    """`26.7% of 3000亿元 makes 786 to 816亿元 for Alibaba Cloud's revenue`; of prints only."""
    if isinstance(constraint, Row) or not all(told.rows(one) for one in step.given):
        return ""
    part, share, whole = given(told, step, constraint, where=False)
    result = told.result(step)
    if part and share:
        return worded(
            "{part} at {share} makes {result}",
            "{part}占{share}，得{result}",
            part=part,
            share=share,
            result=result,
        )
    if share and whole:
        return worded(
            "{share} of {whole} makes {result}",
            "{whole}的{share}，得{result}",
            share=share,
            whole=whole,
            result=result,
        )
    if part and whole:
        return worded(
            "{part} of {whole} makes {result}",
            "{part}除以{whole}，得{result}",
            part=part,
            whole=whole,
            result=result,
        )
    return ""


IDENTITY = Kind("share", ratio_sentence, of_whole)


def identity(model: ConstraintModel) -> None:
    """Tie shares to parts and wholes, where one of the two is named beside the share."""
    money = _currencies(model)
    for share in model.in_order():
        metric = model.vocabulary.metrics[share.metric].share_of
        if not metric or not share.within:
            continue
        for currency in money.get((metric, share.period), [""]):
            part, whole = part_and_whole(model, share, metric, currency)
            if part is None or whole is None:
                continue
            if part in model.named or whole in model.named:
                model.is_ratio(IDENTITY, share, part, whole)


def ties(model: ConstraintModel, spoken: Collection[Quantity]) -> Iterator[Tie]:
    """Each named share with its part and whole, in every currency in which one is spoken of."""
    money = currencies_of(spoken)
    for share in sorted(spoken):
        metric = model.vocabulary.metrics[share.metric].share_of
        if not metric or not share.within or model.vocabulary.metrics[metric].negative:
            continue
        part, whole = part_and_whole(model, share, metric, "")
        if part is None or whole is None:
            continue
        both = money.get(part[:4], set()) | money.get(whole[:4], set())
        for currency in sorted(both):
            yield Tie((share, *(one._replace(currency=currency) for one in (part, whole))))


def part_and_whole(
    model: ConstraintModel, share: Quantity, metric: str, currency: str
) -> tuple[Quantity | None, Quantity | None]:
    """The two quantities whose ratio a share is; None where its basis is not known."""
    inside = model.wholes.is_held(share.entity, share.within)
    within = "" if inside else share.within
    return (
        model.beside(share, metric=metric, within=within, currency=currency),
        model.beside(share, share.within, metric, "", currency),
    )


def _currencies(model: ConstraintModel) -> dict[tuple[str, str], list[str]]:
    """The currencies in which each (metric, period) is named."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in model.named:
        found.setdefault((one.metric, one.period), set()).add(one.currency)
    return {key: sorted(each) for key, each in found.items()}
