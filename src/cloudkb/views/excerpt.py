"""Lines of fact files around a place, read when a finding is shown."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from cloudkb.lines import lines
from cloudkb.model import Excerpt, Place
from cloudkb.plainfile import read_plain

_MOST_BYTES = 20_000_000


class Sources:
    """The fact files of a repository, by the relative paths that findings carry."""

    def __init__(self, root: Path | None, texts: Mapping[str, str] | None = None) -> None:
        """Read below `root`; `texts` are files held in memory (tests, examples)."""
        self._root = root
        self._texts = dict(texts or {})
        self._lines = lru_cache(maxsize=8)(self._read)

    def _read(self, file: str) -> tuple[str, ...]:
        if file in self._texts:
            return tuple(lines(self._texts[file]))
        if self._root is None or not file.endswith((".yaml", ".yml")):
            # only fact files have lines worth showing; the base has none
            return ()
        # links inside the folder of facts are followed, those that leave it are not
        inside = os.path.realpath(self._root / Path(file).parts[0]) + os.sep
        path = os.path.realpath(self._root / file)
        try:
            data = read_plain(path, _MOST_BYTES) if path.startswith(inside) else b""
        except (OSError, ValueError):
            return ()
        # columns count code points, so undecodable bytes must stay one character each
        text = data.decode("utf-8-sig", "replace")
        return tuple(lines(text))

    def excerpt(self, place: Place, label: str = "") -> Excerpt | None:
        """The line of a place and the one before; None when there is nothing to show."""
        all_lines = self._lines(place.file)
        if not 1 <= place.line <= len(all_lines):
            return None
        before = place.line > 1 and all_lines[place.line - 2].strip()
        first = place.line - 1 if before else place.line
        shown = tuple((number, all_lines[number - 1]) for number in range(first, place.line + 1))
        return Excerpt(place, shown, label)
