"""Random networks of claims, written as facts: a truth is made up, figures are its prints.

    python bench/networks.py --seed 7 --mix sparse --claims 1000 --out DIR [--damage x10]

Every figure is the exact truth rounded, or cut where that is asked for, so that nothing
contradicts anything. `damage.damage` then falsifies one figure.
"""

import argparse
import random
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import sayings
from sayings import Made
from truths import ALL_MARKETS, Market, market, together

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
) -> Network:
    """A clean network; equal arguments give equal bytes, on every machine.

    `markets` is one for each 250 claims when it is 0. `joined` ties all of them by a total.
    Each document has a source and a grade of its own.
    """
    rng = random.Random(f"{seed} {mix} {claims} {markets} {documents} {cut} {joined} {fiscal}")
    count = markets or max(1, round(claims / 250))
    worlds = [market(number, rng, fiscal) for number in range(1, count + 1)]
    whole = together(worlds) if joined else None
    names = tuple(f"report-{number}" for number in range(1, documents + 1))
    speaker = sayings.Speaker(rng, names, MIXES[mix], CUTS[cut])
    made: list[Made] = []
    for number, world in enumerate(worlds):
        share = claims * (number + 1) // count - claims * number // count
        about_all = max(1, share // 25) if whole else 0
        made += speaker.claims(world, share - about_all)
        if whole:
            made += _all_markets(speaker, whole, world, about_all)
    vocabulary = _vocabulary(rng, [*worlds, *([whole] if whole else [])], names)
    return Network({}, {}, None, (), vocabulary, names).with_claims(made)


def _all_markets(speaker: sayings.Speaker, whole: Market, world: Market, count: int) -> list[Made]:
    """Claims about all markets together and about one of them, which tie them into one."""
    made = speaker.levels(world, world.name, 1) + speaker.levels(whole, ALL_MARKETS, 1)
    return (made + speaker.levels(whole, world.name, max(0, count - 2)))[:count]


def _vocabulary(rng: random.Random, markets: list[Market], documents: tuple[str, ...]) -> str:
    lines = [_VOCABULARY.rstrip()]
    for document in documents:
        name = GRADES[grade(documents, document)]
        kind = "tracker" if name == "tracker" else "press"
        lines.append(f"  {_source(document)}: {{name: Source of {document}, kind: {kind}, "
                     f"grade: {name}}}")  # fmt: skip
    lines.append("entities:")
    declared: set[str] = set()
    for one in markets:
        for entity in (*one.amounts,):
            if entity in declared:
                continue
            declared.add(entity)
            kind = "provider"
            if entity in (one.name, ALL_MARKETS) or one.name == ALL_MARKETS:
                kind = "market"
            elif entity == one.others:
                kind = "group"
            ends = {0: "", 3: "03-31", 6: "06-30", 9: "09-30"}[one.fiscal.get(entity, 0)]
            fiscal = f", fiscal_year_ends: {ends}" if ends else ""
            lines.append(f"  {entity}: {{name: The {entity}, kind: {kind}{fiscal}}}")
    lines.append("totals:")
    for one in markets:
        parts = ", ".join(entity for entity in one.amounts if entity != one.name)
        lines.append(f"  - {{metric: revenue, whole: {one.name}, parts: [{parts}]}}")
    return "\n".join(lines) + "\n"


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
            lines.append(
                f"  - {{id: {one.id}, entity: {one.entity}, metric: {one.metric}{within}, "
                f"period: {one.period}, scope: common, source: {_source(document)}, "
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


def main() -> None:
    from damage import KINDS, damage

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", choices=sorted(MIXES), default="mixed")
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--markets", type=int, default=0)
    parser.add_argument("--documents", type=int, default=4)
    parser.add_argument("--cut", choices=sorted(CUTS), default="none")
    parser.add_argument("--joined", action="store_true")
    parser.add_argument("--damage", choices=sorted(KINDS))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    network = generate(
        given.seed, given.mix, given.claims, markets=given.markets,
        documents=given.documents, cut=given.cut, joined=given.joined,
    )  # fmt: skip
    if given.damage:
        network = damage(network, given.damage, random.Random(given.seed))
        print(f"damaged: {network.damaged}")
    write(network, given.out)


if __name__ == "__main__":
    main()
