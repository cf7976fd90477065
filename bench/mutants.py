"""Whether the tests would notice: a sample of small changes of a room's code, each tried by itself.

    pip install mutmut coverage
    python bench/mutants.py lines
    python bench/mutants.py solver --sample 100 --seed 9
    python bench/mutants.py solver --only src/cloudkb/check/solver/unions.py:31:12:0

The changes are those of mutmut (`mutmut.mutation.mutators`). `lines` runs the tests once and keeps
which test runs which line, under .mutants/; again after the code has changed. The tests are then
collected once, and a process is forked for every change, in which the function has the changed code
and only the tests that run its line are run, until one fails: a tenth of a second to some seconds.
One process at a time. What a test does in a process of its own sees no change, which is why tests
that do little else are not in TESTS. A change that no test notices is printed, with its place; of
what is left, `--every` runs all tests, whatever their lines.
"""

import argparse
import difflib
import gc
import importlib
import os
import pickle
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

os.environ["CI"] = "1"

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cloudkb"
KEPT = ROOT / ".mutants" / "lines.pickle"
ROOMS = {
    "figures": ["figures"],
    "periods": ["periods"],
    "views": ["views"],
    **{
        room.name: [f"check/{room.name}"]
        for room in (SOURCE / "check").iterdir()
        if room.is_dir() and room.name != "__pycache__"
    },
}
TESTS = (
    *("check_*", "chinese_findings", "chinese_suspects", "relations_in_chinese", "formulas"),
    *("verdicts*", "verify", "views*", "second_sources", "leagues", "links", "interval"),
    *("render_text", "powers", "shipped_facts", "figure*", "periods", "growth_words"),
    *("nearest_figure", "same_words", "decimals", "texts", "propose", "audit", "gathered"),
)
"""Those that ask in their own process, and soon."""
AT_IMPORT = ("figures/tokens.py", "periods/pattern.py")
"""Run once, at import: no test would see a change."""
SECONDS = 40
"""For the tests of one change; what is left then is not run, and told."""
SLOWER = 10
"""So many seconds, and half as many times its own time, has a test before it counts as hanging."""


# --- changes ---------------------------------------------------------------------------------


class Mutant(NamedTuple):
    """A change of one function."""

    path: Path
    line: int
    column: int
    nth: int
    """Several are made at one place."""
    function: tuple[str, int]
    """The outermost function around it: its qualified name, and which of that name."""
    statement: tuple[int, int]
    """First and last line of the statement it is in, of its head where it has a body."""
    code: str
    """The whole module, changed."""

    @property
    def name(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}:{self.column}:{self.nth}"

    def difference(self) -> str:
        before = self.path.read_text(encoding="utf-8").splitlines()
        lines = difflib.unified_diff(before, self.code.splitlines(), n=0, lineterm="")
        return "\n".join(f"    {line}" for line in list(lines)[3:])


class _Places(cst.CSTVisitor):
    """The nodes that are changed: in the bodies of functions, but for what is run at import."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.function: tuple[str, int] | None = None
        self.depth = 0
        self.seen: Counter[str] = Counter()
        self.statements: list[tuple[int, int]] = []
        self.found: list[
            tuple[int, int, tuple[str, int], tuple[int, int], cst.CSTNode, cst.CSTNode]
        ] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            self.statements.append(self._lines(node))
        if isinstance(node, cst.Annotation | cst.Decorator | cst.Parameters) and self.depth < 2:
            return False
        if isinstance(node, cst.Annotation) or _is_docstring(node):
            return False
        if isinstance(node, cst.ClassDef | cst.FunctionDef):
            self.stack.append(node.name.value)
        if isinstance(node, cst.FunctionDef):
            self.depth += 1
            if self.depth == 1:
                name = ".".join(self.stack)
                self.function = (name, self.seen[name])
                self.seen[name] += 1
        elif self.function:
            self._change(node)
        return True

    def _lines(self, node: cst.CSTNode) -> tuple[int, int]:
        place = self.get_metadata(PositionProvider, node)
        body = getattr(node, "body", None)
        if not isinstance(node, cst.BaseCompoundStatement) or not isinstance(body, cst.CSTNode):
            return place.start.line, place.end.line
        return place.start.line, self.get_metadata(PositionProvider, body).start.line

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            self.statements.pop()
        if isinstance(original_node, cst.ClassDef | cst.FunctionDef):
            self.stack.pop()
        if isinstance(original_node, cst.FunctionDef):
            self.depth -= 1
            if not self.depth:
                self.function = None

    def _change(self, node: cst.CSTNode) -> None:
        assert self.function
        start = self.get_metadata(PositionProvider, node, None)
        if start is None:
            return
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for changed in operator(node):
                    at = start.start
                    self.found.append(
                        (at.line, at.column, self.function, self.statements[-1], node, changed)
                    )


def _is_docstring(node: cst.CSTNode) -> bool:
    return (
        isinstance(node, cst.SimpleStatementLine)
        and isinstance(node.body[0], cst.Expr)
        and isinstance(node.body[0].value, cst.SimpleString)
    )


def mutants(path: Path) -> Iterator[tuple[str, Callable[[], Mutant]]]:
    """Names of all changes of a file, and what makes each."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    places = _Places()
    wrapper.visit(places)
    at: Counter[tuple[int, int]] = Counter()
    for line, column, function, statement, node, changed in places.found:
        nth = at[line, column]
        at[line, column] += 1

        def made(
            line: int = line,
            column: int = column,
            nth: int = nth,
            function: tuple[str, int] = function,
            statement: tuple[int, int] = statement,
            node: cst.CSTNode = node,
            changed: cst.CSTNode = changed,
        ) -> Mutant:
            module = wrapper.module.deep_replace(node, changed)
            assert isinstance(module, cst.Module)
            return Mutant(path, line, column, nth, function, statement, module.code)

        yield f"{path.relative_to(ROOT)}:{line}:{column}:{nth}", made


def sample(room: str, size: int, seed: int, only: list[str] | None) -> list[Mutant]:
    """As many changes of a room, drawn evenly, in the order of the code."""
    paths = [path for folder in ROOMS[room] for path in sorted((SOURCE / folder).rglob("*.py"))]
    paths = [path for path in paths if path.relative_to(SOURCE).as_posix() not in AT_IMPORT]
    every = [each for path in paths for each in mutants(path)]
    print(f"{room}: {len(every)} mutants", flush=True)
    if only:
        return [make() for name, make in every if name in only]
    chosen = random.Random(seed).sample(range(len(every)), min(size, len(every)))
    return [every[each][1]() for each in sorted(chosen)]


# --- in the forked process ---------------------------------------------------------------------


def _functions(code: CodeType) -> Iterator[CodeType]:
    """The code of a module's outermost functions, in order."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            if each.co_flags & 0x2:  # CO_NEWLOCALS: a function, no body of a class
                yield each
            else:
                yield from _functions(each)


def _nth(code: CodeType, wanted: tuple[str, int]) -> CodeType | None:
    name, nth = wanted
    named = [each for each in _functions(code) if each.co_qualname == name]
    return named[nth] if nth < len(named) else None


def patched(one: Mutant) -> bool:
    """Give every function that has the original's code the changed one."""
    parts = one.path.relative_to(SOURCE.parent).with_suffix("").parts
    importlib.import_module(".".join(part for part in parts if part != "__init__"))
    original = _nth(compile(one.path.read_text("utf-8"), str(one.path), "exec"), one.function)
    try:
        changed = _nth(compile(one.code, str(one.path), "exec"), one.function)
    except SyntaxError:
        return False
    if not original or not changed or changed.co_freevars != original.co_freevars:
        return False
    key = (original.co_filename, original.co_qualname, original.co_firstlineno)
    done = False
    for found in gc.get_objects():
        if isinstance(found, FunctionType):
            code = found.__code__
            if (code.co_filename, code.co_qualname, code.co_firstlineno) == key:
                found.__code__ = changed
                done = True
    return done


def forget() -> None:
    """Empty every cache of the package and of the tests."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name.startswith("cloudkb") or file.startswith(str(ROOT / "tests")):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


# --- under pytest ------------------------------------------------------------------------------


class Lines:
    """Which tests run which line, and how long each takes."""

    def __init__(self) -> None:
        import coverage

        folder = KEPT.parent
        folder.mkdir(exist_ok=True)
        self.coverage = coverage.Coverage(
            data_file=None, source=[str(SOURCE)], config_file=False, messages=False
        )
        self.seconds: dict[str, float] = {}

    def pytest_sessionstart(self) -> None:
        self.coverage.start()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid.partition("::")[0])
        yield

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        started = time.perf_counter()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.perf_counter() - started
            self.coverage.switch_context("between")

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        data = self.coverage.get_data()
        found = {
            str(Path(file).relative_to(ROOT)): {
                line: tuple(contexts) for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        ran = {name.partition("::")[0] for name in self.seconds}
        before, seconds = pickle.loads(KEPT.read_bytes()) if KEPT.exists() else ({}, {})
        for file, lines in before.items():
            mine = found.setdefault(file, {})
            for line, contexts in lines.items():
                others = tuple(one for one in contexts if one.partition("::")[0] not in ran)
                mine[line] = mine.get(line, ()) + others
        KEPT.write_bytes(pickle.dumps((found, {**seconds, **self.seconds})))


class Trial:
    """A process forked for every change, between collecting the tests and running them."""

    def __init__(self, tried: list[Mutant], *, every: bool) -> None:
        self.tried, self.every = tried, every
        self.lines, self.seconds = pickle.loads(KEPT.read_bytes())
        self.fate: dict[str, list[Mutant]] = defaultdict(list)

    def tests(self, one: Mutant, items: Iterable[pytest.Item]) -> list[pytest.Item]:
        """Those that run its line, the quick files first."""
        lines: Mapping[int, tuple[str, ...]] = self.lines.get(str(one.path.relative_to(ROOT)), {})
        start, end = one.statement
        chosen = {context for line in range(start, end + 1) for context in lines.get(line, ())}
        if one.line in lines:
            chosen = set(lines[one.line])
        found = [
            item
            for item in items
            if self.every or item.nodeid in chosen or item.nodeid.partition("::")[0] in chosen
        ]
        files: dict[str, list[float]] = defaultdict(list)
        for item in found:
            files[str(item.path)].append(self.seconds.get(item.nodeid, 1.0))
        found.sort(
            key=lambda item: (
                min(files[str(item.path)]),
                str(item.path),
                self.seconds.get(item.nodeid, 1.0),
            )
        )
        return found

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        forget()
        gc.collect()
        gc.freeze()
        gc.unfreeze()
        for nth, one in enumerate(self.tried, 1):
            items = self.tests(one, session.items)
            started = time.perf_counter()
            fate = self._fate(one, session, items) if items else "not run"
            self.fate[fate].append(one)
            took = time.perf_counter() - started
            say(f"{nth:4} {fate:9} {took:6.1f} s {len(items):5} tests  {one.name}")
            if fate not in ("killed", "hung"):
                say(one.difference())
        return True

    def _fate(self, one: Mutant, session: pytest.Session, items: list[pytest.Item]) -> str:
        child = os.fork()
        if not child:
            code = 9
            try:
                code = self._run(one, session, items)
            finally:
                os._exit(code)
        deadline = time.monotonic() + 4 * SECONDS
        while time.monotonic() < deadline:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                code = os.waitstatus_to_exitcode(status)
                return {0: "lived", 1: "killed", 2: "no change", 3: "lived, part"}.get(
                    code, "killed"
                )
            time.sleep(0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "hung"

    def _run(self, one: Mutant, session: pytest.Session, items: list[pytest.Item]) -> int:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        if not patched(one):
            return 2
        session.config.pluginmanager.unregister(name="terminalreporter")
        end = time.monotonic() + SECONDS

        def hangs(*_: object) -> None:
            os._exit(1)

        signal.signal(signal.SIGALRM, hangs)
        for nth, item in enumerate(items):
            if time.monotonic() > end:
                return 3
            signal.alarm(int(SLOWER * (1 + self.seconds.get(item.nodeid, 1.0) / 2)))
            following = items[nth + 1] if nth + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0


def say(text: str) -> None:
    with SAID as stream:
        stream.write(f"{text}\n")


class _Said:
    """Standard output as it was before pytest caught it."""

    def __init__(self) -> None:
        self.file = os.dup(1)

    def __enter__(self) -> Any:
        self.stream = os.fdopen(os.dup(self.file), "w", encoding="utf-8")
        return self.stream

    def __exit__(self, *_: object) -> None:
        self.stream.close()


SAID = _Said()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room", choices=["lines", *ROOMS])
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--only", nargs="*", help="places, as they are printed")
    parser.add_argument("--every", action="store_true", help="run every test, whatever its lines")
    parser.add_argument("--tests", nargs="*", help="other files than TESTS")
    options = parser.parse_args()
    os.chdir(ROOT)
    found = {str(path) for name in TESTS for path in Path("tests").glob(f"test_{name}.py")}
    arguments = ["-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--no-summary"]
    arguments += options.tests or sorted(found)
    if options.room == "lines":
        return int(pytest.main(arguments, plugins=[Lines()]))
    tried = sample(options.room, options.sample, options.seed, options.only)
    trial = Trial(tried, every=options.every)
    pytest.main(arguments, plugins=[trial])
    count = {fate: len(found) for fate, found in sorted(trial.fate.items())}
    say(f"{options.room}: seed {options.seed}, {len(tried)} tried: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
