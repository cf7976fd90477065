"""Fiscal years, own and along `part_of`: a part has that of the nearest above that gives one.

So it is with the currency in which the books are kept.
"""

from collections.abc import Mapping

from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.model import Entity, NamedFor
from cloudkb.reader import nodes
from cloudkb.reader.fields import Fields, File

FISCAL_YEAR = frozenset(("ends", "named_for"))
NAMED_FOR = ("end", "start")
_YEAR_END = expression(r"(0[1-9]|1[0-2])-([0-2][0-9]|3[01])\Z")


def with_fiscal_years(entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """The entities, each with its own fiscal year and currency or those it inherits.

    Nothing may be part of itself: circles are taken out before.
    """
    settled: dict[str, Entity] = {}
    for key in entities:
        way = []
        at: str | None = key
        while at is not None and at in entities and at not in settled:
            way.append(entities[at])
            at = entities[at].part_of
        above = settled.get(at or "")
        for one in reversed(way):
            if not one.fiscal_year_ends and above is not None and above.fiscal_year_ends:
                one = one._replace(
                    fiscal_year_ends=above.fiscal_year_ends,
                    fiscal_year_named_for=above.fiscal_year_named_for,
                )
            if not one.currency and above is not None and above.currency:
                one = one._replace(currency=above.currency)
            settled[one.id] = above = one
    return {key: settled[key] for key in entities}


def read_fiscal_year(file: File, name: str, fields: Fields) -> tuple[str, NamedFor]:
    """MM-DD of a fiscal year's last day (empty: none is given), and what it is named for."""
    key, held, named_for = "fiscal_year_ends", fields, "end"
    node = fields.node("fiscal_year")
    if isinstance(node, nodes.Nothing) or node is None:
        if "fiscal_year" in fields:
            fields.text("fiscal_year")
    elif "fiscal_year_ends" in fields:
        fields.refuse(
            "fiscal_year_ends",
            worded(
                "{name} gives its fiscal year twice: fiscal_year and fiscal_year_ends", name=name
            ),
            worded("keep fiscal_year, which says what it is named for, too"),
        )
        return "", "end"
    else:
        key = "ends"
        held = Fields(
            file, node, worded("the fiscal year of {name}", name=name), FISCAL_YEAR, ("ends",)
        )
        named_for = held.choice("named_for", NAMED_FOR, "end")
    ends = held.text(key)
    if ends and not _is_year_end(ends):
        held.refuse(
            key,
            worded("{ends} is no day of a year", ends=ends[:40]),
            worded("write month and day: 03-31"),
            rule="bad-date",
        )
    fields.sound = fields.sound and held.sound
    return ends, "start" if named_for == "start" else "end"


def _is_year_end(text: str) -> bool:
    """Whether MM-DD is a day that a year can end on; 02-29 means the last of February."""
    if not _YEAR_END.match(text):
        return False
    month, day = int(text[:2]), int(text[3:])
    return 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
