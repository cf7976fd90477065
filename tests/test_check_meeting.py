"""Claims that ought to meet: facts that cannot all be true, and their twins that stay silent.

Each pair differs in one figure alone. The first is told, and an independent solver finds no values
for it; the second is told nothing of, and has some.
"""

import pytest

import oracle
from cloudkb.check import check
from reasoned import VOCABULARY, document, read, reasoner

MORE = """\
  users: {name: Users, unit: count, over_time: snapshot}
  user_share: {name: Share of users, unit: ratio, share_of: users}
  debt: {name: Debt, unit: money, over_time: snapshot}
  assets: {name: Assets, unit: money, over_time: snapshot}
  debt_ratio: {name: Debt ratio, unit: ratio, ratio_of: [debt, assets]}
  rate: {name: Unemployment, unit: ratio}
  price: {name: Price, unit: money per t}
  heat: {name: Mean temperature, unit: °C, over_time: level}
  rent: {name: Rent, unit: money per m²}
  daily: {name: Revenue a user and day, unit: money, over_time: level}
  taken: {name: Revenue a user, unit: money, over_time: level}
  earnings: {name: Earnings a share, unit: money per share}
  turnover: {name: Turnover of assets, unit: ratio, ratio_of: [revenue, assets]}
  churn: {name: Churn, unit: ratio, over_time: fixed}
  sales_share: {name: Share of sales, unit: ratio, share_of: revenue}
"""
FORMULAS = """\
formulas:
  by-day: daily = revenue / days / average of users
  by-user: taken = revenue / average of users
"""
TOTALS = """\
  - {metric: revenue, whole: operators, parts: [tianyi-cloud, mobile-cloud]}
  - {metric: gross_profit, whole: operators, parts: [tianyi-cloud, mobile-cloud]}
"""
WORDS = VOCABULARY.replace("sources:\n", MORE + "sources:\n") + TOTALS + FORMULAS
R = "metric: revenue, period:"


def quarters(about, *figures, year):
    """Claims of four quarters and their year."""
    periods = ["2023Q1", "2023Q2", "2023Q3", "2023Q4", "2023"]
    return "\n".join(
        f"id: n{number}, entity: aliyun, {about}, period: {period}, figure: {figure}"
        for number, (period, figure) in enumerate(zip(periods, [*figures, year], strict=True))
    )


OF = "metric: sales_share, in: operators, period:"
CASES = {
    "a share of a year is of its last day, where part and whole are snapshots": (
        "id: a, entity: alibaba, metric: users, period: 2023, figure: '631'\n"
        "id: b, entity: aliyun, metric: users, period: 2023-12-31, figure: '170'\n"
        "id: c, entity: aliyun, metric: user_share, in: alibaba, period: 2023, figure: {0}",
        "30%",
        "26.9%",
    ),
    "a ratio of two balances of a quarter is that of its last day": (
        "id: a, entity: aliyun, metric: debt_ratio, period: 2023Q3, figure: 61.2%\n"
        "id: b, entity: aliyun, metric: debt_ratio, period: 2023-09-30, figure: {0}",
        "16.2%",
        "61.24%",
    ),
    "a ratio of two balances of a year meets them": (
        "id: a, entity: aliyun, metric: debt, period: 2023, figure: 612亿元\n"
        "id: b, entity: aliyun, metric: assets, period: 2023-12-31, figure: 1000亿元\n"
        "id: c, entity: aliyun, metric: debt_ratio, period: 2023, figure: {0}",
        "51.2%",
        "61.2%",
    ),
    "a share of a total that nobody prints": (
        f"id: a, entity: tianyi-cloud, {R} 2023, figure: 326亿元\n"
        f"id: b, entity: mobile-cloud, {R} 2023, figure: 122亿元\n"
        f"id: c, entity: tianyi-cloud, {OF} 2023, figure: {{0}}",
        "40.0%",
        "72.8%",
    ),
    "halves of the parts and the year of the whole": (
        f"id: a, entity: tianyi-cloud, {R} 2023H1, figure: 100亿元\n"
        f"id: b, entity: tianyi-cloud, {R} 2023H2, figure: 120亿元\n"
        f"id: c, entity: mobile-cloud, {R} 2023H1, figure: 50亿元\n"
        f"id: d, entity: mobile-cloud, {R} 2023H2, figure: 60亿元\n"
        f"id: e, entity: operators, {R} 2023, figure: {{0}}亿元",
        "360",
        "330",
    ),
    "years of the parts and halves of the whole": (
        f"id: a, entity: tianyi-cloud, {R} 2023, figure: 220亿元\n"
        f"id: b, entity: mobile-cloud, {R} 2023, figure: 110亿元\n"
        f"id: c, entity: operators, {R} 2023H1, figure: 150亿元\n"
        f"id: d, entity: operators, {R} 2023H2, figure: {{0}}亿元",
        "280",
        "180",
    ),
    "a share of a year and the quarters of its whole": (
        f"id: a, entity: operators, {R} 2023Q1, figure: 100亿元\n"
        f"id: b, entity: operators, {R} 2023Q2, figure: 110亿元\n"
        f"id: c, entity: operators, {R} 2023Q3, figure: 120亿元\n"
        f"id: d, entity: operators, {R} 2023Q4, figure: 130亿元\n"
        f"id: e, entity: tianyi-cloud, {R} 2023, figure: 230亿元\n"
        f"id: f, entity: tianyi-cloud, {OF} 2023, figure: {{0}}",
        "62%",
        "50%",
    ),
    "a share of a market, its halves, and what is earned in it": (
        f"id: a, entity: china-public-cloud, {R} 2023H1, figure: 500亿元\n"
        f"id: b, entity: china-public-cloud, {R} 2023H2, figure: 600亿元\n"
        "id: c, entity: aliyun, metric: market_share, in: china-public-cloud, period: 2023, "
        "figure: 30%\n"
        "id: d, entity: aliyun, metric: revenue, in: china-public-cloud, period: 2023H1, "
        "figure: 150亿元\n"
        "id: e, entity: aliyun, metric: revenue, in: china-public-cloud, period: 2023H2, "
        "figure: {0}亿元",
        "230",
        "180",
    ),
    "margins of the parts, weighted by their revenue, and that of the whole": (
        f"id: a, entity: tianyi-cloud, {R} 2023, figure: 300亿元\n"
        f"id: b, entity: mobile-cloud, {R} 2023, figure: 100亿元\n"
        "id: c, entity: tianyi-cloud, metric: gross_margin, period: 2023, figure: 20.0%\n"
        "id: d, entity: mobile-cloud, metric: gross_margin, period: 2023, figure: 40.0%\n"
        "id: e, entity: operators, metric: gross_margin, period: 2023, figure: {0}",
        "30.0%",
        "25.0%",
    ),
    "a margin of a year outside what its quarters make of it": (
        f"id: a, entity: aliyun, {R} 2023H1, figure: 300亿元\n"
        f"id: b, entity: aliyun, {R} 2023H2, figure: 100亿元\n"
        "id: c, entity: aliyun, metric: gross_margin, period: 2023H1, figure: 20.0%\n"
        "id: d, entity: aliyun, metric: gross_margin, period: 2023H2, figure: 40.0%\n"
        "id: e, entity: aliyun, metric: gross_margin, period: 2023, figure: {0}",
        "30.0%",
        "25.0%",
    ),
    "a part's quarter and the year of a whole that a share makes": (
        f"id: a, entity: tianyi-cloud, {R} 2023, figure: 100亿元\n"
        f"id: b, entity: tianyi-cloud, {OF} 2023, figure: 50%\n"
        f"id: c, entity: operators, {R} 2023Q1, figure: {{0}}亿元",
        "250",
        "90",
    ),
    "a rate of a year and of its quarters": (
        quarters("metric: rate", "4.2%", "4.3%", "4.4%", "4.5%", year="{0}"),
        "3.9%",
        "4.4%",
    ),
    "a rate of a year and of its halves, one of which is wrong": (
        "id: a, entity: aliyun, metric: rate, period: 2023, figure: 6.0%\n"
        "id: b, entity: aliyun, metric: rate, period: 2023H1, figure: 5.0%\n"
        "id: c, entity: aliyun, metric: rate, period: 2023H2, figure: {0}",
        "5.2%",
        "7.0%",
    ),
    "a share of a year and of its quarters, with no amounts": (
        quarters(
            "metric: market_share, in: china-public-cloud",
            *("26.1%", "26.4%", "27.0%", "26.2%"),
            year="{0}",
        ),
        "28.0%",
        "26.5%",
    ),
    "a margin below zero lies between its halves": (
        "id: a, entity: aliyun, metric: gross_margin, period: 2023, figure: '{0}'\n"
        "id: b, entity: aliyun, metric: gross_margin, period: 2023H1, figure: '-5.0%'\n"
        "id: c, entity: aliyun, metric: gross_margin, period: 2023H2, figure: '-7.0%'",
        "-9.0%",
        "-6.5%",
    ),
    "a price by weight": (
        quarters("metric: price", "300元/吨", "310元/吨", "320元/吨", "330元/吨", year="{0}"),
        "360元/吨",
        "315元/吨",
    ),
    "what a user brings a day": (
        quarters("metric: daily", "1.01元", "1.02元", "1.03元", "1.04元", year="{0}"),
        "1.10元",
        "1.03元",
    ),
    "a temperature": (
        quarters("metric: heat", "3.1°C", "12.4°C", "18.9°C", "5.2°C", year="{0}"),
        "19.9°C",
        "9.9°C",
    ),
    "a trend of growths whose bases have no sign": (
        "id: a, entity: aliyun, metric: profit, period: 2022..2023, figure: yoy falling\n"
        "id: b, entity: aliyun, metric: profit, period: 2022, figure: +11.8% yoy\n"
        "id: c, entity: aliyun, metric: profit, period: 2023, figure: '{0} yoy'",
        "+12.4%",
        "+11.2%",
    ),
    "two growths of one profit": (
        "id: a, entity: aliyun, metric: profit, period: 2023, figure: +11.8% yoy\n"
        "id: b, entity: aliyun, metric: profit, period: 2023, figure: '{0} yoy'",
        "-11.8%",
        "up over 10%",
    ),
}
NOTED = ("unsigned-base", "idle-formula")
"""Notes of what no case here is about."""
SUMS = {
    "earnings a share add up": quarters(
        "metric: earnings", *("1.01元/股", "1.02元/股", "1.03元/股", "1.04元/股"), year="4.10元/股"
    ),
    "what is sold over what is owned adds up": quarters(
        "metric: turnover", "11%", "12%", "13%", "14%", year="50%"
    ),
    "rent by area adds up": quarters(
        "metric: rent",
        *("101元/平方米", "102元/平方米", "103元/平方米", "104元/平方米"),
        year="410元/平方米",
    ),
    "what a user brings adds up": quarters(
        "metric: taken", "1.01元", "1.02元", "1.03元", "1.04元", year="4.10元"
    ),
    "what is said to be no level may add up": quarters(
        "metric: churn", "1.1%", "1.2%", "1.3%", "1.4%", year="4.9%"
    ),
    "three quarters bound no year": "\n".join(
        quarters("metric: rate", "4.2%", "4.3%", "4.4%", "4.5%", year="9.9%").splitlines()[1:]
    ),
}


@pytest.mark.parametrize("case", SUMS)
def test_what_is_no_average_may_lie_outside(case):
    """Where a year is the sum of its quarters, or one of them is open, nothing is told."""
    facts = document("note-2024", SUMS[case])
    found = check(read(facts, vocabulary=WORDS)).report.findings
    assert [one for one in found if one.rule not in NOTED] == []


@pytest.mark.parametrize("case", CASES)
def test_what_ought_to_meet_does(case):
    """The first figure is told and has no solution; with the second nothing at all is told."""
    claims, impossible, possible = CASES[case]
    told = []
    for figure, answer in ((impossible, "unsat"), (possible, "sat")):
        facts = document("note-2024", claims.replace("{0}", figure))
        assert oracle.solve(reasoner(facts, vocabulary=WORDS).whole) == answer, figure
        found = check(read(facts, vocabulary=WORDS)).report.findings
        told.append([one for one in found if one.rule not in NOTED])
    assert [bool(each) for each in told] == [True, False]
    assert {one.rule for one in told[0]} <= {"conflict"}
