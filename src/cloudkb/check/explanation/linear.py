"""A linear proof told as lines that are added up: all but one print, then what that one misses."""

from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import formula, is_
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation import chain
from cloudkb.check.explanation.context import ProofContext, leaves
from cloudkb.check.explanation.discrepancy import clash_sentence, distance, widened
from cloudkb.check.explanation.punctuation import (
    aside,
    clauses,
    equals,
    is_times,
    more,
    sentence,
)
from cloudkb.check.explanation.sentences import says, statement
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Edge, Envelope, Part, Proof, Row, Sum, Weighted, unknowns
from cloudkb.figures.decimals import exact_text
from cloudkb.figures.printing import print_styled, style
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Step

_ZERO = Fraction(0)
_SHORT = 6
"""Characters of a weight that is told."""


class Sums:
    """One linear proof, ready to be told."""

    def __init__(
        self, story: Story, proof: Proof, strain: Fraction | None, first: str = ""
    ) -> None:
        """`first` is the label of the first suspect, whose print is told last."""
        assert isinstance(proof.end, Sum)
        self.story = story
        self.context = ProofContext(story, proof.steps)
        self.end = proof.end._replace(parts=tuple(map(self._as_print, proof.end.parts)))
        self.strain = strain
        self.focus = _focus(self.end, story, first)
        self.unit = Fraction(1)
        """The weight that counts once."""
        if self.focus is not None:
            self.unit = abs(self.focus.weight * Fraction(self.focus.row.terms[0][1]))
        else:
            weights = [abs(part.weight) for part in self.end.parts if not isinstance(part, Edge)]
            self.unit = min(weights, default=Fraction(1))

    def _as_print(self, part: Part) -> Part:
        """A known end that is a claim's print, as that claim's row."""
        if not isinstance(part, Edge):
            return part
        for row in self.context.rows(part.known):
            if _side(leaves(row), part.weight) == _side(part.known.interval, part.weight):
                return Weighted(part.weight / Fraction(row.terms[0][1]), row)
        return part

    def explain(self) -> list[Step]:
        """Lines for all but the print in question, the total, and what it misses."""
        story, focus = self.story, self.focus
        if focus is None:
            return [*chain.explain(self.context), *self._lines(), self._without_print()]
        rest = self.rest(focus)
        gap = rest.gap(leaves(focus.row))
        story.show(story.unit(focus.row.terms[0][0]), gap or _ZERO)
        return [*chain.explain(self.context), *self._lines(), *self._total(focus, rest)]

    def rest(self, focus: Weighted) -> Interval:
        """What all parts but the print in question leave for its quantity."""
        factor = focus.weight * Fraction(focus.row.terms[0][1])
        others = self.end.total - focus.weight * _bound(focus)
        is_open = any(_open(part) for part in self.end.parts if part is not focus)
        if factor > 0:
            return Interval(-others / factor, None, is_open, False)
        return Interval(None, others / -factor, False, is_open)

    def _counted(self, part: Part) -> str:
        """How often a line counts, where that can be said in a word."""
        times = abs(part.weight) / self.unit
        exact = exact_text(times) or ""
        if times == 1 or "/" in exact or len(exact) > _SHORT or isinstance(part, Edge):
            return ""
        if isinstance(part, Weighted) and self.focus is not None:
            units = self.story.row_unit(part.row), self.story.row_unit(self.focus.row)
            if units[0] != units[1]:
                return ""
        if times == 2:
            return worded(", counted twice")
        return worded(", counted {times} times", times=exact)

    def _lines(self) -> list[Step]:
        parts = [
            part for part in self.end.parts if part is not self.focus and not _goes_without(part)
        ]
        parts.sort(key=lambda part: (isinstance(part, Edge), _is_print(part), _label(part)))
        return [self._line(part) for part in parts]

    def _line(self, part: Part) -> Step:
        story = self.story
        counted = self._counted(part)
        if isinstance(part, Edge):
            known = part.known
            end = _side(known.interval, part.weight)
            text = is_(story, known.variable, end)
            steps = known.steps
            sources = {self.context.steps[one].constraint.label for one in steps}
            return Step("known", sentence(text + counted), known.variable, end, _sorted(sources))
        if isinstance(part, Envelope):
            return self._envelope(part, counted)
        row = part.row
        used = _side(row.interval, part.weight)
        if len(row.terms) == 1 and row.label in story.model.claims:
            name, one = row.terms[0]
            known_side = used.scale(1 / Fraction(one))
            text = is_(story, name, known_side) + aside(story.phrase(row))
        elif row.interval.low == row.interval.high or _relation_only(row):
            text = statement(story, row)
            used = row.interval
        else:
            text = formula(story, row, used) + aside(story.phrase(row))
        about = row.terms[0][0] if len(row.terms) == 1 else ""
        return Step(
            row.kind or "relation",
            sentence(text + counted),
            about,
            used if about else None,
            _sorted({row.label}),
        )

    def _envelope(self, envelope: Envelope, counted: str) -> Step:
        """A product on its box: so many times its base, where that is all it says."""
        story, product = self.story, envelope.product
        sources = {product.label}
        for given in (envelope.left, envelope.right):
            sources |= {self.context.steps[one].constraint.label for one in given.steps}
        factors = dict(envelope.terms)
        times = -factors.get(product.right, _ZERO) / (factors.get(product.result) or Fraction(1))
        if not factors.get(product.left) and envelope.low == 0 and times > 0:
            up = factors.get(product.result, _ZERO) < 0
            bound = Interval(None, times) if up else Interval(times)
            least = print_styled(bound, style("times"))
            printed = self.context.rows(envelope.left)
            why = aside(naming.listed([story.phrase(row) for row in printed])) if printed else ""
            text = is_times(story.name(product.result), least, story.name(product.right)) + why
        else:
            box = [
                is_(story, one.variable, one.interval) for one in (envelope.left, envelope.right)
            ]
            text = worded(
                "{holds}, where {given}", holds=statement(story, product), given=clauses(box)
            )
        return Step("product", sentence(text + counted), product.result, None, _sorted(sources))

    def _total(self, focus: Weighted, rest: Interval) -> list[Step]:
        story, row = self.story, focus.row
        name = row.terms[0][0]
        if story.variable(name).kind == "ratio":
            text = worded("added up: {derived}", derived=is_(story, name, rest))
        else:
            text = worded(
                "added up, they leave {value} for {name}",
                value=equals(more(story.spell(name, rest))),
                name=story.name(name),
            )
        text += worded("; ", "；") + says(story, row)
        sources = {_label(part) for part in self.end.parts}
        return [
            Step("sum", sentence(text), name, rest, _sorted(sources)),
            clash_sentence(
                story, story.unit(name), self.strain, name, rest, leaves(row), (row.label,)
            ),
        ]

    def _without_print(self) -> Step:
        """Nothing but relations: what they say of themselves when all is added up."""
        story = self.story
        rows = [part.row for part in self.end.parts if isinstance(part, Weighted)]
        sources = _sorted({_label(part) for part in self.end.parts})
        plain = all(
            end in (None, 0) for row in rows for end in (row.interval.low, row.interval.high)
        )
        if self.end.total == 0 and plain and rows and len(rows) == len(self.end.parts):
            name, _ = min(rows[0].terms)
            text = worded("added up, {name} would have to lie above itself", name=story.name(name))
            return Step("clash", sentence(text), name, None, sources)
        unit = self._common_unit()
        total = -self.end.total / self.unit
        if unit is None and total:
            text = worded(
                "added up, the unknowns cancel, and less than zero would have to be zero or more"
            )
        elif unit is not None and total:
            far = distance(story, unit, total, "还差")
            text = worded("added up, the unknowns cancel, and {far} are missing", far=far)
        else:
            text = worded("added up, the unknowns cancel, and zero would have to lie above zero")
        text += widened(self.strain, unit or ("", ""))
        return Step("clash", sentence(text), "", None, sources)

    def _common_unit(self) -> tuple[str, str] | None:
        """The unit of all lines, where they have one."""
        story = self.story
        units = set()
        for part in self.end.parts:
            if isinstance(part, Weighted):
                units.add(story.row_unit(part.row))
            elif isinstance(part, Edge):
                units.add(story.unit(part.known.variable))
            else:
                units |= {story.unit(name) for name in unknowns(part.product)}
        units = {("points", "") if unit[0] in ("ratio", "times") else unit for unit in units}
        return units.pop() if len(units) == 1 else None


def _focus(end: Sum, story: Story, first: str) -> Weighted | None:
    """The print that is told last: the first suspect's, else the one farthest from zero."""
    prints = [
        part
        for part in end.parts
        if isinstance(part, Weighted)
        and len(part.row.terms) == 1
        and part.row.label in story.model.claims
        and story.unit(part.row.terms[0][0])[0] != FLAG
    ]
    if not prints:
        return None
    least = min(abs(part.weight * Fraction(part.row.terms[0][1])) for part in prints)
    return max(
        prints,
        key=lambda part: (
            abs(part.weight * Fraction(part.row.terms[0][1])) == least,
            part.row.label == first,
            abs(_bound(part)),
            part.row.label,
        ),
    )


def _goes_without(part: Part) -> bool:
    """Tell whether a part only says that something is not below zero."""
    return isinstance(part, Edge) and not part.known.steps and part.known.interval.low == 0


def _bound(part: Weighted) -> Fraction:
    end = part.row.interval.high if part.weight > 0 else part.row.interval.low
    return _ZERO if end is None else end


def _open(part: Part) -> bool:
    if isinstance(part, Envelope):
        return part.open
    interval = part.row.interval if isinstance(part, Weighted) else part.known.interval
    return interval.high_open if part.weight > 0 else interval.low_open


def _side(interval: Interval, weight: Fraction) -> Interval:
    """The end of an interval that a weight uses."""
    return interval.to_high() if weight > 0 else interval.from_low()


def _relation_only(row: Row) -> bool:
    """Tell whether a row has but one end, so that its sentence says all of it."""
    return row.interval.low is None or row.interval.high is None


def _is_print(part: Part) -> bool:
    return isinstance(part, Weighted) and len(part.row.terms) == 1


def _label(part: Part) -> str:
    if isinstance(part, Weighted):
        return part.row.label
    return part.product.label if isinstance(part, Envelope) else ""


def _sorted(labels: set[str]) -> tuple[str, ...]:
    return tuple(sorted(labels - {""}))
