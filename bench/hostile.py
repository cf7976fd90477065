"""Repositories that a stranger made to hurt whoever runs cloudkb in them.

    python bench/hostile.py [NAME ...] [--share 0/4] [--quick] [--wall 5]

Each is built anew for each command in a folder of its own, beside files that must stay as they
are and must not be read. A command may find fault, refuse or answer. It may not write or delete
anything but `cloudkb.db` and what is in `.cloudkb/`, show what stands outside, take more than
five seconds of the processor or wait for ever, or end without a sentence.

Nothing here can hurt if cloudkb fails: devices are reached through links only, and what must
not be touched lies in the temporary folder.
"""

import argparse
import gc
import hashlib
import os
import random
import resource
import shutil
import signal
import socket
import sqlite3
import stat
import struct
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

SECRET = "canary-7f3a"
"""Stands in every file outside the repositories; whoever prints it has read there."""
CPU = 5
MEMORY = 2 << 30
GREEDY = 33
"""A seed of noise that reads as a demand for gigabytes."""
LARGE = 1 << 40

NAMES = """\
entities:
  aliyun: {name: Alibaba Cloud, kind: provider, aliases: [Ali]}
metrics:
  revenue: {name: Revenue, unit: money}
"""
ONE = """\
document: {id: one, title: First, published: 2024-01-15, currency: CNY}
claims:
  - {id: a, entity: aliyun, metric: revenue, period: 2023, figure: 10亿元}
  - {id: b, entity: aliyun, metric: revenue, period: 2022, figure: 9亿元, note: less}
"""
SECRET_FACTS = ONE.replace("First", SECRET).replace("id: one", "id: secret")

ALWAYS = ("query --provider aliyun", "validate", "validate --locked", "build")
IN_TURN = (
    "show one/a",
    "compare 2023",
    "list",
    "query --locked",
    "verdicts",
    "explain aliyun.revenue@2023",
    "build --force",
    "query less --format csv",
)


class Place(NamedTuple):
    """Where a hostile repository is made."""

    repo: Path
    outside: Path
    """A folder of files that must stay as they are."""


class Case(NamedTuple):
    """A hostile repository: its name, and what makes it out of a sound one."""

    name: str
    make: Callable[[Place], object]
    commands: tuple[str, ...] = ()
    """What to run in it; where there is none, the usual."""


# --- what a sound repository holds ---------------------------------------------------------


def lay_out(place: Place, base: bytes) -> None:
    """A sound repository with its base, and the files beside it."""
    for folder in (place.repo / "facts", place.repo / ".cloudkb", place.outside / "facts"):
        folder.mkdir(parents=True)
    (place.repo / "facts" / "names.yaml").write_text(NAMES, encoding="utf-8")
    (place.repo / "facts" / "one.yaml").write_text(ONE, encoding="utf-8")
    (place.repo / "notes.txt").write_text("mine", encoding="utf-8")
    (place.repo / "cloudkb.db").write_bytes(base)
    (place.outside / "facts" / "secret.yaml").write_text(SECRET_FACTS, encoding="utf-8")
    for name in ("precious.txt", "cloudkb.db", "files.json", "cache.db"):
        (place.outside / name).write_text(SECRET, encoding="utf-8")
    os.mkfifo(place.outside / "pipe")


def snapshot(folder: Path, *, but: tuple[str, ...] = ()) -> dict[str, tuple[object, ...]]:
    """What stands under a folder, apart from some names at its top."""
    found: dict[str, tuple[object, ...]] = {}
    for root, folders, files in os.walk(folder):
        top = Path(root) == folder
        folders[:] = [name for name in folders if not (top and name in but)]
        for name in (*folders, *files):
            if not (top and name in but):
                path = Path(root, name)
                found[str(path.relative_to(folder))] = _print_of(path)
    return found


def _print_of(path: Path) -> tuple[object, ...]:
    seen = os.lstat(path)
    kind = stat.S_IFMT(seen.st_mode)
    if kind == stat.S_IFLNK:
        return kind, str(path.readlink())
    if kind == stat.S_IFREG:
        small = seen.st_size < 1_000_000
        text = hashlib.sha256(path.read_bytes()).hexdigest() if small else ""
        return kind, seen.st_size, seen.st_mtime_ns, text
    return (kind,)


# --- anything in the place of any file -----------------------------------------------------

PLACES = (
    "facts",
    "facts/one.yaml",
    "facts/more.yaml",
    "facts/rows.parquet",
    "cloudkb.db",
    "cloudkb.db-journal",
    "cloudkb.db-wal",
    "cloudkb.db-shm",
    ".cloudkb",
    ".cloudkb/files.json",
    ".cloudkb/lock",
    ".cloudkb/.gitignore",
    ".cloudkb/cache.db",
    ".cloudkb/cache.db-journal",
    ".cloudkb/verdict-all.json",
    ".cloudkb/building-1.db",
)


INIT = (".github", ".github/workflows/facts.yml", ".pre-commit-config.yaml", "facts/.schema.json")
"""What `init` writes and no other command reads."""


def _link(path: Path, target: str | Path) -> None:
    path.symlink_to(target)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            listening.bind(path.name)
        finally:
            os.chdir(here)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGE)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside.yaml").write_text("[", encoding="utf-8")


KINDS: dict[str, Callable[[Path, Place], object]] = {
    "link to a file outside": lambda path, place: _link(path, place.outside / "precious.txt"),
    "link to a folder outside": lambda path, place: _link(path, place.outside / "facts"),
    "link to facts outside": lambda path, place: _link(path, place.outside / "facts/secret.yaml"),
    "link to nothing outside": lambda path, place: _link(path, place.outside / "nothing"),
    "link to a pipe outside": lambda path, place: _link(path, place.outside / "pipe"),
    "link to zeros": lambda path, _: _link(path, "/dev/zero"),
    "link to the input": lambda path, _: _link(path, "/dev/stdin"),
    "link to a full device": lambda path, _: _link(path, "/dev/full"),
    "link to itself": lambda path, _: _link(path, path.name),
    "link to the top": lambda path, _: _link(path, "/"),
    "pipe": lambda path, _: os.mkfifo(path),
    "socket": lambda path, _: _socket(path),
    "folder": lambda path, _: _folder(path),
    "empty": lambda path, _: path.write_bytes(b""),
    "one letter": lambda path, _: path.write_bytes(b"S"),
    "noise": lambda path, _: path.write_bytes(bytes(range(256)) * 20),
    "zeros and text": lambda path, _: path.write_bytes(bytes(200) + b"a diary"),
    "huge": lambda path, _: _huge(path),
}


def _in_place(name: str, kind: str) -> Case:
    def make(place: Place) -> None:
        path = place.repo / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        KINDS[kind](path, place)

    return Case(f"{name}: {kind}", make, ("init",) if name in INIT else ())


# --- bases that say they are ours ----------------------------------------------------------

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
_COLUMNS = {"base": "key, value", "files": "path, sha256, broken", "names": "name, kind, id"}


def _endless(table: str, columns: str) -> str:
    picked = ", ".join(f"'x' || i AS {name.strip()}" for name in columns.split(","))
    return f"DROP TABLE {table}; CREATE VIEW {table} AS {ENDLESS} SELECT {picked} FROM n;"


def _trigger(table: str, when: str, only: str = "") -> str:
    return (
        f"CREATE TRIGGER t_{table} {when} ON {table} {only} BEGIN"
        f" INSERT INTO names SELECT a.id || random(), b.id, c.id"
        " FROM claims a, claims b, claims c, claims d, claims e; "
        "INSERT INTO names SELECT hex(zeroblob(100000000)), 'x', 'y'; END;"
    )


def _table_sql(table: str, old: str, new: str) -> str:
    """Change the text of a table's own definition."""
    return (
        "PRAGMA writable_schema = ON;"
        f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}';"
        "PRAGMA writable_schema = RESET;"
    )


def _noisy(seed: int) -> str:
    noise = random.Random(seed).randbytes(200).hex()
    return f"UPDATE claims_search_data SET block = x'{noise}';"


NESTED = "[" * 100_000
SCHEMAS = {
    **{f"endless {table}": _endless(table, columns) for table, columns in _COLUMNS.items()},
    "endless claims": _endless("claims", "number, id, file, figure, entity"),
    "endless flat view": f"DROP VIEW claims_flat; CREATE VIEW claims_flat AS {ENDLESS} "
    "SELECT i AS id, i AS number FROM n;",
    "endless join": "DROP VIEW claims_flat; CREATE VIEW claims_flat AS SELECT a.* FROM claims a, "
    "claims b, claims c, claims d, claims e, claims f, claims g, claims h, claims i, claims j, "
    "claims k, claims l, claims m, claims n, claims o, claims p, claims q, claims r, claims s, "
    "claims t, claims u, claims v, claims w, claims x, claims y, claims z, claims a1, claims a2;",
    "trigger on claims": _trigger("claims", "BEFORE DELETE"),
    "trigger on documents": _trigger("documents", "AFTER INSERT"),
    "trigger on files": _trigger("files", "AFTER DELETE"),
    # let off by any change but the one that says that nobody made one
    "trigger on base": _trigger("base", "AFTER UPDATE", "WHEN new.key <> 'writes'"),
    "trigger instead": "CREATE TRIGGER t INSTEAD OF INSERT ON claims_flat BEGIN SELECT 1; END;",
    "generated column": _table_sql(
        "files", '"broken" INTEGER NOT NULL', '"broken" AS (hex(zeroblob(400000000)))'
    ),
    "check": _table_sql(
        "base", '"value" TEXT NOT NULL', '"value" TEXT CHECK (length(zeroblob(400000000)) > 0)'
    ),
    "default": _table_sql(
        "claims", '"local_id" TEXT NOT NULL', '"local_id" TEXT DEFAULT (hex(zeroblob(9)))'
    ),
    "index on an expression": "CREATE INDEX odd ON claims (length(hex(zeroblob(1000000))));",
    "an index more": "CREATE INDEX odd ON claims (note);",
    "an index less": "DROP INDEX idx_claims_entity_metric;",
    "a table more": "CREATE TABLE odd (a, b);",
    "a table less": "DROP TABLE exceptions;",
    "a view more": f"CREATE VIEW odd AS {ENDLESS} SELECT i FROM n;",
    "statistics": "ANALYZE;",
    "no search index": "DROP TABLE claims_search;",
    "another search index": "DROP TABLE claims_search; CREATE VIRTUAL TABLE claims_search USING "
    "fts4(entity, metric, within, scope, source, figure, says, note);",
    "a table of another module": "CREATE VIRTUAL TABLE odd USING rtree(id, a, b);",
    "a name of nonsense": 'CREATE TABLE "::error::[red]\x1b[31m\n" (a);',
}
ROWS = {
    "forged figure": "UPDATE claims SET figure = '99亿元', low = '9', high = '9';",
    "forged name": "UPDATE entities SET name = '::add-mask::x' || char(10) || '##[error]';",
    "text for numbers": "UPDATE claims SET line = 'x', figure_line = 'x', low = 'x', high = '1/0';",
    "text for counts": "UPDATE files SET broken = 'many';",
    "bytes for text": "UPDATE claims SET figure = x'ff00', period = x'ff', note = x'80';",
    "nothing": "UPDATE claims SET figure = NULL, form = NULL, kind = '', date = NULL;",
    "periods of nonsense": "UPDATE claims SET period = '9999Q9', period_start = '9999-99-99';",
    "aliases without end": f"UPDATE entities SET aliases = '{NESTED}';",
    "readings without end": f"UPDATE claims SET figure = NULL, readings = '{NESTED}';",
    "part of itself": "UPDATE entities SET part_of = id;",
    "a long text": "UPDATE claims SET note = hex(zeroblob(40000000)) WHERE number = 1;",
    "many names": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) "
    "INSERT INTO names SELECT 'n' || i, 'entity', 'aliyun' FROM n;",
    "no claims": "DELETE FROM claims;",
    "no files": "DELETE FROM files;",
    "files outside": "UPDATE claims SET file = '../outside/facts/secret.yaml';"
    "UPDATE documents SET file = '../outside/facts/secret.yaml';",
    "an index that lies": "DELETE FROM claims_search_idx; DELETE FROM claims_search_docsize;",
    "a search index of noise": _noisy(0),
    # of such noise SQLite asks for more memory than there is
    "a search index of greed": _noisy(GREEDY),
}


def _rewritten(place: Place, script: str) -> None:
    """Change a base by SQL, and let it say that nobody has."""
    path = place.repo / "cloudkb.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF;" + script)
    connection.close()
    _seal(path)


def _seal(path: Path) -> None:
    count = int.from_bytes(path.read_bytes()[24:28]) + 1
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("UPDATE base SET value = ? WHERE key = 'writes'", (str(count),))
    except sqlite3.Error:
        pass
    finally:
        connection.close()


def _base(name: str, script: str, *, stale: bool) -> Case:
    def make(place: Place) -> None:
        _rewritten(place, script)
        if stale:
            # a command now patches the base row by row
            text = ONE.replace("9亿元", "8亿元")
            (place.repo / "facts" / "one.yaml").write_text(text, encoding="utf-8")

    return Case(f"base, {'patched' if stale else 'fresh'}: {name}", make)


def _bytes(name: str, change: Callable[[bytes], bytes]) -> Case:
    def make(place: Place) -> None:
        path = place.repo / "cloudkb.db"
        path.write_bytes(change(path.read_bytes()))

    return Case(f"base, bytes: {name}", make)


def _put(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _noise(page: int) -> Callable[[bytes], bytes]:
    return lambda data: _put(data, page * 4096, b"\xa5" * 4096)


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "cut after the header": lambda data: data[:100],
    "cut in the header": lambda data: data[:75],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut by a byte": lambda data: data[:-1],
    "longer": lambda data: data + bytes(4096),
    "zeros": lambda data: bytes(len(data)),
    "write-ahead log": lambda data: _put(data, 18, b"\2\2"),
    "UTF-16": lambda data: _put(data, 56, (2).to_bytes(4)),
    "pages of 512": lambda data: _put(data, 16, (512).to_bytes(2)),
    "another program's": lambda data: _put(data, 68, b"diar"),
    "newer": lambda data: _put(data, 60, (999).to_bytes(4)),
    "older": lambda data: _put(data, 60, (0).to_bytes(4)),
    "free pages in a circle": lambda data: _put(data, 32, struct.pack(">2I", 5, 9999)),
    "tables in one place": lambda data: data.replace(b"\x04TEXT", b"\x03TEXT"),
    **{f"noise in page {page + 1}": _noise(page) for page in (1, 2, 7, 15, 16, 21, 23, 28)},
    "noise in the schema": lambda data: _put(data, 100, b"\xa5" * 3996),
}

# --- journals, memory, folders -------------------------------------------------------------


def super_journal(name: str) -> bytes:
    """A journal that SQLite plays back by deleting the file it names (file format, 3.2)."""
    magic, page = bytes.fromhex("d9d505f920a163d7"), 0x40000000 // 4096 + 1
    header = magic + struct.pack(">5I", 0, 0, 1, 512, 4096)
    text = name.encode()
    named = struct.pack(">I", page) + text + struct.pack(">2I", len(text), sum(text)) + magic
    return header.ljust(512, b"\0") + named


def _journal(name: str) -> Case:
    def make(place: Place) -> None:
        path = place.repo / name
        if not path.exists():
            with sqlite3.connect(path) as cache:
                cache.execute("CREATE TABLE kept (kind TEXT, key TEXT, value TEXT)")
            cache.close()
        journal = super_journal(str(place.outside / "precious.txt"))
        path.with_name(path.name + "-journal").write_bytes(journal)

    return Case(f"journal: {name}", make)


def _memory(name: str, text: str) -> Case:
    def make(place: Place) -> None:
        (place.repo / ".cloudkb" / "lock").touch()
        for file in ("files.json", "verdict-all.json", "base-0.json", "vocabulary-0.json"):
            (place.repo / ".cloudkb" / file).write_text(text, encoding="utf-8")

    return Case(f"memory: {name}", make)


def _endless_cache(place: Place) -> None:
    with sqlite3.connect(place.repo / ".cloudkb" / "cache.db") as cache:
        cache.execute(f"CREATE VIEW kept AS {ENDLESS} SELECT 'owner' AS kind, i AS key, i AS value")
    cache.close()


MEMORIES = {
    "nested": NESTED,
    "nested, with an owner": '{"owner": "0 0 0 /", "value": ' + NESTED,
    "many numbers": '{"owner": "", "files": [' + "1," * 5_000_000 + "1]}",
    "a long number": '{"format": 2, "digest": ' + "9" * 1_000_000 + "}",
    "another shape": '{"format": 2, "facts": 1, "files": [], "digest": {}}',
    "not text": "\udcff".encode("utf-8", "surrogateescape").decode("latin-1") * 1000,
}


def _facts(name: str, make: Callable[[Path, Place], object]) -> Case:
    return Case(f"facts: {name}", lambda place: make(place.repo / "facts", place))


def _deep(facts: Path, _: Place) -> None:
    for _number in range(150):
        facts /= "d"
        facts.mkdir()
    (facts / "deep.yaml").write_text("[", encoding="utf-8")


def _many(facts: Path, _: Place) -> None:
    for number in range(300):
        (facts / f"l{number}.yaml").symlink_to(f"l{number + 1}.yaml")


FOLDERS: dict[str, Callable[[Path, Place], object]] = {
    "a folder that leads out": lambda facts, place: _link(facts / "out", place.outside),
    "a folder that leads up": lambda facts, place: _link(facts / "up", ".."),
    "a link through a folder": lambda facts, place: (
        _link(facts / "out", place.outside),
        _link(facts / "x.yaml", "out/facts/secret.yaml"),
    ),
    "a link inside": lambda facts, place: _link(facts / "again.yaml", "one.yaml"),
    "a link to the base": lambda facts, place: _link(facts / "base.yaml", "../cloudkb.db"),
    "a name with commands": lambda facts, place: (
        facts / "::error::x\n##[error]\x1b[31m.yaml"
    ).write_text("[", encoding="utf-8"),
    "a name that is no text": lambda facts, place: (
        facts / os.fsdecode(b"\xff\xfe.yaml")
    ).write_text("[", encoding="utf-8"),
    "a long name": lambda facts, place: (facts / ("x" * 240 + ".yaml")).write_text("["),
    "deep folders": _deep,
    "a chain of links": _many,
    "a folder called as a file": lambda facts, place: (facts / "two.yaml").mkdir(),
}


def cases() -> list[Case]:
    """Every hostile repository there is."""
    made = [_in_place(name, kind) for name in (*PLACES, *INIT) for kind in KINDS]
    for stale in (False, True):
        made += [_base(name, script, stale=stale) for name, script in {**SCHEMAS, **ROWS}.items()]
    made += [_bytes(name, change) for name, change in BYTES.items()]
    made += [_journal(name) for name in ("cloudkb.db", ".cloudkb/cache.db", ".cloudkb/lock")]
    made += [_memory(name, text) for name, text in MEMORIES.items()]
    made.append(Case("memory: an endless table", _endless_cache))
    made += [_facts(name, make) for name, make in FOLDERS.items()]
    return made


# --- running a command in one --------------------------------------------------------------


def sound_base() -> bytes:
    """The base of the sound repository; on the way every command is run, and so imported, once."""
    from cloudkb.cli.app import run as run_cli

    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name, Path(os.devnull).open("w") as nowhere:
        top = Path(name)
        lay_out(Place(top / "repo", top / "outside"), b"")
        os.chdir(top / "repo")
        try:
            with redirect_stdout(nowhere), redirect_stderr(nowhere):
                for command in ("build", *ALWAYS, *IN_TURN):
                    assert run_cli(command.split()) in (0, 1), command
        finally:
            os.chdir(before)
        return (top / "repo" / "cloudkb.db").read_bytes()


def complaints(case: Case, command: str, base: bytes, wall: float) -> Iterator[str]:
    """What a command did in a hostile repository that it must not do."""
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name) / "repo", Path(name) / "outside")
        lay_out(place, base)
        case.make(place)
        kept = ("cloudkb.db", "cloudkb.db-journal", "cloudkb.db-wal", "cloudkb.db-shm", ".cloudkb")
        before = snapshot(place.outside), snapshot(place.repo, but=kept)
        code, said = run(command, place.repo, Path(name) / "said", wall)
        after = snapshot(place.outside), snapshot(place.repo, but=kept)
        if command == "init":
            # it adds files, and touches none that is there
            after = after[0], {name: after[1].get(name, ()) for name in before[1]}
        if after != before:
            yield "changed a file that is not its own"
        if SECRET in said or _holds_secret(place.repo):
            yield "read a file outside"
        if code is None:
            yield "went on and on"
        elif code not in (0, 1, 2):
            yield f"ended with {code}"
        if "Traceback" in said or "bug in cloudkb" in said:
            yield "failed without a sentence: " + said.strip()[-300:]
        elif code is not None and not said.strip():
            yield "said nothing"


def _holds_secret(repo: Path) -> bool:
    memory = repo / ".cloudkb"
    mine = (repo / "cloudkb.db", *([] if memory.is_symlink() else memory.glob("*")))
    return any(
        SECRET.encode() in path.read_bytes()
        for path in mine
        if stat.S_ISREG(os.lstat(path).st_mode if os.path.lexists(path) else 0)
        and path.stat().st_size < LARGE
    )


def run(command: str, folder: Path, said: Path, wall: float) -> tuple[int | None, str]:
    """The exit code of a command, None when it had to be killed, and all that it said."""
    child = os.fork()
    if not child:
        _become(command, folder, said)
    end = time.monotonic() + wall
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return None if -code in (signal.SIGXCPU, signal.SIGKILL) else code, _text(said)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None, _text(said)


def _text(said: Path) -> str:
    return said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""


def _become(command: str, folder: Path, said: Path) -> None:
    code = 99
    try:
        silent, _kept_open = os.pipe()
        os.dup2(silent, 0)
        output = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(folder)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        from cloudkb.cli.app import run as run_cli

        code = run_cli(command.split())
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def main() -> int:
    """Run the cases named, or a share of them; print what went wrong, and how many ran."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="words of the names of cases; all by default")
    parser.add_argument("--share", default="0/1", help="every so-manieth case: 1/4")
    parser.add_argument("--quick", action="store_true", help="two commands each, not five")
    parser.add_argument("--wall", type=float, default=5.0, help="seconds to wait for a command")
    given = parser.parse_args()
    first, of = map(int, given.share.split("/"))
    chosen = [case for case in cases() if all(word in case.name for word in given.names)]
    os.environ.pop("CI", None)
    os.environ["COLUMNS"] = "100"
    base = sound_base()
    # what is never collected is not copied in each fork
    gc.collect()
    gc.freeze()
    wrong = commands = repositories = 0
    for number, case in enumerate(chosen):
        if number % of != first:
            continue
        repositories += 1
        turn = number // of
        always = (ALWAYS[turn % len(ALWAYS)],) if given.quick else ALWAYS
        for command in case.commands or (*always, IN_TURN[turn % len(IN_TURN)]):
            commands += 1
            for complaint in complaints(case, command, base, given.wall):
                wrong += 1
                print(f"{case.name} | {command} | {complaint}", flush=True)
    print(f"{repositories} repositories, {commands} commands, {wrong} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
