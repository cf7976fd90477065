"""Workers of a Dask cluster, for who has outgrown one machine; the only room that knows Dask."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cloudkb.language import worded
from cloudkb.workers.protocol import Given, Made, Shared, WorkersError

_ANSWER = 10
"""Seconds within which a scheduler answers, and between two looks at whether workers are left."""
_EMPTY = 6
"""Looks at a cluster without any worker after which it is given up."""
_AHEAD = 3


class Cluster:
    """The workers of a scheduler at an address: `tcp://host:8786`."""

    def __init__(self, address: str) -> None:
        """Connect. Raises `WorkersError` where nobody answers, or with another cloudkb."""
        try:
            import distributed
        except ImportError:
            raise WorkersError(
                worded("--scheduler needs Dask, which is not installed"),
                'pip install "cloudkb[dask]"',
            ) from None
        self._address = address
        try:
            client: Any = distributed.Client
            self._client = client(address, timeout=_ANSWER, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise WorkersError(
                worded(
                    "no scheduler answers at {address}: {why}",
                    address=address,
                    why=error or type(error).__name__,
                ),
                worded("start one with: dask scheduler; and on each machine: dask worker ADDRESS"),
            ) from None
        if not self._count():
            self.close()
            raise WorkersError(
                worded("the scheduler at {address} has no workers", address=address),
                worded("start some: dask worker {address}", address=address),
            )
        own = _version()
        others = sorted({str(one) for one in self._client.run(_version).values()} - {own})
        if others:
            self.close()
            raise WorkersError(
                worded(
                    "the workers of {address} have cloudkb {others}, and this is {own}",
                    address=address,
                    others=", ".join(others),
                    own=own,
                ),
                worded("install the same there"),
            )

    def close(self) -> None:
        """Leave the cluster; it goes on."""
        self._client.close(timeout=_ANSWER)

    def map(
        self,
        function: Callable[[Shared, Given], Made],
        shared: Shared,
        items: Iterable[Given],
    ) -> Iterator[Made]:
        """See `Workers.map`."""
        client = self._client
        waiting: deque[Any] = deque()
        try:
            kept = client.scatter([shared], broadcast=True, hash=False)[0]
            most = _AHEAD * max(1, sum(client.nthreads().values()))
            for item in items:
                waiting.append(client.submit(function, kept, item, pure=False))
                if len(waiting) >= most:
                    yield self._result(waiting.popleft())
            while waiting:
                yield self._result(waiting.popleft())
        except _lost() as error:
            raise WorkersError(
                worded(
                    "the cluster at {address} was lost: {why}",
                    address=self._address,
                    why=type(error).__name__,
                ),
                worded("look at its log; or reason here, without --scheduler"),
            ) from None
        finally:
            if waiting:
                client.cancel(list(waiting), force=True)

    def _result(self, future: Any) -> Any:
        empty = 0
        while True:
            try:
                return future.result(timeout=_ANSWER)
            except TimeoutError:
                if future.done():
                    raise
                empty = 0 if self._count() else empty + 1
                if empty >= _EMPTY:
                    raise

    def _count(self) -> int:
        return len(self._client.nthreads())


def _version() -> str:
    from importlib.metadata import version

    return version("cloudkb")


def _lost() -> tuple[type[BaseException], ...]:
    """What tells that workers or their scheduler are gone."""
    from asyncio import CancelledError
    from concurrent.futures import CancelledError as Cancelled

    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    return KilledWorker, CommClosedError, Cancelled, CancelledError, OSError
