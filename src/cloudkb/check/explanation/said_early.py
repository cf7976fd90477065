"""Figures of a period that was not over when they were said: one finding a claim.

What was observed of a whole period was said after it ended. Else the period is a slip, most
often a fiscal quarter entered as the calendar's, or the figure is what somebody expects.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cloudkb import periods
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.explanation.subject import subject
from cloudkb.check.relations.date import day
from cloudkb.check.relations.said_after import lies_ahead, said_by
from cloudkb.language import marked, worded
from cloudkb.model import Claim, Entity, Finding, Period, Vocabulary

_SIZES = (marked("month"), marked("quarter"), marked("half"), marked("year"))
_GRACE = 7
"""Days before the end of a period from which a figure of it may be known: a year's results told
in its last week."""
_YEAR_TO_DATE = "Q1-Q3"


def said_before_end(model: ConstraintModel) -> list[Finding]:
    """The observations of a period said more than a week before it ended.

    What `said-after` proves of a period that had not begun is left to it, and so is what
    exceptions doubt, which nothing rests on.
    """
    doubted = {exception.doubt for exception in model.facts.exceptions}
    early = [
        (claim, last)
        for name, claim in sorted(model.claims.items())
        if name not in doubted
        for last in _early(claim, model.vocabulary)
    ]
    if not early:
        return []
    told = {
        said.claim.id
        for printed in model.printed.values()
        for said in printed
        if lies_ahead(said.claim)
    }
    return [
        _finding(claim, last, model.vocabulary) for claim, last in early if claim.id not in told
    ]


def _early(claim: Claim, vocabulary: Vocabulary) -> Iterator[Fraction]:
    """The last day on which the claim may have been said, where that is too early."""
    metric = vocabulary.metrics[claim.metric or ""]
    if claim.kind != "observation" or metric.ahead or metric.over_time not in ("adds", "level"):
        return
    if claim.period.approximate or not _size(claim.period, vocabulary.entities.get(claim.entity)):
        return
    end, last = day(claim.period.end), said_by(claim)
    if end is not None and last is not None and end - last > _GRACE:
        yield last


def _size(period: Period, entity: Entity | None) -> str:
    """What a period is in words (`quarter`), where it is a step of the calendar or fiscal year.

    Other spans are written by their months (2023-01/2023-09) and stand as they are printed.
    """
    if period.kind not in ("span", "series"):
        return ""
    if period.step in _SIZES:
        return period.step
    name = _fiscal(period, entity)
    if not name or name.endswith(_YEAR_TO_DATE):
        return ""
    return marked(
        "fiscal half" if "H" in name else "fiscal quarter" if "Q" in name else "fiscal year"
    )


def _fiscal(period: Period, entity: Entity | None) -> str:
    """The fiscal name of a period, `FY2024Q3`, where it has one."""
    if entity is None or not entity.fiscal_year_ends:
        return ""
    name = periods.names(period, entity.fiscal_year_ends, entity.fiscal_year_named_for)[-1]
    return name if name.startswith("FY") else ""


def _finding(claim: Claim, last: Fraction, vocabulary: Vocabulary) -> Finding:
    entity = vocabulary.entities.get(claim.entity)
    said, end = date.fromordinal(int(last)).isoformat(), claim.period.end or ""
    size = worded(_size(claim.period, entity))
    is_last = claim.period.kind == "series"
    exact = claim.date.start == claim.date.end and not claim.date.approximate
    return Finding(
        "said-before-end",
        "warning",
        worded(
            "{about}: said {when}, and {what} ends on {end}",
            about=subject([claim], vocabulary),
            when=worded("on {day}" if exact else "by {day}", day=periods.called(said)),
            what=worded("the last {size}" if is_last else "the {size}", size=size),
            end=periods.called(end),
        ),
        claim.figure_place or claim.place,
        hint=_hint(claim, last, entity),
        claims=(claim.id,),
        next_command=f"cloudkb show {claim.id}",
    )


def _hint(claim: Claim, last: Fraction, entity: Entity | None) -> str:
    expected = worded("if it is expected, not observed, write kind: forecast")
    for period, name in _same_number(claim.period, entity):
        end = day(period.end)
        if end is not None and end - last <= _GRACE:
            return worded(
                "it fits {name}, {days}: write period: {name}; {expected}",
                name=name,
                days=periods.describe(period),
                expected=expected,
            )
    calendar = entity is not None and not entity.fiscal_year_ends
    if calendar and claim.period.step != "month" and claim.period.kind == "span":
        expected += worded(
            "; if the fiscal year is meant, give the entity its fiscal_year and write "
            "period: FY{year}",
            year=claim.period.text,
        )
    return expected


def _same_number(period: Period, entity: Entity | None) -> Iterator[tuple[Period, str]]:
    """Periods of the same number in the other year: FY2024Q3 for 2024Q3, 2024 for FY2024."""
    if entity is None or not entity.fiscal_year_ends or period.kind != "span":
        return
    own = _fiscal(period, entity)
    other = own.removeprefix("FY") if own and not period.step else f"FY{period.text}"
    try:
        yield periods.read(other, entity), other
    except periods.PeriodError:
        # a month has no fiscal name, and some fiscal names no calendar one
        return
