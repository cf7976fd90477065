"""Parquet files among the facts: read as fact files are, row by row, and trusted as little."""

import shutil
import sys
from pathlib import Path

import duckdb
import pytest

import generate
from cloudkb import base, parquet, reader
from cloudkb.base.refresh import in_memory
from cloudkb.base.scan import scan
from cloudkb.exporting.parquet_export import write_claims, write_records
from cloudkb.model import Report
from cloudkb.parquet import text_rows
from cloudkb.parquet.asking import connected_to
from cloudkb.reader import table_rows
from cloudkb.render import concise, github, sarif
from cloudkb.views.excerpt import Sources
from cloudkb.writer import WriteError
from cloudkb.writer.files import write_table

FACTS = Path(__file__).parents[1] / "facts"
VOCABULARY = """\
entities:
  aliyun: {name: Alibaba Cloud, kind: provider}
  market: {name: The market, kind: market}
metrics:
  revenue: {name: Revenue, unit: money}
  share: {name: Share, unit: ratio, share_of: revenue}
"""
DOCUMENT = "document: {id: d, title: D, published: 2024-03, currency: CNY}\n"


def row(name, period="2023Q1", figure="5亿元", **more):
    """A claim about Alibaba Cloud's revenue."""
    about = {"document": "d", "entity": "aliyun", "metric": "revenue"}
    return {**about, "id": name, "period": period, "figure": figure, **more}


@pytest.fixture
def facts(tmp_path):
    """A folder of facts with a vocabulary and a document without claims."""
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    (folder / "d.yaml").write_text(DOCUMENT, encoding="utf-8")
    return folder


def found(folder):
    """What is told of a folder of facts, a line each."""
    read = base.findings(base.locate(str(folder)).looked_at(), of_base=False)
    return [concise.line(finding) for finding in read.findings]


def query(folder, sql, *values):
    """Rows of the base made from a folder of facts."""
    place = base.locate(str(folder))
    connection, _ = in_memory(place, scan(place))
    try:
        return [tuple(each) for each in connection.execute(sql, values)]
    finally:
        connection.close()


def sql(folder, statement):
    """Write facts/x.parquet by DuckDB's own hand."""
    path = str(folder / "x.parquet")
    duckdb.execute(f"COPY ({statement}) TO '{path}' (FORMAT parquet)")


def _without_places(connection):
    left_out = {"file", "line", "column", "figure_line", "figure_column", "path", "sha256"}
    left_out |= {"number", "default_line", "default_column"}
    rows = {}
    for table in ("claims", "documents", "entities", "metrics", "scopes", "sources", "names"):
        columns = [one[1] for one in connection.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(f'"{name}"' for name in columns if name not in left_out)
        rows[table] = [tuple(one) for one in connection.execute(f"SELECT {kept} FROM {table}")]
        rows[table].sort(key=repr)
    return rows


def test_the_shipped_facts_come_back_from_parquet(tmp_path):
    """All claims and documents as one Parquet file beside the vocabulary: the same base."""
    place = base.locate(str(FACTS)).looked_at()
    truth, made = in_memory(place, scan(place))
    known = base.read(place)
    folder = tmp_path / "facts"
    folder.mkdir()
    for path in FACTS.glob("*.yaml"):
        shutil.copy(path, folder)
    written = write_claims(folder / "all.parquet", known.claims, known.vocabulary, known.documents)
    assert written >= len(known.claims) > 600
    other = base.locate(str(folder))
    connection, again = in_memory(other, scan(other))
    assert _without_places(connection) == _without_places(truth)
    assert [each.message for each in again.findings] == [each.message for each in made.findings]


def test_a_base_in_several_files_is_the_same_as_in_one(facts):
    """A document's claims may stand in YAML and in tables; ids are one set."""
    write_records(facts / "a.parquet", [row("a"), row("b", "2023Q2")])
    write_records(facts / "b.parquet", [row("b", "2023Q3"), row("c", "2023Q4")])
    text = f"{DOCUMENT}claims:\n  - {{id: c, entity: aliyun, metric: revenue, figure: 1亿元}}\n"
    (facts / "d.yaml").write_text(text, encoding="utf-8")
    assert found(facts) == [
        "facts/b.parquet:1: error[repeated-id] another claim is called d/b: facts/a.parquet, row 2",
        "facts/d.yaml:3:5: error[repeated-id] another claim is called d/c: facts/b.parquet, row 2",
    ]
    assert query(facts, "SELECT id, file, line FROM claims") == [
        ("d/a", "facts/a.parquet", 1), ("d/b", "facts/a.parquet", 2), ("d/c", "facts/b.parquet", 2),
    ]  # fmt: skip


def test_each_damaged_row_is_told_with_its_file_and_row(facts):
    """A broken row costs that row alone, and is told by its number in every format."""
    without_id = {key: value for key, value in row("x", "2017").items() if key != "id"}
    rows = [
        row("c1"),
        row("c2", figure="5亿亿元", period="2023Q2"),
        row("c3", period="2023Q9"),
        row("c4", entity="aliyum", period="2022"),
        row("c1", period="2020"),
        row("c6"),
        row("c7", document="e"),
        row("c8", figure="5\0亿", period="2019"),
        row("c9", period="2018", note="x" * 30_000),
        without_id,
        without_id,
        row("c12", period="2016", either=["1亿元"], figure=None),
        row("c13", period="2015", supersedes=["nothing"], exact=True),
        {"id": "c14", "entity": "aliyun"},
    ]
    write_records(facts / "x.parquet", rows)
    assert found(facts) == [
        "facts/x.parquet:2: error[bad-figure] a second scale word",
        'facts/x.parquet:3: error[bad-period] "2023Q9" is no period',
        "facts/x.parquet:4: error[unknown-name] no entity is called aliyum",
        "facts/x.parquet:5: error[repeated-id] another claim is called c1: row 1",
        "facts/x.parquet:6: warning[repeated-claim] d/c6 says what d/c1 says in row 1",
        "facts/x.parquet:7: error[unknown-name] no document that can be read is called e, and 1 row"
        " of it is left out",
        "facts/x.parquet:8: error[bad-value] found a NUL byte in figure; facts hold text only",
        "facts/x.parquet:9: error[limit] note is longer than 20,000 characters",
        "facts/x.parquet:11: error[repeated-id] this claim says word for word what the one in row"
        " 10 says",
        "facts/x.parquet:12: error[bad-value] either takes two readings or more",
        "facts/x.parquet:13: error[unknown-name] this claim supersedes d/nothing, and no claim is"
        " called so",
        "facts/x.parquet:14: error[missing-key] this row names no document",
    ]
    ids = query(facts, "SELECT local_id, line, figure_column FROM claims")
    assert ids == [("c1", 1, 8), ("c6", 6, 8), ("revenue-aliyun-2017", 10, 8), ("c13", 13, 8)]


def test_a_row_is_a_place_in_every_format(facts):
    """Editors get file:row, GitHub the file and the row in words, SARIF a place by its name."""
    write_records(facts / "x.parquet", [row("a"), row("b", "2023Q9")])
    read = base.findings(base.locate(str(facts)).looked_at(), of_base=False)
    report = Report(read.findings, 1)
    assert github.render(report).startswith(
        '::error file=facts/x.parquet,title=error[bad-period]::Row 2: "2023Q9" is no period%0A'
    )
    shown = sarif.render(report, "0")
    assert '"fullyQualifiedName": "facts/x.parquet:2"' in shown
    assert "region" not in shown
    assert '"text": "Row 2: ' in shown


def test_a_row_is_shown_with_a_mark_under_the_cell(facts):
    """What is wrong is seen where it stands, though no editor shows it."""
    write_records(facts / "x.parquet", [row("a"), row("b", "2023Q9")])
    read = base.findings(base.locate(str(facts)).looked_at(), of_base=False)
    shown = Sources(facts.parent).excerpt(read.findings[0].place)
    ((number, text),) = shown.lines
    assert number == 2
    assert text == (
        "document: d, id: b, entity: aliyun, metric: revenue, period: 2023Q9, figure: 5亿元"
    )
    assert text[shown.place.column - 1 : shown.place.end_column - 1] == "2023Q9"
    (facts / "x.parquet").write_bytes(b"PAR1")
    assert Sources(facts.parent).excerpt(read.findings[0].place) is None


HOSTILE = {
    "empty": b"",
    "text": b"claims: []\n",
    "magic alone": b"PAR1",
    "nothing inside": b"PAR1" + b"\0" * 40 + b"PAR1",
    "encrypted": b"PARE" + b"\0" * 40 + b"PARE",
    "a foot of nonsense": b"PAR1" + b"\xff" * 64 + (60).to_bytes(4, "little") + b"PAR1",
    "a foot beyond the file": b"PAR1" + b"\0" * 8 + (1 << 30).to_bytes(4, "little") + b"PAR1",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_parquet_is_one_finding(data):
    """A broken file is told once, and nothing more of what is lost with it."""
    source = reader.SourceFile("facts/x.parquet", data)
    claim = f"{DOCUMENT}claims:\n  - {{id: c, entity: aliyun, says: So., same_as: lost/claim}}\n"
    files = [reader.SourceFile("facts/v.yaml", VOCABULARY.encode()), source]
    _, findings = reader.read([*files, reader.SourceFile("facts/d.yaml", claim.encode())])
    assert [(each.rule, each.place.told) for each in findings] == [
        ("unreadable-parquet", "facts/x.parquet:1")
    ]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_off_or_turned_over_is_a_finding(facts, share):
    """Half a download, or a byte that fell over: never a traceback."""
    write_records(facts / "x.parquet", [row(f"c{n}", f"20{n}") for n in range(10, 24)])
    data = (facts / "x.parquet").read_bytes()
    at = int(len(data) * share)
    names = reader.Names(*reader.read([reader.SourceFile("v.yaml", VOCABULARY.encode())])[0][:2])
    for broken in (data[:at], data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]):
        batch = reader.read_claims(reader.SourceFile("x.parquet", broken), names)
        assert batch.findings


COLUMNS = {
    "'d' AS document, 5.5::DOUBLE AS figure": "bad-value] the column figure holds DOUBLE, and is to"
    " hold text, as printed",
    "'d' AS document, {'a': 1} AS entity": "bad-value] the column entity holds STRUCT(a INTEGER),"
    " and is to hold text, as printed",
    "'d' AS document, [['a']] AS either": "bad-value] the column either holds VARCHAR[][], and is"
    " to hold a list of texts",
    "'d' AS document, 'x'::BLOB AS note": "bad-value] the column note holds BLOB, and is to hold"
    " text, as printed",
    "'d' AS document, 'x' AS figur": "unknown-key] a claim has no key figur, and this file has a"
    " column of that name",
    "'d' AS document, 'x' AS \"fi\"\"g;\", 'y' AS figure": 'unknown-key] a claim has no key fi"g;,'
    " and this file has a column of that name",
    "'x' AS figure": "missing-key] this file has no column document, which names the document of"
    " each row",
}


@pytest.mark.parametrize("columns", COLUMNS)
def test_a_column_that_cannot_be_read_leaves_the_file_out(facts, columns):
    """A float has lost its digits, a nested column has no place: the file is told once."""
    sql(facts, f"SELECT {columns}")
    assert found(facts) == [f"facts/x.parquet:1: error[{COLUMNS[columns]}"]


def test_a_thousand_columns_are_told_in_a_few_lines(facts):
    """Beyond twenty unknown columns their number is told."""
    sql(facts, "SELECT 'd' AS document, " + ", ".join(f"1 AS c{n}" for n in range(1_000)))
    told = found(facts)
    assert len(told) == 21
    assert sum("980 more columns mean nothing here" in line for line in told) == 1


def test_more_than_can_be_meant_is_not_unpacked(facts, monkeypatch):
    """A small file may say that it holds more than any machine: it is not read."""
    sql(facts, "SELECT 'd' AS document, repeat('x', 100_000) AS note FROM range(100)")
    assert [line for line in found(facts) if "limit" in line] == [
        f"facts/x.parquet:{n}: error[limit] note is longer than 20,000 characters"
        for n in range(1, 101)
    ]
    sql(facts, "SELECT 'd' AS document, repeat('x', 100_000) AS note FROM range(101)")
    monkeypatch.setattr(text_rows, "MOST_TEXT", 1_000_000)
    assert found(facts) == [
        "facts/x.parquet:1: error[unreadable-parquet] the texts of this file are 0.0 GB long;"
        " 0.0 GB are read"
    ]
    sql(facts, "SELECT 'd' AS document, 'x' AS note FROM range(100)")
    monkeypatch.setattr(text_rows, "MOST_ROWS", 99)
    assert found(facts) == [
        "facts/x.parquet:1: error[unreadable-parquet] this file holds 100 rows; 99 are read"
    ]


def test_whole_numbers_and_days_are_taken_as_they_print(facts):
    """Other programs write years as numbers and days as days; neither loses anything."""
    sql(
        facts,
        "SELECT 'd' AS document, 'c' AS id, 'aliyun' AS entity, 'revenue' AS metric,"
        " 2023 AS period, '5亿元' AS figure, DATE '2024-02-29' AS date, true AS exact,"
        " 'd/b' AS supersedes, NULL AS note, '' AS scope",
    )
    assert [line for line in found(facts) if "d/b" not in line] == []
    rows = query(facts, "SELECT id, period, date, exact FROM claims")
    assert rows == [("d/c", "2023", "2024-02-29", 1)]


def test_nothing_acts(tmp_path):
    """DuckDB is shut: no other file, no extension, no network, and no way to open it."""
    shown, other = tmp_path / "it.parquet", tmp_path / "other.csv"
    shown.write_bytes(b"")
    other.write_text("a\n1\n", encoding="utf-8")
    with connected_to(shown) as connection:
        for statement in (
            f"SELECT * FROM read_csv('{other}')",
            f"COPY (SELECT 1) TO '{tmp_path / 'new.csv'}'",
            f"ATTACH '{tmp_path / 'new.db'}'",
            "SELECT * FROM read_parquet('https://example.invalid/x.parquet')",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET autoload_known_extensions = true",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it.parquet", "other.csv"]


def test_signs_in_the_name_of_a_file_are_no_pattern(facts):
    """A file called *.parquet is itself, and not all of them."""
    write_records(facts / "[ab]*?'.parquet", [row("a")])
    write_records(facts / "b.parquet", [row("b", "2023Q2")])
    assert found(facts) == []
    assert query(facts, "SELECT id, file FROM claims ORDER BY id") == [
        ("d/a", "facts/[ab]*?'.parquet"), ("d/b", "facts/b.parquet"),
    ]  # fmt: skip


def test_documents_may_be_told_in_columns(facts):
    """Rows may declare their documents; two accounts of one that differ are a finding."""
    (facts / "d.yaml").unlink()
    told = {"document_title": "D", "document_published": "2024-03", "document_currency": "CNY"}
    rows = [
        row("a", **told),
        row("b", "2023Q2"),
        row("c", "2023Q3", **{**told, "document_title": "E"}),
        {"document": "empty", "document_title": "Without claims", "document_published": "2024"},
        row("f", "2023Q4", document="bad", document_title="F", document_published="2024-13"),
    ]
    write_records(facts / "x.parquet", rows, documents=True)
    assert found(facts) == [
        "facts/x.parquet:3: error[repeated-id] the title of d is told otherwise in row 1",
        "facts/x.parquet:5: error[unknown-name] no document that can be read is called bad, and 1"
        " row of it is left out",
        "facts/x.parquet:5: error[bad-date] there is no month 13",
    ]
    documents = query(facts, "SELECT id, title, line, currency FROM documents ORDER BY id")
    assert documents == [("d", "D", 1, "CNY"), ("empty", "Without claims", 4, None)]


def test_large_files_come_in_parts_and_read_the_same(facts, monkeypatch):
    """Whatever the size of a part, the same claims and the same complaints come out."""
    rows = [row(f"c{n % 7}", f"20{10 + n}", ("5亿元", "6亿元")[n % 2]) for n in range(9)]
    rows += [row("d1", "2010"), row("d2", "2011", "6亿元", id=None)]
    write_records(facts / "x.parquet", rows)
    source = reader.SourceFile("x.parquet", (facts / "x.parquet").read_bytes())
    texts = (VOCABULARY, DOCUMENT)
    files = [reader.SourceFile(f"{n}.yaml", text.encode()) for n, text in enumerate(texts)]
    names = reader.Names(*reader.read(files)[0][:2])
    whole = reader.read_claims(source, names)
    assert len(whole.claims) == 9
    assert len(whole.findings) == 4
    monkeypatch.setattr(
        text_rows.ParquetTable.batches, "__kwdefaults__", {"where": "true", "size": 2}
    )
    parts = list(reader.read_batches(source, names))
    assert len(parts) > 5
    assert tuple(one for part in parts for one in part.claims) == whole.claims
    assert tuple(one for part in parts for one in part.findings) == whole.findings


def test_the_quick_way_and_the_whole_way_agree_on_rows(facts, monkeypatch):
    """Rows of plain texts are read without ceremony: as the reader of all claims reads them."""
    generate.write_parquet(facts, claims=200, files=4, tables=1)
    (facts / "vocabulary.yaml").unlink()
    texts = [path.read_bytes() for path in facts.glob("*.yaml")]
    files = [reader.SourceFile(f"{n}.yaml", text) for n, text in enumerate(texts)]
    source = reader.SourceFile("x.parquet", (facts / "claims-000.parquet").read_bytes())
    names = reader.Names(*reader.read([*files, source])[0][:2])
    quick = reader.read_claims(source, names)
    assert len(quick.claims) == 200
    monkeypatch.setattr(table_rows, "_plain_values", lambda columns, cells: None)
    assert reader.read_claims(source, names) == quick


def test_of_a_file_that_is_wrong_throughout_the_first_rows_are_told(facts, monkeypatch):
    """A wrong column in a million rows does not fill the memory with complaints."""
    monkeypatch.setattr(table_rows, "MOST_FINDINGS", 2)
    write_records(facts / "x.parquet", [row(f"c{n}", "2023Q9") for n in range(5)])
    assert found(facts) == [
        "facts/x.parquet:1: error[limit] 3 more complaints about this file are not told",
        'facts/x.parquet:1: error[bad-period] "2023Q9" is no period',
        'facts/x.parquet:2: error[bad-period] "2023Q9" is no period',
    ]


def test_what_a_file_is_about_is_seen_without_reading_it(facts):
    """One look at five columns says which quantities are in a file, and how often."""
    rows = [row("a"), row("b", "2023Q2"), row("c", metric="share", **{"in": "market"})]
    write_records(facts / "x.parquet", rows)
    seen = table_rows.quantities((facts / "x.parquet").read_bytes())
    assert seen == [
        ("aliyun", "revenue", "", "", "d", 2), ("aliyun", "share", "market", "", "d", 1),
    ]  # fmt: skip


def test_without_duckdb_a_file_is_one_finding_and_a_whole_base_stays(facts, monkeypatch):
    """Nothing installed reads it: what to install is told; a base that has it answers."""
    write_records(facts / "x.parquet", [row("a")])
    place = base.locate(str(facts))
    base.build(place)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert not parquet.available()
    assert found(facts) == [
        "facts/x.parquet:1: error[unreadable-parquet] Parquet files are read with DuckDB, which is"
        " not installed"
    ]
    assert base.build(place).fresh
    opened = base.open(place, locked=False)
    assert opened.connection.execute("SELECT count(*) FROM claims").fetchone()[0] == 1
    opened.close()
    place.db.unlink()
    assert base.build(place).broken == 1
    assert base.build(place).fresh
    monkeypatch.undo()
    # what was built without is stale with it
    assert not base.build(place).fresh
    opened = base.open(place, locked=False)
    assert opened.connection.execute("SELECT count(*) FROM claims").fetchone()[0] == 1
    opened.close()


def test_a_document_that_changes_changes_its_rows_elsewhere(facts):
    """What a document gives its claims is given to those in tables, after an edit too."""
    write_records(facts / "x.parquet", [row("a", figure="5亿")])
    place = base.locate(str(facts))
    base.build(place)
    text = DOCUMENT.replace("CNY", "USD")
    (facts / "d.yaml").write_text(text, encoding="utf-8")
    opened = base.open(place, locked=False)
    assert opened.connection.execute("SELECT currency FROM claims").fetchone()[0] == "USD"
    opened.close()
    assert base.read(place).claims[0].readings[0].figure.currency == "USD"
    (facts / "d.yaml").write_text(DOCUMENT, encoding="utf-8")
    assert base.read(place).claims[0].readings[0].figure.currency == "CNY"


def test_nothing_is_drawn_while_a_large_file_is_read():
    """DuckDB shows on standard output how far it is, which would stand in whatever is printed."""
    with connected_to() as connection:
        (shows,) = connection.execute("SELECT current_setting('enable_progress_bar')").fetchone()
    assert shows is False


def test_an_id_that_is_taken_is_left_out_whatever_file_has_it(facts):
    """Of two rows of one id in several files the first counts, beside YAML, too; both are told."""
    claim = "claims: [{id: a, entity: aliyun, metric: revenue, period: 2020, figure: 1亿元}]\n"
    (facts / "d.yaml").write_text(DOCUMENT + claim, encoding="utf-8")
    write_records(facts / "x.parquet", [row("b", "2021"), row("e", "2022")])
    write_records(facts / "y.parquet", [row(name, "2023", "7亿元") for name in "abc"])
    other = DOCUMENT.replace("id: d", "id: f")
    (facts / "z.yaml").write_text(other + claim, encoding="utf-8")
    kept = query(facts, "SELECT id, file FROM claims ORDER BY number")
    files = {"d/a": "d.yaml", "d/b": "x.parquet", "d/e": "x.parquet", "d/c": "y.parquet"}
    assert kept == [(name, f"facts/{file}") for name, file in {**files, "f/a": "z.yaml"}.items()]


def test_a_table_that_somebody_changed_meanwhile_is_left_alone(tmp_path):
    """It is replaced where it is as it was when it was read, and nowhere else."""
    table = tmp_path / "t.parquet"
    table.write_bytes(b"theirs")
    for before in (b"ours", None):
        with pytest.raises(WriteError, match="changed by somebody else"):
            write_table(tmp_path, table, before, b"new")
    assert table.read_bytes() == b"theirs"
    write_table(tmp_path, table, b"theirs", b"new")
    assert table.read_bytes() == b"new"
