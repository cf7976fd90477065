"""The command line: what is printed where, and how it ends."""

import csv
import functools
import io
import json
import os
import signal
import subprocess
import sys

import pytest

CLOUDKB = [sys.executable, "-c", "from cloudkb.cli import main; main()"]


# --- the way in ----------------------------------------------------------------------------


def test_alone_it_prints_a_short_page(cloudkb):
    """`cloudkb` shows five commands to begin with."""
    shown = cloudkb()
    assert shown.code == 0
    assert "cloudkb query --entity aliyun" in shown.out
    assert len(shown.out.splitlines()) < 15


def test_version(cloudkb):
    """`--version` names the program and its version."""
    assert cloudkb("--version").out.startswith("cloudkb ")


def test_an_unknown_command_is_answered_with_the_nearest(cloudkb):
    """A mistyped command ends with 2 and a suggestion."""
    shown = cloudkb("qurey")
    assert shown.code == 2
    assert "Did you mean query?" in shown.err


def test_an_unknown_option_ends_with_two(cloudkb):
    """What cannot be parsed cannot be run."""
    shown = cloudkb("query", "--colour", "red")
    assert shown.code == 2
    assert shown.out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "--format", "xml"], "one of: table, json"),
        (["query", "--color", "red"], "one of: auto, always, never"),
        (["show", "--format", "csv", "x"], "one of: table, json, md"),
        (["query", "--excel", "--format", "json"], "--format csv"),
        (["query", "--limit", "-1"], "0 shows them all"),
        (["query", "--sort", "perid"], "did you mean period?"),
        (["query", "--columns", "claim,figur"], "did you mean figure?"),
        (["query", "--kind", "guess"], "one of: observation"),
        (["query", "--period", "2023Q5"], "column 1"),
        (["query", "--since", "FY2023"], "one day"),
        (["query", "--facts", "nowhere"], "name a folder"),
        (["list", "entitys"], "did you mean entities?"),
        (["explain", "yaml-trip"], "did you mean yaml-trap"),
        (["validate", "--select", "yaml-trip"], "did you mean yaml-trap"),
        (["validate", "--fail-on", "fatal"], "one of: error, warning, note"),
        (["compare", "soon"], "column 1"),
    ],
)
def test_what_cannot_be_run_ends_with_two_and_a_hint(cloudkb, arguments, says):
    """Options that mean nothing are refused on stderr, with what would mean something."""
    shown = cloudkb(*arguments)
    assert shown.code == 2
    assert shown.out == ""
    assert shown.err.startswith("cloudkb: ")
    assert says in shown.err


# --- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["aliyun", "阿里云", "Alibaba Cloud", "ALIYUN", "ａｌｉｙｕｎ"])
def test_names_work_in_either_language(cloudkb, name):
    """Id, name, Chinese name and alias all mean the same; width and case do not matter."""
    shown = cloudkb("query", "--provider", name, "--columns", "claim", "-f", "csv")
    assert shown.code == 0
    assert "article-2024/share-aliyun\n" in shown.out


def test_an_unknown_name_is_an_error_with_suggestions(cloudkb):
    """A name nobody declared is no empty answer."""
    shown = cloudkb("query", "--provider", "aliyum")
    assert (shown.code, shown.out) == (2, "")
    assert 'unknown entity "aliyum"' in shown.err
    assert "did you mean aliyun (Alibaba Cloud 阿里云)?" in shown.err


def test_a_known_name_without_claims_is_an_explained_answer(cloudkb):
    """Nothing said is an answer: exit 0, and why on stderr."""
    shown = cloudkb("query", "--provider", "silent", "-f", "json")
    assert (shown.code, shown.out) == (0, "[]\n")
    assert "Silent Cloud" in shown.err
    assert "nothing is said" in shown.err


def test_an_empty_answer_names_the_filter_to_let_go_of(cloudkb):
    """Filters that together leave nothing are named with what they hide."""
    shown = cloudkb("query", "--provider", "aliyun", "--metric", "gpus")
    assert shown.code == 0
    assert "Without --metric: " in shown.err
    assert "Without --entity: 1 claim." in shown.err


# --- filters -------------------------------------------------------------------------------


def ids(cloudkb, *arguments):
    shown = cloudkb("query", *arguments, "--columns", "claim", "-f", "csv")
    assert shown.code == 0, shown.err
    return {line.split("/")[1] for line in shown.out.splitlines()[1:]}


def test_periods_overlap(cloudkb):
    """A year finds its quarters and halves, and what goes on through it."""
    found = ids(cloudkb, "--period", "2023")
    assert {"share-aliyun", "revenue-aliyun", "ebita", "sole-cloud"} <= found
    assert not {"internet-share", "price-cut", "revenue-2022h1"} & found


def test_exact_periods(cloudkb):
    """`=2023H1` finds that half alone; so does --exact-period."""
    found = ids(cloudkb, "--period", "=2023H1")
    assert found == ids(cloudkb, "--period", "2023H1", "--exact-period")
    assert {"revenue-aliyun", "revenue-2023h1-first"} <= found
    assert "share-aliyun" not in found


def test_fiscal_periods_are_those_of_each_entity(cloudkb):
    """FY2024Q3 is Alibaba's last calendar quarter of 2023, and nobody's without fiscal year."""
    assert ids(cloudkb, "--period", "=FY2024Q3") == {"ebita", "ebita-beats-three", "revenue-growth"}


def test_events_are_found_by_their_date(cloudkb):
    """A dated event happened in the period its figure names."""
    assert "price-cut" in ids(cloudkb, "--period", "2024-02")


def test_text_search_finds_chinese_and_english(cloudkb):
    """Words inside Chinese text are found, names and aliases included."""
    assert "share-aliyun" in ids(cloudkb, "份额")
    assert "strategy" in ids(cloudkb, "public cloud projects")


@pytest.mark.parametrize(
    "text", ['"', "a OR (", "NEAR(", "*", "figure:x", "'; DROP TABLE claims", "-"]
)
def test_search_syntax_is_only_text(cloudkb, text):
    """Nothing typed is run by the search index."""
    assert cloudkb("query", "--", text).code in (0, 2)


def test_said_since_until_as_of(cloudkb):
    """The date something was said filters, and what was replaced by then is left out."""
    assert "revenue-2022h1" not in ids(cloudkb, "--since", "2024")
    assert "share-aliyun" not in ids(cloudkb, "--until", "2023")
    early = ids(cloudkb, "--as-of", "2023-12-31")
    assert "revenue-2023h1-second" in early
    assert "revenue-2023h1-first" not in early
    assert "share-aliyun" not in early


def test_parts_are_followed(cloudkb):
    """--with-parts adds what is part of the provider."""
    assert ids(cloudkb, "--provider", "alibaba") == set()
    assert "share-aliyun" in ids(cloudkb, "--provider", "alibaba", "--with-parts")


def test_claims_that_name_the_provider_come_along(cloudkb):
    """A provider named as figure or as market is found in claims about others."""
    assert ids(cloudkb, "--provider", "azure") == {"sole-cloud"}
    assert {"share-aliyun", "share-huawei-rank"} <= ids(cloudkb, "--provider", "china-public-cloud")


def test_other_filters(cloudkb):
    """Source, document, scope, kind, metric and market each narrow the answer."""
    assert ids(cloudkb, "--source", "IDC") == ids(cloudkb, "--scope", "idc")
    assert ids(cloudkb, "--document", "report-2023") == {
        "revenue-2022h1",
        "revenue-tianyi-2022h1",
        "revenue-2023h1-first",
        "revenue-2023h1-second",
    }
    assert ids(cloudkb, "--kind", "estimate") == {"gpt4-gpus"}
    assert ids(cloudkb, "--scope", "training") == {"gpt4-gpus"}
    assert ids(cloudkb, "--in", "china-cloud") == {"internet-share"}


def test_count_limit_and_sort(cloudkb):
    """--count counts, --limit says what it left out, --sort sorts with nulls last."""
    assert cloudkb("query", "--metric", "revenue", "--count").out == "9\n"
    assert json.loads(cloudkb("query", "--count", "-f", "json").out)["count"] > 20
    shown = cloudkb("query", "--limit", "2", "-f", "json")
    assert len(json.loads(shown.out)) == 2
    assert "--limit 0" in shown.err
    rows = json.loads(
        cloudkb("query", "--metric", "revenue", "--sort", "-figure", "-f", "json").out
    )
    assert [row["figure"] for row in rows][:2] == ["497亿元", "497亿元"]
    assert rows[-1]["low"] is None


# --- shapes --------------------------------------------------------------------------------

ROW_KEYS = (
    "claim entity metric in scope basis basis_by period figure readings form low high low_open "
    "high_open unit change_unit currency kind says source document date where note file line "
    "column verdict accepted"
)


def test_the_claim_row_is_as_published(cloudkb):
    """Every key in order, exact numbers as text, what does not apply null."""
    rows = {
        row["claim"].split("/")[1]: row for row in json.loads(cloudkb("query", "-f", "json").out)
    }
    assert all(" ".join(row) == ROW_KEYS for row in rows.values())
    share = rows["share-aliyun"]
    assert (share["low"], share["high"]) == ("0.2665", "0.2675")
    assert (share["low_open"], share["unit"], share["form"]) == (False, "ratio", "amount")
    assert share["file"] == "facts/documents/article-2024.yaml"
    change = rows["share-aliyun-change"]
    assert (change["low"], change["high"]) == ("-0.0585", "-0.0575")
    assert change["change_unit"] == "points"
    assert (rows["share-huawei-rank"]["low"], rows["share-huawei-rank"]["high"]) == ("2", "4")
    either = rows["internet-share"]
    assert either["readings"] == ["-16pp vs 2018", "-16% vs 2018"]
    assert (either["figure"], either["low"], either["high"]) == (None, None, None)
    cut = rows["price-cut"]
    assert (cut["form"], cut["low"], cut["high"]) == ("date", "2024-02-29", "2024-02-29")
    assert rows["strategy"]["form"] == "none"
    assert rows["strategy"]["figure"] is None
    assert rows["ebita-beats-three"]["low"] is None
    assert rows["share-huawei-change"]["high"] is None


def test_all_machine_formats_say_the_same(cloudkb):
    """JSON, JSON lines and CSV hold the same rows."""
    rows = json.loads(cloudkb("query", "-f", "json").out)
    lines = [json.loads(line) for line in cloudkb("query", "-f", "jsonl").out.splitlines()]
    assert rows == lines
    table = list(csv.DictReader(io.StringIO(cloudkb("query", "-f", "csv").out)))
    assert [row["claim"] for row in table] == [row["claim"] for row in rows]
    assert [row["low"] for row in table] == [row["low"] or "" for row in rows]


def test_compare_rows_are_as_published(cloudkb):
    """Ranks as printed, changes with what they are measured against."""
    rows = json.loads(cloudkb("compare", "2023Q3", "-f", "json").out)
    assert " ".join(rows[0]) == (
        "metric in scope basis basis_by period rank entity figure low high unit change source "
        "claim implied because verdict accepted"
    )
    assert [row["rank"] for row in rows] == ["1", "2-4", "2-4", "2-4"]
    assert rows[0]["change"] == {
        "figure": "-5.8pp yoy",
        "low": "-0.0585",
        "high": "-0.0575",
        "unit": "points",
        "against": "2022Q3",
        "implied": False,
    }
    assert rows[1]["figure"] is None


def test_differences_are_exact(cloudkb):
    """497 on 385 billion yuan is what rounding of both allows, as exact fractions."""
    rows = json.loads(cloudkb("compare", "2023H1", "--against", "2022H1", "-f", "json").out)
    change = next(row["change"] for row in rows if row["entity"] == "aliyun")
    from fractions import Fraction

    assert Fraction(change["low"]) == Fraction("49.65") / Fraction("38.55") - 1
    assert Fraction(change["high"]) == Fraction("49.75") / Fraction("38.45") - 1
    assert (change["unit"], change["against"], change["implied"]) == ("relative", "2022H1", True)


def test_list_rows_are_as_published(cloudkb):
    """Ids, names in both languages, aliases as a list, claims counted."""
    rows = {row["id"]: row for row in json.loads(cloudkb("list", "entities", "-f", "json").out)}
    aliyun = rows["aliyun"]
    assert list(aliyun) == ["id", "kind", "name", "name_zh", "aliases", "claims"]
    assert aliyun["aliases"] == ["Aliyun"]
    assert aliyun["claims"] > 8


@pytest.mark.parametrize(
    "what", ["entities", "metrics", "sources", "scopes", "documents", "periods"]
)
def test_everything_can_be_listed(cloudkb, what):
    """All six lists answer, in tables and JSON."""
    assert cloudkb("list", what).code == 0
    assert json.loads(cloudkb("list", what, "-f", "json").out)


def test_show_takes_full_and_short_names(cloudkb):
    """An id that only one document has is enough."""
    assert cloudkb("show", "share-aliyun").out == cloudkb("show", "article-2024/share-aliyun").out
    shown = cloudkb("show", "share-aliyum")
    assert shown.code == 2
    assert "article-2024/share-aliyun" in shown.err


# --- streams -------------------------------------------------------------------------------


def test_talk_goes_to_stderr_and_quiet_ends_it(cloudkb):
    """The next command is never part of the data."""
    shown = cloudkb("query", "--provider", "aliyun")
    assert "Next: cloudkb query" in shown.err
    assert "Next" not in shown.out
    assert cloudkb("query", "--provider", "aliyun", "-q").err == ""


def test_verbose_says_which_base_answers(cloudkb):
    """-v names the base and the time it took."""
    assert "cloudkb.db" in cloudkb("query", "-v").err


def test_output_goes_to_a_file(cloudkb, tmp_path):
    """-o writes UTF-8 and nothing to the screen."""
    target = tmp_path / "out.csv"
    shown = cloudkb("query", "-f", "csv", "-o", target)
    assert shown.out == ""
    assert "497亿元" in target.read_text(encoding="utf-8")
    assert cloudkb("query", "-o", tmp_path / "no" / "folder").code == 2


def test_excel_guards_formulas(cloudkb):
    """--excel makes CSV that a spreadsheet opens without running anything."""
    shown = cloudkb("query", "--excel")
    assert shown.out.startswith("\ufeff")
    assert "'-5.8pp yoy" in shown.out


def test_color_is_asked_for_or_detected(cloudkb, monkeypatch):
    """No codes in a pipe, codes on demand."""
    assert "\x1b[" not in cloudkb("query").out
    assert "\x1b[1m" in cloudkb("query", "--color", "always").out


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_hostile_names_print_literally(cloudkb, form):
    """Markup, escape codes and formulas in names are text in every format."""
    for arguments in (["query", "--provider", "steering"], ["list", "entities"]):
        shown = cloudkb(*arguments, "-f", form)
        assert shown.code == 0
        assert not {"\x1b", "\u202e", "\x9b"} & set(shown.out)
    assert "red" in shown.out
    assert "=1+1" in cloudkb("list", "entities", "-f", form, columns=160).out


def spawn(repository, *arguments, **options):
    environment = {**os.environ, "PYTHONIOENCODING": "", "COLUMNS": "80"}
    environment.pop("CI", None)
    return subprocess.Popen(
        [*CLOUDKB, *arguments],
        cwd=repository,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently")
def test_a_closed_pipe_is_silent(repository):
    """`cloudkb query | head -1` says nothing about the pipe."""
    process = spawn(repository, "query", "-q")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_an_interrupt_ends_with_130(repository):
    """Ctrl-C while reading stdin leaves no traceback."""
    # whoever runs the tests in the background ignores interrupts, and so would the process
    heeded = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = spawn(repository, "figure", "-", stdin=subprocess.PIPE, preexec_fn=heeded)
    # more than a pipe holds: once it is written, somebody reads
    process.stdin.write(b"26.7%\n" * 50_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_output_is_utf8_under_any_locale(repository):
    """A C locale does not turn 阿里云 into question marks or a crash."""
    process = spawn(repository, "query", "--provider", "aliyun", "-q")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "阿里云" in out.decode("utf-8")


# --- figures -------------------------------------------------------------------------------


def test_a_figure_may_begin_with_a_minus(cloudkb):
    """A sign is no option."""
    assert "-5.85 points" in cloudkb("figure", "-5.8pp yoy").out
    assert "-5.85 points" in cloudkb("figure", "-5.8pp", "yoy", "-f", "table").out


def test_a_refused_figure_ends_with_one(cloudkb):
    """The character at fault and the nearest form are printed as the answer."""
    shown = cloudkb("figure", "1,23,4")
    assert shown.code == 1
    assert "1,234" in shown.out
    row = json.loads(cloudkb("figure", "1,23,4", "-f", "json").out)[0]
    assert list(row) == ["text", "ok", "column", "message", "hint"]


def test_lines_of_figures_are_all_answered(cloudkb, monkeypatch):
    """A refused line costs that line."""
    lines = io.TextIOWrapper(io.BytesIO("26.7%\r\n\n1,23,4\n约6.6亿元\n".encode()))
    monkeypatch.setattr(sys, "stdin", lines)
    shown = cloudkb("figure", "-", "-f", "jsonl")
    assert shown.code == 1
    rows = [json.loads(line) for line in shown.out.splitlines()]
    assert [row["ok"] for row in rows] == [True, False, True]
    assert (rows[2]["low"], rows[2]["high"]) == ("645000000", "675000000")


def test_periods_are_read_too(cloudkb):
    """--period gives first and last day."""
    row = json.loads(cloudkb("figure", "--period", "2022年末", "-f", "json").out)[0]
    assert row == {
        "text": "2022年末",
        "ok": True,
        "start": "2022-12-31",
        "end": "2022-12-31",
        "approximate": False,
        "canonical": "2022-12-31",
        "to_date": None,
    }
    row = json.loads(cloudkb("figure", "--period", "截至2023年9月底", "-f", "json").out)[0]
    assert (row["canonical"], row["to_date"]) == ("2023-09-30", "2023-01/2023-09")
    assert "to_date" not in json.loads(cloudkb("figure", "--period", "2023", "-f", "json").out)[0]


def test_a_bare_number_counts_what_it_is_told_to(cloudkb):
    """--unit says what a number without unit is."""
    row = json.loads(cloudkb("figure", "497", "--unit", "亿元", "-f", "json").out)[0]
    assert (row["low"], row["unit"]) == ("49650000000", "money")
