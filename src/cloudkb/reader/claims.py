"""Claims, one by one, with the defaults of their group."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cloudkb import periods
from cloudkb.language import marked, worded
from cloudkb.model import Claim, Document, Metric, Period, Place, Reading
from cloudkb.reader import nodes
from cloudkb.reader.claim_figures import FigureReader
from cloudkb.reader.claim_ids import guessed_id
from cloudkb.reader.claim_keys import CLAIM_KEYS, GROUP_KEYS, KINDS, merged
from cloudkb.reader.declared_names import Names, check_id
from cloudkb.reader.documents import NOT_STATED, paragraph, read_day
from cloudkb.reader.fields import Fields, File, currency_code
from cloudkb.reader.given import GivenByDocument
from cloudkb.reader.metric_vocabulary import DIRECTIONS
from cloudkb.reader.plain_lines import PlainMapping
from cloudkb.reader.quick import QuickReader
from cloudkb.reader.taken_ids import TakenIds
from cloudkb.reader.vocabulary import NONE, PLAIN
from cloudkb.reader.waiting import Waiting

_TRUE_FALSE = ("true", "yes", "false", "no")
_DASH = marked("begin each claim with -")


class ClaimReader:
    """Reads the claims of one document."""

    def __init__(
        self,
        file: File,
        names: Names,
        document: Document,
        beside: "ClaimReader | None" = None,
    ) -> None:
        """`document` may be a broken one: its claims are checked all the same.

        `beside` reads claims of another document in the same file.
        """
        self.file = file
        self.names = names
        self.document = document
        self.claims: list[Claim] = []
        self.lost: set[str] = set()
        self.waiting = Waiting(file, names)
        self._taken = TakenIds(file)
        self._quantities: dict[tuple[Any, ...], tuple[str, int]] = {}
        """The id and the line of the first claim that says so."""
        if beside is not None:
            self.waiting = beside.waiting
            self._taken = beside._taken
            self._quantities = beside._quantities
        self._own_id = self._own_figure = False
        """No other claim of the file has the id of this one, or its figure."""
        self._given = GivenByDocument(names, document)
        self._figures = FigureReader(file, names, document)
        self._quick = QuickReader(file.path, names, document, self._given)

    def read(self, node: nodes.Node) -> None:
        """Take in everything under `claims:`."""
        for item in self.file.items("claims", node, worded(_DASH), may_be_empty=True):
            if isinstance(item, nodes.Mapping) and "claims" in item.items:
                self._group(item)
            else:
                self._claim(item, None)
        self.waiting.tell()

    def read_plain(self, items: Sequence[PlainMapping]) -> None:
        """Take in everything under `claims:` where it is plain lines."""
        for item in items:
            if item.inner is None:
                self._plain_claim(item, None)
                continue
            if not item.values.keys() <= GROUP_KEYS or "？" in item.values.values():
                Fields(self.file, item.node(), worded("a group of claims"), GROUP_KEYS)
            for one in item.inner:
                self._plain_claim(one, item)
        self.waiting.tell()

    def _plain_claim(self, item: PlainMapping, group: PlainMapping | None) -> None:
        own = item.values
        values = own if group is None else {**group.values, **own}
        figure = item if group is None or "figure" in own else group
        plain = None
        if "figure" in values and "id" in own:
            path = self.file.path
            place = Place(path, item.line, item.column)
            plain = self._quick.record(values, place, Place(path, *figure.ends("figure")))
        if plain is not None and self._taken.is_free(plain.id):
            self._taken.take(plain.id, nodes.Nothing(item.line_of("id"), 1))
            self._keep(plain)
            return
        self._claim(item.node(), None if group is None else group.node())

    def row(
        self,
        values: Mapping[str, str] | None,
        places: tuple[Place, Place],
        node: Callable[[], nodes.Mapping],
        own_id: bool,
        own_figure: bool,
    ) -> None:
        """Take in one claim of a table: its texts, where nothing else is in it, or its node.

        `places` are those of the row and of its figure. `own_id` and `own_figure` tell that no
        other row has its id, or its figure: then neither is remembered.
        """
        self._own_id, self._own_figure = own_id, own_figure
        if values is not None and own_id:
            plain = self._quick.record(values, *places)
            if plain is not None:
                self._keep(plain)
                return
        self._claim(node(), None)

    def _group(self, node: nodes.Mapping) -> None:
        Fields(self.file, node, worded("a group of claims"), GROUP_KEYS)
        within = node.items["claims"][1]
        for item in self.file.items("claims", within, worded(_DASH), may_be_empty=False):
            if isinstance(item, nodes.Mapping) and "claims" in item.items:
                self.file.complain(
                    "bad-value",
                    worded("a group stands inside a group; one level is read"),
                    item,
                    worded("move it out, beside the group it stands in"),
                )
            else:
                self._claim(item, node)

    # --- one claim -------------------------------------------------------------------------

    def _claim(self, node: nodes.Node, group: nodes.Mapping | None) -> None:
        own = node.items if isinstance(node, nodes.Mapping) else {}
        if group is not None and isinstance(node, nodes.Mapping):
            node = merged(node, group)
        if isinstance(node, nodes.Mapping):
            plain = self._quick.claim(node, node.items)
            word = node.items.get("id")
            if plain is not None and word is None:
                self._keep_unnamed(plain, node)
                return
            if plain is not None and word is not None and self._taken.is_free(plain.id):
                if not self._own_id:
                    self._taken.take(plain.id, word[1])
                self._keep(plain)
                return
        self._explain(node, own)

    def _explain(
        self, node: nodes.Node, own: Mapping[str, tuple[nodes.Scalar, nodes.Node]]
    ) -> None:
        """Read a claim key by key, telling everything that is wrong with it."""
        before, errors = len(self.file.findings), self.file.errors
        self.names.missed.clear()
        fields = Fields(self.file, node, worded("a claim"), CLAIM_KEYS)
        if not isinstance(node, nodes.Mapping):
            return
        name = self._name(fields, node)
        claim = self._record(fields, node, own, name)
        sound = claim is not None and fields.sound and self.file.errors == errors
        if claim is not None and sound:
            if "id" in fields:
                self._keep(claim)
            else:
                self._keep_unnamed(claim, node)
            return
        name = name if "id" in fields else self._guessed(node)
        full = f"{self.document.id}/{name}" if name else ""
        self.lost.add(full)
        if full and len(self.file.findings) == before and not self._told_by_yaml(full, node):
            self.waiting.add(full, self.file.place(node), in_group=self.file.errors > errors)
        if full:
            told = self.file.findings
            told[before:] = [
                one if one.claims else one._replace(claims=(full,)) for one in told[before:]
            ]

    def _told_by_yaml(self, name: str, node: nodes.Mapping) -> bool:
        """Whether a key of the claim was complained of when its file was taken apart."""
        lines = {word.line for word, _ in node.items.values()}
        # a key that stands there again is told where it does, and kept nowhere
        again = {*lines, max(lines, default=0) + 1}
        for number, one in enumerate(self.file.findings):
            within = again if one.rule == "repeated-key" else lines
            if one.severity == "error" and one.place.line in within and not one.claims:
                self.file.findings[number] = one._replace(claims=(name,))
                return True
        return False

    def _name(self, fields: Fields, node: nodes.Mapping) -> str:
        """The id that is written; empty where there is none, or it cannot be one."""
        if "id" not in fields:
            return ""
        name = fields.text("id")
        word = fields.node("id") or node
        if not name or not check_id(self.file, name, word, worded("a claim")):
            fields.sound = False
            return ""
        full = f"{self.document.id}/{name}"
        if not self._own_id and not self._taken.written(full, word):
            fields.sound = False
            return ""
        return name

    def _guessed(self, node: nodes.Mapping) -> str:
        """What a claim without an id that cannot be read is called in what is told of it."""
        pairs = (node.items.get(key) for key in ("metric", "entity", "period"))
        values = (pair[1] for pair in pairs if pair is not None)
        texts = (one.text for one in values if isinstance(one, nodes.Scalar))
        return guessed_id(("unread", *texts, f"{self.file.unit} {node.line}"))

    def _keep_unnamed(self, claim: Claim, node: nodes.Mapping) -> None:
        """Keep a claim that writes no id, under the one made of what it says."""
        full = self._taken.unnamed(claim, self.document.currency, node)
        if full:
            self._keep(claim._replace(id=full))

    def _record(
        self,
        fields: Fields,
        node: nodes.Mapping,
        own: Mapping[str, tuple[nodes.Scalar, nodes.Node]],
        name: str,
    ) -> Claim | None:
        entity = self._named(fields, "entity", "entity")
        if "entity" not in fields and fields.sound:
            self.file.complain(
                "missing-key",
                worded("a claim has no entity"),
                node,
                worded("add entity: whom or what it is about"),
            )
            fields.sound = False
        sentence = self._is_sentence(fields, own)
        metric = None if sentence else self._metric(fields, node)
        readings: tuple[Reading, ...] = ()
        figure_place: Place | None = None
        period = self._period(fields, entity, metric)
        date = read_day(fields, "date") or self.document.published
        currency = ""
        if metric is not None:
            if metric.unit == "money" or "currency" in own:
                currency = currency_code(fields)
            if period.kind == "none" and metric.over_time == "snapshot":
                period = date
            about = entity, metric, period
            readings, figure_place = self._figures.readings(fields, about, currency)
        given = self._given
        source = self._named(fields, "source", "source") or given.source or self.document.id
        scope = self._named(fields, "scope", "scope", PLAIN)
        if scope is None and metric is not None and "scope" not in fields:
            scope = given.scope(metric, source)
        within = self._named(fields, "in", "entity", NONE)
        if "in" not in fields:
            within = given.within(metric, entity)
        if within is not None and within == entity and metric is not None and metric.share_of:
            fields.refuse(
                "in",
                worded(
                    "this is the share of {within} in itself, which is all of it", within=within
                ),
                worded("in: names the market or company that it is a part of"),
            )
        kind: Any = fields.choice("kind", KINDS, "observation")
        return Claim(
            id=f"{self.document.id}/{name}",
            entity=entity or "",
            place=self.file.place(node),
            document=self.document.id,
            source=source,
            date=date,
            metric=metric.id if metric is not None else None,
            within=within,
            scope=scope,
            period=period,
            readings=readings,
            says=fields.text("says") if sentence else "",
            kind=kind,
            where=paragraph(fields),
            supersedes=self._several(fields, "supersedes"),
            disputes=self._reference(fields, "disputes"),
            origin=self._reference(fields, "origin"),
            exact=fields.choice("exact", _TRUE_FALSE, "no") in ("true", "yes"),
            decimals=fields.text("decimals") if readings else "",
            note=fields.text("note"),
            figure_place=figure_place,
            currency=currency,
            direction=self._direction(fields, kind),
            same_as=self._same_as(fields, sentence=sentence),
        )

    def _is_sentence(
        self, fields: Fields, own: Mapping[str, tuple[nodes.Scalar, nodes.Node]]
    ) -> bool:
        """Whether a claim says something instead of giving a figure; both are too much."""
        if "says" not in own:
            return "says" in fields and "figure" not in own and "either" not in own
        for key in ("metric", "figure", "either", "currency"):
            if key in own:
                fields.refuse(
                    key,
                    worded("a claim that says something has no {key}", key=key),
                    worded("take it out")
                    if key == "currency"
                    else worded("move the words to note:"),
                )
        return True

    def _named(self, fields: Fields, key: str, kind: str, back: str = "") -> str | None:
        """A declared name; `back` takes back what the group or the document gives."""
        if key not in fields:
            return None
        text = fields.text(key)
        if back and text == back:
            return None
        value = fields.node(key)
        if text and value is not None and not self.names.check(self.file, kind, text, value):
            fields.sound = False
        return text or None

    def _metric(self, fields: Fields, node: nodes.Mapping) -> Metric | None:
        name = self._named(fields, "metric", "metric")
        if name is not None:
            metric = self.names.vocabulary.metrics.get(name)
            if (
                metric is not None
                and "figure" not in fields
                and "either" not in fields
                and fields.sound
            ):
                self.file.complain(
                    "missing-key",
                    worded("a claim about a metric has no figure"),
                    node,
                    worded("add figure: as printed; or says: for a sentence without metric"),
                )
                return None
            return metric
        if "metric" not in fields and fields.sound:
            has = "figure" in fields or "either" in fields
            message = (
                worded("a figure has no metric")
                if has
                else worded("a claim has neither a figure nor says")
            )
            self.file.complain(
                "missing-key",
                message,
                node,
                worded("add metric: what is measured")
                if has
                else worded("add metric: and figure:, or says:"),
            )
        fields.sound = False
        return None

    def _period(self, fields: Fields, entity: str | None, metric: Metric | None) -> Period:
        text = fields.text("period")
        if not text:
            return NOT_STATED
        about = self.names.vocabulary.entities.get(entity or "")
        try:
            period = self.names.period(text, about, metric)
            return NOT_STATED if period.fiscal else period
        except periods.PeriodError as error:
            fields.refuse(
                "period", error.message, error.hint, rule="bad-period", column=error.column
            )
            return NOT_STATED

    def _direction(self, fields: Fields, kind: str) -> Any:
        """Which side of a target is better."""
        if "direction" not in fields:
            return ""
        if kind != "target":
            fields.refuse(
                "direction",
                worded(
                    "direction says which side of a target is better, and this is no "
                    "target ({kind})",
                    kind=kind,
                ),
                worded("take it out, or write kind: target"),
            )
        return fields.choice("direction", DIRECTIONS, "")

    def _same_as(self, fields: Fields, *, sentence: bool) -> tuple[str, ...]:
        """The claims that say what a sentence says."""
        if "same_as" in fields and not sentence:
            fields.refuse(
                "same_as",
                worded("same_as is for sentences: figures are held against each other anyway"),
                worded("take it out"),
            )
        return self._several(fields, "same_as")

    def _several(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Claims that a key names: one, or a list."""
        if not isinstance(fields.node(key), nodes.Listing):
            text = fields.text(key)
            return (self._full(text),) if text else ()
        return tuple(dict.fromkeys(self._full(text) for text, _ in fields.words(key)))

    def _reference(self, fields: Fields, key: str) -> str | None:
        return self._full(fields.text(key)) if key in fields else None

    def _full(self, text: str) -> str:
        """The full name of a claim, which may be short within its document."""
        return text if "/" in text or not text else f"{self.document.id}/{text}"

    # --- keeping ---------------------------------------------------------------------------

    def _keep(self, claim: Claim) -> None:
        if claim.readings and not self._own_figure:
            said = (
                claim.document,
                claim.entity,
                claim.metric,
                claim.within,
                claim.scope,
                claim.period.text,
                claim.source,
                claim.kind,
                claim.date.text,
                claim.decimals,
                tuple(reading.text for reading in claim.readings),
            )
            this = claim.id, claim.place.line
            first, line = self._quantities.setdefault(said, this)
            if (first, line) != this:
                self.file.complain(
                    "repeated-claim",
                    worded(
                        "{claim} says what {first} says {on_line}",
                        claim=claim.id,
                        first=first,
                        on_line=self.file.on(line),
                    ),
                    claim.place,
                    worded("take one out, or say what sets them apart: scope, period, source"),
                    severity="warning",
                    claims=(claim.id, first),
                )
        self.claims.append(claim)
