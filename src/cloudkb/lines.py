r"""The lines of a text as editors count them, and as the marks of the reader do.

Only \n, \r\n and \r end a line (YAML 1.2, 5.4 "Line Break Characters"). `str.splitlines`
also ends one at NEL, LS, PS, form feeds and others, and every line below would be off by one.
"""


def lines(text: str) -> list[str]:
    """The lines of a text, without what ends them; a text that ends in a break adds no line."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return found[:-1] if not found[-1] else found


def patch(path: str, before: str | None, after: str) -> str:
    """What changes in a file, as `git apply` takes it; `before` is None where there is no file.

    Lines end at \\n alone, as git counts them; what stands before it stays.
    """
    from difflib import unified_diff

    # a name with a space ends at a tab
    end = "\t" if " " in path else ""
    old = "/dev/null" if before is None else f"a/{path}{end}"
    made = unified_diff(_ended(before or ""), _ended(after), old, f"b/{path}{end}")
    return "".join(made)


def _ended(text: str) -> list[str]:
    *whole, last = text.split("\n")
    found = [f"{line}\n" for line in whole]
    return [*found, f"{last}\n\\ No newline at end of file\n"] if last else found
