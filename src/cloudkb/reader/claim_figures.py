"""Figures of claims: what a print is read as, settled by its metric, document and period."""

from cloudkb import figures
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Amount, Document, Figure, Metric, Period, Place, Reading, RuleName
from cloudkb.reader import nodes
from cloudkb.reader.declared_names import Names
from cloudkb.reader.dimensions import unit_of
from cloudkb.reader.fields import Fields, File
from cloudkb.reader.figure_names import check_compared, check_names
from cloudkb.reader.figure_periods import settle
from cloudkb.words import unit_worded


def is_odd_count(figure: Figure, metric: Metric) -> bool:
    """Tell whether what is counted would be no whole number; an average of counts may be none."""
    return (
        metric.unit == "count"
        and metric.over_time != "level"
        and type(figure) is Amount
        and not figure.interval.holds_whole()
    )


def parsed(text: str, unit: str, counted: tuple[str, ...], extreme: str) -> Figure:
    """A print as a metric of a unit has it, which counts what is named, or is the extreme of many.

    Raises `FigureError`.
    """
    known = frozenset(counted)
    figure = figures.parse(text, link=unit == "entity", unit=unit, counted=known)
    itself = figures.end_itself(text, figure, extreme)
    return figures.parse(itself, unit=unit, counted=known) if itself else figure


class FigureReader:
    """Reads the figures of one document's claims."""

    def __init__(self, file: File, names: Names, document: Document) -> None:
        """`document` settles what a bare sign of a currency means."""
        self.file = file
        self.names = names
        self.document = document

    def readings(
        self, fields: Fields, about: tuple[str | None, Metric, Period], currency: str
    ) -> tuple[tuple[Reading, ...], Place | None]:
        """The readings of a claim and where they stand; what is wrong with them is told.

        `about` is what the claim is about, by entity, metric and period, which decides what years
        and parts of years they name; `currency` is the claim's own, or empty.
        """
        entity, metric, period = about
        readings, place = self._written(fields, metric, currency)
        node = fields.node("figure") or fields.node("either")
        if entity is None or node is None or not fields.sound:
            return readings, place
        settled = settle(self.file, self.names, node, readings, (entity, metric, period))
        fields.sound = settled is not None
        for one in settled or ():
            fields.sound = fields.sound and check_compared(
                self.file, self.names, node, one.figure, (entity, metric, period)
            )
        return settled or readings, place

    def _written(
        self, fields: Fields, metric: Metric, currency: str
    ) -> tuple[tuple[Reading, ...], Place | None]:
        if currency and metric.unit != "money":
            fields.refuse(
                "currency",
                worded("a currency on a {unit} metric", unit=unit_worded(metric.unit)),
                worded("take it out; what is counted or measured has none"),
            )
            return (), None
        if "figure" in fields and "either" in fields:
            fields.refuse(
                "either",
                worded("a claim has a figure or either readings, not both"),
                worded("keep one of the two"),
            )
            return (), None
        if "either" in fields:
            value = fields.node("either")
            if not isinstance(value, nodes.Listing) or len(value.items) < 2:
                fields.refuse(
                    "either",
                    worded("either takes two readings or more"),
                    worded("write either: [-16pp vs 2018, -16% vs 2018], or figure: for one"),
                )
                return (), None
            made = [
                self._reading(fields, item, metric, currency, either=True) for item in value.items
            ]
            return tuple(one for one in made if one is not None), self.file.place(value.items[0])
        if not fields.text("figure"):
            return (), None
        figure = fields.node("figure")
        assert figure is not None
        one = self._reading(fields, figure, metric, currency, either=False)
        return ((one,) if one is not None else ()), self.file.place(figure)

    def _reading(
        self, fields: Fields, node: nodes.Node, metric: Metric, currency: str, *, either: bool
    ) -> Reading | None:
        if type(node) is not nodes.Scalar or not node.text:
            if not isinstance(node, nodes.Nothing):
                self.file.complain(
                    "bad-value",
                    worded("a reading is one text"),
                    node,
                    worded("write -16pp vs 2018"),
                )
            fields.sound = False
            return None
        exact = fields.text("exact") in ("true", "yes")
        decimals = fields.text("decimals")
        if decimals and not figures.DECIMALS.fullmatch(decimals):
            fields.refuse(
                "decimals",
                worded("decimals cannot be {decimals}", decimals=decimals[:40]),
                worded(
                    "write a whole number from -99 to 99, as -6 for rounded to millions, or INF"
                ),
            )
            decimals = ""
        try:
            meant = parsed(node.text, unit_of(metric), metric.counted, metric.extreme)
        except figures.FigureError as error:
            rule: RuleName = "bad-date" if metric.unit == "date" else "bad-figure"
            if not fields.trapped:
                self.file.complain(
                    rule,
                    error.message,
                    self.file.within(node, error.column),
                    error.hint,
                )
            fields.sound = False
            return None
        try:
            figure = figures.fit(
                meant,
                unit=unit_of(metric),
                negative=metric.negative,
                currency=currency or self.document.currency,
                exact=exact,
                inside_either=either,
            )
            if currency:
                figure = figures.in_currency(figure, currency)
            if decimals:
                figure = figures.rounded_to(figure, decimals)
        except figures.FigureError as error:
            self.file.complain(
                "unfit-unit",
                worded("{message} ({metric})", message=error.message, metric=metric.id),
                self.file.within(node, error.column),
                error.hint,
            )
            fields.sound = False
            return None
        if not check_names(self.file, self.names, node, figure):
            fields.sound = False
        if isinstance(figure, Amount) and figure.form == "range":
            self._check_range(node, figure.interval)
        if is_odd_count(figure, metric):
            self.file.complain(
                "odd-count",
                worded("{text} of what is counted is no whole number", text=node.text[:60]),
                node,
                worded("look for a scale word that was lost: 万, million"),
                severity="note",
            )
        return Reading(node.text, figure)

    def _check_range(self, node: nodes.Scalar, ends: Interval) -> None:
        """Note a range whose ends lie too far apart to be meant."""
        if ends.low is None or ends.high is None or not ends.low * ends.high > 0:
            return
        odd = figures.odd_range(node.text)
        if odd is None:
            return
        hint = (
            worded("if the source means {meant}, write that", meant=odd.meant)
            if odd.meant
            else worded("look at the scale words in the source")
        )
        self.file.complain(
            "odd-range",
            worded(
                "the ends of {text} lie a factor of {factor:,} apart",
                text=node.text[:60],
                factor=odd.factor,
            ),
            node,
            hint,
            severity="note",
        )
