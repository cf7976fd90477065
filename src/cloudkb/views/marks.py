"""Doubted figures: how they are marked, and why in a line each."""

from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection, Row

from cloudkb.language import worded
from cloudkb.model import Doubt, KnownVerdicts, Steps
from cloudkb.periods.short_names import called
from cloudkb.views import sql
from cloudkb.views.display_names import DisplayNames
from cloudkb.words import listed

SIGN = "✗"
"""Before a doubted figure, with its verdict behind it: never colour alone."""
_LINES = 8
"""Doubted figures told one by one; the rest are counted."""
_ALL = "cloudkb query --disputed"
_AT_ONCE = 500
"""Claims looked up in one question."""
_AGAINST = 2
"""Claims named that one is held against."""


def of(known: KnownVerdicts | None) -> Mapping[str, Doubt]:
    """The doubted claims by name, as far as anybody has looked."""
    return (known.doubts if known is not None else None) or {}


def doubt_marked(text: str, doubt: Doubt | None) -> str:
    """A figure as a table shows it."""
    if doubt is None:
        return text
    return f"{SIGN} {text}{worded(' ({aside})', aside=verdict(doubt.verdict))}"


def verdict(name: str, *, accepted: bool = False) -> str:
    """A verdict as tables tell it."""
    told = worded(name.replace("-", " "))
    return worded("{verdict}, accepted", verdict=told) if accepted else told


def doubt_blocks(
    connection: Connection,
    names: DisplayNames,
    rows: Iterable[Row],
    known: KnownVerdicts | None,
) -> tuple[Steps, ...]:
    """Why each doubted claim among the rows is: a block of lines, none where none is.

    Where there are too many beside others, with the command that lists them all.
    """
    doubts = of(known)
    every = list(dict.fromkeys(rows))
    shown = [row for row in every if row["claim"] in doubts]
    if not shown:
        return ()
    most = len(shown) if shown == every else _LINES
    lines = list(lines_of(connection, names, shown[:most], doubts))
    left = len(shown) - most
    if left > 0:
        lines.append(worded("and {left} more: {command}", left=left, command=_ALL))
    return (Steps(tuple(lines), worded("Doubted")),)


def lines_of(
    connection: Connection,
    names: DisplayNames,
    rows: Sequence[Row],
    doubts: Mapping[str, Doubt],
) -> Iterable[str]:
    """For each row whose figure, by whom it is contradicted, and what tells more."""
    wanted = sorted({name for row in rows for name in doubts[row["claim"]].against})
    others: list[Row] = []
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        others += sql.claims(connection, f"id IN ({', '.join('?' * len(part))})", part)
    prints = {row["claim"]: row for row in others}
    for row in rows:
        doubt = doubts[row["claim"]]
        why = _why(row, doubt, names, prints)
        told = worded("{about}: {told}", about=_print(row, names), told=why)
        yield f"{SIGN} {told} · cloudkb show {row['claim']}"


def _why(row: Row, doubt: Doubt, names: DisplayNames, prints: Mapping[str, Row]) -> str:
    held = [prints[name] for name in doubt.against if name in prints]
    named = sorted(held, key=lambda other: _distance(other, row))[:_AGAINST]
    # behind the last one stands the row's own document; a claim may be alone against itself
    after = [other["document"] for other in (*named[1:], row)] if named else []
    against = [
        # whose it is stands once behind what one document prints
        _print(other, names, apart=other["document"] not in (row["document"], behind), beside=row)
        for other, behind in zip(named, after, strict=True)
    ]
    left = len(doubt.against) - len(named)
    if left > 0:
        against.append(worded("{left} more", left=left))
    word = verdict(doubt.verdict)
    told = (
        worded("{verdict} by {others}", verdict=word, others=listed(against))
        if against
        else worded("{verdict} by itself", verdict=word)
    )
    if doubt.left and not doubt.accepted and len(doubt.against) > 1:
        told = worded("{told}, which leave {left}", told=told, left=doubt.left)
    return worded("{verdict}, accepted", verdict=told) if doubt.accepted else told


def _distance(other: Row, row: Row) -> list[bool]:
    """How far a print is from the one in doubt: what is printed of the same comes first."""
    return [other[key] != row[key] for key in ("metric", "entity", "period", "form")]


def _print(row: Row, names: DisplayNames, *, apart: bool = True, beside: Row | None = None) -> str:
    """A figure with whose it is, where that is not said: 280.66亿元 of 2023Q4 (Alibaba)."""
    text = sql.figure_text(row) or row["says"] or row["claim"]
    if beside is not None and row["entity"] != beside["entity"]:
        text = worded("{text} for {entity}", text=text, entity=names.entity(row["entity"]))
    if beside is not None and row["period"] != beside["period"] and row["period"]:
        text = worded("{text} of {period}", text=text, period=called(row["period"]))
    return text + worded(" ({aside})", aside=names.publisher(row["document"])) if apart else text
