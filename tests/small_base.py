"""A small base made from records, for tests of the store and of what stands on it."""

import sqlite3
from fractions import Fraction
from pathlib import Path

from cloudkb.interval import Interval
from cloudkb.model import (
    AcceptedException,
    Amount,
    Change,
    Claim,
    DateFigure,
    Document,
    Entity,
    Figure,
    Link,
    Metric,
    Period,
    Place,
    Rank,
    Reading,
    Scope,
    Source,
    Vocabulary,
)
from cloudkb.store.write import Contents, fill, write

NAMES = "facts/names.yaml"
ARTICLE = "facts/documents/jiemian-2024-03.yaml"
REPORT = "facts/documents/idc-2023.yaml"

_AT = Place(NAMES, 1, 1)

VOCABULARY = Vocabulary(
    entities={
        "alibaba": Entity("alibaba", "Alibaba", "company", _AT, name_zh="阿里巴巴"),
        "aliyun": Entity(
            "aliyun",
            "Alibaba Cloud",
            "provider",
            _AT,
            name_zh="阿里云",
            aliases=("Aliyun", "ＡＬＩ云"),
            part_of="alibaba",
            fiscal_year_ends="03-31",
        ),
        "azure": Entity("azure", "Azure", "provider", _AT),
        "china-public-cloud": Entity(
            "china-public-cloud", "China's public cloud", "market", _AT, name_zh="中国公有云"
        ),
    },
    metrics={
        "market_share": Metric(
            "market_share",
            "Market share",
            "ratio",
            "level",
            _AT,
            name_zh="市场份额",
            share_of="revenue",
        ),
        "revenue": Metric("revenue", "Revenue", "money", "adds", _AT, name_zh="营收"),
        "exclusive": Metric("exclusive", "Exclusive cloud", "entity", "fixed", _AT, values="many"),
        "price_cut": Metric("price_cut", "Price cut", "date", "fixed", _AT),
    },
    sources={
        "idc": Source("idc", "IDC", "tracker", _AT, grade="tracker"),
        "caijing": Source("caijing", "Caijing", "paper", _AT, name_zh="财经", grade="press"),
    },
    scopes={
        "restated": Scope("restated", "Restated", "without the rest", _AT, stated_in="idc-2023")
    },
)

_MARCH = Period("2024-03~", "2024-03-01", "2024-03-31", approximate=True, step="month")
_AUTUMN = Period("2023Q3", "2023-07-01", "2023-09-30", step="quarter")

DOCUMENTS = {
    "jiemian-2024-03": Document(
        "jiemian-2024-03",
        "卷价格、卷AI算力",
        _MARCH,
        Place(ARTICLE),
        author="韩志鹏",
        publisher="界面新闻",
        currency="CNY",
        grade="press",
    ),
    "idc-2023": Document("idc-2023", "Tracker 2023Q3", _MARCH, Place(REPORT), grade="primary"),
}


def amount(low: str, high: str, unit: str = "ratio", currency: str | None = None) -> Amount:
    """A plain print between two exact ends."""
    interval = Interval(Fraction(low), Fraction(high))
    return Amount("amount", interval, unit, currency)  # type: ignore[arg-type]


def claim(
    name: str, entity: str, metric: str | None = None, *figures: tuple[str, Figure], **more: object
) -> Claim:
    """A claim of the article unless `document` says otherwise."""
    document = str(more.pop("document", "jiemian-2024-03"))
    file = DOCUMENTS[document].place.file
    line = sum(map(ord, name)) % 500 + 1
    made = Claim(
        f"{document}/{name}",
        entity,
        Place(file, line, 5),
        document,
        document,
        _MARCH,
        metric=metric,
        readings=tuple(Reading(*each) for each in figures),
        period=_AUTUMN,
    )
    return made._replace(**more)


CLAIMS = (
    claim(
        "share",
        "aliyun",
        "market_share",
        ("26.7%", amount("0.2665", "0.2675")),
        within="china-public-cloud",
        scope="idc",
        source="idc",
    ),
    claim(
        "share-change",
        "aliyun",
        "market_share",
        (
            "-5.8pp yoy",
            Change(
                "change",
                Interval(Fraction("-0.0585"), Fraction("-0.0575")),
                "points",
                "yoy",
                "ratio",
            ),
        ),
        within="china-public-cloud",
    ),
    claim("share-rank", "aliyun", "market_share", ("rank 2-4", Rank("rank", 2, 4))),
    claim(
        "revenue",
        "aliyun",
        "revenue",
        ("23.64亿元", amount("2363500000", "2364500000", "money", "CNY")),
        source="alibaba",
        scope="restated",
        note="据财经报道的大单",
    ),
    claim(
        "share-up",
        "azure",
        "market_share",
        ("up yoy", Change("change", Interval(Fraction(0), None, True), "direction", "yoy")),
        kind="forecast",
    ),
    claim(
        "either",
        "aliyun",
        "market_share",
        ("-16pp", amount("-0.165", "-0.155")),
        ("-16%", amount("-0.165", "-0.155")),
    ),
    claim("sole", "aliyun", "exclusive", ("azure", Link("entity", "azure"))),
    claim(
        "cut",
        "aliyun",
        "price_cut",
        ("2024-02-29", DateFigure("date", Period("2024-02-29", "2024-02-29", "2024-02-29"))),
    ),
    claim("sentence", "aliyun", says="Would rather not win large projects.", source="caijing"),
)

REPORTED = (
    claim(
        "share",
        "aliyun",
        "market_share",
        ("26.7%", amount("0.2665", "0.2675")),
        document="idc-2023",
        within="china-public-cloud",
        scope="idc",
        supersedes=("jiemian-2024-03/share",),
    ),
)

EXCEPTIONS = (
    AcceptedException(
        ("jiemian-2024-03/share", "idc-2023/share"), "idc-2023/share", "Reason.", Place(REPORT, 9)
    ),
)

OPENED: list[sqlite3.Connection] = []
"""Closed when all tests have run; Python warns of connections that are merely dropped."""
FILES = {NAMES: "0" * 64, ARTICLE: "1" * 64, REPORT: "2" * 64}


def contents(**changed: object) -> Contents:
    """The small base, some of its parts changed."""
    whole = Contents(
        VOCABULARY, DOCUMENTS, [(REPORTED, EXCEPTIONS), (CLAIMS, ())], FILES, {ARTICLE: 1}
    )
    return whole._replace(**changed)


def in_memory(**changed: object) -> sqlite3.Connection:
    """The small base, open for anything."""
    connection = sqlite3.connect(":memory:")
    OPENED.append(connection)
    fill(connection, contents(**changed))
    connection.row_factory = sqlite3.Row
    return connection


def on_disk(path: Path, **changed: object) -> Path:
    """The small base in a file."""
    write(path, contents(**changed))
    return path
