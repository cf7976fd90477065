"""The cases of `tests/cases`: facts with one figure damaged, as YAML with its whole report.

A case is one file: a header of comments, then fact files with `---` between them.

    # damaged: report/half (497亿元 printed as 479亿元)
    # beside: the shipped facts, where half prints 479亿元 for 497亿元
    # found: warning[basis-conflict]

`beside` and `found` may be left out: then the vocabulary of `reasoned` stands beside the case,
and an error[conflict] is found. All other lines of the header are for readers.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cloudkb import reader
from cloudkb.check import Checked, check
from cloudkb.model import Facts, Finding, Report
from cloudkb.reader import SourceFile
from cloudkb.render import text
from cloudkb.views import report as report_view
from cloudkb.views import report_summary
from cloudkb.views.excerpt import Sources
from reasoned import VOCABULARY

CASES = Path(__file__).parent / "cases"
SHIPPED = Path(__file__).parent.parent / "facts"
ARTICLE = "jiemian-2024-03"
_DAMAGED = re.compile(r"^# damaged: (\S+/\S+) \(.+\)$", re.M)
_BESIDE = re.compile(r"^# beside: the shipped facts(?:, where (\S+) prints (.+) for (.+))?$", re.M)
_FOUND = re.compile(r"^# found: (.+)$", re.M)
_SAME_AS = re.compile(r", same_as: (?:\[[^\]]*\]|[\w/-]+)")
"""Claims of documents that are left out."""
_STATED_IN = re.compile(r", stated_in: [a-z0-9-]+")
"""Other documents that define scopes are not read beside the article, which stands for them."""
_DOCUMENT = re.compile(r"^\{?document: \{id: ([a-z0-9-]+)", re.M)


class Case(NamedTuple):
    """Facts with one figure damaged."""

    name: str
    damaged: str
    found: tuple[str, ...]
    """Severity and rule of every finding, in the report's order."""
    files: tuple[SourceFile, ...]

    @property
    def golden(self) -> Path:
        """Where its report is kept."""
        return CASES / f"{self.name}.txt"


def names() -> list[str]:
    """All cases, by name."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


@cache
def case(name: str) -> Case:
    """A case, read from its file."""
    path = CASES / f"{name}.yaml"
    whole = path.read_text(encoding="utf-8")
    damaged = _DAMAGED.search(whole)
    assert damaged, f"{name} does not say what is damaged"
    found = _FOUND.search(whole)
    beside = _BESIDE.search(whole)
    if beside is None:
        files = [SourceFile("facts/vocabulary.yaml", VOCABULARY.encode())]
    else:
        files = shipped(*beside.groups())
    files += parts(whole)
    listed = tuple(found[1].split(", ")) if found else ("error[conflict]",)
    return Case(name, damaged[1], listed, tuple(files))


def parts(whole: str) -> list[SourceFile]:
    """The fact files of a case: documents by their ids, and what stands beside documents."""
    found: list[SourceFile] = []
    for part in whole.replace("\n---\n", "\n\0").split("\0"):
        document = _DOCUMENT.search(part)
        if document:
            found.append(SourceFile(f"facts/documents/{document[1]}.yaml", part.encode()))
        elif re.search("^[^#\n]", part, re.M):
            found.append(SourceFile(f"facts/words{len(found) or ''}.yaml", part.encode()))
    return found


def shipped(claim: str | None, figure: str | None, printed: str | None) -> list[SourceFile]:
    """The shipped vocabulary and the article alone, where one claim prints another figure."""
    damage = {claim: (printed, figure)} if claim and figure and printed else {}
    documents = SHIPPED / "documents"
    found = []
    for path in (*sorted(SHIPPED.glob("*.yaml")), documents / f"{ARTICLE}.yaml"):
        if path.stem != "exceptions":
            file = _file(path, damage)
            content = _STATED_IN.sub(f", stated_in: {ARTICLE}", file.data.decode())
            content = _SAME_AS.sub("", content)
            found.append(file._replace(data=content.encode()))
    return found


def all_shipped(damage: Mapping[str, tuple[str, str]]) -> list[SourceFile]:
    """All shipped facts, where claims of the article print another figure: printed, damaged."""
    return [_file(path, damage) for path in sorted(SHIPPED.rglob("*.yaml"))]


@cache
def shipped_facts() -> Facts:
    """The records of all shipped facts."""
    return reader.read(all_shipped({}))[0]


def _file(path: Path, damage: Mapping[str, tuple[str, str]]) -> SourceFile:
    content = path.read_text(encoding="utf-8")
    if path.stem == ARTICLE:
        for claim, (printed, figure) in damage.items():
            start = re.search(rf"\bid: {claim}\b", content)
            assert start, claim
            at = content.index(f"figure: {printed}", start.start())
            end = at + len(f"figure: {printed}")
            content = f"{content[:at]}figure: {figure}{content[end:]}"
    return SourceFile(path.relative_to(SHIPPED.parent).as_posix(), content.encode())


@cache
def facts(one: Case) -> tuple[Facts, tuple[Finding, ...]]:
    """The records of a case, and what the reader complains of."""
    found, findings = reader.read(one.files)
    return found, tuple(findings)


@cache
def checked(name: str) -> Checked:
    """What the checker makes of a case, remembering nothing."""
    return check(facts(case(name))[0])


@cache
def reported(name: str) -> Report:
    """All findings of a case, those of the reader first, as `validate` has them."""
    _, complaints = facts(case(name))
    report = checked(name).report
    findings = sorted((*complaints, *report.findings), key=lambda each: (*each.place[:3],))
    return report_view.chosen(report._replace(findings=tuple(findings)), (), ())


def told(name: str) -> str:
    """What `validate` prints of a case at 80 columns."""
    return printed(reported(name), case(name).files)


def printed(report: Report, files: Iterable[SourceFile]) -> str:
    """A report at 80 columns, with excerpts of its files."""
    report = report._replace(accepted_findings=())
    sources = Sources(None, {file.path: file.data.decode() for file in files})
    summary = report_summary.summary(report, False)
    return text.render(report, sources.excerpt, summary, width=80, color=False)
