"""Judge the checker on random networks, and its proofs by Z3.

    python bench/judge.py --clean 1000
    python bench/judge.py --damaged 500 --seeds 100000..

Clean networks, rounded and cut: errors are false alarms, notes are allowed where figures are
cut. Damaged ones: what is found, whether Z3 refutes a proof or its minimality, whether every
conflict names the damaged claim, and how often it is the first suspect.
"""

import argparse
import os
import pickle
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from cloudkb.model import Facts, Finding, Report
from cloudkb.reader import SourceFile, read
from damage import KINDS, damage
from networks import MIXES, Network, generate

SIZES = (30, 100, 300)
CUT_SIZES = (30, 60, 100)
"""Cut figures contradict each other by the dozen, as notes: larger ones take minutes."""
SLOW = 10.0
"""Seconds of one check that are worth a line."""
STANDS_STILL = 30
"""Seconds of the processor after which Z3 is ended, whose steps are not of one length."""
HEADS = (
    "mix", "claims", "trials", "found", "missed", "open", "cores", "refuted", "unknown",
    "not minimal", "unknown", "named", "suspect", "first",
)  # fmt: skip


class Trial(NamedTuple):
    """One network to look at."""

    seed: int
    mix: str
    claims: int
    cut: str
    kind: str
    """How one figure is damaged; empty: not at all."""
    more: bool = True
    """Whether there are profits, users, US$ and scopes beside revenue and shares."""


class Seen(NamedTuple):
    """What the checker made of it."""

    trial: Trial
    severities: tuple[tuple[str, int], ...]
    seconds: float
    not_proved: int
    counts: tuple[tuple[str, int], ...] = ()
    """found, missed, open, cores, refuted, unknown, ... as in the table's heads."""
    sizes: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


def facts_of(network: Network) -> Facts:
    """The records; complaints about them would be a mistake of the generator."""
    facts, complaints = read(
        [SourceFile(path, text.encode()) for path, text in network.files.items()]
    )
    if complaints:
        raise ValueError(f"{complaints[0].place.file}: {complaints[0].message}")
    return facts


def checked(facts: Facts) -> Report:
    """The checker's report."""
    from cloudkb.check import check

    return check(facts).report


def look(trial: Trial) -> Seen:
    """Make the network, check it, and judge what is found."""
    network = generate(trial.seed, trial.mix, trial.claims, cut=trial.cut, more=trial.more)
    if trial.kind:
        network = damage(network, trial.kind, random.Random(trial.seed))
    facts = facts_of(network)
    start = time.process_time()
    report = checked(facts)
    seconds = time.process_time() - start
    severities = tuple(sorted(Counter(one.severity for one in report.findings).items()))
    rules = tuple(sorted({one.rule for one in report.findings}))
    seen = Seen(trial, severities, seconds, report.not_proved or 0, rules=rules)
    return _judged(seen, facts, report, network.damaged) if trial.kind else seen


def _judged(seen: Seen, facts: Facts, report: Report, damaged: str | None) -> Seen:
    import oracle
    from cloudkb.check.diagnosis.compilation import compile_facts

    system = compile_facts(facts, lambda _: {}).model.system()
    counts: Counter[str] = Counter(trials=1)
    found = [one for one in report.findings if one.rule in ("conflict", "rounding")]
    if not found:
        answer = _within(oracle.solve, system) or "unknown"
        counts["missed"] = answer == "unsat"
        counts["open"] = answer == "unknown"
        return seen._replace(counts=tuple(counts.items()))
    counts["found"] = 1
    for one in found:
        labels = [*one.claims, *one.identities]
        counts["cores"] += 1
        core = _within(oracle.core_is_unsat, system, labels)
        counts["refuted"] += core is False
        counts["core unknown"] += core is None
        minimal = _within(oracle.minimality, system, labels)
        superfluous = minimal is not None and bool(minimal.superfluous)
        counts["not minimal"] += superfluous
        counts["minimal unknown"] += not superfluous and (minimal is None or bool(minimal.unknown))
    counts["named"] = all(damaged in one.claims for one in found)
    counts["suspect"] = all(damaged in _suspects(one) for one in found)
    counts["first"] = all(_suspects(one)[:1] == [damaged] for one in found)
    return seen._replace(
        counts=tuple(counts.items()), sizes=tuple(len(one.claims) for one in found)
    )


_Answer = TypeVar("_Answer")


def _within(ask: Callable[..., _Answer], *asked: object) -> _Answer | None:
    """What Z3 answers in a process of its own; None where it has to be ended."""
    end, start = os.pipe()
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (STANDS_STILL, STANDS_STILL + 1))
            with os.fdopen(start, "wb") as into:
                into.write(pickle.dumps(ask(*asked)))
        finally:
            os._exit(0)
    os.close(start)
    with os.fdopen(end, "rb") as out:
        answer = out.read()
    os.waitpid(child, 0)
    found: _Answer | None = pickle.loads(answer) if answer else None
    return found


def _suspects(finding: Finding) -> list[str]:
    return [one.name for one in finding.suspects]


# --- many trials, and their tables ---------------------------------------------------------


def trials(count: int, first: int, damaged: bool, more: bool = True) -> Iterator[Trial]:
    """All mixes and sizes in turn; clean ones rounded and cut, damaged ones by each kind."""
    mixes, kinds, cuts = sorted(MIXES), sorted(KINDS), ("none", "none", "some", "all")
    for number in range(count):
        mix = mixes[number % 3]
        claims = SIZES[number // 3 % 3]
        turn = number // 9
        if damaged:
            yield Trial(first + number, mix, claims, "none", kinds[turn % len(kinds)], more)
        else:
            cut = cuts[turn % len(cuts)]
            sizes = SIZES if cut == "none" else CUT_SIZES
            yield Trial(first + number, mix, sizes[number // 3 % 3], cut, "", more)


def run(work: Iterable[Trial], workers: int, tell: Callable[[int, Seen], None]) -> list[Seen]:
    """Look at all, by two processes at most, in order."""
    found: list[Seen] = []
    with ProcessPoolExecutor(min(workers, 2)) as pool:
        for seen in pool.map(_safely, work, chunksize=1):
            found.append(seen)
            tell(len(found), seen)
    return found


def _safely(trial: Trial) -> Seen:
    try:
        return look(trial)
    except Exception as error:
        if "can be damaged" in str(error):
            return Seen(trial, (), 0.0, 0)
        return Seen(trial, (("crash", 1),), 0.0, 0, rules=(f"{type(error).__name__}: {error}",))


def table(rows: list[list[str]]) -> str:
    """Rows of cells under their heads, right-aligned but for the first."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def clean_table(found: list[Seen]) -> str:
    """False alarms by rounding, mix and size."""
    rows = [["figures", "mix", "claims", "networks", "with errors", "with warnings", "with notes",
             "not proved", "slowest CPU s"]]  # fmt: skip
    for cut in ("none", "some", "all"):
        for mix in sorted(MIXES):
            for claims in SIZES if cut == "none" else CUT_SIZES:
                chosen = [one for one in found if one.trial[1:4] == (mix, claims, cut)]
                if not chosen:
                    continue
                name = {"none": "rounded", "some": "30 % cut", "all": "cut"}[cut]
                with_ = [
                    sum(severity in dict(one.severities) for one in chosen)
                    for severity in ("error", "warning", "note")
                ]
                rows.append(
                    [name, mix, str(claims), str(len(chosen)), *map(str, with_),
                     str(sum(one.not_proved for one in chosen)),
                     f"{max(one.seconds for one in chosen):.2f}"]
                )  # fmt: skip
    return table(rows)


_KEYS = ("found", "missed", "open", "cores", "refuted", "core unknown", "not minimal",
         "minimal unknown", "named", "suspect", "first")  # fmt: skip


def damaged_table(found: list[Seen]) -> str:
    """Detection and proofs by mix and size."""
    rows = [list(HEADS)]
    for mix in (*sorted(MIXES), "all"):
        for claims in (*SIZES, 0) if mix == "all" else SIZES:
            chosen = [
                one
                for one in found
                if one.counts and mix in (one.trial.mix, "all") and claims in (one.trial.claims, 0)
            ]
            total: Counter[str] = Counter()
            for one in chosen:
                total.update(dict(one.counts))
            if chosen:
                cells = [str(total[key]) for key in ("trials", *_KEYS)]
                rows.append([mix, str(claims or "all"), *cells])
    return table(rows)


def kinds_table(found: list[Seen]) -> str:
    """Detection and first suspects by kind of damage."""
    rows = [["damage", "trials", "found", "named", "suspect", "first", "first of found"]]
    for kind in (*sorted(KINDS), "all"):
        total: Counter[str] = Counter()
        for one in found:
            if kind in (one.trial.kind, "all"):
                total.update(dict(one.counts))
        if total["trials"]:
            share = 100 * total["first"] / max(1, total["found"])
            cells = [str(total[key]) for key in ("trials", "found", "named", "suspect", "first")]
            rows.append([kind, *cells, f"{share:.0f} %"])
    return table(rows)


def remarkable(found: list[Seen]) -> Iterator[str]:
    """Everything that should not be, with what makes it again."""
    for one in found:
        counts, severities = dict(one.counts), dict(one.severities)
        wrong = [key for key in ("missed", "refuted", "not minimal") if counts.get(key)]
        if counts.get("found") and not counts.get("named"):
            wrong.append("not named")
        if not one.trial.kind and "error" in severities:
            wrong.append("false alarm")
        if "crash" in severities:
            wrong.append(one.rules[0])
        if one.seconds > SLOW:
            wrong.append(f"{one.seconds:.0f} s")
        if wrong:
            yield f"{', '.join(wrong)}: {tuple(one.trial)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clean", type=int, default=0, help="so many clean networks")
    parser.add_argument("--damaged", type=int, default=0, help="so many damaged ones")
    parser.add_argument("--seeds", default="1..", help="the first seed, as 100000..")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--revenue", action="store_true", help="only revenue and shares of it")
    given = parser.parse_args()
    first = int(given.seeds.partition("..")[0])

    start = time.monotonic()

    def tell(number: int, seen: Seen) -> None:
        if number % 20 == 0:
            seconds = time.monotonic() - start
            print(f"  {number} networks, {seconds:.0f} s", file=sys.stderr, flush=True)
        for line in remarkable([seen]):
            print(f"  {line}", file=sys.stderr, flush=True)

    if given.clean:
        found = run(trials(given.clean, first, False, not given.revenue), given.workers, tell)
        print(f"{len(found)} clean networks\n{clean_table(found)}\n")
        print("\n".join(remarkable(found)) or "nothing remarkable")
    if given.damaged:
        found = run(trials(given.damaged, first, True, not given.revenue), given.workers, tell)
        print(f"\n{len(found)} damaged networks\n{damaged_table(found)}\n\n{kinds_table(found)}")
        sizes = sorted(size for one in found for size in one.sizes)
        if sizes:
            print(f"\nclaims in a conflict: median {sizes[len(sizes) // 2]}, most {sizes[-1]}")
        print("\n".join(remarkable(found)) or "nothing remarkable")


if __name__ == "__main__":
    main()
