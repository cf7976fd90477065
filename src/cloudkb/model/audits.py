"""What an audit of a text says: how each printed number of it stands to a base."""

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from cloudkb.model.facts import Ignored, Place

if TYPE_CHECKING:
    from cloudkb.interval import Interval

AuditStatus = Literal["refuted", "differs", "missing", "implied", "covered", "ignored", "none"]
AUDIT_STATUSES: tuple[AuditStatus, ...] = get_args(AuditStatus)
"""Every status, what needs work first."""


class Audited(NamedTuple):
    """A number of a text, and what a base has to say about it."""

    start: int
    """In code points of the text, as `end`."""
    end: int
    line: int
    """From 1, as `column`, which counts code points."""
    column: int
    end_line: int
    end_column: int
    """One past the last character."""
    paragraph: int
    """As `where` of a claim counts them; below 1 before the title."""
    text: str
    """As printed, without markup and ends of lines."""
    kind: str
    """figure, change, rank, order, link, date, period, duration, name or noise."""
    interval: "Interval"
    """What the print stands for, in base units; unbounded for a time or a name."""
    unit: str
    currency: str
    period: str
    """Canonical, of a date or period; else that which the number is taken to be of."""
    status: AuditStatus
    claims: tuple[str, ...] = ()
    """The claims that cover, imply, refute it or print another number, by their full names."""
    because: str = ""
    """Why, in a sentence or two."""


class Misplaced(NamedTuple):
    """A claim whose figure does not stand in the paragraph that its `where` names."""

    claim: str
    where: str
    text: str
    """The print."""
    found: tuple[int, ...]
    """The paragraphs in which it does stand."""
    place: Place
    """Of the print in its fact file."""


class Audit(NamedTuple):
    """All numbers of a text, and what is wrong with the document that it is."""

    document: str
    """Its id; empty where the text is no document of the base."""
    numbers: tuple[Audited, ...]
    """In the order of the text."""
    misplaced: tuple[Misplaced, ...] = ()
    idle: tuple[Ignored, ...] = ()
    """What the document lists as ignored and the text does not hold."""
    unreasoned: int = 0
    """How many numbers were not held against what the claims imply, as there were too many."""

    @property
    def counts(self) -> tuple[tuple[AuditStatus, int], ...]:
        """How many numbers have each status, in the order of `AUDIT_STATUSES`; none left out."""
        return tuple(
            (name, sum(1 for one in self.numbers if one.status == name)) for name in AUDIT_STATUSES
        )
