r"""The lines of a text as editors count them, and as the marks of the reader do.

Only \n, \r\n and \r end a line (YAML 1.2, 5.4 "Line Break Characters"). `str.splitlines`
also ends one at NEL, LS, PS, form feeds and others, and every line below would be off by one.
"""


def lines(text: str) -> list[str]:
    """The lines of a text, without what ends them; a text that ends in a break adds no line."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return found[:-1] if not found[-1] else found
