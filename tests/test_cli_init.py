"""`init`, `build` and `schema`: what a repository of facts is kept with."""

import json

import pytest
import yaml

from cloudkb.cli.skeleton import SKELETON


@pytest.fixture
def fresh(tmp_path, cloudkb):
    """A new repository, as `init` makes it."""
    folder = tmp_path / "new claims"
    assert cloudkb("init", folder, folder=tmp_path).code == 0
    return folder


def test_a_new_repository_validates_cleanly(fresh, cloudkb):
    """The skeleton has no finding, builds, and answers."""
    assert cloudkb("build", folder=fresh).code == 0
    shown = cloudkb("validate", "--strict", folder=fresh)
    assert (shown.code, shown.out.startswith("no findings")) == (0, True)
    assert "26.7%" in cloudkb("compare", "2023Q4", folder=fresh).out


def test_init_leaves_what_is_there(fresh, cloudkb):
    """A file that exists is named and kept."""
    (fresh / "facts" / "entities.yaml").write_text("entities: {}\n", encoding="utf-8")
    shown = cloudkb("init", folder=fresh)
    assert (shown.code, shown.out) == (0, "")
    assert shown.err.count("was there already") == len(SKELETON)
    assert (fresh / "facts" / "entities.yaml").read_text(encoding="utf-8") == "entities: {}\n"


@pytest.mark.parametrize("name", [name for name in SKELETON if name.endswith((".yaml", ".yml"))])
def test_the_skeleton_is_yaml(name):
    """Hooks and workflow can be read by those who run them."""
    assert yaml.safe_load(SKELETON[name])


def test_hooks_look_at_the_whole_repository():
    """A hook sees all facts, not only the files of a commit."""
    from pathlib import Path

    path = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
    hooks = yaml.safe_load(path.read_text(encoding="utf-8"))
    own = yaml.safe_load(SKELETON[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    for made in (hooks, own):
        assert [hook["id"] for hook in made] == ["cloudkb-validate", "cloudkb-build"]
        assert all(hook["always_run"] and hook["pass_filenames"] is False for hook in made)


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


def test_the_schema_knows_the_ids(fresh, cloudkb):
    """The schema is JSON, and offers this repository's own names."""
    shown = cloudkb("schema", folder=fresh)
    assert shown.code == 0
    assert "acme-cloud" in json.dumps(json.loads(shown.out))
