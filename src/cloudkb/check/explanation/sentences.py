"""What a claim or an identity says, as a phrase and as a sentence: one of each for every kind.

`SENTENCES` holds a sentence for every kind of row and product that relations make; a kind
without one is told as the formula it is.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from cloudkb.check.constraints.constraint_model import VariableMeaning
from cloudkb.check.constraints.quantities import SAME_BASIS, UNSTATED
from cloudkb.check.explanation import interval_text, naming
from cloudkb.check.explanation.story import FLAG, Story, Unit
from cloudkb.check.solver.problem import Constraint, Number, Product, Row, unknowns
from cloudkb.figures.wording import decimal_text, exact_text, places_of
from cloudkb.interval import Interval, exactly
from cloudkb.model import Change, Figure, Link, Operand, Rank

_ZERO = Fraction(0)
_DWARFED = 1000
"""How many times greater the greatest print is where one is told in a scale of its own."""
COMPARED = frozenset(("order", "same", "trend", "rank", "counted", "direction"))
"""Claims that compare without a number."""
SIGNED = frozenset(("points", "difference", "change"))
"""Claims whose numbers have a direction."""


# --- phrases -------------------------------------------------------------------------------


def phrase(story: Story, row: Row) -> str:
    """A claim's figure inside a sentence: `26.7%`, `5.8 points down`, `+3%`."""
    reading = story.reading(row)
    if reading is None:
        return story.label(row.label)
    figure = reading.figure
    if isinstance(figure, Change):
        return _change(figure)
    if isinstance(figure, Link):
        return naming.entity(figure.entity, story.vocabulary)
    return naming.clipped(reading.text)


def _change(figure: Change) -> str:
    """A change without its base: a plain one as printed, any other by what it stands for."""
    if figure.change_unit == "direction":
        return "up" if figure.interval.low is not None else "down"
    if figure.value is None or figure.hedges:
        unit = figure.unit if figure.change_unit == "absolute" else figure.change_unit
        return interval_text.spell(figure.interval, unit, figure.currency or "", signed=True)
    value, step = figure.value or _ZERO, figure.unit_step
    if figure.change_unit in ("relative", "points"):
        places = places_of((step or value) * 100, 6)
        digits = decimal_text(abs(value) * 100, max(places, places_of(value * 100, 6)))
        if figure.change_unit == "relative":
            return f"{'-' if value < 0 else '+' if value > 0 else ''}{digits}%"
        points = "point" if digits == "1" else "points"
        return f"{digits} {points} {'down' if value < 0 else 'up'}"
    amount = interval_text.spell(exactly(abs(value)), figure.unit, figure.currency or "CNY")
    return f"{amount} {'down' if value < 0 else 'up'}"


def stands_for(story: Story, row: Row, interval: Interval) -> str:
    """The interval of a claim's row, told as its figure is: changes by their sign."""
    unit = story.row_unit(row)
    if unit[0] == FLAG or row.kind in COMPARED:
        return ""
    if row.kind == "change":
        unit, interval = ("relative", ""), as_change(interval, story.figure(row))
    if unit[0] == "day":
        return story.spelled(unit, interval)
    ends = [end for end in (interval.low, interval.high) if end is not None]
    size = own_size(story, unit, interval)
    by = interval_text.dress(interval, *unit, size, story.language)[0]
    return interval_text.spell(
        interval,
        *unit,
        places=max((places_of(end / by, 9) for end in ends), default=0),
        size=size,
        language=story.language,
        signed=row.kind in SIGNED,
    )


def own_size(story: Story, unit: Unit, interval: Interval) -> Fraction | None:
    """The size whose scale word an interval takes: that of all, or its own far below: 万 by 亿."""
    size = story.sizes.get(unit)
    ends = (interval.low, interval.high)
    own = max((abs(end) for end in ends if end is not None), default=_ZERO)
    return own if size is not None and own * _DWARFED <= size else size


def as_change(interval: Interval, figure: Figure | None) -> Interval:
    """What is known of a ratio, said of the change that was printed: 1.03 is +3%."""
    factor = Fraction(1)
    if isinstance(figure, Change) and isinstance(figure.base, Operand) and figure.base.factor:
        factor = figure.base.factor
    return interval.scale(1 / factor).shift(Fraction(-1))


def is_(story: Story, unknown: str, interval: Interval) -> str:
    """An unknown and where it lies, as a sentence without its stop."""
    variable = story.variable(unknown)
    if variable.kind == "ratio" and variable.lower is not None and not story.is_growth(unknown):
        upper, lower = variable.quantity, variable.lower
        spelled = story.spell(unknown, interval)
        return f"{story.short(upper)} is {spelled} {story.base(upper, lower)}"
    if variable.kind == "rate":
        number = story.spell(unknown, interval).removesuffix(" times")
        return f"the rate is {number} {variable.value}"
    if variable.kind == "link":
        return _link(story, variable, interval)
    if story.unit(unknown)[0] == "day":
        return f"{story.name(unknown)} is {story.spell(unknown, interval)}"
    if story.unit(unknown)[0] == FLAG:
        holds = interval.low is not None and interval.low > 0
        return f"{story.name(unknown)} {'holds' if holds else 'does not hold'}"
    return f"{story.name(unknown)} is {story.spell(unknown, interval)}"


def _link(story: Story, variable: VariableMeaning, interval: Interval) -> str:
    what = naming.quantity(variable.quantity, story.vocabulary)
    linked = naming.entity(variable.value, story.vocabulary)
    there = interval.low is not None and interval.low > 0
    return f"{what} is {'' if there else 'not '}{linked}"


# --- sentences -----------------------------------------------------------------------------


def statement(story: Story, constraint: Constraint) -> str:
    """What a row or product says, as a sentence without its stop."""
    kind = "same-basis" if constraint.label.startswith(SAME_BASIS) else constraint.kind
    tell = SENTENCES.get(kind)
    if tell is not None:
        return tell(story, constraint)
    return _formula(story, constraint)


def _formula(story: Story, constraint: Constraint) -> str:
    if isinstance(constraint, Row):
        return formula(story, constraint)
    result, left, right = (
        story.name(name) for name in (constraint.result, constraint.left, constraint.right)
    )
    return f"{result} is {left} times {right}"


def formula(story: Story, row: Row, interval: Interval | None = None) -> str:
    """A row as `a + b is above c`, or `a less b is 5 to 6 points`."""
    interval = row.interval if interval is None else interval
    terms = row.terms
    if all(factor < 0 for _, factor in terms):
        terms = tuple((name, -factor) for name, factor in terms)
        interval = interval.scale(Fraction(-1))
    plus = added(story, [(name, factor) for name, factor in terms if factor > 0])
    minus = added(story, [(name, -factor) for name, factor in terms if factor < 0])
    if not minus:
        if len(terms) == 1 and terms[0][1] == 1:
            return is_(story, terms[0][0], interval)
        return f"{plus} is {story.spelled(story.row_unit(row), interval)}"
    word = _relation(interval)
    if word:
        return f"{plus} is {word} {minus}"
    return f"{plus} less {minus} is {story.spelled(story.row_unit(row), interval)}"


def _relation(interval: Interval) -> str:
    """How two sides stand to each other, when zero is all that is between them."""
    if interval == exactly(0):
        return "the same as"
    if interval.low == 0 and interval.high is None:
        return "above" if interval.low_open else "at least"
    if interval.high == 0 and interval.low is None:
        return "below" if interval.high_open else "at most"
    return ""


def added(story: Story, terms: Sequence[tuple[str, Number]]) -> str:
    """A sum in words: `2023Q1 + 2 × 2023Q2`."""
    parts = []
    for name, factor in terms:
        times = "" if factor == 1 else f"{exact_text(Fraction(factor))} × "
        parts.append(f"{times}{story.name(name)}")
    return " + ".join(parts)


def _figure(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    printed = phrase(story, constraint)
    return f"{story.name(constraint.terms[0][0])} is printed as {printed}"


def _changed(story: Story, constraint: Constraint) -> str:
    """A change: what is compared, by how much."""
    assert isinstance(constraint, Row)
    pair = _pair(story, constraint)
    if pair is None:
        return formula(story, constraint)
    upper, lower = pair
    return f"{upper} is {phrase(story, constraint)} on {lower}"


def _pair(story: Story, row: Row) -> tuple[str, str] | None:
    """What is compared with what, when it is one quantity with one other."""
    if len(row.terms) == 1:
        variable = story.variable(row.terms[0][0])
        if variable.lower is None:
            return None
        quantity, base = variable.quantity, variable.lower
        return story.short(quantity), story.base(quantity, base)
    if len(row.terms) != 2:
        return None
    upper = [name for name, factor in row.terms if factor == 1]
    lower = [name for name, factor in row.terms if factor == -1]
    if not upper or not lower:
        return None
    one, other = story.variable(upper[0]), story.variable(lower[0])
    if one.kind != "quantity" or other.kind != "quantity":
        return story.name(upper[0]), story.name(lower[0])
    return story.short(one.quantity), story.base(one.quantity, other.quantity)


def _sum(story: Story, constraint: Constraint) -> str:
    """A whole and its parts."""
    assert isinstance(constraint, Row)
    whole = [name for name, factor in constraint.terms if factor > 0]
    parts = [story.name(name) for name, factor in constraint.terms if factor < 0]
    if len(whole) != 1 or not parts:
        return formula(story, constraint)
    least = "" if constraint.interval == exactly(0) else "at least "
    if len(parts) == 1:
        return f"{story.name(whole[0])} is {least or 'the same as '}{parts[0]}"
    return f"{story.name(whole[0])} is {least}the sum of {naming.listed(parts)}"


def _within(story: Story, constraint: Constraint) -> str:
    """What goes on counts what is in it."""
    assert isinstance(constraint, Row)
    whole = [story.name(name) for name, factor in constraint.terms if factor > 0]
    part = [story.name(name) for name, factor in constraint.terms if factor < 0]
    return f"{naming.listed(whole)} includes {naming.listed(part)}"


def _rank(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    named = [name for name, _ in constraint.terms if story.variable(name).kind == "quantity"]
    figure = story.figure(constraint)
    if not named or not isinstance(figure, Rank):
        return formula(story, constraint)
    return f"{story.name(named[0])} ranks {places(figure)}"


def places(rank: Rank) -> str:
    """2, or 2 to 4."""
    return str(rank.low) if rank.low == rank.high else f"{rank.low} to {rank.high}"


def _counted(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    low = -Fraction(min(factor for _, factor in constraint.terms))
    unit = story.unit(next(name for name, factor in constraint.terms if factor > 0))
    reached = story.spelled(unit, Interval(low)).removeprefix("at least ")
    others = []
    for name, factor in constraint.terms:
        claim = story.model.claims.get(story.variable(name).value)
        if factor < 0 and claim is not None:
            printed = naming.clipped(claim.readings[0].text)
            others.append(f"{naming.entity(claim.entity, story.vocabulary)} ({printed})")
    verb = "reaches" if len(others) == 1 else "reach"
    return f"{_rank(story, constraint)}, but {naming.listed(others)} {verb} {reached}"


def _shares(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    parts = [story.name(name) for name, _ in constraint.terms]
    if len(parts) == 1:
        return f"{parts[0]} is at most the whole, 100%"
    return f"{naming.listed(parts)} are shares of one whole, together at most 100%"


def _one_link(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    linked = [story.variable(name) for name, _ in constraint.terms]
    what = naming.quantity(linked[0].quantity, story.vocabulary)
    others = [naming.entity(variable.value, story.vocabulary) for variable in linked]
    return f"{what} is {naming.listed(others, 'or')}, not both"


def _excluded(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    what = {
        naming.metric(story.variable(name).quantity.metric, story.vocabulary)
        for name, _ in constraint.terms
    }
    return f"{naming.listed(sorted(what))} exclude each other"


def _place(story: Story, constraint: Constraint) -> str:
    """What the places of a league mean."""
    assert isinstance(constraint, Row)
    named = [story.variable(name) for name, _ in constraint.terms]
    places = [variable.value for variable in named if variable.kind == "place"]
    if len(places) != 1:
        return formula(story, constraint)
    return f"nobody is above place {places[0]}"


def _linked(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    return is_(story, constraint.terms[0][0], constraint.interval)


def _held(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    return f"{story.label(constraint.label)} holds"


def _event(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    if len(constraint.terms) == 1:
        began = constraint.interval.low
        day = "" if began is None else f", on {story.spelled(('day', ''), exactly(began))}"
        return f"it was said after its period began{day}"
    return "it had happened when it was said"


def _said(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Row)
    when = story.spelled(("day", ""), constraint.interval)
    return f"{story.label(constraint.label)} was said {when}"


def _ratio(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Product)
    result, lower = story.name(constraint.result), story.name(constraint.right)
    return f"{result} is its growth times {lower}"


def _share(story: Story, constraint: Constraint) -> str:
    """A share or a margin: a product, or the same ratio by another name."""
    if isinstance(constraint, Row):
        return formula(story, constraint)
    part, share, whole = (
        story.name(name) for name in (constraint.result, constraint.left, constraint.right)
    )
    return f"{share} is {part} divided by {whole}"


def _rate(story: Story, constraint: Constraint) -> str:
    assert isinstance(constraint, Product)
    one, other = story.name(constraint.result), story.name(constraint.right)
    return f"{one} and {other} are one amount, at one rate for all in the document"


def _ratios(story: Story, constraint: Constraint) -> str:
    return "a share changes as its part does over its whole"


def _basis(story: Story, constraint: Constraint) -> str:
    """A reading of a basis that nobody stated."""
    return bases(story, [constraint])


def bases(story: Story, readings: Sequence[Constraint]) -> str:
    """Which figures are read as standing on which basis."""
    named = [story.variable(name).quantity for one in readings for name in unknowns(one)]
    scopes = sorted({quantity.scope for quantity in named})
    stated = [naming.scope(one, story.vocabulary) for one in scopes if not one.startswith(UNSTATED)]
    documents = [one[1:] for one in scopes if one.startswith(UNSTATED) and one != UNSTATED]
    whose = f"the figures of {naming.listed(documents)}" if documents else "the figures"
    if not stated:
        return f"{whose} are taken to stand on one basis"
    return f"{whose} are read as {naming.listed(stated)}"


SENTENCES: dict[str, Callable[[Story, Constraint], str]] = {
    "figure": _figure,
    "change": _changed,
    "points": _changed,
    "difference": _changed,
    "direction": _formula,
    "order": _formula,
    "same": _formula,
    "trend": _formula,
    "rank": _rank,
    "counted": _counted,
    "holds": _held,
    "place": _place,
    "link": _linked,
    "date": _linked,
    "said": _said,
    "at-most": _formula,
    "calendar-sum": _sum,
    "total": _sum,
    "within-period": _within,
    "scope": _formula,
    "shares": _shares,
    "single-valued": _one_link,
    "only": _excluded,
    "said-after": _event,
    "ratio": _ratio,
    "share": _share,
    "margin": _share,
    "exchange-rate": _rate,
    "ratio-product": _ratios,
    "same-basis": _basis,
}
"""By kind. A test holds that every kind a relation makes has its sentence."""
