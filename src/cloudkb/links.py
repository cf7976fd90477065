"""Links from name to name, followed in linear time: circles, ends of chains, what holds what.

A base may chain ten thousand of them; nothing here looks along the same links twice. Knows
nothing of claims. Beside `interval` at the bottom: any room may import it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping


def circles(following: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Names that lead back to themselves, those of one circle together, in the order given.

    They are the strongly connected components of more than one name, found by following all
    links forwards, then backwards (Kosaraju), and names that lead to themselves directly.
    """
    backwards: dict[str, list[str]] = {}
    for name, others in following.items():
        for other in others:
            backwards.setdefault(other, []).append(name)
    seen: set[str] = set()
    circle: dict[str, int] = {}
    for number, start in enumerate(reversed(_in_order_of_ends(following))):
        if start in seen:
            continue
        seen.add(start)
        members, todo = [start], [start]
        while todo:
            new = [one for one in backwards.get(todo.pop(), ()) if one not in seen]
            seen.update(new)
            members += new
            todo += new
        if len(members) > 1 or start in following.get(start, ()):
            circle.update(dict.fromkeys(members, number))
    found: dict[int, list[str]] = {}
    for name in following:
        if name in circle:
            found.setdefault(circle[name], []).append(name)
    return list(found.values())


def _in_order_of_ends(following: Mapping[str, Iterable[str]]) -> list[str]:
    """All names, each behind those that were first met by following its links."""
    met: set[str] = set()
    order: list[str] = []
    for start in following:
        todo = [] if start in met else [(start, iter(following[start]))]
        met.add(start)
        while todo:
            name, rest = todo[-1]
            other = next((one for one in rest if one not in met), None)
            if other is None:
                order.append(name)
                todo.pop()
            else:
                met.add(other)
                todo.append((other, iter(following.get(other, ()))))
    return order


def last_of(following: Mapping[str, str]) -> dict[str, str]:
    """For each name that leads on, the last one its links lead to; of a circle its least name."""
    found: dict[str, str] = {}
    for start in following:
        path: dict[str, None] = {}
        at = start
        while at in following and at not in found and at not in path:
            path[at] = None
            at = following[at]
        end = found.get(at, at)
        if at in path:
            names = list(path)
            end = min(names[names.index(at) :])
        found.update(dict.fromkeys(path, end))
    return found


_PAIRS = 1_000
"""So many pairs are asked one by one; all that is above a name may be more."""


class Holding:
    """Who is held by whom, through any number of links.

    The first link of each name makes a tree, numbered so that a name holds those of its range;
    further links, which are few, are followed one by one.
    """

    def __init__(self, holders: Mapping[str, Iterable[str]]) -> None:
        """`holders` are those that hold a name directly."""
        self._holders = {name: tuple(dict.fromkeys(each)) for name, each in holders.items()}
        self._up: dict[str, str] = {}
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._more: dict[str, str | None] = {}
        """The nearest name upwards, itself included, that has further holders."""
        held: dict[str, list[str]] = {}
        for name, each in self._holders.items():
            for holder in each[:1]:
                held.setdefault(holder, []).append(name)
        tops = [name for name in held if not self._holders.get(name)]
        # what is left then stands in circles, which begin anywhere
        for top in (*tops, *self._holders):
            if top not in self._first:
                self._count(top, held)

    def _count(self, top: str, held: Mapping[str, list[str]]) -> None:
        todo: list[tuple[str, Iterator[str]]] = []
        following: str | None = top
        while following is not None or todo:
            if following is not None:
                name, above = following, todo[-1][0] if todo else None
                if above is not None:
                    self._up[name] = above
                each = self._holders.get(name, ())
                has_more = len(each) > (1 if above is not None else 0)
                self._more[name] = name if has_more else self._more[above] if above else None
                self._first[name] = len(self._first)
                todo.append((name, iter(held.get(name, ()))))
            following = next((one for one in todo[-1][1] if one not in self._first), None)
            if following is None:
                self._last[todo.pop()[0]] = len(self._first) - 1

    def is_held(self, one: str, other: str) -> bool:
        """Tell whether one is held by the other, directly or not."""
        low, high = self._first.get(other, 0), self._last.get(other, 0)
        todo, seen = [one], set()
        while todo:
            name = todo.pop()
            if low < self._first.get(name, 0) <= high:
                return True
            at = self._more.get(name)
            while at is not None and at not in seen:
                seen.add(at)
                for holder in self._holders[at]:
                    if holder == other:
                        return True
                    todo.append(holder)
                at = self._more.get(self._up.get(at, ""))
        return False

    def held_by_any(self, names: Iterable[str], holders: Collection[str]) -> set[str]:
        """Those of some names that one of the holders holds, directly or not."""
        few = list(names)
        if len(few) * len(holders) <= _PAIRS:
            return {one for one in few if any(self.is_held(one, other) for other in holders)}
        known: dict[str, bool] = {}
        opened: set[str] = set()
        for start in few:
            todo = [start]
            while todo:
                at = todo[-1]
                above = self._holders.get(at, ())
                waiting = [one for one in above if one not in known]
                if at in known:
                    todo.pop()
                elif any(one in holders or known.get(one) for one in above):
                    known[todo.pop()] = True
                elif waiting and at not in opened:
                    opened.add(at)
                    todo += waiting
                else:
                    known[todo.pop()] = False
        return {name for name in few if known[name]}
