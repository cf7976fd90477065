"""Running text: its printed numbers and times, found by the grammar of figures."""

from cloudkb.texts.scanner import Spot, SpotKind, scan
from cloudkb.texts.view import Markup, PrintedText, line_finder, markup_of

__all__ = ["Markup", "PrintedText", "Spot", "SpotKind", "line_finder", "markup_of", "scan"]
