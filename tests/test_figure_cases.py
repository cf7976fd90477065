"""The case files of `tests/figures`: every print means what stands below it."""

import re

import pytest

import figure_cases
from cloudkb import figures
from cloudkb.figures import FigureError

OTHERS = ("periods", "described", "published", "intervals")
"""The files that do not hold figures alone."""
NAMES = sorted(path.stem for path in figure_cases.FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_every_print_means_what_its_case_says(name: str, request: pytest.FixtureRequest) -> None:
    """A print, its bounds and a reason: tests/figures/NAME.txt."""
    if request.config.getoption("--update-golden"):
        fresh = figure_cases.rewritten(name)
        (figure_cases.FOLDER / f"{name}.txt").write_text(fresh, encoding="utf-8")
    cases = figure_cases.cases(name)
    expected = {f"{name}.txt:{case.line}: {case.printed}": case.means for case in cases}
    found = {
        f"{name}.txt:{case.line}: {case.printed}": figure_cases.meaning(name, case)
        for case in cases
    }
    assert found == expected
    assert all(re.search(r"\w", case.why) for case in cases)
    known = [(case.printed, case.about) for case in cases]
    assert len(set(known)) == len(known), "no print stands twice in a file"


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OTHERS])
def test_what_a_case_is_written_as_reads_back(name: str) -> None:
    """The canonical spelling of every case means the same, and so does a print after a blank."""
    for case in figure_cases.cases(name):
        if case.about:
            continue
        try:
            figure = figures.parse(case.printed)
        except FigureError:
            with pytest.raises(FigureError):
                figures.parse(f" {case.printed}")
            continue
        assert figures.parse(figures.render(figure)) == figure, case
        # the quick way is not taken where a blank stands in front
        assert figures.parse(f" {case.printed}") == figure, case
