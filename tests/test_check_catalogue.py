"""Every structure that is known to hide a contradiction, beside a twin that hides none.

Each case is a sentence such as journalists write, then the claims. All claims of a case
are needed for its contradiction. The twin differs from it by one figure alone.
"""

from typing import NamedTuple

import pytest

import oracle
from cloudkb.check import check
from cloudkb.check.diagnosis.compilation import compile_facts
from cloudkb.reader import SourceFile, read

VOCABULARY = """\
entities:
  market: {name: The market, kind: market}
  apple: {name: Apple Cloud, kind: provider, part_of: market}
  berry: {name: Berry Cloud, kind: provider, part_of: market}
  cedar: {name: Cedar Cloud, kind: provider, part_of: market}
  other-clouds: {name: Other clouds, kind: group, part_of: market}
  group: {name: The group, kind: group}
  east: {name: East, kind: provider}
  west: {name: West, kind: provider}
metrics:
  revenue: {name: Revenue, unit: money}
  income: {name: Operating income, unit: money, negative: allowed}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
totals:
  - {metric: revenue, whole: group, parts: [east, west]}
sources:
  daily: {name: The Daily, kind: press, grade: press}
"""
DOCUMENT = "document: {id: report, title: Report, published: 2024-06, currency: CNY}\nclaims:\n"


class Case(NamedTuple):
    """A contradiction, and the line that takes the place of its like-named one in the twin."""

    says: str
    claims: str
    twin: str


CASES = {
    "half-and-quarters": Case(
        "A half year does not agree with its two quarters, all printed.",
        """
  - {id: half, entity: apple, metric: revenue, period: 2023H1, figure: 497亿元}
  - {id: first, entity: apple, metric: revenue, period: 2023Q1, figure: 185.8亿元}
  - {id: second, entity: apple, metric: revenue, period: 2023Q2, figure: 251.2亿元}
""",
        "{id: half, entity: apple, metric: revenue, period: 2023H1, figure: 437亿元}",
    ),
    "quarter-beats-three": Case(
        "The fourth quarter exceeds the other three together, but half of the year is more.",
        """
  - {id: fourth, entity: apple, metric: income, period: 2023Q4, figure: 23.64亿元}
  - {id: beats, entity: apple, metric: income, period: 2023Q4,
     figure: above 2023Q1 + 2023Q2 + 2023Q3}
  - {id: year, entity: apple, metric: income, period: 2023, figure: 51.2亿元}
""",
        "{id: year, entity: apple, metric: income, period: 2023, figure: 47.2亿元}",
    ),
    "ring-of-orders": Case(
        "Apple is above Berry, Berry above Cedar, and Cedar above Apple; no level is printed.",
        """
  - {id: one, entity: apple, metric: revenue, period: 2023, figure: above berry}
  - {id: two, entity: berry, metric: revenue, period: 2023, figure: above cedar}
  - {id: three, entity: cedar, metric: revenue, period: 2023, figure: above apple}
""",
        "{id: three, entity: cedar, metric: revenue, period: 2023, figure: below apple}",
    ),
    "doubled-too-slowly": Case(
        "More than doubled in three years, at a fifth a year; no level is printed.",
        """
  - {id: g1, entity: apple, metric: revenue, period: 2021, figure: +20% yoy}
  - {id: g2, entity: apple, metric: revenue, period: 2022, figure: +20% yoy}
  - {id: g3, entity: apple, metric: revenue, period: 2023, figure: +20% yoy}
  - {id: doubled, entity: apple, metric: revenue, period: 2023, figure: above 2 x 2020}
""",
        "{id: doubled, entity: apple, metric: revenue, period: 2023, figure: below 2 x 2020}",
    ),
    "one-growth-twice": Case(
        "One growth is printed as 11.8 and as 12.0 %; no level is printed.",
        """
  - {id: one, entity: apple, metric: revenue, period: 2023, figure: +11.8% yoy}
  - {id: two, entity: apple, metric: revenue, period: 2023, figure: +12.0% yoy, source: daily}
""",
        "{id: two, entity: apple, metric: revenue, period: 2023, figure: +12% yoy, source: daily}",
    ),
    "parts-outgrow-the-whole": Case(
        "Each part grew by over a tenth, the whole by a twentieth; no level is printed.",
        """
  - {id: east, entity: east, metric: revenue, period: 2023, figure: 同比增长超过10%}
  - {id: west, entity: west, metric: revenue, period: 2023, figure: 同比增长超过10%}
  - {id: whole, entity: group, metric: revenue, period: 2023, figure: +5% yoy}
""",
        "{id: whole, entity: group, metric: revenue, period: 2023, figure: +15% yoy}",
    ),
    "share-against-growths": Case(
        "26.7 % of the market, down 5.8 points, own revenue +3 %, the market's +20 %; no level.",
        """
  - {id: share, entity: apple, metric: market_share, in: market, period: 2023, figure: 26.7%}
  - {id: points, entity: apple, metric: market_share, in: market, period: 2023, figure: -5.8pp yoy}
  - {id: own, entity: apple, metric: revenue, period: 2023, figure: +3% yoy}
  - {id: market, entity: market, metric: revenue, period: 2023, figure: +20% yoy}
""",
        "{id: market, entity: market, metric: revenue, period: 2023, figure: +25% yoy}",
    ),
    "no-share-printed": Case(
        "Down 5.8 points from below half, own revenue +3.0 %, the market's +15.0 %; no share is "
        "printed.",
        """
  - {id: half, entity: apple, metric: market_share, in: market, period: 2022, figure: 不到50%}
  - {id: points, entity: apple, metric: market_share, in: market, period: 2023, figure: -5.8pp yoy}
  - {id: own, entity: apple, metric: revenue, period: 2023, figure: +3.0% yoy}
  - {id: market, entity: market, metric: revenue, period: 2023, figure: +15.0% yoy}
""",
        "{id: market, entity: market, metric: revenue, period: 2023, figure: +25.0% yoy}",
    ),
    "falling-growth": Case(
        "Growth is said to have fallen every year, and is printed as rising in one.",
        """
  - {id: falling, entity: apple, metric: revenue, period: 2021..2023, figure: yoy falling}
  - {id: g1, entity: apple, metric: revenue, period: 2021, figure: +20% yoy}
  - {id: g2, entity: apple, metric: revenue, period: 2022, figure: +30% yoy}
""",
        "{id: g1, entity: apple, metric: revenue, period: 2021, figure: +40% yoy}",
    ),
    "shares-above-all": Case(
        "The shares of four providers add up to 104 %.",
        """
  - {id: s1, entity: apple, metric: market_share, in: market, period: 2023, figure: 40%}
  - {id: s2, entity: berry, metric: market_share, in: market, period: 2023, figure: 30%}
  - {id: s3, entity: cedar, metric: market_share, in: market, period: 2023, figure: 20%}
  - {id: s4, entity: other-clouds, metric: market_share, in: market, period: 2023, figure: 14%}
""",
        "{id: s4, entity: other-clouds, metric: market_share, in: market, period: 2023, "
        "figure: 10%}",
    ),
    "one-exchange-rate": Case(
        "Revenue and income are printed in two currencies, at two rates a thousand apart.",
        """
  - {id: r1, entity: apple, metric: revenue, period: 2023Q4, figure: 2.60348亿元}
  - {id: r2, entity: apple, metric: revenue, period: 2023Q4, figure: $36.669 billion}
  - {id: i1, entity: apple, metric: income, period: 2023Q4, figure: 225.11亿元}
  - {id: i2, entity: apple, metric: income, period: 2023Q4, figure: $3.171 billion}
""",
        "{id: r1, entity: apple, metric: revenue, period: 2023Q4, figure: 2603.48亿元}",
    ),
}
CASES["ring-with-a-level"] = CASES["ring-of-orders"]._replace(
    says="The same ring where one level is printed, which the contradiction does not need.",
)
CASES["doubled-with-a-level"] = CASES["doubled-too-slowly"]._replace(
    says="The same growths where one level is printed, which the contradiction does not need.",
)
BESIDE = {
    "ring-with-a-level": (
        "  - {id: beside, entity: apple, metric: revenue, period: 2023, figure: 120亿元}\n"
    ),
    "doubled-with-a-level": (
        "  - {id: beside, entity: apple, metric: revenue, period: 2020, figure: 120亿元}\n"
    ),
}


def facts(claims):
    """The facts of a case, which must be without fault."""
    files = (("facts/vocabulary.yaml", VOCABULARY), ("facts/report.yaml", DOCUMENT + claims))
    found, complaints = read([SourceFile(path, text.encode()) for path, text in files])
    assert not complaints
    return found


def lines(name):
    return CASES[name].claims.strip("\n") + "\n" + BESIDE.get(name, "")


def twin(name):
    """The case with one of its lines exchanged."""
    start = CASES[name].twin.partition(",")[0]
    exchanged = [
        f"  - {CASES[name].twin}" if start in line else line for line in lines(name).splitlines()
    ]
    return "\n".join(exchanged) + "\n"


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_contradiction_is_found(name):
    """One error that names every claim of the case, and none that is not needed."""
    report = check(facts(lines(name))).report
    found = [one for one in report.findings if one.severity == "error"]
    assert [one.rule for one in found] == ["conflict"]
    needed = {claim.id for claim in facts(lines(name)).claims} - {"report/beside"}
    assert set(found[0].claims) == needed


@pytest.mark.parametrize("name", sorted(CASES))
def test_its_twin_is_left_alone(name):
    """The same claims with one other figure are consistent."""
    assert check(facts(twin(name))).report.findings == ()


@pytest.mark.parametrize("name", sorted(CASES))
def test_z3_says_the_same(name):
    """The case truly contradicts itself, and its twin truly does not."""
    bad, good = (
        compile_facts(facts(text), lambda _: {}).model.system()
        for text in (lines(name), twin(name))
    )
    assert oracle.solve(bad) == "unsat"
    assert oracle.solve(good) == "sat"
