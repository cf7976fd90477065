"""What a base holds, and how it is written."""

import re
import sqlite3
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_base
from cloudkb.exact import exact_text
from cloudkb.interval import Interval
from cloudkb.model import Amount
from cloudkb.store import header, patch, read
from cloudkb.store.equivalence import differences
from cloudkb.store.header import State, open_base, state
from cloudkb.store.layout import TABLES
from cloudkb.store.rows import sort_key
from cloudkb.store.search import search_query, spaced
from cloudkb.words import fold

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def base() -> sqlite3.Connection:
    return small_base.in_memory()


def one(connection: sqlite3.Connection, sql: str, *values: object) -> tuple[object, ...]:
    return tuple(connection.execute(sql, values).fetchone())


def found(connection: sqlite3.Connection, query: str) -> list[str]:
    rows = connection.execute(
        "SELECT id FROM claims WHERE number IN"
        " (SELECT rowid FROM claims_search WHERE claims_search MATCH ?) ORDER BY id",
        (query,),
    )
    return [row[0].removeprefix("jiemian-2024-03/") for row in rows]


# --- rows ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("share", ("26.7%", "amount", "0.2665", "0.2675", 0, 0, "ratio", None, None)),
        (
            "share-change",
            ("-5.8pp yoy", "change", "-0.0585", "-0.0575", 0, 0, "ratio", "points", None),
        ),
        ("share-rank", ("rank 2-4", "rank", "2", "4", 0, 0, None, None, None)),
        (
            "revenue",
            ("23.64亿元", "amount", "2363500000", "2364500000", 0, 0, "money", None, "CNY"),
        ),
        ("share-up", ("up yoy", "change", "0", None, 1, None, None, None, None)),
        ("either", (None, "amount", None, None, None, None, "ratio", None, None)),
        ("sole", ("azure", "entity", None, None, None, None, "entity", None, None)),
        ("cut", ("2024-02-29", "date", "2024-02-29", "2024-02-29", 0, 0, "date", None, None)),
        ("sentence", (None, "none", None, None, None, None, None, None, None)),
    ],
)
def test_figures_as_columns(
    base: sqlite3.Connection, name: str, columns: tuple[object, ...]
) -> None:
    """Each form of figure stands as printed, with exact ends as text and what they count."""
    sql = (
        "SELECT figure, form, low, high, low_open, high_open, unit, change_unit, currency"
        " FROM claims WHERE id = ?"
    )
    assert one(base, sql, f"jiemian-2024-03/{name}") == columns


def test_several_readings(base: sqlite3.Connection) -> None:
    """A claim that can be read in several ways has a JSON list of readings and no one figure."""
    row = one(base, "SELECT figure, readings FROM claims WHERE local_id = 'either'")
    assert row == (None, '["-16pp", "-16%"]')


def test_day_keys_are_julian(base: sqlite3.Connection) -> None:
    """The sort key of a date is what SQLite's own julianday() says."""
    assert one(base, "SELECT low_key = julianday(low) FROM claims WHERE local_id = 'cut'") == (1,)


@given(st.fractions())
def test_exact_text_loses_nothing(value: Fraction) -> None:
    """A bound written as text is the same rational when it is read."""
    assert Fraction(exact_text(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/8", "0.125"), ("-1/2", "-0.5"), ("1/3", "1/3"), ("-7/6", "-7/6"), ("30", "30"),
     ("1/1000", "0.001"), ("-2669/10000", "-0.2669")],
)  # fmt: skip
def test_exact_text_is_decimal_where_it_can_be(value: str, text: str) -> None:
    """Decimals where they are exact, else a fraction in lowest terms."""
    assert exact_text(Fraction(value)) == text


def test_keys_beyond_floats() -> None:
    """A number too large for a float still sorts right."""
    assert sort_key(Fraction(10) ** 400) == float("inf")
    assert sort_key(-(Fraction(10) ** 400)) == float("-inf")


def test_text_is_data() -> None:
    """Quotes, SQL, markup and escape codes in facts stand in the base as they are."""
    hostile = "Robert'); DROP TABLE claims;-- [red]x[/red] \x1b[31m =1+1 \"份额"
    claim = small_base.claim("hostile", "aliyun", says=hostile, note=hostile)
    base = small_base.in_memory(batches=[((claim,), ())])
    assert one(base, "SELECT says, note FROM claims") == (hostile, hostile)
    assert one(base, "SELECT count(*) FROM claims") == (1,)


# --- keys, names, the flat view ------------------------------------------------------------


def test_foreign_keys_hold(base: sqlite3.Connection) -> None:
    """No row points to one that is not there, also where a claim names an unknown claim."""
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    claim = small_base.claim(
        "odd", "aliyun", says="x", supersedes=("nowhere/nothing", "jiemian-2024-03/share")
    )
    odd = small_base.in_memory(batches=[((claim,), ())])
    assert odd.execute("PRAGMA foreign_key_check").fetchall() == []
    assert read.stored(odd, "dangling") == "2"


def test_the_first_of_two_claims_with_one_id_stays() -> None:
    """A repeated id, in one file or two, costs the later claim and never the base."""
    first, second = (small_base.claim("twice", "aliyun", says=word) for word in ("one", "two"))
    base = small_base.in_memory(batches=[((first, second), ()), ((second,), ())])
    assert [row["says"] for row in base.execute("SELECT says FROM claims")] == ["one"]


def test_flat_view_joins_names(base: sqlite3.Connection) -> None:
    """`claims_flat` has the names of all a claim refers to, and the lower of the two grades."""
    row = base.execute("SELECT * FROM claims_flat WHERE id = 'jiemian-2024-03/share'").fetchone()
    joined = {key: value for key, value in dict(row).items() if key.endswith(("_name", "_name_zh"))}
    assert joined == {
        "entity_name": "Alibaba Cloud",
        "entity_name_zh": "阿里云",
        "metric_name": "Market share",
        "metric_name_zh": "市场份额",
        "within_name": "China's public cloud",
        "within_name_zh": "中国公有云",
        "scope_name": "IDC",
        "scope_name_zh": None,
        "source_name": "IDC",
        "source_name_zh": None,
    }
    assert (row["publisher"], row["grade"]) == ("界面新闻", "press")
    assert set(TABLES["claims"].columns) <= dict(row).keys()


def test_an_entity_and_a_document_may_be_the_source(base: sqlite3.Connection) -> None:
    """`sources` holds all who say something: declared, an entity, the document itself."""
    rows = base.execute("SELECT id, role, name FROM sources ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [
        ("alibaba", "entity", "Alibaba"),
        ("caijing", "declared", "Caijing"),
        ("idc", "declared", "IDC"),
        ("idc-2023", "document", "Tracker 2023Q3"),
        ("jiemian-2024-03", "document", "韩志鹏"),
    ]


def test_names_are_folded(base: sqlite3.Connection) -> None:
    """A name is found whatever its letter case or width."""
    for typed in ("ALIYUN", "阿里云", "Ali云", "ａｌｉｙｕｎ"):
        assert one(base, "SELECT id FROM names WHERE name = ?", fold(typed)) == ("aliyun",)


def test_vocabulary_comes_back(base: sqlite3.Connection) -> None:
    """The records a changed file is read against are those the base was built from."""
    assert read.vocabulary(base) == small_base.VOCABULARY
    back = read.documents(base)
    assert back.keys() == small_base.DOCUMENTS.keys()
    for name, document in small_base.DOCUMENTS.items():
        assert back[name]._replace(published=document.published) == document
        assert back[name].published[:3] == document.published[:3]


# --- search --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('"大 单"', ["revenue"]),
        ('"财 经"', ["revenue", "sentence"]),
        ('"公 有 云"', ["share", "share-change", "idc-2023/share"]),
        ("note: 大", ["revenue"]),
        ("大单", []),
    ],
)
def test_search_in_plain_sqlite(base: sqlite3.Connection, query: str, names: list[str]) -> None:
    """Characters apart and in quotes find Chinese words inside longer ones."""
    assert sorted(found(base, query)) == sorted(names)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("大单", "revenue"),
        ("份额 idc", "share"),
        ("large proj", "sentence"),
        ("阿里巴巴 23.64亿", "revenue"),
        ('"large projects"', "sentence"),
        ("ＬＡＲＧＥ", "sentence"),
    ],
)
def test_search_as_typed(base: sqlite3.Connection, typed: str, name: str) -> None:
    """What a person types finds the claim, in either language, words in any order."""
    assert name in found(base, search_query(typed))


@given(st.text())
def test_nothing_typed_breaks_the_search(typed: str) -> None:
    """Any text at all is a query without error, or no query."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    if query := search_query(typed.encode("utf-8", "replace").decode("utf-8")):
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()
    connection.close()


@pytest.mark.parametrize("typed", ["NEAR(a b)", "x OR y", "entity: z", 'a"b', "*", "^a", "-a", ""])
def test_search_syntax_is_text(base: sqlite3.Connection, typed: str) -> None:
    """Search operators in what is typed are words to look for."""
    query = search_query(typed)
    if query:
        assert found(base, query) == []


def test_only_han_is_set_apart() -> None:
    """Latin words and digits stay whole; rare and old characters count as Han."""
    assert spaced("GPT-4的2万张A100").split() == ["GPT-4", "的", "2", "万", "张", "A100"]
    assert spaced("𠮷〇").split() == ["𠮷", "〇"]
    assert spaced("Market share") == "Market share"


# --- files ---------------------------------------------------------------------------------


def test_same_facts_same_bytes(tmp_path: Path) -> None:
    """Two builds of the same facts are equal to the byte, and hold no path of the machine."""
    first = small_base.on_disk(tmp_path / "a.db").read_bytes()
    elsewhere = tmp_path / "else where 份额"
    elsewhere.mkdir()
    assert small_base.on_disk(elsewhere / "b.db").read_bytes() == first
    assert str(tmp_path).encode() not in first


def test_states_of_a_file(tmp_path: Path) -> None:
    """Absent, alien, cut short, older, newer, usable: told apart by the header alone."""
    path = tmp_path / "x.db"
    assert state(path) is State.ABSENT
    path.touch()
    assert state(path) is State.ABSENT
    path.write_text("<<<<<<< HEAD\n")
    assert state(path) is State.ALIEN
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE diary (day)")
    other.close()
    assert state(path) is State.ALIEN
    path.unlink()
    whole = small_base.on_disk(path).read_bytes()
    assert state(path) is State.USABLE
    path.write_bytes(whole[: len(whole) // 2])
    assert state(path) is State.DAMAGED
    path.write_bytes(whole[:50])
    assert state(path) is State.DAMAGED
    path.write_bytes(bytes(len(whole)))
    assert state(path) is State.DAMAGED
    for version, expected in ((0, State.OLDER), (10_000, State.NEWER)):
        path.write_bytes(whole[:60] + version.to_bytes(4) + whole[64:])
        assert state(path) is expected


def test_a_base_knows_how_often_it_was_written(tmp_path: Path) -> None:
    """Any later write by any program shows in the header."""
    path = small_base.on_disk(tmp_path / "x.db")
    opened = open_base(path)
    assert read.stored(opened, "writes") == str(header.changes(path))
    opened.close()
    other = sqlite3.connect(path)
    other.execute("UPDATE claims SET figure = '99%'")
    other.commit()
    other.close()
    opened = open_base(path)
    assert read.stored(opened, "writes") != str(header.changes(path))
    opened.close()


def test_an_open_base_cannot_be_changed(tmp_path: Path) -> None:
    """A connection for answers only reads; odd characters in the path are no trouble."""
    folder = tmp_path / "a b?c#d%20é份"
    folder.mkdir()
    connection = open_base(small_base.on_disk(folder / "x.db"))
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM claims")
    assert connection.execute("SELECT count(*) FROM claims").fetchone()[0] == 10
    connection.close()


def test_reading_imports_little() -> None:
    """Opening a base brings in neither the writer's libraries nor exact arithmetic."""
    code = (
        "import sys; import cloudkb.store.header, cloudkb.store.read, cloudkb.store.search;"
        "print(*({'sqlite_utils', 'fractions', 'decimal', 'yaml', 'hashlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# --- replacing the rows of one file --------------------------------------------------------


def replaced(path: Path, claims: tuple[object, ...], **changed: object) -> sqlite3.Connection:
    document = small_base.DOCUMENTS["jiemian-2024-03"]._replace(**changed)
    new = patch.Replacement(small_base.ARTICLE, "3" * 64, 0, document, claims, ())  # type: ignore[arg-type]
    patch.replace(path, [new], small_base.VOCABULARY, small_base.DOCUMENTS)
    return open_base(path)


@pytest.mark.parametrize("kept", [0, 1, 5, 9])
def test_replacing_a_file_equals_building_anew(tmp_path: Path, kept: int) -> None:
    """After one file's rows are replaced, tables, names and search are those of a full build."""
    more = small_base.claim("new", "azure", says="新的大单", source="azure")
    claims = (*small_base.CLAIMS[9 - kept :], more)
    connection = replaced(small_base.on_disk(tmp_path / "x.db"), claims, title="另一个 title")
    documents = dict(small_base.DOCUMENTS)
    documents["jiemian-2024-03"] = documents["jiemian-2024-03"]._replace(title="另一个 title")
    truth = small_base.in_memory(
        batches=[(small_base.REPORTED, small_base.EXCEPTIONS), (claims, ())],
        documents=documents,
        files=small_base.FILES | {small_base.ARTICLE: "3" * 64},
        broken={},
    )
    found_differences = differences(connection, truth)
    if kept < 9:  # the report's claim refers to one that is gone: the caller's to notice
        truth.execute("UPDATE claims SET supersedes = 'jiemian-2024-03/share'")
        found_differences = ()
    assert found_differences == ()
    assert read.stored(connection, "canonical") == "0"
    assert read.stored(connection, "digest") == read.stored(truth, "digest")
    connection.close()
    plain = sqlite3.connect(tmp_path / "x.db")
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.execute("INSERT INTO claims_search(claims_search) VALUES('integrity-check')")
    plain.close()


def test_order_stays_when_a_file_is_replaced(tmp_path: Path) -> None:
    """A file that grew keeps its place among the others, as long as there is room."""
    path = small_base.on_disk(
        tmp_path / "x.db",
        batches=[(small_base.CLAIMS, ()), (small_base.REPORTED, small_base.EXCEPTIONS)],
    )
    more = tuple(small_base.claim(f"new-{n}", "azure", says="x") for n in range(20))
    connection = replaced(path, small_base.CLAIMS + more)
    ids = [row[0] for row in connection.execute("SELECT id FROM claims ORDER BY number")]
    assert ids == [claim.id for claim in (*small_base.CLAIMS, *more, *small_base.REPORTED)]
    assert patch.has_room(connection, small_base.ARTICLE, 1_000)
    assert not patch.has_room(connection, small_base.ARTICLE, 1_001)
    assert patch.has_room(connection, small_base.REPORT, 1_000_000)
    assert not patch.has_room(connection, "facts/empty.yaml", 1)
    connection.close()


# --- comparing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            "UPDATE claims SET high = '9' WHERE local_id = 'cut'",
            "claims differ: jiemian-2024-03/cut",
        ),
        ("DELETE FROM entities WHERE id = 'azure'", "rows of entities differ: azure"),
        ("UPDATE exceptions SET reason = 'none'", 'rows of exceptions differ: ["jiemian-2024-03/'),
        ("DROP VIEW claims_flat", "the view claims_flat differs"),
        ("DROP TABLE names", "names cannot be read: no such table: names"),
        ("CREATE TRIGGER t AFTER INSERT ON claims BEGIN SELECT 1; END", "the trigger t differs"),
        ("INSERT INTO claims_search(rowid, note) VALUES (1, 'zebra')", "the search index differs"),
    ],
)
def test_differences_are_named(change: str, message: str) -> None:
    """Whatever was changed in a base is named by table and row."""
    base = small_base.in_memory()
    base.execute(change)
    assert message in "; ".join(differences(base, small_base.in_memory()))


def test_equal_bases_have_no_differences() -> None:
    """The order in which files came does not count."""
    other = small_base.in_memory(
        batches=[(small_base.CLAIMS, ()), (small_base.REPORTED, small_base.EXCEPTIONS)]
    )
    assert differences(small_base.in_memory(), other) == ()


# --- the page of recipes -------------------------------------------------------------------


def recipes() -> list[str]:
    text = (DOCS / "base.md").read_text(encoding="utf-8")
    return re.findall(r"```sql\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("sql", recipes())
def test_recipes_run(base: sqlite3.Connection, sql: str) -> None:
    """Every recipe of the documentation runs and finds something."""
    assert base.execute(sql).fetchall()


def test_every_table_is_documented(base: sqlite3.Connection) -> None:
    """The page of the base names every table and view, and Datasette's file each of the first."""
    page = (DOCS / "base.md").read_text(encoding="utf-8")
    shown = (DOCS.parent / "datasette.yaml").read_text(encoding="utf-8")
    for name in (*TABLES, "claims_flat", "claims_search"):
        assert f"`{name}`" in page
        assert f"\n      {name}:\n" in shown


def test_datasette_queries_run(base: sqlite3.Connection) -> None:
    """The queries Datasette offers run, and `find` finds Chinese as it is typed."""
    yaml = pytest.importorskip("yaml")
    text = (DOCS.parent / "datasette.yaml").read_text(encoding="utf-8")
    queries = yaml.safe_load(text)["databases"]["cloudkb"]["queries"]
    names = [
        row["id"].partition("/")[2]
        for row in base.execute(queries["find"]["sql"], {"text": '据"财经报道的大单'})
    ]
    assert names == ["revenue"]
    assert base.execute(queries["figures_by_period"]["sql"], {"metric": "revenue"}).fetchall()


def test_sort_key_of_an_interval_end() -> None:
    """Sort keys are the nearest floats of the exact ends."""
    amount = Amount("amount", Interval(Fraction(1, 3), Fraction(2, 3)), "ratio")
    claim = small_base.claim("third", "aliyun", "market_share", ("a third", amount))
    base = small_base.in_memory(batches=[((claim,), ())])
    assert one(base, "SELECT low, low_key, high_key FROM claims") == ("1/3", 1 / 3, 2 / 3)
