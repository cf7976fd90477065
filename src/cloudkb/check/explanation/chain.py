"""Each step of a proof told as a journalist would: what leaves what."""

from cloudkb.check.explanation import naming
from cloudkb.check.explanation.context import THAT as _THAT
from cloudkb.check.explanation.context import ProofContext
from cloudkb.check.explanation.punctuation import more, sentence
from cloudkb.check.explanation.sentences import is_, phrase, statement
from cloudkb.check.explanation.story import FLAG, Story
from cloudkb.check.solver.problem import Narrowing, Product, Row
from cloudkb.interval import exactly
from cloudkb.model import Step

_CHANGES = ("points", "difference", "change")
_SHARES = ("share", "margin")
_SUMS = ("calendar-sum", "total")


def explain(context: ProofContext) -> list[Step]:
    """A step for every narrowing that is more than a print."""
    steps: list[Step] = []
    context.previous = None
    for index, one in enumerate(context.steps):
        if context.prints(index) or context.is_reading(index) or _is_plain(context, one):
            continue
        text = sentence(_sentence(context, one))
        kind = one.constraint.kind or "relation"
        steps.append(Step(kind, text, one.variable, one.interval, context.sources(index)))
        context.previous = index
    return steps


def _is_plain(context: ProofContext, step: Narrowing) -> bool:
    """Tell whether a step only says that what is never negative is not."""
    return (
        step.interval.low == 0
        and step.interval.high is None
        and (context.story.is_positive(step.variable))
    )


def _sentence(context: ProofContext, step: Narrowing) -> str:
    """The short form of a sum, a change or a conversion; else what holds, and what follows."""
    story, constraint = context.story, step.constraint
    short = ""
    if isinstance(constraint, Product) and constraint.kind == "ratio":
        short = _ratio(context, step, constraint)
    elif isinstance(constraint, Product) and constraint.kind in _SHARES:
        short = _part(context, step, constraint)
    elif isinstance(constraint, Product) and constraint.kind == "exchange-rate":
        short = _converted(context, step, constraint)
    elif isinstance(constraint, Row) and constraint.kind in _CHANGES:
        short = _change(context, step, constraint)
    elif isinstance(constraint, Row) and constraint.kind in _SUMS:
        short = _sum(context, step, constraint)
    elif isinstance(constraint, Row) and constraint.kind == "shares":
        short = _share(context, step)
    elif constraint.kind == "said-after":
        short = _said(context, step)
    if short:
        return short
    given = [
        text
        for one in step.given
        if story.variable(one.variable).kind != "holds" and (text := context.phrase(one))
    ]
    derived = is_(story, step.variable, step.interval)
    holds = statement(story, constraint)
    if not given or constraint.kind == "counted":
        return f"{holds}, so {derived}"
    if story.unit(step.variable)[0] == FLAG:
        return f"{holds}: {naming.listed(given)}, so {derived}"
    return f"{holds}; with {naming.listed(given)}, {derived}"


def _result(story: Story, step: Narrowing) -> str:
    """`32.40 to 32.60% for 2022Q3`."""
    return f"{more(story.spell(step.variable, step.interval))} for {story.name(step.variable)}"


def _change(context: ProofContext, step: Narrowing, row: Row) -> str:
    """`26.7% and 5.8 points down leave 32.40 to 32.60% for 2022Q3`."""
    given = [context.phrase(one, where=False) for one in step.given]
    if not given or not all(given):
        return ""
    used = naming.listed([*given, phrase(context.story, row)])
    return f"{used} leave {_result(context.story, step)}"


def _share(context: ProofContext, step: Narrowing) -> str:
    """`30%, 20% and 14% leave at most 37.5% of the whole for Apple Cloud`."""
    given = [text for one in step.given if (text := context.phrase(one, where=False))]
    story = context.story
    if story.variable(step.variable).kind != "quantity":
        return ""
    if not given:
        return f"a share is at most the whole: {is_(story, step.variable, step.interval)}"
    bound = more(story.spell(step.variable, step.interval))
    verb = "leave" if len(given) > 1 else "leaves"
    return f"{naming.listed(given)} {verb} {bound} of the whole for {story.name(step.variable)}"


def _said(context: ProofContext, step: Narrowing) -> str:
    """What was said had happened by then, or begun."""
    story = context.story
    if len(step.given) == 1:
        when = story.spell(step.given[0].variable, step.given[0].interval)
        return f"it was said {when}, and had happened by then"
    about = story.variable(step.variable).quantity
    period = naming.period(about.period, about.entity, story.vocabulary)
    if step.given or step.interval.low is None or not period:
        return ""
    return f"{period} began on {story.spell(step.variable, exactly(step.interval.low))}"


def _ratio(context: ProofContext, step: Narrowing, product: Product) -> str:
    """A value and its growth leave another value, or two values make a growth."""
    given = {one.variable: context.phrase(one, where=False) for one in step.given}
    if step.variable == product.left:
        upper, lower = given.get(product.result, ""), given.get(product.right, "")
        if not upper or not lower:
            return ""
        return f"{upper} against {lower}: {is_(context.story, step.variable, step.interval)}"
    value = given.get(product.result) or given.get(product.right)
    growth = next((one for one in step.given if one.variable == product.left), None)
    if not value or growth is None or not growth.steps:
        return ""
    if not any(row.kind == "change" for row in context.rows(growth)):
        if value == _THAT:
            return f"at that ratio it leaves {_result(context.story, step)}"
        return f"{value} at that ratio leaves {_result(context.story, step)}"
    return f"{value} and {given[product.left]} leave {_result(context.story, step)}"


def _part(context: ProofContext, step: Narrowing, product: Product) -> str:
    """`26.7% of 3000亿元 makes 786 to 816亿元 for Alibaba Cloud's revenue`; of prints only."""
    if not all(context.rows(one) for one in step.given):
        return ""
    given = {one.variable: context.phrase(one, where=False) for one in step.given}
    part, share, whole = (
        given.get(name, "") for name in (product.result, product.left, product.right)
    )
    result = _result(context.story, step)
    if step.variable == product.right:
        return f"{part} at {share} makes {result}" if part and share else ""
    first = share if step.variable == product.result else part
    return f"{first} of {whole} makes {result}" if first and whole else ""


def _converted(context: ProofContext, step: Narrowing, product: Product) -> str:
    """Two amounts make a rate, or an amount and a rate another amount."""
    given = {one.variable: context.phrase(one, where=False) for one in step.given}
    upper, lower = given.get(product.result, ""), given.get(product.right, "")
    if step.variable == product.left:
        derived = is_(context.story, step.variable, step.interval)
        return f"{upper} for {lower}: {derived}" if upper and lower else ""
    amount = upper or lower
    return f"at that rate {amount} makes {_result(context.story, step)}" if amount else ""


def _sum(context: ProofContext, step: Narrowing, row: Row) -> str:
    """Parts that add up to a whole, or a whole less some of its parts."""
    factors = dict(row.terms)
    if step.variable not in factors or len(step.given) != len(row.terms) - 1:
        return ""
    given = {one.variable: context.phrase(one, where=False) for one in step.given}
    wholes = [given[name] for name, factor in row.terms if factor > 0 and name in given]
    parts = [given[name] for name, factor in row.terms if factor < 0 and name in given]
    used = [part for part in parts if part]
    result = _result(context.story, step)
    left = ""
    if len(used) < len(parts):
        left = ", with the rest of it not below zero,"
    if factors[step.variable] > 0:
        if not used:
            return ""
        verb = "add up to" if len(used) > 1 else "makes"
        return f"{naming.listed(used)}{left} {verb} {result}"
    if not wholes or not wholes[0]:
        return ""
    less = f" less {naming.listed(used)}" if used else ""
    return f"{wholes[0]}{less}{left} leaves {result}"
