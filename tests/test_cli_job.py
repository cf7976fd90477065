"""In the log of a job, on its page and on a screen, facts say much and do nothing."""

import csv
import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb.render import json as json_format
from cloudkb.render import md, safe

COMMANDS = (
    "::add-mask::secret",
    "##[error]failed",
    "  ::stop-commands::token",
    "\u3000::error file=a::x",
    "\u00ad:\u00ad:warning::x",
    "##[add-path]/tmp",
    "see ##[group]here",
    "#\u00ad#[debug]x",
    "##vso[task.setvariable variable=a]b",
    "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x1b[31mred \x9b2J",
)
SAID = "\n".join(COMMANDS)


def obeyed(line):
    """Whether a runner takes a line for a command, as its source reads (ActionCommand.cs).

    It compares by the rules of a language, so what cannot be seen is left out.
    """
    bare = "".join(sign for sign in line if unicodedata.category(sign) not in ("Cf", "Mn"))
    spoken = bare.lstrip().startswith("::") and "::" in bare.lstrip()[2:]
    return spoken or re.search(r"##\w*\[[^\]]*\]", bare) is not None


def quoted(text):
    return json.dumps(text)


def facts(folder, said):
    """A repository whose every text is a command, in a file and a folder named like one."""
    (folder / "facts" / "##[error]").mkdir(parents=True)
    text = quoted(said)
    words = {
        "facts/vocabulary.yaml": f"""
entities:
  aliyun: {{name: {text}, name_zh: {text}, aliases: [{text}], kind: provider}}
  other: {{name: {quoted("Other " + said)}, kind: provider}}
metrics:
  revenue: {{name: {text}, unit: money}}
sources:
  idc: {{name: {text}, kind: tracker, grade: tracker}}
scopes:
  narrow: {{name: {text}, means: {text}}}
""",
        "facts/##[error]/doc.yaml": f"""
document:
  id: doc
  title: {text}
  author: {text}
  publisher: {text}
  published: 2024-03
  currency: CNY
  grade: press
claims:
  - entity: aliyun
    metric: revenue
    scope: narrow
    source: idc
    note: {text}
    claims:
      - {{id: one, period: 2023Q3, figure: 497亿元}}
      - {{id: two, period: 2023Q3, figure: 300亿元}}
      - {{id: four, period: 2023Q4, figure: 400亿元}}
      - {{id: five, period: 2023Q4, figure: 400亿元, where: {text}}}
  - {{id: three, entity: aliyun, says: {text}, kind: opinion}}
""",
        "facts/broken.yaml": f"""
document: {{id: broken, title: x, published: {text}, {text}: 1}}
claims:
  - {{id: a, entity: {text}, metric: revenue, period: {text}, figure: {text}}}
""",
        "facts/##[error]/no.yaml": "a: [\n::add-mask::x\n##[error]y",
        "facts/::add-mask::x.yaml": "b: *c",
    }
    for name, content in words.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=[SAID, *COMMANDS[:2]], ids=["all", "colons", "hashes"])
def hostile(request, tmp_path_factory):
    return facts(tmp_path_factory.mktemp("hostile"), request.param)


ROWS = ("table", "csv", "json", "jsonl", "md")
RUNS = [
    *(("query", "--facts", "facts", "-f", form) for form in ROWS),
    *(("query", "--columns", "note,where", "-f", form) for form in ROWS),
    *(("list", what, "-f", "csv") for what in ("entities", "documents", "scopes", "sources")),
    *(("compare", "2023Q3", "-f", form) for form in ROWS),
    *(("compare", "2023Q4", "--against", "2023Q3", "-f", form) for form in ROWS),
    *(("verdicts", "-f", form) for form in ROWS),
    *(("show", "doc/one", "-f", form) for form in ("table", "json", "md")),
    *(("explain", "aliyun.revenue@2023Q4", "-f", form) for form in ("table", "json", "md")),
    ("query",),
    ("verdicts", "--only", "single-source"),
    ("validate", "--format", "text"),
    *(("validate", "-f", form) for form in ("text", "concise", "json", "sarif")),
    ("validate", "--accept"),
    ("validate", "-f", "text", "--stats", "-v"),
    ("schema",),
    ("query", "--provider", "::add-mask::a"),
    ("query", "\n::add-mask::a"),
    ("show", "\n::add-mask::a"),
    ("explain", "\n::add-mask::a"),
    ("explain", "aliyun.revenue"),
    ("figure", "\n::add-mask::a"),
    ("figure", "##[error]a"),
    ("\n::add-mask::a",),
    ("query", "--\n::add-mask::a::"),
    ("query", "--facts", "\n::add-mask::a"),
    ("query", "-f", "csv", "-o", "\n::add-mask::a"),
]


@pytest.mark.parametrize("arguments", RUNS, ids=lambda run: " ".join(run).replace("\n", "|"))
def test_no_line_of_a_job_is_a_command_of_a_fact(hostile, cloudkb, arguments):
    """In any format, of any command, on stdout and stderr: what facts say is not obeyed."""
    job = {"GITHUB_ACTIONS": "true", "CI": "true"}
    for color in ("auto", "always") if "-f" not in arguments else ("auto",):
        given = ("--color", color, *arguments) if arguments[0].isalpha() else arguments
        shown = cloudkb(*given, folder=hostile, environment=job)
        printed = shown.out + shown.err
        assert printed
        assert [line for line in printed.splitlines() if obeyed(line)] == []
        left = re.sub(r"\x1b\[[012]m", "", printed) if color == "always" else printed
        assert not {"\x1b", "\x9b", "\x07"} & set(left)
        assert "bug" not in shown.err


def test_not_even_a_bug_speaks_to_a_job(repository, cloudkb, monkeypatch):
    """A traceback quotes what facts say; so does the sentence about it."""
    from cloudkb.views import query

    def fail(*arguments, **options):
        raise ValueError(SAID)

    monkeypatch.setattr(query, "ask", fail)
    for arguments in (("query",), ("query", "-v")):
        shown = cloudkb(*arguments, environment={"GITHUB_ACTIONS": "true"})
        assert shown.code == 2
        assert "this is a bug in cloudkb" in shown.err
        assert ("Traceback" in shown.err) == ("-v" in arguments)
        assert [line for line in shown.err.splitlines() if obeyed(line)] == []


def test_annotations_are_the_only_commands(hostile, cloudkb):
    """What `--format github` prints are its own commands, and their text holds none."""
    job = {"GITHUB_ACTIONS": "true", "CI": "true"}
    shown = cloudkb("validate", folder=hostile, environment=job)
    assert shown.code == 1
    for line in shown.out.splitlines():
        if line.startswith("::"):
            found = re.fullmatch(r"::(error|warning|notice) file=[^:]*::(.*)", line)
            assert found, line
            text = found[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            assert not any(map(obeyed, text.splitlines()))
        else:
            assert not obeyed(line)


def test_a_file_of_rows_is_exact_and_none_of_its_rows_is_a_command(hostile, cloudkb, tmp_path):
    """JSON, JSON lines and CSV files of a job hold what those of a desk hold, to the letter."""
    job = {"GITHUB_ACTIONS": "true", "CI": "true"}
    for form in ("json", "jsonl", "csv"):
        told = []
        for environment in ({}, job):
            path = tmp_path / f"out{len(told)}.{form}"
            shown = cloudkb("query", "-o", path, folder=hostile, environment=environment)
            assert shown.code == 0
            told.append(path.read_bytes().decode())
        assert told[0] == told[1]
        if form != "csv":
            assert not any(map(obeyed, told[0].splitlines()))
            rows = json.loads(told[0]) if form == "json" else map(json.loads, told[0].splitlines())
            says = [row["says"] for row in rows if row["says"]]
        else:
            rows = list(csv.DictReader(io.StringIO(told[0], newline="")))
            says = [row["says"] for row in rows if row["says"]]
            assert says
        if form == "json":
            exact = says
    assert says == [safe.lines(text) for text in exact]


def test_a_row_that_begins_like_a_command_is_quoted(cloudkb, tmp_path):
    """The file may be shown in a log: quotes change no value, and stand before the colons."""
    facts(tmp_path, "::add-mask::x")
    cloudkb("query", "--columns", "note", "-o", "out.csv", folder=tmp_path)
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert '\n"::add-mask::x"\n' in text
    assert not any(map(obeyed, text.splitlines()))


def test_outside_of_a_job_text_is_as_it_is(cloudkb, tmp_path):
    """Only where a log obeys lines are they spelled out."""
    facts(tmp_path, "##[error]x")
    assert "##[error]x" in cloudkb("show", "doc/one", folder=tmp_path).out
    spelled = cloudkb("show", "doc/one", folder=tmp_path, environment={"GITHUB_ACTIONS": "true"})
    assert "##\\x5berror]x" in spelled.out


@given(st.text(alphabet=st.sampled_from(":#[]a \t\n\u00ad\u3000\ufe0f\u200b\ufeffv"), max_size=12))
def test_nothing_spelled_out_is_a_command(text):
    """However the signs of a command are mixed with what is not seen."""
    for line in safe.in_job(safe.lines(text)).split("\n"):
        assert not obeyed(line)
    shown = json_format.render([{"a": text}])
    assert json.loads(shown) == [{"a": text}]
    assert not any(obeyed(line) for line in shown.split("\n"))
    assert not obeyed(md.escape(text))


# --- links ---------------------------------------------------------------------------------

LINKS = (
    "http://evil.example/a?b=c",
    "HTTPS://evil.example",
    "ftp://evil.example",
    "www.evil.example",
    "mailto:a@evil.example",
    "user@evil.example",
    "@octocat",
    "@org/team",
    "#123",
    "GH-123",
    "owner/repo#1",
    "abc1234def",
    "git+ssh://evil.example",
)


def without_code(markdown):
    """The text of a line outside of its code spans, with escapes resolved."""
    text = re.sub(r"(?<!\\)(?:\\\\)*(`+)(?!`).*?(?<!`)\1(?!`)", "\x00", markdown)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


_LINKED = re.compile(
    r"[a-z]://|www\.|mailto:|[\w.+-]@[\w.-]|@\w|#\d|(?<![a-z0-9])GH-\d|\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize(
    "around", ["{}", "see {}, then", "中文{}。中文", "({})", "`{}`", "*{}*|{}"]
)
def test_bare_addresses_are_code(link, around):
    """No address, name or number of a fact becomes a link or a mention, nor is it changed."""
    text = around.replace("{}", link)
    escaped = md.escape(text)
    assert not _LINKED.search(without_code(escaped))
    assert link.split("://")[-1] in escaped


@given(st.text(alphabet="@#:/.`|[]\\wab1 é", max_size=14))
def test_no_mixture_makes_a_link(text):
    """Nor do backticks and backslashes around them."""
    assert not _LINKED.search(without_code(md.escape(text)))


def test_the_summary_of_a_job_links_to_nothing_of_a_fact(cloudkb, tmp_path):
    """What findings quote stays text on the page of the job."""
    facts(tmp_path, " ".join(LINKS))
    page = tmp_path / "summary.md"
    job = {"GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_STEP_SUMMARY": page}
    assert cloudkb("validate", folder=tmp_path, environment=job).code == 1
    text = page.read_text(encoding="utf-8")
    assert "evil.example" in text
    assert not any(_LINKED.search(without_code(line)) for line in text.splitlines())


@pytest.mark.parametrize(
    "url", ["http://x.example/\n\n# Heading", "http://x.example/<b>", "javascript:alert(1)"]
)
def test_only_a_plain_address_is_a_source_to_follow(url, cloudkb, tmp_path):
    """In a fact-check the address of a document is its link, if it is nothing but one."""
    facts(tmp_path, "text")
    path = tmp_path / "facts" / "##[error]" / "doc.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "  id: doc\n", f"  id: doc\n  url: {quoted(url)}\n"
    )
    path.write_text(text, encoding="utf-8")
    shown = cloudkb("verdicts", "-f", "md", folder=tmp_path)
    assert shown.code == 0
    assert "\n# Heading" not in shown.out
    assert "<b>" not in shown.out
    assert "javascript:" not in shown.out
