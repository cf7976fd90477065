"""What is known at each step of a proof, and which prints that comes from."""

from collections.abc import Mapping
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import is_
from cloudkb.check.explanation.punctuation import equals, more
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Constraint, Given, Narrowing, Row, unknowns
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded

_TOLD_WHOLE = frozenset(("link", "holds", "said", "day", "ratio", "rate"))
"""Kinds of unknowns that are told as a sentence, not as a number for a name."""


class ProofContext:
    """The narrowings of a proof, whatever ends it."""

    def __init__(self, story: Story, steps: tuple[Narrowing, ...]) -> None:
        """Steps in order, as in the proof."""
        self.story = story
        self.previous: int | None = None
        """The step that was told last, which the next one may call that."""
        self.steps: list[Narrowing] = []
        # each rests on those before it
        for step in steps:
            self.steps.append(self._with_both_ends(step))

    def _with_both_ends(self, step: Narrowing) -> Narrowing:
        given = tuple(self.whole(one) for one in step.given)
        around = {one.variable: one.interval for one in given}
        wider = _left_for(step.variable, step.constraint, around)
        return step._replace(interval=_both_ends(step.interval, wider), given=given)

    def whole(self, given: Given) -> Given:
        """What is known, with the ends that the proof had no need of."""
        found = given.interval
        for one in given.steps:
            found = _both_ends(found, self.steps[one].interval)
        return given._replace(interval=found)

    def is_print(self, index: int) -> bool:
        """Tell whether a step is what a claim prints, and not derived."""
        row = self.steps[index].constraint
        return len(unknowns(row)) == 1 and row.label in self.story.model.claims

    def root(self, given: Given) -> int | None:
        """The one step that what is known comes from."""
        return given.steps[0] if len(given.steps) == 1 else None

    def is_that(self, given: Given) -> bool:
        """Tell whether a given is what the step before has told, and no print of its own."""
        if not given.steps or self.story.variable(given.variable).kind in _TOLD_WHOLE:
            return False
        return self.previous is not None and self.root(given) == self.previous

    def rows(self, given: Given) -> tuple[Row, ...]:
        """The claims whose prints a given is; empty when something was derived on the way."""
        if not all(map(self.is_print, given.steps)):
            return ()
        rows = (self.steps[one].constraint for one in given.steps)
        return tuple(dict.fromkeys(row for row in rows if isinstance(row, Row)))

    def grows(self, given: Given) -> bool:
        """Tell whether a ratio is given by a growth that somebody prints."""
        return any(kind(row).number == "growth" for row in self.rows(given))

    def bound(self, step: Narrowing) -> str:
        """What a step leaves, in its unit."""
        return more(self.story.spell(step.variable, step.interval))

    def result(self, step: Narrowing) -> str:
        """What a step leaves, and for what: `32.40 to 32.60% for 2022Q3`."""
        bound, name = self.bound(step), self.story.name(step.variable)
        return worded("{bound} for {name}", bound=equals(bound), name=name)

    def phrase(self, given: Given, where: bool = True) -> str:
        """What is known of a quantity: as printed, or as derived; empty when it is natural.

        `where` names the quantity behind a print.
        """
        if not given.steps:
            return ""
        name = self.story.name(given.variable)
        rows = self.rows(given)
        if self.story.variable(given.variable).kind in _TOLD_WHOLE:
            changes = [self.story.phrase(row) for row in rows if kind(row).number == "growth"]
            if changes:
                upper = self.story.short(self.story.variable(given.variable).quantity)
                told = naming.listed(changes)
                return _of_what(told, upper) if where else told
            return is_(self.story, given.variable, given.interval)
        if self.is_that(given):
            return worded("that", "该值")
        if rows:
            printed = naming.listed([self.story.phrase(row) for row in rows])
            return _of_what(printed, name) if where else printed
        return _of_what(more(self.story.spell(given.variable, given.interval)), name)

    def sources(self, index: int) -> tuple[str, ...]:
        """The claims and identities a step uses, with the prints it uses directly."""
        step = self.steps[index]
        prints = {one for given in step.given for one in given.steps if self.is_print(one)}
        found = {self.steps[one].constraint.label for one in prints} | {step.constraint.label}
        return tuple(sorted(found - {""}))


def _of_what(value: str, name: str) -> str:
    """A number with what it is of: `9亿元 for 2023Q1`, 2023年一季度（9亿元）."""
    if in_chinese():
        return f"{name[:-1]}，{value}）" if name.endswith("）") else f"{name}（{value}）"
    return f"{value} for {name}"


def leaves(row: Row) -> Interval:
    """What a row of one term leaves for its unknown."""
    return row.interval.scale(1 / Fraction(row.terms[0][1]))


def _left_for(variable: str, constraint: Constraint, known: Mapping[str, Interval]) -> Interval:
    """What a constraint leaves for one of its variables, both ends, given all the others.

    A proof keeps only the ends it needs; a reader wants to see both.
    """
    if not isinstance(constraint, Row):
        left, right = (known.get(one, Interval()) for one in (constraint.left, constraint.right))
        if variable == constraint.result:
            return left.times(right)
        other = right if variable == constraint.left else left
        return known.get(constraint.result, Interval()).over(other)
    found, own = constraint.interval, Fraction(1)
    for name, factor in constraint.terms:
        if name == variable:
            own = Fraction(factor)
        else:
            found = found.plus(known.get(name, Interval()).scale(-Fraction(factor)))
    return found.scale(1 / own)


def _both_ends(found: Interval, also: Interval) -> Interval:
    """What two derivations of the same leave, which always meet."""
    both = found.intersect(also)
    return found if both.is_empty() else both
