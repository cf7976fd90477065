"""Help pages in Chinese: the pages as they are, each text worded and wrapped by its width."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from typer._click.formatting import HelpFormatter

from cloudkb.language import worded
from cloudkb.render.wrapping import cell_len, wrapped

_FIRST = 30
"""Columns that the names of options take at most before their text begins on a line of its own."""


class ChineseHelp(HelpFormatter):
    """A help page that words what it is given; what has no Chinese stays as it is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage: names alone."""
        super().write_usage(prog, args, worded("Usage: ") if prefix is None else prefix)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A section under its heading, with a full-width colon."""
        self.write_paragraph()
        self.write(f"{'':>{self.current_indent}}{worded(name)}：\n")
        self.indent()
        try:
            yield
        finally:
            self.dedent()

    def write_text(self, text: str) -> None:
        """Paragraphs."""
        for number, paragraph in enumerate(worded(text).split("\n\n")):
            if number:
                self.write("\n")
            indent = " " * self.current_indent
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = 2
    ) -> None:
        """Names with what they are for."""
        told = [(first, _worded(second)) for first, second in rows]
        longest = max((cell_len(first) for first, _ in told), default=0)
        column = min(longest, col_max) + col_spacing
        indent = " " * self.current_indent
        for first, second in told:
            lines = wrapped(second, max(self.width - column - self.current_indent, 10)) or [""]
            beside = cell_len(first) <= column - col_spacing
            gap = " " * (column - cell_len(first)) if beside else f"\n{indent}{' ' * column}"
            self.write(f"{indent}{first}{gap}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * column}{line}\n")


_REQUIRED = "  [required]"


def _worded(text: str) -> str:
    """What a name is for; the parser adds behind it that an argument cannot be left out."""
    told = worded(text.removesuffix(_REQUIRED))
    return told + worded("  [required]") if text.endswith(_REQUIRED) else told
