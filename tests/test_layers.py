"""Rooms import downwards only, and the way to an answer stays short."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "cloudkb"
LAYERS = {
    "interval": 1,
    "words": 1,
    "periods": 2,
    "figures": 3,
    "rules": 4,
    "verdict": 4,
    "reader": 5,
    "store": 5,
    "views": 5,
    "check": 5,
    "audit": 5,
    "render": 5,
    "base": 6,
    "api": 7,
    "cli": 7,
}
KNOWS = {"yaml": {"reader"}, "sqlite_utils": {"store"}, "typer": {"cli"}, "rich": {"render"}}
"""Who may import what from outside."""
NEVER_TO_ANSWER = {"yaml", "sqlite_utils", "fractions", "decimal", "pydantic", "hypothesis"}


def modules():
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        yield path, parts[0]


def imports(path):
    """Names imported anywhere in a file, but for type checking; those at the top marked."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            skipped.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module in ("cloudkb", "cloudkb.check"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def test_rooms_import_lower_layers_only():
    """A room imports rooms of lower layers and `model`, never its own row or above."""
    wrong = []
    for path, room in modules():
        if room in ("__init__", "__main__"):
            continue
        for name in imports(path):
            package, _, rest = name.partition(".")
            other = rest.split(".")[0]
            if package != "cloudkb" or other in ("", "model", room):
                continue
            if room == "model" or LAYERS[other] >= LAYERS[room]:
                wrong.append(f"{path.relative_to(SOURCE)} imports {name}")
    assert wrong == []


PROVER = {
    *("chain", "components", "conflicts", "cores", "cycles", "decide", "grades", "highs", "hulls"),
    *("implications", "linear", "net", "optimise", "presolve", "program", "propagate", "prover"),
    *("readings", "refute", "relaxation", "scaled", "simplex", "system", "unions", "verify"),
}
"""The half of the checker that proves: rows, products and labels."""


def test_the_prover_knows_nothing_of_claims():
    """The proving half of `check` imports itself and intervals; `verify` only the records."""
    wrong = []
    for name in sorted(PROVER):
        known = {"cloudkb.interval", "cloudkb.check.system"}
        if name != "verify":
            known |= {f"cloudkb.check.{other}" for other in PROVER}
        for other in imports(SOURCE / "check" / f"{name}.py"):
            if other.startswith("cloudkb") and other not in known:
                wrong.append(f"{name} imports {other}")
    assert wrong == []


def test_every_room_has_a_layer():
    """A new room is given its place before it imports anything."""
    rooms = {room for _, room in modules()} - {"__init__", "__main__", "model", "shipped"}
    assert rooms <= set(LAYERS)


@pytest.mark.parametrize("outside", KNOWS)
def test_outside_packages_stay_in_their_room(outside):
    """Only the reader knows yaml, only the store sqlite_utils, only the shell typer."""
    users = {
        room for path, room in modules() for name in imports(path) if name.split(".")[0] == outside
    }
    assert users <= KNOWS[outside]


def test_no_module_of_the_package_prints():
    """Nothing but the shell writes to the streams."""
    wrong = [
        str(path.relative_to(SOURCE))
        for path, room in modules()
        if room != "cli" and "sys.stdout" in path.read_text(encoding="utf-8")
    ]
    assert wrong == []


def loaded(arguments, folder):
    """Modules in memory after a command has run."""
    code = (
        "import sys\n"
        f"sys.argv = ['cloudkb', *{arguments!r}]\n"
        "from cloudkb.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return {name for name in done.stderr.splitlines() if name.isprintable()}


FAST = [
    ["query", "--provider", "aliyun", "-q"],
    ["query", "--provider", "aliyun", "--format", "json", "-q"],
    ["list", "entities", "-q"],
    ["--help"],
    [],
]


@pytest.mark.parametrize("arguments", FAST, ids=" ".join)
def test_answers_import_no_more_than_they_need(arguments, repository):
    """Answering loads no YAML, no exact arithmetic, no builder of bases."""
    names = {name.split(".")[0] for name in loaded(arguments, repository)}
    # Rich's own tables divide their width in fractions
    drawn = {"fractions", "decimal"} if "rich" in names else set()
    assert names & (NEVER_TO_ANSWER - drawn) == set()


def test_json_is_answered_without_drawing(repository):
    """JSON does not load Rich."""
    names = loaded(["query", "--format", "json", "-q"], repository)
    assert not {name for name in names if name.split(".")[0] == "rich"}
