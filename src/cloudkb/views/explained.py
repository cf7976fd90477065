"""What is known of a quantity nobody may have printed: its interval, and why; identities too."""

from collections.abc import Mapping
from typing import Any

from cloudkb.model import Explained, Tied
from cloudkb.views import shapes

_NOT_IN_RULES = (".", "@", ":")
"""What no name of a rule holds."""


def is_quantity(text: str) -> bool:
    """Tell the name of a quantity or identity from that of a rule."""
    return any(sign in text for sign in _NOT_IN_RULES)


def data(found: Explained | Tied) -> Mapping[str, Any]:
    """The answer in the published shape."""
    if isinstance(found, Tied):
        return {
            "identity": found.name,
            "text": found.text,
            "quantities": list(found.quantities),
            "claims": list(found.claims),
        }
    steps = dict.fromkeys(step for end in (found.low, found.high) if end for step in end.steps)
    return {
        "quantity": found.implied.quantity,
        "scope": found.scope or None,
        "default": found.default or None,
        **shapes.implied_ends(found.implied, found.unit),
        "because": shapes.because(found.implied),
        "steps": [shapes.step(step, found.unit) for step in steps],
        "printed": list(found.printed),
        "read_as": [
            {
                "basis": name,
                **shapes.implied_ends(one, found.unit),
                "because": shapes.because(one),
            }
            for name, one in found.read
        ],
    }
