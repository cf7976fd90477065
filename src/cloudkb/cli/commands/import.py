"""Keep 8: Take the claims of a table or filing: shown, held against the rest, written."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg, flag, opt

SHARED = (FIND, PRINT, TALK)
FORMATS = ("text", "json", "diff")
EXAMPLES = """
cloudkb import table.csv --title "Cloud revenue" --published 2024-03-01 --declare --dry-run
cloudkb import table.csv --title "Cloud revenue" --published 2024-03-01 --declare --map 序号=ignored
cloudkb import table.csv
"""
_WHAT = "What the table says"
_FILED = "What a filing says"
_NEW = "Where the document is a new one"
_HOW = "How it is written"


def run(
    ctx: typer.Context,
    file: Annotated[str, arg("FILE", "A table (.csv, .tsv, .xlsx) or filing (.xml, .json).")],
    document: Annotated[
        str, opt("DOC", "Whose claims they are; named after the file if not said.", _WHAT)
    ] = "",
    maps: Annotated[
        list[str] | None,
        opt("COLUMN=KEY", "What a column holds, or a file that says it.", _WHAT, "--map"),
    ] = None,
    given: Annotated[
        list[str] | None, opt("KEY=VALUE", "What all claims say: entity, source.", _WHAT, "--set")
    ] = None,
    sheet: Annotated[str, opt("NAME", "The sheet of a workbook, or its number.", _WHAT)] = "",
    encoding: Annotated[str, opt("NAME", "Of a text that is neither UTF-8 nor GBK.", _WHAT)] = "",
    concepts: Annotated[
        list[str] | None, opt("NAME", "Of a filing these alone; * stands for any.", _FILED)
    ] = None,
    since: Annotated[str, opt("DAY", "Of a filing what is not before it.", _FILED)] = "",
    calculation: Annotated[str, opt("FILE", "Its sums, where not NAME_cal.xml.", _FILED)] = "",
    title: Annotated[str, opt("TEXT", "Its title, as printed.", _NEW)] = "",
    published: Annotated[str, opt("DAY", "When: 2024-03-26, 2024-03~ (about).", _NEW)] = "",
    publisher: Annotated[str, opt("NAME", "Who published it.", _NEW)] = "",
    declare: Annotated[
        bool, flag("--declare", "Add entities and metrics that nobody declared.", _HOW)
    ] = False,
    skip_refused: Annotated[
        bool, flag("--skip-refused", "Write the rest where cells are refused.", _HOW)
    ] = False,
    allow_clash: Annotated[
        bool, flag("--allow-clash", "Write even what the rest excludes.", _HOW)
    ] = False,
    parquet: Annotated[
        bool, flag("--parquet", "Claims into a Parquet file, the document in YAML.", _HOW)
    ] = False,
    dry_run: Annotated[
        bool, flag("--dry-run", "Say what would be written, and write nothing.", _HOW)
    ] = False,
) -> int:
    """Take the claims of a table or filing: what is printed, by what its headers say.

    What columns mean is guessed from headers and cells, in Chinese and English, and kept in
    imports/ beside the facts, where it can be edited; the next run asks nothing. A cell is read
    whole or refused with its place. What stands already is left as it is; a cell that says
    something else is told, and nothing is written; a later document restates. Exit code 1 when
    something is refused, differs, clashes or is not declared, 2 when the table cannot be read.
    """
    from cloudkb.cli import import_file

    asked = import_file.ImportRequest(
        file, document, tuple(maps or ()), tuple(given or ()), sheet, encoding,
        {"title": title, "published": published, "publisher": publisher},
        {"concepts": tuple(concepts or ()), "since": (since,) * bool(since),
         "calculation": (calculation,) * bool(calculation)},
    )  # fmt: skip
    wish = import_file.ImportOptions(declare, skip_refused, allow_clash, dry_run, parquet)
    return import_file.run(ctx.obj, asked, wish)
