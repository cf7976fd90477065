"""Random networks of claims, written as facts: a truth is made up, figures are its prints.

Every figure is the exact truth rounded, or cut where that is asked for, so that nothing
contradicts anything. `damage.damage` then falsifies one figure; write_network.py writes the files.
"""

import calendar
import random
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import more_sayings
import sayings
from more_sayings import scope_of
from sayings import Made
from truths import ALL_MARKETS, FIRST_YEAR, Fiscal, Market, market, together

MIXES = {"dense": 0.6, "mixed": 0.3, "sparse": 0.1}
"""How many of the claims print a level."""
CUTS = {"none": 0.0, "some": 0.3, "all": 1.0}
"""How many of the figures are cut instead of rounded."""

GRADES = ("primary", "tracker", "press", "blog")
_VOCABULARY = """\
settings: {format: 1}
metrics:
  revenue: {name: Revenue, name_zh: 营收, unit: money}
  market_share: {name: Market share, name_zh: 市场份额, unit: ratio, share_of: revenue}
scopes:
  common: {name: Common basis, means: All print on one basis, stated_in: definitions}
document: {id: definitions, title: Definitions, published: 2018-01}
sources:
"""
_MORE_METRICS = """\
  gross_profit: {name: Gross profit, unit: money}
  cost: {name: Cost, unit: money}
  operating_profit: {name: Operating profit, unit: money, negative: allowed}
  gross_margin: {name: Gross margin, unit: ratio, ratio_of: [gross_profit, revenue]}
  operating_margin:
    {name: Margin, unit: ratio, ratio_of: [operating_profit, revenue], negative: allowed}
  users: {name: Users, unit: count, over_time: snapshot}
  paying_users: {name: Paying users, unit: count, over_time: snapshot}
  user_share: {name: Share of users, unit: ratio, share_of: users}
  paying_share: {name: Share that pays, unit: ratio, ratio_of: [paying_users, users]}
formulas:
  gross-profit: gross_profit = revenue - cost
"""


class Network(NamedTuple):
    """Facts as files, and the truth behind them."""

    files: dict[str, str]
    """Text by path, `facts/...`."""
    truth: dict[str, Fraction | None]
    """By full name of the claim: what it prints, exactly; None for orders, ranks and trends."""
    damaged: str | None
    """The full name of the claim that was falsified."""
    claims: tuple[Made, ...]
    vocabulary: str
    documents: tuple[str, ...]

    def with_claims(self, claims: Iterable[Made], damaged: str | None = None) -> "Network":
        """The same world with other claims, or the same in another order."""
        kept = tuple(claims)
        truth = {one.name: one.value for one in kept}
        return self._replace(
            files=_files(self.vocabulary, self.documents, kept),
            truth=truth,
            damaged=damaged,
            claims=kept,
        )

    def shuffled(self, rng: random.Random) -> "Network":
        """The same facts: files under other names and in another order, claims too."""
        claims = rng.sample(self.claims, len(self.claims))
        other = self.with_claims(claims, self.damaged)
        paths = rng.sample(sorted(other.files), len(other.files))
        renamed = {f"facts/{rng.randrange(10**9):09d}.yaml": other.files[path] for path in paths}
        return other._replace(files=renamed)


def generate(
    seed: int,
    mix: str = "mixed",
    claims: int = 100,
    *,
    markets: int = 0,
    documents: int = 4,
    cut: str = "none",
    joined: bool = False,
    fiscal: bool = True,
    more: bool = False,
) -> Network:
    """A clean network; equal arguments give equal bytes, on every machine.

    `markets` is one for each 250 claims when it is 0. `joined` ties all of them by a total.
    Each document has a source and a grade of its own. With `more` there are also profits and
    margins, users on a day and shares of them, US$ beside RMB, fiscal years of any start, and
    plain figures beside scoped ones.
    """
    arguments = f"{seed} {mix} {claims} {markets} {documents} {cut} {joined} {fiscal}"
    rng = random.Random(f"{arguments} more" if more else arguments)
    count = markets or max(1, round(claims / 250))
    bases = rng.choice(more_sayings.BASES) if more else "common"
    booked = more and rng.random() < 0.5
    worlds = [
        market(number, rng, fiscal, more, bases != "common") for number in range(1, count + 1)
    ]
    whole = together(worlds) if joined else None
    names = tuple(f"report-{number}" for number in range(1, documents + 1))
    speaker = sayings.Speaker(rng, names, MIXES[mix], CUTS[cut])
    if more:
        edges = frozenset(entity for world in worlds for entity in world.edges)
        speaker = more_sayings.MoreSpeaker(rng, names, MIXES[mix], CUTS[cut], bases, edges, booked)
    made: list[Made] = []
    for number, world in enumerate(worlds):
        share = claims * (number + 1) // count - claims * number // count
        about_all = max(1, share // 25) if whole else 0
        made += speaker.claims(world, share - about_all)
        if whole:
            made += _all_markets(speaker, whole, world, about_all)
    every = [*worlds, *([whole] if whole else [])]
    vocabulary = _vocabulary(every, names, more, bases, booked)
    return Network({}, {}, None, (), vocabulary, names).with_claims(made)


def _all_markets(speaker: sayings.Speaker, whole: Market, world: Market, count: int) -> list[Made]:
    """Claims about all markets together and about one of them, which tie them into one."""
    made = speaker.levels(world, world.name, 1) + speaker.levels(whole, ALL_MARKETS, 1)
    return (made + speaker.levels(whole, world.name, max(0, count - 2)))[:count]


def _vocabulary(
    markets: list[Market], documents: tuple[str, ...], more: bool, bases: str, booked: bool
) -> str:
    lines = [_VOCABULARY.rstrip()]
    for document in documents:
        name = GRADES[grade(documents, document)]
        # a tracker's claims take its own scope: plain ones come from others
        kind = "tracker" if name == "tracker" and bases == "common" else "press"
        lines.append(f"  {_source(document)}: {{name: Source of {document}, kind: {kind}, "
                     f"grade: {name}}}")  # fmt: skip
    lines.append("entities:")
    names: dict[str, None] = {}
    for one in markets:
        for entity in one.amounts:
            if entity not in names:
                names[entity] = None
                lines.append(_entity(one, entity, booked))
    lines.append("totals:")
    metrics = ("revenue", "users", "paying_users") if more else ("revenue",)
    for one in markets:
        parts = ", ".join(entity for entity in one.amounts if entity != one.name)
        for metric in metrics:
            if metric == "revenue" or one.stocks:
                lines.append(f"  - {{metric: {metric}, whole: {one.name}, parts: [{parts}]}}")
    text = "\n".join(lines) + "\n"
    if not more:
        return text
    edges = {entity: month for one in markets for entity, month in one.edges.items()}
    always = [entity for entity in names if entity not in edges] if bases == "default" else []
    return (
        text.replace("scopes:\n", _MORE_METRICS + "scopes:\n", 1)
        .replace("stated_in: definitions}", f"stated_in: definitions{_default(always)}}}", 1)
        .replace("document: {", _scopes(edges) + "document: {", 1)
    )


def _entity(market: Market, entity: str, booked: bool) -> str:
    kind = "provider"
    if entity in (market.name, ALL_MARKETS) or market.name == ALL_MARKETS:
        kind = "market"
    elif entity == market.others:
        kind = "group"
    year = _fiscal_year(market.fiscal[entity]) if entity in market.fiscal else ""
    books = ", currency: CNY" if booked else ""
    return f"  {entity}: {{name: The {entity}, kind: {kind}{year}{books}}}"


def _fiscal_year(fiscal: Fiscal) -> str:
    last = calendar.monthrange(2023, fiscal.month)[1]
    ends = f"{fiscal.month:02d}-{last}"
    if fiscal.named_for_start:
        return f", fiscal_year: {{ends: {ends}, named_for: start}}"
    return f", fiscal_year_ends: {ends}"


def _default(entities: list[str]) -> str:
    return f", default_for: always, of: [{', '.join(entities)}]" if entities else ""


def _scopes(edges: dict[str, int]) -> str:
    """The two meanings of each entity that has two; one in two has a name for the first."""
    lines = []
    for number, (entity, month) in enumerate(edges.items()):
        of = f"of: [{entity}]"
        first, last = _month(month), _month(month - 1)
        narrow = f", default_for: ../{last}, {of}" if number % 2 else ""
        wide = f", default_for: {first}/.., {of}"
        for is_wide, default in ((False, narrow), (True, wide)):
            scope = scope_of(entity, is_wide)
            lines.append(
                f"  {scope}: {{name: {scope}, means: Made up., stated_in: definitions{default}}}"
            )
    relations = [
        f"  - {{metric: revenue, of: [{entity}], narrow: {scope_of(entity, False)}, "
        f"wide: {scope_of(entity, True)}}}"
        for entity in edges
    ]
    if relations:
        lines += ["scope_relations:", *relations]
    return "".join(f"{line}\n" for line in lines)


def _month(month: int) -> str:
    return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"


def grade(documents: tuple[str, ...], document: str) -> int:
    """The grade of a document and its source: 0 is the best."""
    return documents.index(document) % len(GRADES)


def _source(document: str) -> str:
    return f"source-{document}"


def _files(vocabulary: str, documents: tuple[str, ...], claims: tuple[Made, ...]) -> dict[str, str]:
    files = {"facts/vocabulary.yaml": vocabulary}
    by_document: dict[str, list[Made]] = {document: [] for document in documents}
    for one in claims:
        by_document[one.document].append(one)
    for document in documents:
        name = GRADES[grade(documents, document)]
        lines = [
            f"document: {{id: {document}, title: Report {document}, published: 2026-06-30, "
            f"currency: CNY, grade: {name}}}",
            "claims:" if by_document[document] else "claims: []",
        ]
        for one in by_document[document]:
            within = f", in: {one.within}" if one.within else ""
            scope = f", scope: {one.scope}" if one.scope else ""
            lines.append(
                f"  - {{id: {one.id}, entity: {one.entity}, metric: {one.metric}{within}, "
                f"period: {one.period}{scope}, source: {_source(document)}, "
                f"figure: {one.figure}}}"
            )
        files[f"facts/documents/{document}.yaml"] = "\n".join(lines) + "\n"
    return files


def write(network: Network, folder: Path) -> None:
    """Write the files below a folder."""
    for path, text in network.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
