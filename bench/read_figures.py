"""How long figures take to read: plain ones, others, and refused ones. Microseconds each.

python bench/read_figures.py
"""

import timeit
from contextlib import suppress

from cloudkb import figures
from cloudkb.figures import FigureError, grammar

SAMPLES = {
    "plain": [
        "23.64亿元", "26.7%", "约6.6亿元", "2000万台", "$10bn", "+3% yoy", "17次", "超过30%",
        "US$1.2bn", "497亿",
    ],
    "other": [
        "同比增长约14.4个百分点", "RMB 28,066 million", "三至五十家", "nearly a third",
        "tens of billions of dollars", "+32pp vs china", "above 2 x china", "1万-2.5万张",
    ],
    "refused": ["1,23,4", "--5", "26.7%%", "超过不到5亿", "Azure", "+3%", "亿元"],
}  # fmt: skip
ROUNDS = 300


def read(texts: list[str]) -> None:
    """Read each text once, none from memory."""
    grammar._remembered.cache_clear()
    for text in texts:
        with suppress(FigureError):
            figures.parse(text)


def main() -> None:
    """Print the best of five runs of each kind."""
    for kind, texts in SAMPLES.items():
        read(texts)
        best = min(timeit.repeat(lambda texts=texts: read(texts), number=ROUNDS, repeat=5))
        print(f"{kind:8} {best / ROUNDS / len(texts) * 1e6:7.1f}")


if __name__ == "__main__":
    main()
