"""From a file to what it would write: told, held against the rest, written."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from cloudkb.cli.shell import Session, not_written_to, progress
from cloudkb.language import marked, worded
from cloudkb.lines import patch
from cloudkb.model import Finding, Proposed, Report
from cloudkb.plainfile import read_plain, reason
from cloudkb.views.question import QuestionError
from cloudkb.words import few, joined, plural

if TYPE_CHECKING:
    from cloudkb.base import Location
    from cloudkb.importing import Record
    from cloudkb.importing.planning import Plan

FOLDER = "imports"
"""Where mappings are kept, beside the facts."""
_LARGEST_MAPPING = 1_000_000
_WANTED = {"title": "TEXT", "published": "DAY"}
_MOST_TOLD = 20
"""Cells that are told one by one."""
_COLON = re.compile(": |：")
_MOST_ALIKE = 3
"""Cells of a column of which the same is told."""


class ImportRequest(NamedTuple):
    """What is to be imported, as typed."""

    file: str
    document: str
    maps: tuple[str, ...]
    given: tuple[str, ...]
    sheet: str
    encoding: str
    header: Mapping[str, str]
    more: Mapping[str, tuple[str, ...]]


class ImportOptions(NamedTuple):
    """How it is to be written."""

    declare: bool = False
    skip_refused: bool = False
    allow_clash: bool = False
    dry_run: bool = False
    as_table: bool = False


class ImportOutcome(NamedTuple):
    """What would be written, and what is said of it."""

    records: "tuple[Record, ...]"
    plan: "Plan"
    clashes: Report
    """What the checker finds with it, and does not find today."""
    kept: str
    """The path of the mapping, from the root."""
    stopped: tuple[str, ...]
    """Why nothing is written; empty where it is."""


def run(session: Session, asked: ImportRequest, wish: ImportOptions) -> int:
    """Import a file; 0, or 1 where something stands in the way. Raises QuestionError."""
    place = session.place()
    if place.shipped and not wish.dry_run:
        raise not_written_to()
    outcome = _outcome(session, place, asked, wish)
    is_written = not outcome.stopped and not wish.dry_run
    if is_written:
        _write(place, outcome)
    session.answer_text(
        lambda: _text(session, asked, outcome, is_written=is_written),
        lambda: _data(asked, outcome, is_written=is_written),
    )
    return 1 if outcome.stopped else 0


# --- reading and planning ------------------------------------------------------------------


def _outcome(
    session: Session, place: "Location", asked: ImportRequest, wish: ImportOptions
) -> ImportOutcome:
    from cloudkb import base
    from cloudkb.importing import Request, reader_of
    from cloudkb.importing.planning import plan
    from cloudkb.importing.sheets import LARGEST_FILE

    reader = import_module(f"cloudkb.importing.{reader_of(asked.file)}")
    path = Path(asked.file)
    maps, kept_by = _maps(place, asked)
    request = Request(
        path.name,
        _bytes(path, LARGEST_FILE),
        base.read(place.looked_at(), progress(session)),
        asked.document,
        {key: value for key, value in asked.header.items() if value},
        _pairs("--set", asked.given),
        maps,
        kept_by or _kept(place, path),
        asked.sheet,
        asked.encoding,
        lambda name: _beside(path, name),
        asked.more,
    )
    records = reader.read(request)
    planned = plan(
        place,
        records,
        add=wish.declare,
        keep_changed=wish.allow_clash,
        as_table=wish.as_table,
    )
    clashes = _clashes(session, place, planned)
    stopped = (*_lacking(records), *_stops(planned, clashes, wish))
    return ImportOutcome(records, planned, clashes, _kept_path(path), stopped)


def _bytes(path: Path, most: int) -> bytes:
    try:
        return read_plain(path.resolve(), most)
    except FileNotFoundError:
        told = worded("{file} is not there", file=path)
        raise QuestionError(told, worded("name a file")) from None
    except OSError as error:
        told = worded("{file}: {what}", file=path, what=reason(error))
        raise QuestionError(told, worded("name a plain file")) from None


def _beside(path: Path, name: str) -> bytes | None:
    if PurePath(name).name != name:
        return None
    from cloudkb.importing.sheets import LARGEST_FILE

    try:
        return read_plain(path.resolve().parent / name, LARGEST_FILE)
    except OSError:
        return None


def _kept_path(path: Path) -> str:
    stem = re.sub(r"[^\w.-]+", "-", path.stem).strip(".-") or "table"
    return f"{FOLDER}/{stem}.yaml"


def _kept(place: "Location", path: Path) -> str:
    """The text of the mapping of a file of this name; empty where there is none."""
    try:
        data = read_plain(place.root / _kept_path(path), _LARGEST_MAPPING)
        return data.decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        told = worded("{path} cannot be read: {why}", path=_kept_path(path), why=why)
        raise QuestionError(told, worded("look at it")) from None


def _maps(place: "Location", asked: ImportRequest) -> tuple[dict[str, str], str]:
    """What columns mean, and the text of a mapping that was named."""
    text = ""
    pairs = []
    for one in asked.maps:
        if one.endswith((".yaml", ".yml")) and "=" not in one:
            text = _bytes(Path(one), _LARGEST_MAPPING).decode("utf-8", "replace")
        else:
            pairs.append(one)
    return _pairs("--map", pairs), text


def _pairs(option: str, typed: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in typed:
        key, sign, value = one.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise QuestionError(
                worded('{option} "{text}" is no pair', option=option, text=one[:60]),
                worded("write {option} NAME=VALUE", option=option),
            )
        found[key.strip()] = value.strip()
    return found


def _clashes(session: Session, place: "Location", planned: "Plan") -> Report:
    """What the checker says of the facts as they would be, and does not say today."""
    from cloudkb import base
    from cloudkb.views.proposal import brought

    there = place.looked_at()
    before = base.check(there, session.locked, progress(session))
    if not planned.new or planned.undeclared:
        return before._replace(findings=(), accepted_findings=())
    texts = {one.path: one.after.encode() for one in planned.changes}
    supposed = place.supposing({**texts, **{one.path: one.after for one in planned.tables}})
    after = base.check(supposed, session.locked, progress(session))
    return brought(Proposed(before, after, (), (), {}, {}))


def _lacking(records: "Sequence[Record]") -> list[str]:
    """What new documents still need."""
    return [
        worded(
            "{document} is a new document: {options}",
            document=one.document,
            options=" ".join(f"--{key} {_WANTED[key]}" for key in one.lacking),
        )
        for one in records
        if one.lacking
    ]


def _stops(planned: "Plan", clashes: Report, wish: ImportOptions) -> list[str]:
    """Why nothing may be written, each with what helps."""
    found = []
    number = sum(len(each) for each in planned.undeclared.values())
    if number:
        names = plural(number, "name")
        found.append(worded("{names} not declared: --declare adds them, as shown", names=names))
    if planned.refused and not wish.skip_refused:
        cells = plural(len(planned.refused), "cell")
        found.append(
            worded("{cells} refused: put them right; --skip-refused writes the rest", cells=cells)
        )
    if planned.changed and not wish.allow_clash:
        cells = plural(len(planned.changed), "cell")
        found.append(
            worded("{cells} not as what stands: --allow-clash writes them beside it", cells=cells)
        )
    errors = [one for one in clashes.findings if one.severity == "error"]
    if errors and not wish.allow_clash:
        clash = plural(len(errors), "clash", "clashes")
        found.append(worded("{clashes}: --allow-clash writes them", clashes=clash))
    return found


# --- writing -------------------------------------------------------------------------------


def _write(place: "Location", outcome: ImportOutcome) -> None:
    """Write what was shown, and nothing else."""
    from cloudkb.writer import replace, rewrite
    from cloudkb.writer.files import write_table

    for one in outcome.plan.changes:
        path = place.root / one.path
        replace(place.facts, path, one.before or "", one.after, path)
    for table in outcome.plan.tables:
        write_table(place.facts, place.root / table.path, table.before, table.after)
    # a table is one record
    if keep := next((record.keep for record in outcome.records if record.keep), ""):
        rewrite(place.root / FOLDER, place.root / outcome.kept, lambda _: keep)


# --- telling -------------------------------------------------------------------------------


def _diff(outcome: ImportOutcome) -> str:
    return "".join(patch(*one) for one in outcome.plan.changes)


def _data(asked: ImportRequest, outcome: ImportOutcome, *, is_written: bool) -> Mapping[str, Any]:
    """The published shape; docs/import.md."""
    from cloudkb.views import report

    planned = outcome.plan

    def cells(findings: Sequence[Finding]) -> list[dict[str, Any]]:
        return [
            {"file": one.place.file, "row": one.place.line, "column": one.place.column,
             "message": one.message, "hint": one.hint}
            for one in findings
        ]  # fmt: skip

    return {
        "file": PurePath(asked.file).name,
        "written": is_written,
        "documents": [one.document for one in outcome.records],
        "columns": {name: told for one in outcome.records for name, told in one.columns},
        "new": [
            {"claim": name, "row": origin.row, "column": origin.column, "sheet": origin.sheet}
            for name, origin in planned.new
        ],
        "same": planned.same,
        "repeated": planned.repeated,
        "restated": [{"claim": new, "supersedes": old} for new, old in planned.restated],
        "refused": cells(planned.refused),
        "changed": cells(planned.changed),
        "undeclared": planned.undeclared,
        "declared": planned.declared,
        "clashes": report.data(outcome.clashes)["findings"],
        "notes": [note for one in outcome.records for note in one.notes],
        "stopped": list(outcome.stopped),
        "diff": _diff(outcome),
    }


def _text(
    session: Session, asked: ImportRequest, outcome: ImportOutcome, *, is_written: bool
) -> str:
    from cloudkb.render.safe import one_line

    planned = outcome.plan
    parts = [
        *_columns(session, outcome),
        _vocabulary(planned),
        _cells(marked("{cells} refused:"), planned.refused),
        _cells(marked("{cells} not as what stands:"), planned.changed),
        _clash_text(session, outcome),
        "\n".join(one_line(line) for line in _summary(asked, outcome, is_written=is_written)),
    ]
    return "\n\n".join(one.rstrip("\n") for one in parts if one) + "\n"


def _columns(session: Session, outcome: ImportOutcome) -> list[str]:
    """What the columns were taken for, while that is new."""
    from cloudkb.model import Column, Page, Table
    from cloudkb.render import table

    tables = []
    for record in outcome.records:
        if record.keep and record.columns:
            shown = Table(
                (Column(worded("column")), Column(worded("taken for"))), list(record.columns)
            )
            page = Page("", (shown,), ())
            tables.append(table.render(page, width=session.width(), color=session.paints()))
    return [one.strip("\n") for one in tables]


def _vocabulary(planned: "Plan") -> str:
    """What is not declared, as it would be."""
    from cloudkb.render.safe import one_line
    from cloudkb.writer import declare

    texts = []
    for section, entries in planned.undeclared.items():
        lines = declare("", section, entries).rstrip("\n").split("\n")
        more = len(lines) - 1 - _MOST_TOLD
        shown = [one_line(line) for line in lines[: _MOST_TOLD + 1]]
        rest = worded("and {number} more", number=f"{more:,}")
        texts.append("\n".join(shown + [f"  # {rest}"] * (more > 0)))
    return "\n".join([worded("Not declared yet:"), *texts]) if texts else ""


def _cells(what: str, findings: Sequence[Finding]) -> str:
    """Cells that something is wrong with, each with its place."""
    from cloudkb.render.safe import one_line

    if not findings:
        return ""
    lines = [worded(what, cells=plural(len(findings), "cell"))]
    hints: dict[str, None] = {}
    alike: Counter[tuple[int, str]] = Counter()
    for one in findings:
        key = (one.place.column, _COLON.split(one.message.rpartition("!")[2], maxsplit=1)[-1])
        alike[key] += 1
        if alike[key] > _MOST_ALIKE or len(lines) > _MOST_TOLD:
            continue
        lines.append(f"  {one_line(one.place.told)}: {one_line(one.message)}")
        if alike[key] == 1:
            hints.setdefault(one.hint)
    if len(findings) > len(lines) - 1:
        rest = f"{len(findings) - len(lines) + 1:,}"
        lines.append("  " + worded("and {number} more (--format json has them all)", number=rest))
    lines += [f"  {one_line(hint)}" for hint in list(hints)[:3] if hint]
    return "\n".join(lines)


def _clash_text(session: Session, outcome: ImportOutcome) -> str:
    from cloudkb.render import text as findings
    from cloudkb.views.excerpt import Sources

    if not outcome.clashes.findings:
        return ""
    root = session.place().root
    texts = {one.path: one.after.removeprefix("\ufeff") for one in outcome.plan.changes}
    width, color = session.width(), session.paints()
    errors = outcome.clashes.findings[:_MOST_TOLD]
    shown = outcome.clashes._replace(findings=errors)
    return findings.render(shown, Sources(root, texts).excerpt, (), width=width, color=color)


def _summary(asked: ImportRequest, outcome: ImportOutcome, *, is_written: bool) -> list[str]:
    planned = outcome.plan
    lines = [note for record in outcome.records for note in record.notes]
    counts = [f"{plural(len(planned.new), 'new claim')}"]
    declared = sum(len(each) for each in planned.declared.values())
    for text, number in (
        (marked("{number} there already"), planned.same),
        (marked("{number} printed twice"), planned.repeated),
        (marked("{number} restate earlier ones"), len(planned.restated)),
    ):
        counts += [worded(text, number=f"{number:,}")] if number else []
    if declared:
        counts.append(worded("{names} declared", names=plural(declared, "name")))
    name = PurePath(asked.file).name
    lines.append(worded("{file}: {what}", file=name, what=joined(counts)))
    paths = [one.path for one in planned.changes] + [one.path for one in planned.tables]
    paths += [outcome.kept] * any(record.keep for record in outcome.records)
    if outcome.stopped:
        lines += [worded("Nothing is written:"), *(f"  {one}" for one in outcome.stopped)]
    elif is_written and paths:
        lines.append(worded("written: {files}", files=few(paths, 8)))
    elif paths:
        told = worded("would be written: {files}; --format diff shows it", files=few(paths, 8))
        lines.append(told)
    else:
        lines.append(worded("all of it stands already: nothing is to be written"))
    return lines
