"""Write a folder of generated facts: python bench/generate.py FOLDER --claims 100000 --files 500.

Any number of claims in any number of documents, from a seed: levels, shares, changes,
ranks, orders, hedges in two languages, in groups and alone, as real fact files mix them.
Figures are drawn each for itself, so that a busy quantity contradicts itself: of 1,000 claims in 5
files 246 errors, of 10,000 in 50 files 1,733. `networks.py` prints one truth, which never does.
"""

import argparse
import random
from pathlib import Path

METRICS = """\
metrics:
  revenue: {name: Revenue, name_zh: 营收, unit: money}
  profit: {name: Profit, name_zh: 利润, unit: money, negative: allowed}
  market_share: {name: Market share, name_zh: 市场份额, unit: ratio, share_of: revenue}
  servers: {name: Servers, name_zh: 服务器, unit: count, over_time: snapshot}
"""
SOURCES = """\
sources:
  tracker-one: {name: Tracker One, kind: tracker, grade: tracker}
  daily: {name: The Daily, name_zh: 日报, kind: press, grade: press}
"""
PERIODS = [f"{year}Q{quarter}" for year in range(2015, 2025) for quarter in range(1, 5)]


def write(folder: Path, claims: int, files: int, seed: int = 1) -> None:
    """Write the facts; the same numbers give the same bytes."""
    random.seed(seed)
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    providers = max(4, claims // 80)
    markets = max(1, providers // 6)
    lines = ["settings: {format: 1}", "entities:"]
    lines += [f"  market-{n}: {{name: Market {n}, name_zh: 市场{n}, kind: market}}"
              for n in range(markets)]  # fmt: skip
    lines += [
        f"  cloud-{n}: {{name: Cloud {n}, name_zh: 云{n}, aliases: [C{n}], kind: provider}}"
        for n in range(providers)
    ]
    (folder / "entities.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "metrics.yaml").write_text(METRICS, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    done = 0
    for number in range(files):
        share = (claims * (number + 1)) // files - done
        text = document(number, share, providers, markets)
        (documents / f"report-{number:05d}.yaml").write_text(text, encoding="utf-8")
        done += share


def document(number: int, claims: int, providers: int, markets: int) -> str:
    """One fact file of so many claims."""
    day = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    lines = [
        f"document: {{id: report-{number:05d}, title: Report {number}, published: {day}, "
        "currency: CNY, grade: press}",
        "claims:",
    ]
    made = 0
    while made < claims:
        provider = random.randrange(providers)
        if claims - made >= 5 and random.random() < 0.5:
            lines += _group(made, provider, providers, markets)
            made += 5
        else:
            lines.append("  - " + _single(made, provider))
            made += 1
    return "\n".join(lines) + "\n"


def _group(made: int, provider: int, providers: int, markets: int) -> list[str]:
    market, period = provider % markets, random.choice(PERIODS)
    lines = [
        f"  - where: p{made % 60 + 1}",
        "    source: tracker-one",
        "    metric: market_share",
        f"    in: market-{market}",
        f"    period: {period}",
        "    claims:",
    ]
    for n in range(5):
        entity = f"cloud-{(market + (provider // markets + n) * markets) % providers}"
        figure = (
            f"{random.uniform(1, 18):.1f}%", f"{random.uniform(-6, 6):+.1f}pp yoy",
            f"rank {n + 1}", "up yoy", f"约{random.uniform(1, 18):.0f}%",
        )[random.randrange(5)]  # fmt: skip
        lines.append(f"      - {{id: c{made + n}, entity: {entity}, figure: {figure}}}")
    return lines


def _single(made: int, provider: int) -> str:
    period = random.choice(PERIODS)
    metric, figure = random.choice(
        (
            ("revenue", f"{random.uniform(10, 900):.2f}亿元"),
            ("revenue", f"RMB {random.randrange(1_000, 90_000)} million"),
            ("revenue", f"{random.uniform(-5, 60):+.1f}% yoy"),
            ("profit", f"{random.uniform(-9, 90):.2f}亿元"),
            ("revenue", f"超过{random.randrange(10, 900)}亿元"),
            ("servers", f"{random.randrange(10, 900)}万台"),
        )
    )
    return (
        f"{{id: c{made}, where: p{made % 60 + 1}, entity: cloud-{provider}, metric: {metric}, "
        f"period: {period}, source: daily, figure: {figure}}}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.claims, given.files, given.seed)
