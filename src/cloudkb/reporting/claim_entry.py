"""One claim: a line with its verdict, and beneath it the figure drawn, who says so, and why."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from sqlite3 import Row

from cloudkb import periods
from cloudkb.interval import Interval
from cloudkb.language import marked, worded
from cloudkb.render.html import Html, anchor, filled, in_a_row, joined, said, tag, text
from cloudkb.reporting import interval_strip, prose
from cloudkb.reporting.axes import spanned
from cloudkb.reporting.interval_strip import StripLine
from cloudkb.reporting.material import Material, alike, by_source, drawable
from cloudkb.verdict import DOUBTED, Verdict, is_plain
from cloudkb.views.equal_prints import AHEAD, LEVELS
from cloudkb.views.pages.figure_meaning import stands_for

_DRAWN = 5
"""Other prints that are drawn beside one."""
_LISTED: tuple[str, ...] = ("single-source", "open", "no-figure")
"""Verdicts where what would settle it needs no telling."""
_WITNESSES: dict[str, str] = {
    "contradicted": marked("against it"),
    "disputed": marked("against it"),
    "tension": marked("apart from it"),
    "conditional": marked("rests on"),
    "derived": marked("follows from"),
}


def entry(material: Material, one: Verdict) -> Html:
    """The claim, closed but where it is doubted."""
    row = material.rows[one.claim]
    what = said(one.about, class_="about")
    figure = said(one.printed, "b", class_="figure") if one.printed else None
    if not one.figure:
        about = filled(worded("{about}: {told}"), about=said(one.about), told=said(one.says))
        what, figure = tag("span", about, class_="about"), None
    head = tag("summary", material.badge(one), " ", what, " ", figure)
    drawing = _drawing(material, one, row)
    items = _items(material, one, row, drawing is not None)
    card = tag(
        "div",
        drawing,
        tag("dl", *(_item(label, value) for label, value in items)),
        id=anchor("c", one.claim),
        class_="card",
    )
    return tag(
        "details",
        head,
        card,
        class_="claim",
        open=one.verdict in DOUBTED,
    )


def _item(label: str, value: str) -> Html:
    return tag("div", tag("dt", label), tag("dd", value))


def _drawing(material: Material, one: Verdict, row: Row) -> Html | None:
    interval = drawable(row)
    if interval is None:
        return None
    kind = "ahead" if row["kind"] in AHEAD else "own"
    strips = [StripLine(said(one.printed), interval, stands_for(row, material.names), kind)]
    for name in dict.fromkeys((*one.by, *one.near)):
        other = material.rows.get(name)
        if other is None or len(strips) > _DRAWN or not _is_beside(row, other):
            continue
        found = drawable(other)
        if found is not None:
            label = material.claim(name, _label(material, row, other))
            strips.append(StripLine(label, found, stands_for(other, material.names), "other"))
    left = _left(one, row)
    if left is not None:
        told = spanned(left, row)
        strips.append(StripLine(text(worded("the others imply")), left, told, "implied"))
    return interval_strip.drawing(strips)


def _left(one: Verdict, row: Row) -> Interval | None:
    """What the others leave, on the scale of the figure: a growth is a ratio less one."""
    if one.leaves is None or row["form"] in LEVELS:
        return one.leaves
    is_growth = row["form"] == "change" and row["change_unit"] == "relative"
    return one.leaves.shift(Fraction(-1)) if is_growth else None


def _is_beside(row: Row, other: Row) -> bool:
    """Whether a print belongs on the scale of another: the same metric in the same unit."""
    return alike(row, other) and row["metric"] == other["metric"]


def _label(material: Material, row: Row, other: Row) -> str:
    """Who prints it, and what is different about it."""
    entity = "" if row["entity"] == other["entity"] else material.names.entity(other["entity"])
    period = "" if row["period"] == other["period"] else periods.called(other["period"] or "")
    return " · ".join(filter(None, [material.names.publisher(other["document"]), entity, period]))


def _items(material: Material, one: Verdict, row: Row, is_drawn: bool) -> Iterator[tuple[str, str]]:
    names = material.names
    meaning = "" if is_drawn or not row["figure"] else stands_for(row, names)
    if meaning and meaning != one.printed:
        yield worded("stands for"), said(meaning)
    document = material.documents[row["document"]]
    grade = worded(" ({aside})", aside=worded(document["grade"])) if document["grade"] else ""
    comma = worded(", ", "，")
    where = comma.join(
        filter(None, [document["publisher"] or document["title"], prose.paragraph(row["where"])])
    )
    who = comma.join(filter(None, [names.source(row["source"]), periods.called(row["date"] or "")]))
    yield (
        worded("said by"),
        joined([said(worded("{who}, in {where}", who=who, where=where)), grade]),
    )
    if row["kind"] != "observation":
        yield worded("kind"), worded(row["kind"])
    told = [each for each in one.because if not is_plain(each)]
    about = (*one.by, *one.near, one.claim)
    if told and one.figure:
        yield worded("why"), prose.sentences(material, told, about)
    prose_told = " ".join(told)
    if any(name not in prose_told for name in one.by):
        yield worded(_WITNESSES.get(one.verdict, marked("who else"))), _witnesses(material, one.by)
    if one.reason:
        yield worded("accepted", "接受理由"), prose.sentences(material, [one.reason], about)
    if one.settle_text and one.verdict not in _LISTED:
        yield worded("would settle it"), said(one.settle_text)
    yield from _ties(material, row)
    if row["note"]:
        yield worded("note", "附注"), said(row["note"])
    yield worded("written in"), tag("code", f"{row['file']}:{row['line']} ({one.claim})")


def _witnesses(material: Material, claims: Iterable[str]) -> Html:
    """Who says what: the prints of one origin together, each with where it stands and its grade."""
    told = []
    for source, names in by_source(material, claims).items():
        prints = [
            filled(
                worded("{figure} {place}"),
                figure=said(material.figure(material.rows[name])),
                place=prose.place(material, name),
            )
            for name in names
        ]
        told.append(tag("li", said(source), worded(": "), in_a_row(prints)))
    return tag("ul", *told)


def _ties(material: Material, row: Row) -> Iterator[tuple[str, str]]:
    for column, label in (
        ("supersedes", worded("replaces")),
        ("disputes", worded("disputes")),
        ("origin", worded("copied from")),
    ):
        others = (row[column] or "").split()
        if others:
            yield label, in_a_row(material.claim(name) for name in others)
    copies = material.copies.get(row["claim"], ())
    if copies:
        yield worded("copied by"), in_a_row(material.claim(name) for name in copies)
