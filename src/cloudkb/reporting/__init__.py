"""A base as one page for a browser: what it says, how it stands, and why.

No request, no script needed. Pure: from what was asked, judged and reasoned to the text of a
file. Charts are drawn here, as they are few and their coordinates are exact.
"""

from cloudkb.reporting.material import Material, collect
from cloudkb.reporting.series import open_quantities
from cloudkb.reporting.whole_page import render

__all__ = ["Material", "collect", "open_quantities", "render"]
