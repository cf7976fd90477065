"""Dimension analysis of the vocabulary: metrics that are tied must be of one kind of quantity."""

from collections.abc import Mapping

from cloudkb import figures
from cloudkb.language import marked, worded
from cloudkb.model import Metric
from cloudkb.reader.fields import Fields
from cloudkb.words import unit_text

_NEVER_MORE = marked("{one} is in {unit}, {other} in {other_unit}: one never exceeds the other")
_NO_RATIO = marked(
    "{one} is in {unit}, {other} in {other_unit}: one over the other is not in {ratio}"
)
_NEEDS_FACTOR = marked("{one} is in {unit}, {other} in {other_unit}: their ratio needs a factor")


def unit_of(metric: Metric) -> str:
    """A metric's unit as fact files write it."""
    return unit_text(metric.unit, metric.measure, metric.per)


def check_tied(fields: Fields, metric: Metric, known: Mapping[str, Metric]) -> None:
    """Report what `at_most` or `ratio_of` ties to a metric of another dimension.

    What is not declared, or dates and links, is told elsewhere or has none.
    """
    own = figures.dimension(unit_of(metric))
    greatest = known.get(metric.at_most or "")
    if greatest is not None and own is not None:
        other = figures.dimension(unit_of(greatest))
        if other is None or not own.fits(other):
            _complain(fields, "at_most", metric, greatest, _NEVER_MORE)
    part, whole = (known.get(name) for name in metric.ratio_of or ("", ""))
    if part is None or whole is None or own is None:
        return
    upper, lower = figures.dimension(unit_of(part)), figures.dimension(unit_of(whole))
    if upper is None or lower is None or not upper.over(lower).fits(own):
        _complain(fields, "ratio_of", part, whole, _NO_RATIO, ratio=unit_of(metric))
    elif figures.size(unit_of(part)) != figures.size(unit_of(whole)) * figures.size(
        unit_of(metric)
    ):
        _complain(fields, "ratio_of", part, whole, _NEEDS_FACTOR)


def _complain(fields: Fields, key: str, one: Metric, other: Metric, told: str, **more: str) -> None:
    fields.refuse(
        key,
        worded(
            told,
            one=one.id,
            unit=unit_of(one),
            other=other.id,
            other_unit=unit_of(other),
            **more,
        ),
        worded("name metrics in units that fit, or take {key} out", key=key),
        rule="unfit-unit",
    )
