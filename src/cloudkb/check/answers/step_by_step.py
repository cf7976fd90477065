"""A trend step by step: what others leave for each growth, or each value, that it compares.

That growth fell from year to year is looked up year by year: where one year is not known the
trend hangs on it, and where all are known a reader sees how far it fell.
"""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.corroboration.witnesses import Corroboration
from cloudkb.check.explanation.punctuation import equals, more
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Claim, Trend

_SHOWN = 8
"""Steps told one by one; a longer series has its last ones told."""


def sentences(
    model: ConstraintModel, bench: Corroboration, claim: Claim, rows: Sequence[Row]
) -> tuple[str, ...]:
    """What others than the claim's own document leave for each step; nothing of other figures."""
    if not claim.readings or not isinstance(claim.readings[0].figure, Trend) or not rows:
        return ()
    same = {name for name in bench.claims if model.claims[name].document == claim.document}
    aside = same | {claim.id}
    names = list(dict.fromkeys(name for row in rows for name, _ in row.terms))
    told = []
    for name in names[-_SHOWN:]:
        bounds = bench.implied(rows[0]._replace(terms=((name, rows[0].terms[0][1]),)), aside)
        story = Story(model, sorted(bounds.because))
        quantity = model.variables[name].quantity
        period = naming.period(quantity.period, quantity.entity, model.vocabulary)
        told.append((period, _spelled(story, name, bounds.interval)))
    if not any(text for _, text in told):
        return ()
    steps = [
        worded("{bound} for {name}", bound=equals(text), name=period)
        if text
        else worded("nothing for {name}", name=period)
        for period, text in told
    ]
    text = worded(
        "Of growth others leave {steps}."
        if claim.readings[0].figure.growth
        else "Of the value others leave {steps}.",
        steps=naming.listed(steps),
    )
    return (text,)


def _spelled(story: Story, name: str, interval: Interval) -> str:
    """What is left for one step; empty where that is next to nothing."""
    if interval.low is None and interval.high is None:
        return ""
    if story.variable(name).kind == "ratio":
        # a ratio of 1.03 is a growth of +3%
        text = story.spelled(("relative", ""), interval.shift(Fraction(-1)))
    else:
        text = story.spell(name, interval)
    return more(text)
