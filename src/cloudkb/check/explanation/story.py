"""What all sentences of one conflict share: short names, scale words, decimals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from fractions import Fraction

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.formula_words import part_words
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.constraints.quantities import (
    Quantity,
    VariableMeaning,
    period_of,
)
from cloudkb.check.explanation.card_style import CardStyle, PrintUnit, print_unit
from cloudkb.check.relations import date
from cloudkb.check.relations.date import later
from cloudkb.check.solver.problem import Case, Constraint, Cycle, Row, unknowns
from cloudkb.figures.change_words import directed, places
from cloudkb.figures.decimals import places_of
from cloudkb.figures.printing import (
    print_days,
    print_number,
    print_styled,
    rounded_distance,
)
from cloudkb.interval import Interval, exactly
from cloudkb.language import in_chinese, worded
from cloudkb.model import (
    Amount,
    Change,
    Claim,
    DateFigure,
    Figure,
    Link,
    Reading,
)
from cloudkb.words import is_chinese, plural, unit_text

_MOST = 9
_SHOWN = 100
"""As a gap is told: with three figures."""
_NAMED = ("entity", "metric", "within", "scope")
"""Fields of a quantity that are told by a name, which two of them may share."""


class Story:
    """One conflict about to be told."""

    def __init__(
        self,
        model: ConstraintModel,
        labels: Iterable[str],
        cases: Iterable[Case] = (),
        like: Iterable[str] = (),
        also: Iterable[Constraint] = (),
        *,
        outscaled: bool = False,
    ) -> None:
        """Look at everything the proofs rest on, to see what goes without saying.

        `like` are the claims whose card it is told on: their prints give the unit, unless they
        may be `outscaled` by the others' (`CardStyle`). `also` is told beside what the proofs
        rest on.
        """
        self.model = model
        self.vocabulary = model.vocabulary
        self.labels = tuple(labels)
        claims = [model.claims[label] for label in self.labels if label in model.claims]
        self.claims = sorted(claims, key=lambda claim: (claim.place[:3], claim.id))
        """In the order of the files."""
        self._documents = {claim.document for claim in self.claims}
        self.identities = [label for label in self.labels if label not in model.claims]
        cases = tuple(cases)
        self.constraints = sorted(
            {*also, *(one for case in cases for one in case.proof.constraints())}, key=repr
        )
        self.rows: dict[str, list[Row]] = defaultdict(list)
        """The rows that take part in the proofs, by label."""
        for one in self.constraints:
            if isinstance(one, Row):
                self.rows[one.label].append(one)
        self.quantities = self._quantities()
        self.varying = self._varying()
        self._alike = self._namesakes()
        self._growths = self._told_as_growth(cases)
        own = [model.claims[label] for label in like if label in model.claims]
        self.style = CardStyle(own, self.claims, outscaled=outscaled)
        self.places: dict[PrintUnit, int] = {}
        """Decimals of the prints, by unit."""
        self.seen: dict[PrintUnit, int] = {}
        """Decimals without which a clash would be rounded away."""
        self._set_places()

    # --- what takes part -------------------------------------------------------------------

    def variable(self, name: str) -> VariableMeaning:
        """What an unknown stands for; one nobody knows stands for itself."""
        return self.model.variables.get(name) or VariableMeaning("", Quantity(name, ""))

    def ranked_against(self, variable: VariableMeaning) -> Quantity:
        """What a claim that has to hold is about, in the league of what is ranked."""
        claim = self.model.claims[variable.value]
        return variable.quantity._replace(entity=claim.entity)

    def _quantities(self) -> list[Quantity]:
        found: set[Quantity] = set()
        for constraint in self.constraints:
            for name in unknowns(constraint):
                variable = self.model.variables.get(name)
                if variable is not None and variable.kind == "holds":
                    found.add(self.ranked_against(variable))
                elif variable is not None and variable.kind != "said":
                    found.add(variable.quantity)
                    if variable.lower is not None:
                        found.add(variable.lower)
        return sorted(found)

    def _varying(self) -> frozenset[str]:
        """The fields that tell the quantities apart: as few as will do."""
        every = naming.varying(self.quantities)
        few = {"entity", "metric", "period"} & every
        for field in sorted(every - few):
            values = {getattr(one, field) for one in self.quantities} - {""}
            if len(values) > 1:
                few.add(field)
        short = {_by_fields(one, few) for one in self.quantities}
        whole = {_by_fields(one, every) for one in self.quantities}
        return frozenset(few) if len(short) == len(whole) else every

    def _told_as_growth(self, cases: Iterable[Case]) -> frozenset[str]:
        """The ratios that claims speak of in percent, unless they are to be multiplied."""
        if any(isinstance(case.proof.end, Cycle) for case in cases):
            return frozenset()
        return frozenset(
            name
            for row in self.constraints
            if isinstance(row, Row) and row.label in self.model.claims
            for name, _ in row.terms
            if self.variable(name).kind == "ratio"
        )

    def is_growth(self, unknown: str) -> bool:
        """Tell whether a ratio is told as a growth in percent."""
        return unknown in self._growths

    # --- names -----------------------------------------------------------------------------

    def short(self, quantity: Quantity) -> str:
        """A quantity without what all have in common; one whose name another has, with its ids."""
        name = naming.quantity(quantity, self.vocabulary, self.varying)
        if name not in self._alike:
            return name
        ids = [getattr(quantity, field) for field in _NAMED if field in self.varying]
        return f"{name} [{' '.join(filter(None, ids))}]"

    def _namesakes(self) -> frozenset[str]:
        """Names that mean two of the quantities."""
        names = [naming.quantity(one, self.vocabulary, self.varying) for one in self.quantities]
        return frozenset(name for name, times in Counter(names).items() if times > 1)

    def name(self, unknown: str) -> str:
        """What an unknown is called."""
        variable = self.variable(unknown)
        kind, quantity = variable.kind, variable.quantity
        if kind == "ratio" and variable.lower is not None:
            if self.is_growth(unknown):
                return self._growth(quantity, variable.lower)
            upper, lower = self.short(quantity), self.short(variable.lower)
            return worded("{upper} over {lower}", upper=upper, lower=lower)
        if kind == "part":
            return self._part(variable)
        if kind == "place":
            return worded("place {rank}", rank=variable.value)
        if kind == "rate":
            return worded("the rate of {pair}", pair=variable.value)
        if kind == "said":
            return worded("the day it was said")
        if kind == "holds":
            return self.label(variable.value)
        if kind == "link":
            linked = naming.entity(variable.value, self.vocabulary)
            what = naming.quantity(quantity, self.vocabulary)
            return worded("{what} being {linked}", what=what, linked=linked)
        if kind == "day":
            return later(self.short(quantity), int(variable.value or 0), 0)
        return self.short(quantity) if kind else naming.clipped(unknown)

    def _part(self, variable: VariableMeaning) -> str:
        """What stands inside a formula, with what tells it apart."""
        about = variable.quantity
        when = naming.period(about.period, about.entity, self.vocabulary)
        when = when if "period" in self.varying else ""
        assert variable.part is not None
        words = part_words(variable.part, self.vocabulary)
        owner = naming.entity(about.entity, self.vocabulary) if "entity" in self.varying else ""
        if in_chinese():
            return naming.composed(owner, when, "", words, "")
        words = f"{naming.possessive(owner)} {words}" if owner else words
        return f"{words} {naming.at(when)}" if when else words

    def _growth(self, upper: Quantity, lower: Quantity) -> str:
        """`growth in 2023`; `on 2020` where that is not the year before."""
        about = self.short(upper)
        only = about == naming.period(upper.period, upper.entity, self.vocabulary)
        text = worded("growth in {about}" if only else "the growth of {about}", about=about)
        try:
            usual = periods.year_before(period_of(upper.period)).text == lower.period
        except periods.PeriodError:
            usual = False
        if usual:
            return text
        base = self.base(upper, lower)
        if in_chinese():
            return f"{about}较{base}的增长率"
        return f"{text} on {base}"

    def base(self, upper: Quantity, lower: Quantity) -> str:
        """What a quantity is compared with: only the period where nothing else is another."""
        if upper._replace(period="") != lower._replace(period="") or not lower.period:
            return self.short(lower)
        period = naming.period(lower.period, lower.entity, self.vocabulary)
        if in_chinese() or self.short(lower) == period:
            return period
        return f"that of {period}"

    def label(self, label: str) -> str:
        """A claim's short id where all claims are of one document; else its full name."""
        claim = self.model.claims.get(label)
        if claim is None or len(self._documents) != 1:
            return label
        return label.removeprefix(f"{claim.document}/")

    def who(self, claim: Claim) -> str:
        """Who says so, where that tells the claims apart; else the claim's id."""
        speakers = [naming.speaker(one, self.model.facts) for one in self.claims]
        mine = naming.speaker(claim, self.model.facts)
        return mine if speakers.count(mine) == 1 else self.label(claim.id)

    def reading(self, row: Row) -> Reading | None:
        """The reading of a claim that gave a row."""
        claim = self.model.claims.get(row.label)
        if claim is None or not claim.readings:
            return None
        return claim.readings[min(row.reading or 0, len(claim.readings) - 1)]

    def figure(self, row: Row) -> Figure | None:
        """The figure of a claim that gave a row."""
        reading = self.reading(row)
        return None if reading is None else reading.figure

    def claim(self, name: str) -> Claim | None:
        """A claim that was compiled."""
        return self.model.claims.get(name)

    def phrase(self, row: Row) -> str:
        """A claim's figure inside a sentence: `26.7%`, `5.8 points down`, `+3%`."""
        reading = self.reading(row)
        if reading is None:
            return self.label(row.label)
        figure = reading.figure
        if isinstance(figure, Change):
            return self._changed(figure)
        if isinstance(figure, Link):
            return naming.entity(figure.entity, self.vocabulary)
        text = naming.printed(reading, self.vocabulary)
        return self._quoted(figure, text) if in_chinese() else text

    def _quoted(self, figure: Figure, text: str) -> str:
        """A print inside a Chinese sentence: what is in words of another language is quoted."""
        plain = is_chinese(text)
        if isinstance(figure, DateFigure):
            return text if plain else date.in_words(figure, self.vocabulary)
        if isinstance(figure, Amount):
            # 与“至少500亿元”不符, 最高降幅的“达15%”, but 与约500亿元不符
            first = text[:1]
            plain = not (is_chinese(first) or first.islower()) or figure.hedges == ("about",)
        return text if plain else f"“{text}”"

    def _changed(self, figure: Change) -> str:
        """A change with its rate, and of what where that is a loss."""
        if in_chinese():
            return directed(figure, self.style.of(print_unit(figure), figure.interval))
        rate = f" {figure.rate}" if figure.rate else ""
        loss = "a loss changed by " if figure.of_loss else ""
        return f"{loss}{self._change(figure)}{rate}"

    def _change(self, figure: Change) -> str:
        """A change without its base: a plain one as printed, any other by what it stands for."""
        if figure.change_unit == "direction":
            return "up" if figure.interval.low is not None else "down"
        unit = print_unit(figure)
        told = self.style.of(unit, figure.interval)
        value = figure.value
        if value is None or figure.hedges:
            return print_styled(figure.interval, told, exact=True, signed=True)
        if unit[0] == "relative":
            return self._sized(figure, value, signed=True)
        return f"{self._sized(figure, abs(value))} {'down' if value < 0 else 'up'}"

    def _sized(self, figure: Change, value: Fraction, *, signed: bool = False) -> str:
        """The number of a change with the decimals of its print."""
        told = self.style.of(print_unit(figure), figure.interval)
        return print_number(value, told, places=places(figure, told.by), signed=signed)

    # --- numbers ---------------------------------------------------------------------------

    def unit(self, unknown: str) -> PrintUnit:
        """What an unknown is told in."""
        variable = self.variable(unknown)
        if variable.kind in ("link", "holds"):
            return FLAG, ""
        if variable.kind in ("day", "said"):
            return "day", ""
        if self.is_growth(unknown):
            return "relative", ""
        if variable.kind in ("ratio", "rate"):
            return "times", ""
        if variable.kind == "part":
            return variable.unit
        metric = self.vocabulary.metrics.get(variable.quantity.metric)
        if metric is None:
            return "", ""
        unit = unit_text(metric.unit, metric.measure, metric.per)
        return {"date": "day", "entity": FLAG}.get(unit, unit), (
            variable.quantity.currency if metric.unit == "money" else ""
        )

    def row_unit(self, row: Row) -> PrintUnit:
        """What the sum of a row is told in: differences of ratios are points."""
        unit, currency = self.unit(row.terms[0][0])
        signs = {factor > 0 for _, factor in row.terms}
        if unit in ("ratio", "times", "relative") and len(signs) == 2:
            return "points", ""
        if unit == "day" and len(row.terms) > 1:
            return "count", ""
        return unit, currency

    def spell(self, unknown: str, interval: Interval) -> str:
        """An interval of an unknown; a ratio of 1.03 is a growth of +3% where it is told so."""
        if self.is_growth(unknown):
            interval = interval.shift(Fraction(-1))
        elif interval.high is not None and interval.low == 0 and self.is_positive(unknown):
            interval = interval.to_high()
        return self.spelled(self.unit(unknown), interval)

    def spelled(self, unit: PrintUnit, interval: Interval, *, bare: bool = False) -> str:
        """An interval in a unit, with the scale and the decimals of this conflict.

        `bare` tells a single end without the word for its side.
        """
        if unit[0] == "day":
            return print_days(interval)
        return print_styled(
            interval,
            self.style.of(unit, interval),
            places=self.places.get(unit, 0),
            least=self.seen.get(unit, 0),
            # 增长率 may do without a plus
            signed=unit[0] == "relative" and not in_chinese(),
            bare=bare,
        )

    def is_positive(self, unknown: str) -> bool:
        """Tell whether an unknown is a quantity, or a ratio of some, never below zero."""
        variable = self.variable(unknown)
        known = variable.quantity.metric in self.vocabulary.metrics
        return (
            known
            and variable.kind in ("quantity", "ratio", "place")
            and not self.model.may_be_negative(variable.quantity)
        )

    def apart(self, unit: PrintUnit, gap: Fraction) -> str:
        """How far two ends lie apart: `4.05 points`, `at least 21亿元`."""
        size, is_least = self.distance(unit, gap)
        return worded("at least {end}", end=size) if is_least else size

    def distance(self, unit: PrintUnit, gap: Fraction) -> tuple[str, bool]:
        """How far two ends lie apart, and whether it was rounded down: then it is more."""
        if unit[0] == "day":
            return plural(-(-gap.numerator // gap.denominator), "day"), False
        told = ("points", "") if unit[0] in ("ratio", "relative") else unit
        style = self.style.of(told, exactly(gap))
        return rounded_distance(gap, style, places=self.places.get(unit, 0))

    def show(self, unit: PrintUnit, gap: Fraction) -> None:
        """Take so many decimals that a gap is seen between two rounded ends."""
        if gap <= 0 or unit[0] == "day":
            return
        by = self.style.of(unit).by
        places = 0
        while places < _MOST and gap / by * 10**places < _SHOWN:
            places += 1
        self.seen[unit] = max(places, self.seen.get(unit, 0))

    def _ends(self) -> list[tuple[PrintUnit, Fraction]]:
        """Ends of what claims print, with their units."""
        return [
            (self.row_unit(row), end)
            for row in self.constraints
            if isinstance(row, Row) and row.label in self.model.claims
            for end in (row.interval.low, row.interval.high)
            if end is not None
        ]

    def _set_places(self) -> None:
        for unit, end in self._ends():
            if unit[0] in ("money", "ratio", "points"):
                needed = places_of(end / self.style.of(unit).by, 5)
                self.places[unit] = max(self.places.get(unit, 0), needed if needed <= 4 else 0)


def _by_fields(quantity: Quantity, fields: Set[str]) -> tuple[str, ...]:
    return tuple(getattr(quantity, field) for field in sorted(fields))
