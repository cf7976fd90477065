"""A gathered base reasoned over piece by piece, in bounded memory, whatever conflicts.

One look at each piece proves what holds together, and keeps on the disk what others may ask. Where
something conflicts the piece is read again, with the answers to what its conflicts ask.
"""

import gc
import marshal
import tempfile
from array import array
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from cloudkb.base.gathered import Gathered
from cloudkb.check import (
    NOTHING,
    Answers,
    Checked,
    Extremes,
    Held,
    PieceLook,
    PieceReport,
    Questions,
    Sound,
    Strangers,
    as_one,
    look,
    piece,
)
from cloudkb.workers import HERE, Workers

MOST = 2_000
"""Claims of a piece, but where more are tied to each other."""
MOST_FOR_WORKERS = 10_000
"""The same where several prove a piece: each is asked for enough to be worth it."""
ASKED = 200_000
"""What pieces ask in all, of which the answers are looked for in one go."""

PutDown = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]


def check(
    gathered: Gathered,
    show_accepted: bool,
    workers: Workers,
    known: Collection[str] = (),
    most: int = 0,
) -> Checked:
    """Reason over pieces one at a time, over all at once only where limits rest on all."""
    pieces = gathered.pieces(most or (MOST if workers is HERE else MOST_FOR_WORKERS))
    if len(pieces) == 1:
        return as_one([piece(pieces[0], known, show_accepted, workers=workers)])
    found: dict[int, PieceReport] = {}
    with closing(_Heard(gathered)) as heard, _kept_from_the_collector():
        for number, facts in enumerate(pieces):
            one = look(facts, known, show_accepted, workers)
            if one.rests_on_all:
                del facts
                return as_one([piece(gathered.whole(), known, show_accepted, workers=workers)])
            heard.add(number, one)
            if one.report is not None:
                found[number] = one.report._replace(texts=dict, kept={})
            del facts, one
            # models are full of circles, and nobody collects them meanwhile
            gc.collect()
        for number, looked_at, strangers in heard.answered():
            told = piece(
                pieces[number],
                known,
                show_accepted,
                workers=workers,
                strangers=strangers,
                looked_at=looked_at,
            )
            # nobody remembers them, and they would keep the model of each piece
            found[number] = told._replace(texts=dict, kept={})
            del told
            gc.collect()
    return as_one([found[number] for number in sorted(found)])


@contextmanager
def _kept_from_the_collector() -> Iterator[None]:
    """What is there stays meanwhile: the collector looks at what a piece leaves, and no more."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Asking(NamedTuple):
    """A piece in which something conflicts."""

    asked: Questions
    looked_at: Mapping[str, Sound]
    held: Mapping[str, tuple[int, int]]


class _Heard:
    """What all pieces say, on the disk, and which of them ask something."""

    def __init__(self, gathered: Gathered) -> None:
        """No piece was heard."""
        self._gathered = gathered
        self._file = tempfile.TemporaryFile(dir=gathered.folder)  # noqa: SIM115
        self._ends = array("Q", [0])
        self._extremes = Extremes()
        self._held = Held()
        self._asking: dict[int, _Asking] = {}

    def close(self) -> None:
        """Forget it."""
        self._file.close()

    def add(self, number: int, one: PieceLook) -> None:
        """Hear one piece."""
        text = marshal.dumps(one.for_others.told)
        self._file.write(text)
        self._ends.append(self._ends[-1] + len(text))
        self._extremes.add(number, one.for_others.extremes)
        self._held.add(one.for_others.held)
        if one.report is None:
            self._asking[number] = _Asking(one.asked, one.looked_at, one.for_others.held)

    def answered(self) -> Iterator[tuple[int, Mapping[str, Sound], Strangers]]:
        """The pieces that ask something, with the answers; when all were heard."""
        for numbers in self._together():
            answers, names = self._answers(numbers)
            for number in numbers:
                one = self._asking.pop(number)
                strangers = answers.strangers(
                    self._extremes.but(number), self._held.but(one.held), names
                )
                yield number, one.looked_at, strangers

    def _together(self) -> Iterator[list[int]]:
        """Pieces that are answered in one go: not so many that the answers fill the memory."""
        some: list[int] = []
        asked = 0
        for number, one in list(self._asking.items()):
            size = sum(map(len, one.asked))
            if some and asked + size > ASKED:
                yield some
                some, asked = [], 0
            some.append(number)
            asked += size
        if some:
            yield some

    def _answers(self, numbers: list[int]) -> tuple[Answers, Mapping[str, int]]:
        wanted = NOTHING
        for number in numbers:
            wanted = wanted.joined(self._asking[number].asked)
        answers = Answers(wanted)
        answers.first(self._told())
        if answers.lacking:
            answers.second(self._told())
        return answers, self._gathered.short_names(wanted.short_names)

    def _told(self) -> Iterator[PutDown]:
        self._file.seek(0)
        for start, end in zip(self._ends, self._ends[1:], strict=False):
            yield marshal.loads(self._file.read(end - start))
