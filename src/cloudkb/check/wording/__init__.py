"""How a proved conflict is told: the only room of the checker that knows sentences."""

from cloudkb.check.wording.finding import finding

__all__ = ["finding"]
