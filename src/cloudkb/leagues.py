"""Who stands in a league, by kind and name: sums of others do not rank beside them."""

import re
from collections.abc import Iterable

from cloudkb.words import fold

NEVER = frozenset(("market", "group"))
"""Kinds of entities that never rank, not among their own kind either."""
SUMS = frozenset(("market", "group", "country", "region", "customer group"))
"""Kinds of entities that are sums of others: they rank among their own kind only."""

_REST = re.compile(
    r"(?:all |the )?(?:others?|rest|remainder|remaining)"
    r"(?: of (?:the )?(?:market|world|industry|field))?"
    r"(?: (?:vendors?|brands?|compan(?:y|ies)|providers?|makers?|manufacturers?|players?|suppliers?"
    r"|firms?|countries|regions|markets|models|products|combined|total))?"
    r"|(?:所有)?(?:其他|其它|其余|剩余)"
    r"(?:的)?(?:厂商|品牌|公司|企业|厂家|供应商|服务商|玩家|国家|地区|市场|机型|产品)?(?:合计|总计)?"
)


def is_rest(names: Iterable[str]) -> bool:
    """Tell by its names what is left of a table when all named are taken out: Others, 其他厂商.

    The rest of a league never ranks, not even among its own kind.
    """
    return any(_REST.fullmatch(fold(name)) for name in names)


def together(kind: str, other: str) -> bool:
    """Tell whether two kinds of entities rank beside each other."""
    return kind == other or not SUMS & {kind, other}
