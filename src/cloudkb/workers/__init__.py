"""Where work that falls into independent pieces is done: here, in processes, on a cluster.

One protocol, `Workers.map`. What is sent are functions of this package by their names, and plain
records; nothing that a worker is asked depends on what it was asked before, so that answers are
the same wherever they are worked out.
"""

from cloudkb.surroundings import processors
from cloudkb.workers.protocol import HERE, Workers, WorkersError

__all__ = ["HERE", "MOST_JOBS", "Workers", "WorkersError", "of"]

MOST_JOBS = 256


def of(jobs: int = 1, scheduler: str = "") -> Workers:
    """The workers asked for: so many processes, or those of a Dask scheduler at an address.

    `jobs` of 0 means as many as this process may use processors. Raises `WorkersError` where
    there are none to be had.
    """
    if scheduler:
        from cloudkb.workers.cluster import Cluster

        return Cluster(scheduler)
    if jobs == 1:
        return HERE
    from cloudkb.workers.pool import Pool

    return Pool(min(jobs or processors(), MOST_JOBS))
