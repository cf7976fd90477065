"""Facts of one awkward shape, as large as is asked for: where the time of a check can go.

python bench/shapes.py ring 2000 --out DIR
"""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

VOCABULARY = """\
settings: {format: 1}
metrics:
  revenue: {name: Revenue, unit: money}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
sources:
  desk: {name: The desk, kind: press, grade: press}
"""


def ring(size: int) -> dict[str, str]:
    """Each company above the next one, and the last above the first: one strict circle."""
    return _files(
        [f"  c{one}: {{name: Company {one}, kind: provider}}" for one in range(size)],
        [_claim(f"c{one}", 2023, f"above c{(one + 1) % size}") for one in range(size)],
    )


def growths(size: int) -> dict[str, str]:
    """A value, a growth for each year after it, and a last value that they do not reach."""
    end = 1000 + size
    grown = 100 * 1.01**size
    return _files(
        ["  firm: {name: The firm, kind: provider}"],
        [
            _claim("firm", 1000, "100.0亿元"),
            *(_claim("firm", 1000 + year, "+1.0% yoy") for year in range(1, size + 1)),
            _claim("firm", end, f"{grown * 50:.1f}亿元"),
        ],
    )


def parts(size: int) -> dict[str, str]:
    """Companies each part of the next, with a share each in one market and one period."""
    entities = ["  market: {name: The market, kind: market}"]
    entities += [
        f"  c{one}: {{name: Company {one}, kind: provider"
        + (f", part_of: c{one + 1}}}" if one + 1 < size else "}")
        for one in range(size)
    ]
    claims = [
        _claim(f"c{one}", 2023, "10.0%", "market_share", ", in: market") for one in range(size)
    ]
    return _files(entities, claims)


def shares(size: int) -> dict[str, str]:
    """Companies with a share each of one market, far more than the whole together."""
    entities = ["  market: {name: The market, kind: market}"]
    entities += [f"  c{one}: {{name: Company {one}, kind: provider}}" for one in range(size)]
    claims = [
        _claim(f"c{one}", 2023, "10.0%", "market_share", ", in: market") for one in range(size)
    ]
    return _files(entities, claims)


def clashes(size: int) -> dict[str, str]:
    """Five claims a company, and a half year that its two quarters contradict in nine of ten."""
    entities, claims = [], []
    for one in range(size // 5):
        entities.append(f"  c{one}: {{name: Company {one}, kind: provider}}")
        half = 500 if one % 10 else 430
        claims += [
            _claim(f"c{one}", "2023Q1", "210.0亿元"),
            _claim(f"c{one}", "2023Q2", "220.0亿元"),
            _claim(f"c{one}", "2023H1", f"{half}.0亿元"),
            _claim(f"c{one}", "2023H2", "470.0亿元"),
            _claim(f"c{one}", "2023", "900.0亿元"),
        ]
    return _files(entities, claims)


def stale(size: int) -> dict[str, str]:
    """Two equal prints for each company, and an exception that doubts one of them."""
    entities = [f"  c{one}: {{name: Company {one}, kind: provider}}" for one in range(size)]
    claims = [
        _claim(f"c{one // 2}", 2023, "497亿元", more=", source: desk" if one % 2 else "")
        for one in range(2 * size)
    ]
    accepted = [
        f"  - {{claims: [note/n{2 * one}, note/n{2 * one + 1}], doubt: note/n{2 * one + 1}, "
        "reason: It counts what the group buys itself.}"
        for one in range(size)
    ]
    return _files(entities, claims, accepted)


SHAPES: dict[str, Callable[[int], dict[str, str]]] = {
    "ring": ring, "growths": growths, "parts": parts, "shares": shares, "clashes": clashes,
    "stale": stale,
}  # fmt: skip


def _claim(
    entity: str, period: str | int, figure: str, metric: str = "revenue", more: str = ""
) -> str:
    return f"entity: {entity}, metric: {metric}{more}, period: {period}, figure: {figure}}}"


def _files(
    entities: Iterable[str], claims: Iterable[str], exceptions: Iterable[str] = ()
) -> dict[str, str]:
    lines = [
        "document: {id: note, title: A note, published: 2026-01, currency: CNY}",
        "claims:",
        *(f"  - {{id: n{number}, {claim}" for number, claim in enumerate(claims)),
        *(["exceptions:"] if exceptions else []),
        *exceptions,
    ]
    return {
        "facts/vocabulary.yaml": VOCABULARY + "entities:\n" + "\n".join(entities) + "\n",
        "facts/documents/note.yaml": "\n".join(lines) + "\n",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shape", choices=sorted(SHAPES))
    parser.add_argument("size", type=int)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    for path, text in SHAPES[given.shape](given.size).items():
        target = given.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
