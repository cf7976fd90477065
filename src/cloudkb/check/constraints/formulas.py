"""Rows and products as formulas in words: what is told of those without a sentence of their own."""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.kinds import FLAG, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import VariableMeaning
from cloudkb.check.solver.problem import Constraint, Narrowing, Product, Rational, Row
from cloudkb.figures.decimals import exact_text
from cloudkb.figures.printing import currency_name
from cloudkb.interval import Interval, exactly
from cloudkb.language import in_chinese, worded
from cloudkb.words import being

_HALF = Fraction(1, 2)


def formula(story: Teller, constraint: Constraint, interval: Interval | None = None) -> str:
    """A row as `a + b is above c`, or `a less b is 5 to 6 points`; a product with its factors.

    `interval` is told in place of the row's own.
    """
    if not isinstance(constraint, Row):
        names = (constraint.result, constraint.left, constraint.right)
        result, left, right = (story.name(name) for name in names)
        return product_words(result, left, right)
    interval = constraint.interval if interval is None else interval
    terms = constraint.terms
    if all(factor < 0 for _, factor in terms):
        terms = tuple((name, -factor) for name, factor in terms)
        interval = interval.scale(Fraction(-1))
    plus = added(story, [(name, factor) for name, factor in terms if factor > 0])
    minus = added(story, [(name, -factor) for name, factor in terms if factor < 0])
    if not minus:
        if len(terms) == 1 and terms[0][1] == 1:
            return is_(story, terms[0][0], interval)
        return equal(plus, story.spelled(story.row_unit(constraint), interval))
    told = _related(plus, minus, interval)
    if told:
        return told
    value = story.spelled(story.row_unit(constraint), interval)
    if in_chinese():
        return f"{plus}与{minus}之差{being(value)}"
    return f"{plus} less {minus} is {value}"


def given(told: ToldSoFar, step: Narrowing, product: Product, where: bool) -> tuple[str, str, str]:
    """What a step was given of a product's result, left and right, in words; else empty.

    With `where` each is named behind its print.
    """
    known = {one.variable: told.phrase(one, where=where) for one in step.given}
    return known.get(product.result, ""), known.get(product.left, ""), known.get(product.right, "")


def product_words(result: str, left: str, right: str) -> str:
    """A product and its factors: `revenue is shipments times price`."""
    return worded(
        "{result} is {left} times {right}",
        "{result}等于{left}乘以{right}",
        result=result,
        left=left,
        right=right,
    )


def equal(name: str, value: str) -> str:
    """What something is, or where it lies: `revenue is at least 5亿元`, 营收至少为5亿元."""
    return f"{name}{being(value)}" if in_chinese() else f"{name} is {value}"


def _related(one: str, other: str, interval: Interval) -> str:
    """How two sides stand to each other, when zero is all that is between them; else empty."""
    told = {"one": one, "other": other}
    if interval == exactly(0):
        return worded("{one} is the same as {other}", "{one}等于{other}", **told)
    if interval.low == 0 and interval.high is None:
        if interval.low_open:
            return worded("{one} is above {other}", "{one}高于{other}", **told)
        return worded("{one} is at least {other}", "{one}不低于{other}", **told)
    if interval.high == 0 and interval.low is None:
        if interval.high_open:
            return worded("{one} is below {other}", "{one}低于{other}", **told)
        return worded("{one} is at most {other}", "{one}不高于{other}", **told)
    return ""


def added(story: Teller, terms: Sequence[tuple[str, Rational]]) -> str:
    """A sum in words: `2023Q1 + 2 × 2023Q2`; in Chinese 2023年一季度和二季度之和."""
    return weighted([(Fraction(factor), story.name(name)) for name, factor in terms])


def weighted(members: Sequence[tuple[Fraction, str]]) -> str:
    """Names that are added up, so many times each."""
    parts = [multiple(factor, name) for factor, name in members]
    if in_chinese():
        return f"{naming.listed(parts)}之和" if len(parts) > 1 else "".join(parts)
    return " + ".join(parts)


def multiple(factor: Fraction, name: str) -> str:
    """So many times something: `2 × Huawei Cloud`, 华为云的2倍, 华为云的一半."""
    if factor == 1:
        return name
    if in_chinese() and factor == _HALF:
        return f"{name}的一半"
    number = exact_text(factor)
    return worded("{factor} × {name}", "{name}的{factor}倍", factor=number, name=name)


def is_(story: Teller, unknown: str, interval: Interval) -> str:
    """An unknown and where it lies, as a sentence without its stop."""
    variable = story.variable(unknown)
    if variable.kind == "ratio" and variable.lower is not None and not story.is_growth(unknown):
        upper = story.short(variable.quantity)
        base = story.base(variable.quantity, variable.lower)
        spelled = story.spell(unknown, interval)
        return f"{upper}{being(spelled, f'{base}的')}" if in_chinese() else (
            f"{upper} is {spelled} {base}"
        )  # fmt: skip
    if variable.kind == "rate":
        return _rate(variable, story.spell(unknown, interval).removesuffix(worded(" times")))
    if variable.kind == "link":
        return _link(story, variable, interval)
    if story.unit(unknown)[0] == "day" and in_chinese() and not variable.value:
        return f"{story.name(unknown)}于{story.spell(unknown, interval)}"
    if story.unit(unknown)[0] == FLAG:
        return holds_sentence(story.name(unknown), interval.low is not None and interval.low > 0)
    return equal(story.name(unknown), story.spell(unknown, interval))


def holds_sentence(name: str, true: bool = True) -> str:
    """A claim holds, or it does not."""
    if true:
        return worded("{name} holds", "说法{name}成立", name=name)
    return worded("{name} does not hold", "说法{name}不成立", name=name)


def is_there(story: Teller, row: Row) -> str:
    """The one unknown of a row, and where it lies."""
    return is_(story, row.terms[0][0], row.interval)


def _rate(variable: VariableMeaning, number: str) -> str:
    """`the rate is 7.10 to 7.12 CNY per USD`, 1美元合7.10至7.12元."""
    if not in_chinese():
        return f"the rate is {number} {variable.value}"
    one, other = (currency_name(each, "zh") for each in variable.value.split(" per "))
    return f"1{other}合{number}{one}"


def _link(story: Teller, variable: VariableMeaning, interval: Interval) -> str:
    linked = naming.entity(variable.value, story.vocabulary)
    there = interval.low is not None and interval.low > 0
    if in_chinese():
        verb = "是" if there else "不是"
        return naming.linked(variable.quantity, verb, linked, story.vocabulary)
    what = naming.quantity(variable.quantity, story.vocabulary)
    return f"{what} is {'' if there else 'not '}{linked}"
