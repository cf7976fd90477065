"""Orders between named quantities: above aliyun, below 2 x china, above a above b."""

from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import pattern, take
from cloudkb.figures.operands import HINT, read_operand, spell_operand
from cloudkb.figures.text import Source, skip
from cloudkb.model import Comparison, Operand, Order

_ENDS = ("相同", "持平", "一样", "的总和", "总和", "之和")


def scan_order(source: Source, at: int) -> tuple[Order, int] | None:
    """Scan a chain of comparisons up to the end of the text; None when none begins here."""
    chain: list[Comparison] = []
    end = skip(source.low, at)
    while (found := take(source, end, "order")) is not None:
        stop = _next_link(source, found[2])
        relation = found[0].name
        terms = _terms(source, found[2], stop, relation)
        if relation == "above":
            chain.append(Comparison("above", terms))
        else:
            chain.append(Comparison("below" if relation == "below" else "same", terms))
        end = stop
    if not chain:
        return None
    order = Order("order", tuple(chain))
    return order._replace(spelling=spell_order(order)), end


def _next_link(source: Source, at: int) -> int:
    for match in pattern(("order",)).finditer(source.low, at):
        # the `above` of an id like above-par is not a new link
        if (
            source.low[match.start() - 1] == " "
            and source.low[match.end() : match.end() + 1] == " "
        ):
            return match.start()
    return len(source.low)


def _terms(source: Source, start: int, stop: int, relation: str) -> tuple[Operand, ...]:
    """The sum between two places."""
    terms: list[Operand] = []
    for ending in _ENDS:
        if source.low.endswith(ending, start, stop):
            stop -= len(ending)
            break
    while True:
        plus = source.low.find("+", start, stop)
        end = plus if plus >= 0 else stop
        _refuse_number(source, start, end, relation)
        terms.append(read_operand(source, start, end))
        if plus < 0:
            return tuple(terms)
        start = plus + 1


def _refuse_number(source: Source, start: int, end: int, relation: str) -> None:
    from cloudkb.figures.sides import scan_side

    at = skip(source.low, start)
    if not source.low[at : at + 1].isdecimal() and source.low[at : at + 1] not in ("$", "¥"):
        return
    try:
        side = scan_side(source, at)
    except FigureError:
        return
    if side is not None and side.kind is not None and skip(source.low, side.end) >= end:
        # 2 x, 2023Q1 and the like are read as names by the caller
        number = source.text[at:end].strip()
        if side.kind != "count" and side.unit != "times":
            hedge = {"above": "over ", "below": "under ", "same": ""}[relation]
            raise FigureError(
                f"{relation} takes a name or a period", at + 1, f"write {hedge}{number}"
            )


def spell_order(order: Order) -> str:
    """The canonical spelling of an order."""
    links = []
    for link in order.chain:
        word = "same as" if link.relation == "same" else link.relation
        links.append(f"{word} {' + '.join(spell_operand(term) for term in link.terms)}")
    return " ".join(links)


__all__ = ["HINT", "scan_order", "spell_order"]
