"""What fact files and prints are refused with, told in Chinese.

Every complaint of `tests/broken`, and every refusal of `tests/figures`, in a golden file of its
own. Whoever reads Chinese rereads them when they change; nothing Latin is left in them but what
somebody wrote, keys, units and ids.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import figure_cases
from cloudkb import importing, periods
from cloudkb.figures import FigureError, unit_names
from cloudkb.importing import tables
from cloudkb.language import speaking
from cloudkb.periods import PeriodError
from cloudkb.reader import (
    SourceFile,
    accepted_disputes,
    claim_keys,
    documents,
    fiscal_years,
    read,
    stages,
    vocabulary,
)
from test_language import latin_left
from test_reader_broken import VOCABULARY, cases, findings

GOLDEN = Path(__file__).parent / "golden" / "chinese"
KEYS = " ".join(
    (
        *stages.TOP_KEYS,
        *claim_keys.CLAIM_KEYS,
        *claim_keys.GROUP_KEYS,
        *claim_keys.KINDS,
        *documents.KEYS,
        *documents.IGNORED,
        *accepted_disputes.KEYS,
        *fiscal_years.FISCAL_YEAR,
        *(key for keys in vocabulary.KEYS.values() for key in keys),
    )
)
VALUES = """
money ratio count date entity adds snapshot level fixed start end yes no always target values one
INF CNY USD none plain
"""
EXAMPLES = """
cloudkb list entities metrics sources scopes documents YAML PyYAML UTF iconv ISO NUL GB TWD
gross_profit revenue cost average of months subscribers vs yoy qoq pp CAGR annualised from to
any FY MM DD name is ID id document cloud total ours GWh t km external with internal market another
bn billion million stores over under above below up down in flat to third before after rank of its
value doubled tripled halved double single digits share GPU TEU per barrel bbl kWh year GB user
the pages rose its a by low mid high teens MW mW tonnes short long tons half years
quarter tce page ENCODING Thursday dollars days bp loss about revenue_minus minority_total words
thousand
"""
"""What is proposed is written as fact files and prints are, in either language."""


def kept(name: str, told: str, request: pytest.FixtureRequest) -> None:
    """Compare with a golden file."""
    golden = GOLDEN / name
    if request.config.getoption("--update-golden"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_broken_files_are_told_in_chinese(request: pytest.FixtureRequest) -> None:
    """What was found, what to do, where: as a Chinese reader would be told."""
    told, left = [], []
    for path in cases():
        data = path.read_bytes()
        with speaking("zh"):
            found = findings(data)[2]
        written = data.decode("utf-8", "replace") + VOCABULARY.decode() + path.name
        told += [f"# {path.stem}"]
        for one in found:
            told += [f"{one.severity}[{one.rule}] {one.message}", f"    {one.hint}"]
            left += latin_left(
                f"{one.message} {one.hint}", written, KEYS, VALUES, EXAMPLES, "facts yaml FEFF bc"
            )
        told += [""]
    assert " ".join(left) == ""
    kept("broken.txt", "\n".join(told), request)


def refused() -> Iterator[tuple[figure_cases.Case, FigureError | PeriodError]]:
    """Every print of the case files that is refused, with the refusal."""
    for path in sorted(figure_cases.FOLDER.glob("*.txt")):
        for case in figure_cases.cases(path.stem):
            if case.means.startswith("refused"):
                try:
                    if path.stem == "periods":
                        ends = case.about.removeprefix("ending").strip()
                        periods.resolve(periods.parse(case.printed), ends)
                    elif path.stem not in ("described", "published", "intervals"):
                        figure_cases.read(case)
                except (FigureError, PeriodError) as error:
                    yield case, error


def test_refused_prints_are_told_in_chinese(request: pytest.FixtureRequest) -> None:
    """Why each print of the case files is not read, and what to write instead."""
    units = " ".join(unit_names())
    told: dict[str, str] = {}
    left = []
    with speaking("zh"):
        for case, error in refused():
            text = f"{error.message}\n    {error.hint}"
            told.setdefault(text, f"{case.printed[:60]!r}  {case.about}".rstrip())
            words = latin_left(text, case.about, units, KEYS, VALUES, EXAMPLES)
            # of a long print a part is shown
            left += [word for word in words if word.lower() not in case.printed.lower()]
    assert " ".join(left) == ""
    kept("refused.txt", "\n".join(f"{told[text]}\n  {text}" for text in told) + "\n", request)


TABLE = """\
公司,期间,营收(亿元),市场份额(%)
阿里云,2023,abc,26.7
阿里云,2023Q5,276,27
天翼云,2023H1,(459,-
阿里云,2022,=1+1,3亿元
阿里云,2021,720%,
"""
"""A table with a cell of each kind that cannot be taken."""


def test_cells_that_cannot_be_taken_are_told_in_chinese(request: pytest.FixtureRequest) -> None:
    """Where, why and what to do, of a table as of a fact file."""
    facts, _ = read([SourceFile("facts/words.yaml", VOCABULARY)])
    with speaking("zh"):
        (record,) = tables.read(importing.Request("table.csv", TABLE.encode(), facts))
        told = [f"{one.place.told} {one.message}\n    {one.hint}" for one in record.refused]
        told += [*record.notes, ""]
    # a figure that is read, and does not fit its metric, is refused by the reader
    assert len(record.refused) >= 4
    assert latin_left("\n".join(told), TABLE, KEYS, VALUES, EXAMPLES, "table csv set") == []
    kept("cells.txt", "\n".join(told), request)
