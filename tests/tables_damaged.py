"""Slips of the pen put into the tables of `tests/tables`, one at a time."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cloudkb.check import check
from cloudkb.model import Finding
from cloudkb.reader import SourceFile, read

TABLES = Path(__file__).parent / "tables"
_LINE = re.compile(
    r'- \{id: (?P<id>[a-z0-9-]+), metric: (?P<metric>\w+).*figure: (?P<figure>"[^"]*"|[^,}]+)'
)
_SCALES = (
    ("thousand", "million"), ("million", "billion"), ("万", "亿"), ("kg", "t"), ("公斤", "吨"),
)  # fmt: skip


class Damage(NamedTuple):
    """One figure of a table, printed as another."""

    table: str
    claim: str
    kind: str
    printed: str
    damaged: str


@cache
def text(table: str) -> str:
    """A table as it is printed."""
    return (TABLES / f"{table}.yaml").read_text(encoding="utf-8")


def damages(table: str) -> Iterator[Damage]:
    """Every slip of every kind, figure by figure."""
    lines = [found for found in map(_LINE.search, text(table).splitlines()) if found]
    for place, found in enumerate(lines):
        figure = found["figure"].strip('"')
        for kind, damaged in _slips(figure):
            if damaged != figure:
                yield Damage(table, found["id"], kind, figure, damaged)
        same = [one for one in lines if one["metric"] == found["metric"] and one is not found]
        if same:
            yield Damage(table, found["id"], "another period", figure, same[0]["figure"].strip('"'))
        below = lines[(place + 1) % len(lines)]
        if below["metric"] != found["metric"]:
            yield Damage(table, found["id"], "the row below", figure, below["figure"].strip('"'))


def _slips(figure: str) -> Iterator[tuple[str, str]]:
    digits = [found.start() for found in re.finditer(r"\d", figure)]
    for one, other in pairwise(digits):
        if figure[one] != figure[other] and (figure[other] != "0" or one != digits[0]):
            swapped = list(figure)
            swapped[one], swapped[other] = figure[other], figure[one]
            yield "digits swapped", "".join(swapped)
            break
    middle = digits[len(digits) // 2]
    changed = str((int(figure[middle]) + 4) % 10)
    yield "another digit", figure[:middle] + changed + figure[middle + 1 :]
    if "," not in figure and len(digits) > 2:
        yield "digit left out", figure[:middle] + figure[middle + 1 :]
    for word, greater in _SCALES:
        if word in figure:
            yield "scale word", figure.replace(word, greater)
            break
    yield "sign", figure[1:] if figure.startswith("-") else f"-{figure}"


def findings(table: str, damage: Damage | None = None) -> tuple[Finding, ...]:
    """What is told of a table; complaints of reading alone where there are some."""
    lines = text(table).splitlines()
    if damage is not None:
        for number, line in enumerate(lines):
            found = _LINE.search(line)
            if found and found["id"] == damage.claim:
                start, end = found.span("figure")
                lines[number] = f'{line[:start]}"{damage.damaged}"{line[end:]}'
    facts, complaints = read([SourceFile(f"facts/{table}.yaml", "\n".join(lines).encode())])
    return complaints or check(facts).report.findings
