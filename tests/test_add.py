"""`cloudkb add`: one claim, shown, held against the rest, written behind the last one."""

import builtins
import re
import shutil
import subprocess

import pytest

from cloudkb.cli import prompts

GROWTH = (
    *("add", "--document", "article-2024", "--entity", "天翼云", "--metric", "营收"),
    *("--period", "2023年上半年"),
)
ARTICLE = "facts/documents/article-2024.yaml"


@pytest.fixture
def desk(repository, tmp_path):
    """A repository of facts to write into."""
    shutil.copytree(repository / "facts", tmp_path / "facts")
    return tmp_path


@pytest.fixture
def add(cloudkb, desk):
    """Enter a claim there; what the command did, and what the article's file holds now."""

    def run(*arguments, **more):
        done = cloudkb(*arguments, folder=desk, **more)
        return done, (desk / ARTICLE).read_bytes().decode()

    return run


@pytest.fixture
def terminal(monkeypatch):
    """Somebody at a terminal, with these answers; what was asked."""
    asked = []

    def sit(*answers):
        left = list(answers)

        def answer(label):
            asked.append(label)
            word = left.pop(0) if left else EOFError
            if isinstance(word, type):
                raise word
            return word

        monkeypatch.setattr(prompts, "can_ask", lambda: True)
        monkeypatch.setattr(prompts, "_readline", lambda: None)
        monkeypatch.setattr(builtins, "input", answer)
        return asked

    return sit


def test_a_claim_is_shown_and_written_behind_the_last_one(add, cloudkb, desk):
    """Names in Chinese are ids in the file; all else in it stays; the base follows by itself."""
    before = (desk / ARTICLE).read_bytes().decode()
    done, now = add(*GROWTH, "--figure", "+63.4% yoy", "--where", "p33", "--yes")
    assert done.code == 0
    assert now == before + (
        "  - {where: p33, entity: tianyi-cloud, metric: revenue, period: 2023年上半年,"
        " figure: +63.4% yoy}\n"
    )
    assert "Tianyi Cloud: revenue of 2023H1: +63.4% yoy" in done.out
    assert "stands for  +63.35 to +63.45%" in done.out
    line = now.count("\n")
    last = f"article-2024/revenue-tianyi-cloud-2023h1-yoy  {ARTICLE}:{line}"
    assert done.out.splitlines()[-1] == last
    shown = cloudkb("show", "revenue-tianyi-cloud-2023h1-yoy", folder=desk)
    assert (shown.code, shown.out.splitlines()[0]) == (0, done.out.splitlines()[0])


def test_a_clash_is_told_and_written_only_on_demand(add, desk):
    """What the rest excludes ends with 1 and is not written, but with --allow-clash."""
    before = (desk / ARTICLE).read_bytes().decode()
    wrong = (*GROWTH, "--figure", "+36.4% yoy", "--yes")
    done, now = add(*wrong)
    assert (done.code, now) == (1, before)
    assert "in conflict with" in done.out
    assert "--yes --allow-clash" in done.err
    done, now = add(*wrong, "--allow-clash", "-q")
    assert done.code == 0
    assert now.startswith(before)
    assert "+36.4% yoy" in now
    assert done.out.splitlines() == [
        f"article-2024/revenue-tianyi-cloud-2023h1-yoy  {ARTICLE}:{now.count(chr(10))}"
    ]


def test_a_dry_run_is_a_patch(add, desk):
    """`--dry-run` prints what git can apply, and writes nothing; of a clash it ends with 1."""
    before = (desk / ARTICLE).read_bytes()
    done, now = add(*GROWTH, "--figure", "+63.4% yoy", "--dry-run", "-q")
    assert (done.code, now.encode()) == (0, before)
    (desk / "patch").write_text(done.out)
    subprocess.run(["git", "apply", "patch"], cwd=desk, check=True)
    assert (desk / ARTICLE).read_bytes().startswith(before)
    assert b"+63.4% yoy}" in (desk / ARTICLE).read_bytes()
    done, _ = add(*GROWTH, "--figure", "+36.4% yoy", "--dry-run", "-q")
    assert done.code == 1


@pytest.mark.parametrize("ending", ["", "\r\n"])
def test_a_patch_of_odd_files_applies_too(add, desk, ending):
    """Files without a line end at the end, and with those of Windows."""
    text = (desk / ARTICLE).read_text().rstrip("\n").replace("\n", ending or "\n") + ending
    (desk / ARTICLE).write_bytes(text.encode())
    done, _ = add(*GROWTH, "--figure", "+63.4% yoy", "--dry-run", "-q")
    (desk / "patch").write_bytes(done.out.encode())
    subprocess.run(["git", "apply", "patch"], cwd=desk, check=True)
    assert b"+63.4% yoy}" in (desk / ARTICLE).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add"], "a claim needs --document and --entity and --metric and --figure"),
        ([*GROWTH], "a claim needs --figure"),
        ([*GROWTH[:-2], "--says", "x"], "--metric: a claim that says something has no metric"),
        ([*GROWTH, "--figure", "3亿元元"], "--figure: a second unit or scale"),
        ([*GROWTH, "--figure", "3亿元", "--where", "16"], "--where: 16 is no paragraph"),
        ([*GROWTH, "--figure", "?"], "--figure: figure is not filled in yet"),
        (
            [*GROWTH, "--figure", "3亿元", "--in", "nowhere"],
            "--in: unknown market, company",
        ),
        ([*GROWTH, "--figure", "3亿元", "--id", "share-aliyun"], "--id: another claim is called"),
        ([*GROWTH, "--figure", "3亿元", "--disputes", "x"], "this claim disputes article-2024/x"),
        ([*GROWTH, "--figure", "3\x00亿元"], "U+0000"),
        ([*GROWTH[:-2], "--period", "2023Q7", "--figure", "3亿元"], '--period: "2023Q7" is no'),
        ([*GROWTH, "--either", "3亿元"], "--either: either takes two readings"),
        ([*GROWTH, "--figure", "3亿元", "--date", "?"], "--date: date is not filled in yet"),
        (["add", "--document", "articl"], '--document: unknown document "articl"'),
        ([*GROWTH, "--figure", "459亿元"], "nobody is there to agree to it"),
    ],
)
def test_what_is_missing_or_cannot_be_read_is_named(add, desk, arguments, told):
    """Without a terminal: the option at fault, what to do, exit code 2, nothing written."""
    before = (desk / ARTICLE).read_bytes().decode()
    done, now = add(*arguments)
    assert (done.code, now) == (2, before)
    assert told in done.err


def test_in_a_terminal_what_is_missing_is_asked_for(add, desk, terminal):
    """Names are looked up at once; what cannot be read is asked for again; Enter agrees."""
    before = (desk / ARTICLE).read_bytes().decode()
    asked = terminal(
        *("article-2024", "tianyi", "天翼云", "份额", "12.3%%", "2023Q3", "china-public-cloud"),
        *("p37", "IDC", "12.3%", ""),
    )
    done, now = add("add")
    assert done.code == 0
    assert 'unknown entity "tianyi"' in done.err
    assert now == before + (
        "  - {where: p37, entity: tianyi-cloud, metric: market_share, in: china-public-cloud,"
        " period: 2023Q3, figure: 12.3%, source: idc}\n"
    )
    assert [re.match(r"\w+", label)[0] for label in asked[:-1]] == [
        *("Document", "Entity", "Entity", "Metric", "Figure", "Period", "In", "Where", "Source"),
        "Figure",
    ]
    assert asked[-1] == f"Write it to {ARTICLE}? [Y/n]: "


def test_a_sentence_is_asked_for_where_there_is_no_metric(add, terminal):
    """An empty metric means a sentence; its colon is quoted."""
    terminal("article-2024", "aliyun", "", "Cuts: prices.", "", "", "是")
    done, now = add("add")
    assert done.code == 0
    assert now.splitlines()[-1] == '  - {entity: aliyun, says: "Cuts: prices."}'


@pytest.mark.parametrize(
    ("answer", "code"), [("n", 1), ("", 1), (EOFError, 2), (KeyboardInterrupt, 130)]
)
def test_nothing_is_written_without_agreement(add, desk, terminal, answer, code):
    """A clash is not agreed to by Enter; no, the end of the input and Ctrl-C write nothing."""
    before = (desk / ARTICLE).read_bytes().decode()
    asked = terminal(answer)
    done, now = add(*GROWTH, "--figure", "+36.4% yoy")
    assert (done.code, now) == (code, before)
    assert asked == [f"Write it to {ARTICLE}? [y/N]: "]


def test_what_changed_while_somebody_thought_is_not_overwritten(add, desk, terminal, monkeypatch):
    """The file is written only as it was shown."""
    terminal()

    def confirmed(question, *, default):
        (desk / ARTICLE).write_text("document: {id: theirs}\n")
        return True

    monkeypatch.setattr(prompts, "confirmed", confirmed)
    done, now = add(*GROWTH, "--figure", "+63.4% yoy")
    assert (done.code, now) == (2, "document: {id: theirs}\n")
    assert "was changed meanwhile" in done.err


def test_links_and_shipped_facts_are_not_written_to(add, cloudkb, desk, tmp_path_factory):
    """A file that a link leads out of the facts to is somebody else's."""
    outside = tmp_path_factory.mktemp("outside") / "article.yaml"
    (desk / ARTICLE).rename(outside)
    (desk / ARTICLE).symlink_to(outside)
    before = outside.read_bytes()
    done = cloudkb(*GROWTH, "--figure", "+63.4% yoy", "--yes", folder=desk)
    assert done.code == 2
    assert outside.read_bytes() == before


def test_a_broken_file_is_to_be_mended_first(add, desk):
    """Into what is no YAML nothing is written; the place is told."""
    broken = (desk / ARTICLE).read_text() + "  - [\n"
    (desk / ARTICLE).write_text(broken)
    done, now = add(*GROWTH, "--figure", "+63.4% yoy", "--yes")
    assert (done.code, now) == (2, broken)
    assert "unknown document" in done.err or "mend the file first" in done.err


NEW = ("--document", "note-2024", "--title", "A: note", "--published", "2024-05")
SAID = 'document:\n  id: note-2024\n  title: "A: note"\n  published: 2024-05\n\nclaims:\n'
SAYS = "  - entity: aliyun\n    says: Is back.\n"


def test_a_new_document_gets_a_file_of_its_own(add, cloudkb, desk):
    """With --title the document is begun, beside the others; as a patch, too; but once."""
    claim = ("--entity", "aliyun", "--says", "Is back.")
    patch, _ = add("add", *NEW, *claim, "--dry-run", "-q")
    file = desk / "facts" / "documents" / "note-2024.yaml"
    assert (patch.code, file.exists()) == (0, False)
    done, _ = add("add", *NEW, *claim, "--yes", "-q")
    assert done.code == 0
    assert done.out.startswith("note-2024/aliyun-is-back  facts/documents/note-2024.yaml:7")
    assert file.read_text() == SAID + SAYS
    file.unlink()
    (desk / "patch").write_text(patch.out)
    subprocess.run(["git", "apply", "patch"], cwd=desk, check=True)
    assert file.read_text() == SAID + SAYS
    again, _ = add("add", *NEW, *claim, "--yes")
    assert again.code == 2
    assert "is there already" in again.err
    assert file.read_text() == SAID + SAYS


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--document", "../x", *NEW[2:]), "cannot be the id of a new document"),
        ((*NEW[:4], "--published", "soon"), '"soon" is no date'),
        (NEW[:4], "a claim needs --published"),
        ((*NEW[:2], *NEW[4:]), "unknown document"),
    ],
)
def test_a_new_document_needs_an_id_a_title_and_a_date(add, desk, arguments, told):
    """What is wrong with it is told, and no file is made, in the facts or elsewhere."""
    before = sorted(desk.rglob("*.yaml"))
    done, _ = add("add", *arguments, "--entity", "aliyun", "--says", "Is back.", "--yes")
    assert done.code == 2
    assert told in done.err
    assert sorted(desk.rglob("*.yaml")) == before


def test_in_a_terminal_a_document_nobody_knows_can_be_begun(add, desk, terminal):
    """Whoever types an id that is none is asked; no begins nothing."""
    terminal("note-2024", "n", "note-2024", "y", "A: note", "2024-05", "", "", "y")
    done, _ = add("add", "--entity", "aliyun", "--says", "Is back.")
    assert done.code == 0
    assert (desk / "facts" / "documents" / "note-2024.yaml").read_text() == SAID + SAYS


def test_tab_completes_ids_names_and_aliases():
    """Whatever begins like that, in either language, letter case aside."""
    complete = prompts._completer(["aliyun", "Alibaba Cloud", "阿里云", "azure"])
    assert [complete("ali", number) for number in range(3)] == ["aliyun", "Alibaba Cloud", None]
    assert complete("阿", 0) == "阿里云"
