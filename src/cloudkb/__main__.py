"""`python -m cloudkb`."""

from cloudkb.cli import main

if __name__ == "__main__":
    main("python -m cloudkb")
