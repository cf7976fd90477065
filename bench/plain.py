"""Plain and scoped figures of one entity: what they cost, and whether true ones are left alone.

    .venv/bin/python bench/plain.py [CLAIMS ...]

Made-up truth on two bases: the one in use and a wider one that some documents state. Documents
print quarters, half-years, years and their growth; one claim in five is scoped. For each size:
seconds of the processor to reason with a fresh base, and what it says of the true figures
(nothing). Then one plain figure is turned into one that is wrong on every basis (an error that
names it), and each way out that the finding offers is followed to the letter (nothing is left).
"""

import random
import sys
import time
from fractions import Fraction
from typing import NamedTuple

from cloudkb import reader
from cloudkb.check import check
from cloudkb.model import Finding, Report
from cloudkb.reader import SourceFile
from cloudkb.render import exceptions

SIZES = (60, 120, 240, 480, 4800)
FIRST, YEARS = 1990, 30
A_DOCUMENT = 12
WIDER = Fraction(6, 5)
VOCABULARY = """\
entities:
  cloud: {name: The cloud, kind: provider}
metrics:
  revenue: {name: Revenue, unit: money}
scopes:
  external: {name: External, means: Sales to others, stated_in: note-0, default_for: always}
  wide: {name: With own use, means: Sales to others and own use, stated_in: note-0}
  own: {name: Own, means: Something else, stated_in: note-0}
"""


class Line(NamedTuple):
    """A claim of a document."""

    document: int
    name: str
    period: str
    figure: str
    scope: str

    def text(self) -> str:
        """As it stands in a fact file."""
        scope = f", scope: {self.scope}" if self.scope else ""
        about = f"entity: cloud, metric: revenue, period: {self.period}"
        return f"  - {{id: {self.name}, {about}{scope}, figure: {self.figure}}}\n"


def truth(chance: random.Random) -> dict[str, Fraction]:
    """The revenue of every quarter, half-year and year on the basis in use, in 亿元."""
    value, found = Fraction(100), {}
    for year in range(FIRST, FIRST + YEARS):
        quarters = []
        for quarter in range(1, 5):
            value *= 1 + Fraction(chance.randrange(-20, 80), 1000)
            value = Fraction(round(value * 1000), 1000)
            found[f"{year}Q{quarter}"] = value
            quarters.append(value)
        found[f"{year}H1"], found[f"{year}H2"] = sum(quarters[:2]), sum(quarters[2:])
        found[str(year)] = sum(quarters, Fraction(0))
    return found


def lines(size: int, seed: int) -> list[Line]:
    """True claims: rounded levels and growth, one in five on the wider basis."""
    chance = random.Random(seed)
    values = truth(chance)
    periods = sorted(values)
    made = []
    for number in range(size):
        period = chance.choice(periods)
        scope, by = ("wide", WIDER) if number % 5 == 0 else ("", Fraction(1))
        before = f"{int(period[:4]) - 1}{period[4:]}"
        if before in values and chance.random() < 0.3:
            growth = float((values[period] / values[before] - 1) * 100)
            figure = f"{growth:+.1f}% yoy"
        else:
            figure = f"{float(values[period] * by):.1f}亿元"
        made.append(Line(number // A_DOCUMENT, f"c{number}", period, figure, scope))
    return made


def files(claims: list[Line], more: str = "") -> list[SourceFile]:
    """Fact files: the vocabulary, a file a document, and what stands beside."""
    texts = {"facts/words.yaml": VOCABULARY + more}
    for line in claims:
        path = f"facts/documents/{line.document}.yaml"
        head = (
            f"document: {{id: note-{line.document}, title: A note, published: 2024-03, "
            "currency: CNY}\nclaims:\n"
        )
        texts[path] = texts.get(path, head) + line.text()
    return [SourceFile(path, text.encode()) for path, text in sorted(texts.items())]


def report(claims: list[Line], more: str = "") -> Report:
    """What the checker says of claims."""
    facts, findings = reader.read(files(claims, more))
    assert not [one for one in findings if one.severity != "warning"], findings[0]
    return check(facts).report


def severe(found: Report) -> list[Finding]:
    """The findings that are more than notes."""
    return [one for one in found.findings if one.severity != "note"]


def damaged(claims: list[Line]) -> tuple[list[Line], Line]:
    """A plain level that others print or imply, wrong on both bases."""
    levels = [one for one in claims if not one.scope and one.figure.endswith("亿元")]
    printed = {one.period: 0 for one in levels}
    for one in levels:
        printed[one.period] += 1
    victim = max(levels, key=lambda one: (printed[one.period], one.name))
    value = float(victim.figure.removesuffix("亿元"))
    wrong = victim._replace(figure=f"{value * 1.7:.1f}亿元")
    return [wrong if one == victim else one for one in claims], wrong


def ways_out(claims: list[Line], wrong: Line, right: str) -> dict[str, int]:
    """How many findings of the wrong figure are left after each of the three."""
    found = severe(report(claims))
    block = exceptions.render(found).replace("reason:", "reason: Printed so.")
    # where the figures alone cannot tell it is left to whoever accepts
    block = block.replace('doubt: "?"', f"doubt: note-{wrong.document}/{wrong.name}")
    scoped = [one._replace(scope="own") if one == wrong else one for one in claims]
    mended = [one._replace(figure=right) if one == wrong else one for one in claims]
    return {
        "scope": len(severe(report(scoped))),
        "exception": len(severe(report(claims, block))),
        "correction": len(severe(report(mended))),
    }


def main(sizes: list[int]) -> None:
    """A line for each size."""
    print(f"{'claims':>7} {'seconds':>8} {'errors and warnings':>20}   one wrong figure")
    for size in sizes:
        claims = lines(size, size)
        start = time.process_time()
        clean = report(claims)
        seconds = time.process_time() - start
        changed, wrong = damaged(claims)
        found = severe(report(changed))
        name = f"note-{wrong.document}/{wrong.name}"
        told = [one for one in found if name in one.claims]
        first = bool(told) and bool(told[0].suspects) and told[0].suspects[0].name == name
        right = next(one.figure for one in claims if one.name == wrong.name)
        left = ways_out(changed, wrong, right)
        graded = ", ".join(sorted({one.severity for one in told})) or "nothing"
        print(
            f"{size:>7,} {seconds:>8.2f} {len(severe(clean)):>20}   {graded}"
            f"{', first suspect' if first else ''}; left after "
            + ", ".join(f"{way} {number}" for way, number in left.items()),
            flush=True,
        )


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or list(SIZES))
