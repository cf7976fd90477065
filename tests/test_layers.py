"""Rooms import downwards only, and the way to an answer stays short.

`python tests/test_layers.py` prints the rooms of the checker, their floors and what they import.
"""

import ast
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from cloudkb.surroundings import ignoring

SOURCE = Path(__file__).parent.parent / "src" / "cloudkb"
BENCH = Path(__file__).parent.parent / "bench"
LAYERS = {
    "exact": 1,
    "interval": 1,
    "powers": 2,
    "leagues": 2,
    "lines": 1,
    "links": 1,
    "traditional": 0,
    "surroundings": 1,
    "language": 0,
    "late": 0,
    "words": 1,
    "mcp": 2,
    "plainfile": 1,
    "parquet": 1,
    "workers": 2,
    "periods": 2,
    "figures": 3,
    "defaults": 4,
    "texts": 4,
    "equations": 4,
    "rules": 4,
    "verdict": 4,
    "reader": 5,
    "store": 5,
    "views": 5,
    "check": 5,
    "render": 5,
    "proofreading": 6,
    "base": 7,
    "reporting": 7,
    "exporting": 7,
    "writer": 7,
    "importing": 8,
    "api": 9,
    "cli": 9,
}
CHECK = {
    "solver": 1,
    "constraints": 2,
    "relations": 3,
    "corroboration": 4,
    "diagnosis": 4,
    "explanation": 5,
    "answers": 6,
}
"""The rooms of the checker; its door, `check` itself, lies above them."""
KNOWS = {
    "yaml": {"reader"},
    "duckdb": {"parquet"},
    "distributed": {"workers"},
    "openpyxl": {"importing"},
    "sqlite_utils": {"store"},
    "typer": {"cli"},
    "rich": {"render"},
}
"""Who may import what from outside."""
NAMED_FOR_ANOTHER = (
    # what a user types: the question, the room, the page of that name stand behind it
    "cloudkb.cli.commands.",
    # what `--format` is given
    "cloudkb.render.",
    # the room or module whose messages it words
    "cloudkb.language.chinese.",
    # the module of `figures` that looks its words up there
    "cloudkb.figures.table.",
)
"""Where modules have the name of another, each folder for one reason."""
ALIKE = {"cloudkb.model.pages"}
"""The records of the room of that name."""
NEVER_TO_ANSWER = {"yaml", "sqlite_utils", "fractions", "decimal", "pydantic", "hypothesis"}


@cache
def modules():
    paths = sorted(SOURCE.rglob("*.py"))
    return [(path, path.relative_to(SOURCE).with_suffix("").parts[0]) for path in paths]


@cache
def statements(path):
    """The imports and classes of a file, each with whether it is for type checking alone."""
    found, left = [], [(ast.parse(path.read_text(encoding="utf-8")), False)]
    while left:
        node, typing = left.pop()
        if isinstance(node, ast.If):
            test = node.test.operand if isinstance(node.test, ast.UnaryOp) else node.test
            typing = typing or getattr(test, "id", "") == "TYPE_CHECKING"
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.ClassDef)):
            found.append((node, typing))
        # an expression holds no statement, and most of a file is expressions
        left += [
            (one, typing) for one in ast.iter_child_nodes(node) if not isinstance(one, ast.expr)
        ]
    return found


def nodes(path, typing=True):
    """The imports and classes of a file; those for type checking alone only with `typing`."""
    return [node for node, alone in statements(path) if typing or not alone]


@cache
def imports(path, typing=False):
    """Names imported anywhere in a file; those for type checking alone only with `typing`."""
    return tuple(_imports(path, typing))


def _imports(path, typing):
    for node in nodes(path, typing):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module.startswith("cloudkb"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


@cache
def arrows():
    """For each module of the package those it imports, late and for type checking too."""
    files = {}
    for path, _ in modules():
        parts = ("cloudkb", *path.relative_to(SOURCE).with_suffix("").parts)
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    found = {}
    for module, path in files.items():
        known = {
            name if name in files else name.rpartition(".")[0]
            for name in imports(path, typing=True)
        }
        found[module] = (known & files.keys()) - {module}
    return found


def rises(graph):
    """For each node the longest way down from it, in floors; those on or above a circle: none."""
    left = {node: set(below) & graph.keys() for node, below in graph.items()}
    floors = {}
    while True:
        free = [node for node, below in left.items() if not below - floors.keys()]
        if not free:
            return floors
        for node in free:
            floors[node] = 1 + max((floors[one] for one in left.pop(node)), default=0)


def room_of(module):
    """The room of the checker that a module lies in; empty for its door."""
    return module.removeprefix("cloudkb.check").strip(".").partition(".")[0]


def checker():
    """The modules of each room of the checker."""
    rooms = defaultdict(list)
    for module in arrows():
        if f"{module}.".startswith("cloudkb.check."):
            rooms[room_of(module)].append(module)
    return rooms


def between_rooms():
    """How many imports lead from one room of the checker to another."""
    found = defaultdict(int)
    for room, members in checker().items():
        for module in members:
            for other in arrows()[module]:
                if f"{other}.".startswith("cloudkb.check.") and room_of(other) != room:
                    found[room, room_of(other)] += 1
    return found


def plan():
    """The rooms of the checker in words: floor by floor, each with its modules and arrows."""
    rooms, ways = checker(), between_rooms()
    lines = [
        f"check: {len(rooms) - 1} rooms on {len(set(CHECK.values()))} floors and a door, "
        f"{len(ways)} arrows between them, {sum(map(len, rooms.values()))} modules"
    ]
    for room, members in sorted(rooms.items(), key=lambda one: (CHECK.get(one[0], 9), one[0])):
        inside = rises({module: arrows()[module] for module in members})
        down = ", ".join(
            f"{other} {number}" for (here, other), number in sorted(ways.items()) if here == room
        )
        lines.append(
            f"\n{CHECK.get(room, len(CHECK))} {room or 'the door'}: {len(members)} modules on "
            f"{max(inside.values())} floors; imports {down or 'no other room'}"
        )
        for floor in sorted(set(inside.values())):
            names = sorted(name.rpartition(".")[2] for name in members if inside[name] == floor)
            lines.append(f"    {floor}: {' '.join(names)}")
    return "\n".join(lines)


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


def test_nothing_imports_in_a_circle():
    """No module comes back to itself, also not late or for type checking; nor one of bench."""
    bench = {path.stem: imports(path, typing=True) for path in BENCH.glob("*.py")}
    graph = arrows() | {name: bench.keys() & {*below} for name, below in bench.items()}
    assert graph.keys() - rises(graph).keys() == set()


def test_the_rooms_of_the_checker_lie_on_floors():
    """Each room of `check` imports lower ones only, and none is without a floor."""
    assert checker().keys() - {""} == CHECK.keys()
    floors = {**CHECK, "": len(CHECK)}
    wrong = [way for way in between_rooms() if floors[way[1]] >= floors[way[0]]]
    assert wrong == []
    assert max(CHECK.values()) <= 7


def test_the_solver_knows_nothing_of_claims():
    """`solver` imports itself and intervals; `verify` only the records of the problem."""
    wrong = []
    for module in checker()["solver"]:
        own = "cloudkb.check.solver"
        allowed = f"{own}.problem" if module == f"{own}.verify" else own
        for other in arrows()[module] - {"cloudkb.interval"}:
            if not other.startswith(allowed):
                wrong.append(f"{module} imports {other}")
    assert wrong == []


def test_the_name_of_a_module_means_one_thing():
    """A name of a file says which one is meant, but where the place says why it is taken."""
    named = defaultdict(list)
    for module in arrows():
        if not module.startswith(NAMED_FOR_ANOTHER) and module not in ALIKE:
            named[module.rpartition(".")[2]].append(module)
    assert [same for same in named.values() if len(same) > 1] == []


def named_types(path):
    """The classes of a file, and the names it gives to types (`Span = tuple[str, str]`)."""
    for node in nodes(path):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        for name in names:
            if re.fullmatch(r"_?[A-Z]\w*[a-z]\w*", name) and "TypeVar" not in ast.unparse(node):
                yield name


def test_the_name_of_a_type_means_one_thing():
    """No two classes are called alike, and no other name of a type is like one of them."""
    named = Counter(name for path, _ in modules() for name in named_types(path))
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize("room", sorted(path.parent.name for path in SOURCE.glob("*/docs.md")))
def test_the_door_of_a_room_names_every_module(room):
    """Its `docs.md` says in a row of a table what each file does.

    Relations are found by being there; docs/checker.md is made from them. Tables are read by the
    module of their name.
    """
    text = (SOURCE / room / "docs.md").read_text(encoding="utf-8")
    names = {
        path.stem
        for path in (SOURCE / room).rglob("*.py")
        if path.stem != "__init__" and path.parent.name not in {"relations", "table"}
    }
    listed = set(re.findall(r"`(\w+)(?:\.py)?`", "".join(re.findall(r"^\|.*?\|", text, re.M))))
    assert sorted(names - listed) == []


def test_the_door_of_the_checker_speaks_of_no_file_that_is_gone():
    """A module named with its folder is there."""
    text = (SOURCE / "check" / "docs.md").read_text(encoding="utf-8")
    paths = re.findall(rf"`({'|'.join(CHECK)})/(\w+)`", text)
    gone = [path for path in paths if f"cloudkb.check.{'.'.join(path)}" not in arrows()]
    assert paths
    assert gone == []


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


def test_one_module_writes_to_the_streams():
    """What a job's log must not obey is spelled out in one place: nobody writes past it."""
    writing = re.compile(r"std(out|err)\.(buffer\.)?write|\becho\(|\bprint\(")
    users = [
        path.name
        for path in (SOURCE / "cli").rglob("*.py")
        if writing.search(path.read_text(encoding="utf-8"))
    ]
    assert users == ["streams.py"]


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
        # a job remembers nothing, and believes nothing that was
        env={name: value for name, value in os.environ.items() if name != "CI"},
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
    """Answering loads no YAML, no exact arithmetic, no builder of bases.

    What is doubted, and the verdicts of a digest, are worked out with the first answer, and
    looked up from then on.
    """
    if arguments[:1] == ["query"]:
        loaded(["query", "--provider", "aliyun", "-q"], repository)
    names = {name.split(".")[0] for name in loaded(arguments, repository)}
    # Rich's own tables divide their width in fractions
    drawn = {"fractions", "decimal"} if "rich" in names else set()
    assert names & (NEVER_TO_ANSWER - drawn) == set()


def test_json_is_answered_without_drawing(repository):
    """JSON does not load Rich."""
    names = loaded(["query", "--format", "json", "-q"], repository)
    assert not {name for name in names if name.split(".")[0] == "rich"}


def test_a_build_imports_no_numpy(repository, tmp_path):
    """Where it is installed sqlite-utils imports it, which takes longer than all of a build."""
    pytest.importorskip("numpy")
    copy = shutil.copytree(repository, tmp_path / "copy")
    names = loaded(["build", "--force", "-q"], copy)
    assert "sqlite_utils" in names
    assert "numpy" not in names


def test_what_was_ignored_is_imported_afterwards():
    """A library is there as ever once those that would import it have been."""
    with ignoring("wave"), pytest.raises(ModuleNotFoundError):
        importlib.import_module("wave")
    assert importlib.import_module("wave").open


if __name__ == "__main__":
    sys.stdout.write(f"{plan()}\n")
