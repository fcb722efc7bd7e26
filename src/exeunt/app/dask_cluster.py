"""Plan posts, and rehearse plans, on the machines of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from exeunt.app.portfolio import Job, Planned, plan_job
from exeunt.app.rehearse_plan import Play, Range, play_part
from exeunt.errors import InvalidInput, WorldError
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem


WAIT_S = 10
"""So long a cluster may take to answer."""


def on_dask(
    jobs: Sequence[Job],
    *,
    address: str,
    work: Callable[[Job], Planned] = plan_job,
) -> Iterator[Planned]:
    """
    Plan *jobs* on the cluster whose scheduler is at *address*.

    A worker that is lost half way is made up for by another; a post that ends several
    workers has a fault. What has not begun when this is stopped is called off.

    Parameters
    ----------
    jobs
        What to plan; each travels whole, so workers need no files.
    address
        Such as ``tcp://10.0.0.1:8786``.
    work
        What a worker does with a job.

    Raises
    ------
    InvalidInput
        When Dask is not installed here, or *address* is none.
    WorldError
        When no scheduler answers there.
    """
    client, as_completed = _connected(address)
    try:
        futures = {
            client.submit(work, job, key=f"exeunt-{n}-{job.name}", pure=False): job
            for n, job in enumerate(jobs)
        }
        for future in as_completed(list(futures), loop=client.loop):
            fault = future.exception()
            yield (
                future.result()
                if fault is None
                else Planned(
                    name=futures[future].name,
                    fault=f"The cluster could not plan it: {fault}",
                )
            )
    finally:
        client.close()


@contextmanager
def rehearsing_on(address: str) -> Iterator[tuple[int, Play]]:
    """
    Give what plays worlds on the cluster at *address*, and how many workers it has.

    A worker that is lost half way is made up for by another; a part that ends several
    workers is played here. So the answer has the same bits as on one core.

    Raises
    ------
    InvalidInput
        When Dask is not installed here, or *address* is none.
    WorldError
        When no scheduler answers there, or it has no worker.
    """
    client, as_completed = _connected(address)
    try:
        workers = sum(client.ncores().values())
        if not workers:
            raise WorldError(
                f"The Dask scheduler at {address} has no worker. Start one with "
                f"'dask worker {address}', or leave --dask off.",
                retryable=True,
            )
        yield workers, partial(_played_on, client, as_completed)
    finally:
        client.close()


def _played_on(
    client: Any,
    as_completed: Callable[..., Iterator[Any]],
    problem: Problem,
    plan: Plan,
    seed: int,
    ranges: Sequence[Range],
) -> Iterator[Rehearsal]:
    # what is scattered is lost with its worker, so each part travels whole
    futures = {
        client.submit(play_part, problem, plan, seed, some, pure=False): some
        for some in ranges
    }
    for future in as_completed(list(futures), loop=client.loop):
        if future.exception() is None:
            yield future.result()
        else:
            yield play_part(problem, plan, seed, futures[future])


def _connected(address: str) -> tuple[Any, Callable[..., Iterator[Any]]]:
    try:
        from distributed import Client, as_completed  # noqa: PLC0415 - an extra
    except ImportError:
        raise InvalidInput(
            "Dask is not installed here. Install it with: pip install 'exeunt[dask]'"
        ) from None
    try:
        return Client(address, timeout=WAIT_S, set_as_default=False), as_completed
    except ValueError as error:
        raise InvalidInput(
            f"{address!r} is no address of a Dask scheduler ({error}). Give one such "
            "as tcp://10.0.0.1:8786."
        ) from error
    except OSError as error:
        raise WorldError(
            f"No Dask scheduler answers at {address} within {WAIT_S} s. Start one "
            "with 'dask scheduler', or leave --dask off.",
            retryable=True,
        ) from error
