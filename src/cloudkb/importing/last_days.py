"""Days that stand for the time up to them: 2023-03-31 above revenue is the quarter, or the year."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from cloudkb.importing.header_words import FLOW, SNAPSHOTS
from cloudkb.importing.headers import Lexicon
from cloudkb.importing.metric_units import speaks_of
from cloudkb.importing.record import TakenClaim, refused
from cloudkb.language import worded
from cloudkb.model import Finding

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def without_last_days(
    words: Lexicon, claims: Iterable[TakenClaim]
) -> tuple[list[TakenClaim], list[Finding]]:
    """Claims of a table, and those refused: of what adds up over time, where all days end months.

    A table that has other days as well tells what was on each of them.
    """
    there = list(claims)
    days = {day for one in there if (day := _day(one))}
    if not days or not all(map(_ends_a_month, days)):
        return there, []
    kept: list[TakenClaim] = []
    odd: list[TakenClaim] = []
    for one in there:
        is_odd = _day(one) and _adds_up(words, str(one.claim.fields["metric"]))
        (odd if is_odd else kept).append(one)
    findings = [
        refused(
            one.origin,
            worded("{day} ends a month: of how long a time this is, nothing says", day=_day(one)),
            worded("write the time: 2023Q1, 2023H1, 2023-01/2023-09"),
        )
        for one in odd
    ]
    return kept, findings


def _day(taken: TakenClaim) -> str:
    text = str(taken.claim.fields.get("period", ""))
    return text if _DAY.fullmatch(text) else ""


def _ends_a_month(day: str) -> bool:
    return (date.fromisoformat(day) + timedelta(1)).day == 1


def _adds_up(words: Lexicon, metric: str) -> bool:
    """Whether the periods of a metric add up over time; of one that is not known: no."""
    known = words.kept_metrics.get(metric)
    if known is not None:
        return known.over_time == "adds"
    row = words.proposed.get(metric)
    is_flow = row is not None and (row.unit == "money" or speaks_of(row.words, FLOW))
    return is_flow and metric not in SNAPSHOTS
