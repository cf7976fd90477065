"""A proof on ratios told as factors: 1.205 × 1.205 × 1.205 = 1.75, yet somebody says 2."""

from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import is_
from cloudkb.check.explanation import chain
from cloudkb.check.explanation.card_style import PrintUnit
from cloudkb.check.explanation.context import ProofContext
from cloudkb.check.explanation.discrepancy import clash_sentence, widened
from cloudkb.check.explanation.punctuation import is_times, sentence
from cloudkb.check.explanation.sentences import says, statement
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Cycle, Factor, Product, Proof, Ratio, Row
from cloudkb.figures.decimals import decimal_text, places_of
from cloudkb.interval import Interval, exactly
from cloudkb.language import worded
from cloudkb.model import Step

_ONE = Fraction(1)
_SPELLED_OUT = 3
"""Powers up to which a factor is repeated."""


class Cycles:
    """One proof on ratios, ready to be told."""

    def __init__(
        self, story: Story, proof: Proof, strain: Fraction | None, first: str = ""
    ) -> None:
        """`first` is the label of the first suspect, whose figure is told last."""
        assert isinstance(proof.end, Cycle)
        self.story = story
        self.end = proof.end
        self.strain = strain
        self.context = ProofContext(story, proof.steps)
        self.focus = self._focus(first)

    def explain(self) -> list[Step]:
        """The relations in the round, the factors multiplied, and what clashes."""
        order = self._order()
        steps = [*chain.explain(self.context), *self._lines(order)]
        if order is not None:
            return [*steps, *self._against_order(order)]
        if self.focus is None:
            return [*steps, self._closed()]
        return [*steps, *self._multiplied(self.focus)]

    def _focus(self, first: str) -> Factor | None:
        """The factor told last: the first suspect's, else the one farthest from 1."""
        single = [factor for factor in self.end.factors if abs(factor.power) == 1]
        printed = [factor for factor in single if self._rows(factor)]
        choices = printed or single
        if not choices:
            return None
        return max(
            choices,
            key=lambda factor: (
                first in {row.label for row in self._rows(factor)},
                factor.power < 0,
                abs((_end(factor) or _ONE) - 1),
                factor.known.variable,
            ),
        )

    def _rows(self, factor: Factor) -> tuple[Row, ...]:
        return self.context.rows(factor.known)

    def _order(self) -> Ratio | None:
        """The one order in the round, against which all factors can be told."""
        if len(self.end.ratios) != 1 or not self.end.factors:
            return None
        ratio = self.end.ratios[0]
        claimed = ratio.row.label in self.story.model.claims
        return ratio if claimed and ratio.power == 1 else None

    def _lines(self, without: Ratio | None) -> list[Step]:
        """Identities by name, and the orders between ratios."""
        lines: list[tuple[str, Row | Product]] = []
        for _, product in self.end.products:
            if product.label:
                lines.append((statement(self.story, product), product))
        for ratio in self.end.ratios:
            if ratio is not without:
                lines.append((statement(self.story, ratio.row), ratio.row))
        return [
            Step(
                one.kind or "relation", sentence(text), "", None, (one.label,) if one.label else ()
            )
            for text, one in dict.fromkeys(lines)
        ]

    def _against_order(self, order: Ratio) -> list[Step]:
        """`1.205 × 1.205 = 1.46: 2023 is at most 1.46 times 2021; k says above 2 × 2021`."""
        story, unit = self.story, ("times", "")
        bound = self.end.total / order.factor
        strict = any(_is_open(one) for one in self.end.factors)
        rest = Interval(None, bound, False, strict)
        said = Interval(1 / order.factor, None, order.strict)
        story.show(unit, rest.gap(said) or Fraction(0))
        above, below = story.variable(order.above), story.variable(order.below)
        base = story.base(above.quantity, below.quantity)
        most = story.spelled(unit, rest)
        text = self._product(None, order, True, bound, unit)
        text += is_times(story.name(order.above), most, base)
        text += worded("; ", "；") + says(story, order.row)
        return [
            Step("product", sentence(text), order.above, rest, self._sources()),
            clash_sentence(story, unit, self.strain, order.above, rest, said, (order.row.label,)),
        ]

    def _sources(self) -> tuple[str, ...]:
        sources = {row.label for one in self.end.factors for row in self._rows(one)}
        sources |= {product.label for _, product in self.end.products}
        sources |= {ratio.row.label for ratio in self.end.ratios}
        return tuple(sorted(sources - {""}))

    def _multiplied(self, focus: Factor) -> list[Step]:
        story = self.story
        name = focus.known.variable
        unit = story.unit(name)
        own = _end(focus) or _ONE
        ratios = any(one.strict for one in self.end.ratios)
        strict = ratios or any(_is_open(one) for one in self.end.factors if one is not focus)
        # all factors multiply to `total`, which would have to be 1 at least
        up = focus.power < 0
        bound = self.end.total * own if up else own / self.end.total
        rest = Interval(None, bound, False, strict) if up else Interval(bound, None, strict)
        printed = focus.known.interval
        story.show(unit, rest.gap(printed) or Fraction(0))
        product = self._product(focus, None, up, bound, unit)
        rows = self._rows(focus)
        claims = [story.model.claims[row.label] for row in rows]
        who = naming.listed([story.who(claim) for claim in claims])
        what = naming.listed([story.phrase(row) for row in rows])
        printed_side = printed.from_low() if up else printed.to_high()
        printed_text = is_(story, name, printed_side)
        if rows:
            value = story.spell(name, printed_side)
            printed_text = worded("{who} says {figure}: {value}", who=who, figure=what, value=value)
        text = product + is_(story, name, rest) + worded("; ", "；") + printed_text
        labels = [row.label for row in rows]
        return [
            Step("product", sentence(text), name, rest, self._sources()),
            clash_sentence(story, unit, self.strain, name, rest, printed, labels),
        ]

    def _product(
        self, focus: Factor | None, order: Ratio | None, up: bool, bound: Fraction, unit: PrintUnit
    ) -> str:
        """`1.205 × 1.205 × 1.205 = 1.75: `, the factors rounded as the bound is."""
        above: list[str] = []
        below: list[str] = []
        for factor in sorted(self.end.factors, key=lambda one: one.known.variable):
            if factor is focus:
                continue
            # a factor that raises the bound is rounded with it, one that lowers it against it
            raises = (factor.power > 0) == up
            shown = self._number(factor, up if raises else not up)
            power = abs(factor.power)
            times = [shown] * power if power <= _SPELLED_OUT else [f"{shown}^{power}"]
            (above if raises else below).extend(times)
        for ratio in self.end.ratios:
            if ratio.factor != 1 and ratio is not order:
                text = _decimal(ratio.factor, up)
                times = [text] * ratio.power
                (above if up else below).extend(times)
        if len(above) + len(below) < 2:
            return ""
        text = " × ".join(above) or "1"
        for shown in below:
            text += f" / {shown}"
        if unit[0] == "times":
            whole = exactly(bound) if places_of(bound, 5) < 5 else _one_end(bound, up)
            text += f" = {self._bare(unit, whole).removesuffix(worded(' times'))}"
        return text + worded(": ")

    def _bare(self, unit: PrintUnit, interval: Interval) -> str:
        """A single end in a unit, without the word for its side."""
        return self.story.spelled(unit, interval, bare=True)

    def _number(self, factor: Factor, up: bool) -> str:
        """The end of a factor that is used, with its unit when it is a level."""
        end = _end(factor) or _ONE
        unit = self.story.unit(factor.known.variable)
        if unit[0] in ("times", "ratio"):
            return _decimal(end, up)
        return self._bare(unit, _one_end(end, up))

    def _closed(self) -> Step:
        """No factor stands alone: what all of them multiply to."""
        parts = [
            is_(self.story, one.known.variable, one.known.interval) for one in self.end.factors
        ]
        explain = worded("{told}. ", told=naming.listed(parts)) if parts else ""
        less = worded("at most {end}", end=_decimal(self.end.total, True))
        if self.end.total == 1:
            less = worded("less than 1")
        text = explain
        text += worded("Multiplied all round that makes {value}, and it must be 1", value=less)
        text += widened(self.strain, ("times", ""))
        return Step("clash", sentence(text), "", None, self._sources())


def _end(factor: Factor) -> Fraction | None:
    interval = factor.known.interval
    return interval.high if factor.power > 0 else interval.low


def _one_end(end: Fraction, up: bool) -> Interval:
    """All up to an end, or from it on."""
    return Interval(None, end) if up else Interval(end)


def _is_open(factor: Factor) -> bool:
    interval = factor.known.interval
    return interval.high_open if factor.power > 0 else interval.low_open


def _decimal(value: Fraction, up: bool) -> str:
    places = min(places_of(value, 5), 4)
    return decimal_text(value, places, up=up)
