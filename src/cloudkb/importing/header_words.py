"""What tables call their columns, in Chinese and English: closed tables, compared folded.

Figures' own words (units, scales, currencies) are the figure grammar's and stand in none of these.
"""

from typing import NamedTuple


def words(text: str) -> tuple[str, ...]:
    """The names in a row of these tables: Chinese words parted by spaces, then English by bars."""
    first, *others = text.split("|")
    pieces = first.split(" ")
    # the first English name stands behind the Chinese words
    split = next((i for i, each in enumerate(pieces) if each.isascii()), len(pieces))
    return (*pieces[:split], *filter(None, [" ".join(pieces[split:])]), *others)


KEYS: dict[str, str] = {
    "entity": "公司 企业 厂商 品牌 机构 名称 公司名称 企业名称 公司简称 证券简称 简称 单位名称 主体 供应商 服务商 车企 银行 "
    "车型 机型 型号 产品 产品名称 芯片 平台 应用 航司 基金 学校 医院 "
    "地区 省份 省市 城市 国家 国家/地区 市场主体 company|companies|company name|name|vendor|provider|brand|firm|entity"
    "|institution|bank|organisation|organization|supplier|manufacturer|operator|issuer|country|region|province|city"
    "|state|county|player|participant|maker|carmaker|automaker|oem|foundry|airline|fund|model|product"
    "|product name|brand name|chip|gpu|device|platform|app|school|university|hospital|club",
    "metric": "指标 项目 科目 指标名称 会计科目 报表项目 metric|indicator|item|line item|measure|account|kpi|variable|series",
    "period": "期间 时间 时期 报告期 年份 年度 季度 月份 日期 会计期间 统计时间 统计期 财年 period|time|time period|year"
    "|quarter|month|date|fiscal year|fiscal period|reporting period|fy|as of|period end",
    "figure": "数值 值 金额 数据 数额 指标值 value|figure|amount|number|obs_value|observation",
    "unit": "单位 计量单位 货币单位 unit|units|uom|unit of measure",
    "currency": "币种 货币 currency|currency code|ccy",
    "in": "市场 细分市场 所属市场 赛道 market|segment market|within",
    "scope": "口径 统计口径 scope|basis|definition",
    "source": "来源 数据来源 资料来源 source|data source|sources",
    "date": "发布日期 公布日期 披露日期 报道日期 said|published|release date|announced|date said",
    "note": "备注 说明 注释 注 note|notes|remark|remarks|comment|comments|footnote|footnotes",
    "ignored": "序号 编号 行号 代码 证券代码 股票代码 # no|no.|nr|id|row|index|code|ticker|s/n|serial|stock code",
}
"""Keys of claims, and what columns that hold them are called (see `words`)."""

CHANGES: dict[str, str] = {
    "yoy": "同比 同比增长 同比增速 同比增幅 同比变动 同比变化 年增长率 年增 增速 增长率 增幅 增长 较上年 较上年同期 "
    "yoy|y/y|y-o-y|year on year|year-on-year|year over year|year-over-year|growth|yoy growth|growth rate"
    "|annual growth|yoy change|change yoy|y/y growth|change on year",
    "qoq": "环比 环比增长 环比增速 环比增幅 环比变动 季增 qoq|q/q|q-o-q|quarter on quarter|quarter-on-quarter"
    "|qoq growth|qoq change|quarter over quarter",
}
"""What is compared with what, and the words for it."""

RANKS = "排名 名次 位次 排位 rank|ranking|position"

KINDS: dict[str, str] = {
    "estimate": "预计 估计 估算 e|est|est.|estimate|estimated",
    "forecast": "预测 f|fcst|forecast|projected|projection",
    "target": "目标 计划 target|plan|budget",
    "observation": "实际 a|act|actual|reported",
}
"""Kinds of claims, as headers mark them behind a period: 2024E, 2025预测."""

NOTHING = frozenset(
    (
        "", "-", "--", "---", "—", "——", "–", "…", "...", "n/a", "na", "n.a.", "n.a", "nan", "nm", "n.m.",
        "null", "none", "nil", "#n/a", "/", "\\", ".", "*", "x", "?", "无", "不适用", "未披露", "未公布", "暂无",
        "缺", "缺失", "空", "not available", "not disclosed", "undisclosed", "tbd", "tba", "-%", "—%",
    )
)  # fmt: skip
"""What a cell shows where nobody prints a figure."""

SUMS = frozenset(
    words(
        "合计 总计 小计 总和 共计 汇总 市场合计 合计数 本页小计 total|sum|subtotal|totals|"
        "grand total|sub-total|sub total|sum total|total market"
    )
)
"""Rows that add the others up: they are nobody's, and passed over, which is told."""

OTHERS = frozenset(
    words(
        "其他 其它 其余 其他公司 其他厂商 其他企业 其他品牌 other|others|all other|all others|other vendors"
        "|other companies|rest|the rest|rest of market"
    )
)
"""Rows of all that the table does not name: another table's are others, and they are nobody's."""

PRICES = "每 人均 户均 单价 均价 客单价 单位成本 股价 价格 per price arpu arppu eps asp tariff fee"
"""Words of what is told of one of many: no unit of sums above a table is meant of it."""
RATIOS = "率 占比 比例 比重 份额 同比 环比 percent percentage share margin ratio rate growth"
OF_ANOTHER_TIME = (
    "本期 上期 同期 期末 期初 年末 年初 年底 本年 上年 去年 今年 本季 上季 本月 上月 上半年 下半年 全年 累计 季度 "
    "current prior previous last this beginning opening closing ending ytd ltm ttm"
)
"""Words of headers that tell a time which the reader has to know: no name of anything."""

NO_METRIC = frozenset(
    words(
        "变动 变化 变动率 变动幅度 变化率 差额 差异 占比 比例 比重 百分比 占总额 指数 增减 "
        "增减率 同期 change|changes|delta|variance|difference|diff|ratio|percentage|percent|"
        "proportion|% change|chg|chg.|var|var.|% of total|of total|index|score"
    )
)
"""Words of headers that say how something is told, not what: no metric is called so."""

NEUTRAL = frozenset(
    words(
        "表 图 主要 各 公司 厂商 企业 季度 年度 月度 历年 一览 一览表 统计 统计表 情况 数据 "
        "汇总表 分季度 分年度 table|tab|chart|exhibit|figure|selected|quarterly|annual|yearly|"
        "monthly|by|company|vendor|vendors|companies|data|statistics|summary|overview|historical"
    )
)
"""Words of a title above a table that say nothing of its figures."""

STOCK = (
    "用户 客户 人数 员工 数量 门店 户数 家数 会员 活跃 余额 存量 employees staff users customers stores subscribers "
    "members headcount accounts outlets branches installed"
)
FLOW = "销量 出货 交付 产量 订单 销售量 发货 shipments sales deliveries output production orders units sold visits"
LEVEL = "平均 均价 单价 售价 价格 人均 户均 客单 每股 每 average avg price arpu asp per rate 率 利率 汇率 median 中位"
SIGNED = (
    "利润 亏损 损益 盈利 现金流 净额 profit loss income earnings ebit ebitda ebita cash flow net"
)


class CommonMetric(NamedTuple):
    """A metric that tables often hold, and a base may not have yet."""

    id: str
    name: str
    name_zh: str
    unit: str
    words: str


KNOWN: tuple[CommonMetric, ...] = (
    CommonMetric("revenue", "Revenue", "营收", "money",
          "营收 营业收入 收入 总收入 营业总收入 销售收入 销售额 revenue|revenues|total revenue|net revenue|sales|net sales|turnover"),
    CommonMetric("net_profit", "Net profit", "净利润", "money",
          "净利润 净利 归母净利润 归属于母公司股东的净利润 net profit|net income|net earnings|profit attributable"),
    CommonMetric("operating_profit", "Operating profit", "营业利润", "money",
          "营业利润 经营利润 运营利润 operating profit|operating income|ebit"),
    CommonMetric("gross_profit", "Gross profit", "毛利", "money", "毛利 毛利润 gross profit"),
    CommonMetric("cost", "Cost of revenue", "营业成本", "money",
          "营业成本 成本 cost of revenue|cost of sales|cost|cogs|cost of goods sold"),
    CommonMetric("gross_margin", "Gross margin", "毛利率", "ratio", "毛利率 销售毛利率 gross margin|gross profit margin|gm"),
    CommonMetric("net_margin", "Net margin", "净利率", "ratio", "净利率 净利润率 销售净利率 net margin|net profit margin"),
    CommonMetric("operating_margin", "Operating margin", "营业利润率", "ratio",
          "营业利润率 经营利润率 operating margin|operating profit margin"),
    CommonMetric("market_share", "Market share", "市场份额", "ratio",
          "市场份额 份额 市占率 市场占有率 市占 market share|share|share of market"),
    CommonMetric("capital_expenditure", "Capital expenditure", "资本开支", "money",
          "资本开支 资本支出 capex|capital expenditure|capital expenditures"),
    CommonMetric("research_spending", "Research and development", "研发费用", "money",
          "研发费用 研发投入 研发支出 r&d|r&d expense|r&d expenses|r&d spending|research and development"),
    CommonMetric("assets", "Assets", "总资产", "money", "总资产 资产总计 资产总额 total assets|assets"),
    CommonMetric("liabilities", "Liabilities", "总负债", "money", "总负债 负债合计 负债总额 total liabilities|liabilities"),
    CommonMetric("equity", "Equity", "股东权益", "money",
          "股东权益 净资产 所有者权益 total equity|equity|shareholders' equity|net assets"),
    CommonMetric("employees", "Employees", "员工数", "count",
          "员工 员工数 员工人数 员工总数 人数 employees|headcount|staff|number of employees"),
    CommonMetric("customers", "Customers", "客户数", "count", "客户 客户数 客户数量 customers|number of customers|clients"),
    CommonMetric("shipments", "Shipments", "出货量", "count", "出货量 发货量 出货 shipments|units shipped|unit shipments"),
    CommonMetric("deliveries", "Deliveries", "交付量", "count", "交付量 交付 deliveries|units delivered"),
    CommonMetric("units_sold", "Units sold", "销量", "count", "销量 销售量 units sold|sales volume|unit sales"),
    CommonMetric("output", "Output", "产量", "count", "产量 output|production"),
    CommonMetric("stores", "Stores", "门店数", "count", "门店数 门店 门店数量 stores|number of stores|outlets"),
    CommonMetric("ebitda", "EBITDA", "", "money", "息税折旧摊销前利润 ebitda|adjusted ebitda"),
    CommonMetric("gdp", "GDP", "国内生产总值", "money", "国内生产总值 地区生产总值 生产总值 gdp|gross domestic product"),
    CommonMetric("population", "Population", "人口", "count", "人口 常住人口 总人口 population"),
)  # fmt: skip
"""Their words as in `KEYS`. The base's own names count first."""
SNAPSHOTS = frozenset(("assets", "liabilities", "equity"))
