"""The records of a fact-check: how each claim of a document stands against the rest."""

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from cloudkb.language import marked, worded

if TYPE_CHECKING:
    from fractions import Fraction

    from cloudkb.interval import Interval

Name = Literal[
    "contradicted",
    "disputed",
    "tension",
    "conditional",
    "corroborated",
    "confirmed",
    "derived",
    "single-source",
    "open",
    "met",
    "missed",
    "reached",
    "beaten",
    "fell-short",
    "no-figure",
]
NAMES: tuple[Name, ...] = get_args(Name)
"""Every verdict, in the order in which they are shown: what is doubted first."""
DOUBTED: frozenset[Name] = frozenset(("contradicted", "disputed"))
"""What tables mark as doubted."""

MEANS: dict[Name, str] = {
    "contradicted": "others rule it out: it is a suspect, or was doubted on evidence",
    "disputed": "it takes part in a conflict, and nothing says that it is the wrong one",
    "tension": "figures on another basis, or of a comparable market, could not be the same",
    "conditional": "it holds only if something nobody prints does",
    "corroborated": "another origin prints or implies as much",
    "confirmed": "its own origin prints it elsewhere: carried right, not a second witness",
    "derived": "it follows, but not without other figures of its own document",
    "single-source": "nobody else prints or implies as much",
    "open": "what was said ahead is not settled by any figure",
    "met": "what was forecast came true",
    "missed": "what was forecast did not come true",
    "reached": "a target that was just reached",
    "beaten": "a target that was passed",
    "fell-short": "a target that was not reached",
    "no-figure": "a sentence without a figure, or an opinion",
}
_PLAIN = ("No other origin prints or implies as much.", "No figure says yet how it came out.")
"""Reasons that say no more than what the verdict means."""


def is_plain(reason: str) -> bool:
    """Tell whether a reason says no more than what the verdict means: it is left out beside it."""
    return reason in map(worded, _PLAIN)


_NOTHING_NEAR = marked("No other document has ")
"""How a reason begins that says that there is not even a figure near."""


def is_nothing_near(reason: str) -> bool:
    """Tell whether a reason says that there is not even a figure near: tables leave it out."""
    return reason.startswith(worded(_NOTHING_NEAR))


def in_words(name: Name) -> str:
    """A verdict as people write it."""
    return name.replace("-", " ")


class Verdict(NamedTuple):
    """How one claim stands when it is judged by all the others."""

    claim: str
    """The full name, document/id."""
    verdict: Name
    subject: str
    """The entity it is about, in words."""
    about: str
    """What it is about, in words: Alibaba Cloud's adjusted EBITA in 2023Q4."""
    figure: str
    """As printed, several readings joined by `or`; empty for a sentence."""
    printed: str = ""
    """The same with the entities it names by their names."""
    says: str = ""
    """A sentence in our own words; empty for a figure."""
    where: str = ""
    """Where it stands in its document: p16."""
    speaker: str = ""
    """Who says so, in words."""
    by: tuple[str, ...] = ()
    """The claims that make the verdict what it is."""
    near: tuple[str, ...] = ()
    """Claims that come nearest to it and do not count, where nobody says as much."""
    independent: int = 0
    """Origins other than its own that, each without the others, say as much (or against it)."""
    gap: "Fraction | None" = None
    """By how much it misses what the others leave, in the unit of its figure."""
    gap_text: str = ""
    because: tuple[str, ...] = ()
    """One or two sentences."""
    settle: tuple[str, ...] = ()
    """Names of quantities whose print would settle it."""
    settle_text: str = ""
    """The same in words."""
    status: str | None = None
    """Of a relation: certain, possible or impossible by the rest; of what was said ahead: met,
    missed or open; None for a plain figure."""
    reads_as: str = ""
    """The basis it was read as to find its witnesses; empty when its own."""
    reason: str = ""
    """Why a dispute was accepted; empty when none was."""
    leaves: "Interval | None" = None
    """What the others leave for the amount it states, in base units, for a growth its factor; None
    where they only print as much, leave nothing, or it states no amount of one quantity."""
    accepted: bool = False
    """True where an accepted exception covers the conflict that the verdict tells of."""


class Mention(NamedTuple):
    """A claim that verdicts rest on, as a sentence names it."""

    claim: str
    printed: str
    """Its figure as printed, entities by their names; a sentence in our own words."""


class Cited(NamedTuple):
    """A document that claims were held against."""

    document: str
    title: str
    where: str
    """Who published it, and when."""
    grade: str
    url: str


class Verdicts(NamedTuple):
    """The claims of one document, or about one entity, judged."""

    document: str
    """Its id; empty when the claims are of several."""
    verdicts: tuple[Verdict, ...]
    """In the order of the facts."""
    mentions: tuple[Mention, ...] = ()
    """The claims that verdicts rest on, by name."""
    cited: tuple[Cited, ...] = ()
    """The other documents that bear on them, by id."""

    @property
    def counts(self) -> tuple[tuple[Name, int], ...]:
        """How many claims got each verdict, in the order of `NAMES`; none is left out."""
        return tuple(
            (name, sum(1 for one in self.verdicts if one.verdict == name)) for name in NAMES
        )
