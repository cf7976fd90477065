"""The card of a claim, for people; what only reasoning knows stands under it, set apart."""

from collections.abc import Iterable
from sqlite3 import Connection, Row

from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import ClaimStatus, Details, Page
from cloudkb.periods.short_names import called
from cloudkb.verdict import DOUBTED, MEANS, Verdict, is_plain
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.marks import SIGN, verdict
from cloudkb.views.pages.figure_meaning import stands_for
from cloudkb.views.pages.status import fields
from cloudkb.views.sql import figure_text, readings


def page(
    connection: Connection,
    row: Row,
    standing: ClaimStatus | None = None,
    judged: Verdict | None = None,
) -> Page:
    """The card as a page."""
    names = DisplayNames(connection)
    document = connection.execute(
        "SELECT * FROM documents WHERE id = ?", (row["document"],)
    ).fetchone()
    items: list[tuple[str, str]] = [
        *_said(row, document, names),
        *_meaning(row, names),
        *_period(connection, row),
        *_basis(connection, row, names),
        *_ties(connection, row),
        (worded("note", "备注"), row["note"] or ""),
        (marked("file"), f"{row['file']}:{row['line']}"),
        (marked("claim"), row["claim"]),
    ]
    blocks = [Details(tuple((worded(label), value) for label, value in items if value))]
    known = [] if judged is None else [(worded("verdict"), _verdict(judged))]
    told = () if judged is None or judged.verdict not in DOUBTED else judged.because
    known += [] if standing is None else fields(standing, told)
    if known:
        blocks.append(Details(tuple(known)))
    return Page(_title(connection, row, names), tuple(blocks), (_next(row),))


def _verdict(judged: Verdict) -> str:
    """What it is, and why: in the first sentence, for the rest of the card tells the others."""
    told = [text for text in judged.because[:1] if not is_plain(text)]
    if judged.verdict == "conditional":
        told = []
    sign = f"{SIGN} " if judged.verdict in DOUBTED else ""
    what = sign + verdict(judged.verdict, accepted=judged.accepted)
    means = worded(MEANS[judged.verdict])
    return "\n".join([worded("{about}: {told}", about=what, told=means), *told])


def _title(connection: Connection, row: Row, names: DisplayNames) -> str:
    entity = names.entity(row["entity"])
    if not row["metric"]:
        return worded("{about}: {told}", about=entity, told=row["says"])
    metric = names.metric(row["metric"])
    if metric[1:2].islower():
        metric = metric[0].lower() + metric[1:]
    when = _when(row, _over_time(connection, row))
    figure = names.entity(row["figure"]) if row["form"] == "entity" else figure_text(row)
    if in_chinese():
        market = f"在{names.entity(row['in'])}的" if row["in"] else ""
        if when and entity[-1].isascii():
            # GPT-3 in 2020 is no GPT-32020
            entity, when = f"{entity}在", f"{when}的"
        scope = f"（{names.scope(row['scope'])}）" if row["scope"] else ""
        return f"{entity}{when}{market}{metric}{scope}：{figure}"
    market = f" in {names.entity(row['in'])}" if row["in"] else ""
    scope = f", {names.scope(row['scope'])}" if row["scope"] else ""
    joint = " " if row["form"] == "order" else ": "
    return f"{entity}: {metric}{when}{market}{scope}{joint}{figure}"


def _when(row: Row, over_time: str) -> str:
    if not row["period"]:
        return ""
    if row["period_kind"] == "span" and not (row["period_start"] and row["period_end"]):
        from cloudkb import periods

        told = periods.describe(periods.parse(row["period"]))
        return told if in_chinese() else f" {told}"
    if in_chinese():
        return called(row["period"])
    word = "in" if row["period_kind"] == "rolling" else "as of" if over_time == "snapshot" else "of"
    return f" {word} {row['period']}"


def _over_time(connection: Connection, row: Row) -> str:
    found = connection.execute("SELECT over_time FROM metrics WHERE id = ?", (row["metric"],))
    return str(found.fetchone()[0])


def _said(row: Row, document: Row, names: DisplayNames) -> Iterable[tuple[str, str]]:
    chinese = (document["language"] or "").startswith("zh")
    chinese = chinese or in_chinese()
    title = f"《{document['title']}》" if chinese else f" “{document['title']}”"
    where = f" {row['where']}" if row["where"] else ""
    grade = worded(" ({aside})", aside=worded(document["grade"])) if document["grade"] else ""
    who = worded(", ", "，").join(
        filter(None, [names.source(row["source"]), called(row["date"] or "")])
    )
    where = f"{document['publisher'] or ''}{title}{where}{grade}"
    yield marked("said by"), worded("{who}, in {where}", who=who, where=where)
    if row["kind"] != "observation":
        yield marked("kind"), worded(row["kind"])


def _meaning(row: Row, names: DisplayNames) -> Iterable[tuple[str, str]]:
    texts = readings(row)
    if texts:
        yield marked("readings"), "\n".join(texts)
        return
    if row["figure"]:
        yield marked("figure"), row["figure"]
        yield marked("stands for"), stands_for(row, names)


def _period(connection: Connection, row: Row) -> Iterable[tuple[str, str]]:
    if not row["period"]:
        if row["metric"] and _over_time(connection, row) != "fixed":
            yield marked("period"), worded("not stated")
        return
    from cloudkb import periods

    period = periods.parse(row["period"])
    ends, named_for = connection.execute(
        "SELECT fiscal_year_ends, fiscal_year_named_for FROM entities WHERE id = ?",
        (row["entity"],),
    ).fetchone()
    others = periods.names(period, ends or "", named_for or "end")
    words = dict.fromkeys([row["period"], periods.describe(period), *others])
    yield marked("period"), worded(", ", "，").join(words)


def _basis(connection: Connection, row: Row, names: DisplayNames) -> Iterable[tuple[str, str]]:
    if not row["metric"]:
        return
    if not row["basis"]:
        yield marked("basis"), worded("plain")
        return
    scope = connection.execute("SELECT * FROM scopes WHERE id = ?", (row["basis"],)).fetchone()
    told = names.scope(row["basis"])
    if row["basis_by"]:
        told = worded("{basis} by default, {place}", basis=told, place=row["basis_by"])
    if scope["means"]:
        told = worded("{about}: {told}", about=told, told=scope["means"])
    yield marked("basis"), told


def _ties(connection: Connection, row: Row) -> Iterable[tuple[str, str]]:
    for column, label, back in (
        ("supersedes", marked("replaces"), marked("replaced by")),
        ("disputes", marked("disputes"), marked("disputed by")),
        ("origin", marked("copied from"), marked("copied by")),
    ):
        yield label, "\n".join((row[column] or "").split())
        # one claim may restate several, whose names stand between spaces
        others = connection.execute(
            f"SELECT id FROM claims WHERE {column} IS NOT NULL "
            f"AND instr(' ' || {column} || ' ', ?) ORDER BY id",
            (f" {row['claim']} ",),
        )
        yield back, "\n".join(other["id"] for other in others)


def _next(row: Row) -> str:
    more = f" --metric {row['metric']}" if row["metric"] else ""
    return worded("Next: {command}", command=f"cloudkb query --entity {row['entity']}{more}")
