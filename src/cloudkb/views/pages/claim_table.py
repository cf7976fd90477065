"""How claims are shown to people: grouped by quantity, the figure first."""

from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection, Row

from cloudkb.language import worded
from cloudkb.model import Column, KnownVerdicts, Page, Steps, Table
from cloudkb.views import equal_prints, marks
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.pages.titles import titled
from cloudkb.views.query import Selection, explain
from cloudkb.views.question import any_of
from cloudkb.views.sql import claim_data, figure_text, grouped, key_of, superseded, verdict_of
from cloudkb.words import joined, plural


def page(
    connection: Connection,
    found: Selection,
    chosen: Sequence[str] = (),
    known: KnownVerdicts | None = None,
    *,
    verdicts: bool = False,
    folded: bool = False,
    sentences: bool = True,
) -> Page:
    """Claims as a page; with columns chosen, one plain table of these.

    What is known to be doubted is marked; with `verdicts` a column tells every verdict. With
    `folded`, prints of one quantity stand beneath each other, equal ones as one. Sentences can
    be left out beside figures: then they are counted.
    """
    rows = [*found.rows, *found.naming]
    heading = title(found, rows)
    said = [row for row in found.rows if not row["metric"]]
    figures = [row for row in found.rows if row["metric"]]
    told = said if sentences or not figures else []
    notes = tuple(_notes(found, rows, 0 if chosen else len(said) - len(told)))
    if chosen:
        cells = [[_plain(claim_data(row, known), key) for key in chosen] for row in rows]
        columns = tuple(Column(key, quiet=key in ("claim", "date")) for key in chosen)
        return Page(heading, (Table(columns, cells),), notes)
    screen = _ClaimScreen(connection, found, rows, known, verdicts)
    blocks: list[Table | Steps] = [
        *screen.figures(figures, folded=folded and not found.sorted_by),
        *screen.sentences(told),
        *screen.naming(found.naming),
        *marks.doubt_blocks(connection, screen.names, rows, known),
    ]
    return Page(heading, tuple(blocks), notes)


def _plain(data: Mapping[str, object], key: str) -> str:
    value = data[key]
    if value is None:
        return ""
    if isinstance(value, bool):
        return worded("yes") if value else worded("no")
    return any_of(map(str, value)) if isinstance(value, list) else str(value)


def title(found: Selection, rows: Sequence[Row]) -> str:
    """What was asked, and how much there is of it."""
    figures = sum(1 for row in rows if row["metric"])
    parts = (
        [found.provider, *found.labels]
        if found.provider or found.labels
        else [worded("All claims")]
    )
    parts.append(
        joined(
            told
            for number, told in (
                (figures, plural(figures, "figure")),
                (len(rows) - figures, plural(len(rows) - figures, "sentence")),
            )
            if number
        )
        or worded("no claims")
    )
    documents = len({row["document"] for row in rows})
    if documents:
        parts.append(plural(documents, "document"))
    return " · ".join(part for part in parts if part)


def _notes(found: Selection, rows: Sequence[Row], left_out: int) -> Iterable[str]:
    yield from explain(found)
    if left_out:
        yield worded("{count} not shown: --sentences", count=plural(left_out, "sentence"))
    if rows:
        first = next((row for row in rows if row["metric"]), rows[0])
        yield worded("Next: {command}", command=f"cloudkb show {first['claim']}")


def mark(row: Row, old: frozenset[str] = frozenset()) -> str:
    """What sets a claim apart from a plain observation."""
    told = [] if row["kind"] == "observation" else [worded(row["kind"])]
    return joined(told + ([worded("superseded")] if row["claim"] in old else []))


_ABOUT = Column("about", least=14)
_FIGURE = Column("figure", whole=True)
_PERIOD = Column("period", whole=True)
_VERDICT = Column("verdict")
_SOURCE = Column("source", least=12, gives=3)
_SAID = Column("said", quiet=True, whole=True, gives=2)
_CLAIM = Column("claim", quiet=True, whole=True, gives=1)


class _ClaimScreen:
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
        self.apart = frozenset((*self.doubts, *self.old))
        self.grades = equal_prints.document_grades(connection)
        self.key = "local_id" if len({row["document"] for row in rows}) == 1 else "claim"

    def figures(self, rows: Sequence[Row], *, folded: bool) -> Iterable[Table]:
        """A table for each metric; by time, unless another order was asked for."""
        columns = titled(_ABOUT, _FIGURE, _PERIOD, _VERDICT, _SOURCE, _SAID, _CLAIM)
        alone = self._alone(rows)
        for quantity, members in grouped(rows).items():
            ordered = members if self.found.sorted_by else sorted(members, key=_time)
            cells = self._folded(ordered, alone) if folded else self._each(ordered, alone)
            yield Table(columns, list(cells), self.names.quantity(*quantity), joined=True)

    def _each(self, rows: Sequence[Row], alone: bool) -> Iterable[Sequence[str]]:
        """A line for each claim."""
        for row in rows:
            name = "" if alone else self.names.entity(row["entity"])
            yield (name, self._marked(figure_text(row), row), *self._said(row))

    def _folded(self, rows: Sequence[Row], alone: bool) -> Iterable[Sequence[str]]:
        """A line for each print of a quantity, equal ones together; its period told once."""
        quantities: dict[tuple[str, str | None], list[Row]] = {}
        for row in rows:
            quantities.setdefault((row["entity"], row["period"]), []).append(row)
        for members in quantities.values():
            for number, fold in enumerate(equal_prints.folded(members, self.apart, self.grades)):
                period, verdict, *_ = self._said(fold.row)
                name = "" if alone or number else self.names.entity(fold.row["entity"])
                times = f" ×{len(fold.rows)}" if len(fold.rows) > 1 else ""
                yield (
                    name,
                    self._marked(figure_text(fold.row) + times, fold.row),
                    "" if number else period,
                    verdict,
                    *self._together(fold),
                )

    def _together(self, fold: equal_prints.Folded) -> tuple[str, str, str]:
        """Who says so, when last, and under which names, of prints that are equal."""
        sources = dict.fromkeys(self.names.source(row["source"]) for row in fold.rows)
        last = max(fold.rows, key=lambda row: row["date_end"] or "")
        more = f" +{len(fold.rows) - 1}" if len(fold.rows) > 1 else ""
        return joined(sources), last["date"] or "", fold.row[self.key] + more

    def sentences(self, rows: Sequence[Row]) -> Iterable[Table]:
        """All sentences in one table."""
        alone = self._alone(rows)
        cells = []
        for row in rows:
            tail = [self.names.source(row["source"]), row["date"], mark(row)]
            aside = joined(filter(None, tail))
            said = row["says"] + worded(" ({aside})", aside=aside)
            if not alone:
                about = self.names.entity(row["entity"])
                said = worded("{about}: {told}", about=about, told=said)
            cells.append([said, row[self.key]])
        if cells:
            yield Table((Column(""), Column("", wide=True, quiet=True)), cells, worded("Sentences"))

    def naming(self, rows: Sequence[Row]) -> Iterable[Table]:
        """Claims about others that name the provider."""
        what = Column("what", least=24)
        columns = titled(_ABOUT, what, _FIGURE, _PERIOD, _VERDICT, _SOURCE, _SAID, _CLAIM)
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
            heading = worded("Claims about others that name {who}", who=self.found.provider)
            yield Table(columns, cells, heading)

    def _alone(self, rows: Sequence[Row]) -> bool:
        """Whether the title says already whom all rows are about."""
        return bool(self.found.provider) and len({row["entity"] for row in rows}) == 1

    def _said(self, row: Row) -> tuple[str, ...]:
        verdict, _ = verdict_of(row["claim"], self.known)
        said = (self.names.source(row["source"]), row["date"] or "")
        told = marks.verdict(verdict) if verdict else ""
        return (row["period"] or "", told, *said, row[self.key])

    def _marked(self, text: str, row: Row) -> str:
        found = mark(row, self.old)
        text += worded(" ({aside})", aside=found) if found else ""
        return marks.doubt_marked(text, self.doubts.get(row["claim"]))


def _time(row: Row) -> tuple[bool, str]:
    return row["period_kind"] == "series", row["period_start"] or ""
