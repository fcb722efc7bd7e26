"""What ``exeunt plan`` tells beside its plan when asked: levers, reasons, a front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from exeunt.app.front import Walk, walk_front
from exeunt.app.pull_levers import Pull, pull_levers
from exeunt.app.writing import write_atomically
from exeunt.cli.harmless import harmless
from exeunt.cli.tables import show
from exeunt.formats.charts.front import front_chart
from exeunt.formats.explain import explain
from exeunt.formats.front_tables import front_body, front_tables
from exeunt.formats.lever_tables import lever_body, lever_tables
from exeunt.model.levers import LeverTable
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem


FRONT_TIMES = 2
"""A front takes so many times as long as the plan may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for beside the plan."""

    levers: int | None
    explain: bool
    front: Path | None
    seconds: float
    """That the plan might take."""
    seed: int
    iterations: int | None
    quiet: bool
    """Print nothing: it is all in the document."""

    def tell(self, post: Post, problem: Problem, plan: Plan) -> dict[str, Any]:
        """Find it out, print it, and give what goes into the document."""
        body: dict[str, Any] = {}
        levers = None
        if self.levers is not None:
            levers = self._pulled(post, plan, self.levers)
            body["levers"] = lever_body(levers)
            self._show(lever_tables(levers))
        if self.explain:
            body["explained"] = list(explain(problem, plan, levers))
            self._show(["", "Why the plan is as it is", "", *body["explained"]])
        if self.front is not None:
            body["front"] = self._front(post, problem, plan, self.front)
        return body

    def _pulled(self, post: Post, plan: Plan, count: int) -> LeverTable:
        pull = Pull(count=count, seed=self.seed, iterations=self.iterations)
        with _telling("Levers") as tell:
            return pull_levers(post, plan, pull=pull, on_progress=tell)

    def _front(
        self, post: Post, problem: Problem, plan: Plan, file: Path
    ) -> dict[str, Any]:
        walk = Walk(
            seconds=FRONT_TIMES * self.seconds,
            seed=self.seed,
            iterations=self.iterations,
        )
        with _telling("What else can be had") as tell:
            found = walk_front(post, problem, plan, walk=walk, on_progress=tell)
        write_atomically(file, front_chart(found).encode())
        self._show(front_tables(found))
        return front_body(found)

    def _show(self, what: Iterable[RenderableType]) -> None:
        if not self.quiet:
            show(what)


@contextmanager
def _telling(of: str) -> Iterator[Callable[[str, float], None]]:
    """Tell what is looked at, and how much is done, if standard error is a terminal."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda _what, _share: None
        return
    with console.status(of) as status:
        yield lambda what, share: status.update(
            Text(harmless(f"{of}: {what}, {100 * share:.0f} %"))
        )
