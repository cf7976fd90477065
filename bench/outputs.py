"""What does every command answer, in two checkouts side by side?

    bench/outputs.py BEFORE AFTER [--cases | --facts DIR] [--every N] [--only TEXT] [--into DIR]

Both answer on copies of the facts that BEFORE ships, of those in DIR, or of each case of BEFORE's
tests. Asked is every command that both have, in each format and language that both have: help, the
rows of commands.py, those of `ARGUMENTS` (tests/test_cli_registry.py); then, as text and JSON, the
lists, what they name, each Nth entity, period, document and claim (`--every N`), and all prints.
Compared are exit code, stdout and stderr at 80 columns, without the names of folders, and the
columns of `cloudkb.db` that both have. `--every 12` asks the shipped base some 300 questions.

Of a difference the first lines are printed; `--into DIR` has all of it. `--only` takes lines
(`shipped: arguments`) that hold TEXT. Ends with 1 where anything differs.
"""

import argparse
import difflib
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

from commands import COMMANDS, Checkout, program

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from test_cli_registry import ARGUMENTS

HERE = Path(__file__).parent.parent
LISTS = ("entities", "metrics", "sources", "scopes", "documents", "periods")
Question = tuple[str, list[str], int | None]
"""A row of commands.py, which says what is done before; arguments; in how many formats."""
COUNTS: Counter[str] = Counter()
"""How many answers and columns are equal, different, or of one side only."""
OFFERED: dict[tuple[Path, str], list[str]] = {}
"""The formats of each command of a checkout, read once from its help pages."""
ENVIRONMENT = {"COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PAGER": "cat"}
WRITE_CASES = """
import pathlib, sys
sys.path.insert(0, "tests")
import case_files
for name in case_files.names():
    for file in case_files.case(name).files:
        path = pathlib.Path(sys.argv[1], name, file.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
"""
"""Cases as folders of facts, made by what reads them in the checkout they are of."""


class Side(Checkout):
    """One checkout on one folder of facts, and what it offers."""

    def __init__(self, top: Path, facts: Path, folder: Path) -> None:
        """Build the base, and read in help pages what there is."""
        folder.mkdir(parents=True)
        super().__init__(top, facts, folder)
        self.top, self.prints = top, ""
        listed = self.ended(["--help"], **ENVIRONMENT).stdout.decode()
        self.languages = ["en", "zh"] if "--lang" in listed else []
        for name in re.findall(r"^  ([a-z]+)  +[A-Z]", listed, re.M):
            if (top, name) not in OFFERED:
                page = self.ended([name, "--help"], **ENVIRONMENT).stdout.decode()
                found = re.search(r"--format FORMAT +One of ([\w,\s]+)\.", page)
                OFFERED[top, name] = re.findall(r"\w+", found[1]) if found else []
        self.formats = {name: had for (of, name), had in OFFERED.items() if of == top}
        self.offered = [f"{name} as {form}" for name, had in self.formats.items() for form in had]
        self.offered += self.formats

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command tells as JSON; nothing where it is refused."""
        found = self.ended([*arguments, "--format", "json"], **ENVIRONMENT)
        return list(json.loads(found.stdout)) if found.returncode == 0 else []

    def told(self, arguments: list[str]) -> str:
        """One answer, whole, without the names of folders."""
        ended = self.ended(arguments, self.prints, **ENVIRONMENT)
        out, err = (each.decode(errors="replace") for each in (ended.stdout, ended.stderr))
        whole = f"{out}--- stderr\n{err}--- exit {ended.returncode}\n"
        # the texts that are asked about lie beside this file, whichever checkout answers
        for folder, name in ((self.folder, "FOLDER"), (self.top, "CHECKOUT"), (HERE, "CHECKOUT")):
            whole = whole.replace(str(folder), name)
        return whole

    def columns(self) -> dict[str, str]:
        """Each column of the tables of the base, a value a line."""
        found = {}
        with closing(sqlite3.connect(self.folder / "cloudkb.db")) as base:
            names = base.execute("select name from sqlite_master where type = 'table'").fetchall()
            for (name,) in names:
                held = base.execute(f'select * from "{name}"')
                for head, values in zip(held.description, zip(*held, strict=True), strict=False):
                    found[f"table {name}.{head[0]}"] = "\n".join(map(repr, values))
        return found


def questions(side: Side, commands: list[str], every: int) -> Iterator[Question]:
    """What is always asked of these commands; then, in two formats, what the base's lists name."""
    fixed = [(label, arguments) for label, arguments in COMMANDS if "--format" not in arguments]
    fixed += [("", [name, *more]) for name, more in ARGUMENTS.items()]
    fixed += [("", [name, "--help"]) for name in commands]
    yield from ((label, each, None) for label, each in fixed if each[0] in commands)
    named = {what: [one["id"] for one in side.rows("list", what)][::every] for what in LISTS}
    claims = side.rows("query", "--limit", "0")
    asked = [["validate", "--show-accepted"], ["build"], ["query", "--limit", "0"], ["figure", "-"]]
    asked += (["list", what] for what in LISTS)
    asked += (["query", "--provider", each] for each in named["entities"])
    asked += (["compare", each] for each in named["periods"])
    asked += (["verdicts", "--document", each] for each in named["documents"])
    asked += (["show", one["claim"]] for one in claims[::every])
    side.prints = "\n".join(sorted({one["figure"] or "0" for one in claims}))
    yield from (("", each, 2) for each in asked)


def lines(sides: list[Side], question: list[str], most: int | None) -> Iterator[list[str]]:
    """A question in each language, and so many formats, that both sides have."""
    command, *rest = question
    had, has = (side.formats.get(command, []) for side in sides)
    formats = [["--format", each] for each in had if each in has and "--help" not in rest][:most]
    languages = [["--lang", each] for each in sides[0].languages if each in sides[1].languages]
    for form, language in product(formats or [[]], languages or [[]]):
        yield [*language, command, *form, *rest]


def compare(name: str, before: str, after: str, *, into: Path | None) -> None:
    """Count one pair of answers, and print what differs."""
    COUNTS["equal" if before == after else "different"] += 1
    both = before.splitlines(), after.splitlines()
    whole = list(difflib.unified_diff(*both, lineterm="", n=len(before)))
    changed = [line for line in whole[2:] if line[0] in "+-"]
    if changed:
        print(f"\n{name} ({len(changed)} lines)")
        print(*(line[:160] for line in changed[:12]), sep="\n", flush=True)
    if changed and into:
        path = into / re.sub(r"[^\w.=-]+", "_", f"{name[:100]}.diff")
        path.write_text("\n".join(whole), encoding="utf-8")


def base(name: str, sides: list[Side], given: argparse.Namespace) -> None:
    """Ask both sides on one folder of facts: what its lists name, and what is always asked."""
    before, after = sides
    commands = ["--help", *(each for each in before.formats if each in after.formats)]
    done = set()
    for prepared, question, most in questions(before, [] if given.cases else commands, given.every):
        after.prints = before.prints
        for line in lines(sides, question, most):
            kind = f"{prepared.partition(': ')[0]}, " if ": " in prepared else ""
            label = f"{name}: {kind}{' '.join(line)}"
            if given.only in label and label not in done:
                done.add(label)
                for side in sides:
                    side.prepare(prepared, 1)
                with ThreadPoolExecutor(2) as pool:
                    told = list(pool.map(Side.told, sides, [line, line]))
                compare(label, *told, into=given.into)
    held = before.columns(), after.columns()
    for column in sorted(held[0].keys() & held[1].keys()):
        if given.only in f"{name}: {column}":
            compare(f"{name}: {column}", held[0][column], held[1][column], into=given.into)
    if not given.cases:
        has = [{*each.offered, *found} for each, found in zip(sides, held, strict=True)]
        for which, names in (("before", has[0] - has[1]), ("after", has[1] - has[0])):
            COUNTS[f"only {which}"] = len(names)
            print(f"\nonly {which}: {', '.join(sorted(names))}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path, help="a checkout with its own .venv")
    parser.add_argument("after", type=Path, help="another")
    parser.add_argument("--facts", type=Path, help="a folder of facts; else BEFORE's own")
    parser.add_argument("--cases", action="store_true", help="each case of BEFORE's tests instead")
    parser.add_argument("--every", type=int, default=1, help="each Nth period, document and claim")
    parser.add_argument("--only", default="", help="lines that hold this")
    parser.add_argument("--into", type=Path, help="a folder for all answers that differ")
    given = parser.parse_args()
    tops = [given.before.absolute(), given.after.absolute()]
    if given.into:
        given.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folders = {"shipped": given.facts or tops[0] / "facts"}
        if given.cases:
            command = [str(program(tops[0], "python")), "-c", WRITE_CASES, name]
            subprocess.run(command, cwd=tops[0], check=True)
            folders = {each.name: each / "facts" for each in sorted(Path(name).iterdir())}
        for case, facts in folders.items():
            sides = [Side(top, facts, Path(name, str(at), case)) for at, top in enumerate(tops)]
            base(case, sides, given)
    print("", *(f"{count} {what}" for what, count in sorted(COUNTS.items())), sep="\n")
    return int(COUNTS["equal"] < sum(COUNTS.values()))


if __name__ == "__main__":
    sys.exit(main())
