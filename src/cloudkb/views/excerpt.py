"""Lines of fact files around a place, read when a finding is shown."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from cloudkb.lines import lines
from cloudkb.model import Excerpt, Place
from cloudkb.parquet import UnreadableError, available
from cloudkb.plainfile import read_plain

_MOST_BYTES = 20_000_000
_MOST_TABLE = 64 * 1024 * 1024
_MOST_ROWS = 20
"""Rows of tables that are shown: each is looked for in its file."""
_MOST_COLUMNS = 60
_LONGEST_CELL = 200


class Sources:
    """The fact files of a repository, by the relative paths that findings carry."""

    def __init__(self, root: Path | None, texts: Mapping[str, str] | None = None) -> None:
        """Read below `root`; `texts` are files held in memory (tests, examples)."""
        self._root = root
        self._texts = dict(texts or {})
        self._rows_left = _MOST_ROWS
        self._lines = lru_cache(maxsize=8)(self._read)

    def _read(self, file: str) -> tuple[str, ...]:
        if file in self._texts:
            return tuple(lines(self._texts[file]))
        if not file.endswith((".yaml", ".yml")):
            # only fact files have lines worth showing; the base has none
            return ()
        data = self._data(file, _MOST_BYTES)
        # columns count code points, so undecodable bytes must stay one character each
        text = data.decode("utf-8-sig", "replace")
        return tuple(lines(text))

    def _data(self, file: str, most: int) -> bytes:
        """What a file holds; nothing where it cannot be read."""
        if self._root is None:
            return b""
        # links inside the folder of facts are followed, those that leave it are not
        inside = os.path.realpath(self._root / Path(file).parts[0]) + os.sep
        path = os.path.realpath(self._root / file)
        try:
            return read_plain(path, most) if path.startswith(inside) else b""
        except (OSError, ValueError):
            return b""

    def _row(self, place: Place, label: str) -> Excerpt | None:
        """A row of a table as a claim is written, a mark under the cell."""
        if self._rows_left <= 0 or not available():
            return None
        self._rows_left -= 1
        from cloudkb.parquet.text_rows import opened

        try:
            with opened(self._data(place.file, _MOST_TABLE)) as table:
                names = list(table.look.columns)[:_MOST_COLUMNS]
                found = table.batches(names, where=f"file_row_number = {place.line - 1}")
                (_, *cells) = next(found)[0]
        except (UnreadableError, StopIteration):
            return None
        text, marked = "", place._replace(column=1, end_line=0, end_column=0)
        for number, (name, cell) in enumerate(zip(names, cells, strict=True), 1):
            if cell is None or cell == "":
                continue
            text += f"{', ' if text else ''}{name}: "
            shown = str(cell)[:_LONGEST_CELL]
            if number == place.column:
                start = len(text) + 1
                marked = place._replace(
                    column=start, end_line=place.line, end_column=start + len(shown)
                )
            text += shown
        return Excerpt(marked, ((place.line, text),), label)

    def excerpt(self, place: Place, label: str = "") -> Excerpt | None:
        """The line of a place and the one before; None when there is nothing to show."""
        if place.is_row:
            return self._row(place, label)
        all_lines = self._lines(place.file)
        if not 1 <= place.line <= len(all_lines):
            return None
        before = place.line > 1 and all_lines[place.line - 2].strip()
        first = place.line - 1 if before else place.line
        shown = tuple((number, all_lines[number - 1]) for number in range(first, place.line + 1))
        return Excerpt(place, shown, label)
