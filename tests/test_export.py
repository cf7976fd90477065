"""The claims for other programs: complete, valid by the rules of each shape, and harmless."""

import csv
import datetime
import json
import re
from pathlib import Path

import duckdb
import pytest

from cloudkb import base, reader
from cloudkb.base.stream import stream
from cloudkb.cli.app import run
from cloudkb.exporting import claim_review, csvw
from cloudkb.exporting.parquet_export import with_drafts
from cloudkb.exporting.records import Recorder
from cloudkb.model import ClaimDraft
from cloudkb.reader.claim_keys import CLAIM_KEYS
from cloudkb.reader.documents import KEYS as DOCUMENT_KEYS
from cloudkb.reader.table_rows import COLUMNS
from cloudkb.verdict import NAMES

VOCABULARY = """\
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, aliases: [Aliyun, "A, B"],
    kind: provider, fiscal_year_ends: 03-31}
  market: {name: The market, kind: market}
  analyst: {name: "An </script><script>alert(1)</script> analyst", kind: person}
metrics:
  revenue: {name: Revenue, unit: money}
  share: {name: Share, unit: ratio, share_of: revenue}
sources:
  idc: {name: IDC, kind: tracker}
scopes:
  external: {name: External, means: Without the group}
"""
REPORT = """\
document: {id: report, title: "A </script> report", published: 2024-03, currency: CNY,
  scope: external, in: market, source: analyst, url: "https://example.org/?a=1&b=2", language: zh,
  ignored: [{text: 12 pages, reason: of the report}]}
claims:
  - {id: a, entity: aliyun, metric: revenue, period: FY2024Q3, figure: 200亿, where: p3}
  - {entity: aliyun, metric: revenue, period: 2022, figure: 约700亿元, scope: plain, in: none,
     note: "two\\nlines, and \\"quotes\\""}
  - {id: b, entity: aliyun, metric: share, in: market, source: idc, period: 2023,
     either: [30%, 31%]}
  - {id: c, entity: aliyun, metric: share, source: idc, scope: plain, period: 2022, figure: 3.0%,
     kind: estimate, date: 2023-05-02, exact: yes, supersedes: [b, other/a]}
  - {id: d, entity: aliyun, says: It grows., disputes: a}
  - {id: e, entity: aliyun, metric: revenue, period: 2025, figure: 900亿元, kind: target,
     direction: lower, currency: USD, decimals: -9}
"""
OTHER = """\
document: {id: other, title: Other, published: 2024~, currency: CNY}
claims:
  - {id: a, entity: aliyun, metric: revenue, period: 2022, figure: 705亿元, origin: report/a}
  - {id: b, entity: aliyun, metric: revenue, period: 2022, figure: 300亿元}
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository whose claims use every key there is."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "facts").mkdir()
    for name, text in (("vocabulary", VOCABULARY), ("report", REPORT), ("other", OTHER)):
        (folder / "facts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def export(repository, *arguments):
    return run(["export", "--facts", str(repository / "facts"), *arguments])


def _bare(facts):
    claims = [one._replace(place=None, figure_place=None) for one in facts.claims]
    documents = {
        key: one._replace(place=None, ignored=[each[2:] for each in one.ignored])
        for key, one in facts.documents.items()
    }
    return sorted(claims, key=lambda one: one.id), documents


def test_parquet_goes_back_into_the_facts_with_nothing_lost(repository, tmp_path, capsys):
    """Whatever a claim or a document says, its row says, and the base comes out the same."""
    target = tmp_path / "claims.parquet"
    assert export(repository, "--parquet", str(target)) == 0
    assert "8 rows in" in capsys.readouterr().out
    before = base.read(base.locate(str(repository / "facts")).looked_at())
    files = [
        reader.SourceFile("facts/vocabulary.yaml", VOCABULARY.encode()),
        reader.SourceFile("facts/claims.parquet", target.read_bytes()),
    ]
    after, findings = reader.read(files)
    assert _bare(after) == _bare(before)
    assert [one for one in findings if one.severity == "error"] == []


def test_every_key_has_its_column(repository):
    """A key that is added to claims or documents is exported, or this fails."""
    found = stream(base.locate(str(repository / "facts")))
    every = {"document", *CLAIM_KEYS, *(f"document_{key}" for key in DOCUMENT_KEYS - {"id"})}
    assert set(COLUMNS) == every
    assert len(COLUMNS) == len(every)
    recorder = Recorder(found.vocabulary, found.documents)
    written = {key for row in recorder.rows(found.claims) for key in row}
    rare = {"same_as", "exact"} | {key for key in every if key.startswith("document_")}
    assert every - rare <= written


def test_duckdb_reads_it_offline(repository, tmp_path):
    """One query over one file, with nothing of cloudkb."""
    target = tmp_path / "claims.parquet"
    export(repository, "-q", "--parquet", str(target))
    found = duckdb.sql(
        f"SELECT document_title, figure, either FROM '{target}' WHERE metric = 'share' ORDER BY id"
    ).fetchall()
    assert found == [
        ("A </script> report", None, ["30%", "31%"]),
        ("A </script> report", "3.0%", None),
    ]


def test_drafts_are_added_to_a_table_behind_what_it_holds():
    """What an import takes becomes rows; those that are there stay as they are."""
    said = {"entity": "aliyun", "metric": "revenue", "figure": "700亿元"}
    first = with_drafts(None, "other", [ClaimDraft({**said, "id": "x", "period": "2021"})])
    more = {**said, "id": "y", "period": "2020", "exact": "yes", "supersedes": "report/a"}
    second = with_drafts(first, "other", [ClaimDraft(more, frozenset({"period"}))])
    files = [
        reader.SourceFile(f"facts/{name}", data)
        for name, data in (
            ("v.yaml", VOCABULARY.encode()),
            ("report.yaml", REPORT.encode()),
            ("other.yaml", OTHER.encode()),
            ("other.parquet", second),
        )
    ]
    facts, findings = reader.read(files)
    assert [one for one in findings if one.severity == "error"] == []
    rows = {one.id: one for one in facts.claims if one.place.is_row}
    assert list(rows) == ["other/x", "other/y"]
    assert rows["other/y"].exact
    assert rows["other/y"].supersedes == ("report/a",)
    third = with_drafts(first, "other", [ClaimDraft(said, unknown=frozenset({"period"}))])
    _, findings = reader.read([*files[:-1], reader.SourceFile("facts/other.parquet", third)])
    told = [(one.rule, one.place.line) for one in findings if one.place.is_row]
    assert told == [("not-filled-in", 2)]


# --- ClaimReview ---------------------------------------------------------------------------


def test_reviews_are_valid_by_what_readers_require(repository, tmp_path, capsys):
    """Each has what schema.org's and Google's descriptions require, of the types they require."""
    target = tmp_path / "reviews.json"
    page = "https://example.org/report.html"
    assert export(repository, "--claimreview", str(target), "--url", page, "--reviewer", "We") == 0
    text = target.read_text(encoding="utf-8")
    whole = json.loads(text)
    assert whole["@context"] == "https://schema.org"
    reviews = whole["@graph"]
    assert len(reviews) == 8
    for one in reviews:
        assert one["@type"] == "ClaimReview"
        assert one["url"].startswith(f"{page}#c-")
        assert one["claimReviewed"]
        assert one["author"] == {"@type": "Organization", "name": "We"}
        rating = one["reviewRating"]
        assert rating["@type"] == "Rating"
        assert rating["alternateName"].replace(" ", "-") in NAMES
        if "ratingValue" in rating:
            assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        claim = one["itemReviewed"]
        assert claim["@type"] == "Claim"
        assert claim["author"]["@type"] in ("Person", "Organization")
        assert claim["author"]["name"]
        assert claim["appearance"]["@type"] == "CreativeWork"
        if "datePublished" in claim:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", claim["datePublished"])
    assert len({one["url"] for one in reviews}) == len(reviews)
    by_id = {one["itemReviewed"]["identifier"]: one for one in reviews}
    assert by_id["other/b"]["reviewRating"]["alternateName"] in ("contradicted", "disputed")
    assert by_id["other/b"]["reviewRating"]["ratingValue"] <= 2
    assert "An </script>" in by_id["report/a"]["itemReviewed"]["author"]["name"]


def test_no_text_of_the_facts_ends_a_script_element(repository, capsys):
    """What a stranger wrote is JSON within a page, and nothing else."""
    assert export(repository, "--claimreview", "-", "--document", "report") == 0
    text = capsys.readouterr().out
    assert not re.search("[<>&\u2028\u2029]", text)
    assert "\\u003c/script\\u003e" in text
    assert {one["itemReviewed"]["identifier"][:7] for one in json.loads(text)["@graph"]} == {
        "report/"
    }


def test_every_verdict_that_is_reviewed_is_rated_or_says_nothing_of_true():
    """A verdict that is added gets a number, or is named here."""
    assert set(NAMES) - claim_review.RATINGS.keys() == {"single-source", "open", "no-figure"}


# --- CSV on the Web ------------------------------------------------------------------------

LEXICAL = {
    "string": lambda text: True,
    "anyURI": lambda text: not re.search(r"\s", text),
    "integer": lambda text: re.fullmatch(r"[-+]?\d+", text),
    "double": lambda text: text in ("INF", "-INF") or float(text) is not None,
    "boolean": lambda text: text in ("0", "1", "true", "false"),
    "date": datetime.date.fromisoformat,
    "json": lambda text: isinstance(json.loads(text), list),
}
"""What each datatype looks like (XML Schema 2, and JSON)."""


def _read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def _check(folder, table):
    """The rows of a table by column, held against its description."""
    schema = table["tableSchema"]
    header, *rows = _read(folder / table["url"])
    columns = schema["columns"]
    assert [one["name"] for one in columns] == header == [one["titles"] for one in columns]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in header)
    assert len(set(header)) == len(header)
    for row in rows:
        assert len(row) == len(columns)
        for column, cell in zip(columns, row, strict=True):
            if not cell:
                assert not column.get("required"), (table["url"], column, row)
                continue
            for part in cell.split(column["separator"]) if "separator" in column else [cell]:
                assert LEXICAL[column["datatype"]](part), (table["url"], column, part)
    by_name = {name: [row[at] for row in rows] for at, name in enumerate(header)}
    key = by_name[schema["primaryKey"]]
    assert len(set(key)) == len(key)
    assert all(key)
    return by_name


def test_a_folder_of_tables_is_what_its_metadata_says(repository, tmp_path):
    """Names, types, keys: each cell is of its type, each reference leads somewhere."""
    folder = tmp_path / "tables"
    assert export(repository, "-q", "--csvw", f"{folder}/") == 0
    whole = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert whole["@context"][0] == "http://www.w3.org/ns/csvw"
    found = {table["url"]: _check(folder, table) for table in whole["tables"]}
    assert sorted(path.name for path in folder.iterdir()) == sorted([*found, "csv-metadata.json"])
    assert len(found["claims.csv"]["id"]) == 8
    for table in whole["tables"]:
        for key in table["tableSchema"].get("foreignKeys", ()):
            cells = set(found[table["url"]][key["columnReference"]])
            there = found[key["reference"]["resource"]][key["reference"]["columnReference"]]
            assert cells <= set(there)
    assert 'two\nlines, and "quotes"' in found["claims.csv"]["note"]


def test_one_table_has_its_metadata_beside_it(repository, tmp_path):
    """`NAME.csv-metadata.json` is where readers look first; all names are joined."""
    target = tmp_path / "claims.csv"
    assert export(repository, "-q", "--csvw", str(target)) == 0
    metadata = json.loads(Path(f"{target}-metadata.json").read_text(encoding="utf-8"))
    assert metadata["url"] == "claims.csv"
    assert "foreignKeys" not in metadata["tableSchema"]
    found = _check(tmp_path, metadata)
    assert set(found["entity_name_zh"]) == {"阿里云"}


def test_the_columns_of_the_flat_table_are_those_of_the_view(repository):
    """A column that is added to the view is described."""
    opened = base.open(base.locate(str(repository / "facts")), locked=True)
    columns = [row[1] for row in opened.connection.execute("PRAGMA table_info(claims_flat)")]
    opened.close()
    assert list(csvw.described_columns(csvw.FLAT)) == columns


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "what is to be written?"),
        (["--parquet", "facts/x.parquet"], "is in facts"),
        (["--parquet", "-"], "is no file"),
        (["--csvw", "facts/tables"], "is in facts"),
        (["--csvw", "-"], "none beside a stream"),
        (["--csvw", "cloudkb.db"], "is no folder"),
        (["--csvw", "x.csv", "--document", "report"], "are of --claimreview"),
        (["--claimreview", "x.json", "--document", "nobody"], 'unknown document "nobody"'),
    ],
)
def test_what_cannot_be_written_is_said(repository, monkeypatch, capsys, arguments, told):
    """Facts are never written over, and each refusal is a sentence."""
    monkeypatch.chdir(repository)
    base.build(base.locate(str(repository / "facts")))
    assert run(["export", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in (repository / "facts").iterdir()) == [
        "other.yaml", "report.yaml", "vocabulary.yaml",
    ]  # fmt: skip
