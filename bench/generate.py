"""Write a folder of generated facts: python bench/generate.py FOLDER --claims 100000 --files 500.

Any number of claims in any number of documents, from a seed: levels, shares, changes,
ranks, orders, hedges in two languages, in groups and alone, as real fact files mix them.
With `--parquet N` the same claims stand in N Parquet files, which tell of their documents, too.
Figures are drawn each for itself, so that a busy quantity contradicts itself: of 1,000 claims in 5
files 246 errors, of 10,000 in 50 files 1,733. `networks.py` prints one truth, which never does.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

Claim = dict[str, str]
Part = tuple[Claim, list[Claim]]
"""What some claims share, and what each says of its own."""

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
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    _vocabulary(folder, claims)
    for number, parts in _documents(claims, files, seed):
        text = document(number, parts)
        path = folder / "documents" / f"report-{number:05d}.yaml"
        path.write_text(text, encoding="utf-8")


def write_parquet(folder: Path, claims: int, files: int, tables: int, seed: int = 1) -> None:
    """Write the same facts, the claims in so many Parquet files."""
    from itertools import groupby

    from cloudkb.exporting.parquet_export import write_records

    folder.mkdir(parents=True, exist_ok=True)
    _vocabulary(folder, claims)
    share = -(-files // tables)
    every = _documents(claims, files, seed)
    for table, group in groupby(every, lambda one: one[0] // share):
        records = (one for number, parts in group for one in _records(number, parts))
        write_records(folder / f"claims-{table:03d}.parquet", records, documents=True)


def _vocabulary(folder: Path, claims: int) -> None:
    providers, markets = _sizes(claims)
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


def _sizes(claims: int) -> tuple[int, int]:
    providers = max(4, claims // 80)
    return providers, max(1, providers // 6)


def _documents(claims: int, files: int, seed: int) -> Iterator[tuple[int, list[Part]]]:
    """The number of each document and what stands in it."""
    random.seed(seed)
    done = 0
    for number in range(files):
        share = (claims * (number + 1)) // files - done
        yield number, _parts(share, *_sizes(claims))
        done += share


def _said(number: int) -> dict[str, str]:
    day = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return {"title": f"Report {number}", "published": day, "currency": "CNY", "grade": "press"}


def document(number: int, parts: list[Part]) -> str:
    """One fact file."""
    said = "".join(f", {key}: {value}" for key, value in _said(number).items())
    lines = [f"document: {{id: report-{number:05d}{said}}}", "claims:"]
    for shared, claims in parts:
        lines += _yaml(shared, claims)
    return "\n".join(lines) + "\n"


def _records(number: int, parts: list[Part]) -> Iterator[Claim]:
    name = f"report-{number:05d}"
    said = {f"document_{key}": value for key, value in _said(number).items()}
    for shared, claims in parts:
        for claim in claims:
            yield {"document": name, **shared, **claim, **said}


def _yaml(shared: Claim, claims: list[Claim]) -> list[str]:
    flow = [
        "{" + ", ".join(f"{key}: {value}" for key, value in one.items()) + "}" for one in claims
    ]
    if not shared:
        return [f"  - {one}" for one in flow]
    first, *rest = (f"{key}: {value}" for key, value in shared.items())
    lines = [f"  - {first}", *(f"    {one}" for one in rest), "    claims:"]
    return [*lines, *(f"      - {one}" for one in flow)]


def _parts(claims: int, providers: int, markets: int) -> list[Part]:
    """So many claims, in groups and alone."""
    parts: list[Part] = []
    made = 0
    while made < claims:
        provider = random.randrange(providers)
        if claims - made >= 5 and random.random() < 0.5:
            parts.append(_group(made, provider, providers, markets))
            made += 5
        else:
            parts.append(({}, [_single(made, provider)]))
            made += 1
    return parts


def _group(made: int, provider: int, providers: int, markets: int) -> Part:
    market, period = provider % markets, random.choice(PERIODS)
    shared = {
        "where": f"p{made % 60 + 1}",
        "source": "tracker-one",
        "metric": "market_share",
        "in": f"market-{market}",
        "period": period,
    }
    claims = []
    for n in range(5):
        entity = f"cloud-{(market + (provider // markets + n) * markets) % providers}"
        figure = (
            f"{random.uniform(1, 18):.1f}%", f"{random.uniform(-6, 6):+.1f}pp yoy",
            f"rank {n + 1}", "up yoy", f"约{random.uniform(1, 18):.0f}%",
        )[random.randrange(5)]  # fmt: skip
        claims.append({"id": f"c{made + n}", "entity": entity, "figure": figure})
    return shared, claims


def _single(made: int, provider: int) -> Claim:
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
    return {
        "id": f"c{made}",
        "where": f"p{made % 60 + 1}",
        "entity": f"cloud-{provider}",
        "metric": metric,
        "period": period,
        "source": "daily",
        "figure": figure,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parquet", type=int, default=0, metavar="N")
    given = parser.parse_args()
    if given.parquet:
        write_parquet(given.folder, given.claims, given.files, given.parquet, given.seed)
    else:
        write(given.folder, given.claims, given.files, given.seed)
