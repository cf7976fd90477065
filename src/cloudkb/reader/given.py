"""What a document, or the source it names, gives to claims that do not say it themselves."""

from cloudkb.defaults import takes_scope
from cloudkb.model import Document, Metric
from cloudkb.reader.declared_names import Names


class GivenByDocument:
    """The source, scope and `in` of claims that neither they nor their group write."""

    def __init__(self, names: Names, document: Document) -> None:
        """`document` may be a broken one: what it names and nobody declares gives nothing."""
        self._trackers = names.trackers
        self.source = document.source if names.knows("source", document.source) else ""
        """Empty: the document's own voice."""
        self._scope = document.scope if document.scope in names.scopes else ""
        self._within = document.within if names.knows("entity", document.within) else ""

    def scope(self, metric: Metric, source: str) -> str | None:
        """The tracker's own, if the source is one; else the document's, for what is measured."""
        if source in self._trackers:
            return source
        return (self._scope or None) if takes_scope(metric) else None

    def within(self, metric: Metric | None, entity: str | None) -> str | None:
        """The document's, for what is measured in something else than the entity itself."""
        if metric is None or not takes_scope(metric) or entity == self._within:
            return None
        return self._within or None
