"""A random network of claims as fact files, one figure of it falsified where that is asked for.

python bench/write_network.py --seed 7 --mix sparse --claims 1000 --out DIR [--damage x10]
"""

import argparse
import random
from pathlib import Path

from damage import KINDS, damage
from networks import CUTS, MIXES, generate, write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", choices=sorted(MIXES), default="mixed")
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--markets", type=int, default=0)
    parser.add_argument("--documents", type=int, default=4)
    parser.add_argument("--cut", choices=sorted(CUTS), default="none")
    parser.add_argument("--joined", action="store_true")
    parser.add_argument("--more", action="store_true", help="margins, users, US$, scopes, ...")
    parser.add_argument("--damage", choices=sorted(KINDS))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    network = generate(
        given.seed, given.mix, given.claims, markets=given.markets,
        documents=given.documents, cut=given.cut, joined=given.joined, more=given.more,
    )  # fmt: skip
    if given.damage:
        network = damage(network, given.damage, random.Random(given.seed))
        print(f"damaged: {network.damaged}")
    write(network, given.out)


if __name__ == "__main__":
    main()
