"""`validate` on reports that reasoning made: accepted disputes, statistics, jobs on GitHub."""

import json
import re

import pytest
import yaml

from cloudkb.cli import checking
from cloudkb.model import Finding, Place, Related, Report
from cloudkb.reader import SourceFile, read
from cloudkb.render import exceptions, github, github_summary
from cloudkb.views import report as report_view
from cloudkb.views.report_summary import folded_notes, summary
from reports import ACCEPTED, BASIS, CONFLICT, NOTE, REPORT


@pytest.fixture
def validate(cloudkb, monkeypatch):
    """Run `validate` as if reasoning had found a given report."""

    def run(*arguments, report=REPORT, **options):
        monkeypatch.setattr(checking, "check", lambda *_: report)
        return cloudkb("validate", *arguments, **options)

    return run


# --- which, and how it ends ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--select", "basis-conflict"), 0),
        (("--select", "basis-conflict", "--fail-on", "warning"), 1),
        (("--select", "reads-as", "--fail-on", "warning"), 0),
        (("--select", "reads-as", "--strict"), 1),
        (("--show-accepted", "--exit-zero"), 0),
        (("--accept",), 1),
    ],
)
def test_what_is_open_decides_how_it_ends(validate, arguments, code):
    """Exit 1 exactly when an open finding of the rules asked for reaches --fail-on."""
    assert validate(*arguments).code == code


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github"])
def test_accepted_findings_never_fail(validate, form):
    """With every dispute accepted the run is clean, shown or not."""
    settled = REPORT._replace(findings=())
    for more in ((), ("--show-accepted",)):
        assert validate("--strict", "--format", form, *more, report=settled).code == 0


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github"])
def test_accepted_findings_are_shown_when_asked_for(validate, form):
    """Not without --show-accepted; with it, with the reason wherever there is room."""
    message, reason = ACCEPTED.finding.message, ACCEPTED.exception.reason
    hidden = validate("--format", form).out
    assert message not in hidden
    shown = " ".join(validate("--format", form, "--show-accepted").out.split())
    assert message in shown
    assert (reason in shown) == (form != "concise")


def test_accepted_findings_are_marked_for_readers(validate):
    """A note that says it is accepted, who is doubted, and why."""
    shown = validate("--show-accepted", "--format", "concise").out
    assert shown.endswith(
        "facts/documents/c.yaml:2:3: note[conflict] accepted: the profits of Baidu cannot both be "
        "right\n"
    )
    assert "Accepted, doubting c/profit: The figure" in validate("--show-accepted").out


def test_json_lists_accepted_findings_under_a_key_of_their_own(validate):
    """The published keys stay as they are; the exception stands with its finding."""
    assert "accepted_findings" not in json.loads(validate("--format", "json").out)
    data = json.loads(validate("--format", "json", "--show-accepted").out)
    assert list(data) == ["version", "summary", "findings", "accepted_findings"]
    (accepted,) = data["accepted_findings"]
    assert list(accepted) == [*data["findings"][0], "exception"]
    assert accepted["exception"]["doubt"] == "c/profit"
    assert data["summary"]["accepted"] == 1
    assert data["summary"]["errors"] == 1


def test_json_tells_what_was_reasoned(validate):
    """Suspects with what the rest implies, steps, strain: exact numbers as text."""
    found = json.loads(validate("--format", "json").out)["findings"][0]
    claim, identity = found["suspects"]
    assert (claim["claim"], claim["identity"], claim["slip"]) == (
        "a/share",
        None,
        "one digit wrong",
    )
    assert (claim["implied"]["low"], claim["implied"]["high"]) == ("0.266", "0.268")
    assert (identity["claim"], identity["identity"]) == (None, CONFLICT.identities[0])
    assert found["strain"] == "98.5"
    assert found["steps"][0]["text"].startswith("36.7%")
    assert found["related"][1] == {
        "file": "facts/documents/idc.yaml", "line": 7, "column": 3, "claim": "idc/share-2022"
    }  # fmt: skip


def test_no_claim_at_all_ends_with_two(validate):
    """Whatever is printed, nothing was checked."""
    assert validate("--exit-zero", report=Report((), 0)).code == 2


# --- how much was looked at ----------------------------------------------------------------


def test_the_summary_says_how_much_was_looked_at():
    """Findings, claims, relations, and what was left; then where to see more."""
    assert summary(REPORT) == (
        "1 error, 1 warning, 1 note · 97 of 143 claims checked by 61 relations",
        "1 accepted · 2 not proved · 12 meet their own origin alone · 41 meet no other (--stats)",
    )
    clean = REPORT._replace(findings=(), untouched=0, accepted=0, not_proved=0)
    assert summary(clean) == (
        "No contradiction found among 143 claims.",
        "    85  meet another origin: printed again, or tied by one of 61 relations",
        "    12  meet no origin but their own",
        "    46  say nothing to reckon with: sentences, opinions, plans, what is doubted",
    )
    left = clean._replace(findings=(NOTE,), not_proved=2, accepted=3, own_origin=1, across=1)
    assert summary(left)[0] == (
        "No contradiction found among 143 claims, but for 3 accepted disputes (--show-accepted); "
        "1 note."
    )
    assert summary(left)[-2:] == (
        "     1  lies across two bases, and joins neither (counted above as well)",
        "2 parts left undecided (--stats)",
    )


def test_a_stale_base_is_no_word_against_the_facts():
    """Where nothing else is found, the verdict on the facts is told all the same."""
    stale = Finding("stale-base", "warning", "there is no such base", Place("cloudkb.db"))
    lines = summary(REPORT._replace(findings=(stale,)))
    assert lines[0].startswith("No contradiction found among 143 claims")
    assert lines[0].endswith("; 1 warning.")
    assert summary(REPORT._replace(findings=(BASIS,)))[0].startswith("1 warning · 97 of 143")


def test_notes_that_are_too_many_are_folded_by_kind():
    """A few of each kind are told; where kinds are many too, each is a line."""
    rules = ("reads-as", "last-digit", "one-reading", "idle-default", "rounding")
    two_each = [NOTE._replace(rule=rule) for rule in rules for _ in range(2)]
    assert folded_notes(two_each) == (two_each, [])
    told, lines = folded_notes([*two_each, *[NOTE] * 2, CONFLICT])
    assert told == [*two_each[2:], CONFLICT]
    assert [line.partition(":")[0] for line in lines] == ["note[reads-as], 4 times"]
    told, lines = folded_notes([NOTE._replace(rule=rule) for rule in rules for _ in range(3)])
    assert (told, len(lines)) == ([], 5)
    assert folded_notes([NOTE] * 9, ["reads-as"]) == ([NOTE] * 9, [])


def test_statistics_count_everything(validate):
    """Every number of the report, the advice, and the findings by rule."""
    lines = validate("--stats", columns=120).out.splitlines()
    assert lines[-17:] == [
        "    97  of 143 claims compiled: they say something of quantities",
        "    41  untouched: compiled, but they meet no other claim",
        "    12  own origin: compiled, and meet no other origin",
        "    20  components, the largest of 15 claims",
        "     2  parts left undecided: not proved",
        " 1,234  steps of proof",
        "    61  relations, by kind:",
        "        40  calendar-sum",
        "        21  share",
        "not proved:",
        "  a/either: 128 combinations of readings",
        "  b/first: more than 5,000 steps",
        "most worth printing: aliyun.revenue@2022H2 "
        "(a second witness for 5 claims that meet no other origin)",
        "findings by rule:",
        "     1  basis-conflict",
        "     1  conflict",
        "     1  reads-as",
    ]


def test_statistics_stay_out_of_data(validate):
    """Machine formats keep stdout to themselves."""
    shown = validate("--stats", "--format", "json")
    assert json.loads(shown.out)
    assert "components" in shown.err


def test_long_lists_of_what_is_not_proved_are_counted():
    """Twelve lines, then how many more."""
    why = tuple(f"c{n}: too many steps" for n in range(30))
    lines = summary(REPORT._replace(not_proved_why=why), stats=True)
    assert "  and 18 more" in lines


# --- accepting -----------------------------------------------------------------------------

HEAD = """\
entities: {aliyun: {name: Alibaba Cloud, kind: provider}}
metrics: {revenue: {name: Revenue, unit: money}}
document: {id: a, title: A, published: 2024, currency: CNY}
claims:
"""
NAMES = ("change", "share", "half")


def read_with(block):
    claims = "".join(
        f"  - {{id: {name}, entity: aliyun, metric: revenue, period: 202{n}, figure: 5亿元}}\n"
        for n, name in enumerate(NAMES)
    )
    text = f"{HEAD}{claims}{block}".encode()
    return read([SourceFile("facts/a.yaml", text)])


def test_accepting_prints_exceptions_to_complete(validate):
    """Claims in dispute and the first suspect, if any; the reason is left to write."""
    shown = validate("--accept")
    assert yaml.safe_load(shown.out) == {
        "exceptions": [
            {"claims": list(CONFLICT.claims), "doubt": "a/share", "reason": None},
            {"claims": list(BASIS.claims), "doubt": "?", "reason": None},
        ]
    }
    assert "write the reasons" in shown.err


def test_nothing_to_accept_prints_nothing(validate):
    """No block that would be an empty key."""
    shown = validate("--accept", report=Report((NOTE,), 3))
    assert (shown.out, "no open conflict" in shown.err) == ("", True)


def test_accepting_writes_no_file(validate, repository):
    """The facts are the user's."""
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    validate("--accept")
    assert before == {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}


def test_a_block_pasted_unchanged_is_a_finding():
    """Without a reason nothing is accepted: the missing one is pointed to, and nothing else."""
    finding = CONFLICT._replace(claims=("a/change", "a/share"))
    facts, found = read_with(exceptions.render([finding]))
    assert [one.rule for one in found] == ["missing-key"]
    assert "reason" in found[0].message
    assert facts.exceptions == ()


def test_a_block_with_a_reason_is_accepted():
    """Once the reason is written the reader takes it as it is."""
    identity = CONFLICT._replace(
        claims=("a/half",), suspects=CONFLICT.suspects[1:], message="another"
    )
    findings = [CONFLICT._replace(claims=("a/change", "a/share")), identity]
    block = exceptions.render(findings).replace("reason:", "reason: Both are as printed.")
    facts, found = read_with(block)
    assert not found
    assert [(one.claims, one.doubt) for one in facts.exceptions] == [
        (("a/change", "a/share"), "a/share"),
        (("a/half",), "shares:china-public-cloud.market_share@2023Q3"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "calendar-sum:aliyun.revenue@2023H1 CNY",
        "it's: a #trap",
        "- [x]",
        "two\nlines: 1",
        "\x1b[31m\u2028",
    ],
)
def test_names_are_quoted_where_yaml_would_read_more(name):
    """A name is one scalar, whatever is in it."""
    assert yaml.safe_load(f"doubt: {exceptions.scalar(name)}") == {"doubt": name}


def test_a_message_cannot_leave_its_comment():
    """What stands in facts adds nothing to the block."""
    hostile = CONFLICT._replace(message="x\n  - claims: [a/x]\r\x85\u2028evil: yes")
    (only,) = yaml.safe_load(exceptions.render([hostile]))["exceptions"]
    assert only["claims"] == list(CONFLICT.claims)


# --- GitHub --------------------------------------------------------------------------------

HOSTILE = "50%|<img src=x onerror=y>\n::set-output name=a::b\r\n| `x` | ##[add-mask]c [l](u)\\"


def many(number, message="clash"):
    return tuple(
        Finding(("conflict", "rounding")[n % 2], ("note", "error")[n % 2], f"{message} {n}",
                Place("facts/a.yaml", n + 1), claims=(f"a/c{n}",))
        for n in range(number)
    )  # fmt: skip


def test_annotations_are_the_worst_ten(validate):
    """25 findings: ten annotations, errors first, and 15 more."""
    lines = validate("--format", "github", report=Report(many(25), 30)).out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["15"]
    assert lines[0].startswith("::error file=facts/a.yaml,line=2,")


def test_annotations_name_the_other_places():
    """Who takes part stands in the text, since GitHub shows one place only."""
    (line,) = github.render(Report((CONFLICT,), 1)).splitlines()
    assert "right%0Afacts/documents/a b,云.yaml:61 a/change: 5.8 points down%0A" in line
    assert "%0Afacts/documents/idc.yaml:7 idc/share-2022: 2022Q3: 32.5%25%0A" in line
    parts = tuple(Related(Place("f", n + 1)) for n in range(11))
    assert "%0Aand 3 more%0A" in github.render(Report((CONFLICT._replace(related=parts),), 1))


def test_hostile_text_starts_no_workflow_command():
    """One line a finding, and each is the annotation it should be."""
    finding = CONFLICT._replace(
        message=HOSTILE, hint=HOSTILE, related=(Related(Place(HOSTILE, 1), HOSTILE, HOSTILE),)
    )
    shown = github.render(Report((finding,), 1))
    assert shown.count("\n") == 1
    assert "\r" not in shown
    assert shown.startswith("::error file=")
    assert shown.split("::")[1].count(",") == 5


@pytest.mark.parametrize("form", ["text", "concise"])
def test_no_form_for_people_starts_a_command_in_a_job(validate, form):
    """The log of a job reads commands in any line: there is none in what facts say."""
    finding = CONFLICT._replace(message="a\n::stop-commands::x", hint="##[add-mask]y\n  ::error::z")
    report = REPORT._replace(findings=(finding,), not_proved_why=("::error::w", "a ##[debug]v"))
    environment = {"GITHUB_ACTIONS": "true"}
    shown = validate("--format", form, "--stats", report=report, environment=environment)
    lines = (shown.out + shown.err).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    assert "::error::z" in validate("--format", "text", report=report).out


@pytest.fixture
def on_github(validate, tmp_path):
    """Run `validate` as a step of a job; what it prints, and the summary of the job."""
    path = tmp_path / "summary.md"

    def run(report, before=""):
        path.write_text(before, encoding="utf-8")
        environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": path}
        shown = validate(report=report, environment=environment)
        return shown, path.read_text(encoding="utf-8")

    return run


def test_a_job_gets_a_summary(on_github):
    """What was counted, and every finding in a table, worst first, after what stood there."""
    shown, page = on_github(REPORT, before="# earlier\n")
    assert shown.code == 1
    assert page.startswith(
        "# earlier\n\n### cloudkb validate\n\n- 1 error, 1 warning, 1 note · 97 of"
    )
    rows = [line.split(" | ")[:2] for line in page.splitlines() if line.startswith("| ")]
    assert rows == [
        ["| severity", "rule"],
        ["| ---", "---"],
        ["| error", "conflict"],
        ["| warning", "basis-conflict"],
        ["| note", "reads-as"],
    ]


def test_a_clean_job_says_so(on_github):
    """Without findings there is no table."""
    _, page = on_github(REPORT._replace(findings=()))
    assert "No contradiction found" in page
    assert "|" not in page


def test_a_summary_stays_within_what_github_takes(on_github):
    """A mebibyte for the step, with what other commands wrote; the rest is counted."""
    report = Report(many(3000, "云" * 900), 9)
    before = "x" * 300_000
    _, page = on_github(report, before)
    assert 900_000 < len(page.encode()) <= github_summary.LIMIT
    shown = sum(line.startswith("| error") for line in page.splitlines())
    more = re.search(r"^([\d,]+) more: `cloudkb", page, re.MULTILINE)
    assert shown + int(more[1].replace(",", "")) == 3000
    _, full = on_github(report, "x" * github_summary.LIMIT)
    assert len(full) == github_summary.LIMIT


def test_hostile_text_ends_no_table_and_makes_no_html():
    """Pipes, tags, line breaks, code and links in a finding are text in its cell."""
    finding = CONFLICT._replace(message=HOSTILE, hint=HOSTILE, place=Place(HOSTILE, 1))
    page = github_summary.render([finding], ["1 error"])
    (row,) = [line for line in page.splitlines() if line.startswith("| error")]
    bare = re.sub(r"\\[\\`*_\[\]<>|~#&!$]", "", row)
    assert bare.count("|") == 5
    assert not set(bare) & set("<>`[]\\")
    assert len(page.splitlines()) == 9


def test_a_summary_that_cannot_be_written_hides_no_finding(validate, tmp_path):
    """The annotations and the exit code stay; that the summary is missing is said."""
    shown = validate("--format", "github", environment={"GITHUB_STEP_SUMMARY": tmp_path})
    assert shown.code == 1
    assert shown.out.startswith("::error")
    assert "summary of the job was not written" in shown.err


def test_chosen_rules_choose_accepted_findings_too():
    """--ignore conflict also hides the accepted ones."""
    report = report_view.chosen(REPORT, [], ["conflict"])
    assert report.accepted_findings == ()
    assert [one.rule for one in report.findings] == ["reads-as", "basis-conflict"]
