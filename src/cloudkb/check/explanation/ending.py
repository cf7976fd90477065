"""How a chain ends: two things known of one quantity that do not meet."""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.explanation import chain, naming
from cloudkb.check.explanation.context import Known
from cloudkb.check.explanation.discrepancy import distance, misses, widened
from cloudkb.check.explanation.punctuation import capital
from cloudkb.check.explanation.sentences import is_, phrase, places, statement
from cloudkb.check.explanation.story import FLAG
from cloudkb.check.solver.problem import Clash, Given, Row
from cloudkb.model import Claim, Rank, Step


def told(known: Known, end: Clash, strain: Fraction | None) -> list[Step]:
    """A step for every narrowing that is more than a print, then what clashes."""
    story, unit = known.story, known.story.unit(end.quantity)
    sides = sorted(end.known, key=lambda one: bool(known.rows(one)))
    gap = distance(sides[0].interval, sides[1].interval) if len(sides) == 2 else None
    sides = [known.whole(one) for one in sides]
    if gap is not None:
        story.show(unit, gap)
    steps = chain.told(known)
    if story.variable(end.quantity).kind == "holds" and steps[-1:] and steps[-1].kind == "counted":
        return [*steps[:-1], _counted(known, steps[-1], strain)]
    printed = [known.rows(given) for given in sides]
    sources = tuple(sorted({row.label for rows in printed for row in rows}))
    against = len(sides) == 2 and bool(printed[1]) and not printed[0] and bool(sides[0].steps)
    if against and known.previous is not None and known.root(sides[0]) == known.previous:
        steps[-1] = _joined(known, steps[-1], printed[1], sources)
        text = capital(misses(story, unit, sides[0].interval, sides[1].interval))
    elif against:
        derived = is_(story, end.quantity, sides[0].interval)
        over = misses(story, unit, sides[0].interval, sides[1].interval)
        text = f"So {derived}; {says(known, printed[1])}. {capital(over)}"
    elif len(sides) == 2 and all(printed):
        variable = story.variable(end.quantity)
        alone = not story.varying - {"scope"} or unit[0] in (FLAG, "day")
        name = "" if alone else story.short(variable.quantity)
        both = naming.listed([says(known, rows, name) for rows in printed])
        apart = f"they are {story.apart(unit, gap)} apart" if gap and unit[0] != FLAG else ""
        text = f"{both}. {capital(apart or 'both cannot be')}"
    else:
        text = _nothing(known, sides, gap)
    text += f"{widened(strain, unit, joined=bool(gap))}."
    return [*steps, Step("clash", text, end.quantity, sides[0].interval, sources)]


def _counted(known: Known, last: Step, strain: Fraction | None) -> Step:
    """More figures lie above a rank than it allows."""
    story = known.story
    row = next(one.constraint for one in known.steps if one.constraint.kind == "counted")
    assert isinstance(row, Row)
    figure = story.figure(row)
    assert isinstance(figure, Rank)
    name = next(name for name, factor in row.terms if factor > 0)
    held = [story.variable(one) for one, factor in row.terms if factor < 0]
    above = [
        f"{_prints(story.network.claims[one.value])} for {story.short(story.held(one))}"
        for one in held
    ]
    own = [
        known.phrase(given)
        for step in known.steps
        for given in step.given
        if given.quantity == name and step.constraint == row
    ]
    most = "no other" if figure.high == 1 else f"at most {figure.high - 1} other"
    text = (
        f"{story.name(name)} ranks {places(figure)}, so that {most} may lie above it; but "
        f"{naming.listed(above)} lie above {naming.listed(own)}"
    )
    unit = story.unit(name)
    text += widened(strain, unit, joined=False) + "."
    labels = {row.label, *(one.value for one in held), *last.sources}
    return Step("clash", text, last.quantity, last.interval, tuple(sorted(labels)))


def _prints(claim: Claim) -> str:
    return " or ".join(naming.clipped(reading.text) for reading in claim.readings)


def _joined(known: Known, last: Step, printed: Sequence[Row], sources: Sequence[str]) -> Step:
    """The step that leads to a clash, with the print that it clashes with."""
    text = f"{last.text.removesuffix('.')}; {says(known, printed)}."
    return last._replace(text=text, sources=tuple(sorted({*last.sources, *sources})))


def says(known: Known, rows: Sequence[Row], name: str = "") -> str:
    """Who prints what, for which quantity."""
    story = known.story
    parts = []
    for row in rows:
        if row.kind == "said":
            parts.append(statement(story, row))
            continue
        verb = "prints" if row.kind == "figure" else "says"
        where = f" for {name}" if name else ""
        who = story.who(story.network.claims[row.label])
        parts.append(f"{who} {verb} {phrase(story, row)}{where}")
    return naming.listed(parts)


def _nothing(known: Known, sides: Sequence[Given], gap: Fraction | None) -> str:
    """Nothing is left of a quantity, when no print stands against what was derived."""
    story = known.story
    quantity = sides[0].quantity
    unit = story.unit(quantity)
    derived = [given.steps and not known.rows(given) for given in sides]
    natural = [given for given in sides if not given.steps and given.interval.low == 0]
    others = [given for given in sides if given.steps]
    if natural and len(others) == 1 and known.previous is not None:
        told = "" if known.root(others[0]) == known.previous else f"{_side(known, others[0])}, but "
        return f"{told}{story.name(quantity)} {_least(known, sides[0])}"
    text = f"That leaves nothing for {story.name(quantity)}"
    if len(sides) == 2 and all(derived) and unit[0] != FLAG:
        return f"{text}; {story.apart(unit, gap)} lie between the two" if gap else text
    return f"{text}: {naming.listed([_side(known, given) for given in sides])}"


def _least(known: Known, given: Given) -> str:
    """The end below which a quantity cannot be by nature; a growth of -100 % leaves nothing."""
    is_growth = known.story.unit(given.quantity)[0] == "relative"
    return "cannot be below -100%" if is_growth else "cannot be negative"


def _side(known: Known, given: Given) -> str:
    story = known.story
    if not given.steps:
        low = given.interval.low
        if low == 0:
            return f"it {_least(known, given)}"
        return story.spell(given.quantity, given.interval)
    rows = known.rows(given)
    if rows:
        return says(known, rows)
    return is_(story, given.quantity, given.interval)
