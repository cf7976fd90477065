"""Whose the ids of a file's claims are: those that are written, and those made for the others."""

from cloudkb.language import worded
from cloudkb.model import Claim
from cloudkb.reader import nodes
from cloudkb.reader.claim_ids import distinguished, made_id
from cloudkb.reader.fields import File


class TakenIds:
    """The ids of the claims of one file, of whatever document."""

    def __init__(self, file: File) -> None:
        """None is taken yet."""
        self._file = file
        self._first: dict[str, nodes.Node] = {}
        """Where each id was first written, or the claim that it was made for."""
        self._made: dict[str, str] = {}
        """Those that nobody wrote, and what would tell each from another of that name."""

    def is_free(self, full: str) -> bool:
        """Whether no claim has an id yet."""
        return full not in self._first

    def take(self, full: str, word: nodes.Node) -> None:
        """A claim has an id that is free."""
        self._first[full] = word

    def written(self, full: str, word: nodes.Node) -> bool:
        """Whether the id that a claim writes is its own; a finding when it is another's."""
        first = self._first.setdefault(full, word)
        if first is word:
            return True
        about = {"name": full.partition("/")[2], "line": self._file.spot(first.line)}
        self._file.complain(
            "repeated-id",
            worded("another claim, which writes no id, is called {name}: {line}", **about)
            if full in self._made
            else worded("another claim is called {name}: {line}", **about),
            word,
            worded("give one of the two another id"),
        )
        return False

    def unnamed(self, claim: Claim, currency: str, node: nodes.Mapping) -> str:
        """The full id made for a claim that writes none; empty, and a finding, when it is taken.

        `currency` is its document's.
        """
        name = made_id(claim, currency)
        full = f"{claim.document}/{name}"
        own = f"{claim.document}/{distinguished(name, claim)}"
        first = self._first.get(full)
        if first is not None and self._made.get(full, own) != own and own not in self._first:
            self._file.complain(
                "repeated-id",
                worded(
                    "two claims without an id would be called {name}: {line} is, "
                    "and this one is called {own}",
                    name=name,
                    line=self._file.spot(first.line),
                    own=own.partition("/")[2],
                ),
                node,
                worded("write an id where another claim or an exception is to name one of them"),
                severity="note",
                claims=(own, full),
            )
            full, first = own, None
        if first is not None:
            self._refuse(name, own, self._first.get(own, first), node)
            return ""
        self._first[full] = node
        self._made[full] = own
        return full

    def _refuse(self, name: str, own: str, first: nodes.Node, node: nodes.Mapping) -> None:
        """Report a claim without an id that another claim takes the name from."""
        if own in self._made.values():
            says = worded(
                "this claim says word for word what the one {on_line} says",
                on_line=self._file.on(first.line),
            )
            hint = worded("take one of the two out")
        else:
            says = worded(
                "another claim is called {name}, as this one would be: {line}",
                name=name,
                line=self._file.spot(first.line),
            )
            hint = worded("give one of the two another id")
        self._file.complain("repeated-id", says, node, hint)
