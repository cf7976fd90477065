"""One file a format, found by being here: a Page, findings or rows in, text out.

The first line of a format's file says for what it is offered and at which place there, and how
files of it end: `Rows 3, findings 6 (.json): ...`. Its `render` takes what `TAKES` names, and
by keyword what `HEEDS` names (width, color, excel; of findings excerpts, summary, version).

| `TAKES` | is |
|---|---|
| `page` | the Page of an answer, for people |
| `data` | the published shape of an answer or a report, for programs |
| `findings` | a Report for people: what is accepted stands among the findings, marked |
| `report` | a Report for programs: what is accepted stands apart |

Nothing here asks or reasons.
"""

from functools import cache

from cloudkb.surroundings import heads


@cache
def _offers() -> dict[str, tuple[str, str]]:
    """For each file what it is offered for, and its ending in brackets."""
    found = {}
    for name, head in heads(__path__[0]).items():
        uses, _, ending = head.partition(": ")[0].partition(" (")
        found[name] = uses.lower(), ending.rstrip(")")
    return found


def formats(use: str) -> tuple[str, ...]:
    """The formats for "rows", "cards" or "findings", the default first."""
    places = [
        (int(place), name)
        for name, (uses, _) in _offers().items()
        for word, _, place in (each.partition(" ") for each in uses.split(", "))
        if word == use and place.isdecimal()
    ]
    return tuple(name for _, name in sorted(places))


def ending(name: str) -> str:
    """How files of a format end; empty where they have no ending of their own."""
    return _offers().get(name, ("", ""))[1]
