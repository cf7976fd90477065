"""Ledgers with as many entries as a base has claims: half transactions, half balances asserted.

Written for beancount and for hledger, whose checks are what `cloudkb validate` is to claims.
"""

import datetime
import random
from pathlib import Path

ACCOUNTS = 40


def write(folder: Path, entries: int, seed: int = 1) -> tuple[Path, Path]:
    """The same entries in both formats; every asserted balance is true."""
    rng = random.Random(seed)
    accounts = [f"Assets:Account{number}" for number in range(ACCOUNTS)]
    balances = dict.fromkeys(accounts, 0)
    day = datetime.date(2015, 1, 1)
    bean = [f"{day} open {account} CNY" for account in [*accounts, "Equity:World"]]
    hledger: list[str] = []
    for number in range((entries + 1) // 2):
        account = rng.choice(accounts)
        cents = rng.randrange(-900_000, 1_000_000)
        balances[account] += cents
        # a balance counts at the start of its day in beancount, at its place in hledger
        day += datetime.timedelta(days=number % 4 == 0)
        after = day + datetime.timedelta(days=1)
        bean += [f'{day} * "entry {number}"', f"  {account}  {_amount(cents)}", "  Equity:World"]
        hledger += [f"{day} entry {number}", f"    {account}  {_amount(cents)}", "    Equity:World",
                    ""]  # fmt: skip
        if number % 4 == 3:
            checked = [account, *rng.sample(accounts, 3)]
            for name in dict.fromkeys(checked):
                bean.append(f"{after} balance {name}  {_amount(balances[name])}")
                hledger += [f"{day} check", f"    {name}  0 CNY = {_amount(balances[name])}", ""]
    paths = folder / "ledger.beancount", folder / "ledger.journal"
    for path, lines in zip(paths, (bean, hledger), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return paths


def _amount(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d} CNY"
