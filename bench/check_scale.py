"""How does checking grow? Reasoning alone, the whole command, one edit; Z3 and ledgers beside.

    python bench/check_scale.py [--sizes 100 1000 10000] [--joined 10000] [--damaged 3000]
    python bench/check_scale.py --shapes [ring:2000 growths:160 ...]

Networks are clean, of the mix given, one market for each 250 claims; damaged ones are joined
and have five figures falsified, so that suspects are asked for. Reasoning starts with a fresh
base and ends with the report; the whole command also reads the facts. The ledgers have as many
entries as the network has claims. Shapes are those of bench/shapes.py, by reasoning alone: to the
report and to what it leaves the next run, from nothing and from what the run before left.
What is not installed is skipped with a line. Seconds are the processor's, of this process or of
the command's: a busy machine changes little.
"""

import argparse
import gc
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import ledgers
from cloudkb.check import Checked, check
from cloudkb.check.diagnosis.compilation import compile_facts
from cloudkb.model import Facts
from cloudkb.reader import SourceFile, read
from damage import KINDS, damage
from judge import facts_of, table
from networks import Network, generate, write
from sayings import printed
from shapes import SHAPES

FALSE_FIGURES = 5
CLOUDKB = [sys.executable, "-c", "from cloudkb.cli import main; main()"]


def timed(what: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and what came of it; no collector, as in the command."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    found = what()
    seconds = time.process_time() - start
    gc.enable()
    return seconds, found


def command(words: list[str], folder: Path) -> float:
    """Seconds of the processor of a command that must not fail, findings aside."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: {done.stderr}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def edited(network: Network) -> Network:
    """The network with one share printed without its decimal, which is still the truth."""
    for place, one in enumerate(network.claims):
        if (
            one.digits.count(".") == 1
            and one.metric == "market_share"
            and one.figure[0] not in "+-"
        ):
            figure = one.figure.replace(one.digits, printed(Fraction(one.digits), 0, False).digits)
            changed = one._replace(figure=figure)
            return network.with_claims(
                (*network.claims[:place], changed, *network.claims[place + 1 :])
            )
    raise SystemExit("no share to edit")


def network_of(claims: int, mix: str, seed: int, kind: str) -> Network:
    """A clean network, one that is `joined`, or one of these with figures `damaged`."""
    network = generate(seed, mix, claims, joined=bool(kind))
    if kind == "damaged":
        rng = random.Random(seed)
        for slip in sorted(KINDS)[:FALSE_FIGURES]:
            network = damage(network, slip, rng)
    return network


def measure(claims: int, mix: str, seed: int, kind: str) -> list[str]:
    """One row: reasoning, the command, one edit."""
    network = network_of(claims, mix, seed, kind)
    facts = facts_of(network)
    fresh, checked = timed(lambda: check(facts))
    report = checked.report
    other = facts_of(edited(network))
    again, after = timed(lambda: _again(other, checked))
    proved = len(after.consistent - checked.consistent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(network, folder)
        whole = command([*CLOUDKB, "validate"], folder)
        unchanged = command([*CLOUDKB, "validate"], folder)
        write(edited(network), folder)
        edit = command([*CLOUDKB, "validate"], folder)
    return [
        f"{claims:,} {kind}".strip(), f"{report.components:,}",
        f"{report.not_proved}", f"{len(report.findings)}", f"{fresh:.2f}", f"{whole:.2f}",
        f"{unchanged:.2f}", f"{edit:.2f}", f"{again:.2f}", f"{proved}", f"{memory()}",
    ]  # fmt: skip


HEADS = [
    "claims", "components", "not proved", "findings", "reasoning s", "command s",
    "unchanged s", "one edit s", "its reasoning s", "proved again", "MB",
]  # fmt: skip


SHAPE_HEADS = ["shape", "claims", "not proved", "findings", "reasoning s", "again s", "MB"]
SHAPES_ASKED = [
    "ring:2000",
    "growths:160",
    "parts:10000",
    "shares:500",
    "clashes:5000",
    "stale:1000",
]


def shaped(asked: str) -> list[str]:
    """One row: facts of one awkward shape, checked and checked again with what is remembered."""
    name, _, size = asked.partition(":")
    files = SHAPES[name](int(size))
    facts, complaints = read([SourceFile(path, text.encode()) for path, text in files.items()])
    if complaints:
        raise SystemExit(complaints[0].message)
    fresh, (checked, kept) = timed(lambda: _remembering(facts))
    again, _ = timed(lambda: _remembering(facts, checked.consistent, kept))
    report = checked.report
    return [
        name, f"{len(facts.claims):,}", f"{report.not_proved}", f"{len(report.findings)}",
        f"{fresh:.2f}", f"{again:.2f}", f"{memory()}",
    ]  # fmt: skip


def _remembering(
    facts: Facts, known: Iterable[str] = (), remembered: Mapping[str, str] = MappingProxyType({})
) -> tuple[Checked, Mapping[str, str]]:
    """A run of the command's reasoning: it takes what the run before wrote, and writes its own."""
    checked = check(facts, known, remembered=remembered)
    return checked, checked.remembered()


def _again(facts: Facts, before: Checked) -> Checked:
    """A run that remembers another, as the command does from run to run."""
    return check(facts, before.consistent, remembered=before.remembered())


def memory() -> int:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def beside(claims: int, mix: str, seed: int, steps: int, kind: str) -> list[str]:
    """One row: Z3 on the same rows and products, ledgers of as many entries."""
    row = [f"{claims:,} {kind}".strip()]
    facts = facts_of(network_of(claims, mix, seed, kind))
    row.append(f"{timed(lambda: check(facts))[0]:.2f}")
    if steps:
        import oracle

        system = compile_facts(facts, lambda _: {}).model.system()
        seconds, answer = timed(lambda: oracle.solve(system, steps))
        row.append(f"{seconds:.2f} {answer}")
    else:
        row.append("not tried")
    with tempfile.TemporaryDirectory() as name:
        bean, journal = ledgers.write(Path(name), claims)
        for words in (
            ["bean-check", "--no-cache", str(bean)],
            ["hledger", "-f", str(journal), "check"],
        ):
            tool = shutil.which(words[0], path=_path())
            row.append(f"{command([tool, *words[1:]], Path(name)):.2f}" if tool else "")
    return row


def _path() -> str:
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1_000, 10_000])
    parser.add_argument("--joined", type=int, nargs="*", default=[10_000])
    parser.add_argument("--damaged", type=int, nargs="*", default=[3_000])
    parser.add_argument("--mix", default="mixed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--z3-steps", type=int, default=5_000_000, help="0: leave Z3 out")
    parser.add_argument("--without-beside", action="store_true")
    parser.add_argument("--shapes", nargs="*", metavar="SHAPE:SIZE")
    given = parser.parse_args()
    if given.shapes is not None:
        rows = [SHAPE_HEADS]
        for asked in given.shapes or SHAPES_ASKED:
            rows.append(shaped(asked))
            print("  ".join(rows[-1]), file=sys.stderr, flush=True)
        print(table(rows))
        return
    todo = [(size, "") for size in given.sizes]
    todo += [(size, "joined") for size in given.joined]
    todo += [(size, "damaged") for size in given.damaged]
    rows = [HEADS]
    for size, kind in todo:
        rows.append(measure(size, given.mix, given.seed, kind))
        print("  ".join(rows[-1]), file=sys.stderr, flush=True)
    print(f"{table(rows)}\n")
    if given.without_beside:
        return
    for tool in ("bean-check", "hledger"):
        if not shutil.which(tool, path=_path()):
            print(f"{tool} is not installed: its column stays empty")
    others = [
        ["claims or entries", "cloudkb reasoning s", "Z3 s", "bean-check s", "hledger check s"]
    ]
    for size, kind in todo:
        others.append(beside(size, given.mix, given.seed, given.z3_steps, kind))
    print(table(others))


if __name__ == "__main__":
    main()
