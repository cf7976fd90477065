"""Workers that are processes of this machine: the standard library's pool."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import Any

from cloudkb.language import Language, speak, spoken, worded
from cloudkb.workers.protocol import Given, Made, Shared, WorkersError

AHEAD = 3
"""Items under way for each worker: it never waits, and what is made does not pile up."""


class Pool:
    """Some processes, started when there is work and ended with it.

    They are started afresh, not forked: the solver keeps threads, of which a fork has none.
    """

    def __init__(self, jobs: int) -> None:
        """How many."""
        self.jobs = jobs

    def map(
        self,
        function: Callable[[Shared, Given], Made],
        shared: Shared,
        items: Iterable[Given],
    ) -> Iterator[Made]:
        """See `Workers.map`; where it is not drawn to its end, the processes are ended."""
        if is_starting():
            raise WorkersError(
                worded(
                    "workers run the script again that started them",
                    "工作进程会再次运行启动它的脚本",
                ),
                worded(
                    'call cloudkb below `if __name__ == "__main__":`, or without --jobs',
                    '请把对cloudkb的调用放在`if __name__ == "__main__":`之下，或不用--jobs',
                ),
            )
        others = {child.pid for child in multiprocessing.active_children()}
        try:
            executor = ProcessPoolExecutor(
                self.jobs,
                multiprocessing.get_context("spawn"),
                _begin,
                (function, shared, spoken()),
            )
        except (OSError, NotImplementedError) as error:
            raise WorkersError(
                worded("no processes can be started here: {why}", why=error)
            ) from None
        is_done = False
        try:
            yield from in_order(lambda item: executor.submit(_do, item), items, self.jobs * AHEAD)
            is_done = True
        except BrokenProcessPool:
            raise WorkersError(
                worded("a process that was given work ended before it was done"),
                worded("it may have had too little memory: fewer --jobs, or none"),
            ) from None
        finally:
            if not is_done:
                for child in multiprocessing.active_children():
                    if child.pid not in others:
                        child.terminate()
            executor.shutdown(wait=is_done, cancel_futures=True)

    def close(self) -> None:
        """Nothing to leave: the processes ended with their work."""


def is_starting() -> bool:
    """Tell whether this process is a worker that still runs the script of who started it."""
    return bool(getattr(multiprocessing.current_process(), "_inheriting", False))


def in_order(
    submit: Callable[[Given], "Future[Made]"], items: Iterable[Given], most: int
) -> Iterator[Made]:
    """Results in the order of the items, with so many of them under way."""
    waiting: deque[Future[Made]] = deque()
    for item in items:
        waiting.append(submit(item))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


# --- in the worker -------------------------------------------------------------------------

_given: list[Any] = []


def _begin(function: Any, shared: Any, language: Language) -> None:
    # a complaint that is worded there is told here
    speak(language)
    # an interrupt is for who gave the work, and ends this process with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    # records make no cycles
    gc.disable()
    _given[:] = function, shared


def _do(item: Any) -> Any:
    function, shared = _given
    return function(shared, item)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
