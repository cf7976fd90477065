"""What was said of a table when it was asked for: `--map`, `--set`, and what its mapping keeps."""

from collections.abc import Mapping

from cloudkb.importing.headers import Header, Lexicon, read_header
from cloudkb.importing.mapping import CELL_KEYS, ColumnMap, TableMap, read_mapping
from cloudkb.importing.record import ImportRefused, Request
from cloudkb.language import worded
from cloudkb.reader.vocabulary import TAKEN_BACK
from cloudkb.words import fold, joined


def said_of(
    request: Request, kept: TableMap | None, lexicon: Lexicon
) -> dict[str, ColumnMap | Header]:
    """What is known of columns: what was kept, and over it what was said now."""
    said: dict[str, ColumnMap | Header] = dict(kept.columns) if kept else {}
    for name, meaning in request.maps.items():
        if meaning.startswith("{"):
            said[name] = read_mapping(f"columns: {{c: {meaning}}}", "--map").columns["c"]
            continue
        if meaning in CELL_KEYS:
            said[name] = {"figure": "{}"} if meaning == "figure" else meaning
            continue
        read = read_header([meaning], lexicon)
        if read.left or not read.says_something:
            raise ImportRefused(
                worded(
                    '--map "{name}={meaning}": {value} is no key, and no header that is known',
                    name=name,
                    meaning=meaning,
                    value=meaning[:60],
                ),
                worded(
                    "a key: {keys}; or a metric and its unit: 营收(亿元)",
                    keys=joined(sorted(CELL_KEYS)),
                ),
            )
        said[name] = read.key if read.key and read.key != "figure" else read
    return said


def given(given: Mapping[str, str], lexicon: Lexicon) -> dict[str, str]:
    """The group of defaults, with ids for names."""
    found = {}
    for key, value in given.items():
        names = names_of(key, lexicon)
        known = names.get(fold(value))
        if key in ("entity", "metric", "in") and known is None and TAKEN_BACK.get(key) != value:
            raise ImportRefused(
                worded("--set {key}={value}: nobody declared it", key=key, value=value),
                worded("declare it first"),
            )
        found[key] = known or value
    return found


def names_of(key: str, lexicon: Lexicon) -> Mapping[str, str]:
    """What the cells of a column of names may be called, folded, and the id of each."""
    return {
        "entity": lexicon.entities,
        "in": lexicon.entities,
        "metric": lexicon.metrics,
        "source": lexicon.sources,
        "scope": lexicon.scopes,
    }.get(key, {})
