"""What can be told of modules without importing them."""

import os


def heads(folder: str) -> dict[str, str]:
    """The first line of the docstring of each module in a folder, by the module's name."""
    found = {}
    for file in sorted(os.listdir(folder)):  # noqa: PTH208
        name, _, suffix = file.partition(".")
        if suffix == "py" and not name.startswith("_"):
            with open(f"{folder}/{file}", encoding="utf-8") as lines:  # noqa: PTH123
                found[name] = lines.readline().strip().strip('"')
    return found
