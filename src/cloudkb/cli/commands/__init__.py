"""One file a command, found by being here and imported only when it is run.

The first line of the file says under which heading of the list of commands it stands, at which
place, and what the list says of it.
"""

from functools import cache
from typing import NamedTuple

from cloudkb.surroundings import heads


class Listed(NamedTuple):
    """A command as the list of commands shows it; its own module holds the rest."""

    section: str
    place: int
    name: str
    summary: str


@cache
def listed() -> tuple[Listed, ...]:
    """All commands in the order of the list, without importing one."""
    found = []
    for name, head in heads(__path__[0]).items():
        where, _, summary = head.partition(": ")
        section, _, place = where.rpartition(" ")
        found.append(Listed(section, int(place), name, summary))
    return tuple(sorted(found))
