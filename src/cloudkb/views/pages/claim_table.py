"""How claims are shown to people: grouped by quantity, the figure first."""

from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection, Row

from cloudkb.model import Column, KnownVerdicts, Page, Steps, Table
from cloudkb.views import marks
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.query import Selection, explain
from cloudkb.views.sql import claim_data, figure_text, grouped, key_of, superseded, verdict_of
from cloudkb.words import plural


def page(
    connection: Connection,
    found: Selection,
    chosen: Sequence[str] = (),
    known: KnownVerdicts | None = None,
    *,
    verdicts: bool = False,
) -> Page:
    """Claims as a page; with columns chosen, one plain table of these.

    What is known to be doubted is marked; with `verdicts` a column tells every verdict.
    """
    rows = [*found.rows, *found.naming]
    title = _title(found, rows)
    notes = tuple(_notes(found, rows))
    if chosen:
        cells = [[_plain(claim_data(row, known), key) for key in chosen] for row in rows]
        columns = tuple(Column(key, quiet=key in ("claim", "date")) for key in chosen)
        return Page(title, (Table(columns, cells),), notes)
    screen = _Screen(connection, found, rows, known, verdicts)
    blocks: list[Table | Steps] = [
        *screen.figures([row for row in found.rows if row["metric"]]),
        *screen.sentences([row for row in found.rows if not row["metric"]]),
        *screen.naming(found.naming),
        *marks.told(connection, screen.names, rows, known, "Doubted"),
    ]
    return Page(title, tuple(blocks), notes)


def _plain(data: Mapping[str, object], key: str) -> str:
    value = data[key]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def _title(found: Selection, rows: Sequence[Row]) -> str:
    figures = sum(1 for row in rows if row["metric"])
    parts = [found.provider, *found.labels] if found.provider or found.labels else ["All claims"]
    parts.append(
        ", ".join(
            plural(number, noun)
            for number, noun in ((figures, "figure"), (len(rows) - figures, "sentence"))
            if number
        )
        or "no claims"
    )
    documents = len({row["document"] for row in rows})
    if documents:
        parts.append(plural(documents, "document"))
    return " · ".join(part for part in parts if part)


def _notes(found: Selection, rows: Sequence[Row]) -> Iterable[str]:
    yield from explain(found)
    if rows:
        first = next((row for row in rows if row["metric"]), rows[0])
        yield f"Next: cloudkb show {first['claim']}"


def mark(row: Row, old: frozenset[str] = frozenset()) -> str:
    """What sets a claim apart from a plain observation."""
    marks = [] if row["kind"] == "observation" else [row["kind"]]
    return ", ".join(marks + (["superseded"] if row["claim"] in old else []))


_ABOUT = Column("about")
_FIGURE = Column("figure")
_PERIOD = Column("period")
_VERDICT = Column("verdict")
_SOURCE = Column("source")
_CLAIM = Column("claim", wide=True, quiet=True)


class _Screen:
    """What every table of the page needs."""

    def __init__(
        self,
        connection: Connection,
        found: Selection,
        rows: Sequence[Row],
        known: KnownVerdicts | None,
        verdicts: bool,
    ) -> None:
        self.found = found
        self.known = known if verdicts else None
        self.doubts = marks.of(known)
        self.names = DisplayNames(connection)
        self.old = superseded(connection)
        self.key = "local_id" if len({row["document"] for row in rows}) == 1 else "claim"

    def figures(self, rows: Sequence[Row]) -> Iterable[Table]:
        """A table for each quantity; by time, unless another order was asked for."""
        columns = (_ABOUT, _FIGURE, _PERIOD, _VERDICT, _SOURCE, Column("said", quiet=True), _CLAIM)
        alone = self._alone(rows)
        for quantity, members in grouped(rows).items():
            ordered = members if self.found.sorted_by else sorted(members, key=_time)
            cells = [
                [
                    "" if alone else self.names.entity(row["entity"]),
                    self._marked(figure_text(row), row),
                    *self._said(row),
                ]
                for row in ordered
            ]
            yield Table(columns, cells, self.names.quantity(*quantity), joined=True)

    def sentences(self, rows: Sequence[Row]) -> Iterable[Table]:
        """All sentences in one table."""
        alone = self._alone(rows)
        cells = []
        for row in rows:
            about = "" if alone else f"{self.names.entity(row['entity'])}: "
            tail = [self.names.source(row["source"]), row["date"], mark(row)]
            said = f"{about}{row['says']} ({', '.join(filter(None, tail))})"
            cells.append([said, row[self.key]])
        if cells:
            yield Table((Column(""), Column("", wide=True, quiet=True)), cells, "Sentences")

    def naming(self, rows: Sequence[Row]) -> Iterable[Table]:
        """Claims about others that name the provider."""
        date = Column("said", wide=True, quiet=True)
        columns = (_ABOUT, Column("what"), _FIGURE, _PERIOD, _VERDICT, _SOURCE, date, _CLAIM)
        cells = [
            [
                self.names.entity(row["entity"]),
                self.names.quantity(*key_of(row)) if row["metric"] else "",
                self._marked(figure_text(row) or row["says"] or "", row),
                *self._said(row),
            ]
            for row in rows
        ]
        if cells:
            yield Table(columns, cells, f"Claims about others that name {self.found.provider}")

    def _alone(self, rows: Sequence[Row]) -> bool:
        """Whether the title says already whom all rows are about."""
        return bool(self.found.provider) and len({row["entity"] for row in rows}) == 1

    def _said(self, row: Row) -> tuple[str, ...]:
        verdict, _ = verdict_of(row["claim"], self.known)
        said = (self.names.source(row["source"]), row["date"] or "")
        return (row["period"] or "", (verdict or "").replace("-", " "), *said, row[self.key])

    def _marked(self, text: str, row: Row) -> str:
        found = mark(row, self.old)
        text = f"{text} ({found})" if found else text
        return marks.marked(text, self.doubts.get(row["claim"]))


def _time(row: Row) -> tuple[bool, str]:
    return row["period_kind"] == "series", row["period_start"] or ""
