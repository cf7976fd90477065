"""`init`, `build` and `schema`: what a repository of facts is kept with."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml

from cloudkb.cli.skeleton import SCHEMA, SKELETON, VALIDATE, WORKFLOW
from cloudkb.words import is_chinese

WHEEL = "tools/cloudkb-*.whl"
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A new repository, as `init` makes it."""
    from cloudkb.cli.app import run

    folder = tmp_path_factory.mktemp("made") / "new claims"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(["init", str(folder)]) == 0
    return folder


@pytest.fixture
def fresh(tmp_path, made):
    """The same, to change."""
    return shutil.copytree(made, tmp_path / "new claims", symlinks=True)


def steps(folder):
    """The commands of the workflow, in order."""
    workflow = yaml.safe_load((folder / WORKFLOW).read_text(encoding="utf-8"))
    return [step["run"] for step in workflow["jobs"]["validate"]["steps"] if "run" in step]


def hooks(path):
    """The hooks of a file for pre-commit."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found["repos"][0]["hooks"] if isinstance(found, dict) else found


@pytest.mark.parametrize("environment", [{}, {"CI": "true"}], ids=["here", "ci"])
def test_the_first_word_about_a_new_repository_is_that_nothing_is_wrong(
    fresh, cloudkb, environment
):
    """Before any base is built, `validate` finds nothing and misses nothing, in CI as well."""
    shown = cloudkb("validate", "--strict", folder=fresh, environment=environment)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("No contradiction found among 4 claims.\n")
    assert not (fresh / "cloudkb.db").exists()


def test_a_new_repository_builds_and_answers(fresh, cloudkb):
    """The skeleton's base is fresh once built, and answers."""
    assert cloudkb("build", folder=fresh).code == 0
    assert cloudkb(*VALIDATE.split()[1:], folder=fresh).code == 0
    assert "26.7%" in cloudkb("compare", "2023Q4", folder=fresh).out


def test_init_leaves_what_is_there(fresh, cloudkb):
    """A file that exists is named and kept."""
    (fresh / "facts" / "entities.yaml").write_text("entities: {}\n", encoding="utf-8")
    shown = cloudkb("init", folder=fresh)
    assert (shown.code, shown.out) == (0, "")
    assert shown.err.count("was there already") == len(SKELETON) + 2
    assert (fresh / "facts" / "entities.yaml").read_text(encoding="utf-8") == "entities: {}\n"


@pytest.mark.parametrize("name", [name for name in SKELETON if name.endswith((".yaml", ".yml"))])
def test_the_skeleton_is_yaml(name, fresh):
    """Hooks and workflow can be read by those who run them."""
    assert yaml.safe_load((fresh / name).read_text(encoding="utf-8"))


# --- editors -------------------------------------------------------------------------------


def test_every_fact_file_names_its_schema_and_passes_it(fresh, cloudkb):
    """Editors find the schema from the first line of each file; it has this repository's ids."""
    paths = [fresh / name for name in SKELETON if name.startswith("facts/")]
    assert len(paths) == 4
    for path in paths:
        text = path.read_text(encoding="utf-8")
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert named
        found = json.loads((path.parent / named[1]).resolve().read_text(encoding="utf-8"))
        plain = json.loads(json.dumps(yaml.safe_load(text), default=str))
        jsonschema.validate(plain, found, cls=jsonschema.Draft7Validator)
        assert "acme-cloud" in found["definitions"]["claim"]["properties"]["entity"]["enum"]
    assert cloudkb("schema", folder=fresh).out == (fresh / SCHEMA).read_text(encoding="utf-8")


def test_the_schema_knows_the_facts_that_were_there(tmp_path, cloudkb):
    """In a repository with facts of its own, their ids are offered."""
    (tmp_path / "facts").mkdir()
    own = "entities: {zeta: {name: Zeta, kind: provider}}\n"
    (tmp_path / "facts" / "entities.yaml").write_text(own, encoding="utf-8")
    assert cloudkb("init", folder=tmp_path).code == 0
    found = json.loads((tmp_path / SCHEMA).read_text(encoding="utf-8"))
    assert found["definitions"]["claim"]["properties"]["entity"]["enum"] == ["zeta"]


# --- hook and workflow ---------------------------------------------------------------------


def test_hook_and_workflow_are_equally_strict(fresh):
    """What the hook lets through the workflow lets through: the same command, base first."""
    assert steps(fresh)[-1] == VALIDATE
    published = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
    for path in (published, fresh / ".pre-commit-config.yaml"):
        made = hooks(path)
        assert [hook["entry"] for hook in made] == ["cloudkb build", VALIDATE]
        assert [hook["id"] for hook in made] == ["cloudkb-build", "cloudkb-validate"]
        assert all(hook["always_run"] and hook["pass_filenames"] is False for hook in made)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("period: 2023Q4", "period: 2023Q9", "bad-period"),
        ("+12% yoy", "+12.50% yoy", "stale-base"),
        ("  - where: p4", "  - {id: again, entity: acme-cloud, metric: revenue, period: 2023, "
         "figure: $1.2 billion}\n  - where: p4", "repeated-claim"),
    ],
)  # fmt: skip
def test_what_both_refuse(fresh, cloudkb, old, new, rule):
    """An error, a warning, and a base that was committed and is not of these facts."""
    assert cloudkb("build", folder=fresh).code == 0
    path = fresh / "facts" / "documents" / "example-2024.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new), encoding="utf-8")
    shown = cloudkb(*VALIDATE.split()[1:], "--select", rule, folder=fresh)
    assert (shown.code, rule in shown.out) == (1, True)


# --- what the workflow installs --------------------------------------------------------------


def test_the_workflow_installs_what_is_in_the_repository(fresh, tmp_path):
    """No index has to know cloudkb: its wheel is pushed with the facts, and runs as installed."""
    install, check = steps(fresh)
    assert install == f"pip install ./{WHEEL}"
    (wheel,) = fresh.glob(WHEEL)
    site = tmp_path / "site"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
    ]
    subprocess.run([*pip, "--target", site, wheel], check=True)
    code = f"import sys; sys.path.insert(0, {str(site)!r}); import cloudkb; print(cloudkb.__file__)"
    code += "; from cloudkb.cli import main; sys.argv[1:] = " + repr(check.split()[1:]) + "; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=fresh, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    where, said = done.stdout.splitlines()[:2]
    assert Path(where) == site / "cloudkb" / "__init__.py"
    assert said.startswith("No contradiction found")
    assert (site / "cloudkb" / "py.typed").is_file()
    assert not (site / "cloudkb" / "shipped").exists()


def test_the_wheel_is_whole_and_the_same_each_time(fresh, tmp_path, cloudkb):
    """Every module, what the licences ask for, hashes that hold; the same code, the same bytes."""
    import base64
    import hashlib

    import cloudkb as package

    assert cloudkb("init", tmp_path / "other", folder=tmp_path).code == 0
    (one,), (other,) = fresh.glob(WHEEL), (tmp_path / "other").glob(WHEEL)
    assert one.read_bytes() == other.read_bytes()
    top = Path(package.__file__).parent
    with zipfile.ZipFile(one) as archive:
        names = set(archive.namelist())
        (record,) = (name for name in names if name.endswith("/RECORD"))
        for line in archive.read(record).decode().splitlines():
            name, digest, size = line.rsplit(",", 2)
            if name != record:
                data = archive.read(name)
                raw = hashlib.sha256(data).digest()
                told = base64.urlsafe_b64decode(digest.removeprefix("sha256=") + "=")
                assert (told, int(size)) == (raw, len(data)), name
    assert {f"cloudkb/{path.relative_to(top).as_posix()}" for path in top.rglob("*.py")} <= names
    assert {name.rpartition("/")[2] for name in names} >= {"MIT.txt", "METADATA", "WHEEL"}


def test_another_source_is_installed_and_no_wheel_copied(tmp_path, cloudkb):
    """A git address, with or without git+, pinned or not; an archive; a requirement."""
    git = f"git+https://forge.example/tools/cloudkb@{COMMIT}"
    cases = {
        git: git,
        git.removeprefix("git+"): git,
        f"cloudkb @ {git}": f"'cloudkb @ {git}'",
        "https://forge.example/cloudkb-1.0-py3-none-any.whl#sha256=00":
            "'https://forge.example/cloudkb-1.0-py3-none-any.whl#sha256=00'",
        "cloudkb[lp]==1.0": "'cloudkb[lp]==1.0'",
    }  # fmt: skip
    for number, (spec, words) in enumerate(cases.items()):
        folder = tmp_path / str(number)
        assert cloudkb("init", folder, "--install-from", spec, folder=tmp_path).code == 0
        assert steps(folder) == [f"pip install {words}", VALIDATE]
        assert not (folder / "tools").exists()


def test_a_wheel_that_is_named_is_copied(fresh, tmp_path, cloudkb):
    """Another build of cloudkb stands in the repository as it was."""
    (wheel,) = fresh.glob(WHEEL)
    named = tmp_path / "cloudkb-9.9-py3-none-any.whl"
    named.write_bytes(wheel.read_bytes())
    folder = tmp_path / "other"
    assert cloudkb("init", folder, "--install-from", named, folder=tmp_path).code == 0
    assert [path.name for path in folder.glob(WHEEL)] == [named.name]
    assert steps(folder)[0] == f"pip install ./{WHEEL}"


def test_the_tool_may_stand_in_the_same_repository(tmp_path, cloudkb):
    """A folder inside the repository is installed by its path in it."""
    (tmp_path / "claims" / "lib" / "cloudkb").mkdir(parents=True)
    spec = tmp_path / "claims" / "lib" / "cloudkb"
    assert cloudkb("init", "claims", "--install-from", spec, folder=tmp_path).code == 0
    assert steps(tmp_path / "claims")[0] == "pip install ./lib/cloudkb"


@pytest.mark.parametrize(
    "spec",
    ["/", "no/such/folder", "nothing.whl", "--index-url=https://x", "cloudkb; rm -rf ~",
     "cloudkb $(id)", "cloudkb ${{ secrets.X }}", "a\nb", "cloudkb 'x'", "cloudkb #x", "x: y"],
)  # fmt: skip
def test_what_no_runner_can_install_is_refused(tmp_path, cloudkb, spec):
    """A path outside the repository, and words that a shell or YAML would obey."""
    shown = cloudkb("init", "claims", f"--install-from={spec}", folder=tmp_path)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("cloudkb: --install-from: ")
    assert not (tmp_path / "claims").exists()


def test_a_new_wheel_takes_the_place_of_one_that_was_removed(fresh, cloudkb):
    """To update: take the wheel out and run init again; a workflow that was there says if."""
    (wheel,) = fresh.glob(WHEEL)
    wheel.unlink()
    shown = cloudkb("init", folder=fresh)
    assert shown.out == f"made tools/{wheel.name}\n"
    wheel.unlink()
    text = (fresh / WORKFLOW).read_text(encoding="utf-8")
    (fresh / WORKFLOW).write_text(text.replace(f"./{WHEEL}", "cloudkb==1.0"), encoding="utf-8")
    shown = cloudkb("init", "--install-from", "cloudkb==2.0", folder=fresh)
    assert shown.out == ""
    assert "--install-from changed nothing: edit the line pip install" in shown.err


# --- build and schema ----------------------------------------------------------------------


def test_build_says_whether_it_had_to(fresh, cloudkb):
    """A base that is fresh is left alone."""
    assert "written: 4 claims" in cloudkb("build", folder=fresh).out
    assert "is fresh: 4 claims" in cloudkb("build", folder=fresh).out


def test_build_with_broken_facts_ends_with_one(fresh, cloudkb):
    """The base holds what is valid; the exit code says that something is not."""
    path = fresh / "facts" / "documents" / "example-2024.yaml"
    text = path.read_text(encoding="utf-8").replace("+12% yoy", "+12%")
    path.write_text(text, encoding="utf-8")
    shown = cloudkb("build", folder=fresh)
    assert shown.code == 1
    assert "cloudkb validate" in shown.err
    assert cloudkb("query", "--count", folder=fresh).out == "3\n"


COMMENTED_OUT = re.compile(
    r"# *(?:- )?[a-z_-]+: |# *[a-z_-]+:$|# cloudkb schema|# yaml-language-server"
)


BLOCK = r"```(?:yaml|sh)\n(.*?)```"


def test_the_readme_of_a_new_repository_says_what_works(fresh, cloudkb):
    """Its commands, in order; that which installs is the workflow's own."""
    page = (fresh / "README.md").read_text(encoding="utf-8")
    first, then = re.findall(BLOCK, page, re.DOTALL)
    install, *commands = first.splitlines()
    assert install == steps(fresh)[0]
    for command in (*commands, *then.splitlines()[:2]):
        tool, *words = command.split()
        assert (tool, cloudkb(*words, folder=fresh).code) == ("cloudkb", 0)
    assert (fresh / then.splitlines()[2].split()[-1]).is_file()


def test_init_in_chinese_lays_out_the_same_facts(cloudkb, tmp_path):
    """Comments and the page for assistants are Chinese; keys, data and commands are the same."""
    for language in ("en", "zh"):
        assert cloudkb("init", tmp_path / language, "--lang", language).code == 0
    for name in (*SKELETON, "facts/.schema.json"):
        english, chinese = ((tmp_path / each / name).read_text("utf-8") for each in ("en", "zh"))
        if name.endswith(".md"):
            spans = [set(re.findall(r"`([a-z][^`\n]+)`", page)) for page in (english, chinese)]
            assert spans[0] == spans[1]
            blocks = [re.findall(BLOCK, page, re.DOTALL) for page in (english, chinese)]
            loaded = [list(map(yaml.safe_load, found)) for found in blocks]
            assert loaded[0] == loaded[1] != []
            continue
        assert plain(english) == plain(chinese)
        told = [line for line in chinese.splitlines() if line.startswith("# ")]
        told = [line for line in told if not COMMENTED_OUT.match(line)]
        assert [line for line in told if not is_chinese(line)] == [], name


def plain(text):
    """What a program reads of a file."""
    return [line.partition("# ")[0] for line in text.splitlines() if not line.startswith("#")]


def test_init_says_in_chinese_what_it_made(cloudkb, tmp_path):
    """What was made, what was there already, and what to do next."""
    first = cloudkb("init", tmp_path / "new", "--lang", "zh")
    assert first.out.startswith("新建facts/entities.yaml\n")
    assert first.err.endswith("cloudkb validate && cloudkb build\n")
    assert "下一步：cd" in first.err
    again = cloudkb("init", tmp_path / "new", "--install-from", "cloudkb==1.0", "--lang", "zh")
    assert again.err.startswith("保留facts/entities.yaml：原已存在\n")
    assert "--install-from没有生效：请修改.github/workflows/facts.yml中pip install一行" in again.err
