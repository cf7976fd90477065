"""Dimension analysis of the vocabulary: metrics that are tied must be of one kind of quantity."""

from collections.abc import Mapping

from cloudkb import figures
from cloudkb.model import Metric
from cloudkb.reader.fields import Fields, File
from cloudkb.words import unit_text


def unit_of(metric: Metric) -> str:
    """A metric's unit as fact files write it."""
    return unit_text(metric.unit, metric.measure, metric.per)


def check_tied(file: File, fields: Fields, metric: Metric, known: Mapping[str, Metric]) -> None:
    """Report what `at_most` or `ratio_of` ties to a metric of another dimension.

    What is not declared, or dates and links, is told elsewhere or has none.
    """
    own = figures.dimension(unit_of(metric))
    greatest = known.get(metric.at_most or "")
    if greatest is not None and own is not None:
        other = figures.dimension(unit_of(greatest))
        if other is None or not own.fits(other):
            _complain(file, fields, "at_most", metric, greatest, "one never exceeds the other")
    part, whole = (known.get(name) for name in metric.ratio_of or ("", ""))
    if part is None or whole is None or own is None:
        return
    upper, lower = figures.dimension(unit_of(part)), figures.dimension(unit_of(whole))
    if upper is None or lower is None or not upper.over(lower).fits(own):
        told = f"one over the other is not in {unit_of(metric)}"
        _complain(file, fields, "ratio_of", part, whole, told)
    elif figures.size(unit_of(part)) != figures.size(unit_of(whole)) * figures.size(
        unit_of(metric)
    ):
        _complain(file, fields, "ratio_of", part, whole, "their ratio needs a factor")


def _complain(
    file: File, fields: Fields, key: str, metric: Metric, other: Metric, told: str
) -> None:
    file.complain(
        "unfit-unit",
        f"{metric.id} is in {unit_of(metric)}, {other.id} in {unit_of(other)}: {told}",
        fields.place(key),
        f"name metrics in units that fit, or take {key} out",
    )
