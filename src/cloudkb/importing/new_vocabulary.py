"""Vocabulary that a table needs: entities and metrics with ids made from their names."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from cloudkb import periods
from cloudkb.figures import FigureError, parse, read_unit, reserved_words
from cloudkb.importing.header_words import FLOW, KNOWN, LEVEL, SIGNED, SNAPSHOTS, STOCK
from cloudkb.importing.headers import plain
from cloudkb.importing.metric_units import speaks_of
from cloudkb.words import fold, is_chinese

_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_LONGEST = 60
_DIGEST = re.compile("x[-_][0-9a-f]{6}")


def slug(name: str, joint: str = "-") -> str:
    """An id made from a name; of a Chinese one pinyin (with pypinyin), else a digest."""
    text = _spelled(plain(name))
    word = re.sub("[^a-z0-9]+", joint, text.lower().replace("&", " and "))[:_LONGEST].strip(joint)
    if is_chinese(text) or not word:
        word = f"x{joint}{hashlib.sha256(fold(name).encode()).hexdigest()[:6]}"
    if not word[0].isalpha():
        word = f"x{joint}{word}"
    taken = word in reserved_words() or periods.is_reserved(word)
    return f"{word}{joint}x" if taken else word


def _spelled(text: str) -> str:
    """A Chinese name in pinyin, where pypinyin is installed."""
    if not is_chinese(text):
        return text
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        return text
    return " ".join(lazy_pinyin(text))


def is_unspelled(key: str, name: str) -> bool:
    """Whether an id is digits because nothing spells the Chinese name that it is made of."""
    return is_chinese(_spelled(plain(name))) and bool(_DIGEST.match(key))


def metric_name(parts: Sequence[str]) -> str:
    """What a header calls a metric, without its unit."""
    return plain(_BRACKETS.sub(" ", " ".join(parts)))


def entity(names: Iterable[str], kind: str) -> Mapping[str, str]:
    """What is declared of an entity by the names that a table has for it, in either language."""
    found = [plain(one) for one in names if one]
    chinese = next((one for one in found if is_chinese(one)), "")
    latin = next((one for one in found if not is_chinese(one)), "")
    fields = {"name": latin or chinese}
    if chinese and latin:
        fields["name_zh"] = chinese
    return {**fields, "kind": kind}


def metric(key: str, name: str, forms: Iterable[str], *, negative: bool) -> Mapping[str, str]:
    """What is declared of a metric by its name and what its cells print."""
    row = next((one for one in KNOWN if one.id == key), None)
    unit = row.unit if row else unit_kind(forms)
    fields = {"name": row.name if row else name}
    if row and row.name_zh:
        fields["name_zh"] = row.name_zh
    fields["unit"] = unit
    over = _over_time(key, name, unit)
    if over:
        fields["over_time"] = over
    words = fold(f"{name} {row.name if row else ''}")
    if negative or (unit == "money" and any(one in words for one in SIGNED.split())):
        fields["negative"] = "allowed"
    return fields


def _over_time(key: str, name: str, unit: str) -> str:
    if key in SNAPSHOTS:
        return "snapshot"
    words = fold(f"{name} {key.replace('_', ' ')}")
    if unit != "ratio" and speaks_of(words, LEVEL):
        return "level"
    if unit in ("money", "ratio") or " per " in unit:
        return ""
    if any(one in words for one in FLOW.split()):
        return "adds"
    # of what is neither sold nor counted on a day nothing is said of how periods add up
    return "snapshot" if any(one in words for one in STOCK.split()) else "fixed"


def unit_kind(forms: Iterable[str]) -> str:
    """The unit of a metric by its figures as printed: the one most of them have."""
    found: list[str] = []
    for form in forms:
        try:
            figure = parse(form)
        except FigureError:
            continue
        kind = getattr(figure, "unit", None)
        measure = str(getattr(figure, "measure", ""))
        if kind == "measure" and read_unit(measure) is not None:
            found.append(measure)
        elif kind in ("money", "ratio", "count"):
            found.append(kind)
    return max(set(found), key=found.count) if found else "count"
