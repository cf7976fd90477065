"""What claims may name, to rows: documents, entities, metrics, scopes, sources, names."""

from collections.abc import Container, Iterable, Iterator, Mapping

from cloudkb.model import Default, Document, Entity, Metric, Place, Scope, Source, Vocabulary
from cloudkb.store.layout import DECLARED, DOCUMENT, SPEAKER, TRACKER
from cloudkb.store.rows import SqlRow, list_cell, span_cells
from cloudkb.words import fold, unit_text


def _aliases(record: Entity | Metric | Source | Scope) -> str | None:
    return list_cell(record.aliases) if record.aliases else None


def _foot(note: str, place: Place) -> SqlRow:
    return note or None, place.file, place.line, place.column


def document_rows(documents: Mapping[str, Document]) -> Iterator[SqlRow]:
    """Rows of `documents`, by id."""
    for _, document in sorted(documents.items()):
        yield document_row(document, documents)


def document_row(document: Document, documents: Mapping[str, Document]) -> SqlRow:
    """One row of `documents`; an origin that is not known is left out."""
    return (
        document.id,
        document.title,
        document.author or None,
        document.publisher or None,
        *span_cells(document.published),
        document.language or None,
        document.currency or None,
        document.grade,
        document.url or None,
        document.archived or None,
        document.accessed or None,
        document.origin if document.origin in documents else None,
        *_foot(document.note, document.place),
    )


def entity_rows(vocabulary: Vocabulary) -> Iterator[SqlRow]:
    """Rows of `entities`, by id; a `part_of` that is not known is left out."""
    for _, entity in sorted(vocabulary.entities.items()):
        yield (
            entity.id,
            entity.name,
            entity.name_zh or None,
            _aliases(entity),
            entity.kind,
            entity.part_of if entity.part_of in vocabulary.entities else None,
            entity.fiscal_year_ends or None,
            entity.fiscal_year_named_for if entity.fiscal_year_ends else None,
            entity.currency or None,
            *_foot(entity.note, entity.place),
        )


def metric_rows(vocabulary: Vocabulary) -> Iterator[SqlRow]:
    """Rows of `metrics`, by id; metrics that are not known are left out."""
    known = vocabulary.metrics

    def reference(name: str | None) -> str | None:
        return name if name in known else None

    for _, metric in sorted(known.items()):
        part, whole = metric.ratio_of or (None, None)
        yield (
            metric.id,
            metric.name,
            metric.name_zh or None,
            _aliases(metric),
            unit_text(metric.unit, metric.measure, metric.per),
            metric.over_time,
            int(metric.negative),
            int(metric.values == "many"),
            reference(metric.share_of),
            reference(part),
            reference(whole),
            reference(metric.at_most),
            reference(metric.only),
            list_cell(metric.counted) if metric.counted else None,
            int(metric.ahead),
            int(metric.parts_at_most),
            metric.direction or None,
            metric.extreme or None,
            *_foot(metric.note, metric.place),
        )


def formula_rows(vocabulary: Vocabulary) -> Iterator[SqlRow]:
    """Rows of `formulas`, by id."""
    if not vocabulary.formulas:
        return
    from cloudkb import equations

    for formula in sorted(vocabulary.formulas):
        yield (
            formula.id,
            formula.text,
            list_cell(equations.read(formula.text).metrics()),
            list_cell(formula.entities) if formula.entities else None,
            int(formula.complete),
            *_foot(formula.note, formula.place),
        )


def scope_rows(
    vocabulary: Vocabulary, documents: Mapping[str, Document], used: Container[str]
) -> Iterator[SqlRow]:
    """Rows of `scopes`: those declared, and the own definition of each source used as one."""
    rows: dict[str, SqlRow] = {
        source.id: (
            source.id,
            source.name,
            source.name_zh or None,
            _aliases(source),
            TRACKER,
            None,
            None,
            *_default_cells(None),
            *_foot("", source.place),
        )
        for source in vocabulary.sources.values()
        if source.id in used
    }
    for scope in vocabulary.scopes.values():
        rows[scope.id] = (
            scope.id,
            scope.name,
            scope.name_zh or None,
            _aliases(scope),
            DECLARED,
            scope.means or None,
            scope.stated_in if scope.stated_in in documents else None,
            *_default_cells(scope.default),
            *_foot(scope.note, scope.place),
        )
    for identifier in sorted(rows):
        yield rows[identifier]


def _default_cells(default: Default | None) -> SqlRow:
    """What a scope says of plain figures; an empty span holds always."""
    if default is None:
        return (None,) * 6
    window, said = default.window, default.said
    return (
        "always" if window is None else window.text,
        list_cell(default.entities) if default.entities else None,
        list_cell(default.metrics) if default.metrics else None,
        None if said is None else said.text,
        default.place.line,
        default.place.column,
    )


def source_rows(
    vocabulary: Vocabulary, documents: Mapping[str, Document], speakers: Iterable[str]
) -> Iterator[SqlRow]:
    """Rows of `sources`: those declared, every document, and the entities that speak."""
    rows: dict[str, SqlRow] = {}
    for document in documents.values():
        rows[document.id] = (
            document.id,
            document.author or document.publisher or document.title,
            None,
            None,
            DOCUMENT,
            "document",
            document.grade,
            None,
            *_foot("", document.place),
        )
    for identifier in speakers:
        if entity := vocabulary.entities.get(identifier):
            rows[identifier] = (
                entity.id,
                entity.name,
                entity.name_zh or None,
                _aliases(entity),
                SPEAKER,
                entity.kind,
                None,
                None,
                *_foot("", entity.place),
            )
    for source in vocabulary.sources.values():
        rows[source.id] = (
            source.id,
            source.name,
            source.name_zh or None,
            _aliases(source),
            DECLARED,
            source.kind,
            source.grade,
            source.works_for or None,
            *_foot(source.note, source.place),
        )
    for identifier in sorted(rows):
        yield rows[identifier]


def name_rows(vocabulary: Vocabulary, documents: Mapping[str, Document]) -> list[SqlRow]:
    """Rows of `names`: every id, name and alias, folded, with what it names."""
    names: set[tuple[str, str, str]] = set()
    kinds: tuple[tuple[str, Iterable[Entity | Metric | Source | Scope]], ...] = (
        ("entity", vocabulary.entities.values()),
        ("metric", vocabulary.metrics.values()),
        ("source", vocabulary.sources.values()),
        ("scope", vocabulary.scopes.values()),
    )
    for kind, records in kinds:
        for record in records:
            texts = (record.id, record.name, record.name_zh, *record.aliases)
            names.update((fold(text), kind, record.id) for text in texts if fold(text))
    for document in documents.values():
        names.update(
            (fold(text), "document", document.id) for text in (document.id, document.title)
        )
    return sorted(names)
