"""Tables become claims: what is read, what is refused, what is written."""

import io
import json
import re
import sys
import zipfile
from decimal import Decimal

import pytest

from cloudkb import api
from cloudkb.importing.cell_figures import UnreadableCell, figure_of_cell
from cloudkb.importing.number_formats import displayed
from cloudkb.importing.record import ImportRefused
from cloudkb.importing.sheets import read_text
from cloudkb.importing.workbook import read_workbook

VOCABULARY = """\
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider}
  tencent-cloud: {name: Tencent Cloud, name_zh: 腾讯云, kind: provider}
metrics:
  revenue: {name: Revenue, name_zh: 营收, unit: money}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
"""
LONG = """\
公司,期间,营业收入(亿元),净利润(US$ million),同比(%),备注
阿里云,2023Q1,"1,234.5",120,5.3,合并
腾讯云,2023Q1,"980.0",(35),-2.1,
合计,2023Q1,"2,214.5",85,,
"""
NEW = ("--title", "A table", "--published", "2023-05-01")


@pytest.fixture
def base(cloudkb, tmp_path):
    """A base of some names; `base(name, text, …)` imports a table and gives the answer."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "names.yaml").write_text(VOCABULARY, encoding="utf-8")

    def run(name, data, *arguments):
        data = data.encode() if isinstance(data, str) else data
        (tmp_path / name).write_bytes(data)
        return cloudkb("import", name, *arguments, folder=tmp_path)

    run.folder = tmp_path
    return run


def held(folder):
    return {
        path: path.read_bytes()
        for root in ("facts", "imports")
        for path in sorted((folder / root).rglob("*.yaml"))
    }


def figures(base, document):
    """The claims of a document, a line each."""
    text = (base.folder / "facts" / "documents" / f"{document}.yaml").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("  - {")]


def test_a_long_table_in_two_languages(base):
    """Names, units, changes and notes are told from headers; sums are passed over."""
    shown = base("t.csv", LONG, "--declare", *NEW)
    assert shown.code == 0, shown
    assert figures(base, "t") == [
        '  - {entity: aliyun, metric: revenue, period: 2023Q1, figure: "1,234.5亿元", note: 合并}',
        "  - {entity: aliyun, metric: net_profit, period: 2023Q1, figure: US$120 million, "
        'exact: "yes", note: 合并}',
        "  - {entity: aliyun, metric: net_profit, period: 2023Q1, figure: +5.3% yoy, "
        "currency: USD, note: 合并}",
        "  - {entity: tencent-cloud, metric: revenue, period: 2023Q1, figure: 980.0亿元}",
        "  - {entity: tencent-cloud, metric: net_profit, period: 2023Q1, figure: -US$35 million}",
        "  - {entity: tencent-cloud, metric: net_profit, period: 2023Q1, figure: -2.1% yoy, "
        "currency: USD}",
    ]
    text = (base.folder / "facts" / "names.yaml").read_text(encoding="utf-8")
    assert text.startswith(VOCABULARY)
    assert "net_profit: {name: Net profit, name_zh: 净利润, unit: money, negative: allowed}" in text


def test_a_second_import_changes_no_byte(base):
    """What stands already is known again, without a word about its columns."""
    base("t.csv", LONG, "--declare", *NEW)
    before = held(base.folder)
    shown = base("t.csv", LONG)
    assert shown.code == 0
    assert "6 there already" in shown.out
    assert "taken for" not in shown.out
    assert held(base.folder) == before


def test_names_of_the_mapping_say_whom_a_cell_means(base):
    """What people wrote there counts: whose figure it is, whose word, which rows are nobody's."""
    kept = base.folder / "imports" / "t.yaml"
    kept.parent.mkdir()
    kept.write_text(
        "import: {file: t.csv, header: 1}\n"
        "columns:\n"
        "  公司: entity\n"
        "  期间: period\n"
        "  来源: source\n"
        '  营收(亿元): {metric: revenue, figure: "{}亿元"}\n'
        "names:\n"
        "  entity: {阿里: aliyun, 集团: ignored}\n",
        encoding="utf-8",
    )
    table = "公司,期间,来源,营收(亿元)\n阿里,2023Q1,腾讯云,10.5\n集团,2023Q1,腾讯云,20.5\n"
    shown = base("t.csv", table, *NEW)
    assert (shown.code, shown.err) == (0, "")
    assert figures(base, "t") == [
        "  - {entity: aliyun, metric: revenue, period: 2023Q1, figure: 10.5亿元, "
        "source: tencent-cloud}"
    ]
    assert "1 row passed over" in shown.out


def test_a_changed_cell_is_told_before_anything_is_written(base):
    """Both places and both prints, exit code 1; --allow-clash writes it beside the other."""
    base("t.csv", LONG, "--declare", *NEW)
    before = held(base.folder)
    changed = LONG.replace("980.0", "981.0")
    shown = base("t.csv", changed)
    assert shown.code == 1
    assert "t.csv:3:3" in shown.out
    assert "981.0亿元" in shown.out
    assert "980.0亿元" in shown.out
    assert held(base.folder) == before
    assert base("t.csv", changed, "--allow-clash").code == 0
    assert base("t.csv", changed, "--allow-clash").out.count("7 there already") == 0


def test_a_later_document_restates(base):
    """Of the same table what no longer agrees supersedes; what agrees does not."""
    base("t.csv", LONG, "--declare", *NEW)
    later = LONG.replace("980.0", "991.0")
    new = ("--title", "Later", "--published", "2024-05-01", "--document", "t-later")
    shown = base("t.csv", later, *new)
    assert shown.code == 0, shown
    (line,) = [one for one in figures(base, "t-later") if "supersedes" in one]
    assert "991.0亿元" in line
    assert "supersedes: t/revenue-tencent-cloud-2023q1" in line


EDITIONS = {"2024-05-01": "980.0", "2024-08-01": "980", "2024-11-01": "991.0", "2025-02-01": "5"}


@pytest.mark.parametrize("into", [(), ("--parquet",)], ids=["text", "table"])
def test_editions_restate_each_other_in_any_order(base, cloudkb, into):
    """Days count: the later supersedes all that it denies, whichever comes in first."""
    if into:
        pytest.importorskip("duckdb")
    days = sorted(EDITIONS)
    mixed = [days[1], days[3], days[0], days[2]]
    for order in (mixed,) if into else (days, days[::-1], mixed):
        for day in order:
            table = f"公司,期间,营业收入(亿元)\n腾讯云,2023Q1,{EDITIONS[day]}\n"
            new = ("--title", "T", "--published", day, "--document", f"t-{day}", "--declare")
            shown = base("t.csv", table, *new, *into)
            assert shown.code == 0, shown
        listed = cloudkb("query", "tencent-cloud.revenue@2023Q1", folder=base.folder).out
        assert "conflict" not in listed
        found = cloudkb("validate", folder=base.folder)
        assert found.code == 0, found
        facts, _ = api.read(base.folder / "facts")
        restated = [(one.id, name) for one in facts.claims for name in one.supersedes]
        assert sorted(old for _, old in restated) == [f"t-{day}/{REVENUE}" for day in days[:3]]
        assert all(new > old for new, old in restated)
        for path in (base.folder / "facts" / "documents").iterdir():
            path.unlink()


REVENUE = "revenue-tencent-cloud-2023q1"


def test_a_table_of_another_program_is_restated_and_else_says_the_same(base, cloudkb):
    """Row and nothing else: columns, days, whole numbers and lists mean what they meant."""
    duckdb = pytest.importorskip("duckdb")
    folder = base.folder / "facts"
    duckdb.sql(
        """COPY (SELECT * FROM (VALUES
            ('later', 'aliyun', 2022, '7亿元', NULL, NULL, 'kept'),
            ('later', 'tencent-cloud', 2022, '8亿元', 'later/revenue-aliyun-2022', true, NULL))
            AS rows (document, entity, period, figure, supersedes, exact, note),
            (SELECT 'revenue' AS metric, DATE '2024-02-01' AS document_published,
            'Later' AS document_title, 'CNY' AS document_currency,
            'Acme Research' AS document_publisher))
        TO '"""
        + f"{folder}/later.parquet' (FORMAT parquet)"
    )
    before, findings = api.read(folder)
    assert findings == ()
    table = "公司,2022年营业收入(亿元)\n腾讯云,9.5\n"
    new = ("--title", "T", "--published", "2023-02-01", "--declare")
    shown = base("old.csv", table, *new, "--publisher", "Acme Research")
    assert shown.code == 0, shown
    assert "1 restate earlier ones" in shown.out
    assert "facts/later.parquet" in shown.out
    after, findings = api.read(folder)
    assert findings == ()
    was = {one.id: one for one in before.claims}
    now = {one.id: one for one in after.claims if one.document == "later"}
    other = "later/revenue-aliyun-2022"
    restating = f"later/{REVENUE[:-6]}2022"
    assert now.pop(restating).supersedes == (other, f"old/{REVENUE[:-6]}2022")
    assert now.keys() == was.keys() - {restating}
    for name, one in now.items():
        assert one._replace(place=was[name].place, figure_place=was[name].figure_place) == was[name]
    assert after.documents["later"].title == "Later"


def test_undeclared_names_are_shown_and_nothing_is_written(base):
    """A newcomer sees what --declare would add."""
    before = held(base.folder)
    shown = base("t.csv", LONG.replace("腾讯云", "青云"), *NEW)
    assert shown.code == 1
    assert "name: 青云" in shown.out
    assert held(base.folder) == before


def test_wide_tables(base):
    """Periods as headers, the metric and the unit in a title; years alone are no figures."""
    wide = "营收，单位：亿元\n公司,2022年,2023年,2024E\n阿里云,700.5,800.5,901.5\n"
    assert base("w.csv", wide, "--title", "A table", "--published", "2024-03-01").code == 0
    assert figures(base, "w") == [
        f"  - {{entity: aliyun, metric: revenue, period: {year}, figure: {figure}亿元{kind}}}"
        for year, figure, kind in (
            (2022, "700.5", ""),
            (2023, "800.5", ""),
            (2024, "901.5", ", kind: estimate"),
        )
    ]


def test_headers_over_headers(base):
    """A period over its metrics, in merged cells."""
    wide = (
        ",2021,,2022,\n公司,营收(亿元),市场份额(%),营收(亿元),市场份额(%)\n阿里云,7.5,1.5,8.5,2.5\n"
    )
    assert base("w.csv", wide, *NEW).code == 0
    assert [one.split("metric: ")[1] for one in figures(base, "w")] == [
        "revenue, period: 2021, figure: 7.5亿元}",
        "market_share, period: 2021, figure: 1.5%}",
        "revenue, period: 2022, figure: 8.5亿元}",
        "market_share, period: 2022, figure: 2.5%}",
    ]


def test_long_tables_with_metrics_values_and_units(base):
    """The unit of a row stands around its cell; year and quarter are a period."""
    long = (
        "Company,Item,Year,Quarter,Value,Unit\nAlibaba Cloud,Revenue,2023,Q1,7.5,US$ bn\n"
        "Alibaba Cloud,Market share,2023,Q2,12.5,%\n"
    )
    assert base("l.csv", long, *NEW).code == 0
    assert [one.split("metric: ")[1] for one in figures(base, "l")] == [
        "revenue, period: 2023Q1, figure: US$7.5 bn}",
        "market_share, period: 2023Q2, figure: 12.5%}",
    ]


def test_a_column_that_nobody_understands_is_asked_for(base):
    """No column is dropped in silence, and --map says it once."""
    odd = "公司,期间,调整后(亿元),地盘\n阿里云,2023,7.5,东\n"
    shown = base("o.csv", odd, *NEW)
    assert shown.code == 2
    assert "地盘" in shown.err
    shown = base("o.csv", odd, *NEW, "--map", "地盘=ignored", "--map", "调整后(亿元)=营收(亿元)")
    assert shown.code == 0
    assert base("o.csv", odd).code == 0


def test_a_change_without_a_unit_is_refused(base):
    """Whether 5.3 are percent, points or yuan nobody may guess."""
    shown = base("c.csv", "公司,期间,营收(亿元),同比\n阿里云,2023,7.5,5.3\n", *NEW)
    assert shown.code == 1
    assert "c.csv:2:4" in shown.out


@pytest.mark.parametrize("header", ["变动(%)", "Change (%)", "占比(%)", "排名"])
def test_words_that_name_no_metric_are_asked_for(base, header):
    """A change or a share of something is no metric of its own, a rank of two years none at all."""
    text = f"公司,2021营收(亿元),2022营收(亿元),{header}\n阿里云,7.5,8.5,3\n"
    shown = base("n.csv", text, *NEW, "--declare")
    assert shown.code == 2
    assert header in shown.err


PHONES = "品牌,2022Q3出货量(万部),2022Q3市场份额\n三星,5950,19.8%\nXiaomi 小米,4150,13.8%\n"


def test_chinese_names_are_spelled(base):
    """Their ids are pinyin, which people can read and type."""
    pytest.importorskip("pypinyin")
    shown = base("p.csv", PHONES, *NEW, "--declare")
    assert shown.code == 0
    assert "pinyin" not in shown.out
    assert figures(base, "p")[0].startswith("  - {entity: san-xing, metric: shipments")


def test_what_spells_chinese_names_is_named(base, monkeypatch):
    """Without it their ids are digits, which is told once."""
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    shown = base("p.csv", PHONES, *NEW, "--declare")
    assert shown.code == 0
    assert shown.out.count("cloudkb[pinyin]") == 1
    assert re.search("entity: x-[0-9a-f]{6}", figures(base, "p")[0])


@pytest.mark.parametrize("header", ["车型", "Chip", "Model", "产品名称"])
def test_what_is_counted_by_its_maker_or_model(base, header):
    """The names of cars, chips and products are read as names, whatever their column is called."""
    shown = base("m.csv", f"{header},2022 shipments (k)\nGolf,81.1\nH100,56.0\n", *NEW, "--declare")
    assert shown.code == 0
    assert [one.split(",")[0] for one in figures(base, "m")] == [
        "  - {entity: golf",
        "  - {entity: h100",
    ]


def test_entities_in_headers_and_copies_of_rows(base):
    """Where the metric is said, an unknown header is somebody; a row printed twice is one claim."""
    text = "季度,阿里云,青云\n2022Q1,5.5,5.6\n2022Q1,5.5,5.6\n"
    said = ("--set", "metric=revenue", "--set", "currency=CNY", "--declare")
    shown = base("h.csv", text, *NEW, *said)
    assert shown.code == 0, shown
    assert "2 printed twice" in shown.out
    assert len(figures(base, "h")) == 2
    names = (base.folder / "facts" / "names.yaml").read_text(encoding="utf-8")
    assert "name: 青云, kind: company" in names
    assert base("h.csv", text).code == 0


def test_averages_add_up_over_no_time(base):
    """A price is a level, whatever it is in; percent after a share are asked about."""
    text = "公司,期间,平均售价(US$)\n阿里云,2022,95.5\n"
    assert base("p.csv", text, *NEW, "--declare").code == 0
    names = (base.folder / "facts" / "names.yaml").read_text(encoding="utf-8")
    assert "name: 平均售价, unit: money, over_time: level" in names
    assert "figure: US$95.5}" in figures(base, "p")[0]
    text = "公司,期间,市场份额(%),同比(%)\n阿里云,2022,95.5,1.5\n"
    assert "同比(%)" in base("q.csv", text, *NEW).err


def test_zeros_count_where_the_like_is_printed_to_the_unit(base):
    """Of one metric, in a column of several: 1,200 beside 1,234 is to the unit, 12,000 is not."""
    text = '指标,2020,2021\n营收,"1,200","1,234"\n员工数,"12,000","13,000"\n'
    wish = ("--declare", "--set", "entity=aliyun", "--set", "currency=CNY")
    assert base("z.csv", text, *NEW, *wish).code == 0
    found = figures(base, "z")
    assert [("exact" in one) for one in found] == [True, False, False, False]
    assert base("z.csv", text).code == 0


def test_formulas_and_refused_cells_name_their_place(base):
    """A formula in a cell does not act: it is refused; --skip-refused writes the rest."""
    text = "公司,期间,营收(亿元)\n阿里云,2023,=1+1\n腾讯云,2023,1250万\n阿里云,2022,7.5\n"
    shown = base("f.csv", text, *NEW)
    assert shown.code == 1
    assert "f.csv:2:3: =1+1: this is a formula" in shown.out
    assert "f.csv:3:3" in shown.out
    assert base("f.csv", text, *NEW, "--skip-refused").code == 0
    assert len(figures(base, "f")) == 1


def test_what_the_checker_finds_is_told_before(base):
    """A level and a growth that exclude what the table says."""
    text = "公司,期间,营收(亿元),同比(%)\n阿里云,2022,7.5,\n阿里云,2023,8.5,90.5\n"
    shown = base("k.csv", text, *NEW, "--format", "json")
    data = json.loads(shown.out)
    assert shown.code == 1
    assert data["clashes"]
    assert not data["written"]
    assert data["diff"].startswith("--- /dev/null")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_and_line_ends(encoding):
    """Chinese Excel saves GB18030; what is neither is told."""
    sheet = read_text("公司;营收\r\n阿里云;7,5\r\n".encode(encoding))
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["公司", "营收"],
        ["阿里云", "7,5"],
    ]


@pytest.mark.parametrize("data", [b"", b"a,b\0", b'a,b\n"c,d\n', b"\xff\xfea"])
def test_what_is_no_table(data):
    """A sentence, never a traceback."""
    with pytest.raises(ImportRefused):
        read_text(data)


@pytest.mark.parametrize(
    ("text", "form", "figure"),
    [
        ("1,234", "{}亿元", "1,234亿元"),
        ("(5.3%)", "{}% yoy", "-5.3% yoy"),
        ("5.3", "{}pp yoy", "+5.3pp yoy"),
        ("12.5亿", "{}亿元", "12.5亿元"),
        ("12.5亿", "{}", "12.5亿"),
        ("１，２３４", "RMB {} bn", "RMB 1,234 bn"),
        ("(1,234)", "US${} million", "-US$1,234 million"),
        ("12¹", "{}亿元", "12亿元"),
        ("1250万", "{}亿元", None),
        ("12 or 13", "{}亿元", None),
        ("(5", "{}%", None),
    ],
)
def test_cells_within_their_print(text, form, figure):
    """A cell is read whole, or refused."""
    if figure is None:
        with pytest.raises(UnreadableCell):
            figure_of_cell(text, form, signed="yoy" in form)
    else:
        assert figure_of_cell(text, form, signed="yoy" in form) == figure


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", "#,##0.00", "1,234.50"),
        ("0.0534", "0.0%", "5.3%"),
        ("12345", '0!.0,"万"', "1.2万"),
        ("-1234", "#,##0_);(#,##0)", "(1,234)"),
        ("1234567890", '0.0,,"M"', "1234.6M"),
        ("1.005", "0.00", "1.01"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.00005", "General", "0.00005"),
        ("0.00001234567", "General", "1.23457E-05"),
        ("44927", 'yyyy"年"m"月"', "2023-01"),
        ("5", "[$¥-804]#,##0.00", "¥5.00"),
        ("-0.001", "0.0", "0.0"),
        ("15000", '[>=10000]0!.0,"万";0', "1.5万"),
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("0.5", "# ?/?", None),
        ("45000.75", "h:mm", None),
        ("7", "0.0 zz", None),
    ],
)
def test_displayed_digits(value, code, shown):
    """What Excel displays (checked by hand); what is not known is refused."""
    cell = displayed(Decimal(value), code)
    assert bool(cell.fault) == (shown is None)
    if shown is not None:
        assert cell.text == shown


def workbook(*rows, formats=(), merged=()):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, code in formats:
        book.active[cell].number_format = code
    for cells in merged:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_displayed_digits(base):
    """The number behind them counts nothing; a formula without a value is refused."""
    data = workbook(
        ["公司", "期间", "营收(亿元)", "市场份额"],
        ["阿里云", "2023Q1", 12.3456, 0.26789],
        ["腾讯云", "2023Q1", "=C2*2", 0.1],
        formats=[("C2", "0.0"), ("D2", "0.0%"), ("D3", "0%")],
    )
    shown = base("b.xlsx", data, *NEW, "--skip-refused")
    assert "Sheet!C3: =C2*2: this is a formula" in shown.out
    assert [one.partition("figure: ")[2] for one in figures(base, "b")] == [
        "12.3亿元}",
        "26.8%}",
        "10%}",
    ]


def test_merged_cells_stand_for_all_that_they_cover(base):
    """Groups of headers, headers of two rows, companies and years beside several rows."""
    data = workbook(
        ["公司", "年份", "季度", "营收", None, "备注"],
        [None, None, None, "亿元", "同比(%)", None],
        ["阿里云", 2023, 1, 12.5, 26.8, "甲"],
        [None, None, 2, 13.5, 27.8, None],
        ["腾讯云", None, 1, 8.5, 16.8, None],
        [None, None, 2, 9.5, 17.8, None],
        merged=("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "A3:A4", "A5:A6", "B3:B6", "F3:F4"),
    )
    shown = base("m.xlsx", data, *NEW, "--declare", "--map", "季度=quarter", "--map", "年份=year")
    assert shown.code == 0, shown.out + shown.err
    assert "营收 / 备注" not in shown.out
    found = figures(base, "m")
    assert [one.partition("figure: ")[2].partition("亿")[0] for one in found[::2]] == [
        "12.5", "13.5", "8.5", "9.5",
    ]  # fmt: skip
    assert ["entity: aliyun" in one for one in found] == [True] * 4 + [False] * 4
    assert ["2023Q2" in one for one in found] == [False, False, True, True] * 2
    assert ["甲" in one for one in found] == [True] * 4 + [False] * 4


def test_a_period_over_its_columns(base):
    """What is merged is known: an empty header beside it is no part of it."""
    data = workbook(
        ["公司", "2022", None, "2023", None, None],
        [None, "营收(亿元)", "市场份额(%)", "营收(亿元)", "市场份额(%)", "备注"],
        ["阿里云", 7.5, 1.5, 8.5, 2.5, "甲"],
        merged=("A1:A2", "B1:C1", "D1:E1"),
    )
    shown = base("p.xlsx", data, *NEW)
    assert shown.code == 0, shown.out + shown.err
    assert [one.split("metric: ")[1].partition(", note")[0] for one in figures(base, "p")] == [
        "revenue, period: 2022, figure: 7.5亿元",
        "market_share, period: 2022, figure: 1.5%",
        "revenue, period: 2023, figure: 8.5亿元",
        "market_share, period: 2023, figure: 2.5%",
    ]


@pytest.mark.parametrize(
    ("cells", "code", "told"),
    [
        ("C2:C3", 1, "Sheet!C2: 12.5 stands once for C2:C3"),
        ("C2:D2", 1, "Sheet!C2: 12.5 stands once for C2:D2"),
        ("A1:A2", 2, "Sheet!A1:A2 is one cell over headers and rows"),
    ],
)
def test_a_figure_of_merged_cells_is_refused(base, cells, code, told):
    """Nobody can tell of which row or column it is."""
    data = workbook(
        ["公司", "期间", "营收(亿元)", "净利润(亿元)"],
        ["阿里云", "2023Q1", 12.5, 1.5],
        ["阿里云", "2023Q2", 13.5, 2.5],
        merged=(cells,),
    )
    shown = base("r.xlsx", data, *NEW)
    assert shown.code == code
    assert told in " ".join((shown.out + shown.err).split())


def test_a_workbook_that_attacks_is_refused():
    """Entities, bombs and rubbish end in a sentence."""
    pytest.importorskip("openpyxl")
    with pytest.raises(ImportRefused, match="no workbook"):
        read_workbook(b"PK\x03\x04 nothing")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(ImportRefused, match="entities"):
        read_workbook(out.getvalue())


def test_what_is_printed_does_not_act(base):
    """Control characters of a cell reach no terminal, and no name runs in a spreadsheet."""
    text = "公司,期间,营收(亿元)\n\x1b[31m阿里云,2023,7.5\n@SUM(A1),2023,7.5\n"
    shown = base("e.csv", text, *NEW)
    assert shown.code in (1, 2)
    assert "\x1b" not in shown.out + shown.err


def test_claims_go_into_a_table_beside_their_document(base):
    """With --parquet the document stands in YAML, its claims in Parquet; the rest is the same."""
    base("plain.csv", LONG, *NEW, "--declare")
    as_text = base("long.csv", LONG, *NEW, "--declare", "--parquet", "--dry-run")
    assert "facts/documents/long.parquet" in as_text.out
    folder = base.folder / "facts" / "documents"
    assert not (folder / "long.parquet").exists()
    written = base("long.csv", LONG, *NEW, "--parquet")
    assert written.code == 0, written.out
    assert "claims:" not in (folder / "long.yaml").read_text(encoding="utf-8")
    import duckdb

    rows = duckdb.sql(f"SELECT document, figure FROM '{folder}/long.parquet'").fetchall()
    said = [
        line.partition("figure: ")[2].rstrip("}").split(", ")[0] for line in figures(base, "plain")
    ]
    assert {document for document, _ in rows} == {"long"}
    assert len(rows) == len(said)
    before = held(base.folder), (folder / "long.parquet").read_bytes()
    again = base("long.csv", LONG, "--parquet")
    assert "all of it stands already" in again.out
    assert (held(base.folder), (folder / "long.parquet").read_bytes()) == before
    more = LONG + '阿里云,2023Q2,"1,300.0",,,\n'
    base("long.csv", more, "--parquet")
    grown = duckdb.sql(f"SELECT period FROM '{folder}/long.parquet'").fetchall()
    assert len(grown) == len(rows) + 1
    assert grown[-1] == ("2023Q2",)


def test_a_unit_beside_the_metric_of_a_row_counts(base):
    """出货量(万台) in a column of metrics is in 万台; without brackets it is refused, not read."""
    new = ("--title", "T", "--published", "2024-05-01", "--declare")
    table = "公司,指标,2022,2023\nNova,手机出货量(万台),150,140\nNova,电视出货量（调整后）,7,8\n"
    assert base("made.csv", table, *new).code == 0
    written = (base.folder / "facts" / "documents" / "made.yaml").read_text(encoding="utf-8")
    assert "figure: 150万台" in written
    assert 'figure: "7"}' in written
    refused = base("bare.csv", "公司,指标,2022\nNova,营收 亿元,150\n", *new)
    assert refused.code == 1
    assert "states a unit" in refused.out + refused.err
    differing = base("two.csv", "公司,指标,单位,2022\nNova,产量(万台),台,150\n", *new)
    assert "differ" in differing.out + differing.err
