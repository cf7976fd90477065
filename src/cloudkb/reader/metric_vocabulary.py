"""Metrics: their unit, how they add up over time, and what they are tied to."""

from typing import Any

from cloudkb import figures
from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.model import Metric, Place
from cloudkb.reader.fields import Fields, File
from cloudkb.words import is_chinese

EXTREMES = ("greatest", "least")
DIRECTIONS = ("higher", "lower")
OVER_TIME = ("adds", "snapshot", "level", "fixed")
_DEFAULT_OVER_TIME = {"money": "adds", "ratio": "level", "date": "fixed", "entity": "fixed"}


def read_metric(file: File, name: str, at: Place, fields: Fields) -> Metric:
    """One metric, as far as it can be read; the names it is tied to are checked elsewhere."""
    unit = _unit(fields)
    kind: Any = unit.kind
    over: Any = fields.choice(
        "over_time", OVER_TIME, "level" if unit.per else _DEFAULT_OVER_TIME.get(kind, "")
    )
    if not over:
        fields.sound = False
        if "over_time" not in fields:
            file.complain(
                "missing-key",
                worded("a count must say how it adds up over time ({name})", name=name)
                if unit.text == "count"
                else worded(
                    "a metric in {unit} must say how it adds up over time ({name})",
                    unit=unit.text,
                    name=name,
                ),
                at,
                worded("add over_time: adds, snapshot (as of a day), level or fixed"),
            )
    # degrees begin nowhere: below zero is as good as above
    negative = "allowed" if unit.measure in figures.DEGREES and not unit.per else "no"
    values: Any = fields.choice(
        "values", ("one", "many"), "many" if kind in ("date", "entity") else "one"
    )
    ratio = fields.texts("ratio_of")
    if "ratio_of" in fields and len(ratio) != 2:
        fields.refuse(
            "ratio_of",
            worded("ratio_of names two metrics, part and whole"),
            worded("write ratio_of: [gross_profit, revenue]"),
        )
    elif ratio and ratio[0] == ratio[1]:
        fields.refuse(
            "ratio_of",
            worded("ratio_of names {metric} twice: such a ratio is always 1", metric=ratio[0][:60]),
            worded("write ratio_of: [gross_profit, revenue]"),
        )
    for key, needed in (("share_of", "ratio"), ("only", "entity")):
        if key in fields and unit.text != needed:
            fields.refuse(
                key,
                worded(
                    "{key} is for metrics with unit {needed}, and this is {unit}",
                    key=key,
                    needed=needed,
                    unit=unit.text,
                ),
                worded("write unit: {needed}, or take {key} out", needed=needed, key=key),
            )
    extreme: Any = fields.choice("extreme", EXTREMES, "")
    direction: Any = fields.choice("direction", DIRECTIONS, "")
    return Metric(
        name,
        fields.text("name"),
        kind,
        over,
        at,
        fields.text("name_zh"),
        fields.texts("aliases"),
        fields.choice("negative", ("allowed", "no"), negative) == "allowed",
        values,
        fields.text("share_of") or None,
        (ratio[0], ratio[1]) if len(ratio) == 2 else None,
        fields.text("at_most") or None,
        fields.text("only") or None,
        fields.text("note"),
        unit.measure,
        unit.per,
        _counted(fields, kind),
        fields.choice("ahead", ("yes", "no"), "no") == "yes",
        fields.choice("parts_at_most", ("yes", "no"), "yes") == "yes",
        direction,
        extreme,
    )


def _unit(fields: Fields) -> figures.UnitOfMeasure:
    """The unit of a metric, money where it cannot be read."""
    text = fields.text("unit", "money")
    unit = figures.read_unit(text)
    if unit is not None:
        return unit
    message, hint = figures.unit_trouble(text)
    fields.refuse("unit", message, hint)
    return figures.UnitOfMeasure("money")


_COUNTED = expression(r"[A-Za-z][A-Za-z0-9&/.-]{0,31}")


def _counted(fields: Fields, kind: str) -> tuple[str, ...]:
    """The names a metric counts: words of letters and digits, on a metric that is a count."""
    names = fields.texts("counted")
    wrong = next((name for name in names if not _COUNTED.fullmatch(name)), None)
    if names and kind != "count":
        what = worded("counted is for metrics with unit count")
        fields.refuse("counted", what, worded("write unit: count"))
    elif wrong is not None:
        what = worded("{name!r} is no name of a counted thing", name=wrong[:40])
        hint = (
            worded("take it out: 台, 辆, 人 and their like are read wherever things are counted")
            if is_chinese(wrong)
            else worded("write counted: [GPU, TEU]")
        )
        fields.refuse("counted", what, hint)
    return names
