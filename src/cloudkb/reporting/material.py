"""What a page is made of: the base's rows, and what was judged and reasoned of them."""

from collections.abc import Iterable, Mapping
from sqlite3 import Connection, Row
from typing import NamedTuple

from cloudkb import figures, periods
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import Audit, Doubt, Implications, Report
from cloudkb.render.html import Html, anchor, said
from cloudkb.reporting.verdict_marks import badge
from cloudkb.verdict import Verdict, Verdicts
from cloudkb.views import compare, sql
from cloudkb.views.compare import Compared
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.equal_prints import LEVELS

_SPOKEN = ("change", "rank", "trend")
"""Figures that fact files write in a short form of their own: `+3% yoy`, `rank 2`."""
_PERIODS = (
    "SELECT DISTINCT period FROM claims WHERE period_kind = 'span' AND metric IS NOT NULL "
    "AND period <> '' AND form IN ('amount', 'range', 'bound', 'change', 'rank') "
    "ORDER BY period_end, period_start, period"
)


class Material(NamedTuple):
    """All that a page tells."""

    connection: Connection
    title: str
    """Of what the page is, where it is not of the whole base; else empty."""
    verdicts: Verdicts
    """Of the claims that stand on the page, in the order of the facts."""
    report: Report
    """What checking the whole base found, with what is accepted."""
    rows: Mapping[str, Row]
    """Every claim of the base, by name."""
    documents: Mapping[str, Row]
    names: DisplayNames
    judged: Mapping[str, Verdict]
    """The claims that stand on the page."""
    copies: Mapping[str, list[str]]
    """The claims that are copied from one."""
    superseded: frozenset[str]
    """The claims that later ones replace, and the copies of these."""
    digest: str
    """Of the facts."""
    version: str
    compared: tuple[Compared, ...] = ()
    """The league tables of every period."""
    advice: str = ""
    """The figure that would settle most, in words."""
    implied: Implications | None = None
    text: str = ""
    """The text of the one document, where it is at hand."""
    audit: Audit | None = None
    """How its numbers stand."""

    @property
    def whole(self) -> bool:
        """Whether every claim of the base stands on the page."""
        return not self.title

    @property
    def doubted(self) -> Mapping[str, Doubt]:
        """The claims in doubt, by name."""
        return {one.claim: one for one in self.report.doubts}

    def badge(self, one: Verdict) -> Html:
        """The verdict of a claim, and whether a later one replaces it."""
        return badge(one.verdict, one.accepted, one.claim in self.superseded)

    def period(self, row: Row) -> str:
        """The period of a claim, a fiscal one by its fiscal name, in the language of the page."""
        return self.named(row["period"] or "", row["entity"])

    def named(self, text: str, entity: str) -> str:
        """A period by the name its entity has for it, where its own is two days."""
        if "/" not in text:
            return periods.called(text)
        asked = "SELECT fiscal_year_ends, fiscal_year_named_for FROM entities WHERE id = ?"
        ends, named_for = self.connection.execute(asked, (entity,)).fetchone()
        names = periods.names(periods.parse(text), ends or "", named_for or "end")
        return periods.called(names[-1])

    def figure(self, row: Row) -> str:
        """A figure as printed, entities by their names; a short form as Chinese says it."""
        if judged := self.judged.get(row["claim"]):
            return judged.printed
        if row["form"] == "entity":
            return self.names.entity(row["figure"])
        printed = sql.figure_text(row)
        if not in_chinese() or row["form"] not in _SPOKEN or row["readings"]:
            return printed
        return figures.spoken_print(printed, figures.parse(printed, counted=figures.ANYTHING))

    def claim(self, name: str, content: str = "") -> Html:
        """A claim by name as a link, where it stands on the page."""
        shown = content or name
        if name not in self.judged:
            return said(shown)
        return said(shown, "a", href=f"#{anchor('c', name)}")

    def publisher(self, name: str) -> str:
        """Where a claim is printed, with the weight of its document's word."""
        document = self.rows[name]["document"]
        grade = self.documents[document]["grade"]
        name = self.names.publisher(document)
        if not grade:
            return name
        return worded("{publisher}, {grade}", publisher=name, grade=worded(grade))


def collect(
    connection: Connection,
    title: str,
    verdicts: Verdicts,
    report: Report,
    version: str,
    digest: str,
) -> Material:
    """The material of a page about the judged claims."""
    rows = {row["claim"]: row for row in sql.claims(connection, "1", ())}
    documents = {row["id"]: row for row in connection.execute("SELECT * FROM documents")}
    copies: dict[str, list[str]] = {}
    for name, row in rows.items():
        if row["origin"]:
            copies.setdefault(row["origin"], []).append(name)
    return Material(
        connection,
        title,
        verdicts,
        report,
        rows,
        documents,
        DisplayNames(connection),
        {one.claim: one for one in verdicts.verdicts},
        copies,
        sql.superseded(connection),
        digest,
        version,
        tuple(compare.ask(connection, f"={row['period']}") for row in connection.execute(_PERIODS)),
    )


def drawable(row: Row) -> Interval | None:
    """The interval of a figure that has one: a level or a change of some size."""
    sized = row["form"] in LEVELS or (row["form"] == "change" and row["change_unit"] != "direction")
    if not sized or row["readings"] or (row["low"] is None and row["high"] is None):
        return None
    return sql.interval(row)


def alike(row: Row, other: Row) -> bool:
    """Whether two figures can be drawn on one scale: the same unit, and currency."""
    return (row["form"] == "change") == (other["form"] == "change") and all(
        row[key] == other[key] for key in ("unit", "change_unit", "currency")
    )


def by_source(material: Material, claims: Iterable[str]) -> Mapping[str, list[str]]:
    """Claims by who says so: several prints of one origin are one witness."""
    found: dict[str, list[str]] = {}
    for name in claims:
        if name in material.rows:
            found.setdefault(material.names.source(material.rows[name]["source"]), []).append(name)
    return found


def money(currency: str) -> str:
    """A currency in a heading: its code; in Chinese its name."""
    if not currency or not in_chinese():
        return currency
    # 元 alone is no heading
    return "人民币" if currency == "CNY" else figures.currency_name(currency, "zh")
