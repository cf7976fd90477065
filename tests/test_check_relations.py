"""Each relation: facts that cannot all be true, and nearly the same that can."""

import pytest

import oracle
from reasoned import VOCABULARY, document, reasoner

SHARES = """\
id: a, source: idc, entity: {0}, metric: market_share, in: china-public-cloud, period: 2023Q3, figure: {1}
"""


def shares(*figures: str) -> str:
    names = ("aliyun", "tianyi-cloud", "mobile-cloud", "huawei-cloud")
    return "\n".join(
        SHARES.format(name, figure).strip().replace("id: a", f"id: share-{number}")
        for number, (name, figure) in enumerate(zip(names, figures, strict=False))
    )


R = "metric: revenue"
CASES = {
    "amount: two prints of one quantity": (
        f"id: a, entity: aliyun, {R}, period: 2023H1, figure: 497亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2023H1, figure: {{0}}亿元",
        "479",
        "497.2",
    ),
    "amount: a bound over a series holds in each of its periods": (
        f"id: a, entity: aliyun, {R}, period: 2021..2023, figure: 超过100亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2022, figure: {{0}}亿元",
        "97",
        "107",
    ),
    "amount: two currencies are two quantities": (
        f"id: a, entity: aliyun, {R}, period: 2023H1, figure: 497亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2023H1, figure: {{0}}",
        "400亿元",
        "70亿美元",
    ),
    "change: growth between two prints": (
        f"id: a, entity: aliyun, {R}, period: 2022, figure: 100亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2023, figure: 120亿元\n"
        f"id: c, entity: aliyun, {R}, period: 2023, figure: {{0}} yoy",
        "+5%",
        "+20%",
    ),
    "change: against another entity": (
        f"id: a, entity: aliyun, {R}, period: 2022, figure: 100亿元\n"
        f"id: b, entity: tianyi-cloud, {R}, period: 2022, figure: 150亿元\n"
        f"id: c, entity: tianyi-cloud, {R}, period: 2022, figure: {{0}} vs aliyun",
        "+20%",
        "+50%",
    ),
    "change: points between shares": (
        "id: a, source: idc, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2023Q3, figure: 26.7%\n"
        "id: b, source: idc, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2022Q3, figure: {0}\n"
        "id: c, source: idc, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2023Q3, figure: -5.8pp yoy",
        "36.7%",
        "32.5%",
    ),
    "change: a difference of amounts, below zero too": (
        "id: a, entity: aliyun, metric: profit, period: 2022, figure: -10亿元\n"
        "id: b, entity: aliyun, metric: profit, period: 2023, figure: {0}亿元\n"
        "id: c, entity: aliyun, metric: profit, period: 2023, figure: +15亿元 yoy",
        "-5",
        "5",
    ),
    "change: a direction": (
        f"id: a, entity: aliyun, {R}, period: 2022, figure: 100亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2023, figure: {{0}}亿元\n"
        f"id: c, entity: aliyun, {R}, period: 2023, figure: up yoy",
        "80",
        "120",
    ),
    "change: on the quarter before": (
        f"id: a, entity: aliyun, {R}, period: 2023Q4, figure: 100亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2024Q1, figure: {{0}}亿元\n"
        f"id: c, entity: aliyun, {R}, period: 2024Q1, figure: +10% qoq",
        "90",
        "110",
    ),
    "order: above a sum": (
        "id: a, entity: aliyun, metric: profit, period: 2023Q4, figure: 23.64亿元\n"
        "id: b, entity: aliyun, metric: profit, period: 2023, figure: {0}亿元\n"
        "id: c, entity: aliyun, metric: profit, period: 2023Q4, "
        "figure: above 2023Q1 + 2023Q2 + 2023Q3",
        "51.2",
        "41.2",
    ),
    "order: a chain, with a multiple": (
        f"id: a, entity: aliyun, {R}, period: 2023, figure: 100亿元\n"
        f"id: b, entity: mobile-cloud, {R}, period: 2023, figure: {{0}}亿元\n"
        f"id: c, entity: aliyun, {R}, period: 2023, figure: above tianyi-cloud above 2 x mobile-cloud",
        "60",
        "40",
    ),
    "rank: the first is above all": (
        shares("26.7%", "{0}") + "\nid: r, source: idc, entity: aliyun, metric: market_share, "
        "in: china-public-cloud, period: 2023Q3, figure: rank 1",
        "30%",
        "20%",
    ),
    "rank: the second has one above, not two": (
        shares("26.7%", "{0}", "25%") + "\nid: r, source: idc, entity: mobile-cloud, "
        "metric: market_share, in: china-public-cloud, period: 2023Q3, figure: rank 2",
        "26.5%",
        "12%",
    ),
    "rank: a lower rank is not above a higher one": (
        shares("{0}", "20%") + "\nid: r1, source: idc, entity: aliyun, metric: market_share, "
        "in: china-public-cloud, period: 2023Q3, figure: rank 2\n"
        "id: r2, source: idc, entity: tianyi-cloud, metric: market_share, "
        "in: china-public-cloud, period: 2023Q3, figure: rank 3-5",
        "15%",
        "25%",
    ),
    "trend: values": (
        f"id: a, entity: aliyun, {R}, period: 2021, figure: 100亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2023, figure: {{0}}亿元\n"
        f"id: c, entity: aliyun, {R}, period: 2021..2023, figure: rising",
        "90",
        "110",
    ),
    "trend: growth": (
        f"id: a, entity: aliyun, {R}, period: FY2022, figure: +20% yoy\n"
        f"id: b, entity: aliyun, {R}, period: FY2023, figure: {{0}} yoy\n"
        f"id: c, entity: aliyun, {R}, period: FY2019..FY2023, figure: yoy falling",
        "+30%",
        "+10%",
    ),
    "calendar-sum: halves make the year, quarters the half": (
        f"id: a, entity: aliyun, {R}, period: 2023, figure: 1000亿元, exact: true\n"
        f"id: b, entity: aliyun, {R}, period: 2023Q1, figure: {{0}}亿元\n"
        f"id: c, entity: aliyun, {R}, period: 2023Q2, figure: 300亿元\n"
        f"id: d, entity: aliyun, {R}, period: 2023H2, figure: 500亿元",
        "300",
        "200",
    ),
    "calendar-sum: a fiscal year shares its quarters": (
        f"id: a, entity: aliyun, {R}, period: FY2023, figure: 100亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2022Q4, figure: {{0}}亿元",
        "130",
        "30",
    ),
    "calendar-sum: a loss may exceed its whole": (
        "id: a, entity: aliyun, metric: profit, period: 2023H1, figure: 10亿元\n"
        "id: b, entity: aliyun, metric: profit, period: 2023Q1, figure: 20亿元\n"
        "id: c, entity: aliyun, metric: profit, period: 2023Q2, figure: {0}亿元",
        "-5",
        "-10",
    ),
    "within-period: what goes on is at least what it was so far": (
        "id: a, entity: aliyun, metric: contracts_won, period: 2018/.., figure: {0}个\n"
        "id: b, entity: aliyun, metric: contracts_won, period: 2022, figure: 30个",
        "20",
        "40",
    ),
    "total: the parts make the whole": (
        "id: a, entity: operators, metric: contracts_won, period: 2023, figure: 50个\n"
        "id: b, entity: tianyi-cloud, metric: contracts_won, period: 2023, figure: {0}个\n"
        "id: c, entity: mobile-cloud, metric: contracts_won, period: 2023, figure: 20个",
        "40",
        "30",
    ),
    "at-most: the average is at most the greatest": (
        "id: a, entity: aliyun, metric: price_cut_average, period: 2024-02-29, figure: 超过{0}%\n"
        "id: b, entity: aliyun, metric: price_cut_greatest, period: 2024-02-29, figure: 55%",
        "60",
        "20",
    ),
    "share: part divided by whole": (
        "source: idc, id: a, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2023, figure: {0}\n"
        f"source: idc, id: b, entity: aliyun, {R}, in: china-public-cloud, period: 2023, "
        "figure: 250亿元\n"
        f"source: idc, id: c, entity: china-public-cloud, {R}, period: 2023, figure: 1000亿元",
        "35%",
        "25%",
    ),
    "shares: at most 100 % together": (shares("40%", "40%", "{0}"), "30%", "10%"),
    "margin: one metric divided by another": (
        "id: a, entity: aliyun, metric: gross_profit, period: 2023, figure: {0}亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2023, figure: 100亿元\n"
        "id: c, entity: aliyun, metric: gross_margin, period: 2023, figure: -12%",
        "12",
        "-12",
    ),
    "exchange-rate: one rate in a document": (
        f"id: a, entity: aliyun, {R}, period: 2023Q4, figure: 280.66亿元\n"
        f"id: b, entity: aliyun, {R}, period: 2023Q4, figure: US$3953 million\n"
        "id: c, entity: aliyun, metric: profit, period: 2023Q4, figure: 23.64亿元\n"
        "id: d, entity: aliyun, metric: profit, period: 2023Q4, figure: US${0} million",
        "3330",
        "333",
    ),
    "date: an event is on one day": (
        "id: a, entity: openai, metric: founded, figure: 2015-12\n"
        "id: b, entity: openai, metric: founded, figure: {0}",
        "2016-01-04",
        "2015-12-11",
    ),
    "date: before and after": (
        "id: a, entity: openai, metric: founded, figure: before 2015\n"
        "id: b, entity: openai, metric: founded, figure: after {0}",
        "2015",
        "2013",
    ),
    "said-after: nobody saw it before it was": (
        "id: a, entity: aliyun, metric: price_cut_announced, figure: {0}, date: 2024-03-01",
        "2024-03-05",
        "2024-02-29",
    ),
    "said-after: a figure of a period that lies ahead": (
        f"id: a, entity: aliyun, {R}, period: {{0}}, figure: 100亿元, date: 2024-03-01",
        "2025",
        "2023",
    ),
    "single-valued: one chief at a time": (
        "id: a, entity: openai, metric: chief_executive, period: 2023, figure: azure\n"
        "id: b, entity: openai, metric: chief_executive, period: {0}, figure: aliyun",
        "2023Q3",
        "2022",
    ),
    "date: of what happens once, and of what may happen again": (
        "id: a, entity: openai, metric: {0}, figure: before alibaba.founded\n"
        "id: b, entity: openai, metric: {0}, figure: after alibaba.founded + 30 days",
        "founded",
        "price_cut_announced",
    ),
    "only: an exclusive link excludes others": (
        "id: a, entity: openai, metric: exclusive_cloud_provider, period: 2019/.., figure: azure\n"
        "id: b, entity: openai, metric: cloud_provider, period: 2024-02, figure: {0}",
        "aliyun",
        "azure",
    ),
    "only: a part of it is no other one": (
        "id: a, entity: openai, metric: exclusive_cloud_provider, period: 2019/.., figure: alibaba\n"
        "id: b, entity: openai, metric: cloud_provider, period: 2024-02, figure: {0}",
        "azure",
        "aliyun",
    ),
    "single-valued: a part of it is no other one": (
        "id: a, entity: openai, metric: chief_executive, period: 2023, figure: alibaba\n"
        "id: b, entity: openai, metric: chief_executive, period: 2023Q3, figure: {0}",
        "azure",
        "aliyun",
    ),
    "ratio-product: two shares nobody prints, tied by points and by growth": (
        "source: idc, id: a, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2023, figure: -5.8pp yoy\n"
        f"source: idc, id: b, entity: aliyun, {R}, in: china-public-cloud, period: 2023, "
        "figure: +3% yoy\n"
        f"source: idc, id: c, entity: china-public-cloud, {R}, period: 2023, figure: +15% yoy\n"
        "source: idc, id: d, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2022, figure: under {0}%",
        "50",
        "60",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_relation_forbids_what_it_says_and_no_more(case):
    """An independent solver finds no values for the first facts, and some for the second."""
    claims, impossible, possible = CASES[case]
    for figure, answer in ((impossible, "unsat"), (possible, "sat")):
        facts = document("note-2024", claims.replace("{0}", figure))
        assert oracle.solve(reasoner(facts).whole) == answer, figure


def test_the_name_of_a_total_depends_on_no_other_whole():
    """Two totals of one whole have two names, which stay when another whole is declared before."""
    claims = f"id: a, entity: alibaba, {R}, period: 2023, figure: 9亿元"
    second = """\
  - {metric: revenue, whole: alibaba, parts: [aliyun, azure]}
  - {metric: revenue, whole: alibaba, parts: [aliyun, openai]}
"""
    other = "totals:\n  - {metric: revenue, whole: operators, parts: [mobile-cloud]}\n"
    claims += f"\nid: b, entity: aliyun, {R}, period: 2023, figure: 8亿元"
    for vocabulary in (VOCABULARY, VOCABULARY.replace("totals:\n", other)):
        network = reasoner(document("note-2024", claims), vocabulary=vocabulary + second).model
        names = [row.label.partition(":")[0] for row in network.rows if row.kind == "total"]
        assert names == ["total", "total-2"]
