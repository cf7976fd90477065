"""What a repository settles in cloudkb.toml or pyproject.toml, and answers longer than a screen."""

import os
import shutil

import pytest

from terminal import on_a_screen


@pytest.fixture
def folder(repository, tmp_path):
    """A repository of one's own, to settle things in."""
    shutil.copytree(repository, tmp_path / "repo")
    return tmp_path / "repo"


def settle(folder, text, name="cloudkb.toml"):
    (folder / name).write_text(text, encoding="utf-8")


def test_a_format_holds_where_a_command_has_it(folder, cloudkb):
    """In any folder below; what is typed, and the ending of a file to write, count more."""
    settle(folder, 'format = "csv"\n')
    below = folder / "facts"
    assert cloudkb("list", "metrics", folder=below).out.startswith("id,kind,")
    assert cloudkb("list", "metrics", "-f", "json", folder=below).out.startswith("[")
    assert cloudkb("list", "metrics", "-o", folder / "a.json", folder=below).code == 0
    assert (folder / "a.json").read_text(encoding="utf-8").startswith("[")
    assert "errors" not in cloudkb("validate", folder=below).out.split("\n")[0][:3]


def test_findings_are_chosen_as_with_options(folder, cloudkb):
    """`select`, `ignore` as lists or with commas, and from where on there is a failure."""
    (folder / "facts" / "odd.yaml").write_text("# the base is stale now\n", encoding="utf-8")
    settle(folder, 'fail-on = "note"\n')
    noted = cloudkb("validate", folder=folder).code
    assert noted == cloudkb("validate", "--strict", folder=folder).code == 1
    assert cloudkb("validate", "--fail-on", "error", folder=folder).code == 0
    settle(folder, 'select = ["conflict", "bad-date"]\nfail-on = "note"\n')
    assert cloudkb("validate", folder=folder).code == 0
    assert cloudkb("validate", "--select", "", folder=folder).code == 1


def test_pyproject_has_a_table_of_it(folder, cloudkb):
    """The nearest file alone counts; one that says nothing of it is passed over; -v names it."""
    settle(folder, '[tool.cloudkb]\nformat = "json"\n', "pyproject.toml")
    settle(folder / "facts", "[project]\n", "pyproject.toml")
    shown = cloudkb("list", "metrics", "-v", folder=folder / "facts")
    assert shown.out.startswith("[")
    assert f"settings from {folder / 'pyproject.toml'}" in shown.err
    settle(folder, "", "cloudkb.toml")
    assert not cloudkb("list", "metrics", folder=folder).out.startswith("[")


def test_facts_are_named_from_the_file(folder, cloudkb, tmp_path):
    """Inside its folder alone: a clone reads nobody's files; a variable counts more."""
    (folder / "facts").rename(folder / "claims")
    (folder / "cloudkb.db").unlink()
    assert cloudkb("list", "metrics", folder=folder).code == 2
    settle(folder, 'facts = "claims"\n')
    assert cloudkb("list", "metrics", folder=folder).code == 0
    elsewhere = {"CLOUDKB_FACTS": tmp_path / "nowhere"}
    assert "nowhere" in cloudkb("list", "metrics", folder=folder, environment=elsewhere).err
    settle(folder, 'facts = ".."\n')
    shown = cloudkb("list", "metrics", folder=folder)
    assert (shown.code, "leads out of" in shown.err) == (2, True)
    if os.name != "nt":
        (folder / "link").symlink_to("/")
        settle(folder, 'facts = "link"\n')
        assert "leads out of" in cloudkb("list", "metrics", folder=folder).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = 1\nformatt = "csv"\n', ":1:1: there is no setting"),
        ('\n  formatt = "csv"\n', ':2:3: there is no setting "formatt"\n  did you mean format?'),
        ('format = "cvs"\n', ':1:1: format knows no "cvs"\n  did you mean csv?'),
        ('select = ["conflct"]\n', ':1:1: select knows no "conflct"\n  did you mean conflict?'),
        ("select = [1]\n", ":1:1: select takes a list of rules"),
        ("fail-on = true\n", ":1:1: fail-on takes a text"),
        ('fail-on = "never"\n', 'fail-on knows no "never"\n  one of: note, warning, error'),
        ("format = \n", "this is no TOML: Invalid value (at line 1, column 10)"),
        ("[" * 3000, "this is no TOML"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(folder, cloudkb, text, said):
    """Before anything is answered, exit code 2."""
    settle(folder, text)
    shown = cloudkb("query", folder=folder)
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err


@pytest.mark.skipif(os.name == "nt", reason="pipes and terminals of POSIX")
def test_an_odd_file_of_settings_holds_nobody_up(folder, cloudkb):
    """A pipe in its place is told, not waited for; one that is too long is not read."""
    os.mkfifo(folder / "cloudkb.toml")
    assert "named pipe, not a plain file" in cloudkb("query", folder=folder).err
    (folder / "cloudkb.toml").unlink()
    settle(folder, "#" * (1 << 20) + "\n")
    assert "larger than" in cloudkb("query", folder=folder).err


# --- longer than a screen ----------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_a_long_answer_goes_through_the_pager(folder, tmp_path):
    """Where it fits, where none is wanted or can be started, it is printed as it is."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    for arguments, lines, named, paged in (
        (("query",), 10, str(pager), True),
        (("query",), 500, str(pager), False),
        (("query", "--no-pager"), 10, str(pager), False),
        (("query",), 10, "", False),
        (("query",), 10, "cat", False),
        (("query",), 10, str(tmp_path / "none"), False),
        (("query", "-f", "json"), 2, str(pager), False),
    ):
        shown, code = on_a_screen(folder, *arguments, lines=lines, PAGER=named)
        assert code == 0
        assert "article-2024" in shown or "Adjusted EBITA" in shown
        assert shown.startswith("PAGED") == paged, (arguments, named)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ((), "为说法记账"),
        (("--help",), "为说法记账"),
        (("query", "-h"), "用法：cloudkb query"),
        (("query", "--perod", "2023"), "没有--perod选项"),
        (("zzz",), "没有“zzz”这个命令"),
        (("figure", "26.7%"), "上下各半个单位"),
        (("completion", "bsh"), "没有“bsh”的脚本"),
        (("query", "-h", "--lang", "en"), "Usage: cloudkb query"),
    ],
)
def test_the_language_of_a_repository_is_that_of_help_and_refusals(
    cloudkb, tmp_path, command, told
):
    """Also of commands that ask for no base; --lang goes first."""
    (tmp_path / "cloudkb.toml").write_text('lang = "zh"\n', encoding="utf-8")
    shown = cloudkb(*command, folder=tmp_path)
    assert told in shown.out + shown.err


def test_settings_that_cannot_be_read_stop_no_help(cloudkb, tmp_path):
    """Whoever asks for help has perhaps to mend just them."""
    (tmp_path / "cloudkb.toml").write_text("lang = \n", encoding="utf-8")
    assert cloudkb("query", "-h", folder=tmp_path).out.startswith("Usage: ")
