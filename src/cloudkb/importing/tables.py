"""Tables to records: columns by their mapping, a claim for each cell that prints a figure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from cloudkb.importing import cell_keys, guessing, new_vocabulary
from cloudkb.importing.asked_columns import given, names_of, said_of
from cloudkb.importing.cell_figures import UnreadableCell, ends_in_zero, figure_of_cell, is_nothing
from cloudkb.importing.cell_keys import BadCell
from cloudkb.importing.decimal_commas import with_points
from cloudkb.importing.guessing import cell_at
from cloudkb.importing.header_words import OTHERS, SUMS
from cloudkb.importing.headers import (
    Header,
    Lexicon,
    in_both_languages,
    plain,
    read_header,
    without_unit,
)
from cloudkb.importing.last_days import without_last_days
from cloudkb.importing.mapping import IGNORED, TableMap, column_words, mapping_text, read_mapping
from cloudkb.importing.merged import spread
from cloudkb.importing.metric_units import begins_after, fits, is_price, kind_of_metric
from cloudkb.importing.record import ImportRefused, Origin, Record, Request, TakenClaim
from cloudkb.importing.sheets import Cell, Sheet, read_text
from cloudkb.importing.unclear_columns import asked
from cloudkb.importing.unit_texts import currency_of_form
from cloudkb.language import marked, worded
from cloudkb.model import ClaimDraft, DocumentDraft, Finding
from cloudkb.reader.vocabulary import TAKEN_BACK
from cloudkb.words import few, fold, plural

_WORKBOOKS = (".xlsx", ".xlsm")
_UNIT_BESIDE = marked("{text}: put the unit in brackets, or into a column of its own")
_SUMS = marked("{rows} passed over as a sum of others (合计, total)")
_OTHERS = marked("{rows} passed over that are of all others (其他, others): of whom, nothing says")
_PINYIN = marked('ids of Chinese names are digits: pip install "cloudkb[pinyin]" spells them')
_PART = re.compile(r"(?i)其中|(?:of which|thereof|including)\b")
_NAMED = ("entity", "metric", "in", "source", "scope")


def read(request: Request) -> tuple[Record, ...]:
    """The record of a table; raises `ImportRefused` where its columns are not clear."""
    kept = read_mapping(request.kept, worded("the mapping")) if request.kept else None
    sheet = _sheet(request, kept.sheet if kept else "")
    lexicon = Lexicon(request.facts)
    header = kept.header if kept else guessing.header_rows(sheet)
    if header[1] >= len(sheet.rows):
        raise ImportRefused(
            worded("there is no row below the headers"), worded("name a table with rows")
        )
    sheet = spread(sheet, header)
    said = said_of(request, kept, lexicon)
    group = {**(kept.group if kept else {}), **given(request.given, lexicon)}
    parts = guessing.header_parts(sheet, header)
    names = guessing.column_names(parts)
    if missing := [name for name in said if name not in names]:
        raise ImportRefused(
            worded("there is no column {columns}", columns=few(missing, 3)),
            worded("its columns are {columns}", columns=few(names, 12)),
        )
    found = guessing.Guesser(sheet, header, lexicon, said, group).guess()
    if kept is None:
        group = {**found.group, **group}
    if found.unclear:
        raise ImportRefused(*asked(found.unclear))
    document = request.document or (kept.documents[-1] if kept and kept.documents else "")
    document = document or new_vocabulary.slug(PurePath(request.file).stem)
    record = _Taker(request, sheet, lexicon, header, found, group, kept, document).record()
    documents = tuple(dict.fromkeys((*(kept.documents if kept else ()), document)))
    mapping = TableMap(
        PurePath(request.file).name, sheet.name, header, documents, group, found.columns,
        kept.names if kept else {},
    )  # fmt: skip
    text = mapping_text(mapping)
    same = kept is not None and read_mapping(text, worded("the mapping"))[1:] == kept[1:]
    return (
        record._replace(
            keep="" if same else text,
            editions=tuple(one for one in documents if one != document),
        ),
    )


def _sheet(request: Request, kept: str) -> Sheet:
    """The table of a file; of a workbook the sheet asked for, else the one that was kept."""
    ending = PurePath(request.file).suffix.lower()
    if ending in _WORKBOOKS:
        from cloudkb.importing.workbook import read_workbook

        return read_workbook(request.data, request.sheet or kept)
    if request.sheet:
        raise ImportRefused(worded("--sheet is of workbooks"), worded("leave it out"))
    return with_points(read_text(request.data, request.encoding, tabs=ending == ".tsv"))


class _RowKeys(NamedTuple):
    """What the key cells of a row say."""

    fields: Mapping[str, str]
    unit: str = ""
    name: str = ""
    """What the row calls its metric; empty where the column says it."""
    change: str = ""
    """`yoy`, `qoq`: what the row tells is a change of the metric."""


class _Taker:
    """Takes the claims of a table, row by row."""

    def __init__(
        self,
        request: Request,
        sheet: Sheet,
        lexicon: Lexicon,
        header: tuple[int, int],
        found: guessing.Guess,
        group: Mapping[str, str],
        kept: TableMap | None,
        document: str,
    ) -> None:
        self.request, self.sheet, self.words = request, sheet, lexicon
        self.header, self.group, self.new = header, group, found.new
        self.names = kept.names if kept else {}
        columns = list(found.columns.items())
        self.keys = [(i, c) for i, (_, c) in enumerate(columns) if isinstance(c, str)]
        self.keys = [(i, key) for i, key in self.keys if key != IGNORED]
        self.figures = [(i, c) for i, (_, c) in enumerate(columns) if not isinstance(c, str)]
        self.columns = columns
        self.entities: dict[str, Mapping[str, str]] = {}
        self.forms: dict[str, list[str]] = {}
        self.negative: set[str] = set()
        for name, key in found.entities.items():
            self.entities[key] = new_vocabulary.entity([name], "company")
        self.document = document
        self.known = known = request.facts.documents.get(document)
        self.currency = known.currency if known else group.get("currency", "") or found.currency
        """What the document is in: where it is new, what the group says."""
        published = request.header.get("published", "")
        self.said = (known.published.end or "") if known else published
        self.claims: list[TakenClaim] = []
        self.refused: list[Finding] = []
        self.empty = 0
        self.passed: Counter[str] = Counter()
        self.units_plain = self._printed_to_the_unit()

    def _printed_to_the_unit(self) -> frozenset[object]:
        """Columns in which some cell prints a last whole digit that is no zero.

        Where a column names the metric of each row, metrics: those of a column are told apart.
        """
        body = self.sheet.rows[self.header[1] :]
        return frozenset(
            self._like(index, row)
            for index, _ in self.figures
            for row in body
            if ends_in_zero(cell_at(row, index).text) is False
        )

    def _like(self, index: int, row: Sequence[Cell]) -> object:
        """What a cell is printed like."""
        metric = next((one for one, key in self.keys if key == "metric"), None)
        return index if metric is None else cell_at(row, metric).text

    def record(self) -> Record:
        """What the table says of the document."""
        if not self.figures:
            raise ImportRefused(
                worded("no column holds figures"),
                worded('say which: --map "COLUMN=figure", or ="Revenue (US$ million)"'),
            )
        for key in ("entity", "metric"):
            there = key in self.group or any(one == key for _, one in self.keys)
            if not there and not all(key in column for _, column in self.figures):
                raise ImportRefused(
                    worded("no column and no header says the {key} of the figures", key=key),
                    worded('say it: --set {key}=NAME, or --map "COLUMN={key}"', key=key),
                )
        for number, row in enumerate(self.sheet.rows[self.header[1] :], self.header[1] + 1):
            if any(cell.text for cell in row):
                self._row(number, row)
        self.claims, more = without_last_days(self.words, self.claims)
        self.refused += more
        return Record(
            self.document,
            self._document(),
            tuple(self.claims),
            self._vocabulary(),
            tuple(self.refused),
            tuple(self._notes()),
            tuple((name, column_words(column)) for name, column in self.columns),
            lacking=self._lacking(),
        )

    def _document(self) -> DocumentDraft | None:
        if self.known:
            return None
        # stands for what is lacking while the claims are looked at; it is never written
        supposed = {"title": self.document, "published": date.today().isoformat()}
        fields = {"id": self.document, **supposed, **self.request.header}
        return DocumentDraft({**fields, **({"currency": self.currency} if self.currency else {})})

    def _lacking(self) -> tuple[str, ...]:
        if self.known:
            return ()
        return tuple(key for key in ("title", "published") if key not in self.request.header)

    def _notes(self) -> Iterator[str]:
        yield from self.sheet.notes
        if self.empty:
            cells = plural(self.empty, "cell")
            yield worded("{cells} without a figure (empty, a dash, n/a)", cells=cells)
        for note, count in sorted(self.passed.items()):
            yield worded(note, rows=plural(count, "row"))
        if not any(c.fields.get("period") for c, _ in self.claims):
            yield worded("no period: --set period=2023 says it, or a column")
        made = {**{key: one["name"] for key, one in self.entities.items()}, **self.new}
        if any(new_vocabulary.is_unspelled(key, name) for key, name in made.items()):
            yield worded(_PINYIN)
        ignored = [name for name, column in self.columns if column == IGNORED]
        if ignored:
            yield worded("not taken: {columns}", columns=few(ignored, 5))

    def _origin(self, row: int, index: int) -> Origin:
        return Origin(self.request.file, row, index + 1, self.sheet.name)

    def _cell(self, number: int, row: Sequence[Cell], index: int) -> tuple[Origin, Cell]:
        """A cell of a row with its place; raises `BadCell` where it cannot be taken."""
        origin, cell = self._origin(number, index), cell_at(row, index)
        if cell.fault:
            raise BadCell(
                origin, worded("{text}: {fault}", text=cell.text[:40], fault=cell.fault), cell.hint
            )
        return origin, cell

    def _row(self, number: int, row: Sequence[Cell]) -> None:
        cells = [(index, column, cell_at(row, index)) for index, column in self.figures]
        if not any(cell.text and not is_nothing(cell.text) for _, _, cell in cells):
            self.empty += len(cells)
            return
        try:
            keys = self._keys(number, row)
        except BadCell as bad:
            self.refused.append(bad.finding)
            return
        if isinstance(keys, str):
            self.passed[keys] += 1
            return
        for index, column, cell in cells:
            if not cell.fault and is_nothing(cell.text):
                self.empty += 1
                continue
            try:
                self._figure(number, index, column, row, keys)
            except BadCell as bad:
                self.refused.append(bad.finding)

    def _keys(self, number: int, row: Sequence[Cell]) -> _RowKeys | str:
        """What a row says of its figures; a note on why where it is passed over."""
        fields: dict[str, str] = {}
        unit = name = change = ""
        parts: dict[str, str] = {}
        named: list[tuple[Origin, str]] = []
        for index, key in self.keys:
            origin, cell = self._cell(number, row, index)
            if not cell.text:
                if key in ("entity", "metric", "period", "year") and key not in self.group:
                    if key == "entity" and sum(1 for _, one in self.keys if one == key) > 1:
                        continue
                    raise BadCell(
                        origin,
                        worded("no {key} stands here", key=key),
                        worded("write it in each row"),
                    )
                continue
            text = plain(cell.text)
            if why := self._passed_over(key, text):
                return why
            if key == "entity":
                named.append((origin, text))
            elif key in ("year", "quarter", "month"):
                parts[key] = text
            elif key == "unit":
                unit = cell_keys.agreed(origin, unit, cell_keys.unit(origin, text))
            elif key == "period":
                fields[key] = cell_keys.period(origin, text)
            elif key == "metric":
                name = text
                fields[key], own, change = self._metric(origin, text)
                unit = cell_keys.agreed(origin, unit, own)
            elif key in _NAMED:
                fields[key] = self._name(origin, key, text)
            else:
                fields[key] = cell.text
        if named:
            fields["entity"] = self._entity(named)
        if parts:
            fields["period"] = cell_keys.of_parts(self._origin(number, self.keys[0][0]), parts)
        return _RowKeys(fields, unit, name, change)

    def _passed_over(self, key: str, text: str) -> str:
        """Why a row of such a name is nobody's; empty: it is not passed over."""
        if key not in ("entity", "metric", "period", "year"):
            return ""
        if fold(plain(text)) in SUMS or self.names.get(key, {}).get(text) == IGNORED:
            return _SUMS
        is_nobody = (
            key == "entity" and fold(plain(text)) in OTHERS and not self._is_known(key, text)
        )
        return _OTHERS if is_nobody else ""

    def _is_known(self, key: str, text: str) -> bool:
        return text in self.names.get(key, {}) or fold(text) in names_of(key, self.words)

    def _metric(self, origin: Origin, text: str) -> tuple[str, str, str]:
        """The metric that a cell names, the unit that it states beside the name, and the change."""
        if self._is_known("metric", text):
            return self._name(origin, "metric", text), "", ""
        if _PART.match(text):
            raise BadCell(
                origin,
                worded("{text!r}: of what it is a part, only the rows above say", text=text[:40]),
                worded("write the whole name"),
            )
        name, unit = without_unit(text)
        read = read_header([name], self.words)
        if read.metric and read.change and read == Header(metric=read.metric, change=read.change):
            return read.metric, unit, read.change
        if not unit and (told := read_header([text], self.words).unit):
            raise BadCell(
                origin,
                worded(
                    "{text!r} states a unit, {unit}, beside the name",
                    text=text[:40],
                    unit=told.replace("{}", "…"),
                ),
                worded(_UNIT_BESIDE, text=text[:20]),
            )
        return self._name(origin, "metric", name), unit, ""

    def _name(self, origin: Origin, key: str, text: str) -> str:
        if TAKEN_BACK.get(key) == text:
            return text
        known = self.names.get(key, {}).get(text) or names_of(key, self.words).get(fold(text))
        if known:
            return known
        if key == "in":
            return self._declared([text], "market")
        if key == "metric":
            made = new_vocabulary.slug(text, "_")
            self.new = {**self.new, made: text}
            self.words.metrics[fold(text)] = made
            return made
        raise BadCell(
            origin,
            worded("no {kind} is called {name}", kind=worded(key), name=text[:40]),
            worded("declare it under {key}s, or under names:", key=key),
        )

    def _entity(self, named: Sequence[tuple[Origin, str]]) -> str:
        own = self.names.get("entity", {})
        named = [(at, one) for at, text in named for one in self._both(text)]
        found = {
            known
            for _, text in named
            if (known := own.get(text) or self.words.entities.get(fold(text)))
        }
        if len(found) > 1:
            raise BadCell(
                named[-1][0],
                worded(
                    "{names} are two entities",
                    names=worded(" and ", "和").join(text for _, text in named),
                ),
                worded("put the names right, or ignore one column"),
            )
        return found.pop() if found else self._declared([text for _, text in named], "company")

    def _both(self, text: str) -> Sequence[str]:
        """A name in both languages in one cell, where both halves are known, as two."""
        halves = in_both_languages(text)
        is_whole = self._is_known("entity", text)
        known = not is_whole and all(self._is_known("entity", one) for one in halves)
        return halves if known else (text,)

    def _declared(self, names: Sequence[str], kind: str) -> str:
        fields = new_vocabulary.entity(names, kind)
        key = new_vocabulary.slug(fields["name"])
        taken = self.request.facts.vocabulary.entities.keys() | self.entities.keys()
        base, number = key, 1
        while key in taken or key in self.request.facts.vocabulary.sources:
            number += 1
            key = f"{base}-{number}"
        self.entities[key] = fields
        for name in names:
            self.words.entities[fold(name)] = key
        return key

    def _figure(
        self,
        number: int,
        index: int,
        column: Mapping[str, str],
        row: Sequence[Cell],
        keys: _RowKeys,
    ) -> None:
        origin, cell = self._cell(number, row, index)
        if cell.merged:
            raise BadCell(
                origin,
                worded(
                    "{figure} stands once for {cells}: of which of them it is, nothing says",
                    figure=cell.text[:40],
                    cells=cell.merged,
                ),
                worded("part the cells, and write it where it belongs"),
            )
        fields = {**self.group, **keys.fields, **column}
        form = self._form(origin, column["figure"], keys, fields["metric"])
        try:
            figure = figure_of_cell(cell.text, form, signed=form.endswith((" yoy", " qoq")))
        except UnreadableCell as error:
            raise BadCell(origin, error.message, error.hint) from None
        fields["figure"] = figure
        if fields.get("kind") == "estimate" and begins_after(fields.get("period", ""), self.said):
            fields["kind"] = "forecast"
        fields.pop("unit", None)
        if self._like(index, row) in self.units_plain and ends_in_zero(cell.text):
            # others of the column print this digit: the zero is one that was counted
            fields["exact"] = "yes"
        if keys.change and self._is_money(fields["metric"]):
            fields.setdefault("currency", currency_of_form(column["figure"]) or self.currency)
        currency = fields.get("currency")
        if currency and (currency == self.currency or not self._is_money(fields["metric"])):
            del fields["currency"]
        self.forms.setdefault(fields["metric"], []).append(figure)
        if figure.startswith("-") and not form.endswith((" yoy", " qoq")):
            self.negative.add(fields["metric"])
        self.claims.append(TakenClaim(ClaimDraft(fields), origin))

    def _form(self, origin: Origin, form: str, keys: _RowKeys, metric: str) -> str:
        """The print around the digits: what the row says of its unit counts before the column."""
        if keys.change:
            return f"{keys.unit or '{}'} {keys.change}"
        if form == "{}" or not keys.name:
            return keys.unit or form
        kind = kind_of_metric(self.words, metric, keys.name)
        if keys.unit:
            if form != keys.unit and fits(form, kind) and not is_price(keys.name):
                raise BadCell(
                    origin,
                    worded(
                        "the unit of the row and of the column differ: {unit}",
                        unit=form.replace("{}", "…"),
                    ),
                )
            return keys.unit
        if is_price(keys.name):
            raise BadCell(
                origin,
                worded(
                    "whether {name} is told in {unit}, too, nothing says",
                    name=keys.name[:40],
                    unit=form.replace("{}", "…"),
                ),
                worded(_UNIT_BESIDE, text=keys.name[:20]),
            )
        return form if fits(form, kind) else "{}"

    def _is_money(self, metric: str) -> bool:
        return self.words.unit_of(metric) in ("", "money")

    def _vocabulary(self) -> dict[str, dict[str, Mapping[str, str]]]:
        metrics = {}
        for key, forms in self.forms.items():
            if key not in self.words.kept_metrics:
                name = self.new.get(key, key)
                plain_forms = [one for one in forms if not one.endswith((" yoy", " qoq"))]
                metrics[key] = new_vocabulary.metric(
                    key, name, plain_forms, negative=key in self.negative
                )
        return {"entities": dict(self.entities), "metrics": metrics}
