"""Whatever the surroundings are: an answer or one sentence, the right exit code, no traceback."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from terminal import HIDDEN, on_a_screen

pytestmark = pytest.mark.skipif(os.name == "nt", reason="bytes, signals and pipes of POSIX")
MAIN = "from cloudkb.cli import main; main()"
COMMAND = f"{shlex.quote(sys.executable)} -c {shlex.quote(MAIN)}"


def shell(text, folder, environment=(), **options):
    """Run a line of the shell in which `cloudkb` is the program; its exit code is the line's."""
    kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    return subprocess.run(
        ["bash", "-c", f'cloudkb() {{ {COMMAND} "$@"; }}; {text}'],
        cwd=folder,
        env={**kept, **dict(environment)},
        capture_output=True,
        timeout=60,
        **options,
    )


def sound(done, code, *says):
    """The exit code, and on stderr one sentence with perhaps one hint."""
    err = done.stderr.decode("utf-8")
    assert done.returncode == code, err
    assert "bug" not in err
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    for word in says:
        assert word in err
    if says:
        assert err.startswith("cloudkb: ")
        assert len(err.splitlines()) <= 2
    return done.stdout.decode("utf-8")


# --- bytes that are no text ----------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        "query X",
        "query --provider X",
        "query --period X",
        "query --sort X",
        "query --columns X",
        "show X",
        "explain X",
        "compare X",
        "list X",
        "figure X",
        "figure 3 --unit X",
        "verdicts --document X",
        "validate --select X",
    ],
)
def test_arguments_that_are_no_text(repository, arguments):
    """A byte that is no UTF-8 is named; a command cannot run on it."""
    sound(shell(f"cloudkb {arguments}".replace("X", "$'a\\xff'"), repository), 2, "is no UTF-8")


@pytest.mark.parametrize(
    "arguments", ["--facts X", "-o X/y", "-f X", "--color X", "--limit X", "--nope=X"]
)
def test_options_that_are_no_text(repository, arguments):
    """Names of files are bytes; whatever is not there is said like any other."""
    done = shell(f"cloudkb query {arguments}".replace("X", "$'a\\xff'"), repository)
    assert done.returncode == 2
    assert b"bug" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "locale"), [(b"n\xff", "C.UTF-8"), ("阿里".encode(), "C")], ids=["bytes", "locale"]
)
def test_folders_of_any_name(repository, tmp_path, name, locale):
    """A folder whose name is no text, here or to the locale, is a folder: all is answered."""
    folder = os.fsencode(tmp_path) + b"/" + name
    shutil.copytree(os.fsencode(repository / "facts"), folder + b"/facts")
    plain = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for arguments in (
        "build",
        "query -o out.csv",
        "show share-aliyun",
        "validate -f sarif",
        "verdicts -q",
        "schema",
    ):
        sound(shell(f"cloudkb {arguments}", folder, plain), 0)
    assert Path(os.fsdecode(folder), "out.csv").stat().st_size > 1000
    quoted = "$'" + "".join(f"\\x{byte:02x}" for byte in name) + "'"
    arguments = f"cloudkb query --count --facts {quoted}/facts --db {quoted}/other.db"
    assert sound(shell(arguments, tmp_path, plain), 0) == "26\n"


@pytest.mark.parametrize("variable", ["CLOUDKB_FACTS", "CI", "TERM", "NO_COLOR", "LANG", "HOME"])
def test_variables_that_are_no_text(repository, variable):
    """Only the one that names a folder matters, and it names none."""
    done = shell("cloudkb query --count", repository, {os.fsencode(variable): b"\xff"})
    if variable == "CLOUDKB_FACTS":
        sound(done, 2, "is not there")
    else:
        assert sound(done, 0) == "26\n"


def test_chinese_under_a_locale_without_it(repository):
    """C and POSIX, without Python's help: what is typed is read, what is printed is UTF-8."""
    for locale in ("C", "POSIX"):
        plain = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        told = sound(shell("cloudkb query --provider 阿里云 -q", repository, plain), 0)
        assert told.startswith("Alibaba Cloud 阿里云")
        assert "from  6.45亿元" in sound(shell("cloudkb figure 约6.6亿元", repository, plain), 0)
        assert "约6.6亿元" in sound(shell("cloudkb", repository, plain), 0)


# --- screens -------------------------------------------------------------------------------


@pytest.mark.parametrize("variable", ["COLUMNS", "LINES"])
@pytest.mark.parametrize("value", ["²", "0", "-1", "1e3", "٣", "9" * 5000, "100000000", "00"])
def test_odd_sizes_of_screens(cloudkb, variable, value):
    """A size that is none is no size; a huge one is only large."""
    shown = cloudkb("query", "-q", environment={variable: value})
    assert (shown.code, shown.err) == (0, "")
    assert max(map(len, shown.out.splitlines())) <= 10_000
    assert cloudkb("query", "--help", environment={variable: value}).code == 0


def printed(repository, columns, *arguments, **environment):
    """What a command prints on a terminal of so many columns, and nothing else."""
    shown, code = on_a_screen(repository, *arguments, columns=columns, **environment)
    assert code == 0
    return shown


def test_a_screen_of_no_columns_has_eighty(repository):
    """As some editors and containers give it."""
    arguments = ("query", "-q", "--color", "never")
    none, eighty, more = (printed(repository, columns, *arguments) for columns in (0, 80, 120))
    assert none == eighty != more


def test_a_dumb_screen_gets_no_codes(repository):
    """TERM=dumb understands none."""
    assert "\x1b" in printed(repository, 80, "query", "-q", TERM="xterm")
    assert "\x1b" not in printed(repository, 80, "query", "-q", TERM="dumb")


# --- full disks, closed pipes --------------------------------------------------------------

PAGES = ["", "--help", "--version", "query --help", "query -f json", "validate", "list"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("page", PAGES)
def test_output_to_a_full_disk(repository, page):
    """Nothing arrived, so the exit code is 2, whatever was to be printed."""
    done = shell(f"cloudkb {page} > /dev/full", repository)
    sound(done, 2, "cannot write: No space left on device")


@pytest.mark.parametrize("page", PAGES)
def test_output_that_is_closed(repository, page):
    """The same where there is no output at all."""
    sound(shell(f"cloudkb {page} >&-", repository), 2, "cannot write: standard output is closed")


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_that_leaves(repository, page):
    """A pipe that nobody reads is no mistake."""
    done = shell(f"(sleep 0.1; cloudkb {page}; echo $? >&2) | true", repository)
    assert done.stderr.splitlines()[-1] == b"0"
    assert b"Traceback" not in done.stderr
    assert b"cannot write" not in done.stderr


def test_talk_that_cannot_be_heard(repository):
    """Where stderr takes nothing, answers and exit codes stay."""
    for closed in ("2> /dev/full", "2>&-"):
        assert sound(shell(f"cloudkb query --count {closed}", repository), 0) == "26\n"
        assert "Next" not in sound(shell(f"cloudkb query {closed}", repository), 0)
        sound(shell(f"cloudkb nope {closed}", repository), 2)
        sound(shell(f"cloudkb show nope {closed}", repository), 2)
    sound(shell("cloudkb query <&- >&- 2>&-", repository), 2)


def test_input_that_is_closed(repository):
    """Only what reads it cannot run."""
    sound(shell("cloudkb figure - <&-", repository), 2, "standard input is closed")
    assert sound(shell("cloudkb query --count <&-", repository), 0) == "26\n"


# --- folders that are gone -----------------------------------------------------------------


def test_a_folder_that_is_gone(repository, tmp_path):
    """What needs no folder is answered, the rest is told in a sentence."""
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"rmdir {gone}; cloudkb"
    sound(shell(f"{line} query", gone), 2, "is gone")
    for arguments, code in (
        ("validate", 2),
        ("build", 2),
        ("query -o x.csv", 2),
        ("figure 3%", 0),
        ("--help", 0),
        (f"query --count --facts {shlex.quote(str(repository / 'facts'))}", 0),
    ):
        gone.mkdir()
        sound(shell(f"{line} {arguments}", gone), code)


def test_a_home_that_is_not_known(repository):
    """~somebody is nobody's home."""
    for arguments in ("query --facts '~nobody-here/x'", "init '~nobody-here/x'"):
        sound(shell(f"unset HOME; cloudkb {arguments}", repository), 2, "home folder")


# --- interrupts ----------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["query", "-q"], ["validate", "--locked"], ["--help"]])
def test_an_interrupt_at_any_moment(repository, arguments):
    """From the first line of the program on: 130 or the whole answer, and no traceback."""
    # the first file that the program imports says that Python itself, which answers an
    # interrupt in its own way, has begun it
    code = """
import sys
class Begun:
    def find_spec(self, name, *_):
        if name == "cloudkb.cli.app":
            sys.stderr.write("begun")
            sys.stderr.flush()
sys.meta_path.insert(0, Begun())
from cloudkb.cli import main
main()
"""
    for delay in (0.0, 0.002, 0.01, 0.03, 0.06, 0.1, 0.2):
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=repository,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stderr.read(5) == b"begun"
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode in (0, 130)
        assert b"Traceback" not in err
        assert len(err.splitlines()) <= 1


@pytest.mark.parametrize(
    "swallowed",
    [
        "import weakref\nclass A: pass\na = A(); r = weakref.ref(a, lambda _: hit()); del a",
        "class A:\n    def __del__(self): hit()\nA()",
        "try:\n    hit()\nexcept BaseException: pass",
        "import sqlite3; c = sqlite3.connect(':memory:'); c.set_progress_handler(hit, 1)\n"
        "c.execute('select 1').fetchall()",
    ],
    ids=["callback", "finaliser", "caught", "progress"],
)
def test_an_interrupt_that_is_swallowed_still_ends_the_run(repository, swallowed):
    """Python drops what is raised where nobody can catch it; the run ends all the same."""
    code = f"""
import os, signal, sys
from cloudkb.cli import main, shell
from cloudkb.views import query
def hit(): os.kill(os.getpid(), signal.SIGINT)
real = query.ask
def ask(*args, **kwargs):
    exec({swallowed!r}, {{"hit": hit}})
    return real(*args, **kwargs)
query.ask = ask
sys.argv = ["cloudkb", "query"]
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, timeout=60
    )
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


def test_what_ignores_interrupts_goes_on(repository):
    """Started with interrupts ignored, as in the background, a run is not ended by one."""
    code = f"import os, signal; os.kill(os.getpid(), signal.SIGINT); {MAIN}"
    done = subprocess.run(
        [sys.executable, "-c", code, "query", "--count"],
        cwd=repository,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, b"26\n")
