"""Facts that hold a contradiction, one for each way of telling it."""

from functools import cache
from typing import NamedTuple

from cloudkb.check import check
from cloudkb.model import Facts, Report
from cloudkb.reader import SourceFile, read

VOCABULARY = """\
entities:
  alibaba: {name: Alibaba, kind: company, fiscal_year_ends: 03-31}
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider, fiscal_year_ends: 03-31}
  tianyi-cloud: {name: Tianyi Cloud, name_zh: 天翼云, kind: provider}
  mobile-cloud: {name: Mobile Cloud, kind: provider}
  huawei-cloud: {name: Huawei Cloud, kind: provider}
  baidu: {name: Baidu, kind: provider}
  azure: {name: Azure, kind: provider}
  aws: {name: AWS, kind: provider}
  openai: {name: OpenAI, kind: company}
  operators: {name: the operators, kind: group}
  china-public-cloud: {name: China's public cloud, kind: market}
metrics:
  revenue: {name: Revenue, unit: money}
  income: {name: Operating income, unit: money, negative: allowed}
  adjusted_ebita: {name: Adjusted EBITA, unit: money, negative: allowed}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
  margin: {name: EBITA margin, unit: ratio, ratio_of: [adjusted_ebita, revenue], negative: allowed}
  cut_average: {name: Average price cut, unit: ratio, at_most: cut_greatest}
  cut_greatest: {name: Greatest price cut, unit: ratio}
  contracts: {name: Contracts won, unit: count, over_time: adds}
  servers: {name: Servers, unit: count, over_time: snapshot}
  price_cut: {name: Price cut announced, unit: date, values: one}
  head: {name: Head, unit: entity, values: one}
  provider: {name: Cloud provider, unit: entity}
  exclusive: {name: Exclusive cloud provider, unit: entity, values: one, only: provider}
sources:
  idc: {name: IDC, kind: tracker, grade: tracker}
  daily: {name: The Daily, kind: paper, grade: press}
scopes:
  external: {name: External, means: Sales to others, stated_in: definitions}
  restated: {name: Restated, means: Without DingTalk, stated_in: definitions}
document: {id: definitions, title: Definitions, published: 2024-01}
scope_relations:
  - {metric: revenue, of: [aliyun], narrow: external, wide: restated}
totals:
  - {metric: revenue, whole: operators, parts: [tianyi-cloud, mobile-cloud]}
  - {metric: contracts, whole: operators, parts: [tianyi-cloud, mobile-cloud], complete: no}
"""
NOTE = (
    "document: {id: note, title: A note, published: 2024-03, currency: CNY, publisher: 界面新闻}\n"
)
REPORT = (
    "document: {id: report, title: A report, published: 2024-02, currency: CNY, grade: primary}\n"
)


class Case(NamedTuple):
    """What is told, and the claims (a flow mapping a line) of one document or two."""

    says: str
    claims: str
    report: str = ""


EBITA = "entity: aliyun, metric: adjusted_ebita"
REVENUE = "entity: aliyun, metric: revenue"
IN = "metric: market_share, in: china-public-cloud"
SHARE = f"entity: aliyun, {IN}"
CASES = {
    "points": Case(
        "A share and its change in points leave another share than is printed.",
        f"""
        id: share, {SHARE}, period: 2023Q3, source: idc, figure: 26.7%
        id: change, {SHARE}, period: 2023Q3, source: idc, figure: -5.8pp yoy
        """,
        f"id: share-2022, {SHARE}, period: 2022Q3, source: idc, figure: 36.7%",
    ),
    "points-upward": Case(
        "The same upwards, with a figure that is too small.",
        f"""
        id: share, {SHARE}, period: 2023Q3, figure: 26.7%
        id: change, {SHARE}, period: 2023Q3, figure: +1.0pp yoy
        id: before, {SHARE}, period: 2022Q3, figure: 24%
        """,
    ),
    "two-prints": Case(
        "Two prints of one quantity.",
        f"id: half, {REVENUE}, period: 2023H1, figure: 497亿元",
        "id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 452亿元",
    ),
    "two-errors": Case(
        "Two prints of one quantity, without any reading of a basis.",
        """
        id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元
        id: again, entity: aliyun, metric: revenue, period: 2023H1, figure: 452亿元
        """,
    ),
    "sum": Case(
        "Two quarters do not add up to their half year.",
        """
        id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元
        id: first, entity: aliyun, metric: revenue, period: 2023Q1, figure: 185.8亿元
        id: second, entity: aliyun, metric: revenue, period: 2023Q2, figure: 251.2亿元
        """,
    ),
    "sum-of-losses": Case(
        "Losses add up too.",
        """
        id: half, entity: baidu, metric: income, period: 2023H1, figure: -29.05亿元
        id: first, entity: baidu, metric: income, period: 2023Q1, figure: -8.1亿元
        id: second, entity: baidu, metric: income, period: 2023Q2, figure: -1.62亿元
        """,
    ),
    "part-of-a-year": Case(
        "One quarter is more than its year.",
        """
        id: year, entity: aliyun, metric: revenue, period: FY2023, figure: 100亿元
        id: quarter, entity: aliyun, metric: revenue, period: 2022Q4, figure: 201.79亿元
        """,
    ),
    "total": Case(
        "Two parts are more than their whole, in dollars.",
        """
        id: whole, entity: operators, metric: revenue, period: 2023, figure: $12.1 billion
        id: one, entity: tianyi-cloud, metric: revenue, period: 2023, figure: $9.4 billion
        id: other, entity: mobile-cloud, metric: revenue, period: 2023, figure: $4.65 billion
        """,
    ),
    "total-of-some": Case(
        "A whole is less than those of its parts that are named.",
        """
        id: whole, entity: operators, metric: contracts, period: 2023, figure: 300个
        id: one, entity: tianyi-cloud, metric: contracts, period: 2023, figure: 175个
        id: other, entity: mobile-cloud, metric: contracts, period: 2023, figure: 230个
        """,
    ),
    "growth": Case(
        "A value and its growth leave another value than is printed.",
        """
        id: year, entity: aliyun, metric: revenue, period: 2023, figure: 100亿元
        id: before, entity: aliyun, metric: revenue, period: 2022, figure: 70.5亿元
        id: growth, entity: aliyun, metric: revenue, period: 2023, figure: +10% yoy
        """,
    ),
    "decline": Case(
        "The same downwards.",
        """
        id: year, entity: aliyun, metric: revenue, period: 2023, figure: 70.5亿元
        id: before, entity: aliyun, metric: revenue, period: 2022, figure: 71.5亿元
        id: growth, entity: aliyun, metric: revenue, period: 2023, figure: -10% yoy
        """,
    ),
    "difference": Case(
        "A value and a difference leave another value than is printed.",
        """
        id: year, entity: aliyun, metric: revenue, period: 2023, figure: 500亿元
        id: before, entity: aliyun, metric: revenue, period: 2022, figure: 700亿元
        id: fall, entity: aliyun, metric: revenue, period: 2023, figure: -350.29亿元 yoy
        """,
    ),
    "direction": Case(
        "What is said to have risen has fallen.",
        """
        id: year, entity: aliyun, metric: revenue, period: 2023, figure: 500亿元
        id: before, entity: aliyun, metric: revenue, period: 2022, figure: 700亿元
        id: up, entity: aliyun, metric: revenue, period: 2023, figure: up yoy
        """,
    ),
    "one-growth-twice": Case(
        "One growth is printed twice, without a level.",
        """
        id: growth, entity: aliyun, metric: revenue, period: 2023, figure: +11.2% yoy
        id: again, entity: aliyun, metric: revenue, period: 2023, source: daily, figure: +12.0% yoy
        """,
    ),
    "factors": Case(
        "A fifth a year does not double in three years.",
        """
        id: g1, entity: aliyun, metric: revenue, period: 2021, figure: +20% yoy
        id: g2, entity: aliyun, metric: revenue, period: 2022, figure: +20% yoy
        id: g3, entity: aliyun, metric: revenue, period: 2023, figure: +20% yoy
        id: doubled, entity: aliyun, metric: revenue, period: 2023, figure: above 2 x 2020
        """,
    ),
    "factors-of-growth": Case(
        "Growth over three years is another than that of each year.",
        """
        id: g1, entity: aliyun, metric: revenue, period: 2021, figure: -10% yoy
        id: g2, entity: aliyun, metric: revenue, period: 2022, figure: -10% yoy
        id: both, entity: aliyun, metric: revenue, period: 2022, figure: -30% vs 2020
        """,
    ),
    "added-up": Case(
        "A quarter exceeds the other three together, but half of the year is more.",
        f"""
        id: fourth, {EBITA}, period: 2023Q4, figure: 23.64亿元
        id: beats, {EBITA}, period: 2023Q4, figure: above 2023Q1 + 2023Q2 + 2023Q3
        id: year, {EBITA}, period: 2023, figure: 51.2亿元
        """,
    ),
    "parts-outgrow-the-whole": Case(
        "Each part grew more than the whole, without a level.",
        """
        id: one, entity: tianyi-cloud, metric: revenue, period: 2023, figure: 同比增长超过10%
        id: other, entity: mobile-cloud, metric: revenue, period: 2023, figure: 同比增长超过10%
        id: whole, entity: operators, metric: revenue, period: 2023, figure: +5% yoy
        """,
    ),
    "ring": Case(
        "Orders that go round.",
        """
        id: one, entity: aliyun, metric: revenue, period: 2023, figure: above tianyi-cloud
        id: two, entity: tianyi-cloud, metric: revenue, period: 2023, figure: above huawei-cloud
        id: three, entity: huawei-cloud, metric: revenue, period: 2023, figure: above aliyun
        """,
    ),
    "order": Case(
        "The greater is printed as the less.",
        """
        id: above, entity: aliyun, metric: revenue, period: 2023, figure: above tianyi-cloud
        id: one, entity: aliyun, metric: revenue, period: 2023, figure: 437亿元
        id: other, entity: tianyi-cloud, metric: revenue, period: 2023, figure: 459亿元
        """,
    ),
    "same": Case(
        "What is said to be the same is not.",
        """
        id: same, entity: aliyun, metric: servers, period: 2023, figure: same as tianyi-cloud
        id: one, entity: aliyun, metric: servers, period: 2023, figure: 2000万台
        id: other, entity: tianyi-cloud, metric: servers, period: 2023, figure: 约2600万台
        """,
    ),
    "rank": Case(
        "The first is printed below another.",
        f"""
        id: first, {SHARE}, period: 2023, figure: rank 1
        id: share, {SHARE}, period: 2023, figure: 26.7%
        id: other, entity: tianyi-cloud, {IN}, period: 2023, figure: 30%
        """,
    ),
    "rank-counted": Case(
        "Two others lie above the second.",
        f"""
        id: second, {SHARE}, period: 2023, figure: rank 2
        id: share, {SHARE}, period: 2023, figure: 12.3%
        id: one, entity: tianyi-cloud, {IN}, period: 2023, figure: 30.1%
        id: other, entity: huawei-cloud, {IN}, period: 2023, figure: 20.4%
        """,
    ),
    "rank-share": Case(
        "The fifth of a market has a third of it.",
        f"""
        id: fifth, {SHARE}, period: 2023, figure: rank 5
        id: share, {SHARE}, period: 2023, figure: 31.9%
        """,
    ),
    "rank-share-beside": Case(
        "The fourth has too much beside the first two.",
        f"""
        id: fourth, {SHARE}, period: 2023, figure: 第四
        id: share, {SHARE}, period: 2023, figure: 15.2%
        id: one, entity: tianyi-cloud, {IN}, period: 2023, figure: 40.1%
        id: other, entity: huawei-cloud, {IN}, period: 2023, figure: 33.4%
        """,
    ),
    "trend": Case(
        "A falling growth is printed as rising.",
        """
        id: falling, entity: aliyun, metric: revenue, period: 2021..2023, figure: yoy falling
        id: g1, entity: aliyun, metric: revenue, period: 2021, figure: +20% yoy
        id: g2, entity: aliyun, metric: revenue, period: 2022, figure: +30% yoy
        """,
    ),
    "trend-of-values": Case(
        "What rises is printed as falling.",
        """
        id: rising, entity: aliyun, metric: revenue, period: 2022..2023, figure: rising
        id: year, entity: aliyun, metric: revenue, period: 2022, figure: 50亿元
        id: next, entity: aliyun, metric: revenue, period: 2023, figure: 40亿元
        """,
    ),
    "bounds": Case(
        "One bound lies above the other.",
        """
        id: over, entity: aliyun, metric: revenue, period: 2023, figure: 超过500亿元
        id: under, entity: aliyun, metric: revenue, period: 2023, source: daily, figure: 不到400亿元
        """,
    ),
    "at-most": Case(
        "An average above the greatest.",
        """
        id: average, entity: aliyun, metric: cut_average, period: 2024-02, figure: 超过60%
        id: greatest, entity: aliyun, metric: cut_greatest, period: 2024-02, figure: 55%
        """,
    ),
    "shares": Case(
        "Shares of one whole above 100 %.",
        f"""
        id: one, {SHARE}, period: 2023, figure: 45.1%
        id: two, entity: tianyi-cloud, {IN}, period: 2023, figure: 35.2%
        id: three, entity: huawei-cloud, {IN}, period: 2023, figure: 30.3%
        """,
    ),
    "share": Case(
        "A share is another than part over whole.",
        f"""
        id: share, {SHARE}, period: 2023, figure: 26.7%
        id: part, {REVENUE}, in: china-public-cloud, period: 2023, figure: 437亿元
        id: whole, entity: china-public-cloud, metric: revenue, period: 2023, figure: 3000亿元
        """,
    ),
    "share-against-growths": Case(
        "A share fell by more than growths allow, without a level.",
        f"""
        id: share, {SHARE}, period: 2023, figure: 26.7%
        id: points, {SHARE}, period: 2023, figure: -5.8pp yoy
        id: own, {REVENUE}, in: china-public-cloud, period: 2023, figure: +3% yoy
        id: market, entity: china-public-cloud, metric: revenue, period: 2023, figure: +50% yoy
        """,
    ),
    "share-that-rose": Case(
        "Revenue outgrew the market, and the share is said to have fallen; no share is printed.",
        f"""
        id: points, {SHARE}, period: 2023, figure: -2.4pp yoy
        id: own, {REVENUE}, in: china-public-cloud, period: 2023, figure: +30% yoy
        id: market, entity: china-public-cloud, metric: revenue, period: 2023, figure: +10% yoy
        """,
    ),
    "year-outgrows-its-quarters": Case(
        "A year grew more than any of its quarters, without a level.",
        f"""
        id: q1, {REVENUE}, period: 2023Q1, figure: +8.1% yoy
        id: q2, {REVENUE}, period: 2023Q2, figure: +9.4% yoy
        id: q3, {REVENUE}, period: 2023Q3, figure: +10.0% yoy
        id: q4, {REVENUE}, period: 2023Q4, figure: +7.5% yoy
        id: year, {REVENUE}, period: 2023, figure: +20.0% yoy
        """,
    ),
    "year-falls-more-than-its-quarters": Case(
        "The same downwards, beside the levels of two years.",
        f"""
        id: q1, {REVENUE}, period: 2023Q1, figure: -3.1% yoy
        id: q2, {REVENUE}, period: 2023Q2, figure: -4.4% yoy
        id: q3, {REVENUE}, period: 2023Q3, figure: -2.0% yoy
        id: q4, {REVENUE}, period: 2023Q4, figure: -1.5% yoy
        id: before, {REVENUE}, period: 2022, figure: 200.0亿元
        id: year, {REVENUE}, period: 2023, figure: 180.0亿元
        """,
    ),
    "chain-of-quarters": Case(
        "Growth from quarter to quarter beside the levels at both ends.",
        f"""
        id: first, {REVENUE}, period: 2022Q4, figure: 100.0亿元
        id: q1, {REVENUE}, period: 2023Q1, figure: +5.0% qoq
        id: q2, {REVENUE}, period: 2023Q2, figure: +4.0% qoq
        id: q3, {REVENUE}, period: 2023Q3, figure: +6.0% qoq
        id: q4, {REVENUE}, period: 2023Q4, figure: +3.0% qoq
        id: last, {REVENUE}, period: 2023Q4, figure: 131.2亿元
        """,
    ),
    "margin": Case(
        "A margin is another than profit over revenue.",
        """
        id: margin, entity: aliyun, metric: margin, period: 2023, figure: 12.5%
        id: profit, entity: aliyun, metric: adjusted_ebita, period: 2023, figure: 23.64亿元
        id: revenue, entity: aliyun, metric: revenue, period: 2023, figure: 280.66亿元
        """,
    ),
    "loss-margin": Case(
        "A margin of a loss.",
        """
        id: margin, entity: baidu, metric: margin, period: 2023, figure: -5%
        id: loss, entity: baidu, metric: adjusted_ebita, period: 2023, figure: -29.05亿元
        id: revenue, entity: baidu, metric: revenue, period: 2023, figure: 100亿元
        """,
    ),
    "exchange-rate": Case(
        "Two pairs in two currencies at two rates.",
        """
        id: r1, entity: alibaba, metric: revenue, period: 2023Q4, figure: 2.60348亿元
        id: r2, entity: alibaba, metric: revenue, period: 2023Q4, figure: $36.669 billion
        id: i1, entity: alibaba, metric: income, period: 2023Q4, figure: 225.11亿元
        id: i2, entity: alibaba, metric: income, period: 2023Q4, figure: $3.171 billion
        """,
    ),
    "scope": Case(
        "A narrow definition above the wide one.",
        """
        id: narrow, entity: aliyun, metric: revenue, scope: external, period: 2023, figure: 900亿元
        id: wide, entity: aliyun, metric: revenue, scope: restated, period: 2023, figure: 850.5亿元
        """,
    ),
    "open-period": Case(
        "More in a year than since then.",
        """
        id: since, entity: aliyun, metric: contracts, period: 2019/.., figure: 不到100个
        id: year, entity: aliyun, metric: contracts, period: 2020, figure: 175个
        """,
    ),
    "one-head": Case(
        "Two heads at once.",
        """
        id: one, entity: aliyun, metric: head, period: 2023, figure: alibaba
        id: other, entity: aliyun, metric: head, period: 2023H1, figure: openai
        """,
    ),
    "exclusive": Case(
        "An exclusive provider beside another.",
        """
        id: only, entity: openai, metric: exclusive, period: 2023, figure: azure
        id: also, entity: openai, metric: provider, period: 2023Q2, figure: aws
        """,
    ),
    "dates": Case(
        "One event on two days.",
        """
        id: day, entity: aliyun, metric: price_cut, figure: 2024-02-29
        id: earlier, entity: aliyun, metric: price_cut, source: daily, figure: before 2024-02
        """,
    ),
    "said-too-early": Case(
        "It was told before it happened.",
        "id: told, entity: aliyun, metric: price_cut, date: 2024-02-29, figure: after 2024-03-05",
    ),
    "told-before-it-began": Case(
        "A year was measured before it began.",
        "id: told, entity: aliyun, metric: revenue, period: 2025, figure: 900亿元",
    ),
    "readings": Case(
        "A claim of two readings, none of which fits.",
        f"""
        id: share, {SHARE}, period: 2023, figure: 26.7%
        id: before, {SHARE}, period: 2022, figure: 60.5%
        id: fall, {SHARE}, period: 2023, either: [-16pp vs 2022, -16% vs 2022]
        """,
    ),
    "restated": Case(
        "A source prints another figure later.",
        """
        id: early, entity: aliyun, metric: revenue, period: 2023H1, date: 2023-08, figure: 452.3亿元
        id: late, entity: aliyun, metric: revenue, period: 2023H1, date: 2023-11, figure: 497.1亿元
        """,
    ),
    "cut-not-rounded": Case(
        "Figures that only fit when one was cut off.",
        """
        id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 436亿元
        id: first, entity: aliyun, metric: revenue, period: 2023Q1, figure: 185.8亿元
        id: second, entity: aliyun, metric: revenue, period: 2023Q2, figure: 251.1亿元
        """,
    ),
    "stated-basis": Case(
        "Two figures without scope, where somebody states one.",
        "id: year, entity: aliyun, metric: revenue, period: 2023, figure: 1000亿元\n"
        f"id: growth, {REVENUE}, scope: restated, period: 2023, figure: +10% yoy",
        "id: year, entity: aliyun, metric: revenue, period: 2023, figure: 850.5亿元",
    ),
    "shared-basis": Case(
        "A total and its parts, in two documents.",
        """
        id: whole, entity: operators, metric: revenue, period: 2023, figure: 100亿元
        id: one, entity: tianyi-cloud, metric: revenue, period: 2023, figure: 70亿元
        """,
        "id: other, entity: mobile-cloud, metric: revenue, period: 2023, figure: 50亿元",
    ),
    "many": Case(
        "More claims than anyone reads at once.",
        "\n".join(
            f"id: m{month:02}, {REVENUE}, period: 2023-{month:02}, figure: {month + 20}.5亿元"
            for month in range(1, 13)
        )
        + "\nid: year, entity: aliyun, metric: revenue, period: 2023, figure: 800.0亿元",
    ),
}


FORMULAS = """\
metrics:
  cost: {name: Cost, unit: money}
  gross_profit: {name: Gross profit, unit: money, negative: allowed}
  price: {name: Price, unit: money, over_time: level}
formulas:
  gross: gross_profit = revenue - cost
  tools: {is: revenue = cost + 0.5 * price, of: [mobile-cloud], complete: no}
  sold: {is: revenue = price * contracts, of: [huawei-cloud]}
  server: {is: price = revenue / months / average of servers, of: [tianyi-cloud]}
"""
"""Told of only where they are used: one that holds nowhere is a note."""


def facts(case: Case, *more: str) -> Facts:
    """The records of a case, `more` vocabulary beside; the reader must not complain."""
    files = {
        **{f"facts/words-{number}.yaml": text for number, text in enumerate(more)},
        "facts/words.yaml": VOCABULARY,
        "facts/documents/note.yaml": NOTE + _claims(case.claims),
    }
    if case.report:
        files["facts/documents/report.yaml"] = REPORT + _claims(case.report)
    found, complaints = read([SourceFile(path, text.encode()) for path, text in files.items()])
    assert not complaints, complaints[0].message
    return found


@cache
def report_of(name: str) -> Report:
    """What the checker says of a case."""
    return check(facts(CASES[name])).report


def _claims(lines: str) -> str:
    told = "".join(f"  - {{{line.strip()}}}\n" for line in lines.strip().splitlines())
    return f"claims:\n{told}"
