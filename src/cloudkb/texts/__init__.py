"""Running text: its printed numbers and times, found by the grammar of figures."""

from cloudkb.texts.scanner import Kind, Spot, scan
from cloudkb.texts.view import Markup, PrintedText, line_finder, markup_of

__all__ = ["Kind", "Markup", "PrintedText", "Spot", "line_finder", "markup_of", "scan"]
