"""`calendar-sum`: a period is the sum of the periods that fill it.

For metrics that add up over time: halves and quarters make the year, quarters so far make the
year to date, fiscal years share quarters with calendar years. A sum is formed for a period
that is named and holds another named one; the periods between, which nobody names, join as
unknowns that carry the metric's sign. So where nothing is negative no part exceeds its whole.
Amounts that are translated from the currency of the entity's books, each period at a rate of its
own, do not add up.
"""

from collections.abc import Mapping
from itertools import pairwise

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ZERO, ConstraintModel
from cloudkb.check.constraints.formulas import formula
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import Quantity, Span, span_of
from cloudkb.check.solver.problem import Narrowing, Row
from cloudkb.interval import exactly
from cloudkb.language import in_chinese, worded
from cloudkb.model import Period


def sum_sentence(story: Teller, row: Row) -> str:
    """A whole and its parts."""
    whole = [name for name, factor in row.terms if factor > 0]
    parts = [story.name(name) for name, factor in row.terms if factor < 0]
    if len(whole) != 1 or not parts:
        return formula(story, row)
    told = {"whole": story.name(whole[0]), "parts": naming.listed(parts)}
    if row.interval == exactly(0):
        if len(parts) == 1:
            return worded("{whole} is the same as {parts}", "{whole}等于{parts}", **told)
        return worded("{whole} is the sum of {parts}", "{whole}等于{parts}之和", **told)
    if len(parts) == 1:
        return worded("{whole} is at least {parts}", "{whole}不低于{parts}", **told)
    return worded("{whole} is at least the sum of {parts}", "{whole}不低于{parts}之和", **told)


def added_up(told: ToldSoFar, step: Narrowing, row: Row) -> str:
    """Parts that add up to a whole, or a whole less some of its parts."""
    factors = dict(row.terms)
    if step.variable not in factors or len(step.given) != len(row.terms) - 1:
        return ""
    given = {one.variable: told.phrase(one, where=False) for one in step.given}
    wholes = [given[name] for name, factor in row.terms if factor > 0 and name in given]
    parts = [given[name] for name, factor in row.terms if factor < 0 and name in given]
    used = [part for part in parts if part]
    is_whole = factors[step.variable] > 0
    if not used if is_whole else not wholes or not wholes[0]:
        return ""
    words = _in_chinese if in_chinese() else _in_english
    return words("" if is_whole else wholes[0], used, len(used) < len(parts), told.result(step))


def _in_english(whole: str, parts: list[str], and_rest: bool, result: str) -> str:
    """`5亿元 and 7亿元 add up to 12亿元 for 2023H1`, `12亿元 less 5亿元 leaves …`."""
    left = ", with the rest of it not below zero," if and_rest else ""
    used = naming.listed(parts)
    if whole:
        less = f" less {used}" if used else ""
        return f"{whole}{less}{left} leaves {result}"
    return f"{used}{left} {'add up to' if len(parts) > 1 else 'makes'} {result}"


def _in_chinese(whole: str, parts: list[str], and_rest: bool, result: str) -> str:
    """5亿元和7亿元合计，得2023年上半年为12亿元; 由12亿元减去5亿元，得……。"""
    used = naming.listed(parts)
    if whole:
        used = f"由{whole}减去{used}" if used else f"由{whole}"
    else:
        used = f"{used}合计" if len(parts) > 1 else f"由{used}"
    return f"{used}，{'且其余部分不为负，' if and_rest else ''}得{result}"


IDENTITY = Kind("calendar-sum", sum_sentence, added_up, certain=True)

QuantitiesBySpan = dict[Span, Quantity]
"""Named quantities of one series by first day and the day after the last."""


def identity(model: ConstraintModel) -> None:
    """Form the sums of every series of named quantities."""
    for series, members in model.series.items():
        if model.vocabulary.metrics[series.metric].over_time != "adds" or len(members) < 2:
            continue
        if model.is_translated(series):
            continue
        spans: QuantitiesBySpan = {
            span: quantity
            for _, quantity in members
            if (span := span_of(quantity.period)) is not None
        }
        for (start, end), whole in spans.items():
            inside = {
                span: part
                for span, part in spans.items()
                if start <= span[0] and span[1] <= end and part != whole
            }
            if inside:
                days = {day for span in spans for day in span if start <= day <= end}
                _sum(model, whole, sorted(days), spans)
                if parts := fewest((start, end), inside):
                    model.identity_sum(IDENTITY, whole, parts, exactly(ZERO))


def _sum(model: ConstraintModel, whole: Quantity, days: list[str], spans: QuantitiesBySpan) -> None:
    """The whole and its smallest parts: those between all days on which something begins."""
    parts = []
    for start, end in pairwise(days):
        part = spans.get((start, end))
        parts.append(part or whole._replace(period=span_between(start, end).text))
    model.identity_sum(IDENTITY, whole, parts, exactly(ZERO))


def fewest(span: Span, inside: Mapping[Span, Quantity]) -> tuple[Quantity, ...]:
    """The fewest named parts that fill a period, where some do: halves before quarters."""
    best: dict[str, tuple[int, tuple[Quantity, ...]]] = {span[0]: (0, ())}
    for (start, end), part in sorted(inside.items()):
        if start in best:
            reached = (best[start][0] + 1, (*best[start][1], part))
            if end not in best or reached < best[end]:
                best[end] = reached
    return best[span[1]][1] if span[1] in best else ()


def span_between(start: str, end: str) -> Period:
    """The period from one day to the day before another."""
    return periods.from_days(start, periods.day_before(end))
