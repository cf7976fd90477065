"""Figures of claims: what a print is read as, settled by its metric, document and period."""

from cloudkb import figures
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Amount, Document, Metric, Period, Place, Reading, RuleName
from cloudkb.reader import nodes
from cloudkb.reader.dimensions import unit_of
from cloudkb.reader.fields import Fields, File
from cloudkb.reader.figure_names import check_compared, check_names
from cloudkb.reader.figure_periods import settle
from cloudkb.reader.names import Names
from cloudkb.words import unit_told


class FigureReader:
    """Reads the figures of one document's claims."""

    def __init__(self, file: File, names: Names, document: Document) -> None:
        """`document` settles what a bare sign of a currency means."""
        self.file = file
        self.names = names
        self.document = document

    def readings(
        self, fields: Fields, metric: Metric, currency: str
    ) -> tuple[tuple[Reading, ...], Place | None]:
        """The readings of a claim and where they stand; `currency` is the claim's own, or empty."""
        if currency and metric.unit != "money":
            self.file.complain(
                "bad-value",
                worded("a currency on a {unit} metric", unit=unit_told(metric.unit)),
                fields.place("currency"),
                worded("take it out; what is counted or measured has none"),
            )
            return (), None
        if "figure" in fields and "either" in fields:
            self.file.complain(
                "bad-value",
                worded("a claim has a figure or either readings, not both"),
                fields.place("either"),
                worded("keep one of the two"),
            )
            return (), None
        if "either" in fields:
            value = fields.node("either")
            if not isinstance(value, nodes.Listing) or len(value.items) < 2:
                self.file.complain(
                    "bad-value",
                    worded("either takes two readings or more"),
                    fields.place("either"),
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
        exact = "exact" in fields and fields.text("exact") in ("true", "yes")
        decimals = fields.text("decimals") if "decimals" in fields else ""
        if decimals and not figures.DECIMALS.fullmatch(decimals):
            self.file.complain(
                "bad-value",
                worded("decimals cannot be {decimals}", decimals=decimals[:40]),
                fields.place("decimals"),
                worded(
                    "write a whole number from -99 to 99, as -6 for rounded to millions, or INF"
                ),
            )
            fields.sound, decimals = False, ""
        try:
            meant = figures.parse(
                node.text,
                link=metric.unit == "entity",
                unit=unit_of(metric),
                counted=frozenset(metric.counted),
            )
            itself = figures.end_itself(node.text, meant, metric.extreme)
            if itself:
                counted = frozenset(metric.counted)
                meant = figures.parse(itself, unit=unit_of(metric), counted=counted)
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
                figure = figures.told_in(figure, currency)
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

    def settled(
        self,
        fields: Fields,
        readings: tuple[Reading, ...],
        entity: str | None,
        metric: Metric,
        period: Period,
    ) -> tuple[Reading, ...]:
        """The readings with what the claim's period decides: years, the same part of a year."""
        node = fields.node("figure") or fields.node("either")
        if entity is None or node is None or not fields.sound:
            return readings
        settled = settle(self.file, self.names, node, readings, (entity, metric, period))
        fields.sound = settled is not None
        return settled or readings

    def compared(
        self,
        fields: Fields,
        readings: tuple[Reading, ...],
        entity: str | None,
        metric: Metric,
        period: Period,
    ) -> None:
        """Report a figure that compares with what cannot be compared."""
        node = fields.node("figure") or fields.node("either")
        for reading in readings:
            if fields.sound and entity is not None and node is not None:
                about = (entity, metric, period)
                fields.sound = check_compared(self.file, self.names, node, reading.figure, about)
