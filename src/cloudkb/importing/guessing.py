"""What the columns of a table mean, by its headers and its cells."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cloudkb.importing.cell_figures import is_nothing, is_number, names_no_unit
from cloudkb.importing.header_times import looks_like_time, quarter_of
from cloudkb.importing.header_words import NEUTRAL, NO_METRIC, OF_ANOTHER_TIME
from cloudkb.importing.headers import Header, Lexicon, period_of, plain, read_header
from cloudkb.importing.mapping import IGNORED, ColumnMap
from cloudkb.importing.merged import spans_columns
from cloudkb.importing.metric_units import fits, is_price, kind_of_metric, speaks_of
from cloudkb.importing.new_vocabulary import metric_name, slug
from cloudkb.importing.record import letters
from cloudkb.importing.sheets import EMPTY, Cell, Sheet
from cloudkb.importing.unclear_columns import UnclearColumn
from cloudkb.importing.unit_texts import (
    currency_of_form,
    is_currency,
    is_unit,
    kind_of_unit,
    names_a_unit,
    unit_named,
)
from cloudkb.language import worded
from cloudkb.words import fold, is_chinese

_MOST_HEADERS = 3
_SAMPLE = 200
"""Rows that are looked at to tell what a column holds."""
_MOSTLY = 0.6


class Guess(NamedTuple):
    """What is guessed, and what nobody can guess."""

    columns: Mapping[str, ColumnMap]
    group: Mapping[str, str]
    """What the title above the table says of all figures."""
    currency: str
    """The one that the first column of money prints, where each of them prints one."""
    new: Mapping[str, str]
    """Metrics that are not in the base: id to name."""
    entities: Mapping[str, str]
    """Entities in headers that are not in the base: name to id."""
    unclear: tuple[UnclearColumn, ...]


def header_rows(sheet: Sheet) -> tuple[int, int]:
    """The first and last row of headers, from 1: above all that is data, below titles."""
    rows = [[cell.text for cell in row] for row in sheet.rows]
    first = next((i for i, row in enumerate(rows) if _filled(row) > 1), 0)
    width = max((len(row) for row in rows[first : first + _SAMPLE]), default=0)
    last = first
    while last - first < _MOST_HEADERS - 1 and last + 2 < len(rows):
        below = rows[last + 1]
        if _filled(below) == 0 or any(_is_data(cell) for cell in below):
            break
        units = [cell for cell in below if cell]
        row = [*rows[last], *[""] * (width - len(rows[last]))]
        merged = any(not cell for cell in row[1:]) or len(set(row)) < len(row)
        if not merged and not all(unit_named(cell, loose=True) for cell in units):
            break
        last += 1
    return first + 1, last + 1


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _is_data(text: str) -> bool:
    """Whether a cell is a figure and no year."""
    if period_of(text):
        return False
    return bool(text) and (is_number(text) or is_nothing(text))


def captions(sheet: Sheet, header: tuple[int, int]) -> list[Cell]:
    """What stands above the headers."""
    return [cell for row in sheet.rows[: header[0] - 1] for cell in row if cell.text]


def header_parts(sheet: Sheet, header: tuple[int, int]) -> list[tuple[str, ...]]:
    """For each column its headers from above; one that spans columns is that of all of them."""
    first, last = header
    rows = [list(row) for row in sheet.rows[first - 1 : last]]
    width = max(len(row) for row in sheet.rows[first - 1 :])
    filled: list[list[str]] = []
    for number, row in enumerate(rows):
        texts = [cell.text for cell in row] + [""] * (width - len(row))
        # what spans columns is known, or what stands before an empty header does
        if number < len(rows) - 1 and not spans_columns(sheet.merged, first + number):
            for index in range(1, width):
                below = any(len(r) > index and r[index].text for r in rows[number + 1 :])
                if not texts[index] and below and index > 1:
                    texts[index] = texts[index - 1]
        filled.append(texts)
    return [
        tuple(dict.fromkeys(texts[index] for texts in filled if texts[index]))
        for index in range(width)
    ]


def column_names(parts: Iterable[tuple[str, ...]]) -> list[str]:
    """What columns are called in a mapping: their headers; the column where there is none."""
    found: list[str] = []
    for number, each in enumerate(parts, 1):
        name = " / ".join(plain(one) for one in each) or letters(number)
        same = sum(1 for one in found if one == name or one.startswith(f"{name} #"))
        found.append(f"{name} #{same + 1}" if same else name)
    return found


class Guesser:
    """Guesses what each column of a table means."""

    def __init__(
        self,
        sheet: Sheet,
        header: tuple[int, int],
        lexicon: Lexicon,
        said: Mapping[str, ColumnMap | Header],
        given: Mapping[str, str],
    ) -> None:
        """`said` are columns of which it is known, `given` the group."""
        self.words, self.said, self.given = lexicon, said, given
        self.parts = header_parts(sheet, header)
        self.names = column_names(self.parts)
        body = sheet.rows[header[1] : header[1] + _SAMPLE]
        self.cells = [
            [one.text for row in body if (one := cell_at(row, index)).text and not one.fault]
            for index in range(len(self.names))
        ]
        self.columns: dict[str, ColumnMap] = {}
        self.new: dict[str, str] = {}
        self.entities: dict[str, str] = {}
        self.unclear: list[UnclearColumn] = []
        self.metric = ""
        titles = [read_header([cell.text], lexicon) for cell in captions(sheet, header)]
        self.corners = {
            index: read
            for index, each in enumerate(self.parts)
            if not self._is_numeric(index) and not (read := read_header(each, lexicon)).key
        }
        """What headers over names say of the whole table: 公司（单位：亿元）."""
        above = [*titles, *self.corners.values()]
        self.units = tuple(dict.fromkeys(one.unit for one in above if one.unit))
        self.is_unread = any(names_a_unit(text) for one in above for text in one.left)
        """Whether something above the figures speaks of a unit, and was not understood."""
        self.titles = [one for one in above if all(map(self._is_plain, one.left))]
        self.currencies: list[str] = []

    def guess(self) -> Guess:
        """What is guessed, column by column from the left."""
        for index, name in enumerate(self.names):
            known = self.said.get(name)
            if known is not None and not isinstance(known, Header):
                self.columns[name] = known
                if not isinstance(known, str):
                    self.metric = known.get("metric", self.metric)
                    if currency := currency_of_form(known["figure"]):
                        self.currencies.append(currency)
                continue
            if not self.cells[index] and known is None:
                self.columns[name] = IGNORED
                continue
            column = self._column(index, known or read_header(self.parts[index], self.words))
            if column is None:
                self.unclear.append(
                    UnclearColumn(name, self._why(index), self._with_what_lacks(index))
                )
            else:
                self.columns[name] = column
        self._ask_for_periods()
        self._ask_for_units()
        return Guess(
            self.columns,
            self._group_of_title(),
            "" if "" in self.currencies else next(iter(self.currencies), ""),
            self.new,
            self.entities,
            tuple(self.unclear),
        )

    def _ask_for_periods(self) -> None:
        """Where some headers say of what time their figures are, and no row does, all have to."""
        if self._keyed_by("period") or self._keyed_by("year"):
            return
        guessed = {
            name: one
            for name, one in self.columns.items()
            if not isinstance(one, str) and name not in self.said
        }
        without = [name for name, one in guessed.items() if "period" not in one]
        if len(without) < len(guessed):
            why = worded("it says no period, others do")
            self.unclear += [
                UnclearColumn(name, why, self._with_what_lacks(self.names.index(name)))
                for name in without
            ]

    def _with_what_lacks(self, index: int) -> str:
        """A header with the time of all figures, of a change the metric of those before it, too.

        Empty where it says both, they are of several times, or it would not be clear all the same.
        """
        header = " ".join(self.parts[index])
        read = read_header(self.parts[index], self.words)
        times = {
            one["period"]
            for one in self.columns.values()
            if not isinstance(one, str) and "period" in one
        }
        if len(times) != 1 or read.left:
            return ""
        lacking = (
            "" if read.period else times.pop(),
            self._called(self.metric, header) if read.change or read.is_rank else "",
        )
        whole = ("" if is_chinese(header) else " ").join(filter(None, (*lacking, header)))
        again = read_header([whole], self.words)
        is_clear = again.period and again.metric and not again.left
        return whole if is_clear and whole != header else ""

    def _called(self, metric: str, header: str) -> str:
        """The name of a metric, in the language of a header."""
        known = self.words.kept_metrics.get(metric) or self.words.proposed.get(metric)
        if known is None:
            return metric
        return known.name_zh if known.name_zh and is_chinese(header) else known.name

    def _ask_for_units(self) -> None:
        """Where a header says the unit of a metric, others of it have to where no cell does."""
        if self._keyed_by("unit"):
            return
        forms = {
            name: (one.get("metric", self.given.get("metric", "")), one["figure"])
            for name, one in self.columns.items()
            if not isinstance(one, str) and not re.search("^rank|(?:yoy|qoq)$", one["figure"])
        }
        units = {metric: form for metric, form in forms.values() if form != "{}"}
        for index, name in enumerate(self.names):
            metric, form = forms.get(name, ("", ""))
            is_bare = form == "{}" and any(map(names_no_unit, self.cells[index]))
            if is_bare and metric in units and name not in self.said:
                unit = units[metric].replace("{}", "").strip()
                why = worded("it says no unit, others say {unit}", unit=unit)
                self.unclear.append(UnclearColumn(name, why, f"{name} ({unit})"))

    def _group_of_title(self) -> Mapping[str, str]:
        """What columns lack, and the title says."""
        figures = [one for one in self.columns.values() if not isinstance(one, str)]
        found = {}
        for key in ("entity", "metric", "period"):
            there = self._keyed_by(key) or any(key in one for one in figures)
            said = [value for one in self.titles if (value := getattr(one, key))]
            if said and not there:
                found[key] = said[0]
        return found

    def _column(self, index: int, read: Header) -> ColumnMap | None:
        if read.key:
            return self._keyed(index, read)
        if not self._is_numeric(index):
            return self._names(index, read)
        if read.left:
            return self._new_metric(index, read)
        if not read.says_something:
            return None
        metric = read.metric or ("" if self._keyed_by("metric") else self.metric)
        is_of_ratio = self.words.unit_of(metric) == "ratio" and not read.metric
        if read.change and is_of_ratio and read.unit != "{}pp":
            # percent of a share, or of the amount two columns before
            return None
        if (read.change or read.is_rank) and not metric and not self._keyed_by("metric"):
            return None
        if (read.change or read.is_rank) and not read.period and self._periods_above():
            # of which of the periods is not said
            return None
        self.metric = read.metric or self.metric
        return self._group(index, read, metric if read.change or read.is_rank else read.metric)

    def _names(self, index: int, read: Header) -> ColumnMap | None:
        """What a column of names holds: by its header, which may say more, or by its cells."""
        keys = {self.words.keys[word] for word in map(fold, read.left) if word in self.words.keys}
        if not all(map(self._is_plain, read.left)):
            # what is not understood beside a unit or a time is not passed over
            return None if read.unit or read.period or read.kind else self._by_cells(index)
        if len(keys) > 1 or read.change or read.is_rank:
            return None
        if keys:
            return self._keyed(index, Header(key=keys.pop()))
        is_first = all(self.columns.get(name) in (None, IGNORED) for name in self.names[:index])
        found = self._by_cells(index)
        if found is None and is_first and read.unit and not self._has("entity"):
            return "entity"
        return found if read.unit or read.period or not read.says_something else None

    def _is_plain(self, text: str) -> bool:
        return _is_neutral(text) or fold(text) in self.words.keys

    def _group(self, index: int, read: Header, metric: str) -> ColumnMap | None:
        unit: str | None = read.unit
        if unit and not read.change and is_currency(unit) and not unit.endswith("}元"):
            if any(kind_of_unit(one) == "money" for one in self.units):
                # whether it is in the millions that stand above is not said
                return None
            unit = unit.replace("{}", self._scale_above())
            if not is_unit(unit):
                return None
        if not unit and not read.change and not read.is_rank:
            unit = self._unit_above(metric, " ".join(self.parts[index]))
            if unit is None:
                return None
        form = unit or "{}"
        if read.is_rank:
            form = "rank {}"
        elif read.change:
            form = f"{form} {read.change}"
        if self.words.unit_of(metric) in ("", "money") and not read.change and not read.is_rank:
            self.currencies.append(currency_of_form(form))
        # of whoever stands in the row, in the market of the header
        is_within = read.entity in self.words.wholes and self._has("entity")
        said = {
            "currency": self.currencies[-1] if read.change and self.currencies else "",
            "metric": metric,
            "in" if is_within else "entity": read.entity,
            "period": read.period,
            "kind": read.kind,
        }
        return {**{key: value for key, value in said.items() if value}, "figure": form}

    def _scale_above(self) -> str:
        """The thousands or millions above a table, of which a header says the currency."""
        return next((one for one in self.units if kind_of_unit(one) == "scale"), "{}")

    def _unit_above(self, metric: str, name: str) -> str | None:
        """The unit that stands above the table, for what it is one of; None: nobody can tell."""
        if self.is_unread:
            return None
        if metric and self.units and is_price(name):
            return None
        kind = kind_of_metric(self.words, metric, name) if metric else ""
        fitting = [one for one in self.units if fits(one, kind)]
        return None if len(fitting) > 1 else "".join(fitting)

    def _keyed(self, index: int, read: Header) -> ColumnMap | None:
        key = read.key
        if key == "figure":
            if not self._is_numeric(index):
                return self._by_cells(index)
            unit = read.unit or self._unit_above("", "")
            return None if unit is None else {"figure": unit or "{}"}
        if key == "period":
            return self._period_key(index)
        if key == "entity" and self._has("entity"):
            return self._second_entity(index)
        if key == IGNORED or not self._has(key):
            return key
        return None

    def _period_key(self, index: int) -> ColumnMap | None:
        if self._share(index, period_of) >= _MOSTLY:
            if any(one == "year" for one in self.columns.values()):
                return None
            return "year" if self._has_parts(index) else "period"
        if any(one == "year" for one in self.columns.values()):
            return self._part(index)
        return None

    def _has_parts(self, index: int) -> bool:
        """Whether another column holds the quarters or months of these years."""
        years = self._share(index, lambda text: len(text.rstrip("年")) == 4)
        if years < 1:
            return False
        times = [
            other
            for other, each in enumerate(self.parts)
            if other != index and self.words.keys.get(fold(plain(" ".join(each)))) == "period"
        ]
        return any(self._share(other, period_of) < _MOSTLY for other in times)

    def _part(self, index: int) -> ColumnMap | None:
        months = self._share(index, lambda text: fold(text).rstrip("月").isdecimal())
        quarters = self._share(index, lambda text: quarter_of(text) != "")
        name = fold(" ".join(self.parts[index]))
        if quarters == 1 and "month" not in name and "月" not in name:
            return "quarter"
        return "month" if months == 1 else None

    def _second_entity(self, index: int) -> ColumnMap | None:
        """Another column of names: the same in the other language, else a market."""
        every = enumerate(self.names)
        first = next((i for i, name in every if self.columns.get(name) == "entity"), None)
        if first is None:
            # whose they all are was said beside the table, and this column says it otherwise
            return None
        one = self._share(first, is_chinese) >= 0.5
        other = self._share(index, is_chinese) >= 0.5
        if one != other:
            return "entity"
        return None if self._has("in") else "in"

    def _by_cells(self, index: int) -> ColumnMap | None:
        """By what most cells name."""
        tests: tuple[tuple[str, Callable[[str], object]], ...] = (
            ("entity", lambda text: fold(plain(text)) in self.words.entities),
            ("metric", lambda text: fold(plain(text)) in self.words.metrics),
            ("source", lambda text: fold(plain(text)) in self.words.sources),
            ("unit", lambda text: unit_named(text, loose=False)),
        )
        if self._share(index, period_of) >= _MOSTLY:
            return None if self._has("period") else "period"
        for key, test in tests:
            if self._share(index, test) < _MOSTLY:
                continue
            if key == "entity" and self._has("entity"):
                return None if self._has("in") else "in"
            if not self._has(key):
                return key
        first = all(self.columns.get(name) in (None, IGNORED) for name in self.names[:index])
        if first and not self._has("entity") and not any(self.parts[index]):
            return "entity"
        return None

    def _new_metric(self, index: int, read: Header) -> ColumnMap | None:
        """A metric that the base does not have, named as the header names it."""
        if read.entity or read.change or read.is_rank or read.period or read.metric:
            return None
        if all(fold(one) in NO_METRIC for one in read.left) or any(
            speaks_of(one, OF_ANOTHER_TIME) or looks_like_time(one) or names_a_unit(one)
            for one in read.left
        ):
            return None
        name = metric_name(self.parts[index])
        if self._keyed_by("metric"):
            # what is measured is said: the header says of whom
            unit = read.unit or self._unit_above("", "")
            if unit is None:
                return None
            self.entities[name] = slug(name)
            return {"entity": slug(name), "figure": unit or "{}"}
        key = slug(name, "_")
        self.new[key] = name
        self.metric = key
        return self._group(index, read._replace(left=(), metric=key), key)

    def _periods_above(self) -> bool:
        """Whether other headers say of what time their figures are, and no column does."""
        times = any(self._keyed_by(one) for one in ("period", "year"))
        groups = [one for one in self.columns.values() if not isinstance(one, str)]
        return not times and any("period" in one for one in groups)

    def _keyed_by(self, key: str) -> bool:
        """Whether a column of names, or the group, says it for every row."""
        return key in self.given or key in self.columns.values()

    def _has(self, key: str) -> bool:
        return key in self.given or any(
            one == key or (not isinstance(one, str) and key != "figure" and key in one)
            for one in self.columns.values()
        )

    def _is_numeric(self, index: int) -> bool:
        """Whether most of what stands in a column is figures."""
        return self._share(index, lambda text: is_number(text) or is_nothing(text)) >= _MOSTLY

    def _share(self, index: int, test: Callable[[str], object]) -> float:
        """How many of the cells that hold anything pass a test, from 0 to 1."""
        cells = [text for text in self.cells[index] if not is_nothing(text) or test(text)]
        return sum(1 for text in cells if test(text)) / len(cells) if cells else 0.0

    def _why(self, index: int) -> str:
        seen = ", ".join(dict.fromkeys(self.cells[index][:3]))
        return worded("its cells are {text}", text=seen[:50])


def _is_neutral(text: str) -> bool:
    """Whether words of a title say nothing of the figures: 表1, Selected quarterly."""
    left = re.sub("[0-9.:：]+", " ", fold(text))
    return all(word in NEUTRAL or _chinese_neutral(word) for word in left.split())


def _chinese_neutral(word: str) -> bool:
    for known in sorted(NEUTRAL, key=len, reverse=True):
        word = word.replace(known, "") if not known.isascii() else word
    return not word


def cell_at(row: Sequence[Cell], index: int) -> Cell:
    """A cell of a row; an empty one behind its end."""
    return row[index] if index < len(row) else EMPTY
