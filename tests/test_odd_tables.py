"""Tables as people make them: each cell is read right, or refused with its place."""

import datetime
import io
import json
import re

import pytest

NAMES = """\
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider}
  aws: {name: AWS, kind: provider}
  china: {name: China's cloud market, name_zh: 中国云市场, kind: market}
metrics:
  revenue: {name: Revenue, name_zh: 营收, unit: money}
  market_share: {name: Market share, name_zh: 市场份额, unit: ratio, share_of: revenue}
"""


@pytest.fixture
def taken(cloudkb, tmp_path):
    """`taken(table, …)`: what it says, a line a claim, then what is refused."""

    def run(table, *arguments, file="t.csv"):
        (tmp_path / "facts").mkdir(exist_ok=True)
        (tmp_path / "facts" / "names.yaml").write_text(NAMES, encoding="utf-8")
        (tmp_path / file).write_bytes(table if isinstance(table, bytes) else table.encode())
        told = ("--title", "T", "--published", "2024-05-01", "--declare", "--skip-refused")
        given = [one for each in arguments for one in ("--set", each)]
        shown = cloudkb(
            "import", file, *told, *given, "--allow-clash", "--format", "json", folder=tmp_path
        )
        if shown.code == 2:
            return shown.err
        answer = json.loads(shown.out)
        written = tmp_path / "facts" / "documents" / f"{file.partition('.')[0]}.yaml"
        text = written.read_text(encoding="utf-8") if written.exists() else ""
        said = re.findall(r"^  - \{(.*)\}$", text, re.MULTILINE)
        keys = ("entity", "metric", "in", "period", "figure", "kind")
        claims = [dict(re.findall(r'(\w+): "?([^,"]*(?:,\d[^,"]*)*)', one)) for one in said]
        lines = [" ".join(one[key] for key in keys if key in one) for one in claims]
        return lines + [
            f"{one['row']}:{one['column']} {one['message']}" for one in answer["refused"]
        ]

    return run


SAID = [
    (
        "cells say the unit that their header does not, and ranks have none",
        "公司,2022年出货量(万台),2023年出货量,2023年排名\n阿里云,12.5,13.5万台,2\n",
        (),
        [
            "aliyun shipments 2022 12.5万台",
            "aliyun shipments 2023 13.5万台",
            "aliyun shipments 2023 rank 2",
        ],
    ),
    (
        "a market in a header is what the companies of the rows are measured in",
        "公司,2023年中国云市场份额\n阿里云,31.9%\nAWS,8.6%\n",
        (),
        ["aliyun market_share china 2023 31.9%", "aws market_share china 2023 8.6%"],
    ),
    (
        "and in English",
        "Company,2023 market share in China's cloud market\nAWS,8.6%\n",
        (),
        ["aws market_share china 2023 8.6%"],
    ),
    (
        "units of India",
        'Company,2023 revenue (₹ crore),2022 revenue (Rs in lakh)\nAWS,"1,10,000",8200\n',
        (),
        ["aws revenue 2023 ₹1,10,000 crore", "aws revenue 2022 Rs 8200 lakh"],
    ),
    (
        "the unit in the corner is of all that is money",
        "单位：亿元,2021年,2022年\n阿里云,650.2,770.1\n",
        ("metric=revenue",),
        ["aliyun revenue 2021 650.2亿元", "aliyun revenue 2022 770.1亿元"],
    ),
    (
        "or beside the name of the column",
        "公司（单位：百万元）,2022年营收,2022年市场份额\n阿里云,\"77,203\",39.5%\n",
        (),
        ["aliyun revenue 2022 77,203百万元", "aliyun market_share 2022 39.5%"],
    ),
    (
        "units in a row of their own below merged headers",
        "公司,2022年,,2023年\n,营收,市场份额,营收\n,亿元,%,亿元\n阿里云,770,39.5,826\n",
        (),
        [
            "aliyun revenue 2022 770亿元",
            "aliyun market_share 2022 39.5%",
            "aliyun revenue 2023 826亿元",
        ],
    ),
    (
        "a currency in millions, as filings write it, with exceptions",
        '"(US$ in millions, except per share data)"\n'
        "Company,2022 revenue,2023 revenue\nAWS,80,(90)\n",
        (),
        ["aws revenue 2022 US$80 million", "3:3"],
    ),
    (
        "thousands above, the currency in the header",
        "Amounts in thousands\nCompany,2022 revenue (RMB),2022 net income (US$)\nAWS,80.5,90.5\n",
        (),
        ["aws revenue 2022 80.5 thousand RMB", "aws net_profit 2022 US$90.5 thousand"],
    ),
    (
        "hundreds of millions as statistics in English have them: digits never run into others",
        "Company,Year,Revenue (100 million yuan),Staff (10 000 persons)\nAWS,2022,41.5,2.5\n",
        (),
        ["aws revenue 2022 41.5亿元", "aws employees 2022 2.5万人"],
    ),
    (
        "a power of ten in digits before the Chinese scale",
        "公司,2022年营收（10亿元）\n阿里云,7.5\n",
        (),
        ["aliyun revenue 2022 7.5十亿元"],
    ),
    (
        "the unit above is of what it can be of: a share and a count have their own",
        "单位：亿元\n指标,2022\n营业收入,770.5\n毛利率,36.1%\n员工数,1201\n每股收益（元）,3.2\n每股净资产,7.1\n",
        ("entity=aliyun",),
        [
            "aliyun revenue 2022 770.5亿元",
            "aliyun gross_margin 2022 36.1%",
            "aliyun employees 2022 1201",
            "aliyun mei_gu_shou_yi 2022 3.2元",
            "7:2 whether 每股净资产 is told in …亿元",
        ],
    ),
    (
        "units of pieces above a table are of pieces",
        "单位：万台\n公司,2022年出货量,2022年营收(亿元)\n阿里云,185.8,7.5\n",
        (),
        ["aliyun shipments 2022 185.8万台", "aliyun revenue 2022 7.5亿元"],
    ),
    (
        "rows of changes are changes",
        "指标,单位,2022,2023\n营收,亿元,770,847\n营收同比,%,12,10\n",
        ("entity=aliyun",),
        [
            "aliyun revenue 2022 770亿元",
            "aliyun revenue 2023 847亿元",
            "aliyun revenue 2022 +12% yoy",
            "aliyun revenue 2023 +10% yoy",
        ],
    ),
    (
        "a part of what stands above is named whole, or refused",
        "指标,2022\n营收(亿元),770.5\n其中：公共云,500\nof which: private,2\n",
        ("entity=aliyun",),
        ["aliyun revenue 2022 770.5亿元", "3:1 '其中:公共云'", "4:1 'of which: private'"],
    ),
    (
        "totals and all others are nobody's",
        "Company,2022 revenue ($bn)\nAWS,80.1\nOthers,20\nGrand Total,100.1\n"
        "Sub-total,3\n其它,4\n总计,5\n",
        (),
        ["aws revenue 2022 $80.1 bn"],
    ),
    (
        "nor is the sum of all years one",
        "年份,营收（亿元）\n2021,650.2\n2022,770.1\n合计,1420.3\n",
        ("entity=aliyun",),
        ["aliyun revenue 2021 650.2亿元", "aliyun revenue 2022 770.1亿元"],
    ),
    (
        "decimal commas, by all cells of a table parted by semicolons",
        "Company;Period;Revenue (EUR million)\nAWS;2023Q1;1.234,5\nAlibaba Cloud;2023Q1;1,234\n",
        (),
        ["aws revenue 2023Q1 EUR 1234.5 million", "aliyun revenue 2023Q1 EUR 1.234 million"],
    ),
    (
        "where nothing tells which sign is meant, neither is",
        "Company;Period;Revenue (EUR million)\nAWS;2023Q1;1,234\nAlibaba Cloud;2023Q1;12\n",
        (),
        ["aliyun revenue 2023Q1 EUR 12 million", "2:3 1,234: whether this sign parts"],
    ),
    (
        "one decimal comma makes all doubtful that could be either",
        'Company,Period,Revenue (EUR million)\nAWS,2023Q1,"1,234"\nAlibaba Cloud,2023Q1,"12,7"\n',
        (),
        ["2:3 1,234: whether this sign parts", "3:3 digits are grouped by threes"],
    ),
    (
        "headers in both languages, and names known in both",
        "公司 Company,期间/Period,营收 Revenue (亿元)\n阿里云 Alibaba Cloud,2023Q1,185.8\n",
        (),
        ["aliyun revenue 2023Q1 185.8亿元"],
    ),
    (
        "a day that ends a month is no time that revenue is of",
        "公司,报告期,营业收入(亿元),总资产(亿元)\n阿里云,2023-03-31,185.8,2000.1\n",
        (),
        ["aliyun assets 2023-03-31 2000.1亿元", "2:3 2023-03-31 ends a month"],
    ),
    (
        "but days are days where there are others",
        "公司,日期,营业收入(亿元)\n阿里云,2023-03-30,1.8\n阿里云,2023-03-31,1.9\n",
        (),
        ["aliyun revenue 2023-03-30 1.8亿元", "aliyun revenue 2023-03-31 1.9亿元"],
    ),
    (
        "a loss in brackets, its sign behind them",
        "Company,Period,Revenue (US$ m),YoY (%)\nAWS,2023Q1,7,(5.3)%\n"
        "Alibaba Cloud,2023Q1,8,(5.3%)\n",
        (),
        [
            "aws revenue 2023Q1 US$7 m",
            "aws revenue 2023Q1 -5.3% yoy",
            "aliyun revenue 2023Q1 US$8 m",
            "aliyun revenue 2023Q1 -5.3% yoy",
        ],
    ),
    (
        "quarters in Chinese, wide",
        "单位：亿元\n公司,2023年一季度,2023年前三季度,2023年全年\n阿里云,185.8,713.5,994.1\n",
        ("metric=revenue",),
        [
            "aliyun revenue 2023Q1 185.8亿元",
            "aliyun revenue 2023-01/2023-09 713.5亿元",
            "aliyun revenue 2023 994.1亿元",
        ],
    ),
    (
        "a quarter below its year",
        ",2022,,2023,\nCompany,Q1,H2,Q1,上半年\nAWS,18441,39739,21354,43494\n",
        ("metric=revenue", "currency=USD"),
        [
            "aws revenue 2022Q1 18441",
            "aws revenue 2022H2 39739",
            "aws revenue 2023Q1 21354",
            "aws revenue 2023H1 43494",
        ],
    ),
    (
        "what is expected of a year that has not begun is a forecast",
        "Company,2024E ($bn),2025E ($bn)\nAWS,90.8,120.5\n",
        ("metric=revenue",),
        ["aws revenue 2024 $90.8 bn estimate", "aws revenue 2025 $120.5 bn forecast"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("says", "table", "given", "expected"), SAID, ids=[one[0] for one in SAID])
def test_a_table_says_what_it_says(taken, says, table, given, expected):
    found = taken(table, *given)
    assert len(found) == len(expected), found
    for one, wanted in zip(found, expected, strict=True):
        assert one == wanted or (":" in wanted[:3] and one.startswith(wanted)), found


UNCLEAR = [
    (
        "a time that the reader has to know",
        "项目,本期金额,上期金额\n营收,7亿元,8亿元\n",
        ("entity=aliyun", "period=2022"),
        "本期金额",
    ),
    (
        "half a year of no year",
        "指标,上半年\n营收,7\n",
        ("entity=aliyun",),
        "上半年",
    ),
    (
        "a unit above that is not understood",
        "(in kilo-dollars)\nCompany,2022 revenue\nAWS,7\n",
        ("currency=USD",),
        "2022 revenue",
    ),
    (
        "two units above, both of money",
        "单位：亿元\n单位：万美元\n公司,2022年营收\n阿里云,7\n",
        (),
        "2022年营收",
    ),
    (
        "a currency below millions of another",
        "US$ million\nCompany,2022 revenue (RMB)\nAWS,7\n",
        (),
        "2022 revenue",
    ),
    (
        "what is told of one of many, below a unit of sums",
        "单位：亿元\n公司,2022年每股收益\n阿里云,3.2\n",
        (),
        "每股收益",
    ),
    (
        "digits in a unit that no word has",
        "Company,2022 revenue (10 000 sets)\nAWS,3\n",
        (),
        "10 000 sets",
    ),
    (
        "a column of companies where all are said to be of one",
        "公司,2022年营收(亿元)\n阿里云,3\n",
        ("entity=aws",),
        "公司",
    ),
    (
        "a month that is written as none is read names no company",
        "指标,2023-12,Jan-24\n销量(万台),1,3\n",
        ("entity=aliyun",),
        "Jan-24",
    ),
    (
        "a quarter of no year",
        "2023年的业绩\n公司,一季度,二季度\n阿里云,1.5亿元,2.5亿元\n",
        ("metric=revenue",),
        "一季度",
    ),
    (
        "a column of no period beside those that have one",
        "公司,员工数,2022年营收(亿元)\n阿里云,1201,3.5\n",
        (),
        "员工数",
    ),
    (
        "a column of no unit beside those of its metric that have one",
        "Vendor,2023Q1 shipments (m),2023Q3\nAWS,60.6,58.4\n",
        ("metric=shipments",),
        "2023Q3 (it says no unit, others say m)",
    ),
    (
        "so in Chinese, where each names the metric",
        "公司,2022年出货量(万台),2023年出货量\n阿里云,12.5,13.5\n",
        (),
        "2023年出货量",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("says", "table", "given", "column"), UNCLEAR, ids=[one[0] for one in UNCLEAR]
)
def test_what_nothing_tells_is_asked(taken, says, table, given, column):
    found = taken(table, *given)
    assert "not clear" in found
    assert column in found


def test_what_is_asked_is_proposed_as_it_may_be_meant(taken):
    """With the one time of the table and the metric before it; pasted, it does no more."""
    told = taken("公司,2023Q3出货量(万部),同比,份额,同比$(id)\n阿里云,5950,-8.4%,19.8%,1%\n")
    assert '--map "同比=2023Q3出货量同比" --map "份额=2023Q3份额"; else' in told
    assert "$(id)=" not in told
    told = taken("Vendor,2023Q3 shipments (m),2023Q3\nAWS,60.6,58.4\n", "metric=shipments")
    assert '--map "2023Q3=2023Q3 (m)"' in told
    told = taken("Vendor,2023Q3 sales (US$ m),2022Q3 sales (US$ m),YoY\nAWS,60.6,58.4,1%\n")
    assert "YoY=ignored" in told


def test_a_workbook_shows_days_and_rounds_as_it_displays(taken):
    """A serial number is the day its format shows; one without a format is no day."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [["公司", "2022年", None], [None, "营收(亿元)", "市场份额"], ["阿里云", 770.16, 0.3614]]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet["B3"].number_format, sheet["C3"].number_format = "0.0", "0.0%"
    data = io.BytesIO()
    book.save(data)
    found = taken(data.getvalue(), file="b.xlsx")
    assert found == ["aliyun revenue 2022 770.2亿元", "aliyun market_share 2022 36.1%"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Company", "Date", "Employees"])
    sheet.append(["AWS", datetime.date(2023, 12, 31), 1200])
    sheet.append(["Alibaba Cloud", 45291, 1301])
    for cell in ("B2", "B3"):
        sheet[cell].number_format = "yyyy-mm-dd"
    data = io.BytesIO()
    book.save(data)
    dated = taken(data.getvalue(), file="d.xlsx")
    assert dated == ["aws employees 2023-12-31 1200", "aliyun employees 2023-12-31 1301"]
    sheet["B3"].number_format = "General"
    data = io.BytesIO()
    book.save(data)
    assert "not clear: Date" in taken(data.getvalue(), file="n.xlsx")
