"""Each kind of relation in words: of one and of several, upwards and downwards."""

import re

import pytest

from cloudkb.check import relations
from cloudkb.check.diagnosis.compilation import compile_facts
from cloudkb.check.explanation.sentences import statement
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Case as Reading
from cloudkb.check.solver.problem import Clash, Narrowing, Proof, Row
from cloudkb.interval import Interval
from wording_cases import FORMULAS, Case, facts

ALI = "entity: aliyun, metric: revenue"
TIANYI = "entity: tianyi-cloud, metric: revenue"
SHARE = "entity: aliyun, metric: market_share, in: china-public-cloud"
OTHER = "entity: tianyi-cloud, metric: market_share, in: china-public-cloud"
THIRD = "entity: huawei-cloud, metric: market_share, in: china-public-cloud"
LOSS = "entity: baidu, metric: income"

EXAMPLES = [
    ("figure", [f"{ALI}, period: 2023, figure: 497亿元"], "2023 is printed as 497亿元"),
    ("figure", [f"{LOSS}, period: 2023, figure: -29.05亿元"], "2023 is printed as -29.05亿元"),
    ("figure", [f"{ALI}, period: 2022..2023, figure: 超过40亿元"], "2022 is printed as 超过40亿元"),
    ("change", [f"{ALI}, period: 2023, figure: +3% yoy"], "2023 is +3% on 2022"),
    ("change", [f"{ALI}, period: 2023, figure: -10.50% vs 2020"], "2023 is -10.50% on 2020"),
    ("change", [f"{ALI}, period: 2023, figure: up over 20% yoy"], "2023 is at least +20% on 2022"),
    ("points", [f"{SHARE}, period: 2023, figure: -5.8pp yoy"], "2023 is 5.8 points down on 2022"),
    ("points", [f"{SHARE}, period: 2023, figure: +1.0pp yoy"], "2023 is 1.0 points up on 2022"),
    (
        "points",
        [f"{SHARE}, period: 2023, figure: +32pp vs tianyi-cloud"],
        "Alibaba Cloud is 32 points up on Tianyi Cloud",
    ),
    (
        "difference",
        [f"{ALI}, period: 2023, figure: -350.29亿元 yoy"],
        "2023 is 350.29亿元 down on 2022",
    ),
    ("change", [f"{ALI}, period: 2023, figure: +25% CAGR vs 2018"], "2023 is +25% a year on 2018"),
    ("loss", [f"{LOSS}, period: 2023, figure: loss narrowed 30% yoy"], "2023 is below 0元"),
    ("difference", [f"{ALI}, period: 2023, figure: +2亿元 yoy"], "2023 is 2亿元 up on 2022"),
    ("direction", [f"{ALI}, period: 2023, figure: up yoy"], "2023 is above 2022"),
    ("direction", [f"{ALI}, period: 2023, figure: down yoy"], "2023 is below 2022"),
    ("order", [f"{ALI}, period: 2023, figure: above tianyi-cloud"], "Alibaba Cloud is above"),
    ("order", [f"{ALI}, period: 2023, figure: below 2 x 2020"], "2 × 2020 is above 2023"),
    (
        "order",
        [f"{ALI}, period: 2023Q4, figure: above 2023Q1 + 2023Q2 + 2023Q3"],
        "2023Q4 is above 2023Q1 + 2023Q2 + 2023Q3",
    ),
    ("same", [f"{ALI}, period: 2023, figure: same as 2022"], "2023 is the same as 2022"),
    (
        "rank-share",
        [f"{SHARE}, period: 2023, figure: rank 5", f"{SHARE}, period: 2023, figure: 12.9%"],
        "each that ranks before Alibaba Cloud has as much or more, all together at most 100%",
    ),
    (
        "rank-share",
        [
            f"{SHARE}, period: 2023, figure: rank 4",
            f"{SHARE}, period: 2023, figure: 12.9%",
            f"{OTHER}, period: 2023, figure: 40.1%",
        ],
        "Tianyi Cloud, Alibaba Cloud and all others that rank before it, each with as much or more, "
        "are together at most 100%",
    ),
    ("trend", [f"{ALI}, period: 2022..2023, figure: rising"], "2023 is above 2022"),
    ("trend", [f"{ALI}, period: 2022..2023, figure: falling"], "2022 is above 2023"),
    (
        "trend",
        [f"{ALI}, period: 2022..2023, figure: yoy falling"],
        "growth in 2022 is above growth in 2023",
    ),
    (
        "average",
        [
            f"{SHARE}, period: 2023, figure: 30.0%",
            f"{SHARE}, period: 2023H1, figure: 26.7%",
            f"{SHARE}, period: 2023H2, figure: 27.1%",
        ],
        "2023H1 and 2023H2 are at most 27.2%, and 2023 lies between its parts",
    ),
    (
        "average",
        [
            f"{SHARE}, period: 2023, figure: 30.0%",
            f"{SHARE}, period: 2023H1, figure: 26.7%",
            f"{SHARE}, period: 2023H2, figure: over 10%",
        ],
        "beside 2023 and 2023H1, 2023H2 alone can be at least 29.95%",
    ),
    (
        "stands",
        [
            f"{SHARE}, period: 2023, figure: 30.0%",
            f"{SHARE}, period: 2023H1, figure: 26.7%",
            f"{SHARE}, period: 2023H2, figure: 27.1%",
        ],
        "c0 holds",
    ),
    ("rank", [f"{SHARE}, period: 2023, figure: rank 1"], "2023 ranks 1"),
    ("rank", [f"{SHARE}, period: 2023, figure: rank 2-4"], "2023 ranks 2 to 4"),
    (
        "place",
        [f"{SHARE}, period: 2023, figure: rank 1", f"{OTHER}, period: 2023, figure: 26.7%"],
        "nobody is above place 1",
    ),
    (
        "place",
        [f"{SHARE}, period: 2023, figure: rank 1", f"{OTHER}, period: 2023, figure: rank 2"],
        "place 1 is at least place 2",
    ),
    (
        "counted",
        [
            f"{SHARE}, period: 2023, figure: rank 2",
            f"{OTHER}, period: 2023, figure: 30.1%",
            f"{THIRD}, period: 2023, figure: 20.4%",
        ],
        "Alibaba Cloud ranks 2, but Tianyi Cloud (30.1%) and Huawei Cloud (20.4%) reach 20.35%",
    ),
    (
        "holds",
        [
            f"{SHARE}, period: 2023, figure: rank 2",
            f"{OTHER}, period: 2023, figure: 30.1%",
            f"{THIRD}, period: 2023, figure: 20.4%",
        ],
        "c1 holds",
    ),
    (
        "link",
        ["entity: openai, metric: provider, period: 2023, figure: azure"],
        "OpenAI's cloud provider in 2023 is Azure",
    ),
    (
        "date",
        ["entity: aliyun, metric: price_cut, figure: 2024-02-29"],
        "price cut announced is 2024-02-29",
    ),
    (
        "date-order",
        ["entity: aliyun, metric: price_cut, figure: before tianyi-cloud - 30 days"],
        "Alibaba Cloud is before Tianyi Cloud - 30 days",
    ),
    (
        "date",
        ["entity: aliyun, metric: price_cut, figure: before 2024-02"],
        "price cut announced is before 2024-02-01",
    ),
    (
        "said",
        ["entity: aliyun, metric: price_cut, date: 2024-02-29, figure: 2024-03-05"],
        "c0 was said on or before 2024-02-29",
    ),
    (
        "said-after",
        ["entity: aliyun, metric: price_cut, date: 2024-02-29, figure: 2024-03-05"],
        "it had happened when it was said",
    ),
    (
        "said-after",
        [f"{ALI}, period: 2025, figure: 900亿元"],
        "it was said after its period began, on 2025-01-01",
    ),
    (
        "at-most",
        [
            "entity: aliyun, metric: cut_average, period: 2024-02, figure: 20%",
            "entity: aliyun, metric: cut_greatest, period: 2024-02, figure: 55%",
        ],
        "greatest price cut is at least average price cut",
    ),
    (
        "calendar-sum",
        [f"{ALI}, period: 2023H1, figure: 4亿元", f"{ALI}, period: 2023Q1, figure: 2亿元"],
        "2023H1 is the sum of 2023Q1 and 2023Q2",
    ),
    (
        "calendar-sum",
        [f"{LOSS}, period: 2023H1, figure: -4亿元", f"{LOSS}, period: 2023Q2, figure: -2亿元"],
        "2023H1 is the sum of 2023Q1 and 2023Q2",
    ),
    (
        "total",
        [
            "entity: operators, metric: revenue, period: 2023, figure: 9亿元",
            f"{TIANYI}, period: 2023, figure: 2亿元",
        ],
        "the operators is the sum of Mobile Cloud and Tianyi Cloud",
    ),
    (
        "total",
        [
            "entity: operators, metric: contracts, period: 2023, figure: 9个",
            "entity: tianyi-cloud, metric: contracts, period: 2023, figure: 2个",
        ],
        "the operators is at least Tianyi Cloud",
    ),
    (
        "total",
        [
            "entity: operators, metric: contracts, period: 2023, figure: 9个",
            "entity: tianyi-cloud, metric: contracts, period: 2023, figure: 2个",
            "entity: mobile-cloud, metric: contracts, period: 2023, figure: 3个",
        ],
        "the operators is at least the sum of Mobile Cloud and Tianyi Cloud",
    ),
    (
        "formula",
        [
            f"{ALI}, period: 2023, figure: 9亿元",
            "entity: aliyun, metric: cost, period: 2023, figure: 7亿元",
        ],
        "gross profit is revenue less cost",
    ),
    (
        "formula",
        [
            "entity: mobile-cloud, metric: revenue, period: 2023, figure: 9亿元",
            "entity: mobile-cloud, metric: price, period: 2023, figure: 7亿元",
        ],
        "revenue is at least cost + half of price",
    ),
    (
        "formula",
        [
            "entity: huawei-cloud, metric: revenue, period: 2023, figure: 9亿元",
            "entity: huawei-cloud, metric: price, period: 2023, figure: 3元",
        ],
        "revenue is price times contracts won",
    ),
    (
        "part",
        [
            f"{TIANYI}, period: 2023, figure: 9亿元",
            "entity: tianyi-cloud, metric: price, period: 2023, figure: 3元",
        ],
        "average servers in 2023 is half of servers on 2022-12-31 + half of servers on 2023-12-31",
    ),
    (
        "part-of",
        [
            "entity: china-public-cloud, metric: revenue, period: 2023, figure: 900亿元",
            "entity: aliyun, metric: revenue, in: china-public-cloud, period: 2023, figure: 9亿元",
        ],
        "China's public cloud is at least its part Alibaba Cloud",
    ),
    (
        "within-period",
        [
            "entity: aliyun, metric: contracts, period: 2019/.., figure: 9个",
            "entity: aliyun, metric: contracts, period: 2020, figure: 2个",
        ],
        "since 2019 includes 2020",
    ),
    (
        "scope",
        [
            f"{ALI}, scope: external, period: 2023, figure: 9亿元",
            f"{ALI}, scope: restated, period: 2023, figure: 10亿元",
        ],
        "2023 (restated) is at least 2023 (external)",
    ),
    (
        "shares",
        [f"{SHARE}, period: 2023, figure: 26.7%"],
        "2023 is at most the whole, 100%",
    ),
    (
        "shares",
        [f"{SHARE}, period: 2023, figure: 26.7%", f"{OTHER}, period: 2023, figure: 20.4%"],
        "Alibaba Cloud and Tianyi Cloud are shares of one whole, together at most 100%",
    ),
    (
        "shares",
        [
            f"{SHARE}, period: 2023, figure: 26.7%",
            f"{OTHER}, period: 2023, figure: 20.4%",
            f"{THIRD}, period: 2023, figure: 10.4%",
        ],
        "Alibaba Cloud, Huawei Cloud and Tianyi Cloud are shares of one whole, "
        "together at most 100%",
    ),
    (
        "single-valued",
        [
            "entity: aliyun, metric: head, period: 2023, figure: alibaba",
            "entity: aliyun, metric: head, period: 2023H1, figure: openai",
        ],
        "Alibaba Cloud's head in 2023 is Alibaba or OpenAI, not both",
    ),
    (
        "only",
        [
            "entity: openai, metric: exclusive, period: 2023, figure: azure",
            "entity: openai, metric: provider, period: 2023, figure: aws",
        ],
        "cloud provider and exclusive cloud provider exclude each other",
    ),
    ("ratio", [f"{ALI}, period: 2023, figure: +3% yoy"], "2023 is its growth times 2022"),
    (
        "share",
        [
            f"{SHARE}, period: 2023, figure: 26.7%",
            "entity: china-public-cloud, metric: revenue, period: 2023, figure: 9亿元",
        ],
        "Alibaba Cloud's market share is Alibaba Cloud's revenue divided by China's public "
        "cloud's revenue",
    ),
    (
        "margin",
        [
            "entity: baidu, metric: margin, period: 2023, figure: -5%",
            "entity: baidu, metric: revenue, period: 2023, figure: 9亿元",
        ],
        "EBITA margin is adjusted EBITA divided by revenue",
    ),
    (
        "exchange-rate",
        [
            "entity: alibaba, metric: revenue, period: 2023Q4, figure: 2603亿元",
            "entity: alibaba, metric: revenue, period: 2023Q4, figure: $36.669 billion",
            "entity: alibaba, metric: income, period: 2023Q4, figure: -225.11亿元",
            "entity: alibaba, metric: income, period: 2023Q4, figure: -$3.171 billion",
        ],
        "revenue in CNY and revenue in USD are one amount, at one rate for all in the document",
    ),
    (
        "converted",
        [
            "entity: alibaba, metric: revenue, period: 2023Q4, figure: 2603亿元",
            "entity: alibaba, metric: revenue, period: 2023Q4, figure: $36.669 billion",
            "---",
            "entity: alibaba, metric: revenue, period: 2023Q4, figure: 2603亿元",
            "entity: alibaba, metric: revenue, period: 2023Q4, figure: $36.235 billion",
        ],
        "2023Q4 in USD is printed as $36.669 billion, which others convert at another rate",
    ),
    (
        "ratio-product",
        [
            f"{SHARE}, period: 2023, figure: -5.8pp yoy",
            "entity: aliyun, metric: revenue, in: china-public-cloud, period: 2023, "
            "figure: +3% yoy",
            "entity: china-public-cloud, metric: revenue, period: 2023, figure: +20% yoy",
        ],
        "a share changes as its part does over its whole",
    ),
]


def _told(kind: str, claims: list[str]) -> list[str]:
    """The sentences of all rows and products of a kind; "---" begins a second document."""
    text = "\n".join(f"id: c{number}, {claim}" for number, claim in enumerate(claims))
    note, _, report = re.sub(r"id: c\d+, ---\n", "---", text).partition("---")
    network, _ = compile_facts(facts(Case("", note, report), FORMULAS), lambda network: {})
    every = (*network.rows, *network.products)
    found = [one for one in every if one.kind == kind]
    steps = tuple(
        Narrowing(one.terms[0][0] if isinstance(one, Row) else one.result, Interval(), one)
        for one in every
    )
    proof = Proof(steps, Clash(steps[0].variable, ()))
    labels = sorted({*network.claims, *(one.label for one in found)} - {""})
    story = Story(network, labels, (Reading((), proof),))
    return [statement(story, one) for one in found]


@pytest.mark.parametrize(("kind", "claims", "sentence"), EXAMPLES)
def test_a_relation_in_words(kind, claims, sentence):
    """What a claim or an identity says, as a sentence without its stop."""
    told = _told(kind, claims)
    assert any(one.startswith(sentence) for one in told), told


def test_every_kind_has_an_example():
    """No sentence is without its example."""
    assert {kind for kind, _, _ in EXAMPLES} == relations.kinds().keys()
