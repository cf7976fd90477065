"""Pages of Markdown laid out for a terminal."""

from io import StringIO

from rich.console import Console
from rich.markdown import Markdown

from cloudkb.render import safe

_WIDEST = 100
"""Cells; longer lines of prose are hard to read."""


def laid_out(text: str, width: int) -> str:
    """A page with headings, lists, tables and code set apart, in bold and dim."""
    sound = "\n".join(map(safe.one_line, text.split("\n")))
    out = StringIO()
    console = Console(
        file=out,
        width=min(width, _WIDEST),
        force_terminal=True,
        color_system="standard",
        _environ={},
    )
    console.print(Markdown(sound, hyperlinks=False, code_theme="ansi_dark"))
    return out.getvalue()
