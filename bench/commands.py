"""How long does every command take, in two checkouts side by side?

    python bench/commands.py BEFORE AFTER [--rounds 9] [--facts DIR] [--only TEXT]

Each checkout has its own `.venv`. Each command runs in a copy of the checkout's facts and base,
or of those in DIR, in turns, so that whatever else the machine does falls on both alike. Times are
those of the processor and of the clock, each of the fastest run; the ratio is the processor's,
which a busy machine bends least. A command that ends otherwise than with 0 or 1 is shown as -.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

COLD = "without a cache: "
EDITED = "after an edit: "
CHANGED = "after a figure changed: "
ABOUT_ALIYUN = "c114-2024-03.yaml"
FIGURE = re.compile(r"(figure: [\d.]*)\d")
"""Up to its last digit, which changes; in that document the first is of Alibaba Cloud."""
QUANTITY = "aliyun.market_share@2022Q3 in china-public-cloud scope idc"
COMMANDS = (
    ("--help", ["--help"]),
    ("query --help", ["query", "--help"]),
    ("query", ["query", "--provider", "aliyun"]),
    ("query, JSON", ["query", "--provider", "aliyun", "--format", "json"]),
    ("query, all", ["query", "--limit", "0"]),
    ("compare", ["compare", "2023Q3"]),
    ("show", ["show", "ebita-beats-three"]),
    ("verdicts", ["verdicts", "--document", "jiemian-2024-03"]),
    ("list", ["list", "entities"]),
    ("figure", ["figure", "约6.6亿元"]),
    ("explain a rule", ["explain", "bad-figure"]),
    ("explain a quantity", ["explain", QUANTITY]),
    ("validate", ["validate"]),
    ("validate --locked", ["validate", "--locked"]),
    ("validate, SARIF", ["validate", "--format", "sarif"]),
    ("build", ["build"]),
    ("build --force", ["build", "--force"]),
    ("schema", ["schema"]),
    (f"{EDITED}query", ["query", "--provider", "aliyun"]),
    (f"{EDITED}validate", ["validate"]),
    (f"{CHANGED}query", ["query", "--provider", "aliyun"]),
    (f"{CHANGED}query, JSON", ["query", "--provider", "aliyun", "--format", "json"]),
    (f"{CHANGED}compare", ["compare", "2023Q3"]),
    (f"{CHANGED}verdicts", ["verdicts", "--document", "jiemian-2024-03"]),
    (f"{CHANGED}validate", ["validate"]),
    (f"{COLD}query", ["query", "--provider", "aliyun"]),
    (f"{COLD}compare", ["compare", "2023Q3"]),
    (f"{COLD}verdicts", ["verdicts", "--document", "jiemian-2024-03"]),
    (f"{COLD}validate", ["validate"]),
)


def program(top: Path, name: str) -> Path:
    """A program of a checkout's own environment."""
    folders = (".venv/bin", ".venv/Scripts")
    return next(path for each in folders for path in (top / each).glob(f"{name}*"))


class Checkout:
    """One side: its program, and a repository of its own to run it in."""

    def __init__(self, top: Path, facts: Path, folder: Path) -> None:
        """Copy the facts, and the base that lies beside them."""
        self.program = program(top, "cloudkb")
        self.folder = folder
        shutil.copytree(facts, folder / "facts")
        if (facts.parent / "cloudkb.db").exists():
            shutil.copy(facts.parent / "cloudkb.db", folder)
        self.run(["build"])

    def ended(
        self, arguments: list[str], typed: str = "", **more: str
    ) -> "subprocess.CompletedProcess[bytes]":
        """A run in this folder, in the environment but for what changes answers, and with more."""
        kept_out = ("CI", "PYTHONDONTWRITEBYTECODE", "CLOUDKB_FACTS")
        environment = {key: value for key, value in os.environ.items() if key not in kept_out}
        return subprocess.run(
            [self.program, *arguments],
            cwd=self.folder,
            env=environment | more,
            capture_output=True,
            input=typed.encode(),
            check=False,
        )

    def run(self, arguments: list[str]) -> tuple[float, float] | None:
        """Milliseconds of processor and clock; None where it ends with neither 0 nor 1."""
        started, used = time.perf_counter(), _processor()
        ended = self.ended(arguments, COLUMNS="100")
        taken = (_processor() - used) * 1000, (time.perf_counter() - started) * 1000
        return taken if ended.returncode in (0, 1) else None

    def prepare(self, label: str, turn: int) -> None:
        """What stands before the command in the table."""
        if label.startswith(COLD):
            shutil.rmtree(self.folder / ".cloudkb", ignore_errors=True)
        if label.startswith(EDITED):
            path = min((self.folder / "facts" / "documents").iterdir())
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"# {turn}\n")
        if label.startswith(CHANGED):
            documents = self.folder / "facts" / "documents"
            path = documents / ABOUT_ALIYUN
            path = path if path.exists() else min(documents.iterdir())
            text = FIGURE.sub(rf"\g<1>{turn % 9 + 1}", path.read_text("utf-8"), count=1)
            path.write_text(text, encoding="utf-8", newline="\n")


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(sides: list[Checkout], label: str, arguments: list[str], rounds: int) -> list[str]:
    """One row of the table."""
    times: list[list[tuple[float, float]]] = [[] for _ in sides]
    for turn in range(rounds + 1):
        for side, found in zip(sides, times, strict=True):
            side.prepare(label, turn)
            taken = side.run(arguments)
            # the first turn fills caches: of the disk, of compiled modules, of the base
            if turn and taken is not None:
                found.append(taken)
    best = [[min(each) for each in zip(*found, strict=True)] for found in times]
    cells = [f"{value:.0f}" for found in best for value in found or (0, 0)]
    ratio = f"{best[1][0] / best[0][0]:.2f}" if all(best) else "-"
    return [label, *(cell if cell != "0" else "-" for cell in cells), ratio]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--facts", type=Path, help="a folder of facts; else each checkout's own")
    parser.add_argument("--only", default="", help="rows whose name holds this")
    given = parser.parse_args()
    rows = [["milliseconds", "before", "clock", "after", "clock", "ratio"]]
    with tempfile.TemporaryDirectory() as name:
        sides: list[Checkout] = []
        for top in (given.before, given.after):
            folder = Path(name) / str(len(sides))
            folder.mkdir()
            sides.append(Checkout(top.absolute(), given.facts or top / "facts", folder))
        # a file changed a moment ago is hashed again, to be sure
        time.sleep(2.5)
        for label, arguments in COMMANDS:
            if given.only in label:
                rows.append(measure(sides, label, arguments, given.rounds))
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        print(
            row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))
        )


if __name__ == "__main__":
    main()
