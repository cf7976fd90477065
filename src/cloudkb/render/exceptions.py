"""Open conflicts as the exceptions that would accept them, in YAML to paste and complete."""

import json
import re
from collections.abc import Iterable

from cloudkb.model import Finding
from cloudkb.render import concise
from cloudkb.words import few

_NAMED = 8
"""Claims to choose from that are named."""
ACCEPTABLE = ("conflict", "basis-conflict")
"""Rules whose findings an exception can silence."""
# whatever is not surely a plain scalar is quoted
_PLAIN = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*")


def render(findings: Iterable[Finding]) -> str:
    """The block `exceptions:`, one for each open conflict; empty text where there is none.

    The reasons are left to whoever accepts, and so is what to doubt where the figures alone cannot
    tell: without them the block is refused.
    """
    blocks: dict[str, str] = {}
    for finding in findings:
        if finding.rule in ACCEPTABLE and finding.claims:
            blocks.setdefault(_exception(finding), concise.line(finding))
    if not blocks:
        return ""
    return "exceptions:\n" + "".join(f"  # {line}\n{block}" for block, line in blocks.items())


def _exception(finding: Finding) -> str:
    doubted = finding.suspects[0] if finding.suspects and finding.tied == 1 else None
    claims = list(finding.claims)
    if doubted and not doubted.is_identity and doubted.name not in claims:
        claims.append(doubted.name)
    names = "".join(f"      - {scalar(claim)}\n" for claim in claims)
    doubt = f"doubt: {scalar(doubted.name)}" if doubted else _open(finding)
    return f"  - claims:\n{names}    {doubt}\n    reason:\n"


def _open(finding: Finding) -> str:
    """What to doubt is not known: those that may be, to choose from."""
    tied = [one.name for one in finding.suspects[: finding.tied or None]] or list(finding.claims)
    return f'doubt: "?" # one of: {few(tied, _NAMED)}'


def scalar(text: str) -> str:
    """Text as one YAML scalar, in quotes unless it surely needs none."""
    if _PLAIN.fullmatch(text):
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    # JSON's strings are YAML's, as long as nothing but ASCII is in them
    return json.dumps(text)
