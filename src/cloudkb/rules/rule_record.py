"""What a rule is, and what the examples of all rules share."""

from typing import NamedTuple

from cloudkb.model import RuleName, Severity


class Rule(NamedTuple):
    """A named kind of complaint."""

    name: RuleName
    severity: Severity
    """`error`, `warning` or `note`; some rules know milder cases."""
    summary: str
    """One line: what is wrong."""
    why: str
    """Why it matters."""
    bad: str
    """A fact file that breaks the rule, or how to get there where files alone cannot."""
    good: str
    """The same without fault; empty where there is nothing to write."""
    remedy: str
    """What to do."""
    example: str = "facts"
    """`facts` when bad and good are fact files, `shell` when they are commands."""


EXAMPLE_FILE = "facts/documents/note-2024.yaml"
"""Where the examples stand."""

VOCABULARY = """\
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider, fiscal_year_ends: 03-31}
  tianyi-cloud: {name: Tianyi Cloud, name_zh: 天翼云, kind: provider}
  china-public-cloud: {name: China's public cloud, kind: market}
metrics:
  revenue: {name: Revenue, unit: money}
  adjusted_ebita: {name: Adjusted EBITA, unit: money, negative: allowed}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
  cost: {name: Cost, unit: money}
  gross_profit: {name: Gross profit, unit: money, negative: allowed}
  gross_margin: {name: Gross margin, unit: ratio, negative: allowed,
    ratio_of: [gross_profit, revenue]}
  servers: {name: Servers, unit: count, over_time: snapshot}
  price_cut: {name: Price cut announced, unit: date}
sources:
  idc: {name: IDC, kind: tracker, grade: tracker}
scopes:
  external: {name: External, means: Sales to outside customers only, stated_in: report-2021}
  segment: {name: Segment, means: With what other parts of the group pay, stated_in: report-2021}
document: {id: report-2021, title: A report, published: 2022-02, currency: CNY}
claims:
  - {id: revenue, entity: aliyun, metric: revenue, period: 2021, figure: 720亿元}
"""
"""What all examples may name."""

DOCUMENT = "document: {id: note-2024, title: A note, published: 2024-03, currency: CNY}\n"
CLAIMS = DOCUMENT + "claims:\n"


def revenue(name: str, period: str, figure: str, scope: str = "") -> str:
    """A line of an example: Alibaba Cloud's revenue."""
    about = f"entity: aliyun, metric: revenue, period: {period}, figure: {figure}"
    stated = f", scope: {scope}" if scope else ""
    return f"  - {{id: {name}, {about}{stated}}}\n"


REVENUE = CLAIMS + revenue("revenue", "2023H1", "497亿元")
FORMULA = (
    "formulas:\n  gross-profit: gross_profit = revenue - cost\n"
    + REVENUE
    + "  - {id: cost, entity: aliyun, metric: cost, period: 2023H1, figure: 300亿元}\n"
)
"""A formula that holds."""
