"""Columns that mean nothing by their headers and cells, and what may be said of them."""

from collections.abc import Sequence
from typing import NamedTuple

from cloudkb.language import worded


class UnclearColumn(NamedTuple):
    """A column that means nothing."""

    name: str
    why: str
    header: str = ""
    """One that would be clear: its own, with the time, metric or unit of others; empty: none."""


def asked(unclear: Sequence[UnclearColumn]) -> tuple[str, str]:
    """What is not clear, and what may be said of it."""
    told = worded("; ", "；").join(
        worded("{what} ({name})", what=one.name, name=one.why) for one in unclear[:8]
    )
    message = worded("what these columns mean is not clear: {columns}", columns=told)
    # what is pasted into a shell does nothing else there
    plain = [one for one in unclear if not set(f"{one.name}{one.header}") & set('"$`\\!')]
    maps = " ".join(f'--map "{one.name}={one.header}"' for one in plain if one.header)
    if maps:
        return message, worded(
            "say it, if this is meant: {maps}; else =ignored, =note, =in", maps=maps
        )
    name = plain[0].name if plain else "COLUMN"
    return message, worded(
        'say it: --map "{name}=ignored", or =note, =in, or as a header says '
        'it: "{name}=Revenue (US$ million)"',
        name=name,
    )
