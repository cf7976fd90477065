"""Fiscal years along `part_of`: a part has that of the nearest it is part of that gives one."""

from collections.abc import Mapping

from cloudkb.model import Entity


def with_fiscal_years(entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """The entities, each with its own fiscal year or the one it inherits.

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
            settled[one.id] = above = one
    return {key: settled[key] for key in entities}
