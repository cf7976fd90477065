"""Made-up companies in nested markets and countries, printed truly: nothing is told of them.

Every figure is printed from one table of what each sold, where, in each quarter: in the currency of
the books, beside it in dollars at a rate of its own for each period, as growth, as open sums.
"""

import random
from collections.abc import Callable

import pytest

from cloudkb.check import check
from cloudkb.reader import SourceFile, read

VOCABULARY = """\
settings: {format: 1}
entities:
  cloud: {name: Cloud, kind: market}
  public: {name: Public cloud, kind: market, part_of: cloud}
  private: {name: Private cloud, kind: market, part_of: cloud}
  storage: {name: Storage, kind: market, part_of: public}
  asia: {name: Asia, kind: region}
  china: {name: China, kind: country, part_of: asia}
  group: {name: The group, kind: company, fiscal_year_ends: 03-31}
  east: {name: Its east, kind: segment, part_of: group}
  west: {name: Its west, kind: segment, part_of: group}
  rival: {name: The rival, kind: company, currency: CNY}
metrics:
  revenue: {name: Revenue, unit: money}
"""
SELLERS = {"east": ["east"], "west": ["west"], "group": ["east", "west"], "rival": ["rival"]}
FIELDS = ["storage", "compute", "private"]
MARKETS = {"storage": FIELDS[:1], "public": FIELDS[:2], "private": FIELDS[2:], "cloud": FIELDS}
LANDS = ["china", "japan", "elsewhere"]
PLACES = {"china": LANDS[:1], "asia": LANDS[:2]}
QUARTERS = [(f"{year}Q{part}") for year in (2021, 2022, 2023) for part in (1, 2, 3, 4)]
SPANS = {
    **{name: [place] for place, name in enumerate(QUARTERS)},
    **{str(2021 + place): [*range(4 * place, 4 * place + 4)] for place in range(3)},
    "2021-04/2022-03": [1, 2, 3, 4],
    "2022-04/2023-03": [5, 6, 7, 8],
    "2021H2": [2, 3],
    "2022H1": [4, 5],
    "2021/..": [*range(12)],
    "2022/..": [*range(4, 12)],
}
Sold = Callable[[list[int]], int]


def subject(rng: random.Random, table: dict[tuple[str, str, str], list[int]]) -> tuple[str, Sold]:
    """What a claim may be about, and how much of it was sold in some quarters."""
    everybody = ["east", "west", "rival"]
    who, within = rng.choice(list(SELLERS)), ""
    sellers, fields, lands = SELLERS[who], FIELDS, LANDS
    kind = rng.choice(["market", "in market", "in place", "all"])
    if kind == "market":
        who = rng.choice(list(MARKETS))
        sellers, fields = everybody, MARKETS[who]
    elif kind == "in market":
        within = rng.choice(list(MARKETS))
        fields = MARKETS[within]
    elif kind == "in place":
        within = rng.choice(list(PLACES))
        lands = PLACES[within]

    def sold(quarters: list[int]) -> int:
        cells = [table[a, b, c] for a in sellers for b in fields for c in lands]
        return sum(cell[quarter] for cell in cells for quarter in quarters)

    return f"entity: {who}{f', in: {within}' if within else ''}, metric: revenue", sold


def printed(seed: int) -> list[str]:
    """Documents that print the truth."""
    rng = random.Random(seed)
    table = {
        (seller, field, land): [rng.randint(50, 5000) for _ in QUARTERS]
        for seller in ("east", "west", "rival")
        for field in FIELDS
        for land in LANDS
    }
    rates = {period: 7 * rng.uniform(0.9, 1.1) for period in SPANS}
    documents = []
    for number in range(rng.randint(2, 5)):
        claims: dict[str, None] = {}
        for _ in range(rng.randint(4, 25)):
            period, quarters = rng.choice(list(SPANS.items()))
            about, sold = subject(rng, table)
            start, is_open = min(quarters), period.endswith("..")
            if rng.random() < 0.2 and start >= 4 and not is_open:
                growth = 100 * sold(quarters) / sold([one - 4 for one in quarters]) - 100
                claims[f'{about}, period: {period}, figure: "{growth:+.1f}% yoy"'] = None
                continue
            money = sold(quarters)
            claims[f'{about}, period: {period}, figure: "RMB{money:,} million"'] = None
            if rng.random() < 0.5:
                dollars = f"US${money / rates[period]:,.0f} million"
                claims[f'{about}, period: {period}, figure: "{dollars}"'] = None
        lines = "".join(f"  - {{id: c{place}, {one}}}\n" for place, one in enumerate(claims))
        head = f"id: d{number}, title: D, published: 2024-02, currency: CNY"
        documents.append(f"document: {{{head}}}\nclaims:\n{lines}")
    return documents


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_what_is_printed_truly_is_told_nothing(first):
    """No error, no warning, no note; and parts do meet their wholes, dollars their yuan."""
    kinds: set[str] = set()
    for seed in range(first, first + 10):
        files = [SourceFile("facts/words.yaml", VOCABULARY.encode())]
        files += [
            SourceFile(f"facts/documents/{number}.yaml", text.encode())
            for number, text in enumerate(printed(seed))
        ]
        facts, complaints = read(files)
        assert not complaints
        report = check(facts).report
        assert report.findings == (), seed
        kinds |= {kind for kind, _ in report.kinds}
    assert kinds >= {"part-of", "within-period", "exchange-rate", "calendar-sum"}
