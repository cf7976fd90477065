"""How a chain ends: two things known of one quantity that do not meet."""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import is_
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation import chain
from cloudkb.check.explanation.card_style import PrintUnit
from cloudkb.check.explanation.context import ProofContext
from cloudkb.check.explanation.discrepancy import distance, gap_between, gap_words, misses, widened
from cloudkb.check.explanation.punctuation import capital, clauses, stopped, unstopped
from cloudkb.check.explanation.sentences import says, statement
from cloudkb.check.relations import kind
from cloudkb.check.relations.rank import COUNTED, places
from cloudkb.check.solver.problem import Clash, Given, Row
from cloudkb.language import worded
from cloudkb.model import Change, Claim, Rank, Step


def explain(context: ProofContext, end: Clash, strain: Fraction | None) -> list[Step]:
    """A step for every narrowing that is more than a print, then what clashes."""
    story, unit = context.story, context.story.unit(end.variable)
    sides = sorted(end.known, key=lambda one: bool(context.rows(one)))
    gap = sides[0].interval.gap(sides[1].interval) if len(sides) == 2 else None
    sides = [context.whole(one) for one in sides]
    if gap is not None:
        story.show(unit, gap)
    steps = chain.explain(context)
    if (
        story.variable(end.variable).kind == "holds"
        and steps[-1:]
        and steps[-1].kind == COUNTED.name
    ):
        return [*steps[:-1], _counted(context, steps[-1], strain)]
    printed = [context.rows(given) for given in sides]
    sources = tuple(sorted({row.label for rows in printed for row in rows}))
    against = len(sides) == 2 and bool(printed[1]) and not printed[0] and bool(sides[0].steps)
    if against and context.previous is not None and context.root(sides[0]) == context.previous:
        steps[-1] = _joined(context, steps[-1], printed[1], sources)
        text = capital(misses(story, unit, sides[0].interval, sides[1].interval))
    elif against:
        derived = is_(story, end.variable, sides[0].interval)
        over = misses(story, unit, sides[0].interval, sides[1].interval)
        said = printed_by(context, printed[1])
        text = worded(
            "So {derived}; {said}. {clash}", derived=derived, said=said, clash=capital(over)
        )
    elif len(sides) == 2 and all(printed):
        variable = story.variable(end.variable)
        alone = not story.varying - {"scope"} or unit[0] in (FLAG, "day")
        name = "" if alone else story.short(variable.quantity)
        both = clauses([printed_by(context, rows, name) for rows in printed])
        far = _apart(context, printed, unit, gap) if gap and unit[0] != FLAG else ""
        clash = capital(far or worded("both cannot be"))
        text = worded("{told}. ", told=both) + clash
    else:
        text = _nothing(context, sides, gap)
    text = stopped(text + widened(strain, unit, joined=bool(gap)))
    return [*steps, Step("clash", text, end.variable, sides[0].interval, sources)]


def _apart(
    context: ProofContext, printed: Sequence[Sequence[Row]], unit: PrintUnit, gap: Fraction
) -> str:
    """How far two prints lie apart: growths a year over the same years, by the year."""
    story = context.story
    figures = [story.figure(row) for rows in printed for row in rows]
    rates = [one for one in figures if isinstance(one, Change) and one.rate]
    if not rates:
        rows = [row for each in printed for row in each]
        if len(rows) == 2:
            return worded("they are {far}", far=gap_between(story, unit, rows[0], rows[1], gap))
        return worded("they are {far}", far=gap_words(story, unit, gap))
    if len(rates) == len(figures) == 2 and rates[0].years == rates[1].years:
        yearly = rates[0].interval.gap(rates[1].interval)
        if yearly is not None and yearly > 0:
            far = distance(story, unit, yearly, "相差")
            return worded("they are {size} a year apart", size=far)
    return worded("over all the years they are {far}", far=gap_words(story, unit, gap))


def _counted(context: ProofContext, last: Step, strain: Fraction | None) -> Step:
    """More figures lie above a rank than it allows."""
    story = context.story
    row = next(one.constraint for one in context.steps if one.constraint.kind == COUNTED.name)
    assert isinstance(row, Row)
    figure = story.figure(row)
    assert isinstance(figure, Rank)
    name = next(name for name, factor in row.terms if factor > 0)
    counted = [story.variable(one) for one, factor in row.terms if factor < 0]
    above = [
        worded(
            "{figure} for {name}",
            figure=_prints(story.model.claims[one.value]),
            name=story.short(story.ranked_against(one)),
        )
        for one in counted
    ]
    own = [
        context.phrase(given)
        for step in context.steps
        for given in step.given
        if given.variable == name and step.constraint == row
    ]
    text = worded(
        "{name} ranks {place}, so that no other may lie above it; but {above} lie above {own}"
        if figure.high == 1
        else "{name} ranks {place}, so that at most {most} other may lie above it; but "
        "{above} lie above {own}",
        name=story.name(name),
        place=places(figure),
        above=naming.listed(above),
        own=naming.listed(own),
        **({} if figure.high == 1 else {"most": figure.high - 1}),
    )
    text = stopped(text + widened(strain, story.unit(name), joined=False))
    labels = {row.label, *(one.value for one in counted), *last.sources}
    return Step("clash", text, last.quantity, last.interval, tuple(sorted(labels)))


def _prints(claim: Claim) -> str:
    return worded(" or ").join(naming.printed(reading) for reading in claim.readings)


def _joined(
    context: ProofContext, last: Step, printed: Sequence[Row], sources: Sequence[str]
) -> Step:
    """The step that leads to a clash, with the print that it clashes with."""
    text = unstopped(last.text) + worded("; ", "；") + stopped(printed_by(context, printed))
    return last._replace(text=text, sources=tuple(sorted({*last.sources, *sources})))


def printed_by(context: ProofContext, rows: Sequence[Row], name: str = "") -> str:
    """Who prints what, for which quantity."""
    story = context.story
    return clauses(
        [
            statement(story, row) if kind(row).number == "day" else says(story, row, name)
            for row in rows
        ]
    )


def _nothing(context: ProofContext, sides: Sequence[Given], gap: Fraction | None) -> str:
    """Nothing is left of a quantity, when no print stands against what was derived."""
    story = context.story
    quantity = sides[0].variable
    unit = story.unit(quantity)
    derived = [given.steps and not context.rows(given) for given in sides]
    natural = [given for given in sides if not given.steps and given.interval.low == 0]
    others = [given for given in sides if given.steps]
    if natural and len(others) == 1 and context.previous is not None:
        least = _least(context, sides[0], story.name(quantity))
        if context.root(others[0]) == context.previous:
            return least
        return worded("{said}, but {least}", said=_side(context, others[0]), least=least)
    text = worded("That leaves nothing for {name}", name=story.name(quantity))
    if len(sides) == 2 and all(derived) and unit[0] != FLAG:
        if not gap:
            return text
        far = distance(story, unit, gap, "相隔")
        return text + worded("; {far} lie between the two", far=far)
    return text + worded(": ") + clauses([_side(context, given) for given in sides])


def _least(context: ProofContext, given: Given, name: str) -> str:
    """The end below which a quantity cannot be by nature; a growth of -100 % leaves nothing."""
    is_growth = context.story.unit(given.variable)[0] == "relative"
    return worded(
        "{name} cannot be below -100%" if is_growth else "{name} cannot be negative", name=name
    )


def _side(context: ProofContext, given: Given) -> str:
    story = context.story
    if not given.steps:
        low = given.interval.low
        if low == 0:
            return _least(context, given, worded("it"))
        return story.spell(given.variable, given.interval)
    rows = context.rows(given)
    if rows:
        return printed_by(context, rows)
    return is_(story, given.variable, given.interval)
