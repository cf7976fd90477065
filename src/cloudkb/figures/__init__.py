"""Printed figures: text as a text prints it, in Chinese or English, to exact meaning and back.

`parse` reads a figure apart from any metric, `fit` checks it against one, `render`
gives the canonical spelling (`parse(render(figure)) == figure`), and `row` is the
published JSON shape. All bounds are exact rationals.

What tells figures is imported when first asked for: reading facts needs none of it.
"""

from typing import TYPE_CHECKING, Any

from cloudkb.figures.counted import ANYTHING
from cloudkb.figures.cursor import FigureError, reserved_words
from cloudkb.figures.decimals import exact_text
from cloudkb.figures.extremes import end_itself
from cloudkb.figures.fitting import NO_CURRENCY, fit, in_currency
from cloudkb.figures.grammar import parse
from cloudkb.figures.in_unit import in_unit_of
from cloudkb.figures.measures import (
    COMMON,
    DEGREES,
    THING,
    Dimension,
    UnitOfMeasure,
    conversion,
    dimension,
    read_unit,
    size,
    unit_names,
    unit_trouble,
)
from cloudkb.figures.stated import DECIMALS, rounded_to

if TYPE_CHECKING:
    from cloudkb.figures.change_words import spoken_print
    from cloudkb.figures.description import Description, describe, row
    from cloudkb.figures.printing import (
        Manner,
        Style,
        currency_name,
        manner,
        print_interval,
        print_styled,
        render,
        style,
    )
    from cloudkb.figures.ranges import odd_range

__all__ = [
    "ANYTHING",
    "COMMON",
    "DECIMALS",
    "DEGREES",
    "NO_CURRENCY",
    "THING",
    "Description",
    "Dimension",
    "FigureError",
    "Manner",
    "Style",
    "UnitOfMeasure",
    "conversion",
    "currency_name",
    "describe",
    "dimension",
    "end_itself",
    "exact_text",
    "fit",
    "in_currency",
    "in_unit_of",
    "manner",
    "odd_range",
    "parse",
    "print_interval",
    "print_styled",
    "read_unit",
    "render",
    "reserved_words",
    "rounded_to",
    "row",
    "size",
    "spoken_print",
    "style",
    "unit_names",
    "unit_trouble",
]

_LATE = {
    "Description": "description",
    "describe": "description",
    "row": "description",
    "Manner": "printing",
    "currency_name": "printing",
    "Style": "printing",
    "manner": "printing",
    "print_interval": "printing",
    "print_styled": "printing",
    "render": "printing",
    "style": "printing",
    "odd_range": "ranges",
    "spoken_print": "change_words",
}


def __getattr__(name: str) -> Any:
    """Import what tells figures when it is asked for, once."""
    if name in _LATE:
        from importlib import import_module

        found = getattr(import_module(f"cloudkb.figures.{_LATE[name]}"), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
