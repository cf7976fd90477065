"""Facts written as YAML, reasoned about: for tests of the checker."""

from cloudkb import reader
from cloudkb.check import Checked, Reasoner, check
from cloudkb.model import Facts
from cloudkb.reader import SourceFile

VOCABULARY = """\
settings: {format: 1}
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider, part_of: alibaba, fiscal_year_ends: 03-31}
  alibaba: {name: Alibaba, kind: company, fiscal_year_ends: 03-31}
  tianyi-cloud: {name: Tianyi Cloud, name_zh: 天翼云, kind: provider}
  mobile-cloud: {name: Mobile Cloud, name_zh: 移动云, kind: provider}
  huawei-cloud: {name: Huawei Cloud, name_zh: 华为云, kind: provider}
  operators: {name: The operators, kind: group}
  china-public-cloud: {name: China's public cloud, kind: market}
  openai: {name: OpenAI, kind: company}
  azure: {name: Azure, kind: provider}
  china: {name: China, kind: country}
metrics:
  revenue: {name: Revenue, unit: money}
  profit: {name: Profit, unit: money, negative: allowed}
  gross_profit: {name: Gross profit, unit: money, negative: allowed}
  gross_margin: {name: Gross margin, unit: ratio, ratio_of: [gross_profit, revenue], negative: allowed}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
  price_cut_average: {name: Average price cut, unit: ratio, at_most: price_cut_greatest}
  price_cut_greatest: {name: Greatest price cut, unit: ratio}
  contracts_won: {name: Contracts won, unit: count, over_time: adds}
  servers: {name: Servers, unit: count, over_time: snapshot}
  price_cut_announced: {name: Price cut announced, unit: date}
  founded: {name: Founded, unit: date, values: one}
  cloud_provider: {name: Cloud provider, unit: entity}
  exclusive_cloud_provider: {name: Only cloud provider, unit: entity, values: one, only: cloud_provider}
  chief_executive: {name: Chief executive, unit: entity, values: one}
sources:
  idc: {name: IDC, kind: tracker, grade: tracker}
scopes:
  external: {name: External, means: After elimination of what the group buys itself., stated_in: definitions}
  restated: {name: Restated, means: With intra-group use and without DingTalk., stated_in: definitions}
document: {id: definitions, title: Definitions, published: 2024-01}
totals:
  - {metric: contracts_won, whole: operators, parts: [tianyi-cloud, mobile-cloud]}
"""
"""What the facts of tests may name."""


def document(name: str, claims: str, more: str = "") -> str:
    """A fact file: a document and its claims, one flow mapping a line."""
    lines = "\n".join(f"  - {{{line.strip()}}}" for line in claims.strip().splitlines())
    keys = f"id: {name}, title: A note, published: 2024-03, currency: CNY"
    return f"document: {{{keys}{', ' + more if more else ''}}}\nclaims:\n{lines}\n"


def read(*files: str, vocabulary: str = VOCABULARY) -> Facts:
    """The records of fact files; anything the reader complains of fails the test."""
    named = [SourceFile("facts/vocabulary.yaml", vocabulary.encode())]
    named += [
        SourceFile(f"facts/documents/{number}.yaml", text.encode())
        for number, text in enumerate(files, 1)
    ]
    facts, findings = reader.read(named)
    assert not [finding.message for finding in findings]
    return facts


def checked(*files: str, vocabulary: str = VOCABULARY) -> Checked:
    """What the checker says of fact files."""
    return check(read(*files, vocabulary=vocabulary))


def reasoner(*files: str, vocabulary: str = VOCABULARY) -> Reasoner:
    """A reasoner over fact files, for single questions."""
    return Reasoner(read(*files, vocabulary=vocabulary))
