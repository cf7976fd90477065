"""The README's samples are what the commands print, on the facts that are shipped."""

import re
import shlex
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
README = TOP / "README.md"
TOUR = TOP / "docs" / "tour.md"
DOOR = TOP / "src" / "cloudkb" / "check" / "docs.md"
"""What to read first of the checker."""
_SAMPLE = re.compile(r"```console\n\$ cloudkb .*?```", re.DOTALL)


@pytest.mark.parametrize("page", [README, TOUR], ids=lambda path: path.stem)
def test_a_page_shows_what_commands_print(page, cloudkb, request):
    """Every sample is the real output, at 80 columns."""
    text = page.read_text(encoding="utf-8")

    def run(match: re.Match[str]) -> str:
        command = match[0].split("\n")[1].removeprefix("$ cloudkb ")
        shown = cloudkb(*shlex.split(command), folder=TOP)
        assert shown.code == 0, shown.err
        return f"```console\n$ cloudkb {command}\n{shown.out}```"

    fresh = _SAMPLE.sub(run, text)
    if request.config.getoption("--update-golden"):
        page.write_text(fresh, encoding="utf-8")
    assert fresh == page.read_text(encoding="utf-8"), "pytest --update-golden"


@pytest.mark.parametrize("page", [README, DOOR], ids=lambda path: path.stem)
def test_a_page_shows_a_case_of_the_suite(page, request):
    """The report that a damaged figure gives is the one that a test holds to the digit."""
    text = page.read_text(encoding="utf-8")
    shown = re.compile(
        r"(<!-- (tests/cases/[a-z-]+\.(?:txt|yaml)) -->\n```[a-z]+\n)(.*?)(```)", re.DOTALL
    )
    assert shown.search(text)

    def whole(match: re.Match[str]) -> str:
        return match[1] + (TOP / match[2]).read_text(encoding="utf-8") + match[4]

    if request.config.getoption("--update-golden"):
        page.write_text(shown.sub(whole, text), encoding="utf-8")
    assert shown.sub(whole, text) == page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page", sorted((*TOP.glob("*.md"), *TOP.glob("docs/*.md"), DOOR)), ids=lambda path: path.stem
)
def test_links_lead_somewhere(page):
    """Every relative link of the README and the pages names a file that is there."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_project_speaks_of_itself_alone():
    """No page, fact or module names a folder of somebody's machine."""
    for pattern in (
        "*.md",
        "docs/**/*.md",
        "facts/**/*.yaml",
        "src/**/*.py",
        "src/**/*.md",
        "bench/*.py",
    ):
        for path in TOP.glob(pattern):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(?:work|home|root|Users)/", text), path
