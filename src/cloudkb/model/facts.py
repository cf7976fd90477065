"""What fact files say: places, periods, figures, the vocabulary, documents and claims."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from cloudkb.interval import Interval

# --- where something stands ----------------------------------------------------------------


class Place(NamedTuple):
    """A spot in a fact file: lines and columns count from 1, columns in code points.

    In a table (a Parquet file) the line is the row, and the column that of the table.
    """

    file: str
    """Path relative to the top of the repository, with forward slashes."""
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0
    """One past the last character; 0 when only the start is known."""

    @property
    def is_row(self) -> bool:
        """Whether the line is the row of a table."""
        return self.file[-8:].lower() == ".parquet"

    @property
    def told(self) -> str:
        """As editors take it: file:line:column, and file:row in a table."""
        return f"{self.file}:{self.line}" + ("" if self.is_row else f":{self.column}")


# --- periods -------------------------------------------------------------------------------


class Period(NamedTuple):
    """A span of days, or one of the three things that look like one.

    `kind`: `span` (all of start..end), `series` (each of the steps from start to end),
    `rolling` ("any 12 months": joins nothing), `none` (not stated).
    """

    text: str
    """The canonical spelling; two periods with the same canonical text are the same."""
    start: str | None = None
    """First day, ISO 8601; None when open."""
    end: str | None = None
    """Last day, inclusive; None when open (ongoing)."""
    kind: Literal["span", "series", "rolling", "none"] = "span"
    approximate: bool = False
    step: Literal["day", "month", "quarter", "half", "year", ""] = ""
    """The calendar size of the span, or of each step of a series; empty for odd spans."""
    fiscal: bool = False
    """True while a fiscal name waits for its entity's fiscal year to be resolved."""


# --- figures -------------------------------------------------------------------------------


class Amount(NamedTuple):
    """A level: a plain figure, a range, or a one-sided bound."""

    form: Literal["amount", "range", "bound"]
    interval: "Interval"
    """In base units: yuan, pieces, the ratio itself (26.7% is 0.2665 to 0.2675); of a measure in
    the unit `measure`, which is the printed one, and the metric's when it fits a metric."""
    unit: Literal["money", "ratio", "count", "measure"] | None
    """None: a bare number, which fits money (the document's currency) and counts."""
    currency: str | None = None
    """ISO 4217; None when the unit is not money or the document's currency decides."""
    measure: str = ""
    """The counted thing as printed (张, 台, 次, servers), or the name of a unit of measure (GWh);
    empty when none is printed."""
    hedges: tuple[str, ...] = ()
    """Canonical hedge names, e.g. ("over",), ("about",), ("at least", "about")."""
    value: "Fraction | None" = None
    """The printed number itself, in base units; None for ranges and vague words."""
    unit_step: "Fraction | None" = None
    """One unit of the last counted digit, in base units. Set only for a plain rounded print."""
    spelling: str = ""
    """The canonical spelling: parsing it gives this record again."""
    per: str = ""
    """What stands behind per: the name of a unit of measure, or a counted thing (share)."""


class Operand(NamedTuple):
    """A quantity named inside a figure; what is None is taken from the claim."""

    factor: "Fraction"
    entity: str | None = None
    metric: str | None = None
    period: str | None = None
    """Period text as written; resolved by whoever knows the entity's fiscal year."""


class Change(NamedTuple):
    """A signed change against a base: +3% yoy, -5.8pp vs 2018, up yoy."""

    form: Literal["change"]
    interval: "Interval"
    """Signed: +3% is 0.025 to 0.035, -5.8pp is -0.0585 to -0.0575, "up" is above 0."""
    change_unit: Literal["relative", "points", "absolute", "direction"]
    base: Operand | Literal["yoy", "qoq"]
    unit: Literal["money", "ratio", "count", "measure"] | None = None
    currency: str | None = None
    measure: str = ""
    hedges: tuple[str, ...] = ()
    value: "Fraction | None" = None
    unit_step: "Fraction | None" = None
    spelling: str = ""
    per: str = ""
    of_value: bool = False
    """A percentage that is printed as one of the value: on a ratio no points are meant."""
    rate: Literal["", "a year", "annualised"] = ""
    """The size is a growth compounded each year, or a shorter growth said of a whole year."""
    until: str | None = None
    """Text of the last period where the print names both: CAGR from 2018 to 2023."""
    years: "Fraction | None" = None
    """How many years a rate is compounded over; the reader settles it with the claim's period."""
    same_period: bool = False
    """The base is the claim's own part of the year that is named: 较2019年同期."""
    of_loss: bool = False
    """What changed is the loss: narrowed, the quantity rose, and is still below zero."""


class Rank(NamedTuple):
    """A place in a league table, or a range of places."""

    form: Literal["rank"]
    low: int
    high: int
    spelling: str = ""


class Comparison(NamedTuple):
    """One link of an order: the quantity before it stands `relation` to the sum of the terms."""

    relation: Literal["above", "below", "same"]
    terms: tuple[Operand, ...]


class Order(NamedTuple):
    """above 2023Q1 + 2023Q2; above a above b (a chain: each link starts at the one before)."""

    form: Literal["order"]
    chain: tuple[Comparison, ...]
    spelling: str = ""


class Trend(NamedTuple):
    """rising, falling; `growth` when it is the yearly growth that rises or falls."""

    form: Literal["trend"]
    direction: Literal["rising", "falling"]
    growth: bool = False
    spelling: str = ""


class DateFigure(NamedTuple):
    """When an event happened; `relation` other than "on" makes it a bound (before, after)."""

    form: Literal["date"]
    period: Period
    relation: Literal["on", "before", "after"] = "on"
    spelling: str = ""
    base: Operand | None = None
    """The event it is before or after; `period` is then not stated."""
    months: int = 0
    days: int = 0
    """How much later than the base, or earlier where negative."""


class Link(NamedTuple):
    """An entity as figure: what the claim's entity is tied to."""

    form: Literal["entity"]
    entity: str
    spelling: str = ""


Figure = Amount | Change | Rank | Order | Trend | DateFigure | Link

# --- the vocabulary ------------------------------------------------------------------------

Grade = Literal["primary", "tracker", "press", "blog"]


NamedFor = Literal["end", "start"]
"""The calendar year a fiscal year is named for: the one it ends in, or begins in (Japan)."""


class Entity(NamedTuple):
    """A provider, company, market, product, person, organisation or event."""

    id: str
    name: str
    kind: str
    place: Place
    name_zh: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    fiscal_year_ends: str = ""
    """MM-DD of the last day: its own, or that of the nearest it is part of; empty when none."""
    note: str = ""
    fiscal_year_named_for: NamedFor = "end"
    currency: str = ""
    """ISO 4217, what it keeps its books in: its own, or that of the nearest it is part of."""


ClaimKind = Literal["observation", "estimate", "forecast", "target", "opinion"]
Direction = Literal["", "higher", "lower"]


class Metric(NamedTuple):
    """What is measured, and how its values add up over time."""

    id: str
    name: str
    unit: Literal["money", "ratio", "count", "date", "entity", "measure"]
    """The kind of unit; `figures.unit_text` tells it as it is written."""
    over_time: Literal["adds", "snapshot", "level", "fixed"]
    place: Place
    name_zh: str = ""
    aliases: tuple[str, ...] = ()
    negative: bool = False
    values: Literal["one", "many"] = "one"
    share_of: str | None = None
    ratio_of: tuple[str, str] | None = None
    at_most: str | None = None
    only: str | None = None
    note: str = ""
    measure: str = ""
    """The unit of measure (GWh), where the kind is measure: values are stored in it."""
    per: str = ""
    """Of a rate what stands behind per: a unit of measure, or a counted thing (share)."""
    counted: tuple[str, ...] = ()
    """Names it counts that no grammar tells from units: GPU, TEU."""
    ahead: bool = False
    """Its values are known before their period is over: contract values, budgets."""
    parts_at_most: bool = True
    """Where it adds up: the value of a part is never above that of its whole."""
    direction: "Direction" = ""
    """Which side of a target is better; empty: not said, and more is."""
    extreme: Literal["", "greatest", "least"] = ""
    """It is the greatest, or least, of many values: "up to 55 %" is the value, not a bound."""


class Source(NamedTuple):
    """Who says so, when it is not an entity already: a tracker, a paper, an analyst."""

    id: str
    name: str
    kind: str
    place: Place
    name_zh: str = ""
    aliases: tuple[str, ...] = ()
    grade: Grade | None = None
    note: str = ""
    works_for: str = ""
    """The entity it speaks for, where it speaks of that or its parts."""


class Default(NamedTuple):
    """What plain means: the scope on which figures without one stand."""

    window: Period | None
    """The days it holds for; None: always."""
    entities: tuple[str, ...]
    """Empty: of all entities."""
    metrics: tuple[str, ...]
    """Empty: of all metrics that are measured."""
    said: Period | None
    """When it has to be said; None: whenever."""
    place: Place


class Scope(NamedTuple):
    """The short name of a definition."""

    id: str
    name: str
    means: str
    place: Place
    name_zh: str = ""
    aliases: tuple[str, ...] = ()
    stated_in: str | None = None
    note: str = ""
    default: Default | None = None
    """None for a special scope: it never binds figures that do not state it."""


class ScopeRelation(NamedTuple):
    """Within `metric` of the entities: narrow <= wide, or the same."""

    metric: str
    entities: tuple[str, ...]
    narrow: str
    wide: str
    same: bool
    place: Place


class Total(NamedTuple):
    """A whole and its parts; when not complete the whole is at least the named parts."""

    metric: str
    whole: str
    parts: tuple[str, ...]
    complete: bool
    place: Place


class Formula(NamedTuple):
    """An equation between metrics that holds for each entity, in each period."""

    id: str
    text: str
    """As written: `gross_profit = revenue - cost`; `cloudkb.equations` reads it."""
    place: Place
    entities: tuple[str, ...] = ()
    """The entities it holds for; empty: all."""
    complete: bool = True
    """False where the left side is at least the right one."""
    note: str = ""


class Vocabulary(NamedTuple):
    """All that claims may name, merged from every fact file."""

    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    sources: Mapping[str, Source]
    scopes: Mapping[str, Scope]
    scope_relations: tuple[ScopeRelation, ...] = ()
    comparable: tuple[tuple[str, ...], ...] = ()
    totals: tuple[Total, ...] = ()
    formulas: tuple[Formula, ...] = ()
    """By id."""
    lost: tuple[str, ...] = ()
    """Ids declared in facts that are broken: claims about them wait, and are counted."""
    wanting: tuple[tuple[str, str, str], ...] = ()
    """For some of them, the key that is wrong (unit) and where they are declared (file:line)."""


# --- documents, claims, exceptions ---------------------------------------------------------


class Ignored(NamedTuple):
    """A number of a document's text that is no claim of anybody."""

    reason: str
    place: Place
    text: str = ""
    """As printed, without ends of lines; empty: whatever stands in the paragraph."""
    where: str = ""
    """The paragraph; empty: wherever it stands."""


class Document(NamedTuple):
    """Where we read it."""

    id: str
    title: str
    published: Period
    place: Place
    author: str = ""
    publisher: str = ""
    language: str = ""
    currency: str = ""
    grade: Grade | None = None
    url: str = ""
    archived: str = ""
    accessed: str = ""
    origin: str | None = None
    """The id of the document this one copies."""
    note: str = ""
    source: str = ""
    """Who says so in its claims, where neither they nor their group say it."""
    within: str = ""
    """What its figures are measured in (`in`), where nothing else is said."""
    scope: str = ""
    """The scope of its figures, where nothing else is said."""
    ignored: tuple[Ignored, ...] = ()
    """Numbers of its text that need no claim."""


class Reading(NamedTuple):
    """One reading of a claim's figure: the text as printed, and what it means."""

    text: str
    figure: Figure


class Claim(NamedTuple):
    """A source states a figure about a quantity, or a sentence without one."""

    id: str
    """The full name, document/id."""
    entity: str
    place: Place
    document: str
    source: str
    """The id of a source, an entity, or the document itself."""
    date: Period
    """When it was said."""
    metric: str | None = None
    within: str | None = None
    """The market, company or customer group (`in` in fact files)."""
    scope: str | None = None
    """The stated scope: written, or a tracker's own id; None for plain, the basis in use."""
    period: Period = Period("", kind="none")
    """Resolved to days; kind `none` when not stated."""
    readings: tuple[Reading, ...] = ()
    """One for `figure`, several for `either`, none for a sentence."""
    says: str = ""
    kind: ClaimKind = "observation"
    where: str = ""
    supersedes: tuple[str, ...] = ()
    """The claims this one restates."""
    disputes: str | None = None
    origin: str | None = None
    exact: bool = False
    note: str = ""
    figure_place: Place | None = None
    """Where the figure itself stands (carets go under it)."""
    currency: str = ""
    """ISO 4217, where the claim names its own: what its money, or growth of money, is in."""
    direction: "Direction" = ""
    """Which side of this target is better; empty: its metric says."""
    same_as: tuple[str, ...] = ()
    """Of a sentence: the claims that say the same."""
    decimals: str = ""
    """As filings state it: to how many decimals the value itself is rounded, -6 to the million;
    INF: exact. Empty: the print tells."""

    @property
    def only_figure(self) -> Figure | None:
        """The figure of a claim of one reading; None for a sentence, and where several are left."""
        return self.readings[0].figure if len(self.readings) == 1 else None


class AcceptedException(NamedTuple):
    """A dispute accepted with a reason; the doubted claim or identity is set aside."""

    claims: tuple[str, ...]
    doubt: str
    reason: str
    place: Place


class Beyond(NamedTuple):
    """What a whole base says that bears on any part of it, for facts that are a part."""

    translated_into: frozenset[str] = frozenset()
    """Currencies in which amounts are printed that are no one's books'."""
    employers: Mapping[str, tuple[tuple[str, Period], ...]] = {}
    """For each who speaks for others, whom and when."""
    releases: Mapping[str, str] = {}
    """For each document that prints one release with others, the first of them."""


class Facts(NamedTuple):
    """Everything the fact files say that could be understood."""

    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    claims: tuple[Claim, ...]
    exceptions: tuple[AcceptedException, ...] = ()
    beyond: Beyond | None = None
    """None: these facts are a whole base."""
